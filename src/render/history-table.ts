import type {Rollback} from '../domain/rollback.ts';
import type {Step} from '../domain/step.ts';
import {checkDetails} from './check-result.ts';
import {escapeText, type Markup} from './escape.ts';
import {LEGEND, statusAtAGlance, stepLabel} from './format.ts';
import {type HistoryView, rollbacksInForce} from './history-view.ts';
import {howToRow} from './how-to-roll-back.ts';
import {
  agentCell,
  commitItems,
  costCell,
  remarkItems,
  rolledBackCell,
  sizeOfChanges,
  statusCell,
  stepCell,
  tokensCell,
} from './step-cells.ts';
import {formatDuration, plural} from './terminal/figures.ts';

const MOST_ROWS = 30;
const MOST_LINES = 300;
const COMMITS_A_STEP = 5;
const NOTES_A_STEP = 3;
const CHECK_ROOM = {lines: 10, characters: 1500, open: false};

/** The list of steps, and for each of its rows how to roll back to it. */
interface HistoryTable {
  readonly markup: Markup;
  readonly howToRows: readonly Markup[];
}

/**
 * The steps newest first, in at most `room` characters together with the rows that say how to roll back: the latest as
 * rows of a table, older ones folded to a line each, and of the rest the number alone.
 */
export function historyTable(view: HistoryView, room: number): HistoryTable {
  const inForce = rollbacksInForce(view.rollbacks);
  // A third is left for one line each: rows are rich, and a reader wants to see how far back the history goes.
  const forLines = room / 3;
  let left = room;

  const rows: Markup[] = [];
  const howToRows: Markup[] = [];
  for (const step of view.steps.slice(0, MOST_ROWS)) {
    const row = stepRow(step, inForce.get(step.uid), view);
    const howTo = howToRow(step, view);
    const length = row.length + howTo.length + 2;
    if (left - length < (rows.length === 0 ? 0 : forLines)) break;
    left -= length;
    rows.push(row);
    howToRows.push(howTo);
  }

  const lines: Markup[] = [];
  for (const step of view.steps.slice(rows.length, rows.length + MOST_LINES)) {
    const line = stepLine(step, inForce.get(step.uid));
    if (left < line.length + 1) break;
    left -= line.length + 1;
    lines.push(line);
  }

  const more = Math.max(view.stepCount, view.steps.length) - rows.length - lines.length;
  const parts = [rows.length === 0 ? 'No steps yet.' : table(rows), olderSteps(lines, more)];
  return {markup: parts.filter((part) => part !== '').join('\n\n'), howToRows};
}

function table(rows: readonly Markup[]): Markup {
  return [
    '| Step | Status | Agent | Changes | Time | Tokens | Cost (USD) |',
    '| ---: | --- | --- | --- | ---: | ---: | ---: |',
    ...rows,
    '',
    `<sub>${escapeText(LEGEND.join(' '))}</sub>`,
  ].join('\n');
}

function stepRow(step: Step, rollback: Rollback | undefined, view: HistoryView): Markup {
  const struck = (markup: Markup) => (step.active || markup === '' ? markup : `<del>${markup}</del>`);
  const changes = [sizeOfChanges(step), ...commitItems(step, view.links, COMMITS_A_STEP)].filter((item) => item !== '');
  const cells = [
    struck(stepCell(step, view.links)),
    [struck(statusCell(step)), ...(step.active ? [] : [rolledBackCell(rollback)])].join('<br>'),
    struck(agentCell(step)),
    [struck(changes.join('<br>')), ...remarkItems(step, NOTES_A_STEP), checkDetails(step.check, CHECK_ROOM)]
      .filter((item) => item !== '')
      .join('<br>'),
    struck(formatDuration(step.durationMs)),
    struck(tokensCell(step)),
    struck(costCell(step)),
  ];
  return `| ${cells.join(' | ')} |`;
}

function stepLine(step: Step, rollback: Rollback | undefined): Markup {
  const {glyph, word} = statusAtAGlance(step.status);
  const facts = [
    `${glyph} step ${stepLabel(step)} ${escapeText(word, 20)}`,
    step.agentConfig?.name == null ? '' : escapeText(step.agentConfig.name, 40),
    sizeOfChanges(step),
    formatDuration(step.durationMs),
  ];
  const text = facts.filter((fact) => fact !== '').join(', ');
  return step.active ? `- ${text}` : `- <del>${text}</del> ${rolledBackCell(rollback)}`;
}

function olderSteps(lines: readonly Markup[], more: number): Markup {
  const rest = more > 0 ? `… and ${plural(more, 'older step')}` : '';
  if (lines.length === 0) return rest;
  return [
    `<details><summary>${plural(lines.length, 'older step')}</summary>`,
    '',
    ...lines,
    ...(rest === '' ? [] : ['', rest]),
    '',
    '</details>',
  ].join('\n');
}
