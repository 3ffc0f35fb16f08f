import {lstat, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {StoreError} from '../domain/errors.ts';
import {parseObject} from '../domain/json.ts';
import {anyText, integer, list, object, Reading, WRONG} from '../domain/kinds.ts';
import type {LedgerRecords} from '../domain/records.ts';
import {readRegularFile} from '../files/regular-file.ts';
import {readFragment} from './fragment.ts';
import {FRAGMENT_FILE, LEDGER_FILE} from './saved-files.ts';
import type {StoreDeps} from './store-deps.ts';

export interface Contains {
  /** Names of the saves whose records are all in this one: ids of artifacts, keys of caches. */
  readonly saves: readonly string[];
  /** Runs that were not over when their saves were looked at: they may have saved more since. */
  readonly openRuns: readonly number[];
}

const VERSION = 1;
const MAX_BYTES = 4 * 1024 * 1024;
/** Lists as long as a file can hold: a cut one would have more downloaded again and again. */
const contains = object({saves: list(anyText, MAX_BYTES), open_runs: list(integer(1), MAX_BYTES)});
const NOTHING: Contains = {saves: [], openRuns: []};

export function formatContains({saves, openRuns}: Contains): string {
  return `${JSON.stringify({version: VERSION, saves, open_runs: openRuns})}\n`;
}

/** The saves that a file says it contains. A missing or malformed file contains none: then more is downloaded, not less. */
export async function readContains(path: string): Promise<Contains> {
  const bytes = readRegularFile(path, MAX_BYTES);
  return bytes === null ? NOTHING : parseContains(bytes.toString('utf8'));
}

/** See `readContains`. */
export function parseContains(text: string): Contains {
  const json = parseObject(text);
  const found = json?.version === VERSION ? contains.read(json, new Reading(false)) : WRONG;
  return found === WRONG ? NOTHING : {saves: found.saves, openRuns: found.open_runs};
}

const JOURNALS = ['-journal', '-wal', '-shm'];

/** The checked content of one save. */
export type Saved =
  | {readonly kind: 'snapshot'; readonly path: string}
  | {readonly kind: 'fragment'; readonly records: LedgerRecords}
  /** Not what a run of ours saves: it is left alone. `isRecord`: all it holds is a record by itself. */
  | {readonly kind: 'refused'; readonly reason: string; readonly isRecord?: boolean};

/**
 * Checks what was unpacked into a folder before anything of it is used. Throws StoreError when it may be good and can
 * not be read here: a newer format, a disk that is full.
 */
export async function readSaved(folder: string, source: string, deps: Pick<StoreDeps, 'admitLedger'>): Promise<Saved> {
  const ledger = join(folder, LEDGER_FILE);
  const isSnapshot = await isFile(ledger);
  const fragment = join(folder, FRAGMENT_FILE);
  const isRecord = !isSnapshot && (await isFile(fragment));
  try {
    if (isSnapshot) {
      // SQLite would take a journal that came along for what a crash left, and change the file by it after the check.
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

/** A link is no file here: what it leads to was not saved by us. */
async function isFile(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isFile();
  } catch {
    return false;
  }
}
