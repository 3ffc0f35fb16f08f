import {StoreError} from '../../domain/errors.ts';
import type {Sha} from '../../domain/identity.ts';
import type {GitObject} from '../../domain/ports/git.ts';
import type {LedgerRecords} from '../../domain/records.ts';
import {isObject, parseJson} from './json.ts';

/** What one commit adds to a history, not checked yet. */
export interface RecordLine {
  /** The number of the record, from 1; 0 where it stands by itself. */
  readonly n: number;
  readonly records: Readonly<Record<keyof LedgerRecords, unknown>>;
  /** As it was written. */
  readonly line: string;
}

/** A commit of a history: its record, and what it follows. */
export interface RecordCommit extends RecordLine {
  readonly parents: readonly Sha[];
}

/** A larger record is neither written nor read. */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024;
const VERSION = 1;
const NOTHING: LedgerRecords = {steps: [], stepClaims: [], rollbacks: [], rollbackClaims: []};

/** The record as one line of JSON. Nothing in it can move a terminal's cursor or end the line. */
export function formatLine(n: number, records: Partial<LedgerRecords>): string {
  const said = Object.fromEntries(Object.entries(records).filter(([, items]) => items.length > 0));
  const line = JSON.stringify({laforge: VERSION, n, records: said}).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  if (Buffer.byteLength(line) <= MAX_RECORD_BYTES) return line;
  throw new StoreError('unwritable', `The record has more than ${MAX_RECORD_BYTES} bytes, too many for the store git.`);
}

/** Reads a record's line. What it records is checked by whoever uses it. Throws StoreError naming `source`. */
export function parseLine(line: string, source: string): RecordLine {
  const json = parseJson(line, source);
  if (!isObject(json) || !isObject(json.records) || typeof json.n !== 'number' || !Number.isSafeInteger(json.n)) {
    throw new StoreError('damaged', `${source} is not a record of LaForge's.`);
  }
  if (json.laforge !== VERSION) {
    throw new StoreError(
      'newer-ledger',
      `${source} has format ${JSON.stringify(json.laforge)?.slice(0, 40)}, and this version reads ${VERSION}. Use the newer version of the action.`,
    );
  }
  return {n: json.n, records: {...NOTHING, ...json.records}, line};
}

/** The message of a commit: a subject for people, and the record. */
export function formatMessage(subject: string, line: string): string {
  return `${oneLine(subject)}\n\n${line}\n`;
}

/** Reads a commit object of a history. Throws StoreError naming it. */
export function parseCommit(object: GitObject): RecordCommit {
  const source = `The commit ${object.sha}`;
  const text = Buffer.from(object.content).toString('utf8');
  const end = text.indexOf('\n\n');
  const body = text.indexOf('\n\n', end + 2);
  if (object.type !== 'commit' || end < 0 || body < 0) {
    throw new StoreError('damaged', `${source} is not a record of LaForge's.`);
  }
  const header = text.slice(0, end).split('\n');
  const parents = header.flatMap((field) => (field.startsWith('parent ') ? [field.slice('parent '.length)] : []));
  const line = text.slice(body + 2).trimEnd();
  return {...parseLine(line, source), parents};
}

/** Text of anybody's as a subject: on one line, without control characters, and not too long. */
function oneLine(text: string): string {
  const plain = text.replace(/\p{Cc}+/gu, ' ').trim();
  const chars = [...plain];
  return chars.length > 120 ? `${chars.slice(0, 119).join('')}…` : plain;
}
