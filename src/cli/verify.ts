import {closeSync, constants, existsSync, openSync, readSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import type {Command} from 'commander';
import type {CheckedChain} from '../domain/chain.ts';
import {describeError, GitError, InputError, StoreError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {Ledger} from '../domain/ports/ledger.ts';
import {DEFAULT_SLUG} from '../domain/slug.ts';
import {toPlainText} from '../render/terminal/text.ts';
import {type CliContext, print, printJson, say} from './context.ts';
import {addSignerOptions, allowedSignersOf, type SignerOptions} from './gate.ts';
import type {HistoryOptions} from './history-options.ts';
import {addHistoryOptions, findPlace, type HistoryPlace, tryOpenRepository} from './place.ts';
import {withProgress} from './terminal.ts';

interface VerifyOptions extends HistoryOptions, SignerOptions {
  readonly signed?: boolean;
  readonly json?: boolean;
  readonly tip?: readonly string[];
}

/** The findings of a check. */
interface Verdict {
  /** The file, or null for a history at the remote. */
  readonly path: string | null;
  readonly store: string;
  /** Its name in a sentence. */
  readonly name: string;
  readonly findings: readonly string[];
  /** Remarks that are no faults. */
  readonly remarks: readonly string[];
  /** The records that no other names: by their digests the whole of it is known again. */
  readonly tips: CheckedChain['tips'];
}

const NOT_SOUND = 1;
const NOT_CHECKED = 3;

export function define(command: Command, context: CliContext): void {
  command
    .usage('[options] [file|project-id]')
    .argument('[name]', 'a steps.db file, or a project (default: the one of this repository)')
    .option('--tip <digest>', 'a tip that was printed before, which must be there still; may be repeated', readTip)
    .option('--signed', 'also prove what was signed about each step, by --allowed-signers')
    .option('--json', 'print {path, store, sound, findings, remarks, tips} as one JSON object');
  addSignerOptions(command);
  addHistoryOptions(command, EXAMPLES);
  command.action((name: string | undefined, options: VerifyOptions) => verify(context, name, options));
}

async function verify(context: CliContext, name: string | undefined, options: VerifyOptions): Promise<void> {
  let verdict: Verdict;
  try {
    verdict = await check(context, name, options);
  } catch (error) {
    if (!(error instanceof StoreError || error instanceof GitError)) throw error;
    say(context, describeError(error));
    return context.exitWith(NOT_CHECKED);
  }
  const {findings, remarks, tips} = verdict;
  const sound = findings.length === 0;
  if (options.json === true) {
    printJson(context, {path: verdict.path, store: verdict.store, sound, findings, remarks, tips});
  } else {
    const lines = [
      sound ? `${verdict.name} is sound.` : `${verdict.name} is not sound:`,
      ...findings.map((finding) => `  - ${toPlainText(finding)}`),
      ...(remarks.length > 0 ? ['Beside that:', ...remarks.map((remark) => `  - ${toPlainText(remark)}`)] : []),
      ...tips.map(({sha256, name, uid}) => `Tip: ${sha256} (${name}${name.includes(uid) ? '' : `, ${uid}`})`),
    ];
    print(context, lines.join('\n'));
  }
  if (!sound) context.exitWith(NOT_SOUND);
}

async function check(context: CliContext, name: string | undefined, options: VerifyOptions): Promise<Verdict> {
  const file = name === undefined ? undefined : resolve(context.cwd, name);
  if (file !== undefined && existsSync(file)) {
    if (options.project !== undefined || options.db !== undefined) {
      throw new InputError(
        'bad-input',
        `${quote(name ?? '')} is a file, and --project or --db names another. Name one.`,
      );
    }
    const repository = await tryOpenRepository(context.cwd);
    try {
      return await checkFile(
        context,
        file,
        {repository: ofItsName(repository), here: repository, slug: DEFAULT_SLUG},
        options,
      );
    } finally {
      await repository?.close();
    }
  }
  if (file !== undefined && LOOKS_LIKE_FILE.test(name ?? '')) throw noSuchFile(file);
  const named = name ?? options.project ?? null;
  const place = await findPlace(context, named, options, {directory: context.cwd, needsRepository: false});
  const repository = place.repository ?? (await tryOpenRepository(context.cwd));
  try {
    switch (place.storeName) {
      case 'git':
        return await checkGit(context, place, options);
      case 'postgres':
        return await checkDatabase(context, place, options);
      case 'file':
        if (existsSync(place.dbPath)) {
          const own = named === null && options.db === undefined ? repository : ofItsName(repository);
          return await checkFile(context, place.dbPath, {repository: own, here: repository, slug: place.slug}, options);
        }
        if (options.db !== undefined) throw noSuchFile(place.dbPath);
        throw new InputError(
          'bad-input',
          `There is no steps.db at ${place.dbPath}. Name a file, or a project that laforge projects lists.`,
        );
      default:
        throw new InputError(
          'bad-input',
          `The store is ${quote(place.storeName)}, which works inside the action alone. Name a steps.db file to check.`,
        );
    }
  } finally {
    await repository?.close();
  }
}

/** No project has such a name: a path that begins with its folder, or the ending of a database. */
const LOOKS_LIKE_FILE = /^(?:\.{0,2}|~)[\\/]|\.(?:db|sqlite3?)$/i;

function noSuchFile(path: string): StoreError {
  return new StoreError(
    'unreadable',
    `There is no file ${path}. Name a steps.db, or a project that laforge projects lists.`,
  );
}

/** Records tell whose they are by the name of a remote: in a repository without one they could be anybody's. */
function ofItsName(repository: Repository | null): Repository | null {
  return repository?.remote?.repository == null ? null : repository;
}

/** The repository whose commits the records name, if there is one here. */
interface Place {
  readonly repository: Repository | null;
  /** The repository that statements are looked for in, whoever's records these are. */
  readonly here: Repository | null;
  readonly slug: string;
}

type Checked = Pick<Verdict, 'findings' | 'remarks' | 'tips'>;

async function checkFile(context: CliContext, path: string, place: Place, options: VerifyOptions): Promise<Verdict> {
  if (isExport(path)) return await checkExport(context, path, place, options);
  return {path, store: 'file', name: path, ...(await checkLedger(context, path, place, options))};
}

async function checkLedger(context: CliContext, path: string, place: Place, options: VerifyOptions): Promise<Checked> {
  const {verifyLedger} = await import('../ledger/inspect.ts');
  const findings = await withProgress(context, `checking ${path}`, () => verifyLedger(path), {blocking: true});
  const checked = await checkRecords(context, path, place, options, findings.length === 0);
  return {...checked, findings: [...findings, ...checked.findings]};
}

/** An export begins as JSON does, and no file of SQLite so. A pipe does not keep us waiting. */
function isExport(path: string): boolean {
  try {
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const start = Buffer.alloc(1);
      return readSync(file, start) === 1 && start.toString('latin1') === '{';
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}

/** An export is checked as the file that it makes. */
async function checkExport(context: CliContext, path: string, place: Place, options: VerifyOptions): Promise<Verdict> {
  const [{chooseImporter}, {openLedger}, {systemClock}] = await Promise.all([
    import('./import.ts'),
    import('../ledger/open-ledger.ts'),
    import('../system/clock-and-uids.ts'),
  ]);
  const addTo = await chooseImporter(path, false);
  const folder = await mkdtemp(join(tmpdir(), 'laforge-verify-'));
  try {
    const ledger = openLedger(join(folder, 'steps.db'), {clock: systemClock});
    try {
      addTo(ledger);
    } finally {
      ledger.close();
    }
    return {path, store: 'file', name: path, ...(await checkLedger(context, ledger.path, place, options))};
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

const NOTHING: Checked = {findings: [], remarks: [], tips: []};

/** Holds the records that can be read against each other and, where all can be, against git. */
async function checkRecords(
  context: CliContext,
  path: string,
  {repository, here, slug}: Place,
  options: VerifyOptions,
  isSound: boolean,
): Promise<Checked> {
  const [{openLedger}, {systemClock}, {verifyChain}, {verifyShas}] = await Promise.all([
    import('../ledger/open-ledger.ts'),
    import('../system/clock-and-uids.ts'),
    import('../ledger/chain.ts'),
    import('../usecases/verify-shas.ts'),
  ]);
  let ledger: Ledger;
  try {
    ledger = openLedger(path, {clock: systemClock, readonly: true});
  } catch (error) {
    // What is wrong with it is a finding already.
    if (isSound) throw error;
    return NOTHING;
  }
  try {
    const chain = verifyChain(ledger, options.tip, isSound);
    const signed = options.signed === true ? await proveSigned(context, ledger, {here, slug}, options) : NOTHING;
    const {findings, remarks} = {
      findings: [...chain.findings, ...signed.findings],
      remarks: [...chain.remarks, ...signed.remarks],
    };
    if (repository === null || !isSound) return {findings, remarks, tips: chain.tips};
    const history = {steps: ledger.listSteps(), rollbacks: ledger.listRollbacks()};
    const shas = await withProgress(context, 'asking git for the commits', () => verifyShas(repository, slug, history));
    return {findings: [...findings, ...shas.findings], remarks: [...remarks, ...shas.remarks], tips: chain.tips};
  } finally {
    ledger.close();
  }
}

/** Holds the steps against what was signed about them, here and at the remote. */
async function proveSigned(
  context: CliContext,
  ledger: Ledger,
  {here, slug}: Pick<Place, 'here' | 'slug'>,
  options: VerifyOptions,
): Promise<Pick<Checked, 'findings' | 'remarks'>> {
  const allowedSigners = allowedSignersOf(context, options);
  if (here === null)
    throw new InputError('bad-input', '--signed asks the repository for statements. Run it in a clone of the project.');
  const [{readSignedSteps}, {checkSigned}] = await Promise.all([
    import('../app/attest-step.ts'),
    import('../app/check-signed.ts'),
  ]);
  const request = {slug, allowedSigners, isOffline: options.offline === true};
  const signed = await withProgress(context, 'checking signatures', () => readSignedSteps(here, request));
  return checkSigned(ledger.listSteps(), signed, options.identity ?? null);
}

async function checkGit(context: CliContext, place: HistoryPlace, options: VerifyOptions): Promise<Verdict> {
  const {repository, slug} = place;
  const [{verifyGitHistory}, {createPlaceStore}, {storeDeps}] = await Promise.all([
    import('../stores/git/verify-history.ts'),
    import('./create-store.ts'),
    import('../app/create-store.ts'),
  ]);
  // Says in words what is missing where there is no remote.
  await createPlaceStore(context, place, 'read');
  const objects = repository?.objects ?? null;
  const ref = `refs/laforge/ledger/${slug}`;
  if (repository === null || objects === null)
    throw new InputError('bad-environment', `There is no remote with ${ref}.`);
  const folder = await mkdtemp(join(tmpdir(), 'laforge-verify-'));
  try {
    const found = await withProgress(context, `checking ${ref}`, () =>
      verifyGitHistory({...storeDeps(), objects}, slug, folder),
    );
    if (found === null) throw new InputError('bad-input', `The remote has no history at ${ref}. Name another project.`);
    const {ledgerPath, waiting} = found;
    const inLedger =
      ledgerPath === null
        ? NOTHING
        : await checkLedger(context, ledgerPath, {repository, here: repository, slug}, options);
    const left = waiting === 0 ? [] : [`${waiting} records of runs wait beside it for the next run to add them`];
    return {
      path: null,
      store: 'git',
      name: `${ref} (${found.records} records)`,
      findings: [...found.findings, ...inLedger.findings],
      remarks: [...left, ...inLedger.remarks],
      tips: inLedger.tips,
    };
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

/** Every row as a record, and the file that they make. */
async function checkDatabase(context: CliContext, place: HistoryPlace, options: VerifyOptions): Promise<Verdict> {
  const {createPlaceStore} = await import('./create-store.ts');
  const name = `${place.slug} in the database`;
  const history = await (await createPlaceStore(context, place, 'read')).open();
  try {
    const {condition} = history;
    if (condition.kind === 'unreadable') throw new StoreError('unreadable', condition.reason);
    if (condition.kind === 'empty') throw new InputError('bad-input', `There is no history ${name}.`);
    await withProgress(context, `checking ${name}`, () => history.countSteps());
    const {dbPath} = history;
    const of = {repository: ofItsName(place.repository), here: place.repository, slug: place.slug};
    const checked = dbPath === null ? NOTHING : await checkLedger(context, dbPath, of, options);
    return {path: null, store: 'postgres', name, ...checked};
  } finally {
    await history.close();
  }
}

function readTip(value: string, before: readonly string[] = []): readonly string[] {
  if (!/^[0-9a-f]{64}$/.test(value))
    throw new InputError('bad-input', `--tip is ${quote(value)}. Give the 64 hex digits that laforge verify printed.`);
  return [...before, value];
}

const EXAMPLES = `
Checks a whole history and changes nothing. It checks the pages and the schema of the file, every field of every record
and its digest, and that the numbers, the parents and what is active follow from the records. With --store git it also
checks that the commits of the history are one chain, that the segments hold what the commits say, and that the tip
counts right. In a work tree it asks git for every commit and pin that the records of that repository name. A commit that
a shallow clone does not have is a remark and no fault, and so is a pin that somebody dropped.

Each record names those that it saw, with their digests: so verify tells which were taken out or changed since. For the
last ones nothing but your memory does. Keep the tip that verify prints, and give it to a later verify with --tip.

With --signed each step is held against the statement that laforge step run --attest signed about it, by the keys in the
file of --allowed-signers, and named with what that proves.

Exit status: 0 when all is sound, 1 when it is not, 2 for a usage error, 3 when it could not be checked because a file
cannot be read or a remote does not answer.

Examples:
  $ laforge verify                      the history of this repository's project
  $ laforge verify downloaded/steps.db
  $ laforge verify export.ndjson        an export, by what it would be imported as
  $ laforge verify --store git          the one at the remote
  $ laforge verify --signed --allowed-signers signers`;
