import {lstatSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {StoreError} from '../domain/errors.ts';
import type {Timestamp} from '../domain/identity.ts';
import {parseObject} from '../domain/json.ts';
import {anyText, integer, list, object, Reading, WRONG} from '../domain/kinds.ts';
import {LEDGER_FILE} from '../domain/ports/ledger.ts';
import {FRAGMENT_FILE, type StoreName} from '../domain/ports/store.ts';
import type {LedgerRecords} from '../domain/records.ts';
import {readRegularFile} from '../files/regular-file.ts';
import {readFragment} from './fragment.ts';
import type {StoreDeps} from './store-deps.ts';

/** The file in every snapshot that names the saves merged into it, so that nobody downloads those again. */
export const CONTAINS_FILE = 'contains.json';

export interface Contains {
  /** The names of saves whose records are all in this one: ids of artifacts, keys of caches. */
  readonly saves: readonly string[];
  /** The runs that were not over when their saves were listed, so they may have saved more since. */
  readonly openRuns: readonly number[];
}

/**
 * The kinds of saves: the whole history, the records of a run that could not read it, or the record of a step that has
 * just started.
 */
type SaveKind = 'snapshot' | 'fragment' | 'running';

/** A service that keeps whole files between jobs. */
export interface SnapshotService {
  readonly name: StoreName;
  /** Connects lazily: nothing starts before the first call. */
  connect(): SnapshotConnection;
}

/** Makes calls to the service one after another. A failed or aborted call does not affect the next. */
export interface SnapshotConnection {
  /**
   * Restores what is saved and not contained in something newer, unpacked below `folder`. Throws StoreError if that is
   * uncertain, or if something that may hold a part of the history cannot be read.
   */
  restore(folder: string, time: RestoreTime): Promise<Restored>;
  /**
   * Saves files of one folder under a new name; earlier saves stay. Throws StoreError if it fails. `signal` aborts it.
   */
  save(kind: SaveKind, folder: string, files: readonly string[], signal: AbortSignal): Promise<SavedAs>;
  /** Deletes the save of a running step once its end is saved. Null if the service cannot delete. */
  readonly discard: ((running: SavedAs, end: SavedAs, signal: AbortSignal) => Promise<void>) | null;
  /** Must be called when done. */
  close(): Promise<void>;
}

interface RestoreTime {
  /** False if anything that can wait should be left for a later run. */
  readonly hasTime: () => boolean;
  /** Aborted when nobody waits any more. */
  readonly signal: AbortSignal;
}

export interface Restored {
  /** Checked files, newest first. */
  readonly snapshots: readonly string[];
  readonly fragments: readonly LedgerRecords[];
  readonly contains: Contains;
  /** The time of the newest save, if it has expired. */
  readonly expiredSince: Timestamp | null;
  readonly warnings: readonly string[];
}

export interface SavedAs {
  /** Its name in `Contains`. */
  readonly save: string;
  /** Its name at the service. */
  readonly name: string;
  /** Its name in a sentence. */
  readonly where: string;
}

/** The most records of running steps that one run reads. A later run reads the rest. */
export const RUNNING_AT_ONCE = 8;

/** The warning if there was no time to read everything. */
export function sayLeft(count: number): string {
  const what = count === 1 ? 'A save of a parallel run was' : `${count} saves of parallel runs were`;
  return `${what} left for a later run to merge: there was no time to read more.`;
}

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
