import type {Timestamp} from '../domain/identity.ts';
import type {StoreName} from '../domain/ports/store.ts';
import type {LedgerRecords} from '../domain/records.ts';

/** The file in every snapshot that names the saves merged into it, so that nobody downloads those again. */
export const CONTAINS_FILE = 'contains.json';

export interface Contains {
  /** The names of saves whose records are all in this one: ids of artifacts, keys of caches. */
  readonly saves: readonly string[];
  /** The runs that were not over when their saves were listed, so they may have saved more since. */
  readonly openRuns: readonly number[];
}

/**
 * A fragment: the records of one run that could not read its history, as a separate file. They have no numbers, since
 * numbers depend on all records; merging gives them the next free ones.
 */
export const FRAGMENT_FILE = 'record.json';

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
