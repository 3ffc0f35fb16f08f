import {closeSync, constants, fstatSync, openSync, readSync, writeFileSync} from 'node:fs';
import {redactText} from '../agent/redact.ts';

/** More is not searched for secrets: it would hold up the job. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * Writes a log as others may read it: its last 16 MB, without secrets and otherwise byte for byte. False where there is
 * none. Throws what the system says.
 */
export function writeCleanLog(from: string, to: string, secrets: readonly string[], mostBytes = MOST_BYTES): boolean {
  const end = readEnd(from, mostBytes);
  if (end === null) return false;
  // A character a byte, so that bytes which are no text stay as they are.
  const asBytes = (text: string) => Buffer.from(text).toString('latin1');
  const {cut, bytes} = end;
  const note = cut === 0 ? '' : `[the first ${cut} bytes are left out]\n`;
  writeFileSync(to, note + redactText(bytes.toString('latin1'), secrets.map(asBytes)), {
    encoding: 'latin1',
    flag: 'wx',
    mode: 0o600,
  });
  return true;
}

/** From the beginning of a line on: half a secret would not be known for one. An agent may have left a pipe there. */
function readEnd(path: string, mostBytes: number): {readonly cut: number; readonly bytes: Buffer} | null {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch {
    return null;
  }
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) return null;
    const start = Math.max(0, stat.size - mostBytes);
    const bytes = Buffer.alloc(stat.size - start);
    const read = bytes.subarray(0, readSync(file, bytes, 0, bytes.length, start));
    const skipped = start === 0 ? 0 : read.indexOf('\n') + 1 || read.length;
    return {cut: start + skipped, bytes: read.subarray(skipped)};
  } finally {
    closeSync(file);
  }
}
