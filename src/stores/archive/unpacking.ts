import {open} from 'node:fs/promises';
import {join} from 'node:path';
import {errnoCode} from '../../domain/errors.ts';
import {LEDGER_FILE} from '../../domain/ports/ledger.ts';
import {CONTAINS_FILE, FRAGMENT_FILE} from '../snapshot-service.ts';

/** Enough for about 900,000 steps. An archive that unpacks to more was made to fill a disk. */
const MAX_UNPACKED_BYTES = 1024 ** 3;

/** An archive that no run of ours can have saved. The message ends a sentence: `it holds …`. */
export class RefusedArchive extends Error {}

/**
 * Classifies an error during unpacking: a fault of the archive becomes RefusedArchive; one of this machine, such as a
 * full disk, is returned unchanged.
 */
export function toUnpackingError(error: unknown): unknown {
  if (error instanceof RefusedArchive || /^E[A-Z0-9]+$/.test(errnoCode(error) ?? '')) return error;
  return new RefusedArchive(`it cannot be unpacked (${error instanceof Error ? error.message : String(error)}).`);
}

const SAVED_FILES = [LEDGER_FILE, CONTAINS_FILE, FRAGMENT_FILE];

/** True for a file that belongs to a save. Later versions may save other files too. */
export function isSavedFile(name: string): boolean {
  return SAVED_FILES.includes(name);
}

export function quoteName(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 79)}…` : name);
}

/** Counts unpacked bytes and throws RefusedArchive above the limit. */
export function limitBytes(limit = MAX_UNPACKED_BYTES): (bytes: number) => void {
  let total = 0;
  return (bytes) => {
    total += bytes;
    if (total > limit) throw new RefusedArchive(`it unpacks to more than ${limit} bytes.`);
  };
}

/** Writes one file of a save as a new file. Never writes to an existing file or through a link. */
export async function writeSavedFile(folder: string, name: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  const file = await open(join(folder, name), 'wx', 0o600);
  try {
    for await (const chunk of chunks) await file.writeFile(chunk);
  } finally {
    await file.close();
  }
}
