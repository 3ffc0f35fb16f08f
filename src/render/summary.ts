import {formatLimits} from '../domain/budget.ts';
import type {RunInfo, TokenUsage} from '../domain/documents.ts';
import type {Publication} from '../domain/ports/store.ts';
import type {Step} from '../domain/step.ts';
import {joinFilled} from '../domain/text.ts';
import {cacheShare} from '../domain/usage-totals.ts';
import {escapeBlock, escapeCode, escapeText, factList, folded, link, list, type Markup, sections} from './escape.ts';
import {
  checkBeforeInWords,
  firstLineAsked,
  formatExactly,
  formatShare,
  formatTime,
  HOW_SURE,
  statusAtAGlance,
} from './format.ts';
import {conditionSentence, historyHeading, historyTable, historyWarnings, totalLines} from './history-sections.ts';
import {type HistoryView, rollbacksInForce} from './history-view.ts';
import {howToOf, howToSection} from './how-to-roll-back.ts';
import {renderGraph} from './mermaid.ts';
import {
  agentInWords,
  checkDetails,
  commitItems,
  commitLink,
  costCell,
  inactiveCell,
  remarkItems,
  sizeOfChanges,
  stepCell,
  stepTitle,
  traceLink,
} from './step-cells.ts';
import {formatDuration, formatTokenCount, plural} from './terminal/figures.ts';

const REPORT_LENGTH = 100_000;
const ASKED_LENGTH = 300;
const MOST_COMMITS = 30;
const MOST_NOTES = 20;
const CONFIG_LENGTH = 5_000;
const PROMPT_LENGTH = 5_000;
const CHECK_ROOM = {lines: 50, characters: 10_000, open: true};
const PATH_LENGTH = 300;

/** Everything for the summary of one step: the step, its branch's history, and the state of the record. */
export interface StepSummaryView extends HistoryView {
  readonly step: Step;
  /** Null for a fork's run, whose step is not recorded in the history. */
  readonly publication: Publication | null;
  readonly logFile: string | null;
}

/**
 * Renders the job summary of a step: how it ended and what it did at a glance, and everything else folded. It stays far below
 * GitHub's limit of 1 MiB, whatever the record contains.
 */
export function renderStepSummary(view: StepSummaryView): Markup {
  const {step} = view;
  const {glyph, word} = statusAtAGlance(step.status);
  const hasMore = view.totals.some(({usage}) => usage.steps > 1);
  return page([
    `## ${glyph} LaForge ${stepTitle(step)}: ${escapeText(word, 40)}`,
    escapeText(firstLineAsked(step), ASKED_LENGTH),
    glance(step),
    conditionSentence(view.condition),
    recordTrouble(view.publication),
    ...remarkItems(step, MOST_NOTES),
    list(commitItems(step, view.links, MOST_COMMITS)),
    checkDetails(step.check, CHECK_ROOM, checkBeforeInWords(step)),
    folded('Details', factList(stepFacts(view))),
    folded('Tokens and cost', sections([factList(usageFacts(step.tokenUsage)), ...(hasMore ? totalLines(view) : [])])),
    promptSection(step),
    configSection(step),
    howToOf(step, view),
    graphSection(view),
  ]);
}

/** Renders the job summary of a report: the history's latest steps and their graph. */
export function renderReportSummary(view: HistoryView): Markup {
  return page([
    `## ${historyHeading(view)}`,
    ...historyWarnings(view),
    historyTable(view, REPORT_LENGTH),
    howToSection(view),
    graphSection(view),
  ]);
}

/** Renders the folded graph of the steps; '' if there are fewer than two. */
export function graphSection(view: HistoryView): Markup {
  if (view.steps.length < 2) return '';
  return folded(
    `The branch: ${plural(Math.max(view.stepCount, view.steps.length), 'step')}`,
    renderGraph(view.steps, view.stepCount, view.rollbacks),
  );
}

/** Joins the parts of a summary. It ends with a line end, since other summaries may follow in the same file. */
export function page(parts: readonly Markup[]): Markup {
  return `${sections(parts)}\n`;
}

/** Renders the main facts in one line. */
function glance(step: Step): Markup {
  const {tokenUsage} = step;
  const tokens = formatTokenCount(tokenUsage);
  const facts = [
    agentInWords(step),
    step.branch === null ? '' : escapeCode(step.branch),
    sizeOfChanges(step),
    step.exitCode === null || step.exitCode === 0 ? '' : `exit code ${step.exitCode}`,
    formatDuration(step.durationMs),
    tokens === '' ? '' : `${tokens} tokens`,
    costCell(step),
  ];
  return joinFilled(facts, ' · ');
}

