import type {Timestamp} from '../domain/identity.ts';
import type {HistoryCondition} from '../domain/ports/store.ts';
import type {Rollback} from '../domain/rollback.ts';
import type {Step} from '../domain/step.ts';
import {joinFilled} from '../domain/text.ts';
import {escapeCode, escapeText, folded, type Markup, sections} from './escape.ts';
import {checkBeforeInWords} from './format.ts';
import {type HistoryView, type NamedTotals, rollbacksInForce} from './history-view.ts';
import {
  agentInWords,
  askedCell,
  checkDetails,
  commitItems,
  costCell,
  remarkItems,
  resultCell,
  sizeOfChanges,
  stepCell,
  stepTitle,
  traceLink,
} from './step-cells.ts';
import {formatDuration, formatTokensOf, formatTotals, plural} from './terminal/figures.ts';

const ROWS_IN_SIGHT = 10;
const MOST_ROWS = 300;
const MOST_DETAILS = 30;
const COMMITS_A_STEP = 5;
const NOTES_A_STEP = 3;
const CHECK_ROOM = {lines: 10, characters: 1500, open: false};

/**
 * Renders the steps, newest first, in at most `room` characters: the latest as a table, older ones folded, and of the rest only
 * the count. Below come the totals and the newest step's remarks, then the latest steps' details, folded.
 */
export function historyTable(view: HistoryView, room: number): Markup {
  const [newest] = view.steps;
  if (newest === undefined) return 'No steps yet.';
  const inForce = rollbacksInForce(view.rollbacks);
  const below = [togetherLine(view), ...(newest.active ? remarkItems(newest, NOTES_A_STEP) : [])];
  const left = room - below.join('\n\n').length;
  // Rows get two thirds of the room, so that readers see how far back the history goes.
  const rows = fitting(
    view.steps.slice(0, MOST_ROWS).map((step) => stepRow(step, inForce.get(step.uid), view)),
    (left * 2) / 3,
  );
  const details = fitting(
    view.steps.slice(0, MOST_DETAILS).map((step) => stepDetails(step, step === newest && step.active, view)),
    left / 3,
  );
  return sections([
    table(rows.slice(0, ROWS_IN_SIGHT)),
    ...below,
    olderSteps(rows.slice(ROWS_IN_SIGHT), Math.max(view.stepCount, view.steps.length) - rows.length),
    folded('Commits, agents and tokens', sections(details)),
  ]);
}

function fitting(items: readonly Markup[], room: number): readonly Markup[] {
  let left = room;
  const end = items.findIndex((item) => {
    left -= item.length + 2;
    return left < 0;
  });
  return end === -1 ? items : items.slice(0, end);
}

/** Folds the rows of older steps. `more` is the number of steps without a row. */
function olderSteps(rows: readonly Markup[], more: number): Markup {
  const rest = more > 0 ? `… and ${plural(more, 'older step')}` : '';
  return rows.length === 0 ? rest : folded(plural(rows.length, 'older step'), sections([table(rows), rest]));
}

function table(rows: readonly Markup[]): Markup {
  return ['| # | Asked | Result | Cost |', '| ---: | --- | --- | ---: |', ...rows].join('\n');
}

