import {existsSync} from 'node:fs';
import {resolve} from 'node:path';
import type {Command} from 'commander';
import {badInput, InputError, StoreError} from '../domain/errors.ts';
import type {Ledger, LedgerContents} from '../domain/ports/ledger.ts';
import type {History} from '../domain/ports/store.ts';
import {readTelemetryVariables, type TelemetrySettings} from '../telemetry/settings.ts';
import {oneOf, readProject} from './arguments.ts';
import {type CliContext, say} from './context.ts';
import {withHistory} from './open-history.ts';
import {addHistoryOptions, type HistoryOptions, openFile, takeProject} from './place.ts';
import {formOfName, limitMemory, writeToFile, writeToStream} from './write-output.ts';

const FORMATS = ['json', 'ndjson', 'csv', 'otlp', 'prometheus'] as const;

interface ExportOptions extends HistoryOptions {
  readonly format?: (typeof FORMATS)[number];
  readonly output?: string;
  readonly send?: true;
}

export function define(command: Command, context: CliContext): void {
  takeProject(command)
    .option(
      '--format <format>',
      `${FORMATS.join(', ')} (default: by the name of --output, else json)`,
      oneOf('--format', FORMATS),
    )
    .option('-o, --output <file>', 'write to this file (default: stdout)')
    .option('--send', 'with --format otlp, send it to OTEL_EXPORTER_OTLP_ENDPOINT');
  addHistoryOptions(command, EXAMPLES);
  command.action((args: string[], options: ExportOptions) => exportHistory(context, args, options));
}

async function exportHistory(context: CliContext, args: readonly string[], options: ExportOptions): Promise<void> {
  const {project} = readProject(args, options.project);
  const settings = options.send === true ? readSendSettings(context, options) : null;
  const named = () => formOfName(options.output, ['json', 'ndjson', 'csv'], 'say the form with --format');
  const format = options.format ?? named() ?? 'json';
  await withHistory(
    context,
    project,
    options,
    async ({history, dbPath}) => {
      limitMemory(history.dbPath);
      const ledger = await openLoaded(history);
      try {
        const contents = ledger?.contents() ?? NOTHING;
        if (settings !== null) return await sendContents(context, settings, contents);
        const text = await formatContents(contents, format);
        if (options.output === undefined) return await writeToStream(context.streams.stdout, text);
        writeToFile(resolve(context.cwd, options.output), text, {own: [dbPath, history.dbPath]});
        say(context, `wrote ${options.output}.`);
      } finally {
        ledger?.close();
      }
    },
    'read',
  );
}

const NOTHING: LedgerContents = {steps: [], rollbacks: [], stepClaims: [], rollbackClaims: [], setAside: []};

/** Reads where to send the export. Throws InputError if that is not configured, or conflicts with another option. */
function readSendSettings({env}: CliContext, {format, output}: ExportOptions): TelemetrySettings {
  if (format !== 'otlp') throw badInput('--send is given, but only --format otlp can be sent.');
  if (output !== undefined) throw badInput('Both --send and --output are given. Give one of them.');
  const {settings, problem} = readTelemetryVariables(env);
  if (settings !== null && settings.traces !== null) return settings;
  const reason = problem ?? 'No endpoint for traces is set.';
  throw new InputError('bad-environment', `${reason} Set OTEL_EXPORTER_OTLP_ENDPOINT, such as http://localhost:4318.`);
}

async function sendContents(context: CliContext, settings: TelemetrySettings, contents: LedgerContents): Promise<void> {
  const [{historySpans}, {sendHistory}] = await Promise.all([
    import('../telemetry/otlp-json.ts'),
    import('../telemetry/send.ts'),
  ]);
  const {sent, problem} = await sendHistory(settings, historySpans(contents));
  if (problem !== null) {
    const again = 'Send it again: the same spans have the same ids';
    throw new StoreError('unavailable', `${problem} ${sent} spans before were sent. ${again}.`);
  }
  say(context, `sent ${sent} spans to ${settings.traces?.url.host}.`);
}

/** Opens the file of a history; undefined if the project has none yet. */
async function openLoaded(history: History): Promise<Ledger | undefined> {
  // This query loads a remote history into a file.
  await history.countSteps();
  const {dbPath} = history;
  if (dbPath === null || !existsSync(dbPath)) return undefined;
  return await openFile(dbPath, {readonly: true});
}

async function formatContents(contents: LedgerContents, format: (typeof FORMATS)[number]): Promise<Iterable<string>> {
  if (format === 'otlp') return (await import('../telemetry/otlp-json.ts')).formatOtlp(contents);
  if (format === 'prometheus') return (await import('../telemetry/prometheus.ts')).formatPrometheus(contents);
  if (format === 'csv') return (await import('../render/csv.ts')).formatCsv(contents.steps);
  const {formatJson, formatNdjson} = await import('./export-format.ts');
  return format === 'json' ? formatJson(contents) : formatNdjson(contents);
}

const EXAMPLES = `
Writes the history oldest first. json is one object with the lists steps, rollbacks, step_claims, rollback_claims and
set_aside. ndjson is the same with one object a line, each with its type. Both hold the whole history: imported into an
empty project and exported again it is the same, byte for byte. csv is one line a step with its figures, for
spreadsheets; otlp is one line a step, with spans that OpenTelemetry's collector can read from a file; prometheus is for
node_exporter's textfile collector. These three are not the whole history and cannot be imported.

Examples:
  $ laforge export > history.json                        all of it
  $ laforge export -o steps.csv                          the figures, for a spreadsheet
  $ laforge export --format otlp --send                  all of it to a collector; sent again, it is the same spans
  $ laforge export acme/app --format ndjson | grep '"type":"step"' | jq .duration_ms`;
