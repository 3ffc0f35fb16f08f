import type {Timestamp} from '../domain/identity.ts';
import type {StoreName} from '../domain/ports/store.ts';
import type {LedgerRecords} from '../domain/records.ts';
import type {Contains} from './save-files.ts';

/**
 * The kinds of saves: the whole history; the records of a run that could not read it; or the record of a step that has just
 * started.
 */
type SaveKind = 'snapshot' | 'fragment' | 'running';

/** A service that keeps whole files from one job to the next. */
export interface SnapshotService {
  readonly name: StoreName;
  /** Nothing is started before it is used. */
  connect(): SnapshotConnection;
}

/** What is asked of the service one after the other. A call that failed, or was ended, leaves it fit for the next. */
export interface SnapshotConnection {
  /**
   * Brings what is saved and not contained in something newer, unpacked below `folder`. Throws StoreError when it cannot
   * tell, or when what may hold a part of the history cannot be read.
   */
  restore(folder: string, time: RestoreTime): Promise<Restored>;
  /**
   * Saves files of one folder under a new name. What was saved before stays. Throws StoreError when it is not saved.
   * Ends when `signal` says so.
   */
  save(kind: SaveKind, folder: string, files: readonly string[], signal: AbortSignal): Promise<SavedAs>;
  /** Takes the save of a running step away, now that its end is saved. Null where that cannot be done. */
  readonly discard: ((running: SavedAs, end: SavedAs, signal: AbortSignal) => Promise<void>) | null;
  /** To be called when nothing more is asked. */
  close(): Promise<void>;
}

interface RestoreTime {
  /** False when what can wait for a later run should be left to it. */
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

/** The most records of running steps that one run reads. A later run reads the others. */
export const RUNNING_AT_ONCE = 8;

/** The warning when not all could be read in time. */
export function sayLeft(count: number): string {
  const what = count === 1 ? 'A save of a parallel run was' : `${count} saves of parallel runs were`;
  return `${what} left for a later run to merge: there was no time to read more.`;
}
