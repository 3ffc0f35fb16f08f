import {existsSync, readFileSync, statSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import type {Command} from 'commander';
import {badInput} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {AtOdds, Ledger, MergeReport} from '../domain/ports/ledger.ts';
import {type LedgerRecords, NO_RECORDS, type SetAside, unreadRecord} from '../domain/records.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import {hasNoFile, isFolder} from '../files/regular-file.ts';
import {isSqliteFile} from '../files/sqlite-file.ts';
import {plural} from '../render/terminal/figures.ts';
import {toPlainText} from '../render/terminal/text.ts';
import {makeFolder} from '../system/folders.ts';
import {claimProject, findProject, ledgerPath} from '../system/projects.ts';
import {type CliContext, print, printJson} from './context.ts';
import {addHistoryOptions, type HistoryPlace, openFile, type ShowOptions, withPlace} from './place.ts';
import {withProgress} from './terminal.ts';

/** What a merge did, with the files whose records are at odds with those of the target. */
interface FileReport extends MergeReport {
  readonly atOdds: readonly (AtOdds & {readonly file: string})[];
  /** The records that were kept aside, each with what is wrong with it. */
  readonly odd: readonly string[];
}

export function defineMerge(command: Command, context: CliContext): void {
  command
    .usage('[options] <target> <source...>')
    .argument(
      '<files...>',
      'steps.db files: the others are merged into the first one; with --project, all of them are sources',
    )
    .option('--project <id>', 'merge into the file of this project')
    .option('--json', 'print what was added as one JSON object')
    .addHelpText('after', MERGE);
  command.action((files: string[], options: ShowOptions) => mergeFiles(context, files, options));
}

export function defineImport(command: Command, context: CliContext): void {
  command
    .usage('[options] <file>')
    .argument('<file>', 'a steps.db of ours or of LaForge, or an export (json, ndjson)')
    .option('--json', 'print what was added as one JSON object');
  addHistoryOptions(command, IMPORT, 'file or postgres');
  command.action((file: string, options: ShowOptions) => importFile(context, file, options));
}

async function mergeFiles(context: CliContext, files: readonly string[], options: ShowOptions): Promise<void> {
  const paths = files.map((file) => resolve(context.cwd, file));
  const target =
    options.project === undefined ? paths[0] : ledgerPath(findProject(options.project, context.env, '--project'));
  const sources = options.project === undefined ? paths.slice(1) : paths;
  if (target === undefined || sources.length === 0)
    throw badInput('No source to merge from is given. Name it after the target: laforge merge TARGET SOURCE');
  if (sources.includes(target)) throw badInput(`${target} is both target and source. Name two files.`);
  const report = await withProgress(context, `merging into ${target}`, () => mergeAll(target, sources), {
    blocking: true,
  });
  tell(context, options, target, report);
}

/** Merges all sources or none: each is read before the target changes, so a damaged one stops the merge. */
async function mergeAll(target: string, sources: readonly string[]): Promise<FileReport> {
  if (existsSync(target)) return mergeInto(target, sources);
  const [first = '', ...others] = sources;
  const [{beginFrom}, {systemClock}] = await Promise.all([
    import('../ledger/merge-files.ts'),
    import('../system/clock-and-uids.ts'),
  ]);
  return beginFrom(first, target, systemClock, (draft) => mergeInto(draft, others));
}

async function mergeInto(target: string, sources: readonly string[]): Promise<FileReport> {
  const {readDifference} = await import('../ledger/merge-files.ts');
  const records: LedgerRecords[] = [];
  for (const source of sources) {
    const difference = existsSync(target) ? readDifference(source, target) : undefined;
    records.push(difference ?? (await readForeign(source)));
  }
  const ledger = await openFile(target);
  try {
    const reports = records.map((some, index) => addRecords(ledger, some, sources[index] ?? ''));
    return {
      stepsAdded: sum(reports.map(({stepsAdded}) => stepsAdded)),
      stepsFinished: sum(reports.map(({stepsFinished}) => stepsFinished)),
      rollbacksAdded: sum(reports.map(({rollbacksAdded}) => rollbacksAdded)),
      setAside: sum(reports.map(({setAside}) => setAside)),
      renumbered: reports.flatMap(({renumbered}) => renumbered),
      renumberedRollbacks: reports.flatMap(({renumberedRollbacks}) => renumberedRollbacks),
      atOdds: reports.flatMap(({atOdds}) => atOdds),
      odd: reports.flatMap(({odd}) => odd),
    };
  } finally {
    ledger.close();
  }
}

/** Adds the records of a file. What one of them takes the place of, although both contradict each other, is kept aside. */
function addRecords(ledger: Ledger, records: LedgerRecords, file: string): FileReport {
  const report = ledger.merge(records);
  const reason = `${file} had another record of it, which took its place`;
  const setAside = report.atOdds.flatMap(({replaced}) => (replaced === null ? [] : [{text: replaced, reason}]));
  if (setAside.length > 0) ledger.merge({...NO_RECORDS, setAside});
  const odd = report.setAside === 0 ? [] : (records.setAside ?? []).map(describeOdd);
  return {...report, atOdds: report.atOdds.map((it) => ({...it, file})), odd};
}

function describeOdd(record: SetAside): string {
  const {uid, name} = unreadRecord(record);
  return uid === null ? record.reason : `${name}: ${record.reason}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

async function importFile(context: CliContext, file: string, options: ShowOptions): Promise<void> {
  const path = resolve(context.cwd, file);
  const isDatabase = isDatabaseFile(path, file);
  await withPlace(context, options.project ?? null, options, async (place) => {
    const {storeName, dbPath} = place;
    if (storeName === 'postgres') return await importToDatabase(context, {file, path, isDatabase}, place, options);
    if (storeName !== 'file') {
      const stores = '--store file, or --db FILE, or --store postgres';
      throw badInput(`The store is ${quote(storeName)}. Import into another: ${stores}.`);
    }
    const work = async () => {
      const addTo = await chooseImporter(path, isDatabase);
      if (options.db === undefined) {
        if (place.repository === null) makeFolder(dirname(dbPath));
        else claimProject(place.project, place.repository);
      }
      const ledger = await openFile(dbPath);
      try {
        return addTo(ledger);
      } finally {
        ledger.close();
      }
    };
    tell(context, options, dbPath, await withProgress(context, `importing ${file}`, work, {blocking: true}));
  });
}

async function importToDatabase(
  context: CliContext,
  source: {readonly file: string; readonly path: string; readonly isDatabase: boolean},
  {slug, repository}: HistoryPlace,
  options: ShowOptions,
): Promise<void> {
  const [{importIntoDatabase}, {readDatabase, storeDeps}] = await Promise.all([
    import('../stores/postgres/postgres-store.ts'),
    import('../app/create-store.ts'),
  ]);
  const addTo = await chooseImporter(source.path, source.isDatabase);
  const history = {slug, repository, repositoryName: null, database: readDatabase(context.env)};
  const report = await withProgress(context, `importing ${source.file}`, () =>
    importIntoDatabase(storeDeps(), history, addTo),
  );
  tell(context, options, `${slug} in the database`, report, 'laforge verify --store postgres');
}

/** Prints what was added to `target`. `verify` is the command that names faults in it. */
function tell(
  context: CliContext,
  {json}: ShowOptions,
  target: string,
  report: FileReport,
  verify = quoteForShell(['laforge', 'verify', target]),
): void {
  if (json === true) printJson(context, mergeToJson(target, report));
  else print(context, describeMerge(target, report, verify));
}

/** Returns a function that adds a file of either kind to a ledger. The file's content is validated first. */
export async function chooseImporter(path: string, isDatabase: boolean): Promise<(ledger: Ledger) => FileReport> {
  if (isDatabase) return await importerOf(path);
  const records = await readExport(path);
  const {steps, rollbacks, setAside: [odd] = []} = records;
  // A claim alone is the number of a record that is not there.
  if (odd !== undefined && steps.length + rollbacks.length === 0) {
    const message = `${quote(path)} has no record that can be read, so nothing was imported (${describeOdd(odd)}).`;
    throw badInput(`${message} Name a steps.db, or what laforge export wrote.`);
  }
  return (ledger) => addRecords(ledger, records, path);
}

/** Reads the records of an export. Throws StoreError if it is none. */
export async function readExport(path: string): Promise<LedgerRecords> {
  const {parseExport} = await import('./export-format.ts');
  return parseExport(readFileSync(isPipedStdin(path) ? 0 : path, 'utf8'), path);
}

const STDIN = '/dev/stdin';

/** Any other pipe is not waited for. A socket, which some programs give their child as stdin, has no name to open. */
function isPipedStdin(path: string): boolean {
  const stats = path === STDIN ? statSync(path, {throwIfNoEntry: false}) : undefined;
  return stats?.isFIFO() === true || stats?.isSocket() === true;
}

/** Tells a steps.db from what may be an export, which stdin can bring too. Throws InputError for neither. */
function isDatabaseFile(path: string, name: string): boolean {
  if (isPipedStdin(path)) return false;
  const isDatabase = isSqliteFile(path);
  if (isDatabase === null) throw badInput(`${sayUnread(path, name)}. Name a steps.db or an export.`);
  if (statSync(path).size === 0)
    throw badInput(`${quote(name)} is empty, so there is nothing to import. Name a steps.db or an export.`);
  return isDatabase;
}

function sayUnread(path: string, name: string): string {
  if (hasNoFile(path)) return `There is no file ${quote(name)}`;
  return `${quote(name)} ${isFolder(path) ? 'is a folder' : 'cannot be read'}`;
}

/** Reads the records of a foreign steps.db and checks every field. Malformed records are set aside. Throws StoreError. */
async function readForeign(path: string): Promise<LedgerRecords> {
  const [{readForeignLedger}, {systemClock}] = await Promise.all([
    import('../ledger/inspect.ts'),
    import('../system/clock-and-uids.ts'),
  ]);
  return readForeignLedger(path, systemClock);
}

/** Returns a function that adds a foreign steps.db, ours or LaForge's, to a ledger. Throws StoreError. */
async function importerOf(path: string): Promise<(ledger: Ledger) => FileReport> {
  const {isLaForgeFile} = await import('../ledger/identify-file.ts');
  if (isLaForgeFile(path)) {
    const {importLaForge} = await import('../ledger/laforge-file.ts');
    return (ledger) => ({...importLaForge(path, ledger), atOdds: [], odd: []});
  }
  const records = await readForeign(path);
  return (ledger) => addRecords(ledger, records, path);
}

const MOST_SHOWN = 10;

/** Describes what a merge added, and names the steps and rollbacks whose numbers changed. */
function describeMerge(path: string, report: FileReport, verify: string): string {
  const {stepsAdded, stepsFinished, rollbacksAdded, renumbered, renumberedRollbacks, setAside, atOdds, odd} = report;
  const parts = [
    ...(stepsAdded > 0 ? [`${plural(stepsAdded, 'step')} added`] : []),
    ...(stepsFinished > 0 ? [`${plural(stepsFinished, 'running step')} finished`] : []),
    ...(rollbacksAdded > 0 ? [`${plural(rollbacksAdded, 'rollback')} added`] : []),
  ];
  const moved = [
    ...renumbered.map((one) => ({...one, name: 'step '})),
    ...renumberedRollbacks.map((one) => ({...one, name: 'R'})),
  ].filter(({from}) => from !== null);
  const lines = moved
    .slice(0, MOST_SHOWN)
    .map(({uid, from, to, name}) => `  ${name}${from} is now ${name}${to} (${uid})`);
  const more = moved.length > MOST_SHOWN ? [`  and ${moved.length - MOST_SHOWN} more have another number now`] : [];
  const differing = atOdds.slice(0, MOST_SHOWN).map(({kind, uid, number, replaced, file}) => {
    const name = `${kind === 'step' ? 'step ' : 'R'}${number} (${uid})`;
    return replaced === null
      ? `  ${name} stays as it was, and ${file} has another record of it: somebody changed one of them`
      : `  ${name} is now as in ${file}: somebody changed one of the two records, and the one from before is kept aside`;
  });
  const moreDiffer =
    atOdds.length > MOST_SHOWN
      ? [`  and ${atOdds.length - MOST_SHOWN} more have differing records (--json has all)`]
      : [];
  const unread =
    setAside > 0
      ? [
          `  ${plural(setAside, 'record')} could not be read and ${setAside === 1 ? 'is' : 'are'} kept aside: ${verify} names what is wrong`,
          ...odd.slice(0, MOST_SHOWN).map((one) => `    ${toPlainText(one)}`),
        ]
      : [];
  return [
    `${path}: ${parts.length === 0 ? 'nothing new' : parts.join(', ')}.`,
    ...lines,
    ...more,
    ...differing,
    ...moreDiffer,
    ...unread,
  ].join('\n');
}

/** Formats the result of a merge as its documented JSON. */
function mergeToJson(path: string, report: FileReport): Record<string, unknown> {
  return {
    path,
    steps_added: report.stepsAdded,
    steps_finished: report.stepsFinished,
    rollbacks_added: report.rollbacksAdded,
    set_aside: report.setAside,
    renumbered: report.renumbered,
    renumbered_rollbacks: report.renumberedRollbacks,
    at_odds: report.atOdds.map(({replaced, ...it}) => ({...it, replaced: replaced !== null})),
  };
}

const MERGE = `
Brings together what parallel runs or several machines recorded: the target gets every step and rollback that it does
not have. The order does not matter, and merging again changes nothing. When two steps claimed one number, the earlier
one keeps it and the other gets the next free number, which is printed. For LaForge's own files use laforge import.

Examples:
  $ laforge merge steps.db other/steps.db
  $ laforge merge --project acme/app downloaded/*.db`;

const IMPORT = `
Adds what the project does not have yet. The file stays as it is, and importing it again changes nothing. Steps of a
LaForge file keep their numbers in an empty project; in a project that has steps they get the next free ones.

Examples:
  $ laforge import ~/old/steps.db                     into this repository's project
  $ laforge import export.ndjson --project acme/app
  $ laforge import steps.db --store postgres          into the database of LAFORGE_DATABASE_URL`;
