import {linkSync, lstatSync, readdirSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {basename, join, resolve} from 'node:path';
import {errnoCode, InputError, RefusedError, StoreError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {Environment} from '../domain/ports/system.ts';
import {projectPathParts, slugToText} from '../domain/slug.ts';
import {readRegularFile} from '../files/regular-file.ts';
import {makeFolder} from './folders.ts';

const LEDGER_FILE = 'steps.db';
const OWNER_FILE = 'project.json';
const COPIES = 'copies';
/** The codes of errors for a path that is not there. */
const ABSENT = new Set(['ENOENT', 'ENOTDIR']);
/** The folders in it, one a history, have a key as their name. */
const HISTORY_KEY = /^[0-9a-f]{16}$/;

/** A project on this machine. */
export interface Project {
  readonly id: string;
  /** Holds `steps.db`, `project.json` and the logs. */
  readonly folder: string;
}

type Where = Pick<Repository, 'mainWorkTree'> & {
  readonly remote: Pick<NonNullable<Repository['remote']>, 'repository'> | null;
};

/** `LAFORGE_HOME`, else `~/.laforge`. */
export function laforgeHome(env: Environment): string {
  const home = env.LAFORGE_HOME ?? '';
  return home === ''
    ? join(env.HOME === undefined || env.HOME === '' ? homedir() : env.HOME, '.laforge')
    : resolve(home);
}

/** The file of a project's history. */
export function ledgerPath(project: Project): string {
  return join(project.folder, LEDGER_FILE);
}

/** The file that keeps the output of a step's agent. */
export function stepLogFile(project: Project, uid: string): string {
  return join(project.folder, 'runs', `${uid}.log`);
}

/** The same for the check of its work. */
export function checkLogFile(project: Project, uid: string): string {
  return join(project.folder, 'runs', `${uid}.check.log`);
}

/** The folder of records that the store refused. The next command or step publishes them. */
export function waitingFolder(project: Project): string {
  return join(project.folder, 'waiting');
}

/** The folder of the loaded states of a history at a remote, for commands that only show it. */
export function copyFolder(project: Project): string {
  return join(project.folder, COPIES);
}

/** The folder under which every project has its own. */
export function projectsFolder(env: Environment): string {
  return join(laforgeHome(env), 'projects');
}

/**
 * The project of that name. One that is there already under another spelling of upper and lower case is the same, as
 * a repository's name is on the services that host it. Throws InputError on a name that cannot be a project's.
 */
export function findProject(id: string, env: Environment, what: string): Project {
  let folder = projectsFolder(env);
  const parts: string[] = [];
  for (const part of projectPathParts(id, what)) {
    if (part.startsWith(LEDGER_FILE) || part === OWNER_FILE) {
      throw new InputError(
        'bad-input',
        `${what} is ${quote(id)}, and ${part} is the name of a file of ours. Use another.`,
      );
    }
    const entry = sameName(part, folder);
    parts.push(entry);
    folder = join(folder, entry);
  }
  return {id: parts.map(slugToText).join('/'), folder};
}

/** The name of a repository's own project: `owner/repo` of its remote in lower case, else the folder of its main work tree. */
export function defaultProjectId(repository: Where): string {
  const remote = repository.remote?.repository ?? null;
  return remote === null ? basename(repository.mainWorkTree) : remote.slice(remote.indexOf('/') + 1);
}

/**
 * Refuses a default name that is taken: two repositories of one name are two histories. A project that nobody owns
 * yet (a file that was copied here) belongs to whoever asks first.
 */
export function checkOwner(project: Project, repository: Where): void {
  const owner = readOwner(project);
  const asking = identityOf(repository);
  if (owner === null || owner === asking) return;
  throw new RefusedError(
    'wrong-place',
    `Project ${quote(project.id)} on this machine is the history of another repository, ${owner}, not of ${asking}. ` +
      'Name a project of its own for this one: --project <name>. To share that history, name it: --project ' +
      `${project.id}.`,
  );
}

/** Notes whose history this is, the first time a step is recorded in it. */
export function claimProject(project: Project, repository: Where): void {
  try {
    makeFolder(project.folder);
    const text = `${JSON.stringify({repository: identityOf(repository)}, null, 2)}\n`;
    writeWholeOnce(join(project.folder, OWNER_FILE), text);
  } catch (error) {
    if (errnoCode(error) === 'EEXIST' && readOwner(project) !== null) return;
    throw new StoreError(
      'unwritable',
      `The folder of project ${quote(project.id)} cannot be written: ${project.folder}.`,
      {
        cause: error,
      },
    );
  }
}

/** Exclusively and in one piece: of two first steps at once, one owns the name and the other reads who. */
function writeWholeOnce(path: string, text: string): void {
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, text);
    linkSync(draft, path);
  } catch (error) {
    if (errnoCode(error) === 'EEXIST') throw error;
    // A file system without hard links.
    writeFileSync(path, text, {flag: 'wx'});
  } finally {
    rmSync(draft, {force: true});
  }
}

