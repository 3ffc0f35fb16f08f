import type {Ledger} from '../domain/ports/ledger.ts';
import type {StartTime, UidSource} from '../domain/ports/system.ts';
import type {LedgerRecords} from '../domain/records.ts';
import type {TimeLimits} from './time-limits.ts';

/** The variables of a program, as they were when it began. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What every store is given by the program it runs in. */
export interface StoreDeps {
  /** Opens the steps.db at a path, and begins a new one where there is none. */
  readonly openLedger: (path: string) => Ledger | Promise<Ledger>;
  /** Throws StoreError, saying why, on a file from outside that must not be opened as a ledger. */
  readonly checkLedger: (path: string) => unknown;
  /** Records that came as JSON, every field checked. Throws StoreError naming `source`. */
  readonly parseRecords: (value: unknown, source: string) => LedgerRecords | Promise<LedgerRecords>;
  readonly uids: UidSource;
  /** Default: `TIME_LIMITS`. */
  readonly timeLimits?: TimeLimits;
  /** A folder that only this user can write to, for the turns of processes on one machine. Without one there are none. */
  readonly turnFolder?: string | null;
  /** Where an agent waits for the history: what it waits for in all. */
  readonly startTime?: StartTime;
}
