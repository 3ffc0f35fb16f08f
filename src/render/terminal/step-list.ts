import type {Uid} from '../../domain/identity.ts';
import {type Rollback, rollbackName} from '../../domain/rollback.ts';
import {diffStatOf, hasNoChanges, type Step} from '../../domain/step.ts';
import {cutText, joinFilled} from '../../domain/text.ts';
import {cacheShare, type UsageTotals} from '../../domain/usage-totals.ts';
import {firstLineAsked, formatCostOf, formatShare, inactiveInWords, stepLabel} from '../format.ts';
import {rollbacksInForce} from '../history-view.ts';
import {formatAge, formatCount, formatDuration, formatTokenCount, formatTotals, plural} from './figures.ts';
import {type Column, renderTable} from './table.ts';
import {type DatedView, type Look, type Paint, toPlainText} from './text.ts';

export interface StepList {
  readonly projectId: string;
  /** The place of the history, such as the path of its file. */
  readonly where: string;
  /** Newest first. */
  readonly steps: readonly Step[];
  /** All rollbacks of the history, to name the one that covers a step. */
  readonly rollbacks: readonly Rollback[];
  /** Counts of the whole history, regardless of the filter. */
  readonly counts: {readonly all: number; readonly active: number};
  /** The number of matching steps that are not shown. */
  readonly older: number;
  /** Totals of a branch and of the whole history, each with its name. */
  readonly totals: readonly {readonly name: string; readonly usage: UsageTotals}[];
}

const ASKED_LENGTH = 60;

/** Renders the history as a table, newest first, under a line about the project. Rolled-back steps are dimmed. */
export function renderStepList(list: StepList, options: DatedView): string {
  const {paint} = options;
  const covering = rollbacksInForce(list.rollbacks);
  const columns = stepColumns(covering, options.now);
  const head = `${toPlainText(list.projectId)}: ${countsInWords(list.counts, covering.size)}`;
  const table = renderTable(columns, list.steps, {...options, dim: (step) => !step.active});
  const more = list.older > 0 ? ['', paint('dim', `${list.older} older: --limit all shows them too.`)] : [];
  const totals = totalLines(list, paint);
  return [
    `${paint('strong', head)} ${paint('dim', `in ${toPlainText(list.where)}`)}`,
    '',
    table,
    ...more,
    ...(totals.length > 0 ? ['', ...totals] : []),
  ].join('\n');
}

/** The colour of a status. Only `succeeded` is good, and an unknown one is bad. */
export function statusLook(status: string): Look {
  if (status === 'succeeded') return 'good';
  return status === 'running' || status === 'cancelled' ? 'warn' : 'bad';
}

/** The agent's name (else the first word of its command) and model. */
export function agentInWords(step: Step): string {
  const config = step.agentConfig;
  if (config === null) return '';
  const name = config.name ?? config.command?.trim().split(/\s+/)[0]?.replace(/^.*\//, '') ?? '';
  return joinFilled([name, config.model ?? ''], ' ');
}

/** Counts steps in words. An inactive step that no rollback covers is a replay. */
function countsInWords({all, active}: StepList['counts'], covered: number): string {
  const rolledBack = Math.min(covered, all - active);
  const replays = all - active - rolledBack;
  const parts = [
    plural(all, 'step'),
    ...(rolledBack > 0 ? [`${rolledBack} rolled back`] : []),
    ...(replays > 0 ? [plural(replays, 'replay')] : []),
  ];
  return parts.join(', ');
}

function stepColumns(covering: ReadonlyMap<Uid, Rollback>, now: Date): readonly Column<Step>[] {
  return [
    {title: 'STEP', align: 'right', cell: stepLabel},
    {
      title: 'STATUS',
      cell: (step) => step.status,
      shrinkTo: 9,
      look: (step, text, paint) => paint(statusLook(step.status), text),
    },
    {title: 'ROLLED BACK', cell: (step) => rolledBackBy(step, covering.get(step.uid)), shrinkTo: 6},
    {title: 'BRANCH', cell: (step) => step.branch ?? '', shrinkTo: 8, dropOrder: 1},
    {title: 'AGENT', cell: agentInWords, shrinkTo: 8, dropOrder: 5},
    {title: 'CHANGES', cell: changesInShort, shrinkTo: 10, dropOrder: 3},
    {title: 'TOOK', align: 'right', cell: (step) => formatDuration(step.durationMs), dropOrder: 6},
    {title: 'TOKENS', align: 'right', cell: ({tokenUsage}) => formatTokenCount(tokenUsage), dropOrder: 7},
    {title: 'IN', align: 'right', cell: (step) => formatCount(step.tokenUsage?.prompt_tokens), dropOrder: 9},
    {title: 'CACHED', align: 'right', cell: (step) => formatShare(cacheShare(step.tokenUsage)), dropOrder: 8},
    {title: 'OUT', align: 'right', cell: (step) => formatCount(step.tokenUsage?.completion_tokens), dropOrder: 10},
    {title: 'COST', align: 'right', cell: ({tokenUsage}) => formatCostOf(tokenUsage), dropOrder: 4},
    {title: 'STARTED', cell: (step) => formatAge(step.startTime, now), dropOrder: 2},
    {title: 'ASKED', cell: (step) => cutText(firstLineAsked(step), ASKED_LENGTH), shrinkTo: 8},
  ];
}

function totalLines({totals}: StepList, paint: Paint): readonly string[] {
  const known = totals.filter(({usage}) => usage.steps > 0);
  const width = Math.max(0, ...known.map(({name}) => name.length));
  return known.map(({name, usage}) => paint('dim', `${toPlainText(name.padEnd(width))}  ${formatTotals(usage)}`));
}

function rolledBackBy(step: Step, rollback: Rollback | undefined): string {
  if (step.active) return '';
  if (step.replays !== null) return inactiveInWords(step);
  return rollback === undefined ? 'yes' : rollbackName(rollback);
}

/** The commits and lines of a step, what it left uncommitted, and where its work is if not on its branch. */
function changesInShort({changes, pushed, replays}: Step): string {
  if (changes === null) return '';
  const place = replays === null && (pushed === 'pinned' || pushed === 'bundled') ? [`${pushed} only`] : [];
  const left = changes.files_uncommitted == null ? [] : [`${changes.files_uncommitted} uncommitted`];
  if (hasNoChanges(changes)) return joinFilled([...left, ...place], ', ') || 'none';
  const commits = plural(changes.own_commit_count, 'commit');
  const stat = diffStatOf(changes);
  const size = stat === null ? commits : `${commits} +${stat.insertions} -${stat.deletions}`;
  return [size, ...left, ...place].join(', ');
}
