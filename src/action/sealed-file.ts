import {createHmac, timingSafeEqual} from 'node:crypto';
import {basename} from 'node:path';
import {readRegularFile} from '../files/regular-file.ts';
import {replaceFile} from '../files/replace-file.ts';

const SEAL_LENGTH = 64;

/** Writes a file of ours that an agent can change but not seal, in one piece: it is the old one or the new one. */
export function writeSealed(path: string, key: string, content: Uint8Array): void {
  replaceFile(path, Buffer.concat([sealOf(path, key, content), content]), 0o600);
}

/** The content that we wrote into a file; null when it is gone or was changed. */
export function readSealed(path: string, key: string): Buffer | null {
  const bytes = readRegularFile(path);
  if (bytes === null) return null;
  const content = bytes.subarray(SEAL_LENGTH);
  const seal = bytes.subarray(0, SEAL_LENGTH);
  return seal.length === SEAL_LENGTH && timingSafeEqual(seal, sealOf(path, key, content)) ? content : null;
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
