import {KINDS_IN_WORDS, type Rollback, rollbackName} from '../../domain/rollback.ts';
import {hasNoChanges, type Step, stepName} from '../../domain/step.ts';
import {joinFilled} from '../../domain/text.ts';
import {formatChanges, formatDuration, formatUsage, plural} from './figures.ts';
import {toPlainText} from './text.ts';

/**
 * Describes the end of a step in a line: `step 3 succeeded in 1m 02s: 1 commit, 2 files (+10 -2), check passed, $0.02`. Of an
 * incomplete step, which failed after its agent, only the agent has succeeded.
 */
export function endLine(step: Step, isIncomplete = false): string {
  const exit = step.status === 'failed' && step.exitCode !== null ? ` (exit ${step.exitCode})` : '';
  const check = step.check?.exit_code === 0 ? 'check passed' : '';
  const facts = joinFilled([formatChanges(step.changes), check, formatUsage(step.tokenUsage)], ', ');
  const took = step.durationMs === null ? '' : ` in ${formatDuration(step.durationMs)}`;
  const who = isIncomplete && step.status === 'succeeded' ? `the agent of ${stepName(step)}` : stepName(step);
  const how = `${who} ${toPlainText(step.status.replaceAll('_', ' '))}${exit}${took}`;
  return facts === '' ? how : `${how}: ${facts}`;
}

/** Describes a rollback in a line: `R2 is a revert of 1 step on main`, `R3 is an undo of R2 on main`. */
export function rollbackLine(rollback: Rollback, all: readonly Rollback[]): string {
  const {kind, undoes, stepUids, branch, isProposed} = rollback;
  const other = all.find(({uid}) => uid === undoes);
  const of = other === undefined ? plural(stepUids.length, 'step') : rollbackName(other);
  const where = branch === null ? '' : ` on ${toPlainText(branch)}`;
  return `${rollbackName(rollback)} is ${KINDS_IN_WORDS[kind]} of ${of}${where}${isProposed ? ', proposed' : ''}`;
}

/** Says where a step's work is, as a clause; '' if there is none. */
export function workPlace(step: Step): string {
  const branch = step.branch === null ? 'its branch' : toPlainText(step.branch);
  switch (step.pushed) {
    case 'pushed':
      return `pushed to ${branch}`;
    case 'unchanged':
      return `${branch} is unchanged`;
    case 'pinned':
      return `kept at ${toPlainText(step.pinRef ?? 'a pin')}`;
    case 'bundled':
      return 'kept as a git bundle';
    default:
      return step.changes === null || hasNoChanges(step.changes) ? '' : 'not pushed';
  }
}
