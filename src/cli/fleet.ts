import type {Command} from 'commander';
import {formatAmount, formatBudget, leftOf} from '../domain/budget.ts';
import {badInput} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import {FLEET_REPORT_DIMENSIONS, type ReportDimension} from '../domain/report/report.ts';
import {formatDuration} from '../render/terminal/figures.ts';
import {renderTable} from '../render/terminal/table.ts';
import {toPlainText} from '../render/terminal/text.ts';
import type {Database} from '../stores/postgres/database.ts';
import {
  FLEET_DIMENSIONS,
  type FleetBudget,
  type FleetDimension,
  type FleetFilter,
  type FleetStep,
  type FleetUsage,
  listBudgets,
  listFleet,
  readHistories,
  sumFleet,
} from '../stores/postgres/fleet.ts';
import {type CliContext, isClosed, print, printJson, stdoutView} from './context.ts';
import {withDatabase} from './db.ts';
import {
  addFormOptions,
  beginReport,
  type FormOptions,
  isPage,
  type PeriodOptions,
  readPeriod,
  writeReport,
} from './report.ts';
import {withProgress} from './terminal.ts';
import {limitMemory, writePiece} from './write-output.ts';

const AUDITOR = 'of a login that laforge db token --role auditor made';
const REPOSITORY = "owner/name or host/owner/name, with * for anything: 'octo/*' (default: all)";
/** Budgets that no step has named for this long are not listed. */
const BUDGET_DAYS = 35;
const TABLES: readonly ReportDimension[] = ['month', 'repository', 'team', 'agent', 'model', 'actor', 'template'];

interface FleetOptions extends PeriodOptions {
  readonly repository?: string;
  readonly by?: readonly FleetDimension[];
  readonly json?: boolean;
}

interface FleetReportOptions extends Omit<FleetOptions, 'by'>, FormOptions {
  readonly by?: readonly ReportDimension[];
}

type Show<Options> = (context: CliContext, database: Database, filter: FleetFilter, options: Options) => Promise<void>;

/** Has a command read its filter, then show what the database has. */
function answerBy<Options extends PeriodOptions & {readonly repository?: string}>(
  command: Command,
  context: CliContext,
  show: Show<Options>,
): void {
  command.action((options: Options) => {
    const filter = {repository: options.repository ?? null, ...readPeriod(options)};
    return withDatabase(context, AUDITOR, (database) => show(context, database, filter, options));
  });
}

export function defineUsage(command: Command, context: CliContext): void {
  addFilter(command)
    .option(
      '--by <what>',
      `group by these, separated by commas: ${FLEET_DIMENSIONS.join(', ')}`,
      someOf(FLEET_DIMENSIONS),
    )
    .option('--json', 'print {groups} as one JSON object')
    .addHelpText('after', USAGE);
  answerBy(command, context, showUsage);
}

export function defineSteps(command: Command, context: CliContext): void {
  addFilter(command).option('--json', 'print one JSON object a line').addHelpText('after', STEPS);
  answerBy(command, context, showSteps);
}

export function defineReport(command: Command, context: CliContext): void {
  const all = FLEET_REPORT_DIMENSIONS;
  addFormOptions(addFilter(command))
    .option('--by <what>', `show only these tables, separated by commas: ${all.join(', ')}`, someOf(all))
    .addHelpText('after', REPORT);
  answerBy(command, context, showReport);
}

export function defineBudgets(command: Command, context: CliContext): void {
  command
    .option('--repository <pattern>', REPOSITORY)
    .option('--json', 'print {budgets} as one JSON object')
    .addHelpText('after', BUDGETS);
  answerBy(command, context, showBudgets);
}

function addFilter(command: Command): Command {
  return command
    .option('--repository <pattern>', REPOSITORY)
    .option('--since <time>', 'count only steps that began at this day or time or later: 2026-11-01, or 7d')
    .option('--until <time>', 'count only steps that began on this day or before, or before this time');
}

