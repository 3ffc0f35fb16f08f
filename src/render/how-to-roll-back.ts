import {type Rollback, rollbackName} from '../domain/rollback.ts';
import type {Step} from '../domain/step.ts';
import {escapeCode, link, type Markup, quoteForShell} from './escape.ts';
import {rollbackLabel} from './format.ts';
import {type HistoryView, isReversibleTo, stepReference} from './history-view.ts';
import {stepTitle} from './step-cells.ts';

const ARGUMENT_LENGTH = 300;

/** One row a step that the branch can be reset to: what to fill in, what to type. '' for any other step. */
export function howToRow(step: Step, view: Pick<HistoryView, 'contestedIds' | 'means'>): Markup {
  if (!isReversibleTo(step)) return '';
  const reference = stepReference(step, view.contestedIds);
  const command = ['laforge', 'step', 'rollback', reference, '--push', ...view.means.commandArgs];
  return tableRow(`after ${stepTitle(step)}`, `to-step: ${reference}`, command);
}

/** One row that takes the latest rollback back; '' when none is in force. */
export function howToUndoRow(view: Pick<HistoryView, 'rollbacks' | 'means'>): Markup {
  const latest = view.rollbacks.filter(isUndoable).toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0];
  if (latest === undefined) return '';
  const name = rollbackName(latest);
  const command = ['laforge', 'step', 'undo', name, '--push', ...view.means.commandArgs];
  return tableRow(`before ${rollbackLabel(latest)}`, `rollback-id: ${name}`, command);
}

/** The folded part that says how to go back to a step; '' when there is nothing to go back to. */
export function howToSection(rows: readonly Markup[], workflowUrl: string | null): Markup {
  const filled = rows.filter((row) => row !== '');
  if (filled.length === 0) return '';
  return [
    '<details><summary>How to roll back</summary>',
    '',
    `Run the ${link('rollback workflow', workflowUrl)} with the input shown, or the command in a clone. The step named stays and all later ones go; ` +
      'with <code>before-step</code> in place of <code>to-step</code>, or <code>--before</code>, it goes too. ' +
      'Commits that go stay pinned, and a rollback can itself be undone.',
    '',
    '| Branch as it was | Workflow input | Command |',
    '| --- | --- | --- |',
    ...filled,
    '',
    '</details>',
  ].join('\n');
}

function tableRow(name: string, input: string, command: readonly string[]): Markup {
  return `| ${name} | ${escapeCode(input)} | ${escapeCode(quoteForShell(command), ARGUMENT_LENGTH)} |`;
}

function isUndoable(rollback: Rollback): boolean {
  return (
    rollback.kind === 'rollback' && rollback.undoneBy === null && rollback.branch !== null && rollback.toSha !== null
  );
}
