import {isInForce, type Rollback, rollbackName} from '../domain/rollback.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import type {Step} from '../domain/step.ts';
import {escapeCode, folded, link, type Markup} from './escape.ts';
import {rollbackLabel} from './format.ts';
import {type HistoryView, isReversibleTo, type RollBackMeans, stepReference} from './history-view.ts';
import {stepTitle} from './step-cells.ts';

const COMMAND_LENGTH = 300;
const MOST_URL_LENGTH = 1000;

/** A way back: what it does, what to fill in, what to type. */
interface Way {
  readonly does: Markup;
  readonly input: string;
  readonly command: readonly string[];
}

/** The folded part that says how to go back; '' when there is nothing to go back to. */
export function howToSection(view: Pick<HistoryView, 'steps' | 'rollbacks' | 'contestedIds' | 'means'>): Markup {
  const [latest, before] = view.steps.filter(isReversibleTo);
  return howToTable(
    [
      ...(latest === undefined ? [] : [undoWay(latest, view.contestedIds)]),
      ...(before === undefined ? [] : [keepWay(before, view.contestedIds)]),
      ...takeBackWays(view.rollbacks),
    ],
    view.means,
    before === undefined ? '' : ' Earlier steps are named in the same way.',
  );
}

/** The same of one step: what undoes it, and what keeps it. */
export function howToOf(step: Step, view: Pick<HistoryView, 'rollbacks' | 'contestedIds' | 'means'>): Markup {
  const ways = isReversibleTo(step) ? [undoWay(step, view.contestedIds), keepWay(step, view.contestedIds)] : [];
  return howToTable([...ways, ...takeBackWays(view.rollbacks)], view.means);
}

/** Says how to take the latest rollback back; '' when none is in force. */
export function howToTakeBack({rollbacks, means}: Pick<HistoryView, 'rollbacks' | 'means'>): Markup {
  return howToTable(takeBackWays(rollbacks), means);
}

function undoWay(step: Step, contestedIds: readonly number[]): Way {
  const reference = stepReference(step, contestedIds);
  return {
    does: `undo ${stepTitle(step)}`,
    input: `before-step: ${reference}`,
    command: ['rollback', reference, '--before'],
  };
}

function keepWay(step: Step, contestedIds: readonly number[]): Way {
  const reference = stepReference(step, contestedIds);
  return {
    does: `keep ${stepTitle(step)}, undo all later ones`,
    input: `to-step: ${reference}`,
    command: ['rollback', reference],
  };
}

function takeBackWays(rollbacks: readonly Rollback[]): readonly Way[] {
  const latest = rollbacks.filter(isUndoable).toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0];
  if (latest === undefined) return [];
  const name = rollbackName(latest);
  return [
    {
      does: `take ${rollbackLabel(latest)} back, with the undo action`,
      input: `rollback-id: ${name}`,
      command: ['undo', name],
    },
  ];
}

function howToTable(ways: readonly Way[], means: RollBackMeans, more = ''): Markup {
  const {workflowUrl, commandArgs, hasWorkflow = true} = means;
  if (ways.length === 0) return '';
  if (!hasWorkflow) return howToType(ways, commandArgs ?? [], more);
  const workflow = link('rollback workflow', workflowUrl?.slice(0, MOST_URL_LENGTH) ?? null);
  const orCommand = commandArgs === null ? '' : ', or the command in a clone';
  const rows = ways.map(({does, input, command}) => {
    const cells = [does, escapeCode(input), ...(commandArgs === null ? [] : [commandCell(command, commandArgs)])];
    return `| ${cells.join(' | ')} |`;
  });
  return folded(
    'How to roll back',
    [
      `Run the ${workflow} with the input shown${orCommand}.${more} Commits that go stay pinned.`,
      '',
      commandArgs === null ? '| To | Input |' : '| To | Input | Command |',
      commandArgs === null ? '| --- | --- |' : '| --- | --- | --- |',
      ...rows,
    ].join('\n'),
  );
}

/** The same where only the command can do it. */
function howToType(ways: readonly Way[], commandArgs: readonly string[], more: string): Markup {
  const rows = ways.map(
    ({does, command}) => `| ${does.replace(', with the undo action', '')} | ${commandCell(command, commandArgs)} |`,
  );
  const lines = [
    `Type the command in a clone.${more} Commits that go stay pinned.`,
    '',
    '| To | Command |',
    '| --- | --- |',
  ];
  return folded('How to roll back', [...lines, ...rows].join('\n'));
}

/** A command that is cut off is worse than none. */
function commandCell(command: readonly string[], commandArgs: readonly string[]): Markup {
  const line = quoteForShell(['laforge', 'step', ...command, '--push', ...commandArgs]);
  return line.length > COMMAND_LENGTH ? '' : escapeCode(line, COMMAND_LENGTH);
}

function isUndoable(rollback: Rollback): boolean {
  return isInForce(rollback) && rollback.branch !== null && (rollback.kind === 'revert' || rollback.toSha !== null);
}
