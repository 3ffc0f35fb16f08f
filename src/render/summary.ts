import {formatLimits} from '../domain/budget.ts';
import type {AgentConfig, RunInfo, TokenUsage} from '../domain/documents.ts';
import type {Publication} from '../domain/ports/store.ts';
import type {Step} from '../domain/step.ts';
import {cacheShare} from '../domain/usage-totals.ts';
import {firstLineAsked} from './asked.ts';
import {checkDetails} from './check-result.ts';
import {escapeBlock, escapeCode, escapeText, link, type Markup} from './escape.ts';
import {formatShare, formatTime, HOW_SURE, statusAtAGlance} from './format.ts';
import {conditionSentence, historyHeading, historyRemarks, totalLines} from './history-heading.ts';
import {historyTable} from './history-table.ts';
import {type HistoryView, rollbacksInForce} from './history-view.ts';
import {howToRow, howToSection, howToUndoRow} from './how-to-roll-back.ts';
import {renderGraph} from './mermaid.ts';
import {
  commitItems,
  commitLink,
  costCell,
  remarkItems,
  rolledBackCell,
  sizeOfChanges,
  stepCell,
  stepTitle,
} from './step-cells.ts';
import {formatDuration} from './terminal/figures.ts';

const REPORT_LENGTH = 100_000;
const MOST_COMMITS = 30;
const MOST_NOTES = 20;
const CONFIG_LENGTH = 5_000;
const ASKED_LENGTH = 200;
const CHECK_ROOM = {lines: 50, characters: 10_000, open: true};
const PATH_LENGTH = 300;

/** The summary of one step: the step itself, the history its branch has, and what became of the record. */
export interface StepSummaryView extends HistoryView {
  readonly step: Step;
  /** Null where the step is not recorded in the history at all: a fork's run. */
  readonly publication: Publication | null;
  readonly logFile: string | null;
}

/**
 * The job summary of one step, everything about it and a picture of its branch. Far below the 1 MiB that GitHub takes
 * for one workflow step, whatever the record holds.
 */
export function renderStepSummary(view: StepSummaryView): Markup {
  const {step} = view;
  const {glyph, word} = statusAtAGlance(step.status);
  return sections([
    `## ${glyph} LaForge ${stepTitle(step)}: ${escapeText(word, 40)}`,
    conditionSentence(view.condition),
    factTable(stepFacts(view)),
    list('Notes', remarkItems(step, MOST_NOTES)),
    list('Commits', commitItems(step, view.links, MOST_COMMITS)),
    checkDetails(step.check, CHECK_ROOM),
    factTable(usageFacts(step.tokenUsage), 'Usage'),
    list('So far', totalLines(view)),
    configSection(step.agentConfig),
    howToSection([howToRow(step, view), howToUndoRow(view)], view.means),
    graphSection(view),
  ]);
}

/** The job summary of a report: the history's latest steps and the picture of them. */
export function renderReportSummary(view: HistoryView): Markup {
  const {markup, howToRows} = historyTable(view, REPORT_LENGTH);
  return sections([
    `## ${historyHeading(view)}`,
    historyRemarks(view).join('\n'),
    markup,
    howToSection([...howToRows, howToUndoRow(view)], view.means),
    graphSection(view),
  ]);
}

