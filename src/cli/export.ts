import {existsSync} from 'node:fs';
import {resolve} from 'node:path';
import type {Command} from 'commander';
import type {Ledger, LedgerContents} from '../domain/ports/ledger.ts';
import type {History} from '../domain/ports/store.ts';
import {type CliContext, say} from './context.ts';
import {withHistory} from './open-history.ts';
import {oneOf} from './option-values.ts';
import {addHistoryOptions, type HistoryOptions} from './place.ts';
import {readProject} from './positionals.ts';
import {writeToFile, writeToStream} from './write-output.ts';

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
  await withHistory(
    context,
    project,
    options,
    async ({history}) => {
      const ledger = await openLoaded(history);
      try {
        const text = await formatContents(ledger?.contents() ?? NOTHING, options.format);
        if (options.output === undefined) return await writeToStream(context.streams.stdout, text);
        writeToFile(resolve(context.cwd, options.output), text);
        say(context, `wrote ${options.output}.`);
      } finally {
        ledger?.close();
      }
    },
    'read',
  );
}

const NOTHING: LedgerContents = {steps: [], rollbacks: [], stepClaims: [], rollbackClaims: [], setAside: []};

/** The file of a history; undefined of a project that has none yet. */
async function openLoaded(history: History): Promise<Ledger | undefined> {
  // One at the remote is there as a file once something of the whole was asked.
  await history.countSteps();
  const {dbPath} = history;
  if (dbPath === null || !existsSync(dbPath)) return undefined;
  const [{openLedger}, {systemClock}] = await Promise.all([
    import('../ledger/open-ledger.ts'),
    import('../system/clock-and-uids.ts'),
  ]);
  return openLedger(dbPath, {clock: systemClock, readonly: true});
}

async function formatContents(contents: LedgerContents, format: ExportOptions['format']): Promise<Iterable<string>> {
  if (format === 'csv') return (await import('./export-csv.ts')).formatCsv(contents.steps);
  const {formatJson, formatNdjson} = await import('./export-format.ts');
  return format === 'json' ? formatJson(contents) : formatNdjson(contents);
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
