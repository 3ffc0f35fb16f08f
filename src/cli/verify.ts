import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import type {Command} from 'commander';
import type {KeptStatement} from '../app/statements.ts';
import type {SignerOptions} from '../app/trusted-signers.ts';
import type {CheckedChain} from '../domain/chain.ts';
import {badInput, describeError, GitError, InputError, StoreError} from '../domain/errors.ts';
import {DEFAULT_SLUG, quote} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import {LEDGER_FILE, type Ledger} from '../domain/ports/ledger.ts';
import type {Step} from '../domain/step.ts';
import {hasNoFile, isAbsent, readStart} from '../files/regular-file.ts';
import {toPlainText} from '../render/terminal/text.ts';
import {noteOwner} from '../system/folders.ts';
import {statGiven} from '../system/given-path.ts';
import {copyFolder} from '../system/projects.ts';
import {type CliContext, createLog, print, printJson, say} from './context.ts';
import {addHistoryOptions, type HistoryPlace, openFile, type ShowOptions, withPlace, withRepository} from './place.ts';
import {addSignerOptions, checkSignedOption, readTrustOptions} from './signer-options.ts';
import {withProgress} from './terminal.ts';

interface VerifyOptions extends ShowOptions, SignerOptions {
  readonly signed?: boolean;
  readonly tip?: readonly string[];
}

interface Verdict {
  /** The file; null for a remote history. */
  readonly path: string | null;
  readonly store: string;
  /** The name to use in a sentence. */
  readonly name: string;
  readonly findings: readonly string[];
  readonly remarks: readonly string[];
  /** The records that no other record names. Their digests identify the whole history. */
  readonly tips: CheckedChain['tips'];
}

const NOT_SOUND = 1;
const NOT_CHECKED = 3;

export function define(command: Command, context: CliContext): void {
  command
    .usage('[options] [file|project-id]')
    .argument('[name]', 'a steps.db file, or a project (default: the one of this repository)')
    .option(
      '--tip <digest>',
      'a tip that an earlier verify printed and that must still exist; may be given several times',
      readTip,
    )
    .option(
      '--signed',
      'also verify the signed statements about the steps, by keys (--allowed-signers) or by workflows',
    )
    .option('--json', 'print {path, store, sound, findings, remarks, tips} as one JSON object');
  addSignerOptions(command);
  addHistoryOptions(command, EXAMPLES);
  command.action((name: string | undefined, options: VerifyOptions) => verify(context, name, options));
}

async function verify(context: CliContext, name: string | undefined, options: VerifyOptions): Promise<void> {
  checkSignedOption(options);
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
      ...(remarks.length > 0 ? ['Remarks:', ...remarks.map((remark) => `  - ${toPlainText(remark)}`)] : []),
      ...tips.map(({sha256, name, uid}) => `Tip: ${sha256} (${name}${name.includes(uid) ? '' : `, ${uid}`})`),
    ];
    print(context, lines.join('\n'));
  }
  if (!sound) context.exitWith(NOT_SOUND);
}

async function check(context: CliContext, name: string | undefined, options: VerifyOptions): Promise<Verdict> {
  const file = name === undefined ? undefined : resolve(context.cwd, name);
  if (file !== undefined && !hasNoFile(file)) {
    if (options.project !== undefined || options.db !== undefined)
      throw badInput(`${quote(name ?? '')} is a file, and --project or --db names another. Name one.`);
    return await withRepository(context, (here) =>
      checkFile({context, options, repository: withNamedRemote(here), here, slug: DEFAULT_SLUG, isOwn: false}, file),
    );
  }
  if (file !== undefined && LOOKS_LIKE_FILE.test(name ?? '')) throw noSuchFile(file);
  const named = name ?? options.project ?? null;
  return await withPlace(context, named, options, async (place) => {
    switch (place.storeName) {
      case 'git':
        return await checkGit(context, place, options);
      case 'postgres':
        return await checkDatabase(context, place, options);
      case 'file':
        return await withRepository(context, (here) => checkOwnFile(context, place, here, options), place.repository);
      default:
        throw badInput(
          `The store is ${quote(place.storeName)}, which works only inside the action. Name a steps.db file to check.`,
        );
    }
  });
}

