import {type Rollback, rollbackName} from '../domain/rollback.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import type {Step} from '../domain/step.ts';
import {escapeCode, link, type Markup} from './escape.ts';
import {rollbackLabel} from './format.ts';
import {type HistoryView, isReversibleTo, type RollBackMeans, stepReference} from './history-view.ts';
import {stepTitle} from './step-cells.ts';

const ARGUMENT_LENGTH = 300;
const MOST_URL_LENGTH = 1000;

/** One row a step that the branch can be reset to: what to fill in, what to type. '' for any other step. */
export function howToRow(step: Step, {contestedIds, means}: Pick<HistoryView, 'contestedIds' | 'means'>): Markup {
  if (!isReversibleTo(step)) return '';
  const reference = stepReference(step, contestedIds);
  return tableRow(`after ${stepTitle(step)}`, `to-step: ${reference}`, ['rollback', reference], means);
}

/** One row that takes the latest rollback back; '' when none is in force. */
export function howToUndoRow({rollbacks, means}: Pick<HistoryView, 'rollbacks' | 'means'>): Markup {
  const latest = rollbacks.filter(isUndoable).toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0];
  if (latest === undefined) return '';
  const name = rollbackName(latest);
  return tableRow(`before ${rollbackLabel(latest)}`, `rollback-id: ${name}`, ['undo', name], means);
}

/** The folded part that says how to go back to a step; '' when there is nothing to go back to. */
export function howToSection(rows: readonly Markup[], {workflowUrl, commandArgs}: RollBackMeans): Markup {
  const filled = rows.filter((row) => row !== '');
  if (filled.length === 0) return '';
  const workflow = link('rollback workflow', workflowUrl?.slice(0, MOST_URL_LENGTH) ?? null);
  const before = '<code>before-step</code> in place of <code>to-step</code>';
  const [command, orOption, column] =
    commandArgs === null ? ['', '', ''] : [', or the command in a clone', ', or <code>--before</code>,', ' Command |'];
  return [
    '<details><summary>How to roll back</summary>',
    '',
    `Run the ${workflow} with the input shown${command}. The step named stays and all later ones go; with ${before}${orOption} it goes too. ` +
      'Commits that go stay pinned, and a rollback can itself be undone.',
    '',
    `| Branch as it was | Workflow input |${column}`,
    `| --- | --- |${column === '' ? '' : ' --- |'}`,
    ...filled,
    '',
    '</details>',
  ].join('\n');
}

function tableRow(name: Markup, input: string, command: readonly string[], {commandArgs}: RollBackMeans): Markup {
  const row = `| ${name} | ${escapeCode(input)} |`;
  if (commandArgs === null) return row;
  const line = quoteForShell(['laforge', 'step', ...command, '--push', ...commandArgs]);
  // A command that is cut off is worse than none.
  return `${row} ${line.length > ARGUMENT_LENGTH ? '' : escapeCode(line, ARGUMENT_LENGTH)} |`;
}

function isUndoable(rollback: Rollback): boolean {
  return (
    rollback.kind === 'rollback' && rollback.undoneBy === null && rollback.branch !== null && rollback.toSha !== null
  );
}
