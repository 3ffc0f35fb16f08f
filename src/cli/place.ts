import {tmpdir} from 'node:os';
import {dirname, resolve} from 'node:path';
import type {Command} from 'commander';
import {findAgentOfStep} from '../agent/step-processes.ts';
import {WORDINGS} from '../app/wordings.ts';
import {badInput, InputError} from '../domain/errors.ts';
import {DEFAULT_SLUG, quote, textToSlug} from '../domain/identity.ts';
import {parseWord} from '../domain/option-values.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {Ledger} from '../domain/ports/ledger.ts';
import {MIRROR_NAMES, type MirrorName, STORE_NAMES, type StoreName} from '../domain/ports/store.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import {asSentence} from '../domain/text.ts';
import type {Wording} from '../domain/wording.ts';
import {realPath} from '../files/regular-file.ts';
import {readSetting} from '../git/baseline.ts';
import {openGit} from '../git/open.ts';
import {noteOwner, removeAbandoned} from '../system/folders.ts';
import {statGiven} from '../system/given-path.ts';
import {checkOwner, defaultProjectId, findProject, historyNames, ledgerPath, type Project} from '../system/projects.ts';
import type {CliContext} from './context.ts';

/** The options of every command that works on a history. */
export interface HistoryOptions {
  readonly project?: string;
  readonly db?: string;
  readonly store?: StoreName;
  readonly mirror?: MirrorName;
}

export interface ShowOptions extends HistoryOptions {
  readonly json?: boolean;
}

/** Adds the argument `[project-id]`. */
export function takeProject(command: Command): Command {
  return command
    .usage('[options] [project-id]')
    .argument('[project-id...]', 'the project (default: the one of this repository)');
}

/** Adds the arguments `[project-id] <step-id>`. */
export function takeStep(command: Command): Command {
  return command
    .usage('[options] [project-id] <step-id>')
    .argument('[step-id...]', 'the step: its number (3, S3), or its uid or the first 8 or more characters of it');
}

/** Adds `--project`, `--db` and `--store` as the last options, and the examples after them. */
export function addHistoryOptions(command: Command, examples: string, stores = 'file, git or postgres'): void {
  command
    .addHelpText('after', examples)
    .option(
      '--project <id>',
      'work on the history of this project (default: owner/repo of origin, else the name of the folder)',
    )
    .option('--db <file>', "use this steps.db instead of the project's")
    .option(
      '--store <name>',
      `where the history lives: ${stores} (default: git config laforge.store, else file)`,
      (text: string) => parseStore(text, '--store'),
    );
}

/** Adds `--mirror`, for commands that record. */
export function addMirrorOption(command: Command): void {
  command.option(
    '--mirror <name>',
    'with --store postgres, also keep the record in the repository: git (default: git config laforge.mirror)',
    (text: string) => parseWord(text, MIRROR_NAMES, '--mirror'),
  );
}

/** Reads the name of a store. One of the action's is read too: the command says that it works there alone. Throws InputError. */
function parseStore(text: string, what: string): StoreName {
  return STORE_NAMES.find((name) => name === text) ?? parseWord(text, ['file', 'git', 'postgres'], what);
}

/** Adds to a suggested command the options that chose this history, and `--push`. */
export function forSameHistory(
  command: string,
  project: string | null | undefined,
  {db, store}: HistoryOptions,
  push = false,
): string {
  const words = [
    ...(project == null ? [] : ['--project', project]),
    ...(db === undefined ? [] : ['--db', db]),
    ...(store === undefined ? [] : ['--store', store]),
    ...(push ? ['--push'] : []),
  ];
  return words.length === 0 ? command : `${command} ${quoteForShell(words)}`;
}

/** The wording with commands for the same history as this one. */
export function wordsFor(project: string | null | undefined, options: HistoryOptions, push = false): Wording {
  const {toStep, beforeStep, revert, undo} = WORDINGS.cli;
  const same = (command: string) => forSameHistory(command, project, options, push);
  return {
    ...WORDINGS.cli,
    toStep: (step) => same(toStep(step)),
    beforeStep: (step) => same(beforeStep(step)),
    revert: (step) => same(revert(step)),
    undo: (rollback) => same(undo(rollback)),
    listSteps: `${stepsCommand(project, options)} lists them`,
  };
}

/** The command that lists the steps of this history. */
export function stepsCommand(project: string | null | undefined, options: HistoryOptions): string {
  return forSameHistory('laforge steps', project, options);
}

/** The history that a command is about, before it is opened. */
export interface HistoryPlace {
  readonly project: Project;
  /** False if the name comes from the repository. */
  readonly named: boolean;
  /** Part of the names of this history's refs. */
  readonly slug: string;
  readonly storeName: StoreName;
  /** The place of a copy of the history; null for none. */
  readonly mirror: MirrorName | null;
  /** The ledger of the file store. */
  readonly dbPath: string;
  /** The names of records that wait elsewhere for this history; a new one gets the first. */
  readonly names: readonly string[];
  /** Null if a project was named and no repository is needed. */
  readonly repository: Repository | null;
}

/**
 * Finds the history that a command is about: the named project's, else that of the repository that contains the current folder.
 * Calls `use` with its place, then closes the repository. Throws InputError if there is neither, RefusedError if the name
 * belongs to another repository.
 */