async function checkOwnFile(
  context: CliContext,
  {dbPath, named, slug}: HistoryPlace,
  here: Repository | null,
  options: VerifyOptions,
): Promise<Verdict> {
  const isOwn = options.db === undefined;
  const repository = !named && isOwn ? here : withNamedRemote(here);
  if (!isAbsent(dbPath)) return await checkFile({context, options, repository, here, slug, isOwn}, dbPath);
  if (!isOwn) throw noSuchFile(dbPath);
  throw badInput(`There is no steps.db at ${dbPath}. Name a file, or a project that laforge projects lists.`);
}

/** Matches what no project is called: a path that starts with a folder, or the ending of a database. */
const LOOKS_LIKE_FILE = /^(?:\.{0,2}|~)[\\/]|\.(?:db|sqlite3?)$/i;

function noSuchFile(path: string): StoreError {
  return new StoreError(
    'unreadable',
    `There is no file ${path}. Name a steps.db, or a project that laforge projects lists.`,
  );
}

/** Returns the repository if it has a named remote. Records name their remote, so without one they could be anybody's. */
function withNamedRemote(repository: Repository | null): Repository | null {
  return repository?.remote?.repository == null ? null : repository;
}

/** A history to check, and how. */
interface Checking {
  readonly context: CliContext;
  readonly options: VerifyOptions;
  /** The repository to look up the records' commits in. */
  readonly repository: Repository | null;
  /** The repository to look for statements in, whoever's records these are. */
  readonly here: Repository | null;
  readonly slug: string;
  /** True for the history of a project on this machine. */
  readonly isOwn: boolean;
}

type Checked = Pick<Verdict, 'findings' | 'remarks' | 'tips'>;

async function checkFile(it: Checking, path: string): Promise<Verdict> {
  const stat = statGiven(path, `The file is ${quote(path)}`);
  if (stat === undefined) throw noSuchFile(path);
  if (!it.isOwn && stat.isFile() && stat.size === 0)
    throw new StoreError('unreadable', `${path} is empty, so there is nothing to check. Name a steps.db or an export.`);
  // An export begins as JSON does.
  if (readStart(path, 1)?.toString('latin1') === '{') return await checkExport(it, path);
  return {path, store: 'file', name: path, ...(await checkLedger(it, path))};
}

async function checkLedger(it: Checking, path: string): Promise<Checked> {
  const {verifyLedger} = await import('../ledger/inspect.ts');
  const findings = await withProgress(it.context, `checking ${path}`, () => verifyLedger(path), {blocking: true}).catch(
    (error: unknown) => {
      // A project's own file that is not a history any more is damaged. Any other file may never have been one.
      if (!it.isOwn || !(error instanceof StoreError) || error.code !== 'not-a-ledger') throw error;
      return [error.message];
    },
  );
  const checked = await checkRecords(it, path, findings.length === 0);
  return {...checked, findings: [...findings, ...checked.findings]};
}

