import {gunzipSync, gzipSync} from 'node:zlib';
import {StoreError} from '../../domain/errors.ts';
import {quote, type Sha} from '../../domain/identity.ts';
import {isObject, parseObject} from '../../domain/json.ts';
import type {GitObject, ObjectStore} from '../../domain/ports/remote.ts';
import {type LedgerRecords, NO_RECORDS} from '../../domain/records.ts';
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

/** The unchecked contents of one commit of a history. */
export interface RecordLine {
  /** The number of the record, from 1; 0 for a fragment. */
  readonly n: number;
  readonly records: Readonly<Record<string, unknown>>;
  /** The reason why the line cannot be read: it is damaged, or of a later version. */
  readonly wrong: string | null;
  /** The line verbatim. */
  readonly line: string;
}

/** A line alone. An unreadable one has no number; its place in the history gives it one. */
type UnplacedLine = Omit<RecordLine, 'n'> & {readonly n: number | null};

/** A commit of a history: its record and its parents. */
interface RecordCommit extends UnplacedLine {
  readonly parents: readonly Sha[];
}

/** Larger records are neither written nor read. */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024;
const VERSION = 1;

/** Formats records as one line of JSON. Nothing in it can move a terminal's cursor or end the line. */
export function formatLine(n: number, records: Partial<LedgerRecords>): string {
  const said = Object.fromEntries(Object.entries(records).filter(([, items]) => items.length > 0));
  const line = JSON.stringify({laforge: VERSION, n, records: said}).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  if (Buffer.byteLength(line) <= MAX_RECORD_BYTES) return line;
  throw new StoreError('unwritable', `The record has more than ${MAX_RECORD_BYTES} bytes, too many for the store git.`);
}

/** Parses a record's line. Its contents are checked by the user of the result. */
function parseLine(line: string): UnplacedLine {
  const json = parseObject(line);
  const unread = (wrong: string): UnplacedLine => ({n: null, records: {...NO_RECORDS}, wrong, line});
  if (json !== undefined && 'laforge' in json && json.laforge !== VERSION) {
    const version = quote(String(JSON.stringify(json.laforge)));
    return unread(`has format ${version}, and this version reads ${VERSION}: use the newer version of the action`);
  }
  if (json === undefined || !isObject(json.records) || typeof json.n !== 'number' || !Number.isSafeInteger(json.n)) {
    return unread("is not a record of LaForge's");
  }
  return {n: json.n, records: {...NO_RECORDS, ...json.records}, wrong: null, line};
}

/** Formats a commit's message: a subject for people, and the record. */
export function formatMessage(subject: string, line: string): string {
  return `${oneLine(subject)}\n\n${line}\n`;
}

/** Parses a commit object of a history. Throws StoreError if it is no commit. */
export function parseCommit(object: GitObject): RecordCommit {
  const text = Buffer.from(object.content).toString('utf8');
  const end = text.indexOf('\n\n');
  if (object.type !== 'commit' || end < 0) throw new StoreError('damaged', `${object.sha} is no commit of a history.`);
  const header = text.slice(0, end).split('\n');
  const parents = header.flatMap((field) => (field.startsWith('parent ') ? [field.slice('parent '.length)] : []));
  const body = text.indexOf('\n\n', end + 2);
  return {...parseLine(body < 0 ? '' : text.slice(body + 2).trimEnd()), parents};
}

/** Makes arbitrary text a subject: one line, without control characters, and not too long. */
function oneLine(text: string): string {
  const plain = text.replace(/\p{Cc}+/gu, ' ').trim();
  const chars = [...plain];
  return chars.length > 120 ? `${chars.slice(0, 119).join('')}…` : plain;
}

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
