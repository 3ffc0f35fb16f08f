import {gunzipSync, gzipSync} from 'node:zlib';
import {StoreError} from '../../domain/errors.ts';
import type {Sha} from '../../domain/identity.ts';
import type {ObjectStore} from '../../domain/ports/remote.ts';
import {
  countSegments,
  MAX_FILE_BYTES,
  MAX_HISTORY_BYTES,
  META_FILE,
  type Meta,
  parseMeta,
  segmentFile,
  segmentFolder,
} from './meta.ts';
import {MAX_RECORD_BYTES, parseCommit, parseLine, type RecordCommit, type RecordLine} from './record-line.ts';

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

const MAX_FOLDER_BYTES = 1024 * 1024;

export function packSegment(lines: readonly string[]): Uint8Array {
  return gzipSync(`${lines.join('\n')}\n`, {level: 9});
}

/** Fetches all segments of a tip with few requests. */
export async function fetchSegments(objects: ObjectStore, tip: Tip): Promise<void> {
  const count = countSegments(tip.meta);
  const folders = new Set(Array.from({length: count}, (_, index) => `${tip.sha}:${segmentFolder(index)}`));
  const trees = await objects.read([...folders], MAX_FOLDER_BYTES);
  const files = trees.flatMap((tree) => (tree === null ? [] : [...parseTree(tree.content, tip.sha.length).values()]));
  await objects.fetchFiles(files);
}

export async function listSegments(objects: ObjectStore, tip: Tip): Promise<readonly string[]> {
  const namesIn = async (folders: readonly string[]) => {
    const names = folders.map((folder) => `${tip.sha}:${folder}`);
    const trees = await objects.read(names, MAX_FOLDER_BYTES * folders.length);
    return trees.map((tree) => (tree === null ? [] : [...parseTree(tree.content, tip.sha.length).keys()]));
  };
  const [folders = []] = await namesIn(['segments']);
  return (await namesIn(folders.map((folder) => `segments/${folder}`))).flat();
}

/** Reads the records of some segments, in order. Throws StoreError if they do not match their tip. */
export async function readSegments(
  objects: ObjectStore,
  tip: Tip,
  indexes: readonly number[],
): Promise<readonly RecordLine[]> {
  const paths = indexes.map(segmentFile);
  const files = await objects.read(
    paths.map((path) => `${tip.sha}:${path}`),
    MAX_HISTORY_BYTES,
  );
  return files.flatMap((file, at) => {
    const path = paths[at] ?? '';
    if (file === null) throw new StoreError('damaged', `The history has lost ${path}.`);
    const lines = unpack(file.content, path).split('\n');
    const first = (indexes[at] ?? 0) * tip.meta.segmentSize + 1;
    const records = lines.slice(0, -1).map(parseLine);
    if (records.length === tip.meta.segmentSize && records.every(({n}, index) => n === null || n === first + index)) {
      return records.map((record, index) => ({...record, n: first + index}));
    }
    throw new StoreError('damaged', `The history's ${path} does not hold the records that belong there.`);
  });
}

function unpack(content: Uint8Array, path: string): string {
  try {
    return gunzipSync(content, {maxOutputLength: MAX_HISTORY_BYTES}).toString('utf8');
  } catch (cause) {
    throw new StoreError('damaged', `The history's ${path} cannot be unpacked.`, {cause});
  }
}

/** Parses a git tree into SHAs by name. Each entry is `<mode> <name>`, NUL, and the SHA in bytes. */
export function parseTree(content: Uint8Array, shaDigits: number): ReadonlyMap<string, Sha> {
  const bytes = Buffer.from(content);
  const entries = new Map<string, Sha>();
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const end = bytes.indexOf(0, at);
    if (space < 0 || end < space) break;
    const next = end + 1 + shaDigits / 2;
    entries.set(bytes.toString('utf8', space + 1, end), bytes.toString('hex', end + 1, next));
    at = next;
  }
  return entries;
}
