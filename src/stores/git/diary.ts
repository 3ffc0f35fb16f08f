import type {StepRecord} from '../../domain/records.ts';
import type {RollbackDraft} from '../../domain/rollback.ts';
import {branchOf} from './heads-after.ts';

/** A step's record in one line, as `git log` of the history shows it. */
export function describeStep(record: StepRecord, id: number): string {
  const {outcome, draft} = record;
  const agent = outcome?.agentConfig?.name ?? draft.agentConfig?.name;
  const on = branchOf(record) === null ? '' : ` on ${branchOf(record)}`;
  if (outcome === null) return `Step ${id} started${on}${agent == null ? '' : ` (${agent})`}`;
  const commits = outcome.changes?.own_commit_count ?? 0;
  const facts = [
    ...(commits === 0 ? [] : [`${commits} ${commits === 1 ? 'commit' : 'commits'}`]),
    ...(outcome.pushed === null || outcome.pushed === 'none' ? [] : [outcome.pushed]),
  ];
  return `Step ${id} ${outcome.status.replaceAll('_', ' ')}${on}${facts.length === 0 ? '' : `: ${facts.join(', ')}`}`;
}

/** The same of a rollback's or an undo's. */
export function describeRollback(draft: RollbackDraft, number: number): string {
  const {kind, branch, toSha, stepUids, reason} = draft;
  const steps = `${stepUids.length} ${stepUids.length === 1 ? 'step' : 'steps'}`;
  const to = toSha === null ? '' : ` to ${toSha.slice(0, 8)}`;
  const what =
    kind === 'rollback'
      ? `R${number} rolled ${branch ?? 'no branch'} back${to}: ${steps} inactive`
      : `R${number} undid a rollback of ${branch ?? 'no branch'}${to}: ${steps} active again`;
  return reason === null ? what : `${what} (${reason})`;
}