function stepRow(step: Step, rollback: Rollback | undefined, {links}: HistoryView): Markup {
  const struck = (markup: Markup) =>
    step.active || step.replays !== null || markup === '' ? markup : `<del>${markup}</del>`;
  const cells = [
    struck(stepCell(step, links)),
    struck(askedCell(step)),
    resultCell(step, rollback),
    struck(costCell(step)),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Renders a line of facts and a list of commits and remarks; '' if nothing is known. */
function stepDetails(step: Step, isTold: boolean, {links}: HistoryView): Markup {
  const facts = joinFilled(
    [
      agentInWords(step),
      sizeOfChanges(step),
      formatDuration(step.durationMs),
      formatTokensOf(step.tokenUsage).replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
      traceLink(step, links, 'trace'),
    ],
    ', ',
  );
  const items = [
    ...commitItems(step, links, COMMITS_A_STEP),
    ...(isTold ? [] : remarkItems(step, NOTES_A_STEP)),
    ...(step.check === null ? [] : [checkDetails(step.check, CHECK_ROOM, checkBeforeInWords(step))]),
  ].map((item) => `\n- ${item}`);
  if (facts === '' && items.length === 0) return '';
  const title = `**${stepTitle(step).replace('s', 'S')}**`;
  return `${title}${facts === '' ? '' : `: ${facts}`}${items.length === 0 ? '' : `\n${items.join('')}`}`;
}

const MOST_WARNINGS = 5;
const WARNING_LENGTH = 300;

/** The heading: `LaForge: 12 steps, 2 rolled back`, with the history's name if it has its own. */
export function historyHeading(view: HistoryView): Markup {
  const name = view.projectId === null ? 'LaForge' : `LaForge ${escapeText(view.projectId, 100)}`;
  const inactive = view.steps.filter(({active, replays}) => !active && replays === null).length;
  const count = Math.max(view.stepCount, view.steps.length);
  return `${name}: ${plural(count, 'step')}${inactive === 0 ? '' : `, ${inactive} rolled back`}`;
}

export function historyWarnings(view: HistoryView): readonly Markup[] {
  const warnings = view.warnings.slice(0, MOST_WARNINGS).map((warning) => `⚠️ ${escapeText(warning, WARNING_LENGTH)}`);
  const more = view.warnings.length - warnings.length;
  return [conditionSentence(view.condition), ...warnings, more > 0 ? `… and ${plural(more, 'more warning')}` : ''];
}

/** A warning about an incomplete history; '' otherwise. */
export function conditionSentence(condition: HistoryCondition): Markup {
  switch (condition.kind) {
    case 'found':
    case 'empty':
      return '';
    case 'expired':
      return `⚠️ The earlier history has expired${lastSaved(condition.lastSavedAt)}: these steps are a new generation, numbered from 1 again.`;
    case 'unreadable':
      return `⚠️ The history could not be read, so only what this run recorded is shown; it joins the history when a later run can read it. ${escapeText(condition.reason, WARNING_LENGTH)}`;
  }
}

function lastSaved(time: Timestamp | null): Markup {
  return time === null ? '' : ` (last saved ${escapeText(time.slice(0, 10))})`;
}

/** The totals in small print, with an explanation of the marks used. */
function togetherLine(view: HistoryView): Markup {
  const lines = joinFilled([...totalLines(view), legend(view)], '<br>');
  return lines === '' ? '' : `<sub>${lines}</sub>`;
}

/** The totals: `So far on main: 3m 00s, 2k tokens (…), $0.50.`, then the whole history's if it has more steps. */
export function totalLines({totals}: Pick<HistoryView, 'totals'>): readonly Markup[] {
  const known = totals.filter(({usage}) => usage.steps > 0);
  const [first] = known;
  return known
    .filter((it) => it === first || it.usage.steps !== first?.usage.steps)
    .map((it) => {
      const facts = joinFilled([formatDuration(it.usage.durationMs), formatTotals(it.usage)], ', ');
      return `${totalsName(it)}: ${escapeText(facts, 400)}.`;
    });
}

function legend({steps}: HistoryView): Markup {
  const usages = steps.map((step) => step.tokenUsage);
  const marks = joinFilled(
    [
      usages.some((usage) => usage?.cost != null && usage.state === 'partial') ? '+ at least' : '',
      usages.some((usage) => usage?.cost != null && usage.cost_estimated === true) ? '≈ estimated by a price list' : '',
    ],
    ', ',
  );
  return marks === '' ? '' : `${escapeText(marks)}; no cost: unknown`;
}

function totalsName({of, name, usage}: NamedTotals): Markup {
  switch (of) {
    case 'branch':
      return `So far on ${escapeCode(name ?? '', 100)}`;
    case 'pull-request':
      return 'This pull request';
    case 'history':
      return `The whole history of ${plural(usage.steps, 'step')}`;
  }
}
