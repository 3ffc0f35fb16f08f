import {describeError} from '../../domain/errors.ts';
import type {Change, Publication} from '../../domain/ports/store.ts';
import {isProposal, projectRollback, type Rollback, type RollbackDraft, rollbackName} from '../../domain/rollback.ts';
import type {MoveDeps} from './move-checks.ts';

/** The fate of the record of a branch move that has happened. */
export interface KeptRollback {
  /** The record, without a number when the history did not take it. */
  readonly rollback: Rollback;
  /** True when the record is durable in the store. */
  readonly recorded: boolean;
  /** The store's answer; null when the history did not even take the record. */
  readonly publication: Publication | null;
  /** Failures since the branch moved, one sentence each. They have been logged. */
  readonly warnings: readonly string[];
}

/** Adds a branch move to a history, after the records that earlier runs could not add. */
export function changesOf(unrecorded: readonly RollbackDraft[], draft: RollbackDraft): readonly Change[] {
  return [...unrecorded, draft].map((it) => ({kind: 'rollback', draft: it}));
}

/**
 * Records a branch move that has happened, after those that earlier runs could not, and publishes. Never throws: the
 * move is done and its pin carries the record, so what failed here is a warning and the next run makes it good.
 */
export async function keepRollback(
  {history, log}: Pick<MoveDeps, 'history' | 'log'>,
  draft: RollbackDraft,
  unrecorded: readonly RollbackDraft[],
): Promise<KeptRollback> {
  let rollback = projectRollback(draft, []);
  const failed = (reason: string, publication: Publication | null): KeptRollback => {
    const warning =
      `${isProposal(draft) ? 'The proposal was pushed' : `${draft.branch ?? 'The branch'} was moved`}, but ${rollback.number === null ? `the ${draft.kind}` : rollbackName(rollback)} could not be recorded: ` +
      `${reason.replace(/\.$/, '')}. Its pin ${draft.pinRef ?? ''} carries the record, and the next run adds it.`;
    log.warn(warning);
    return {rollback, recorded: false, publication, warnings: [warning]};
  };
  try {
    for (const earlier of unrecorded) await history.addRollback(earlier);
    rollback = await history.addRollback(draft);
  } catch (error) {
    return failed(describeError(error), null);
  }
  const publication = await history.publish();
  switch (publication.kind) {
    case 'published':
      return {rollback, recorded: true, publication, warnings: []};
    case 'fragment': {
      const warning = `The record of ${rollbackName(rollback)} stands by itself in ${publication.where} until a run can read the history: ${publication.reason}`;
      log.warn(warning);
      return {rollback, recorded: true, publication, warnings: [warning]};
    }
    case 'waiting':
    case 'kept':
      return failed(publication.reason, publication);
  }
}
