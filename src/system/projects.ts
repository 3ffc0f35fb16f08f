import {randomUUID} from 'node:crypto';
import {
  existsSync,
  linkSync,
  lstatSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import {homedir} from 'node:os';
import {basename, join, resolve} from 'node:path';
import {errnoCode, InputError, RefusedError, StoreError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import {isObject, parseObject} from '../domain/json.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {Environment} from '../domain/ports/system.ts';
import {quoteForShell} from '../domain/shell-words.ts';
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
  /** The forge's id of it, where a run tells. */
  readonly forgeId?: string | null;
};

type DefaultWhere = Where & Pick<Repository, 'settings'>;

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

/** The setting that names the project of a repository, in place of the one that is named after it. */
export const PROJECT_SETTING = 'laforge.project';

/**
 * The project of a repository that nobody named: the one that is its own already, by whatever name it was begun, else the
 * one with its name. A clone whose remote leads elsewhere than before may be of a renamed repository or of a fork, which
 * its user alone can tell: throws RefusedError until the setting does.
 */
export function defaultProject(env: Environment, repository: DefaultWhere): Project {
  const chosen = repository.settings.get(PROJECT_SETTING);
  if (chosen) return findProject(chosen, env, `git config ${PROJECT_SETTING}`);
  const named = findProject(defaultProjectId(repository), env, 'The name of this repository');
  const owner = readOwner(named);
  if (owner !== null && isOwner(owner, repository)) return named;

  const others = listProjects(env).flatMap(({ledger: _, ...project}) => {
    const other = readOwner(project);
    return other === null ? [] : [{project, other}];
  });
  const own = others.find(({other}) => isOwner(other, repository));
  if (own !== undefined) return own.project;
  checkOwner(named, repository);
  const before = others.find(({other}) => hasClone(other, repository));
  if (before === undefined || existsSync(ledgerPath(named))) return named;
  const asking = identityOf(repository);
  throw new RefusedError(
    'wrong-place',
    `The steps of ${repository.mainWorkTree} are in project ${quote(before.project.id)}, of ${before.other.repository}, and its ` +
      `remote is ${asking} now. If that is a new name of the same repository, go on there: git config ${PROJECT_SETTING} ` +
      `${quoteForShell([before.project.id])}. If it is another one, such as a fork, give it a history of its own: ` +
      `git config ${PROJECT_SETTING} ${quoteForShell([named.id])}.`,
  );
}

/**
 * Refuses a default name that is taken: two repositories of one name are two histories. A project that nobody owns
 * yet (a file that was copied here) belongs to whoever asks first.
 */
export function checkOwner(project: Project, repository: Where): void {
  const owner = readOwner(project);
  if (owner === null || isOwner(owner, repository)) return;
  throw new RefusedError(
    'wrong-place',
    `Project ${quote(project.id)} on this machine is the history of another repository, ${owner.repository}, not of ${identityOf(repository)}. ` +
      'Name a project of its own for this one: --project <name>. To share that history, name it: --project ' +
      `${project.id}.`,
  );
}

/**
 * Notes whose history this is, the first time a step is recorded in it, and where it is its repository's own, under which
 * name and from which clone. Hands back the id by which its steps are known after a new name; null where it is shared.
 */
export function claimProject(project: Project, repository: DefaultWhere, isOwn: boolean): string | null {
  const path = join(project.folder, OWNER_FILE);
  const format = (owner: Owner) => `${JSON.stringify(owner, null, 2)}\n`;
  try {
    makeFolder(project.folder);
    try {
      writeWholeOnce(path, format(ownerAfter(null, repository)));
    } catch (error) {
      if (errnoCode(error) !== 'EEXIST') throw error;
      const owner = readOwner(project);
      if (owner === null) throw error;
      const after = ownerAfter(owner, repository);
      // Of two repositories whose first steps are at once, one is told by this that the name was taken.
      const isIts = isOwner(owner, repository) || repository.settings.has(PROJECT_SETTING);
      if (isOwn && isIts && format(after) !== format(owner)) {
        writeFileSync(`${path}.${process.pid}.new`, format(after));
        renameSync(`${path}.${process.pid}.new`, path);
      }
    }
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const text = `The folder of project ${quote(project.id)} cannot be written: ${project.folder}.`;
    throw new StoreError('unwritable', text, {cause: error});
  }
  return isOwn ? (readOwner(project)?.id ?? null) : null;
}

/** What is noted of the repository whose history a project is. */
interface Owner {
  /** `host/owner/name`, else the real path of the main work tree. */
  readonly repository: string;
  readonly id: string;
  readonly forgeId: string | null;
  readonly formerly: readonly string[];
  /** The clones that steps were made in, each with the time its folder was made: another may lie there later. */
  readonly clones: Readonly<Record<string, number>>;
}

const MOST_CLONES = 100;

function ownerAfter(owner: Owner | null, repository: Where): Owner {
  const name = identityOf(repository);
  const {formerly, clones} = owner ?? {formerly: [], clones: {}};
  const names = owner === null ? [] : [...formerly, owner.repository].filter((former) => former !== name);
  const others = Object.entries(clones).filter(([path]) => path !== repository.mainWorkTree);
  return {
    repository: name,
    id: owner?.id ?? randomUUID(),
    forgeId: repository.forgeId ?? owner?.forgeId ?? null,
    formerly: [...new Set(names)],
    clones: Object.fromEntries([...others.slice(1 - MOST_CLONES), [repository.mainWorkTree, madeAt(repository)]]),
  };
}

/** True for the repository of that name or that id of its forge, and for a clone of it that knows it by a former name. */
function isOwner(owner: Owner, repository: Where): boolean {
  const asking = identityOf(repository);
  const isOfHost = owner.repository.split('/')[0] === asking.split('/')[0];
  if (isOfHost && owner.forgeId !== null && repository.forgeId != null) return owner.forgeId === repository.forgeId;
  if (owner.repository === asking) return true;
  if (!hasClone(owner, repository)) return false;
  // A clone that had no remote when its steps were made has not become another by getting one.
  return owner.formerly.includes(asking) || owner.repository === realpathSync(repository.mainWorkTree);
}

function hasClone({clones}: Owner, repository: Where): boolean {
  return clones[repository.mainWorkTree] === madeAt(repository);
}

function madeAt({mainWorkTree}: Where): number {
  return statSync(mainWorkTree).birthtimeMs;
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

function readOwner(project: Project): Owner | null {
  const path = join(project.folder, OWNER_FILE);
  const text = readRegularFile(path)?.toString('utf8');
  if (text === undefined) {
    if (lstatSync(path, {throwIfNoEntry: false}) === undefined) return null;
    throw new StoreError('unreadable', `${path} cannot be read.`);
  }
  try {
    const owner = parseObject(text);
    if (typeof owner?.repository === 'string') {
      const {repository, id, forgeId, formerly, clones} = owner;
      return {
        repository,
        id: typeof id === 'string' ? id : randomUUID(),
        forgeId: typeof forgeId === 'string' ? forgeId : null,
        formerly: Array.isArray(formerly) ? formerly.filter((name) => typeof name === 'string') : [],
        clones: isObject(clones) ? Object.fromEntries(Object.entries(clones).filter(isClone)) : {},
      };
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

function isClone(entry: [string, unknown]): entry is [string, number] {
  return typeof entry[1] === 'number';
}
