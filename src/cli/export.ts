import {existsSync, writeFileSync} from 'node:fs';
import {resolve} from 'node:path';
import type {Command} from 'commander';
import {StoreError} from '../domain/errors.ts';
import type {History} from '../domain/ports/store.ts';
import type {CliContext} from './context.ts';
import {say} from './context.ts';
import type {ExportedHistory} from './export-format.ts';
import {exportedHistory, NOTHING_EXPORTED} from './exported-history.ts';
import {withHistory} from './open-history.ts';
import {oneOf} from './option-values.ts';
import {addHistoryOptions, type HistoryOptions} from './place.ts';
import {readProject} from './positionals.ts';

const FORMATS = ['json', 'ndjson', 'csv'] as const;

interface ExportOptions extends HistoryOptions {
  readonly format: (typeof FORMATS)[number];
  readonly output?: string;
}

export function define(command: Command, context: CliContext): void {
  command
    .usage('[options] [project-id]')
    .argument('[project-id...]', 'the project (default: the one of this repository)')
    .option('--format <format>', `the format: ${FORMATS.join(', ')}`, oneOf('--format', FORMATS), 'json')
    .option('-o, --output <file>', 'write to this file (default: stdout)');
  addHistoryOptions(command);
  command.addHelpText('after', EXAMPLES);
  command.action((args: string[], options: ExportOptions) => exportHistory(context, args, options));
}

async function exportHistory(context: CliContext, args: readonly string[], options: ExportOptions): Promise<void> {
  const {project} = readProject(args, options.project);
  await withHistory(context, project, options, async (opened) => {
    const text = await formatHistory(await readAll(opened.history), options.format);
    if (options.output === undefined) {
      context.streams.stdout.write(text);
      return;
    }
    writeOutput(resolve(context.cwd, options.output), text);
    say(context, `wrote ${options.output}.`);
  });
}

/** Everything in the history; a project without one has nothing. */
async function readAll(history: History): Promise<ExportedHistory> {
  // One at the remote is there as a file once something of the whole was asked.
  await history.countSteps();
  const {dbPath} = history;
  if (dbPath === null || !existsSync(dbPath)) return NOTHING_EXPORTED;
  const [{openLedger}, {systemClock}] = await Promise.all([
    import('../ledger/open-ledger.ts'),
    import('../system/system-clock.ts'),
  ]);
  const ledger = openLedger(dbPath, {clock: systemClock, readonly: true});
  try {
    return exportedHistory(ledger);
  } finally {
    ledger.close();
  }
}

async function formatHistory(history: ExportedHistory, format: ExportOptions['format']): Promise<string> {
  if (format === 'csv') return (await import('./export-csv.ts')).formatCsv(history.steps);
  const {formatJson, formatNdjson} = await import('./export-format.ts');
  return format === 'json' ? formatJson(history) : formatNdjson(history);
}

function writeOutput(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (cause) {
    throw new StoreError('unwritable', `${path} cannot be written. Name another file with --output.`, {cause});
  }
}

const EXAMPLES = `
Writes the history oldest first. json is one object with the lists steps, rollbacks, step_claims, rollback_claims and
set_aside. ndjson is the same with one object a line, each with its type. Both hold the whole history: imported into an
empty project and exported again it is the same, byte for byte. csv is one line a step with its figures, for
spreadsheets; it is not the whole history and cannot be imported.

Examples:
  $ laforge export > history.json                        all of it
  $ laforge export --format csv -o steps.csv             the figures, for a spreadsheet
  $ laforge export acme/app --format ndjson | grep '"type":"step"' | jq .duration_ms`;
