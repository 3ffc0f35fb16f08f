import type {Step} from '../../domain/step.ts';
import {formatCostOf, formatTime, inactiveInWords, markAtLeast, statusAtAGlance, stepLabel} from '../format.ts';
import {escapeHtml, type Html} from '../html-page.ts';
import {formatChanges, formatCount, formatDuration, formatUsage} from '../terminal/figures.ts';

/** Texts may be a record's whole length; a page shows their beginning. */
const MOST_TEXT = 4_000;
const MOST_NAME = 200;
/** The newest steps are shown until their rows are this long. */
const MOST_ROWS_LENGTH = 3_000_000;

const COLUMNS = ['step', 'ended', 'branch', 'agent', 'what', 'took', 'tokens', 'cost (USD)', 'began'] as const;
const FIGURES: readonly string[] = ['took', 'tokens', 'cost (USD)'];

/** The table of steps, newest first, with the facts of each folded; and how many of them found room. */
export function renderSteps(
  steps: readonly Step[],
  {withText}: {readonly withText: boolean},
): {readonly html: Html; readonly shown: number} {
  const rows: Html[] = [];
  let length = 0;
  for (const step of steps) {
    const row = renderRow(step, withText);
    length += row.length;
    if (length > MOST_ROWS_LENGTH) break;
    rows.push(row);
  }
  const head = COLUMNS.map((name) => `<th scope="col"${FIGURES.includes(name) ? ' class="n"' : ''}>${name}</th>`);
  const html = `<div class="wide" tabindex="0" role="region" aria-label="Steps"><table id="steps"><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
  return {html, shown: rows.length};
}

function renderRow(step: Step, withText: boolean): Html {
  const {tokenUsage: usage, agentConfig} = step;
  const status = `${statusAtAGlance(step.status).word}${step.active ? '' : `, ${inactiveInWords(step)}`}`;
  const model = agentConfig?.model ?? usage?.models[0] ?? '';
  const agent = [agentConfig?.name ?? '', model].filter((part) => part !== '').join(', ');
  const tokens = markAtLeast(formatCount(usage?.total_tokens), usage?.state === 'partial');
  // Tables are sorted by what is behind a figure, not by how it is written.
  const figure = (text: string, value: number | null | undefined) =>
    `<td class="n"${value == null ? '' : ` data-value="${value}"`}>${escapeHtml(text)}</td>`;
  const text = (value: string) => `<td>${escapeHtml(value.slice(0, MOST_NAME))}</td>`;
  return [
    `<tr><th scope="row" data-value="${step.id ?? ''}">${escapeHtml(stepLabel(step))}</th>`,
    text(status),
    text(step.branch ?? ''),
    text(agent),
    `<td><details><summary>${escapeHtml(titleOf(step, withText))}</summary>${facts(step, withText)}</details></td>`,
    figure(formatDuration(step.durationMs), step.durationMs),
    figure(tokens, usage?.total_tokens),
    figure(formatCostOf(usage), usage?.cost),
    `<td data-value="${escapeHtml(step.startTime)}">${escapeHtml(formatTime(step.startTime))}</td></tr>`,
  ].join('');
}

/** The task of the step where that may be shown, else its work. */
function titleOf({prompt, agentConfig, changes}: Step, withText: boolean): string {
  const asked = withText ? (prompt?.text ?? agentConfig?.command ?? '') : '';
  const title = firstLine(asked) || firstLine(changes?.own_commits.at(0)?.subject ?? '');
  return (title === '' ? formatChanges(changes) || 'details' : title).slice(0, MOST_NAME);
}

function facts(step: Step, withText: boolean): Html {
  const {changes, check, run, notes} = step;
  const checked = check === null ? '' : check.exit_code === 0 ? 'passed' : `failed with exit code ${check.exit_code}`;
  const commits = (changes?.own_commits ?? []).slice(0, 20).map(({sha, subject}) => `${sha.slice(0, 8)} ${subject}`);
  const pull = run?.pull_request?.number;
  const rows: readonly (readonly [string, string])[] = [
    ['uid', step.uid],
    ['changes', formatChanges(changes)],
    ['commits', commits.join('\n')],
    ['from', step.commitShaBefore ?? ''],
    ['to', step.commitShaAfter ?? ''],
    ['pushed', [step.pushed ?? '', step.pinRef ?? ''].filter((part) => part !== '').join(': ')],
    ['check', checked],
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
