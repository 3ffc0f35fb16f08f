import {StoreError} from '../../domain/errors.ts';
import type {Sha} from '../../domain/identity.ts';
import type {ObjectStore} from '../../domain/ports/remote.ts';
import {MAX_FILE_BYTES, MAX_HISTORY_BYTES, META_FILE, type Meta, parseMeta} from './meta.ts';
import {MAX_RECORD_BYTES, parseCommit, type RecordCommit, type RecordLine} from './record-line.ts';

export interface Tip {
  readonly sha: Sha;
  readonly meta: Meta;
}

/** Reads a fetched tip. Throws StoreError, saying why, if no writer of ours can have made it. */
export async function readTip(objects: ObjectStore, sha: Sha): Promise<Tip> {
  const [commit, file] = await objects.read([sha, `${sha}:${META_FILE}`], MAX_RECORD_BYTES);
  if (commit == null || file == null) throw notAHistory(sha, `it has no ${META_FILE}`);
  if (file.content.length > MAX_FILE_BYTES) throw notAHistory(sha, `its ${META_FILE} has ${file.content.length} bytes`);
  const meta = parseMeta(Buffer.from(file.content).toString('utf8'), `The history's ${META_FILE}`);
  const {n, parents} = parseCommit(commit);
  if (n !== null && n !== meta.records)
    throw notAHistory(sha, `it is record ${n}, and its ${META_FILE} counts ${meta.records}`);
  if (parents.length !== (meta.records === 1 ? 0 : 1))
    throw notAHistory(sha, `record ${meta.records} follows ${parents.length} others`);
  return {sha, meta};
}

/**
 * Reads the last records at a tip with their commits, oldest first. Throws StoreError if they do not follow each other.
 */
export async function readLast(
  objects: ObjectStore,
  tip: Tip,
  count: number,
): Promise<readonly (RecordCommit & RecordLine & {readonly sha: Sha})[]> {
  if (count === 0) return [];
  const shas = await objects.commitsFrom(tip.sha, count);
  if (shas.length < count) {
    throw notAHistory(tip.sha, `${count} records should lead to it, and there are ${shas.length}`);
  }
  const found = await objects.read(shas, MAX_HISTORY_BYTES);
  const commits = found.map((object, index) => {
    if (object === null) throw notAHistory(tip.sha, `${shas[index]} is missing`);
    const commit = parseCommit(object);
    const expected = tip.meta.records - index;
    if (commit.n !== null && commit.n !== expected)
      throw notAHistory(tip.sha, `${object.sha} is record ${commit.n} in place of ${expected}`);
    return {...commit, n: expected, sha: object.sha};
  });
  return commits.reverse();
}

function notAHistory(sha: Sha, why: string): StoreError {
  return new StoreError('damaged', `The history at ${sha.slice(0, 12)} cannot be right: ${why}.`);
}
