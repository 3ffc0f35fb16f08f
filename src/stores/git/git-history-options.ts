import type {ObjectStore, Remote} from '../../domain/ports/remote.ts';
import type {HistoryCondition} from '../../domain/ports/store.ts';
import type {Clock} from '../../domain/ports/system.ts';
import type {LedgerRecords} from '../../domain/records.ts';
import type {StoreDeps} from '../store-deps.ts';
import type {Fragment} from './fragments.ts';
import type {KeptCopies} from './kept-copies.ts';
import type {Tip} from './tip.ts';
import type {WaitingRecords} from './waiting-records.ts';

export type GitHistoryDeps = StoreDeps & {
  readonly objects: ObjectStore;
  readonly remote: Remote;
  readonly clock: Clock;
};

export interface GitHistoryOptions {
  readonly slug: string;
  /** A folder of this run alone. */
  readonly folder: string;
  /** The folder goes when the history is closed, unless the only copy of a record is in it. */
  readonly isTemporary: boolean;
  readonly condition: HistoryCondition;
  /** The tip of the history when it was opened; null when there is none, or it cannot be read. */
  readonly tip: Tip | null;
  readonly fragments: readonly Fragment[];
  /** The records that earlier processes could not add. */
  readonly left: LedgerRecords;
  /** The folder for records that the remote refuses; null when nothing outlives the run. */
  readonly waiting: WaitingRecords | null;
  /** States of the history that earlier commands loaded; null for a command that does more than show it. */
  readonly copies: KeptCopies | null;
  readonly warnings: readonly string[];
  /** The rest of the agent's waits before its start, in milliseconds. */
  readonly startMs: () => number;
}
