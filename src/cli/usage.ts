import type {Command} from 'commander';
import {badInput} from '../domain/errors.ts';
import {parseSince} from '../domain/report/period.ts';
import {USAGE_DIMENSIONS, type UsageDimension} from '../domain/usage-report.ts';
import {branchOf, limitOr, onlyOneOf, parseLimit, readProject} from './arguments.ts';
import {type CliContext, print, printJson, stdoutView} from './context.ts';
import {withHistory, withStep} from './open-history.ts';
import {addHistoryOptions, type ShowOptions, stepsCommand, takeProject, takeStep} from './place.ts';
import {withProgress} from './terminal.ts';

const ROWS_BY_DEFAULT = 15;

interface UsageOptions extends ShowOptions {
  readonly since?: string;
  readonly branch?: string;
  readonly by?: UsageDimension;
  readonly limit?: number;
  readonly csv?: boolean;
}

export function define(command: Command, context: CliContext): void {
  takeProject(command)
    .option(
      '--since <time>',
      'count only steps that began at this day or time or later: 2026-11-01, 2026-11-01T08:00Z, or 7d (today and six days before)',
    )
    .option('--branch <name>', 'count only steps of this branch', branchOf)
    .option('--by <what>', `print only one table: ${USAGE_DIMENSIONS.join(', ')}`, onlyOneOf('--by', USAGE_DIMENSIONS))
    .option(
      '--limit <number>',
      `show at most this many rows of a table, or all (default: ${ROWS_BY_DEFAULT})`,
      parseLimit,
    )
    .option('--json', 'print everything as one JSON object')
    .option('--csv', 'print everything as CSV');
  addHistoryOptions(command, EXAMPLES);
  command.action((args: string[], options: UsageOptions) => showUsage(context, args, options));
}

export function defineExplain(command: Command, context: CliContext): void {
  takeStep(command).option('--json', 'print the usage with its calls and prices as one JSON object');
  addHistoryOptions(command, EXPLAIN);
  command.action((args: string[], options: ShowOptions) =>
    withStep(context, args, options, async (_opened, {step}) => {
      if (options.json === true) return printJson(context, {id: step.id, uid: step.uid, token_usage: step.tokenUsage});
      const {renderUsageExplained} = await import('../render/terminal/usage.ts');
      print(context, renderUsageExplained(step, stdoutView(context)));
    }),
  );
}

async function showUsage(context: CliContext, args: readonly string[], options: UsageOptions): Promise<void> {
  if (options.json === true && options.csv === true)
    throw badInput('--json and --csv are two forms of one answer. Use one of them.');
  const {project} = readProject(args, options.project);
  const since = options.since === undefined ? null : parseSince(options.since, new Date());
  await withHistory(context, project, options, async (opened) => {
    const filter = {
      ...(since === null ? {} : {startedSince: since}),
      ...(options.branch === undefined ? {} : {branch: options.branch}),
    };
    const report = await withProgress(context, 'adding up the history', () => opened.history.reportUsage(filter));
    const dimensions = options.by === undefined ? USAGE_DIMENSIONS : [options.by];
    if (options.json === true) {
      const {usageReportToJson} = await import('../render/report-data.ts');
      return printJson(context, usageReportToJson(report, {projectId: opened.project.id, since, dimensions}));
    }
    if (options.csv === true) {
      const {usageReportToCsv} = await import('../render/report-data.ts');
      return void context.streams.stdout.write(usageReportToCsv(report, dimensions));
    }
    if (report.total.steps === 0) return print(context, nothing(opened.project.id, project, options));
    const {renderUsageReport} = await import('../render/terminal/usage.ts');
    print(
      context,
      renderUsageReport(report, {
        projectId: opened.project.id,
        since: since?.replace('T00:00:00.000Z', '') ?? null,
        dimensions,
        limit: limitOr(options.limit, ROWS_BY_DEFAULT),
        ...stdoutView(context),
      }),
    );
  });
}

function nothing(projectId: string, named: string | null, options: UsageOptions): string {
  const {since, branch} = options;
  const asked = [since === undefined ? '' : ` since ${since}`, branch === undefined ? '' : ` on ${branch}`].join('');
  return `No agent has run in project ${projectId}${asked}. ${stepsCommand(named, options)} lists what there is.`;
}

const EXAMPLES = `
Rolled-back steps count, since their cost was spent. Days are UTC days. A figure without a mark is exact; + means at least
that much, ≈ means estimated from a price list, and an empty cell means unknown. A step that used several models counts for
each of them. laforge usage explain <step> shows where the figures of a step came from.

Examples:
  $ laforge usage --since 7d                   the last seven days of this repository
  $ laforge usage acme/app --by model          what each model cost in another project
  $ laforge usage --csv > usage.csv            for a spreadsheet
  $ laforge usage --json | jq .total.cost_usd  for programs`;

const EXPLAIN = `
Shows how certain the usage of a step is, and why. Then it lists the step's calls, as far as the agent recorded them: the
source of each, the model, the tokens of each class, the tier, and the cost. Last come the prices of the estimate.

Examples:
  $ laforge usage explain 3                       step 3 of this repository's project
  $ laforge usage explain acme/app 0199a3f2-7b1c  by uid, of another project
  $ laforge usage explain 3 --json | jq .token_usage.calls`;