const showUsage: Show<FleetOptions> = async (context, database, filter, {by = ['repository'], json}) => {
  const groups = await withProgress(context, 'adding up', () => sumFleet(database, by, filter));
  if (json === true) return printJson(context, {groups: groups.map((group) => usageToJson(by, group))});
  if (groups.length === 0) return print(context, 'No step has ended there.');
  const table = renderTable<FleetUsage>(
    [
      ...by.map((dimension, index) => ({
        title: dimension.toUpperCase(),
        cell: ({group}: FleetUsage) => group[index] ?? '(none)',
        shrinkTo: 20,
      })),
      {title: 'STEPS', align: 'right', cell: ({steps}) => steps.toLocaleString('en-US')},
      {
        title: 'OK',
        align: 'right',
        cell: ({steps, succeeded}) => (steps === 0 ? '' : `${Math.floor((100 * succeeded) / steps)}%`),
      },
      {title: 'USD', align: 'right', cell: costOf},
      {title: 'TOKENS', align: 'right', cell: tokensOf},
      {title: 'TOOK', align: 'right', cell: ({durationMs}) => formatDuration(durationMs), dropOrder: 1},
    ],
    groups,
    stdoutView(context),
  );
  print(context, table);
};

const showReport: Show<FleetReportOptions> = async (context, database, {repository}, options) => {
  const period = beginReport(options);
  limitMemory(null);
  const {by} = options;
  const [{readFleetReport}, {StepColumns}] = await Promise.all([
    import('../usecases/read-report.ts'),
    import('../render/report-page/step-columns.ts'),
  ]);
  const request = {period, now: new Date(), isPage: isPage(options)};
  const read = await withProgress(context, 'adding up', () =>
    readFleetReport(readHistories(database, repository), request),
  );
  const [all, forPeople] = by === undefined ? [FLEET_REPORT_DIMENSIONS, TABLES] : [by, by];
  const scope = {projectId: repository ?? '*', branch: null, all, forPeople, isFleet: true};
  await writeReport(context, {...read, columns: new StepColumns()}, scope, options);
};

const showBudgets: Show<FleetOptions> = async (context, database, {repository}, {json}) => {
  const now = new Date();
  const since = new Date(now.getTime() - BUDGET_DAYS * 86_400_000).toISOString();
  const budgets = await listBudgets(database, {repository, since, now: now.toISOString()});
  if (json === true) return printJson(context, {budgets: budgets.map(budgetToJson)});
  if (budgets.length === 0) return print(context, `No step of the last ${BUDGET_DAYS} days shares a budget.`);
  const amount = (of: (it: FleetBudget) => number) => (it: FleetBudget) => formatAmount(of(it), it.budget.unit);
  const table = renderTable<FleetBudget>(
    [
      {title: 'ORGANISATION', cell: ({organisation}) => organisation, shrinkTo: 20},
      {title: 'TEAM', cell: ({team}) => team ?? '', shrinkTo: 12},
      {title: 'BUDGET', cell: ({budget}) => formatBudget(budget)},
      {title: 'USED', align: 'right', cell: (it) => `${amount(({used}) => used)(it)}${it.unknown > 0 ? '+' : ''}`},
      {title: 'RESERVED', align: 'right', cell: amount(({reserved}) => reserved)},
      {title: 'LEFT', align: 'right', cell: amount((it) => Math.max(0, leftOf(it)))},
      {title: 'RUNNING', align: 'right', cell: ({running}) => String(running), dropOrder: 1},
    ],
    budgets,
    stdoutView(context),
  );
  print(context, table);
};

function budgetToJson(it: FleetBudget): Record<string, unknown> {
  const {organisation, team, budget, used, reserved, steps, unknown, running, unbounded, lastAskedAt} = it;
  return {
    ...{organisation, team, ...budget, used, reserved, left: Math.max(0, leftOf(it)), steps, unknown, running},
    ...{without_limit: unbounded, last_asked_at: lastAskedAt},
  };
}

const showSteps: Show<FleetOptions> = async (context, database, filter, {json}) => {
  const {stdout} = context.streams;
  for await (const steps of listFleet(database, filter)) {
    for (const step of steps) {
      const line = json === true ? JSON.stringify(stepToJson(step)) : stepLine(step);
      await writePiece(stdout, `${line}\n`);
    }
    if (isClosed(stdout)) return;
  }
};

