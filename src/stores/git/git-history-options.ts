import type {ObjectStore, Remote} from '../../domain/ports/git.ts';
import type {HistoryCondition} from '../../domain/ports/store.ts';
import type {Clock} from '../../domain/ports/system.ts';
import type {LedgerRecords} from '../../domain/records.ts';
import type {StoreDeps} from '../deps.ts';
import type {Fragment} from './fragments.ts';
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
  /** Where the history ended when it was opened; null where there is none, or it cannot be read. */
  readonly tip: Tip | null;
  readonly fragments: readonly Fragment[];
  /** What earlier processes could not add. */
  readonly left: LedgerRecords;
  /** Where records go that the remote refuses; null where nothing outlives the run. */
  readonly waiting: WaitingRecords | null;
  readonly warnings: readonly string[];
  /** How long the agent's start may still be delayed, in milliseconds. */
  readonly startMs: () => number;
}
