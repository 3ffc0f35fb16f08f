import {isInForce, type Rollback, rollbackName} from '../domain/rollback.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import type {Step} from '../domain/step.ts';
import {escapeCode, folded, link, type Markup, table} from './escape.ts';
import {rollbackLabel} from './format.ts';
import {type HistoryView, isReversibleTo, type RollBackMeans, stepReference} from './history-view.ts';
import {stepTitle} from './step-cells.ts';

const COMMAND_LENGTH = 300;
const MOST_URL_LENGTH = 1000;

/** A way back: what it does, the workflow input, and the command. */
interface Way {
  readonly does: Markup;
  /** The action that does it, if it is not the rollback action. */
  readonly by?: string;
  readonly input: string;
  readonly command: readonly string[];
}

/** Renders the folded instructions to roll back; '' if there is nothing to roll back. */
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

/** Renders the instructions for one step: how to undo it, and how to keep it and undo later ones. */
export function howToOf(step: Step, view: Pick<HistoryView, 'rollbacks' | 'contestedIds' | 'means'>): Markup {
  const ways = isReversibleTo(step) ? [undoWay(step, view.contestedIds), keepWay(step, view.contestedIds)] : [];
  return howToTable([...ways, ...takeBackWays(view.rollbacks)], view.means);
}

/** Renders the instructions to undo the latest rollback; '' if none is in force. */
export function howToUndo({rollbacks, means}: Pick<HistoryView, 'rollbacks' | 'means'>): Markup {
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
      does: `take ${rollbackLabel(latest)} back`,
      by: 'with the undo action',
      input: `rollback-id: ${name}`,
      command: ['undo', name],
    },
  ];
}

function howToTable(ways: readonly Way[], means: RollBackMeans, more = ''): Markup {
  const {workflowUrl, commandArgs, hasWorkflow = true} = means;
  if (ways.length === 0) return '';
  const workflow = link('rollback workflow', workflowUrl?.slice(0, MOST_URL_LENGTH) ?? null);
  const orCommand = commandArgs === null ? '' : ', or the command in a clone';
  const how = hasWorkflow ? `Run the ${workflow} with the input shown${orCommand}.` : 'Type the command in a clone.';
  const columns: readonly (readonly [string, (way: Way) => Markup])[] = [
    ['To', ({does, by}) => (hasWorkflow && by !== undefined ? `${does}, ${by}` : does)],
    ...(hasWorkflow ? [['Input', ({input}: Way) => escapeCode(input)] as const] : []),
    ...(commandArgs === null ? [] : [['Command', ({command}: Way) => commandCell(command, commandArgs)] as const]),
  ];
  const shown = table(
    columns.map(([title]) => title),
    columns.map(() => '---'),
    ways.map((way) => columns.map(([, cell]) => cell(way))),
  );
  return folded('How to roll back', `${how}${more} Commits that go stay pinned.\n\n${shown}`);
}

/** Renders a command; '' if it is too long, since a truncated command is worse than none. */
function commandCell(command: readonly string[], commandArgs: readonly string[]): Markup {
  const line = quoteForShell(['laforge', 'step', ...command, '--push', ...commandArgs]);
  return line.length > COMMAND_LENGTH ? '' : escapeCode(line, COMMAND_LENGTH);
}

function isUndoable(rollback: Rollback): boolean {
  return isInForce(rollback) && rollback.branch !== null && (rollback.kind === 'revert' || rollback.toSha !== null);
}
