import {closeSync, constants, fstatSync, openSync, readSync, writeFileSync} from 'node:fs';
import {redactText} from '../agent/redact.ts';

/** The limit on how much is searched for secrets: searching more would delay the job. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * Writes a copy of a log that others may read: its last 16 MB, with secrets redacted and all other bytes unchanged. Returns
 * false when there is no log. Throws the system's error.
 */
export function writeCleanLog(from: string, to: string, secrets: readonly string[], mostBytes = MOST_BYTES): boolean {
  const end = readEnd(from, mostBytes);
  if (end === null) return false;
  // Latin-1 maps each byte to one character, so bytes that are not valid UTF-8 survive.
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

/**
 * Reads the end of a file, starting at a line: a secret cut in half would not be recognised. Returns null when it is not a
 * regular file; an agent may have put a pipe there.
 */
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
