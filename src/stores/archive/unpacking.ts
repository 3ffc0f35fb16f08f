import {open} from 'node:fs/promises';
import {join} from 'node:path';
import {errnoCode} from '../../domain/errors.ts';
import {CONTAINS_FILE, FRAGMENT_FILE, LEDGER_FILE} from '../saved-files.ts';

/** Some 900,000 steps. What unpacks to more was made to fill a disk. */
const MAX_UNPACKED_BYTES = 1024 ** 3;

/** An archive whose content no run of ours can have saved. The message is a sentence's end: `it holds …`. */
export class RefusedArchive extends Error {}

/** The error that stopped unpacking: a fault of the archive as RefusedArchive, one of this machine (a full disk) as it is. */
export function toUnpackingError(error: unknown): unknown {
  if (error instanceof RefusedArchive || /^E[A-Z0-9]+$/.test(errnoCode(error) ?? '')) return error;
  return new RefusedArchive(`it cannot be unpacked (${error instanceof Error ? error.message : String(error)}).`);
}

const SAVED_FILES = [LEDGER_FILE, CONTAINS_FILE, FRAGMENT_FILE];

/** True for a file that is part of a save. A later version may save others beside them. */
export function isSavedFile(name: string): boolean {
  return SAVED_FILES.includes(name);
}

/** A name as a sentence about an archive shows it. */
export function quoteName(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 79)}…` : name);
}

/** Counts what comes out of an archive, and throws RefusedArchive when it is too much. */
export function limitBytes(limit = MAX_UNPACKED_BYTES): (bytes: number) => void {
  let total = 0;
  return (bytes) => {
    total += bytes;
    if (total > limit) throw new RefusedArchive(`it unpacks to more than ${limit} bytes.`);
  };
}

/** Writes one file of a save as a new file: nothing that is there, link or file, is written to. */
export async function writeSavedFile(folder: string, name: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  const file = await open(join(folder, name), 'wx', 0o600);
  try {
    for await (const chunk of chunks) await file.writeFile(chunk);
  } finally {
    await file.close();
  }
}
