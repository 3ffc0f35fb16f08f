import type {RunInfo} from './documents.ts';
import type {Sha, Timestamp, Uid} from './identity.ts';

export type RollbackKind = 'rollback' | 'undo';

/** What is settled about a rollback or an undo before the branch moves. It travels in the pin's commit message too. */
export interface RollbackDraft {
  readonly uid: Uid;
  readonly kind: RollbackKind;
  readonly projectId: string;
  /** For an undo, the uid of the rollback it takes back. */
  readonly undoes: Uid | null;
  readonly repository: string | null;
  /** Null, like the SHAs, for a bare deactivation and for the inactive steps of an imported LaForge file. */
  readonly branch: string | null;
  /** The step that was named: where it ended for `to`, where it began for `before`. */
  readonly target: {readonly mode: 'to' | 'before'; readonly stepUid: Uid} | null;
  readonly fromSha: Sha | null;
  readonly toSha: Sha | null;
  readonly pinRef: string | null;
  /** The steps it deactivates or, as an undo, makes active again. */
  readonly stepUids: readonly Uid[];
  readonly actor: string | null;
  readonly reason: string | null;
  readonly run: RunInfo | null;
  readonly createdAt: Timestamp;
}

/** A rollback or an undo as a ledger tells it. Its record never changes. */
export interface Rollback extends RollbackDraft {
  /** `R1`, `R2` …; null while no ledger has settled it. */
  readonly number: number | null;
  /** The uid of the undo that took it back. */
  readonly undoneBy: Uid | null;
}

/** How a rollback is named in a sentence: `R2`, or by its uid while it has no settled number. */
export function rollbackName(rollback: Pick<Rollback, 'number' | 'uid'>): string {
  return rollback.number === null ? rollback.uid : `R${rollback.number}`;
}

/** The documented JSON shape of a rollback or an undo. */
export function rollbackToJson(rollback: Rollback): Record<string, unknown> {
  return {
    number: rollback.number,
    uid: rollback.uid,
    kind: rollback.kind,
    undoes: rollback.undoes,
    undone_by: rollback.undoneBy,
    project_id: rollback.projectId,
    repository: rollback.repository,
    branch: rollback.branch,
    target: rollback.target === null ? null : {mode: rollback.target.mode, step_uid: rollback.target.stepUid},
    from_sha: rollback.fromSha,
    to_sha: rollback.toSha,
    pin_ref: rollback.pinRef,
    step_uids: rollback.stepUids,
    actor: rollback.actor,
    reason: rollback.reason,
    run: rollback.run,
    created_at: rollback.createdAt,
  };
}
