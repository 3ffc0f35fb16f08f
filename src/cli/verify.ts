import {existsSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import type {Command} from 'commander';
import {describeError, GitError, InputError, StoreError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import {DEFAULT_SLUG} from '../domain/slug.ts';
import {toPlainText} from '../render/terminal/text.ts';
import {type CliContext, print, printJson, say} from './context.ts';
import {addHistoryOptions, findPlace, type HistoryOptions, type HistoryPlace, tryOpenRepository} from './place.ts';
import {withProgress} from './terminal.ts';

interface VerifyOptions extends HistoryOptions {
  readonly json?: boolean;
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
}

const NOT_SOUND = 1;
const NOT_CHECKED = 3;

export function define(command: Command, context: CliContext): void {
  command
    .usage('[options] [file|project-id]')
    .argument('[name]', 'a steps.db file, or a project (default: the one of this repository)')
    .option('--json', 'print {path, store, sound, findings, remarks} as one JSON object');
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
  const {findings, remarks} = verdict;
  const sound = findings.length === 0;
  if (options.json === true) {
    printJson(context, {path: verdict.path, store: verdict.store, sound, findings, remarks});
  } else {
    const lines = [
      sound ? `${verdict.name} is sound.` : `${verdict.name} is not sound:`,
      ...findings.map((finding) => `  - ${toPlainText(finding)}`),
      ...(remarks.length > 0 ? ['Beside that:', ...remarks.map((remark) => `  - ${toPlainText(remark)}`)] : []),
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
      return await checkFile(context, file, ofItsName(repository), DEFAULT_SLUG);
    } finally {
      await repository?.close();
    }
  }
  const named = name ?? options.project ?? null;
  const place = await findPlace(context, named, options, {directory: context.cwd, needsRepository: false});
  const repository = place.repository ?? (await tryOpenRepository(context.cwd));
  try {
    switch (place.storeName) {
      case 'git':
        return await checkGit(context, place);
      case 'postgres':
        return await checkDatabase(context, place);
      case 'file':
        if (existsSync(place.dbPath)) {
          const own = named === null && options.db === undefined ? repository : ofItsName(repository);
          return await checkFile(context, place.dbPath, own, place.slug);
        }
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

/** Records tell whose they are by the name of a remote: in a repository without one they could be anybody's. */
function ofItsName(repository: Repository | null): Repository | null {
  return repository?.remote?.repository == null ? null : repository;
}

async function checkFile(
  context: CliContext,
  path: string,
  repository: Repository | null,
  slug: string,
): Promise<Verdict> {
  const {verifyLedger} = await import('../ledger/inspect.ts');
  const findings = await withProgress(context, `checking ${path}`, () => verifyLedger(path), {blocking: true});
  const shas = findings.length > 0 ? NOTHING : await checkShas(context, path, repository, slug);
  return {path, store: 'file', name: path, ...shas, findings: [...findings, ...shas.findings]};
}

const NOTHING: Pick<Verdict, 'findings' | 'remarks'> = {findings: [], remarks: []};

/** Only records that can be read are held against git. */
async function checkShas(
  context: CliContext,
  path: string,
  repository: Repository | null,
  slug: string,
): Promise<Pick<Verdict, 'findings' | 'remarks'>> {
  if (repository === null) return NOTHING;
  const [{openLedger}, {systemClock}, {verifyShas}] = await Promise.all([
    import('../ledger/open-ledger.ts'),
    import('../system/clock-and-uids.ts'),
    import('../usecases/verify-shas.ts'),
  ]);
  const ledger = openLedger(path, {clock: systemClock, readonly: true});
  try {
    const history = {steps: ledger.listSteps(), rollbacks: ledger.listRollbacks()};
    return await withProgress(context, 'asking git for the commits', () => verifyShas(repository, slug, history));
  } finally {
    ledger.close();
  }
}

async function checkGit(context: CliContext, place: HistoryPlace): Promise<Verdict> {
  const {repository, slug} = place;
  const [{verifyGitHistory}, {createPlaceStore}, {storeDeps}, {verifyLedger}] = await Promise.all([
    import('../stores/git/verify-history.ts'),
    import('./create-store.ts'),
    import('../app/create-store.ts'),
    import('../ledger/inspect.ts'),
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
    const inLedger = ledgerPath === null ? [] : verifyLedger(ledgerPath);
    const isReadable = ledgerPath !== null && inLedger.length === 0;
    const shas = isReadable ? await checkShas(context, ledgerPath, repository, slug) : NOTHING;
    const left = waiting === 0 ? [] : [`${waiting} records of runs wait beside it for the next run to add them`];
    return {
      path: null,
      store: 'git',
      name: `${ref} (${found.records} records)`,
      findings: [...found.findings, ...inLedger, ...shas.findings],
      remarks: [...left, ...shas.remarks],
    };
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

/** Every row as a record, and the file that they make. */
async function checkDatabase(context: CliContext, place: HistoryPlace): Promise<Verdict> {
  const [{createPlaceStore}, {verifyLedger}] = await Promise.all([
    import('./create-store.ts'),
    import('../ledger/inspect.ts'),
  ]);
  const name = `${place.slug} in the database`;
  const history = await (await createPlaceStore(context, place, 'read')).open();
  try {
    const {condition} = history;
    if (condition.kind === 'unreadable') throw new StoreError('unreadable', condition.reason);
    if (condition.kind === 'empty') throw new InputError('bad-input', `There is no history ${name}.`);
    await withProgress(context, `checking ${name}`, () => history.countSteps());
    const {dbPath} = history;
    const findings = dbPath === null ? [] : verifyLedger(dbPath);
    const shas =
      dbPath === null || findings.length > 0
        ? NOTHING
        : await checkShas(context, dbPath, ofItsName(place.repository), place.slug);
    return {path: null, store: 'postgres', name, findings: [...findings, ...shas.findings], remarks: shas.remarks};
  } finally {
    await history.close();
  }
}

const EXAMPLES = `
Checks a whole history and changes nothing. It checks the pages and the schema of the file, every field of every record
and its digest, and that the numbers, the parents and what is active follow from the records. With --store git it also
checks that the commits of the history are one chain, that the segments hold what the commits say, and that the tip
counts right. In a work tree it asks git for every commit and pin that the records of that repository name. A commit that
a shallow clone does not have is a remark and no fault, and so is a pin that somebody dropped.

Exit status: 0 when all is sound, 1 when it is not, 2 for a usage error, 3 when it could not be checked because a file
cannot be read or a remote does not answer.

Examples:
  $ laforge verify                      the history of this repository's project
  $ laforge verify downloaded/steps.db
  $ laforge verify --store git          the one at the remote`;
