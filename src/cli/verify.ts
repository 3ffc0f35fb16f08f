import {existsSync} from 'node:fs';
import {resolve} from 'node:path';
import type {Command} from 'commander';
import {InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import {toPlainText} from '../render/terminal/plain-text.ts';
import {type CliContext, print, printJson} from './context.ts';
import {addHistoryOptions, findPlace, type HistoryOptions} from './open-history.ts';
import {withProgress} from './progress.ts';

interface VerifyOptions extends HistoryOptions {
  readonly json?: boolean;
}

export function define(command: Command, context: CliContext): void {
  command
    .usage('[options] [file|project-id]')
    .argument('[name]', 'a steps.db file, or a project (default: the one of this repository)')
    .option('--json', 'print {path, sound, findings} as one object');
  addHistoryOptions(command);
  command.addHelpText('after', EXAMPLES);
  command.action((name: string | undefined, options: VerifyOptions) => verify(context, name, options));
}

async function verify(context: CliContext, name: string | undefined, options: VerifyOptions): Promise<void> {
  const path = await choosePath(context, name, options);
  const {verifyLedger} = await import('../ledger/inspect.ts');
  const findings = await withProgress(context, `checking ${path}`, () => verifyLedger(path), {blocking: true});
  if (options.json === true) printJson(context, {path, sound: findings.length === 0, findings});
  else if (findings.length === 0) print(context, `${path} is sound.`);
  else
    print(context, [`${path} is not sound:`, ...findings.map((finding) => `  - ${toPlainText(finding)}`)].join('\n'));
  if (findings.length > 0) context.exitWith(1);
}

async function choosePath(context: CliContext, name: string | undefined, options: VerifyOptions): Promise<string> {
  const file = name === undefined ? undefined : resolve(context.cwd, name);
  if (file !== undefined && existsSync(file)) {
    if (options.project === undefined && options.db === undefined) return file;
    throw new InputError('bad-input', `${quote(name ?? '')} is a file, and --project or --db names another. Name one.`);
  }
  const place = await findPlace(context, name ?? options.project ?? null, options, {
    directory: context.cwd,
    needsRepository: false,
  });
  await place.repository?.close();
  if (place.storeName !== 'file') {
    throw new InputError('bad-input', `The store is ${quote(place.storeName)}. Name a steps.db file to check.`);
  }
  if (existsSync(place.dbPath)) return place.dbPath;
  throw new InputError(
    'bad-input',
    `There is no steps.db at ${place.dbPath}. Name a file, or a project that laforge projects lists.`,
  );
}

const EXAMPLES = `
Checks the whole file and changes nothing: its pages, its schema, every field of every record, that its numbers and
what is active follow from its records. The exit status is 1 when anything is not as it must be.

Examples:
  $ laforge verify                      the history of this repository's project
  $ laforge verify downloaded/steps.db`;
