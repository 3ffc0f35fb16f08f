import {createHmac, timingSafeEqual} from 'node:crypto';
import {basename} from 'node:path';
import {readRegularFile} from '../files/regular-file.ts';
import {replaceFile} from '../files/replace-file.ts';

const SEAL_LENGTH = 64;

/** Writes a sealed file atomically. An agent can change the file, but cannot forge its seal. */
export function writeSealed(path: string, key: string, content: Uint8Array): void {
  replaceFile(path, Buffer.concat([sealOf(path, key, content), content]), 0o600);
}

/** Reads a sealed file; null if it is missing or was changed. */
export function readSealed(path: string, key: string): Buffer | null {
  const bytes = readRegularFile(path);
  if (bytes === null) return null;
  const content = bytes.subarray(SEAL_LENGTH);
  const seal = bytes.subarray(0, SEAL_LENGTH);
  return seal.length === SEAL_LENGTH && timingSafeEqual(seal, sealOf(path, key, content)) ? content : null;
}

/** Computes a seal. It covers the file's name, so that one of our files cannot pass for another. */
function sealOf(path: string, key: string, content: Uint8Array): Buffer {
  return Buffer.from(
    createHmac('sha256', key)
      .update(`${basename(path)}\n`)
      .update(content)
      .digest('hex'),
  );
}
