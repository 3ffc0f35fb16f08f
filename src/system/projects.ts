import {linkSync, lstatSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {homedir, tmpdir} from 'node:os';
import {basename, join, resolve} from 'node:path';
import {badInput, errnoCode, RefusedError, StoreError, sayRefusedPath} from '../domain/errors.ts';
import {projectPathParts, quote, slugToText} from '../domain/identity.ts';
import {parseObject} from '../domain/json.ts';
import type {Repository} from '../domain/ports/git.ts';
import {LEDGER_FILE} from '../domain/ports/ledger.ts';
import type {Environment} from '../domain/ports/system.ts';
import {findBlock, readRegularFile, realPath, sayNoFolder} from '../files/regular-file.ts';
import {makeFolder} from './folders.ts';

const OWNER_FILE = 'project.json';
const COPIES = 'copies';
/** The error codes for a path that does not exist. */
const ABSENT = new Set(['ENOENT', 'ENOTDIR']);
/** The names of the folders in `copies`, one per history. */
const HISTORY_KEY = /^[0-9a-f]{16}$/;

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

/**
 * Finds or makes a folder that only this user can access, under XDG_RUNTIME_DIR or else LaForge's home. Returns null if that
 * is not possible; the caller then works without it.
 */
export function privateFolder(name: string, env: Environment): string | null {
  const runtime = env.XDG_RUNTIME_DIR ?? '';
  const places = [...(runtime === '' ? [] : [join(runtime, 'laforge')]), laforgeHome(env)];
  return places.map((place) => join(place, name)).find(makePrivate) ?? null;
}

function makePrivate(folder: string): boolean {
  try {
    makeFolder(folder, 0o700);
    const found = lstatSync(folder);
    const isOurs = process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o077) === 0);
    return found.isDirectory() && isOurs;
  } catch {
    return false;
  }
}

export function ledgerPath(project: Project): string {
  return join(project.folder, LEDGER_FILE);
}

export function stepLogFile(project: Project, uid: string): string {
  return join(project.folder, 'runs', `${uid}.log`);
}

export function checkLogFile(project: Project, uid: string): string {
  return join(project.folder, 'runs', `${uid}.check.log`);
}

/** Folders in the temporary one for the logs of steps whose project's folder could not be written. */
const LOGS_ELSEWHERE = 'laforge-logs-';

/** Makes a folder for the logs of a step whose project's folder cannot be written. */
export function makeLogsElsewhere(): string {
  return mkdtempSync(join(tmpdir(), LOGS_ELSEWHERE));
}

/** Where the log of this path is: there, or in such a folder of this user's; the path itself if there is none. */
export function findLog(path: string): string {
  if (!isMissing(path)) return path;
  const isOurs = (folder: string) => {
    const found = lstatSync(folder, {throwIfNoEntry: false});
    return found?.isDirectory() === true && (process.getuid === undefined || found.uid === process.getuid());
  };
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(LOGS_ELSEWHERE));
  const elsewhere = folders.map((name) => join(tmpdir(), name)).filter(isOurs);
  return elsewhere.map((folder) => join(folder, basename(path))).find((file) => !isMissing(file)) ?? path;
}

/** The folder for records that the store could not take. The next command or step publishes them. */
export function waitingFolder(project: Project): string {
  return join(project.folder, 'waiting');
}

/** The folder for local copies of a remote history, which commands that only read may use. */
export function copyFolder(project: Project): string {
  return join(project.folder, COPIES);
}

export function projectsFolder(env: Environment): string {
  return join(laforgeHome(env), 'projects');
}

/**
 * Finds the project with this name. Names ignore case, as repository names do on the services that host them. Throws
 * InputError for a name that cannot be a project's.
 */
export function findProject(id: string, env: Environment, what: string): Project {
  let folder = projectsFolder(env);
  const parts: string[] = [];
  for (const part of projectPathParts(id, what)) {
    if (part.startsWith(LEDGER_FILE) || part === OWNER_FILE) {
      throw badInput(`${what} is ${quote(id)}, and ${part} is a reserved file name. Use another.`);
    }
    const entry = sameName(part, folder);
    parts.push(entry);
    folder = join(folder, entry);
  }
  return {id: parts.map(slugToText).join('/'), folder};
}

/** A repository's default project: `owner/repo` of its remote in lower case, else the folder name of its main work tree. */
export function defaultProjectId(repository: Where): string {
  const remote = repository.remote?.repository ?? null;
  return remote === null ? basename(repository.mainWorkTree) : remote.slice(remote.indexOf('/') + 1);
}

/**
 * Refuses a default name that another repository has taken: two repositories with the same name have separate histories. A
 * project without an owner (a file that was copied here) goes to the first repository that asks.
 */
export function checkOwner(project: Project, repository: Where): void {
  const owner = readOwner(project);
  const asking = identityOf(repository);
  if (owner === null || owner === asking) return;
  throw new RefusedError(
    'wrong-place',
    `Project ${quote(project.id)} on this machine is the history of another repository, ${owner}, not of ${asking}. ` +
      'Name another project for this one: --project <name>. To share that history, name it: --project ' +
      `${project.id}.`,
  );
}

