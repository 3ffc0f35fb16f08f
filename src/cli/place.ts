import {dirname, resolve} from 'node:path';
import type {Command} from 'commander';
import {InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import {STORE_NAMES, type StoreName} from '../domain/ports/store.ts';
import {DEFAULT_SLUG, textToSlug} from '../domain/slug.ts';
import {readSetting} from '../git/baseline.ts';
import {openGit} from '../git/open.ts';
import {checkOwner, defaultProjectId, findProject, ledgerPath, type Project} from '../system/projects.ts';
import {oneOf} from './arguments.ts';
import type {CliContext} from './context.ts';
import type {HistoryOptions} from './history-options.ts';

/** A command about a project: `[project-id]`. */
export function takeProject(command: Command): Command {
  return command
    .usage('[options] [project-id]')
    .argument('[project-id...]', 'the project (default: the one of this repository)');
}

/** A command about a step: `[project-id] <step-id>`. */
export function takeStep(command: Command): Command {
  return command
    .usage('[options] [project-id] <step-id>')
    .argument('[step-id...]', 'the step: its number (3, S3), or its uid or the first 8 or more characters of it');
}

/** Puts `--project`, `--db` and `--store` onto a command, last among its options, and below them its examples. */
export function addHistoryOptions(command: Command, examples: string, stores = 'file, git or postgres'): void {
  command
    .addHelpText('after', examples)
    .option(
      '--project <id>',
      'work on the history of this project (default: owner/repo of origin, else the name of the folder)',
    )
    .option('--db <file>', 'use this steps.db in place of the one of the project')
    .option(
      '--store <name>',
      `where the history lives: ${stores} (default: git config laforge.store, else file)`,
      oneOf('--store', STORE_NAMES),
    );
}

/** The history that is meant, before any of it is read. */
export interface HistoryPlace {
  readonly project: Project;
  /** False when the project has its name from the repository. */
  readonly named: boolean;
  /** Part of the names of refs that belong to this history. */
  readonly slug: string;
  readonly storeName: StoreName;
  /** The ledger of the store `file`. */
  readonly dbPath: string;
  /** Null where a project was named and no repository is needed. */
  readonly repository: Repository | null;
}

interface FindOptions {
  readonly directory: string;
  readonly needsRepository: boolean;
  /** The variables an agent is given. After the agent, git has no others. */
  readonly isGiven?: (name: string) => boolean;
}

/**
 * Finds the history a command is about: the named project, else the one of the repository that `directory` is in.
 * Throws InputError when nothing says which, RefusedError when the name belongs to another repository.
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
    return choosePlace(context, named, options, store, repository);
  } catch (error) {
    await repository?.close();
    throw error;
  }
}

function checkStoreOptions({store, db}: HistoryOptions): void {
  if (db !== undefined && store !== undefined && store !== 'file') {
    throw new InputError('bad-input', `--db names a file and --store is ${quote(store)}. Leave one of them out.`);
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
  return remembered ? oneOf(`git config ${key}`, STORE_NAMES)(remembered) : 'file';
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
      `${directory} is in no git work tree, so it has no project of its own. Name one: --project <id> (laforge projects lists them).`,
    );
  }
}

/** The repository that a folder is in; null where it is in none, or there is no git. */
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
): HistoryPlace {
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
  // A file by itself is read as it is; its own name will do in sentences.
  return {id: db ?? '', folder: dirname(resolve(db ?? '.'))};
}

/** On a user's machine git reaches a remote as the user has configured it, and with nothing of ours. */
const NO_TOKENS = {pushToken: null, fallbackToken: null, serverUrl: null};
