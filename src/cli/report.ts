import {resolve} from 'node:path';
import type {Command} from 'commander';
import {InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {History} from '../domain/ports/store.ts';
import {isWithin, type Period} from '../domain/report/period.ts';
import {createReport, REPORT_DIMENSIONS, type Report, type ReportDimension} from '../domain/report/report.ts';
import type {Step} from '../domain/step.ts';
import {type CliContext, print, stdoutPaint, stdoutWidth} from './context.ts';
import {withHistory} from './open-history.ts';
import {branchOf, oneOf, parseSince, parseUntil} from './option-values.ts';
import {addHistoryOptions, type HistoryOptions} from './place.ts';
import {readProject} from './positionals.ts';
import {withProgress} from './progress.ts';
import {writeToFile} from './write-output.ts';

/** The number of steps that are read at a time. */
const PAGE = 500;
const MOST_STEPS_SHOWN = 1_000;

interface ReportOptions extends HistoryOptions {
  readonly output?: string;
  readonly since?: string;
  readonly until?: string;
  readonly by?: ReportDimension;
  readonly branch?: string;
  readonly md?: boolean;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly withText?: boolean;
}

export function define(command: Command, context: CliContext): void {
  command
    .usage('[options] [project-id]')
    .argument('[project-id...]', 'the project (default: the one of this repository)')
    .option('-o, --output <file>', 'write it to a file: as one page, or in the form that is asked for')
    .option(
      '--since <time>',
      'count steps that began then or later: 2026-11-01, a time, or 30d (today and 29 days before)',
    )
    .option('--until <time>', 'and no later: 2026-11-30 (all of that day), a time, or 7d (where --since 7d begins)')
    .option('--by <what>', `only one table: ${REPORT_DIMENSIONS.join(', ')}`, oneOf('--by', REPORT_DIMENSIONS))
    .option('--branch <name>', 'only what happened on this branch', branchOf)
    .option('--md', 'as Markdown')
    .option('--json', 'as one object, with all of it')
    .option('--csv', 'as lines of CSV, with all groups')
    .option('--with-text', 'show prompts, commands and what checks printed in the page too');
  addHistoryOptions(command);
  command.addHelpText('after', EXAMPLES);
  command.action((args: string[], options: ReportOptions) => showReport(context, args, options));
}

async function showReport(context: CliContext, args: readonly string[], options: ReportOptions): Promise<void> {
  refuseTogether(options);
  const {project} = readProject(args, options.project);
  const period = readPeriod(options, new Date());
  await withHistory(context, project, options, async ({history, project: {id}}) => {
    const read = await withProgress(context, 'adding up the history', () =>
      readHistory(history, period, options.branch ?? null),
    );
    const text = await render(context, read, id, options);
    if (options.output === undefined) return void context.streams.stdout.write(text);
    const file = resolve(context.cwd, options.output);
    writeToFile(file, [text]);
    print(context, `Written: ${file}`);
  });
}

interface ReadHistory {
  readonly report: Report;
  /** The newest steps of the period, as many as a page may show. */
  readonly newest: readonly Step[];
}

/** Reads a history page by page: a long one never stands in memory as a whole. */
async function readHistory(history: History, period: Period, branch: string | null): Promise<ReadHistory> {
  const report = createReport(period);
  const newest: Step[] = [];
  const filter = branch === null ? {} : {branch};
  let beforeId: number | undefined;
  for (;;) {
    const page = await history.listSteps({...filter, limit: PAGE, ...(beforeId === undefined ? {} : {beforeId})});
    report.add(page);
    const shown = page.filter(({startTime}) => isWithin(period, startTime));
    newest.push(...shown.slice(0, MOST_STEPS_SHOWN - newest.length));
    beforeId = page.at(-1)?.id ?? undefined;
    if (page.length === PAGE && beforeId !== undefined) continue;
    return {report: report.report(await history.listRollbacks(filter)), newest};
  }
}

async function render(
  context: CliContext,
  {report, newest}: ReadHistory,
  projectId: string,
  options: ReportOptions,
): Promise<string> {
  const all = options.by === undefined ? REPORT_DIMENSIONS : [options.by];
  const scope = {projectId, branch: options.branch ?? null, dimensions: all};
  if (options.json === true) {
    const {reportToJson} = await import('../render/report-data.ts');
    return `${JSON.stringify(reportToJson(report, scope), null, 2)}\n`;
  }
  if (options.csv === true) {
    const {reportToCsv} = await import('../render/report-data.ts');
    return reportToCsv(report, all);
  }
  // Days, weeks and months all at once would be the same thing three times.
  const shown = {...scope, dimensions: options.by === undefined ? FOR_PEOPLE : all};
  if (options.md === true) {
    const {renderReportMarkdown} = await import('../render/report-markdown.ts');
    return `${renderReportMarkdown(report, shown)}\n`;
  }
  if (options.output !== undefined) {
    const [{renderReportPage}, {redactText, secretsOf}] = await Promise.all([
      import('../render/report-page/page.ts'),
      import('../agent/redact.ts'),
    ]);
    const withText = options.withText === true;
    const secrets = secretsOf(context.env);
    // Records are redacted when they are made; by now more may be known to be secret.
    const steps = withText ? newest.map((step) => redactTexts(step, (text) => redactText(text, secrets))) : newest;
    return renderReportPage(report, {...shown, steps, withText});
  }
  const {renderReport} = await import('../render/terminal/report.ts');
  return `${renderReport(report, {...shown, width: stdoutWidth(context), paint: stdoutPaint(context)})}\n`;
}

function redactTexts(step: Step, clean: (text: string) => string): Step {
  const {prompt, agentConfig, check} = step;
  const cleaned = (text: string | null) => (text === null ? null : clean(text));
  return {
    ...step,
    prompt: prompt && {...prompt, text: cleaned(prompt.text)},
    agentConfig: agentConfig && {...agentConfig, command: cleaned(agentConfig.command)},
    check: check && {...check, last_lines: check.last_lines.map(clean)},
  };
}

const FOR_PEOPLE: readonly ReportDimension[] = ['month', 'agent', 'model', 'branch', 'actor'];

function readPeriod({since, until}: ReportOptions, now: Date): Period {
  const period = {
    since: since === undefined ? null : parseSince(since, now),
    until: until === undefined ? null : parseUntil(until, now),
  };
  if (period.since !== null && period.until !== null && period.since >= period.until) {
    const message = `--since ${quote(since ?? '')} is not before --until ${quote(until ?? '')}. Nothing can lie between them.`;
    throw new InputError('bad-input', message);
  }
  return period;
}

function refuseTogether({md, json, csv}: ReportOptions): void {
  const forms = [
    ...(md === true ? ['--md'] : []),
    ...(json === true ? ['--json'] : []),
    ...(csv === true ? ['--csv'] : []),
  ];
  if (forms.length < 2) return;
  throw new InputError('bad-input', `${forms.join(' and ')} are forms of one answer. Give one of them.`);
}

const EXAMPLES = `
A rate stands with what was counted and with its 95 % interval: of few steps it says little. docs/report.md says what each
figure means. Days, weeks (by their Monday) and months are those of UTC.

Examples:
  $ laforge report --since 30d                       the last thirty days of this repository
  $ laforge report --since 14d --until 7d            the week before the last one
  $ laforge report acme/app --by model               each model against the others
  $ laforge report -o report.html                    one page with drawings and every step, to open or to send
  $ laforge report --json | jq .total.success.rate   for programs`;
