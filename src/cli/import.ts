import {closeSync, openSync, readFileSync, readSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import type {Command} from 'commander';
import {badInput} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {Ledger, MergeReport} from '../domain/ports/ledger.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import {makeFolder} from '../system/folders.ts';
import {claimProject} from '../system/projects.ts';
import {type CliContext, print, printJson} from './context.ts';
import {describeMerge, mergeToJson} from './foreign-ledger.ts';
import type {HistoryOptions} from './history-options.ts';
import {addHistoryOptions, findPlace, type HistoryPlace} from './place.ts';
import {withProgress} from './terminal.ts';

const SQLITE_MAGIC = 'SQLite format 3\0';

interface ImportOptions extends HistoryOptions {
  readonly json?: boolean;
}

export function define(command: Command, context: CliContext): void {
  command
    .usage('[options] <file>')
    .argument('<file>', 'a steps.db of ours or of LaForge, or an export (json, ndjson)')
    .option('--json', 'print what was added as one JSON object');
  addHistoryOptions(command, EXAMPLES, 'file or postgres');
  command.action((file: string, options: ImportOptions) => importFile(context, file, options));
}

async function importFile(context: CliContext, file: string, options: ImportOptions): Promise<void> {
  const path = resolve(context.cwd, file);
  const isDatabase = isSqlite(path, file);
  const place = await findPlace(context, options.project ?? null, options, {
    directory: context.cwd,
    needsRepository: false,
  });
  try {
    if (place.storeName === 'postgres')
      return await importToDatabase(context, {file, path, isDatabase}, place, options);
    if (place.storeName !== 'file') {
      const stores = '--store file, or --db FILE, or --store postgres';
      throw badInput(`The store is ${quote(place.storeName)}. Import into another: ${stores}.`);
    }
    if (options.db === undefined) {
      if (place.repository === null) makeFolder(dirname(place.dbPath));
      else claimProject(place.project, place.repository);
    }
    const [{openLedger}, {systemClock}] = await Promise.all([
      import('../ledger/open-ledger.ts'),
      import('../system/clock-and-uids.ts'),
    ]);
    const report = await withProgress(
      context,
      `importing ${file}`,
      async () => {
        const addTo = await chooseImporter(path, isDatabase);
        const ledger = openLedger(place.dbPath, {clock: systemClock});
        try {
          return addTo(ledger);
        } finally {
          ledger.close();
        }
      },
      {blocking: true},
    );
    if (options.json === true) printJson(context, mergeToJson(place.dbPath, report));
    else print(context, describeMerge(place.dbPath, report, quoteForShell(['laforge', 'verify', place.dbPath])));
  } finally {
    await place.repository?.close();
  }
}

async function importToDatabase(
  context: CliContext,
  source: {readonly file: string; readonly path: string; readonly isDatabase: boolean},
  {slug, repository}: HistoryPlace,
  {json}: ImportOptions,
): Promise<void> {
  const [{importIntoDatabase}, {readDatabase}, {storeDeps}] = await Promise.all([
    import('../stores/postgres/postgres-store.ts'),
    import('./create-store.ts'),
    import('../app/create-store.ts'),
  ]);
  const addTo = await chooseImporter(source.path, source.isDatabase);
  const history = {slug, repository, repositoryName: null, database: readDatabase(context.env)};
  const report = await withProgress(context, `importing ${source.file}`, () =>
    importIntoDatabase(storeDeps(), history, addTo),
  );
  const target = `${slug} in the database`;
  if (json === true) printJson(context, mergeToJson(target, report));
  else print(context, describeMerge(target, report, 'laforge verify --store postgres'));
}

/** Returns a function that adds a file of either kind to a ledger. The file's content is validated first. */
export async function chooseImporter(path: string, isDatabase: boolean): Promise<(ledger: Ledger) => MergeReport> {
  if (isDatabase) return (await import('./foreign-ledger.ts')).importerOf(path);
  const {parseExport} = await import('./export-format.ts');
  const records = parseExport(readFileSync(path, 'utf8'), path);
  return (ledger) => ledger.merge(records);
}

/** Recognises an SQLite file by its first bytes, as SQLite does. */
function isSqlite(path: string, name: string): boolean {
  try {
    const file = openSync(path, 'r');
    try {
      const start = Buffer.alloc(SQLITE_MAGIC.length);
      return readSync(file, start) === start.length && start.toString('latin1') === SQLITE_MAGIC;
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw badInput(`${quote(name)} cannot be read. Name a steps.db or an export.`, {cause});
  }
}

const EXAMPLES = `
Adds what the project does not have yet. The file stays as it is, and importing it again changes nothing. Steps of a
LaForge file keep their numbers in an empty project; in a project that has steps they get the next free ones.

Examples:
  $ laforge import ~/old/steps.db                     into this repository's project
  $ laforge import export.ndjson --project acme/app
  $ laforge import steps.db --store postgres          into the database of LAFORGE_DATABASE_URL`;
