import type {Uid} from '../../domain/identity.ts';
import {type Rollback, rollbackName} from '../../domain/rollback.ts';
import type {Step} from '../../domain/step.ts';
import {formatCost, stepLabel} from '../format.ts';
import {rollbacksInForce} from '../history-view.ts';
import {formatAge, formatCount, formatDuration, plural} from './figures.ts';
import type {Look, Paint} from './paint.ts';
import {toPlainText} from './plain-text.ts';
import {type Column, renderTable} from './table.ts';

export interface StepList {
  readonly projectId: string;
  /** Where the history lives, such as the path of its file. */
  readonly where: string;
  /** Newest first. */
  readonly steps: readonly Step[];
  /** All of the history's, to name what a step was rolled back by. */
  readonly rollbacks: readonly Rollback[];
  /** Of the whole history, whatever was asked for. */
  readonly counts: {readonly all: number; readonly active: number};
  /** How many more steps match than are shown. */
  readonly older: number;
}

export interface ListOptions {
  readonly width: number;
  readonly paint: Paint;
  readonly now: Date;
}

/** The history as a table, newest first: a line about the project above it, rolled-back steps dimmed with the rollback's number. */
export function renderStepList(list: StepList, options: ListOptions): string {
  const {paint} = options;
  const covering = rollbacksInForce(list.rollbacks);
  const columns = stepColumns(covering, options.now);
  const head = `${toPlainText(list.projectId)}: ${countsInWords(list.counts)}`;
  const table = renderTable(columns, list.steps, {...options, dim: (step) => !step.active});
  const more = list.older > 0 ? ['', paint('dim', `${list.older} older: --limit all shows them too.`)] : [];
  return [`${paint('strong', head)} ${paint('dim', `in ${toPlainText(list.where)}`)}`, '', table, ...more].join('\n');
}

/** How a status looks: only `succeeded` is good, and one we do not know is not. */
export function statusLook(status: string): Look {
  if (status === 'succeeded') return 'good';
  return status === 'running' || status === 'cancelled' ? 'warn' : 'bad';
}

/** Name and model of what ran, else the first word of its command. */
export function agentInWords(step: Step): string {
  const config = step.agentConfig;
  if (config === null) return '';
  const name = config.name ?? config.command?.trim().split(/\s+/)[0]?.replace(/^.*\//, '') ?? '';
  return [name, config.model ?? ''].filter((part) => part !== '').join(' ');
}

function countsInWords({all, active}: StepList['counts']): string {
  const rolledBack = all - active;
  return `${plural(all, 'step')}${rolledBack > 0 ? `, ${rolledBack} rolled back` : ''}`;
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
    {title: 'ROLLED BACK', cell: (step) => rolledBackBy(step, covering.get(step.uid))},
    {title: 'BRANCH', cell: (step) => step.branch ?? '', shrinkTo: 8},
    {title: 'AGENT', cell: agentInWords, shrinkTo: 8},
    {title: 'CHANGES', cell: changesInShort, shrinkTo: 10},
    {title: 'TOOK', align: 'right', cell: (step) => formatDuration(step.durationMs)},
    {title: 'TOKENS', align: 'right', cell: (step) => formatCount(step.tokenUsage?.total_tokens)},
    {title: 'COST', align: 'right', cell: (step) => formatCost(step.tokenUsage?.cost ?? null)},
    {title: 'STARTED', cell: (step) => formatAge(step.startTime, now)},
  ];
}

function rolledBackBy(step: Step, rollback: Rollback | undefined): string {
  if (step.active) return '';
  return rollback === undefined ? 'yes' : rollbackName(rollback);
}

function changesInShort({changes}: Step): string {
  if (changes === null) return '';
  if (changes.own_commit_count === 0 && changes.files_changed === 0) return 'none';
  return `${plural(changes.own_commit_count, 'commit')} +${changes.insertions} -${changes.deletions}`;
}