function stepFacts(view: StepSummaryView): readonly (readonly [string, Markup])[] {
  const {step, links} = view;
  const before = commitLink(step.commitShaBefore, {...step, pushed: null}, links);
  const after = step.commitShaAfter === step.commitShaBefore ? '' : commitLink(step.commitShaAfter, step, links);
  return [
    ['Step', `${stepCell(step, links)}${step.id === null ? ' (number not settled)' : ''}`],
    ['Uid', escapeCode(step.uid)],
    ['Project', view.projectId === null ? '' : escapeText(view.projectId, 100)],
    ['Active', step.active ? '' : inactiveCell(step, rollbacksInForce(view.rollbacks).get(step.uid))],
    ['Parent step', step.parentStepId === null ? '' : String(step.parentStepId)],
    ['Commits', joinFilled([before, after], ' → ')],
    ['Push', step.pushed === null ? '' : escapeText(step.pushed)],
    ['Allowed', step.limits === null ? '' : escapeText(formatLimits(step.limits))],
    ['Started', escapeText(formatTime(step.startTime))],
    ['Run', runFact(step.run, view)],
    [
      'Trace',
      step.run?.trace == null
        ? ''
        : traceLink(step, links, escapeCode(step.run.trace.trace_id)) || escapeCode(step.run.trace.trace_id),
    ],
    ['Log', view.logFile === null ? '' : escapeCode(view.logFile, PATH_LENGTH)],
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

/** Warns if the record is not in the history; '' otherwise. */
function recordTrouble(publication: Publication | null): Markup {
  if (publication === null) return "This step is not in the history: this run is a fork's.";
  return publication.kind === 'published' ? '' : `⚠️ The record is ${publicationInWords(publication)}.`;
}

/** Says where the record is now. */
export function publicationInWords(publication: Publication): Markup {
  switch (publication.kind) {
    case 'published':
      return 'published';
    case 'fragment':
      return `kept separately in ${escapeCode(publication.where, PATH_LENGTH)} until the history can be read: ${escapeText(publication.reason, PATH_LENGTH)}`;
    case 'waiting':
    case 'kept':
      return `only in ${escapeCode(publication.where, PATH_LENGTH)}: ${escapeText(publication.reason, PATH_LENGTH)}`;
  }
}

function usageFacts(usage: TokenUsage | null): readonly (readonly [string, Markup])[] {
  if (usage === null) return [];
  if (usage.state === 'unknown')
    return usage.reason == null ? [] : [['How sure', `${HOW_SURE.unknown}${because(usage)}`]];
  const share = formatShare(cacheShare(usage)).replace('<', '&lt;').replace('>', '&gt;');
  return [
    ['Input tokens', formatExactly(usage.input_tokens)],
    ['Cache read tokens', formatExactly(usage.cache_read_tokens)],
    ['Cache write tokens', formatExactly(usage.cache_write_tokens)],
    ['Output tokens', formatExactly(usage.output_tokens)],
    ['of these, reasoning', formatExactly(usage.reasoning_tokens)],
    ['Total tokens', formatExactly(usage.total_tokens)],
    ['Input from cache', share],
    ['Cost (USD)', costFact(usage)],
    ['Turns', formatExactly(usage.turns)],
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

/** Renders the whole prompt, unless its first line is all of it. */
function promptSection(step: Step): Markup {
  const text = step.prompt?.text?.trim() ?? '';
  if (text === '' || text === firstLineAsked(step)) return '';
  return `<details><summary>Prompt${step.prompt?.altered === true ? ', recorded without secrets or cut' : ''}</summary>${escapeBlock(text, PROMPT_LENGTH)}</details>`;
}

/** Renders the agent's config, unless it contains only the line shown as the task. */
function configSection(step: Step): Markup {
  const said = Object.entries(step.agentConfig ?? {}).filter(([, value]) => !isEmpty(value));
  if (said.every(([, value]) => value === firstLineAsked(step))) return '';
  const json = JSON.stringify(Object.fromEntries(said), null, 2);
  return `<details><summary>Agent config</summary>${escapeBlock(json, CONFIG_LENGTH)}</details>`;
}

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}