function stepToJson({
  repository,
  project,
  uid,
  id,
  branch,
  status,
  agent,
  model,
  startedAt,
  costUsd,
  tokens,
}: FleetStep) {
  return {
    ...{repository, project, uid, id, branch, status, agent, model},
    ...{started_at: startedAt, cost_usd: costUsd, total_tokens: tokens},
  };
}

function stepLine({repository, uid, id, branch, status, agent, startedAt, costUsd}: FleetStep): string {
  const cost = costUsd === null ? '' : costUsd.toFixed(4);
  return toPlainText([startedAt, repository, id ?? uid, status, branch ?? '', agent ?? '', cost].join('  '));
}

function costOf({costUsd, steps, withoutCost}: FleetUsage): string {
  return atLeast(known(costUsd, steps, withoutCost)?.toFixed(2), withoutCost);
}

function tokensOf({tokens, steps, withoutTokens}: FleetUsage): string {
  return atLeast(known(tokens, steps, withoutTokens)?.toLocaleString('en-US'), withoutTokens);
}

/** Marks a sum that is a lower bound, since some steps have no figure. */
function atLeast(sum: string | undefined, without: number): string {
  return sum === undefined ? '' : `${sum}${without > 0 ? '+' : ''}`;
}

/** A sum; null if no step and no replay reported its usage. */
function known(sum: number, steps: number, without: number): number | null {
  return sum === 0 && without > 0 && without >= steps ? null : sum;
}

function usageToJson(by: readonly FleetDimension[], usage: FleetUsage): Record<string, unknown> {
  const {group, steps, succeeded, costUsd, withoutCost, tokens, withoutTokens, durationMs} = usage;
  return {
    ...Object.fromEntries(by.map((dimension, index) => [dimension, group[index]])),
    ...{steps, succeeded, cost_usd: known(costUsd, steps, withoutCost), without_cost: withoutCost},
    ...{total_tokens: known(tokens, steps, withoutTokens), without_tokens: withoutTokens, duration_ms: durationMs},
  };
}

/** Reads names separated by commas. Throws InputError. */
function someOf<Name extends string>(known: readonly Name[]): (text: string) => readonly Name[] {
  return (text) => {
    const names = text.split(',').map((it) => {
      const name = it.trim();
      const found = known.find((one) => one === name);
      if (found !== undefined) return found;
      throw badInput(`--by has ${quote(name)}. Use one or more of: ${known.join(', ')}.`);
    });
    return [...new Set(names)];
  };
}

const USAGE = `
Adds up the ended steps of all repositories that the login of LAFORGE_DATABASE_URL can see; an auditor's sees all. A figure
with + is at least that much, since the usage of some steps is unknown; an empty cell means that all of it is unknown.

Examples:
  $ laforge fleet usage --repository 'octo/*' --by repository,month --since 2026-01-01
  $ laforge fleet usage --by agent,model --json`;

const REPORT = `
Reports on the histories of all repositories that the login of LAFORGE_DATABASE_URL can see, as laforge report does on one.
It reads the whole of them, whatever the period, since what came later tells what became of a step.

Examples:
  $ laforge fleet report --repository 'octo/*' --since 30d          the last thirty days of an organisation
  $ laforge fleet report --by repository,team --csv > report.csv    for a spreadsheet
  $ laforge fleet report -o report.html                             one page with drawings, to open or to send`;

const BUDGETS = `
Lists the budgets per organisation and per team that steps named, with what all their repositories used of them, and what
running steps reserved. A figure with + is at least that much, since the usage of some steps is unknown.

Example:
  $ laforge fleet budgets --repository 'octo/*'`;

const STEPS = `
Lists the ended steps of all repositories that the login of LAFORGE_DATABASE_URL can see. It prints them as it reads them,
so there may be millions.

Example:
  $ laforge fleet steps --repository 'octo/*' --since 7d --json | jq -r 'select(.status != "succeeded") | .uid'`;
