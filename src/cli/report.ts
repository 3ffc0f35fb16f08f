import {resolve} from 'node:path';
import type {Command} from 'commander';
import {badInput, InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import {type Period, parsePeriod} from '../domain/report/period.ts';
import {DIMENSIONS_FOR_PEOPLE, REPORT_DIMENSIONS, type ReportDimension} from '../domain/report/report.ts';
import type {Step} from '../domain/step.ts';
import {renderReport, renderReportMarkdown} from '../render/report.ts';
import type {StepColumns} from '../render/report-page/step-columns.ts';
import {type ReadReport, readReport} from '../usecases/read-report.ts';
import {branchOf, onlyOneOf, readProject} from './arguments.ts';
import {type CliContext, print, stdoutView} from './context.ts';
import {withHistory} from './open-history.ts';
import {addHistoryOptions, type HistoryOptions, takeProject, withRepository} from './place.ts';
import {withProgress} from './terminal.ts';
import {formOfName, limitMemory, writeToFile} from './write-output.ts';

/** The options that say what form a report has, and where it goes. */
export interface FormOptions {
  readonly output?: string;
  readonly md?: boolean;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly withText?: boolean;
}

export interface PeriodOptions {
  readonly since?: string;
  readonly until?: string;
}

interface ReportOptions extends HistoryOptions, FormOptions, PeriodOptions {
  readonly by?: (typeof REPORT_DIMENSIONS)[number];
  readonly branch?: string;
  readonly base?: string;
}

export function addFormOptions(command: Command): Command {
  return command
    .option(
      '-o, --output <file>',
      'write the report to this file, in the form of another option, else by its ending (.md, .json, .csv, .html), else as a page',
    )
    .option('--md', 'print Markdown')
    .option('--json', 'print everything as one JSON object')
    .option('--csv', 'print all groups as CSV')
    .option('--with-text', 'include prompts, commands and the output of checks in the page');
}

export function define(command: Command, context: CliContext): void {
  addFormOptions(takeProject(command))
    .option(
      '--since <time>',
      'count only steps that began then or later: 2026-11-01, a time, or 30d (today and 29 days before)',
    )
    .option(
      '--until <time>',
      'count only steps that began by then: 2026-11-30 (all of that day), a time, or 7d (where --since 7d begins)',
    )
    .option('--by <what>', `show only one table: ${REPORT_DIMENSIONS.join(', ')}`, onlyOneOf('--by', REPORT_DIMENSIONS))
    .option('--branch <name>', 'count only steps of this branch', branchOf)
    .option('--base <branch>', 'also report what became of pull requests into this branch, such as origin/main');
  addHistoryOptions(command, EXAMPLES);
  command.action((args: string[], options: ReportOptions) => showReport(context, args, options));
}

async function showReport(context: CliContext, args: readonly string[], options: ReportOptions): Promise<void> {
  const period = beginReport(options);
  const {project} = readProject(args, options.project);
  await withHistory(context, project, options, async ({history, dbPath, repository, project: {id}}) => {
    const {base, by, branch = null} = options;
    const {StepColumns} = await import('../render/report-page/step-columns.ts');
    const columns = new StepColumns();
    limitMemory(history.dbPath);
    const onSteps = isPage(options) ? columns.add : () => {};
    const readWith = async (clone: Repository | null) => {
      if (base !== undefined && clone === null) {
        const message = `${quote(context.cwd)} is not in a git work tree, so ${quote(base)} cannot be found. Run this in a clone.`;
        throw new InputError('not-a-work-tree', message);
      }
      const merges = base === undefined || clone === null ? null : {repository: clone, base};
      const request = {period, branch, now: new Date(), merges, onSteps};
      return await withProgress(context, 'adding up the history', () => readReport(history, request));
    };
    // The history of a named project needs no repository, but its merges do.
    const read = await (base === undefined ? readWith(null) : withRepository(context, readWith, repository));
    const scope = {projectId: id, branch};
    const [all, forPeople] = by === undefined ? [REPORT_DIMENSIONS, DIMENSIONS_FOR_PEOPLE] : [[by], [by]];
    await writeReport(context, {...read, columns}, {...scope, all, forPeople, isFleet: false}, options, [
      dbPath,
      history.dbPath,
    ]);
  });
}

/** Checks the options. Throws InputError. */
export function beginReport(options: FormOptions & PeriodOptions): Period {
  const forms = FORMS.filter((form) => options[form] === true).map((form) => `--${form}`);
  if (forms.length > 1) throw badInput(`${forms.join(' and ')} are forms of one answer. Give one of them.`);
  // Refuses an ending of no form before the history is read.
  const isForPage = isPage(options);
  if (options.withText === true && !isForPage)
    throw badInput('--with-text is given, and only a page has texts. Name its file: -o report.html');
  return readPeriod(options);
}

/** Throws InputError. */
export function readPeriod({since, until}: PeriodOptions): Period {
  const ends = {since: {text: since ?? null, what: '--since'}, until: {text: until ?? null, what: '--until'}};
  return parsePeriod(ends, new Date());
}

const FORMS = ['md', 'json', 'csv'] as const;
const PAGES = ['html', 'htm'] as const;

/** The form of a report in text; undefined for a page, and for a terminal. Throws InputError for an ending of no form. */
function formOf(options: FormOptions): (typeof FORMS)[number] | undefined {
  const asked = FORMS.find((form) => options[form] === true);
  const named = asked ?? formOfName(options.output, [...FORMS, ...PAGES], 'say the form with --md, --json or --csv');
  return FORMS.find((form) => form === named);
}

export function isPage(options: FormOptions): boolean {
  return options.output !== undefined && formOf(options) === undefined;
}

interface Scope {
  readonly projectId: string;
  readonly branch: string | null;
  readonly all: readonly ReportDimension[];
  readonly forPeople: readonly ReportDimension[];
  /** True for the steps of many repositories. */
  readonly isFleet: boolean;
}

/** Writes a report in the form and to the place that the options say. `own` are the files of the history that was read. */
export async function writeReport(
  context: CliContext,
  read: ReadReport & {readonly columns: StepColumns},
  scope: Scope,
  options: FormOptions,
  own: readonly (string | null)[] = [],
): Promise<void> {
  const text = await render(context, read, scope, options);
  if (options.output === undefined) return void context.streams.stdout.write(text);
  const file = resolve(context.cwd, options.output);
  writeToFile(file, [text], {own});
  print(context, `Written: ${file}`);
}

async function render(
  context: CliContext,
  {report, newest, columns}: ReadReport & {readonly columns: StepColumns},
  {all, forPeople, ...scope}: Scope,
  options: FormOptions,
): Promise<string> {
  const form = formOf(options);
  if (form === 'json') {
    const {reportToJson} = await import('../render/report-data.ts');
    return `${JSON.stringify(reportToJson(report, {...scope, dimensions: all}), null, 2)}\n`;
  }
  if (form === 'csv') {
    const {reportToCsv} = await import('../render/report-data.ts');
    return reportToCsv(report, all);
  }
  const shown = {...scope, dimensions: forPeople};
  if (form === 'md') return `${renderReportMarkdown(report, shown)}\n`;
  if (isPage(options)) {
    const [{renderReportPage}, {redactText, secretsOf}] = await Promise.all([
      import('../render/report-page/page.ts'),
      import('../agent/redact.ts'),
    ]);
    const withText = options.withText === true;
    const secrets = secretsOf(context.env);
    // Records were redacted when they were made, but the environment may have other secrets now.
    const steps = withText ? newest.map((step) => redactTexts(step, (text) => redactText(text, secrets))) : newest;
    return renderReportPage(report, {...shown, steps, columns, withText});
  }
  return `${renderReport(report, {...shown, ...stdoutView(context)})}\n`;
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

const EXAMPLES = `
Each rate is shown with its counts and its 95 % interval, which is wide for few steps. docs/report.md explains each figure.
Days, weeks (by their Monday) and months are those of UTC.

Examples:
  $ laforge report --since 30d                       the last thirty days of this repository
  $ laforge report --since 14d --until 7d            the week before the last one
  $ laforge report acme/app --by model               each model against the others
  $ laforge report -o report.html                    one page with drawings and every step, to open or to send
  $ laforge report --json | jq .total.success.rate   for programs`;
