import {createHmac} from 'node:crypto';
import {realpathSync, statSync} from 'node:fs';
import {basename, dirname, join, resolve} from 'node:path';
import {GitError, InputError, sayRefusedPath} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {RepositoryMark} from '../domain/ports/git.ts';
import type {Environment} from '../domain/ports/system.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import {findLinkedFolders, isFolder} from '../files/regular-file.ts';
import type {Baseline} from './baseline.ts';
import {toldSettings} from './captured-folder.ts';
import {type ConfigEntry, HARDENING, type ScopedEntry, USERS_GIT} from './git-environment.ts';
import type {CapturedCommand, RunGit} from './plumbing.ts';
import type {PrivateRepository} from './private-repository.ts';
import {type GitOutput, lastWords, runGit} from './run-git.ts';

/** The paths of a work tree and its repository. All paths are absolute and without symlinks. */
export interface GitFolders {
  readonly root: string;
  /** This work tree's own git folder. For a linked one: `.git/worktrees/<name>` of the main one. */
  readonly gitDir: string;
  /** The git folder that all work trees of the repository share. */
  readonly commonDir: string;
  readonly mainWorkTree: string;
}

const MINIMUM = '2.31';

/** A work tree and the settings captured there. */
export interface Location extends GitFolders {
  readonly baseline: Baseline;
  readonly repository: PrivateRepository;
}

interface CommandAt extends CapturedCommand {
  /** Default: the top of the work tree. */
  readonly cwd?: string;
}

/**
 * Runs git in the user's repository, at the place where it was opened: a `.git` file or `core.worktree` that the agent
 * changed has no effect. git uses the user's refs, index and files, with the captured settings only.
 */
export async function gitAt(location: Location, {config = [], env, cwd, ...command}: CommandAt): Promise<GitOutput> {
  const {root, gitDir, baseline, repository} = location;
  refuseOtherFolder(location);
  refuseOddFiles(location);
  if (command.args.some((arg) => LISTS_REFS.has(arg))) refuseLinkedRefs(location);
  return await runGit({
    ...command,
    as: {...baseline.git, config: [...toldSettings(baseline), ...config]},
    cwd: cwd ?? root,
    env: {
      ...repository.capturedPlace(),
      GIT_DIR: gitDir,
      GIT_WORK_TREE: root,
      PATH: repository.path(),
      ...env,
    },
  });
}

/** The same as a function of the command alone. */
export function gitOf(location: Location): RunGit {
  return (command) => gitAt(location, command);
}

/**
 * Throws GitError when the work tree has become a link to another folder, such as the home folder: its files would be
 * taken for the agent's work and published. For a folder that is gone, git gives the message.
 */
export function refuseOtherFolder({root}: Pick<GitFolders, 'root'>): void {
  const now = whereIs(root);
  if (now === root) return;
  throw new GitError(
    'git-failed',
    `${quote(root)} has become a link to ${quote(now)}, so nothing there is read. Put the work tree back.`,
  );
}

/** Resolves the top of a work tree. Windows spells one path in several ways, so it is left alone there. */
export function whereIs(root: string): string {
  try {
    return process.platform === 'win32' ? root : realpathSync(root);
  } catch {
    return root;
  }
}

/** Refuses files that almost every git command reads when they are no regular files: a pipe would keep git waiting. */
function refuseOddFiles({gitDir, commonDir}: GitFolders): void {
  const own = ['HEAD', 'index', join('logs', 'HEAD')].map((name) => join(gitDir, name));
  for (const file of [...own, ...['packed-refs', 'shallow'].map((name) => join(commonDir, name))]) {
    if (statSync(file, {throwIfNoEntry: false})?.isFile() !== false) continue;
    throw new GitError('git-failed', `${quote(file)} is not a regular file, as git keeps it. Put the file back.`);
  }
}

/** The most links that a command to type removes at once. */
const MOST_LINKS = 20;

/** The commands and the option that have git read all refs. */
const LISTS_REFS = new Set(['for-each-ref', 'fetch', '--all']);

/** Refuses links to folders among the refs: git follows them, and two that lead back keep it at work for ever. */
function refuseLinkedRefs({gitDir, commonDir}: GitFolders): void {
  const links = [...new Set([gitDir, commonDir])].flatMap((folder) => findLinkedFolders(join(folder, 'refs')));
  const [first, ...more] = links.slice(0, MOST_LINKS);
  if (first === undefined) return;
  const them = more.length === 0 ? 'it' : 'all of them';
  throw new GitError(
    'git-failed',
    `${quote(first)} is a link to a folder, and git keeps none among its refs. Remove ${them}: ${quoteForShell(['rm', first, ...more])}`,
  );
}

/**
 * True when git has taken the folder for a repository that it trusts, with its work tree beside the git folder. An older
 * git than we need does not know the settings that it was given by environment, so it confirms nothing.
 */
export function confirmsPlace(entries: readonly ScopedEntry[]): boolean {
  const isBare = entries.findLast(({key}) => key === 'core.bare')?.value === 'true';
  const isHere = entries.some(({scope}) => scope === 'local') && !entries.some(({key}) => key === 'core.worktree');
  const knows = (ours: ConfigEntry) =>
    entries.some(
      ({scope, key, value}) => scope === 'command' && key === ours.key.toLowerCase() && value === ours.value,
    );
  return isHere && !isBare && HARDENING.every(knows);
}

