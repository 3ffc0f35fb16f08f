import {lstatSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {StoreError} from '../domain/errors.ts';
import {parseObject} from '../domain/json.ts';
import {anyText, integer, list, object, Reading, WRONG} from '../domain/kinds.ts';
import {LEDGER_FILE} from '../domain/ports/ledger.ts';
import type {LedgerRecords} from '../domain/records.ts';
import {readRegularFile} from '../files/regular-file.ts';
import {readFragment} from './fragment.ts';
import {type Contains, FRAGMENT_FILE} from './snapshot-service.ts';
import type {StoreDeps} from './store-deps.ts';

const VERSION = 1;
const MAX_BYTES = 4 * 1024 * 1024;
/** Only the file's size bounds the lists: cutting them would cause the same downloads again and again. */
const contains = object({saves: list(anyText, MAX_BYTES), open_runs: list(integer(1), MAX_BYTES)});
const NOTHING: Contains = {saves: [], openRuns: []};

export function formatContains({saves, openRuns}: Contains): string {
  return `${JSON.stringify({version: VERSION, saves, open_runs: openRuns})}\n`;
}

/**
 * Reads which saves a file lists as contained. A missing or malformed file lists none, which costs downloads but loses
 * nothing.
 */
export function readContains(path: string): Contains {
  const json = parseObject(readRegularFile(path, MAX_BYTES)?.toString('utf8') ?? '');
  const found = json?.version === VERSION ? contains.read(json, new Reading(false)) : WRONG;
  return found === WRONG ? NOTHING : {saves: found.saves, openRuns: found.open_runs};
}

const JOURNALS = ['-journal', '-wal', '-shm'];

/** The checked contents of a save. */
export type Saved =
  | {readonly kind: 'snapshot'; readonly path: string}
  | {readonly kind: 'fragment'; readonly records: LedgerRecords}
  /** Not something our runs save, so it is left alone. `isRecord`: it holds only a single record. */
  | {readonly kind: 'refused'; readonly reason: string; readonly isRecord?: boolean};

/**
 * Checks what was unpacked into a folder before using any of it. Throws StoreError if it may be valid but cannot be
 * read here: a newer format, a full disk.
 */
export async function readSaved(folder: string, source: string, deps: Pick<StoreDeps, 'admitLedger'>): Promise<Saved> {
  const ledger = join(folder, LEDGER_FILE);
  const isSnapshot = isFile(ledger);
  const fragment = join(folder, FRAGMENT_FILE);
  const isRecord = !isSnapshot && isFile(fragment);
  try {
    if (isSnapshot) {
      // SQLite would treat a journal in the save as left by a crash, and change the file by it after the check.
      for (const journal of JOURNALS) await rm(`${ledger}${journal}`, {recursive: true, force: true});
      await deps.admitLedger(ledger);
      return {kind: 'snapshot', path: ledger};
    }
    if (isRecord) return {kind: 'fragment', records: await readFragment(fragment, source)};
    return {kind: 'refused', reason: `it holds neither ${LEDGER_FILE} nor ${FRAGMENT_FILE}.`};
  } catch (error) {
    if (error instanceof StoreError && (error.code === 'not-a-ledger' || error.code === 'damaged')) {
      return {kind: 'refused', reason: error.message, isRecord};
    }
    throw error;
  }
}

/** A link does not count: we did not save what it leads to. */
function isFile(path: string): boolean {
  return lstatSync(path, {throwIfNoEntry: false})?.isFile() === true;
}
