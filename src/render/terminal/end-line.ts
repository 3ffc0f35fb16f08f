import {type Step, stepName} from '../../domain/step.ts';
import {formatChanges, formatDuration, formatUsage} from './figures.ts';
import {toPlainText} from './text.ts';

/** The end of a step in one line: `step 3 succeeded in 1m 02s: 1 commit, 2 files (+10 -2), check passed, $0.02`. */
export function endLine(step: Step): string {
  const exit = step.status === 'failed' && step.exitCode !== null ? ` (exit ${step.exitCode})` : '';
  const check = step.check?.exit_code === 0 ? 'check passed' : '';
  const facts = [formatChanges(step.changes), check, formatUsage(step.tokenUsage)].filter((fact) => fact !== '');
  const took = step.durationMs === null ? '' : ` in ${formatDuration(step.durationMs)}`;
  const how = `${stepName(step)} ${toPlainText(step.status.replaceAll('_', ' '))}${exit}${took}`;
  return facts.length === 0 ? how : `${how}: ${facts.join(', ')}`;
}

/** The place of a step's work, as a clause; '' when there is no work. */
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
      return step.changes === null || formatChanges(step.changes) === 'no changes' ? '' : 'not pushed';
  }
}