export async function withPlace<Result>(
  context: CliContext,
  named: string | null,
  options: HistoryOptions,
  use: (place: HistoryPlace) => Promise<Result>,
): Promise<Result> {
  const {cwd} = context;
  checkStoreOptions(options, cwd);
  tidyUp();
  let repository = named !== null || options.db !== undefined ? null : await openToFindProject(cwd);
  try {
    const store = await chooseStore(options, cwd, repository);
    if (store !== 'file') repository ??= await openToFindProject(cwd);
    return await use(choosePlace(context, named, options, store, repository));
  } finally {
    await repository?.close();
  }
}

export type PlaceHere = HistoryPlace & {readonly repository: Repository};

interface Folder {
  readonly directory?: string;
  /** Selects the variables that the agent gets. After the agent ran, git gets no others. */
  readonly isGiven?: (name: string) => boolean;
}

/** The same with the repository of a folder, which is required. Default: the current one. */
export async function withPlaceHere<Result>(
  context: CliContext,
  named: string | null,
  options: HistoryOptions,
  use: (place: PlaceHere) => Promise<Result>,
  {directory = context.cwd, isGiven = () => true}: Folder = {},
): Promise<Result> {
  checkStoreOptions(options, context.cwd);
  tidyUp();
  const repository = await openGit({isGiven, onFolder: noteOwner}).open(directory);
  try {
    const store = await chooseStore(options, directory, repository);
    return await use({...choosePlace(context, named, options, store, repository), repository});
  } finally {
    await repository.close();
  }
}

/**
 * Calls `use` with the repository of the current folder, then closes it. Null if there is none, or no git. A repository that
 * is already open stays open.
 */
export async function withRepository<Result>(
  {cwd}: CliContext,
  use: (repository: Repository | null) => Promise<Result>,
  opened: Repository | null = null,
): Promise<Result> {
  if (opened !== null) return await use(opened);
  const repository = await openGit({onFolder: noteOwner})
    .open(cwd)
    .catch((error: unknown) => {
      if (error instanceof InputError) return null;
      throw error;
    });
  try {
    return await use(repository);
  } finally {
    await repository?.close();
  }
}

/** Opens a steps.db. SQLite is loaded only now. */
export async function openFile(path: string, {readonly = false} = {}): Promise<Ledger> {
  const [{openLedger}, {systemClock}] = await Promise.all([
    import('../ledger/open-ledger.ts'),
    import('../system/clock-and-uids.ts'),
  ]);
  return openLedger(path, {clock: systemClock, readonly});
}

/** Removes what commands that were killed could not. */
function tidyUp(): void {
  for (const parent of new Set([process.env.RUNNER_TEMP || tmpdir(), tmpdir()]))
    removeAbandoned(parent, (uid) => findAgentOfStep(null, uid).length > 0);
}

function checkStoreOptions({store, db}: HistoryOptions, cwd: string): void {
  if (db === undefined) return;
  if (store !== undefined && store !== 'file')
    throw badInput(`--db names a file and --store is ${quote(store)}. Leave one of them out.`);
  const subject = `--db is ${quote(db)}`;
  // SQLite would wait for a pipe.
  if (statGiven(resolve(cwd, db), subject)?.isFile() === false)
    throw badInput(`${subject}, which is no file. Name a steps.db.`);
}

async function chooseStore(
  {store, db}: HistoryOptions,
  directory: string,
  repository: Repository | null,
): Promise<StoreName> {
  if (db !== undefined) return 'file';
  if (store !== undefined) return store;
  const key = 'laforge.store';
  const remembered = repository === null ? await readSetting(key, directory) : repository.settings.get(key);
  return remembered ? parseStore(remembered, `git config ${key}`) : 'file';
}

async function openToFindProject(directory: string): Promise<Repository> {
  try {
    return await openGit({onFolder: noteOwner}).open(directory);
  } catch (error) {
    if (!(error instanceof InputError) || error.code !== 'not-a-work-tree') throw error;
    throw new InputError(
      'not-a-work-tree',
      `${asSentence(error.message)} Or name a project: --project <id> (laforge projects lists them).`,
    );
  }
}

function choosePlace(
  context: CliContext,
  named: string | null,
  {db, mirror}: HistoryOptions,
  store: StoreName,
  repository: Repository | null,
): HistoryPlace {
  const project = chooseProject(context, named, repository, db);
  const isDefault = named === null && db === undefined && store === 'file';
  if (isDefault && repository !== null) checkOwner(project, repository);
  const rememberedMirror = store === 'postgres' ? repository?.settings.get('laforge.mirror') : undefined;
  return {
    project,
    named: named !== null,
    slug: named === null ? DEFAULT_SLUG : textToSlug(project.id),
    storeName: store,
    mirror:
      mirror ?? (rememberedMirror ? parseWord(rememberedMirror, MIRROR_NAMES, 'git config laforge.mirror') : null),
    dbPath: db === undefined ? ledgerPath(project) : resolve(context.cwd, db),
    names: db === undefined ? historyNames(project, named !== null, repository) : [realPath(resolve(context.cwd, db))],
    repository,
  };
}

function chooseProject(
  context: CliContext,
  named: string | null,
  repository: Repository | null,
  db: string | undefined,
): Project {
  if (named !== null) return findProject(named, context.env, 'The project');
  if (repository !== null) return findProject(defaultProjectId(repository), context.env, 'The name of this repository');
  // A file named with --db needs no project; its name is used in messages.
  return {id: db ?? '', folder: dirname(resolve(db ?? '.'))};
}