function checkFolder(directory: string): void {
  const wrong = (message: string) => new InputError('not-a-work-tree', message);
  let isFolder: boolean;
  try {
    isFolder = statSync(directory, {throwIfNoEntry: false})?.isDirectory() === true;
  } catch (error) {
    throw wrong(`The folder ${quote(directory)} cannot be reached: ${sayRefusedPath(error)}`);
  }
  if (!isFolder) throw wrong(`There is no folder ${quote(directory)}. Name one inside a git work tree.`);
}

/** Finds the work tree that a folder is in. Throws InputError when it is in none or when git is too old. */
export async function locateWorkTree(directory: string): Promise<GitFolders> {
  refuseOddVariables(process.env, directory);
  checkFolder(directory);
  const output = await runGit({
    as: USERS_GIT,
    args: ['rev-parse', '--path-format=absolute', '--show-toplevel', '--absolute-git-dir', '--git-common-dir'],
    cwd: directory,
    allowExit: [128],
  });
  if (output.exitCode !== 0) throw notAWorkTree(directory, output);
  const [root, gitDir, commonDir, ...rest] = output.stdout.split('\n');
  // A git that does not know --path-format prints it back.
  if (root === '--path-format=absolute') await refuseOldGit(directory);
  if (!root || !gitDir || !commonDir || rest.join('') !== '') {
    throw new GitError('git-failed', `git does not say where the work tree of ${quote(directory)} is.`);
  }
  return {root, gitDir, commonDir, mainWorkTree: findMainWorkTree(root, gitDir, commonDir)};
}

/** Like git, names the git folder itself for a repository that is bare or keeps that folder elsewhere. */
function findMainWorkTree(root: string, gitDir: string, commonDir: string): string {
  if (gitDir === commonDir) return root;
  return basename(commonDir) === '.git' ? dirname(commonDir) : commonDir;
}

async function refuseOldGit(cwd: string): Promise<never> {
  const {stdout} = await runGit({as: USERS_GIT, args: ['--version'], cwd});
  const version = stdout.trim().replace(/^git version /, '');
  throw new InputError(
    'git-too-old',
    `This is git ${version}, and git ${MINIMUM} is the oldest that works. Update git.`,
  );
}

/** Refuses variables that point git at something other than the repository's own files: ours cannot follow them. */
function refuseOddVariables(env: Environment, directory: string): void {
  const {GIT_DIR: gitDir = '.git'} = env;
  const usual: Readonly<Record<string, string | null>> = {
    GIT_INDEX_FILE: join(gitDir, 'index'),
    GIT_OBJECT_DIRECTORY: join(gitDir, 'objects'),
    GIT_COMMON_DIR: gitDir,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: null,
    GIT_NAMESPACE: null,
  };
  for (const [name, own] of Object.entries(usual)) {
    const value = env[name];
    if (!value || (own !== null && resolve(directory, value) === resolve(directory, own))) continue;
    throw new InputError(
      'bad-environment',
      `${name} is set to ${quote(value)}, and LaForge works with what is the repository's own. Unset it.`,
    );
  }
}

function notAWorkTree(directory: string, output: GitOutput): InputError {
  const where = quote(directory);
  const trust = quoteForShell(['git', 'config', '--global', '--add', 'safe.directory', directory]);
  const known: readonly (readonly [RegExp, string])[] = [
    [
      /dubious ownership|is owned by someone else/,
      `git does not trust ${where}, which belongs to another user. If you do, run: ${trust}`,
    ],
    [
      /must be run in a work tree|cannot use bare repository/,
      `${where} is a bare repository or inside a .git folder. Name a folder of its work tree.`,
    ],
    [
      /not a git repository/,
      `${where} is not in a git work tree. Check a repository out first, or name a folder inside one.`,
    ],
  ];
  const found = known.find(([said]) => said.test(output.stderr));
  return new InputError('not-a-work-tree', found?.[1] ?? `git cannot use ${where}: ${lastWords(output)}`);
}

/** Long enough that nobody can make a setting with a given fingerprint. */
const FINGERPRINT_LENGTH = 32;

/**
 * Marks where a repository is and how it is configured. Settings, some of which are credentials, are stored as
 * fingerprints under a key that the agent does not have: it can remove settings later, but add none that count.
 */
export function markRepository(
  place: GitFolders,
  entries: readonly ScopedEntry[],
  {git: {programs}, filters}: Pick<Baseline, 'git' | 'filters'>,
  key: string,
): RepositoryMark {
  const settings = [...new Set(entries.map((entry) => fingerprint(entry, key)))];
  return {...place, settings, programs, filterFiles: filters.note()};
}

/** Returns the current settings that are in the mark. */
export function settingsOfMark(
  entries: readonly ScopedEntry[],
  mark: RepositoryMark,
  key: string,
): readonly ScopedEntry[] {
  const known = new Set(mark.settings);
  return entries.filter((entry) => known.has(fingerprint(entry, key)));
}

/** Finds the marked repository without asking git, which a changed `.git` file could lead elsewhere. */
export function locateMark(mark: RepositoryMark): GitFolders {
  const {root, gitDir, commonDir, mainWorkTree} = mark;
  for (const folder of [root, gitDir, commonDir]) {
    if (isFolder(folder)) continue;
    throw new InputError('not-a-work-tree', `${quote(folder)} was a folder when the step began, but is none now.`);
  }
  return {root, gitDir, commonDir, mainWorkTree};
}

function fingerprint({scope, key, value}: ScopedEntry, secret: string): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify([scope, key, value]))
    .digest('base64url')
    .slice(0, FINGERPRINT_LENGTH);
}
