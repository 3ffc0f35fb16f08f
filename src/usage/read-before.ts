import {asObject, type Json} from '../domain/json.ts';
import {readDocument} from './read-records.ts';
import type {SessionFiles} from './session-files.ts';

/** A run that goes on with a session takes one of the last; the rest would make every run wait. */
const MOST_DOCUMENTS = 50;
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Reads documents that a run may write anew: afterwards nobody could tell what they held before. Of many only the newest are
 * read. `pick` keeps little of each. Never throws.
 */
export async function readBefore<T>(
  files: SessionFiles,
  matches: (name: string) => boolean,
  pick: (document: Json) => T,
): Promise<ReadonlyMap<string, T>> {
  return (await files.recall('documents', () => readDocuments(files, matches, pick))) ?? new Map();
}

async function readDocuments<T>(
  files: SessionFiles,
  matches: (name: string) => boolean,
  pick: (document: Json) => T,
): Promise<ReadonlyMap<string, T>> {
  const found = [...files.before].filter(([name]) => matches(name));
  const facts = new Map<string, T>();
  let bytes = 0;
  for (const [name, {path, size}] of found.sort(([, a], [, b]) => b.mtimeMs - a.mtimeMs)) {
    bytes += size;
    if (facts.size >= MOST_DOCUMENTS || bytes > MOST_BYTES) break;
    facts.set(name, pick(asObject(await readDocument(path)) ?? {}));
  }
  return facts;
}
