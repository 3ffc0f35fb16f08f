import {createHmac, timingSafeEqual} from 'node:crypto';
import {readFileSync, renameSync, writeFileSync} from 'node:fs';
import {basename} from 'node:path';

const SEAL_LENGTH = 64;

/** Writes a file of ours that an agent can change but not seal, in one piece: it is the old one or the new one. */
export function writeSealed(path: string, key: string, content: Uint8Array): void {
  writeFileSync(`${path}.new`, Buffer.concat([sealOf(path, key, content), content]), {mode: 0o600});
  renameSync(`${path}.new`, path);
}

/** The content that we wrote into a file; null when it is gone or was changed. */
export function readSealed(path: string, key: string): Buffer | null {
  try {
    const bytes = readFileSync(path);
    const content = bytes.subarray(SEAL_LENGTH);
    const seal = bytes.subarray(0, SEAL_LENGTH);
    return seal.length === SEAL_LENGTH && timingSafeEqual(seal, sealOf(path, key, content)) ? content : null;
  } catch {
    return null;
  }
}

/** The name goes into it, so that no file of ours passes for another. */
function sealOf(path: string, key: string, content: Uint8Array): Buffer {
  return Buffer.from(
    createHmac('sha256', key)
      .update(`${basename(path)}\n`)
      .update(content)
      .digest('hex'),
  );
}