/** Writes down which repository owns the project, when its first step is recorded. */
export function claimProject(project: Project, repository: Where): void {
  try {
    makeFolder(project.folder);
    const text = `${JSON.stringify({repository: identityOf(repository)}, null, 2)}\n`;
    writeWholeOnce(join(project.folder, OWNER_FILE), text);
  } catch (error) {
    if (errnoCode(error) === 'EEXIST' && readOwner(project) !== null) return;
    const message = `The folder of project ${quote(project.id)} cannot be made or written: ${project.folder}. Let LAFORGE_HOME name a folder that can.`;
    throw new StoreError('unwritable', message, {cause: error});
  }
}

/** Creates a file atomically or throws EEXIST: of two concurrent first steps one claims the name, and the other sees which. */
function writeWholeOnce(path: string, text: string): void {
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, text);
    linkSync(draft, path);
  } catch (error) {
    // On a full disk an empty file would stay, and claim the name for nobody.
    if (errnoCode(error) === 'EEXIST' || FULL.has(errnoCode(error) ?? '')) throw error;
    // The file system has no hard links.
    writeFileSync(path, text, {flag: 'wx'});
  } finally {
    rmSync(draft, {force: true});
  }
}

const FULL = new Set(['ENOSPC', 'EDQUOT']);

/** A project and the ledger file to show it from: its own, or the latest local copy of a remote history. */
export interface ListedProject extends Project {
  readonly ledger: string;
}

/** Lists the projects on this machine that have a ledger or a copy of one, sorted by id. */
export function listProjects(env: Environment): readonly ListedProject[] {
  const block = findBlock(join(projectsFolder(env), LEDGER_FILE));
  if (block !== null) throw new StoreError('unreadable', sayNoFolder(block));
  const found: ListedProject[] = [];
  const walk = (folder: string, parts: readonly string[]): void => {
    const entries = entriesOf(folder);
    const project = {id: parts.map(slugToText).join('/'), folder};
    const hasOwn = entries.some((entry) => entry.name === LEDGER_FILE);
    const ledger = hasOwn ? ledgerPath(project) : loadedCopy(project);
    if (parts.length > 0 && ledger !== null) found.push({...project, ledger});
    for (const {name} of entries.filter((entry) => entry.isDirectory())) {
      if (parts.at(-1) !== COPIES || !HISTORY_KEY.test(name)) walk(join(folder, name), [...parts, name]);
    }
  };
  walk(projectsFolder(env), []);
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The latest local copy of a remote history; null when the project has none. */
export function loadedCopy(project: Project): string | null {
  const folder = copyFolder(project);
  const copies = entriesOf(folder)
    .filter(({name}) => HISTORY_KEY.test(name))
    .flatMap(({name}) => entriesOf(join(folder, name)).map((state) => ({state, of: join(folder, name)})))
    .filter(({state}) => state.isDirectory() && !state.name.endsWith('.new'))
    .flatMap(({state, of}) => {
      const path = join(of, state.name, LEDGER_FILE);
      const file = lstatSync(path, {throwIfNoEntry: false});
      return file?.isFile() === true ? [{path, time: file.mtimeMs}] : [];
    });
  return copies.sort((a, b) => b.time - a.time)[0]?.path ?? null;
}

/**
 * The names by which a project's history is known whatever LAFORGE_HOME is, so that a record which waits elsewhere is found by
 * another one too. The first is that of a command here; a project that is named also has that of its owner.
 */
export function historyNames(project: Project, named: boolean, repository: Where | null): readonly string[] {
  const nameOf = (owner: string | null) => JSON.stringify([project.id.toLowerCase(), owner]);
  if (!named && repository !== null) return [nameOf(identityOf(repository)), nameOf(null)];
  const owner = ownerIfKnown(project);
  return [nameOf(null), ...(owner === null ? [] : [nameOf(owner)])];
}

function ownerIfKnown(project: Project): string | null {
  try {
    return readOwner(project);
  } catch {
    return null;
  }
}

/** Identifies a repository among others with the same name: `host/owner/name`, else the real path of its main work tree. */
function identityOf(repository: Where): string {
  return repository.remote?.repository ?? realPath(repository.mainWorkTree);
}

/** Returns true for a path where nothing is to be found. In a folder that nobody may enter, no history is found either. */
function isMissing(path: string): boolean {
  try {
    lstatSync(path);
    return false;
  } catch {
    return true;
  }
}

function readOwner(project: Project): string | null {
  const path = join(project.folder, OWNER_FILE);
  const text = readRegularFile(path)?.toString('utf8');
  if (text === undefined) {
    if (isMissing(path)) return null;
    throw new StoreError('unreadable', `${path} cannot be read. Give this user access to it.`);
  }
  const owner = parseObject(text)?.repository;
  if (typeof owner === 'string') return owner;
  throw new StoreError('damaged', `${path} does not say whose history this is. Remove that file if you know.`);
}

/** A folder that cannot be listed has nothing to compare: whoever opens a file in it says what is wrong. */
function sameName(part: string, folder: string): string {
  let names: readonly string[];
  try {
    names = entriesOf(folder).map((entry) => entry.name);
  } catch {
    return part;
  }
  return names.includes(part) ? part : (names.find((name) => name.toLowerCase() === part.toLowerCase()) ?? part);
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, {withFileTypes: true});
  } catch (error) {
    if (ABSENT.has(errnoCode(error) ?? '')) return [];
    throw new StoreError(
      'unreadable',
      `${folder} cannot be read: ${sayRefusedPath(error)} LAFORGE_HOME names another.`,
    );
  }
}
