import type {Step} from '../../domain/step.ts';
import {joinFilled} from '../../domain/text.ts';
import {agentOf} from '../../domain/usage-report.ts';
import {checkBeforeInWords, checkResult, formatCostOf, formatTime, statusInWords, stepLabel} from '../format.ts';
import {escapeHtml, type Html} from '../html-page.ts';
import {formatChanges, formatDuration, formatTokenCount, formatUsage} from '../terminal/figures.ts';

/** The limit on a text, which may be as long as a record allows. */
const MOST_TEXT = 4_000;
const MOST_NAME = 200;
/** The limit on the rows of the newest steps together. */
const MOST_ROWS_LENGTH = 3_000_000;

const COLUMNS = ['step', 'ended', 'branch', 'agent', 'what', 'took', 'tokens', 'cost (USD)', 'began'] as const;
const FIGURES: readonly string[] = ['took', 'tokens', 'cost (USD)'];

/** Renders the table of steps, newest first, with each step's facts folded. Also returns how many steps fit. */
export function renderSteps(
  steps: readonly Step[],
  {withText, isFleet = false}: {readonly withText: boolean; readonly isFleet?: boolean},
): {readonly html: Html; readonly shown: number} {
  const rows: Html[] = [];
  let length = 0;
  for (const step of steps) {
    const row = renderRow(isFleet ? withRepository(step) : step, withText);
    length += row.length;
    if (length > MOST_ROWS_LENGTH) break;
    rows.push(row);
  }
  const head = COLUMNS.map((name) => `<th scope="col"${FIGURES.includes(name) ? ' class="n"' : ''}>${name}</th>`);
  const html = `<div class="wide" tabindex="0" role="region" aria-label="Steps"><table id="steps"><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
  return {html, shown: rows.length};
}

/** The step with its branch named as its timeline is: many repositories have a main. */
function withRepository(step: Step): Step {
  const {branch, repository} = step;
  if (repository === null) return step;
  return {...step, branch: branch === null ? repository : `${branch} of ${repository}`};
}

/** A formatted figure, and its value for sorting. */
interface Cell<Value> {
  readonly text: string;
  readonly value: Value;
}

/** The cells of a step's row. */
export interface StepCells {
  readonly label: string;
  readonly status: string;
  readonly branch: string;
  readonly agent: string;
  readonly title: string;
  readonly took: Cell<number | null>;
  readonly tokens: Cell<number | null>;
  readonly cost: Cell<number | null>;
  readonly began: Cell<number>;
}

export function stepCells(step: Step, withText: boolean): StepCells {
  const {tokenUsage: usage, agentConfig} = step;
  const model = agentConfig?.model ?? usage?.models[0] ?? '';
  const agent = joinFilled([agentOf(step) ?? '', model], ', ');
  return {
    label: stepLabel(step),
    status: statusInWords(step).slice(0, MOST_NAME),
    branch: (step.branch ?? '').slice(0, MOST_NAME),
    agent: agent.slice(0, MOST_NAME),
    title: titleOf(step, withText),
    took: {text: formatDuration(step.durationMs), value: step.durationMs},
    tokens: {text: formatTokenCount(usage), value: usage?.total_tokens ?? null},
    cost: {text: formatCostOf(usage), value: usage?.cost ?? null},
    began: {text: formatTime(step.startTime), value: Date.parse(step.startTime) || 0},
  };
}

function renderRow(step: Step, withText: boolean): Html {
  const {label, status, branch, agent, title, took, tokens, cost, began} = stepCells(step, withText);
  const figure = ({text, value}: Cell<number | null>) =>
    `<td class="n"${value === null ? '' : ` data-value="${value}"`}>${escapeHtml(text)}</td>`;
  return [
    `<tr><th scope="row">${escapeHtml(label)}</th>`,
    ...[status, branch, agent].map((text) => `<td>${escapeHtml(text)}</td>`),
    `<td><details><summary>${escapeHtml(title)}</summary>${facts(step, withText)}</details></td>`,
    ...[took, tokens, cost].map(figure),
    `<td data-value="${began.value}">${escapeHtml(began.text)}</td></tr>`,
  ].join('');
}

/** The step's task if texts are shown, else the subject of its first commit. */
function titleOf({prompt, agentConfig, changes}: Step, withText: boolean): string {
  const asked = withText ? (prompt?.text ?? agentConfig?.command ?? '') : '';
  const title = firstLine(asked) || firstLine(changes?.own_commits.at(0)?.subject ?? '');
  return (title === '' ? formatChanges(changes) || 'details' : title).slice(0, MOST_NAME);
}

function facts(step: Step, withText: boolean): Html {
  const {changes, check, run, notes} = step;
  const commits = (changes?.own_commits ?? []).slice(0, 20).map(({sha, subject}) => `${sha.slice(0, 8)} ${subject}`);
  const pull = run?.pull_request?.number;
  const rows: readonly (readonly [string, string])[] = [
    ['uid', step.uid],
    ['changes', formatChanges(changes)],
    ['commits', commits.join('\n')],
    ['from', step.commitShaBefore ?? ''],
    ['to', step.commitShaAfter ?? ''],
    ['pushed', joinFilled([step.pushed ?? '', step.pinRef ?? ''], ': ')],
    ['check', joinFilled([checkResult(check), checkBeforeInWords(step)], '; ')],
    ['exit code', step.exitCode === null ? '' : String(step.exitCode)],
    ['used', formatUsage(step.tokenUsage)],
    ['figures from', step.tokenUsage?.source ?? ''],
    ['pull request', pull === undefined ? '' : String(pull)],
    ['actor', run?.actor ?? ''],
    ['run', run?.url ?? ''],
    ['notes', notes.slice(0, 10).join('\n')],
    ...(withText
      ? ([
          ['prompt', step.prompt?.text ?? ''],
          ['command', step.agentConfig?.command ?? ''],
          ['the check printed', (check?.last_lines ?? []).join('\n')],
        ] as const)
      : []),
  ];
  const items = rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value.slice(0, MOST_TEXT))}</dd>`);
  return `<dl>${items.join('')}</dl>`;
}

function firstLine(text: string): string {
  return text.split('\n').find((line) => line.trim() !== '') ?? '';
}