/** A project with the file that shows it: its own or, of a history at a remote, the state that was loaded last. */
export interface ListedProject extends Project {
  readonly ledger: string;
}

/** Every project on this machine that has a ledger or the copy of one, by its id. */
export function listProjects(env: Environment): readonly ListedProject[] {
  const found: ListedProject[] = [];
  const walk = (folder: string, parts: readonly string[]): void => {
    const entries = entriesOf(folder);
    const project = {id: parts.map(slugToText).join('/'), folder};
    const hasOwn = entries.some((entry) => entry.name === LEDGER_FILE);
    const ledger = hasOwn ? ledgerPath(project) : latestCopy(copyFolder(project));
    if (parts.length > 0 && ledger !== null) found.push({...project, ledger});
    for (const {name} of entries.filter((entry) => entry.isDirectory())) {
      if (parts.at(-1) !== COPIES || !HISTORY_KEY.test(name)) walk(join(folder, name), [...parts, name]);
    }
  };
  walk(projectsFolder(env), []);
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The state of a history at a remote that was loaded last on this machine; null where the project has none. */
export function loadedCopy(project: Project): string | null {
  return latestCopy(copyFolder(project));
}

function latestCopy(folder: string): string | null {
  const copies = entriesOf(folder)
    .filter(({name}) => HISTORY_KEY.test(name))
    .flatMap(({name}) => entriesOf(join(folder, name)).map((state) => join(folder, name, state.name)))
    .filter((state) => !state.endsWith('.new'))
    .flatMap((state) => {
      const path = join(state, LEDGER_FILE);
      const file = lstatSync(path, {throwIfNoEntry: false});
      return file?.isFile() === true ? [{path, time: file.mtimeMs}] : [];
    });
  return copies.sort((a, b) => b.time - a.time)[0]?.path ?? null;
}

/** The key of a repository, to tell it from another of the same name: `host/owner/name`, else the real path of its main work tree. */
function identityOf(repository: Where): string {
  return repository.remote?.repository ?? realpathSync(repository.mainWorkTree);
}

/** True where nothing is, also because a part of the path is a file. */
function isMissing(path: string): boolean {
  try {
    lstatSync(path);
    return false;
  } catch (error) {
    return ABSENT.has(errnoCode(error) ?? '');
  }
}

function readOwner(project: Project): string | null {
  const path = join(project.folder, OWNER_FILE);
  const text = readRegularFile(path)?.toString('utf8');
  if (text === undefined) {
    if (isMissing(path)) return null;
    throw new StoreError('unreadable', `${path} cannot be read.`);
  }
  try {
    const parsed: unknown = JSON.parse(text);
    if (
      typeof parsed === 'object' &&
      parsed !== null &&
      'repository' in parsed &&
      typeof parsed.repository === 'string'
    ) {
      return parsed.repository;
    }
  } catch {
    // Told below, with every other shape it should not have.
  }
  throw new StoreError('damaged', `${path} does not say whose history this is. Remove that file if you know.`);
}

function sameName(part: string, folder: string): string {
  const names = entriesOf(folder).map((entry) => entry.name);
  return names.includes(part) ? part : (names.find((name) => name.toLowerCase() === part.toLowerCase()) ?? part);
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, {withFileTypes: true});
  } catch (error) {
    if (ABSENT.has(errnoCode(error) ?? '')) return [];
    throw new StoreError('unreadable', `${folder} cannot be read.`, {cause: error});
  }
}