/** Parts with an empty line between, the empty ones left out. */
export function sections(parts: readonly Markup[]): Markup {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** A table of names and values, those with an empty value left out; '' when none is left. */
export function factTable(facts: readonly (readonly [string, Markup])[], title = ''): Markup {
  const rows = facts.filter(([, value]) => value !== '').map(([name, value]) => `| ${name} | ${value} |`);
  return rows.length === 0 ? '' : [`| ${title} | |`, '| --- | --- |', ...rows].join('\n');
}

/** A titled list; '' without items. */
export function list(title: string, items: readonly Markup[]): Markup {
  return items.length === 0 ? '' : [`**${title}**`, '', ...items.map((item) => `- ${item}`)].join('\n');
}

/** The picture of the history's steps, under its own heading. */
export function graphSection(view: HistoryView): Markup {
  const graph = renderGraph(view.steps, view.stepCount, view.rollbacks);
  return graph === '' ? '' : `### Steps of this branch\n\n${graph}`;
}

function stepFacts(view: StepSummaryView): readonly (readonly [string, Markup])[] {
  const {step, links} = view;
  const before = commitLink(step.commitShaBefore, {...step, pushed: null}, links);
  const after = commitLink(step.commitShaAfter, step, links);
  return [
    ['Step', `${stepCell(step, links)}${step.id === null ? ' (number not settled)' : ''}`],
    ['Uid', escapeCode(step.uid)],
    ['Project', view.projectId === null ? '' : escapeText(view.projectId, 100)],
    ['Active', step.active ? '' : rolledBackCell(rollbacksInForce(view.rollbacks).get(step.uid))],
    ['Parent step', step.parentStepId === null ? '' : String(step.parentStepId)],
    ['Asked', escapeText(firstLineAsked(step), ASKED_LENGTH)],
    ['Agent', step.agentConfig?.name == null ? '' : escapeText(step.agentConfig.name)],
    ['Model', step.agentConfig?.model == null ? '' : escapeCode(step.agentConfig.model)],
    ['Branch', step.branch === null ? '' : escapeCode(step.branch)],
    ['Commits', before === after ? after : [before, after].filter((commit) => commit !== '').join(' → ')],
    ['Changes', sizeOfChanges(step)],
    ['Push', step.pushed === null ? '' : escapeText(step.pushed)],
    ['Allowed', step.limits === null ? '' : escapeText(formatLimits(step.limits))],
    ['Exit code', step.exitCode === null ? '' : String(step.exitCode)],
    ['Duration', formatDuration(step.durationMs)],
    ['Started', escapeText(formatTime(step.startTime))],
    ['Run', runFact(step.run, view)],
    ['Log', view.logFile === null ? '' : escapeCode(view.logFile, PATH_LENGTH)],
    ['Record', publicationFact(view.publication)],
  ];
}

function runFact(run: RunInfo | null, {links}: HistoryView): Markup {
  if (run === null) return '';
  const names = [run.workflow, run.job].filter((name) => name !== null).map((name) => escapeText(name, 80));
  const attempt = run.attempt !== null && run.attempt > 1 ? `, attempt ${run.attempt}` : '';
  const by = run.actor === null ? '' : ` for ${escapeText(run.actor, 60)}`;
  const on = run.event === null ? '' : ` on ${escapeText(run.event, 60)}`;
  const pull = run.pull_request === null ? '' : `, pull request ${run.pull_request.number}`;
  const name = names.length === 0 ? escapeText(run.ci, 40) : names.join(' / ');
  const own = links.serverUrl !== null && run.url?.startsWith(`${links.serverUrl}/`) === true;
  return `${link(name, own ? run.url : null)}${attempt}${on}${by}${pull}`;
}

/** What became of the record. */
export function publicationFact(publication: Publication | null): Markup {
  switch (publication?.kind) {
    case undefined:
      return "not in the history: this run is a fork's";
    case 'published':
      return 'published';
    case 'fragment':
      return `⚠️ kept by itself in ${escapeCode(publication.where, PATH_LENGTH)} until the history can be read: ${escapeText(publication.reason, PATH_LENGTH)}`;
    case 'waiting':
    case 'kept':
      return `⚠️ only in ${escapeCode(publication.where, PATH_LENGTH)}: ${escapeText(publication.reason, PATH_LENGTH)}`;
  }
}

function usageFacts(usage: TokenUsage | null): readonly (readonly [string, Markup])[] {
  if (usage === null) return [];
  if (usage.state === 'unknown') return [['How sure', `${HOW_SURE.unknown}${because(usage)}`]];
  const share = formatShare(cacheShare(usage)).replace('<', '&lt;').replace('>', '&gt;');
  const count = (value: number | null) => (value === null ? '' : value.toLocaleString('en-US'));
  return [
    ['Input tokens', count(usage.input_tokens)],
    ['Cache read tokens', count(usage.cache_read_tokens)],
    ['Cache write tokens', count(usage.cache_write_tokens)],
    ['Output tokens', count(usage.output_tokens)],
    ['of these, reasoning', count(usage.reasoning_tokens)],
    ['Total tokens', count(usage.total_tokens)],
    ['Input from cache', share],
    ['Cost (USD)', costFact(usage)],
    ['Turns', count(usage.turns)],
    [
      'Models',
      usage.models
        .slice(0, 10)
        .map((model) => escapeCode(model, 80))
        .join(', '),
    ],
    ['Session', usage.session_id === null ? '' : escapeCode(usage.session_id, 80)],
    ['Source', usage.source === null ? '' : escapeText(usage.source, 80)],
    ['How sure', `${HOW_SURE[usage.state]}${because(usage)}`],
  ];
}

function because({reason}: TokenUsage): Markup {
  return reason == null ? '' : `: ${escapeText(reason, 300)}`;
}

function costFact(usage: TokenUsage): Markup {
  const cost = costCell({tokenUsage: usage});
  if (cost === '' || usage.cost_estimated !== true) return cost;
  return `${cost}, an estimate${usage.price_list == null ? '' : ` by ${escapeText(usage.price_list, 80)}`}`;
}

function configSection(config: AgentConfig | null): Markup {
  const said = Object.entries(config ?? {}).filter(([, value]) => !isEmpty(value));
  if (said.length === 0) return '';
  const json = JSON.stringify(Object.fromEntries(said), null, 2);
  return `<details><summary>Agent config</summary>${escapeBlock(json, CONFIG_LENGTH)}</details>`;
}

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}
