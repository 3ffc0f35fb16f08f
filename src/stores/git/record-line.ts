import {StoreError} from '../../domain/errors.ts';
import {quote, type Sha} from '../../domain/identity.ts';
import {isObject, parseObject} from '../../domain/json.ts';
import type {GitObject} from '../../domain/ports/remote.ts';
import {type LedgerRecords, NO_RECORDS} from '../../domain/records.ts';

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
export interface RecordCommit extends UnplacedLine {
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
export function parseLine(line: string): UnplacedLine {
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