/** Checks an export by importing it into a temporary file. */
async function checkExport(it: Checking, path: string): Promise<Verdict> {
  const {readExport} = await import('./merge.ts');
  const records = await readExport(path);
  const folder = await mkdtemp(join(tmpdir(), 'laforge-verify-'));
  noteOwner(folder);
  try {
    const ledger = await openFile(join(folder, LEDGER_FILE));
    try {
      ledger.merge(records);
    } finally {
      ledger.close();
    }
    return {path, store: 'file', name: path, ...(await checkLedger(it, ledger.path))};
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

const NOTHING: Checked = {findings: [], remarks: [], tips: []};

/** Checks the readable records against each other and, if all are readable, against git. */
async function checkRecords(it: Checking, path: string, isSound: boolean): Promise<Checked> {
  const {context, options, repository} = it;
  const [{verifyChain}, {verifyShas}] = await Promise.all([
    import('../ledger/chain.ts'),
    import('../usecases/verify-shas.ts'),
  ]);
  let ledger: Ledger;
  try {
    ledger = await openFile(path, {readonly: true});
  } catch (error) {
    // Its fault is already a finding.
    if (isSound) throw error;
    return NOTHING;
  }
  try {
    const chain = verifyChain(ledger, options.tip, isSound);
    const signed = options.signed === true ? await proveSigned(it, ledger) : NOTHING;
    const findings = [...chain.findings, ...signed.findings];
    const remarks = [...chain.remarks, ...signed.remarks];
    if (repository === null || !isSound) return {findings, remarks, tips: chain.tips};
    const history = {steps: ledger.listSteps(), rollbacks: ledger.listRollbacks()};
    const shas = await withProgress(context, 'asking git for the commits', () => verifyShas(repository, history));
    return {findings: [...findings, ...shas.findings], remarks: [...remarks, ...shas.remarks], tips: chain.tips};
  } finally {
    ledger.close();
  }
}

/** Checks the steps against the signed statements about them, here and at the remote. */
async function proveSigned(
  {context, options, here, slug}: Checking,
  ledger: Ledger,
): Promise<Pick<Checked, 'findings' | 'remarks'>> {
  if (here === null) throw badInput('--signed asks the repository for statements. Run it in a clone of the project.');
  const trust = readTrustOptions(context, options, here);
  const [{readSignedSteps, verifyStatements}, {checkSigned}] = await Promise.all([
    import('../app/statements.ts'),
    import('../app/check-signed.ts'),
  ]);
  return await withProgress(context, 'checking signatures', async () => {
    const steps = ledger.listSteps();
    const signed = await readSignedSteps(here, {slug, ...trust});
    const checked = checkSigned(steps, signed, trust.belief);
    if (trust.isOffline) return checked;
    const unproven = steps.filter(({uid}) => !checked.proven.has(uid));
    const attested = await verifyStatements(await readAttestations(context, unproven), trust.keys);
    return attested.length === 0 ? checked : checkSigned(steps, [...signed, ...attested], trust.belief);
  });
}

/** The limit on steps that GitHub is asked about, one request each. */
const MOST_STEPS = 50;

/**
 * Reads from GitHub the attestations about the first of these steps (newest first), with the token in GH_TOKEN. The
 * token is sent only to the user's own host. A failure is a warning.
 */
async function readAttestations(context: CliContext, steps: readonly Step[]): Promise<readonly KeptStatement[]> {
  const {GH_TOKEN, GITHUB_TOKEN, GITHUB_SERVER_URL, GITHUB_API_URL} = context.env;
  const token = GH_TOKEN || GITHUB_TOKEN;
  const server = GITHUB_SERVER_URL || 'https://github.com';
  if (!token || !URL.canParse(server)) return [];
  const prefix = `${new URL(server).host.toLowerCase()}/`;
  const asked = steps.filter(({repository}) => repository?.startsWith(prefix)).slice(0, MOST_STEPS);
  const [{findAttestations}, {endDigest, PREDICATE_TYPE}] = await Promise.all([
    import('../github/attestations.ts'),
    import('../provenance/statement.ts'),
  ]);
  const found: KeptStatement[] = [];
  try {
    for (const step of asked) {
      const sha256 = endDigest(step);
      const repository = step.repository?.slice(prefix.length) ?? '';
      if (sha256 === null) continue;
      const access = {apiUrl: GITHUB_API_URL || 'https://api.github.com', repository, token};
      const bundles = await findAttestations(access, {sha256, predicateType: PREDICATE_TYPE});
      found.push(...bundles.map((bundle) => ({content: {bundle}, uid: step.uid})));
    }
  } catch (error) {
    createLog(context).warn(describeError(error));
  }
  return found;
}

async function checkGit(context: CliContext, place: HistoryPlace, options: VerifyOptions): Promise<Verdict> {
  const {repository, slug} = place;
  const [{verifyGitHistory}, {KeptCopies}, {createPlaceStore}, {storeDeps}] = await Promise.all([
    import('../stores/git/verify-history.ts'),
    import('../stores/git/kept-copies.ts'),
    import('./create-store.ts'),
    import('../app/create-store.ts'),
  ]);
  // Throws an error that explains what is missing if there is no remote.
  await createPlaceStore(context, place, 'read');
  const {objects = null, remote = null} = repository ?? {};
  const ref = `refs/laforge/ledger/${slug}`;
  if (remote === null || objects === null) throw new InputError('bad-environment', `There is no remote with ${ref}.`);
  const copies = new KeptCopies(copyFolder(place.project), `${remote.url} ${slug}`);
  const folder = await mkdtemp(join(tmpdir(), 'laforge-verify-'));
  noteOwner(folder);
  try {
    const found = await withProgress(context, `checking ${ref}`, () =>
      verifyGitHistory({...storeDeps(), objects, remote, copies}, slug, folder),
    );
    if (found === null) throw badInput(`The remote has no history at ${ref}. Name another project.`);
    const {ledgerPath, waiting} = found;
    const inLedger =
      ledgerPath === null
        ? NOTHING
        : await checkLedger({context, options, repository, here: repository, slug, isOwn: true}, ledgerPath);
    const left = waiting === 0 ? [] : [`${waiting} records of runs wait for the next run to add them`];
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

/** Checks a history in the database: the file that its rows make. */
async function checkDatabase(context: CliContext, place: HistoryPlace, options: VerifyOptions): Promise<Verdict> {
  const {createPlaceStore} = await import('./create-store.ts');
  const name = `${place.slug} in the database`;
  const history = await (await createPlaceStore(context, place, 'read')).open();
  try {
    const {condition} = history;
    if (condition.kind === 'unreadable') throw new StoreError('unreadable', condition.reason);
    if (condition.kind === 'empty') throw badInput(`There is no history ${name}.`);
    await withProgress(context, `checking ${name}`, () => history.countSteps());
    const {dbPath} = history;
    const {repository: here, slug} = place;
    const it = {context, options, repository: withNamedRemote(here), here, slug, isOwn: true};
    const checked = dbPath === null ? NOTHING : await checkLedger(it, dbPath);
    return {path: null, store: 'postgres', name, ...checked};
  } finally {
    await history.close();
  }
}

function readTip(value: string, before: readonly string[] = []): readonly string[] {
  if (!/^[0-9a-f]{64}$/.test(value))
    throw badInput(`--tip is ${quote(value)}. Give the 64 hex digits that laforge verify printed.`);
  return [...before, value];
}

const EXAMPLES = `
Checks a whole history and changes nothing. It checks the pages and the schema of the file, every field and the digest of
every record, and that numbers, parents and the active steps follow from the records. With --store git it also checks that
the commits of the history form one chain, that the segments match the commits, and that the counts of the tip are right.
In a work tree it looks up every commit and pin that the records of that repository name. A commit that a shallow clone
does not have is a remark, not a fault, and so is a pin that somebody dropped.

Each record contains the digests of the records that it saw, so verify finds records that were removed or changed. No record
protects the newest ones: keep the tip that verify prints, and give it to a later verify with --tip.

With --signed each step is checked against the signed statements about it, and the result says what they prove: those of the
action with attest: true, by a workflow of the same repository (or of --identity), and those of laforge step run --attest,
by the keys in the file of --allowed-signers. Workflows are checked against the roots of Sigstore's public service, or those
of --trusted-root: for private repositories gh attestation trusted-root prints them.

Exit status: 0 if the history is sound, 1 if it is not, 2 for a usage error or a project without a history, 3 if it could
not be checked because a named file does not exist, is of another kind or cannot be read, or a remote does not answer.

Examples:
  $ laforge verify                      the history of this repository's project
  $ laforge verify downloaded/steps.db
  $ laforge verify export.ndjson        an export, as it would be imported
  $ laforge verify --store git          the one at the remote
  $ laforge verify --signed --allowed-signers signers`;
