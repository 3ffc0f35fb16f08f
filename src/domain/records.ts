import type {Claim} from './claims.ts';
import type {Timestamp, Uid} from './identity.ts';
import type {RollbackDraft} from './rollback.ts';
import type {StepDraft, StepOutcome} from './step.ts';

/** A step as a record: what two ledgers can be merged from. Numbers are claims and stand apart. */
export interface StepRecord {
  readonly draft: StepDraft;
  readonly parentUid: Uid | null;
  readonly createdAt: Timestamp;
  /** Null while it runs. */
  readonly outcome: StepOutcome | null;
}

/**
 * Everything a ledger knows, as records that only grow. Numbers, parents' numbers and `active` are projections of
 * these. This is also what a fragment holds: the one record of a run that could not read its history.
 */
export interface LedgerRecords {
  readonly steps: readonly StepRecord[];
  readonly stepClaims: readonly Claim[];
  readonly rollbacks: readonly RollbackDraft[];
  readonly rollbackClaims: readonly Claim[];
}
