import {existsSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import type {Command} from 'commander';
import {InputError, StoreError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import {movingPrefix} from '../domain/pin-refs.ts';
import type {Repository} from '../domain/ports/git.ts';
import {type History, STORE_NAMES, type StoreName} from '../domain/ports/store.ts';
import {DEFAULT_SLUG, textToSlug} from '../domain/slug.ts';
import {readSetting} from '../git/baseline.ts';
import {openGit} from '../git/open.ts';
import {checkOwner, defaultProjectId, findProject, ledgerPath, type Project} from '../system/projects.ts';
import {type CliContext, say} from './context.ts';
import {oneOf} from './option-values.ts';
import {withProgress} from './progress.ts';

/** Options of every command that works on a history. */
export interface HistoryOptions {
  readonly project?: string;
  readonly db?: string;
  readonly store?: StoreName;
}

/** Puts `--project`, `--db` and `--store` onto a command, last among its options. */
export function addHistoryOptions(command: Command): void {
  command
    .option('--project <id>', 'the project (default: owner/repo of origin, else the name of the folder)')
    .option('--db <file>', 'a steps.db file, in place of the one of the project')
    .option(
      '--store <name>',
      'where the history lives (default: git config laforge.store, else file); artifact and cache work in the action alone',
      oneOf('--store', STORE_NAMES),
    );
}

/** Which history is meant, before any of it is read. */
export interface Place {
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

export interface OpenedHistory extends Place {
  readonly history: History;
  /** Where the history is, for people. */
  readonly where: string;
  readonly close: () => Promise<void>;
}

interface FindOptions {
  readonly directory: string;
  readonly needsRepository: boolean;
  /** Which variables an agent is given; git has those after it. */
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
): Promise<Place> {
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

/** Opens the history for reading. One that cannot be read is an error here: an empty list would be a guess. */
export async function openHistory(
  context: CliContext,
  named: string | null,
  options: HistoryOptions,
): Promise<OpenedHistory> {
  const place = await findPlace(context, named, options, {directory: context.cwd, needsRepository: false});
  if (options.db !== undefined && !existsSync(place.dbPath)) {
    await place.repository?.close();
    throw new InputError('bad-input', `--db is ${quote(options.db)}, and there is no such file. Name a steps.db.`);
  }
  const history = await openPlace(context, place, 'read');
  // The user's own file is kept true by whoever reads it; a history that others share is not written by looking at it.
  if (place.storeName === 'file') await settlePlace(context, history);
  else await publishWaiting(context, history);
  if (place.repository !== null && (await place.repository.localRefs(movingPrefix(place.slug))).size > 0) {
    const {finishMoves} = await import('../usecases/finish-moves.ts');
    const warn = (message: string) => say(context, `warning: ${message}`);
    await finishMoves({repository: place.repository, slug: place.slug, warn});
  }
  return {
    ...place,
    history,
    where: history.dbPath ?? `the store ${place.storeName}`,
    close: async () => {
      await history.close();
      await place.repository?.close();
    },
  };
}

/** Opens a history and the repository that this folder is in, which both are needed. */
export async function openHistoryHere(
  context: CliContext,
  named: string | null,
  options: HistoryOptions,
  purpose: 'read' | 'move' = 'read',
): Promise<OpenedHistory & {readonly repository: Repository}> {
  const place = await findPlace(context, named, options, {directory: context.cwd, needsRepository: true});
  const {repository} = place;
  if (repository === null) throw new InputError('not-a-work-tree', `${context.cwd} is in no git work tree.`);
  const history = await openPlace(context, place, purpose);
  return {
    ...place,
    repository,
    history,
    where: history.dbPath ?? `the store ${place.storeName}`,
    close: async () => {
      await history.close();
      await repository.close();
    },
  };
}

/** Opens the history of a place, and tells what people must know of it. Closes the place's repository when it fails. */
export async function openPlace(context: CliContext, place: Place, purpose: 'read' | 'move'): Promise<History> {
  try {
    const {createPlaceStore} = await import('./create-store.ts');
    const store = await createPlaceStore(context, place, purpose);
    const history = await withProgress(context, 'reading the history', () => store.open());
    for (const warning of history.warnings) say(context, `warning: ${warning}`);
    const {condition} = history;
    if (condition.kind === 'unreadable') {
      await history.close();
      throw new StoreError(
        'unreadable',
        `The history of project ${place.project.id} could not be read: ${condition.reason}`,
      );
    }
    if (condition.kind === 'expired') {
      say(
        context,
        `warning: the history has expired in its store${condition.lastSavedAt === null ? '' : ` (last saved ${condition.lastSavedAt})`}.`,
      );
    }
    return history;
  } catch (error) {
    await place.repository?.close();
    throw error;
  }
}

/** What an earlier command could not publish goes into the history now, or is named. */
async function publishWaiting(context: CliContext, history: History): Promise<void> {
  const publication = await history.publish();
  if (publication.kind === 'waiting' || publication.kind === 'kept') {
    const reason = publication.reason.replace(/[.\s]*$/, '');
    say(
      context,
      `warning: A record of an earlier step still waits to be published: ${reason}. It is in ${publication.where}.`,
    );
  }
}

/** Notes of steps that this machine knows to be gone that they were interrupted. */
export async function settlePlace(context: CliContext, history: History): Promise<void> {
  const [{settleRunning}, {processProof}] = await Promise.all([
    import('../usecases/settle-running.ts'),
    import('../system/process-info.ts'),
  ]);
  const inform = (message: string) => say(context, message);
  await settleRunning({history, proofs: [processProof], inform}, {own: null});
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
): Place {
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
