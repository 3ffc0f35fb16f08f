import {dirname, resolve} from 'node:path';
import type {Command} from 'commander';
import {badInput, InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import {parseWord} from '../domain/option-values.ts';
import type {Repository} from '../domain/ports/git.ts';
import {MIRROR_NAMES, type MirrorName, STORE_NAMES, type StoreName} from '../domain/ports/store.ts';
import {DEFAULT_SLUG, textToSlug} from '../domain/slug.ts';
import {readSetting} from '../git/baseline.ts';
import {openGit} from '../git/open.ts';
import {checkOwner, defaultProjectId, findProject, ledgerPath, type Project} from '../system/projects.ts';
import type {CliContext} from './context.ts';
import type {HistoryOptions} from './history-options.ts';

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

function readMirror(remembered: string | undefined): MirrorName | null {
  return remembered ? parseWord(remembered, MIRROR_NAMES, 'git config laforge.mirror') : null;
}

/** Reads the name of a store. One of the action's is read too: the command says that it works there alone. Throws InputError. */
function parseStore(text: string, what: string): StoreName {
  return STORE_NAMES.find((name) => name === text) ?? parseWord(text, ['file', 'git', 'postgres'], what);
}

/** The history that a command is about, before it is opened. */
export interface HistoryPlace {
  readonly project: Project;
  /** False if the name comes from the repository. */
  readonly named: boolean;
  /** Part of the names of this history's refs. */
  readonly slug: string;
  readonly storeName: StoreName;
  /** Where a copy of the history is kept too; null for nowhere. */
  readonly mirror: MirrorName | null;
  /** The ledger of the file store. */
  readonly dbPath: string;
  /** Null if a project was named and no repository is needed. */
  readonly repository: Repository | null;
}

interface FindOptions {
  readonly directory: string;
  readonly needsRepository: boolean;
  /** Selects the variables that the agent gets. After the agent ran, git gets no others. */
  readonly isGiven?: (name: string) => boolean;
}

/**
 * Finds the history that a command is about: the named project's, else that of the repository that contains `directory`.
 * Throws InputError if there is neither, RefusedError if the name belongs to another repository.
 */
export async function findPlace(
  context: CliContext,
  named: string | null,
  options: HistoryOptions,
  {directory, needsRepository, isGiven}: FindOptions,
): Promise<HistoryPlace> {
  checkStoreOptions(options);
  const namesFile = named !== null || options.db !== undefined;
  const open = () => openRepository(directory, needsRepository, isGiven);
  let repository = needsRepository || !namesFile ? await open() : null;
  try {
    const store = await chooseStore(options, directory, repository);
    if (repository === null && store !== 'file') repository = await open();
    const mirror =
      options.mirror ?? (store === 'postgres' ? readMirror(repository?.settings.get('laforge.mirror')) : null);
    return {...choosePlace(context, named, options, store, repository), mirror};
  } catch (error) {
    await repository?.close();
    throw error;
  }
}

function checkStoreOptions({store, db}: HistoryOptions): void {
  if (db !== undefined && store !== undefined && store !== 'file') {
    throw badInput(`--db names a file and --store is ${quote(store)}. Leave one of them out.`);
  }
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

async function openRepository(
  directory: string,
  needed: boolean,
  isGiven: FindOptions['isGiven'] = () => true,
): Promise<Repository> {
  try {
    return await openGit({credentials: NO_TOKENS, isGiven}).open(directory);
  } catch (error) {
    if (needed || !(error instanceof InputError) || error.code !== 'not-a-work-tree') throw error;
    throw new InputError(
      'not-a-work-tree',
      `${directory} is not in a git work tree, so it has no project. Name one: --project <id> (laforge projects lists them).`,
    );
  }
}

/** Opens the repository of a folder; null if it is in none, or there is no git. */
export async function tryOpenRepository(directory: string): Promise<Repository | null> {
  try {
    return await openGit({credentials: NO_TOKENS}).open(directory);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function choosePlace(
  context: CliContext,
  named: string | null,
  {db}: HistoryOptions,
  store: StoreName,
  repository: Repository | null,
): Omit<HistoryPlace, 'mirror'> {
  const project = chooseProject(context, named, repository, db);
  const isDefault = named === null && db === undefined && store === 'file';
  if (isDefault && repository !== null) checkOwner(project, repository);
  return {
    project,
    named: named !== null,
    slug: named === null ? DEFAULT_SLUG : textToSlug(project.id),
    storeName: store,
    dbPath: db === undefined ? ledgerPath(project) : resolve(context.cwd, db),
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

/** On a user's machine git uses only the user's own credentials. */
const NO_TOKENS = {pushToken: null, fallbackToken: null, serverUrl: null};
