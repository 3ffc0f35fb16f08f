import {lstatSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {GitError, RefusedError} from '../domain/errors.ts';
import {isSha, type Sha} from '../domain/identity.ts';
import type {RefUpdate} from '../domain/ports/remote.ts';
import type {CloneState, Head, PlaceBesideHead} from '../domain/ports/work-tree.ts';
import {HEADS} from '../domain/refs.ts';
import {parseReflog} from './clone-traces.ts';
import {hasNoRefs, readHeadFiles, readRefFiles} from './git-files.ts';
import {gitAt, gitOf, type Location} from './locate.ts';
import {gitFolders, otherWorkTrees, readEnd, readStart} from './operations.ts';
import {linesOf, listKinds} from './plumbing.ts';
import {type GitOutput, lastWords} from './run-git.ts';
import {parseStatus} from './uncommitted.ts';

/** Reads what is checked out: from git's files where possible, else with one git process, two on an unborn branch. */
export async function readHead(location: Location): Promise<Head> {
  const plain = readHeadFiles(location);
  if (plain !== null) return plain;
  // The option affects what follows it: HEAD is printed as a SHA, then as a ref.
  const both = await gitAt(location, {args: ['rev-parse', 'HEAD', '--symbolic-full-name', 'HEAD'], allowExit: [128]});
  if (both.exitCode === 0) {
    const [sha = '', ref = ''] = both.stdout.split('\n');
    return {sha, branch: branchOf(ref)};
  }
  const unborn = await gitAt(location, {args: ['symbolic-ref', '--quiet', 'HEAD']});
  return {sha: null, branch: branchOf(unborn.stdout.trimEnd())};
}

function branchOf(ref: string): string | null {
  return ref.startsWith(HEADS) ? ref.slice(HEADS.length) : null;
}

/** Lists the folders of other work trees that have this branch checked out. */
export async function otherWorkTreesWith(location: Location, branch: string): Promise<readonly string[]> {
  const others = otherWorkTrees(location);
  const branches = await Promise.all(others.map(async ({gitDir}) => await checkedOut({...location, gitDir})));
  return others.filter((_, index) => branches[index] === branch).map(({folder}) => folder);
}

/** Null also when a work tree is damaged, which is no trouble of ours. */
async function checkedOut(location: Location): Promise<string | null> {
  try {
    return (await readHead(location)).branch;
  } catch (error) {
    if (error instanceof GitError) return null;
    throw error;
  }
}

/** True when the history is cut off: then git's file `shallow` is not empty. */
export function isShallow(commonDir: string): boolean {
  return (lstatSync(join(commonDir, 'shallow'), {throwIfNoEntry: false})?.size ?? 0) > 0;
}

/** True when git accepts the name for a branch and nothing can mistake it for an option or HEAD. */
export async function isBranchName(location: Location, name: string): Promise<boolean> {
  if (name === '' || name === 'HEAD' || name === '@' || name.startsWith('-') || name.includes('\0')) return false;
  const {exitCode} = await gitAt(location, {args: ['check-ref-format', `${HEADS}${name}`], allowExit: [1]});
  return exitCode === 0;
}

/** Local refs whose full name begins with the prefix. */
export async function listRefs(location: Location, prefix: string): Promise<ReadonlyMap<string, Sha>> {
  // git matches whole path components, so it is asked for the folder, and the rest is compared here.
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  if (folder.startsWith('refs/laforge/') && hasNoRefs(location, folder)) return new Map();
  const found = readRefFiles(location, folder) ?? (await askForRefs(location, folder));
  return new Map([...found].filter(([ref]) => ref.startsWith(prefix)));
}

async function askForRefs(location: Location, folder: string): Promise<ReadonlyMap<string, Sha>> {
  const {stdout} = await gitAt(location, {args: ['for-each-ref', '--format=%(objectname) %(refname)', folder]});
  const lines = stdout.split('\n').filter((line) => line !== '');
  return new Map(lines.map((line) => [line.slice(line.indexOf(' ') + 1), line.slice(0, line.indexOf(' '))]));
}

/** Tracked files that differ from the index or HEAD. Paths are latin1. */
interface DirtyFiles {
  readonly dirty: readonly string[];
  /** Files that only look changed: after git's conversion, of line endings say, there is nothing to commit. */
  readonly converted: readonly string[];
}

/**
 * Finds uncommitted changes to tracked files. A submodule with another commit checked out is none: moving a branch
 * leaves a submodule's files alone, so a rollback itself causes that.
 */
export async function findDirtyFiles(location: Location): Promise<DirtyFiles> {
  const {stdout} = await gitAt(location, {
    args: ['status', '--porcelain=v2', '-z', '--no-renames', '--untracked-files=no', '--ignore-submodules=dirty'],
    encoding: 'latin1',
  });
  const files = parseStatus(stdout).changes.filter(({isOnlyCheckedOut}) => !isOnlyCheckedOut);
  // `git status` judges these by their size alone and compares no content.
  const differing = files.some(({isModified}) => isModified) ? await listDiffering(location) : new Set<string>();
  const isConverted = ({path, isModified}: (typeof files)[number]) => isModified && !differing.has(path);
  return {
    dirty: files.filter((file) => !isConverted(file)).map(({path}) => path),
    converted: files.filter(isConverted).map(({path}) => path),
  };
}

/** Lists files whose content differs from the index, as `git diff` sees it. */
async function listDiffering(location: Location): Promise<ReadonlySet<string>> {
  const {stdout} = await gitAt(location, {
    args: ['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', '--ignore-submodules=dirty'],
    config: [{key: 'diff.autoRefreshIndex', value: 'true'}],
    encoding: 'latin1',
  });
  return new Set(stdout.split('\0'));
}

/** The reflog message of `git checkout` and `git switch`; a hash in it means that HEAD was detached. */
const WENT_AWAY = /^checkout: moving from ([0-9a-f]{40,64}) to /;

/**
 * Finds commits beside HEAD: on branches, in work trees that are new since then, and where a detached HEAD was. An
 * agent can write all of this, so it says where to look and proves nothing.
 */
export async function findPlacesBesideHead(location: Location, since: CloneState): Promise<readonly PlaceBesideHead[]> {
  const known = new Set(since.tips);
  const folders = gitFolders(location).filter(
    (folder) => folder === location.gitDir || !since.gitFolders.includes(folder),
  );
  const branches = [...(await listRefs(location, HEADS))].map(([ref, sha]) => ({name: ref.slice(HEADS.length), sha}));
  const workTrees = folders
    .filter((folder) => folder !== location.gitDir)
    .map((folder) => ({name: workTreeOf(folder), sha: readStart(join(folder, 'HEAD')).trim()}));
  const leftBehind = folders.flatMap((folder) =>
    parseReflog(readEnd(join(folder, 'logs', 'HEAD'))).flatMap(({message}) => WENT_AWAY.exec(message)?.[1] ?? []),
  );
  const places = [...branches, ...workTrees, ...leftBehind.map((sha) => ({name: null, sha}))];
  const found = new Map<Sha, PlaceBesideHead>();
  for (const place of places) {
    if (isSha(place.sha) && !known.has(place.sha) && !found.has(place.sha)) found.set(place.sha, place);
  }
  return [...found.values()];
}

function workTreeOf(folder: string): string {
  const link = readStart(join(folder, 'gitdir')).trim();
  return link === '' ? folder : dirname(link);
}

/** Sets refs of the user's repository in one transaction. Throws RefusedError when one is not as expected. */
export async function updateLocalRefs(location: Location, updates: readonly RefUpdate[]): Promise<void> {
  const output = await setRefs(location, ['--no-deref', '-m', 'laforge'], updates);
  if (output.exitCode === 0) return;
  const moved = updates.find(({ref}) => output.stderr.includes(`'${ref}'`));
  const what = `${moved?.ref ?? 'A ref'} could not be set here: ${lastWords(output)}`;
  throw /expected|already exists|unable to resolve/.test(output.stderr)
    ? new RefusedError('branch-moved', `${what} Somebody changed it meanwhile; run this again.`)
    : new GitError('git-failed', what);
}

/** Sets refs of the user's repository in one transaction; 128 is the exit code when one is not as expected. */
export async function setRefs(
  location: Location,
  options: readonly string[],
  updates: readonly RefUpdate[],
): Promise<GitOutput> {
  const input = ['start', ...updates.map(instruction), 'prepare', 'commit', ''].join('\n');
  return await gitAt(location, {args: ['update-ref', ...options, '--stdin'], input, allowExit: [128]});
}

/** The most commits to look for. A ref that leads to one of them usually leads to the newest. */
const LOOKED_FOR = 50;

/** Finds the refs of the user's repository, by full name, that still lead to one of these commits; also any reflog. */
export async function findKeepers(
  location: Location,
  shas: readonly Sha[],
): Promise<{readonly refs: readonly string[]; readonly reflog: boolean}> {
  const kinds = await listKinds(gitOf(location), shas);
  const present = shas.filter((sha) => kinds.get(sha) === 'commit');
  if (present.length === 0) return {refs: [], reflog: false};
  const wanted = present.slice(0, LOOKED_FOR).map((sha) => `--contains=${sha}`);
  const [refs, reflog] = await Promise.all([
    gitAt(location, {args: ['for-each-ref', '--format=%(refname)', ...wanted]}),
    gitAt(location, {args: ['rev-list', '--ignore-missing', '--reflog'], allowExit: [128]}),
  ]);
  const logged = new Set(reflog.exitCode === 0 ? reflog.stdout.split('\n') : []);
  return {
    refs: linesOf(refs.stdout),
    reflog: present.some((sha) => logged.has(sha)),
  };
}

/**
 * Tells of objects that no ref and no HEAD of the user's repository leads to any more whether they are still in it. One
 * that is no commit, such as an annotated tag, is reached only by a ref that names it.
 */
export async function findUnreached(
  location: Location,
  shas: readonly Sha[],
): Promise<ReadonlyMap<Sha, 'commit' | 'other' | 'removed'>> {
  if (shas.length === 0) return new Map();
  const kinds = await listKinds(gitOf(location), shas);
  const commits = shas.filter((sha) => kinds.get(sha) === 'commit');
  const args = ['rev-list', '--ignore-missing', '--stdin', '--not', '--all'];
  const {stdout} = await gitAt(location, {args, input: commits.map((sha) => `${sha}\n`).join('')});
  const unreached = new Set(linesOf(stdout));
  const named = new Set((await listRefs(location, 'refs/')).values());
  const isReached = (sha: Sha) => named.has(sha) || (kinds.get(sha) === 'commit' && !unreached.has(sha));
  const kindOf = (sha: Sha) => (kinds.has(sha) ? (kinds.get(sha) === 'commit' ? 'commit' : 'other') : 'removed');
  return new Map(shas.filter((sha) => !isReached(sha)).map((sha) => [sha, kindOf(sha)]));
}

function instruction({ref, to, expected}: RefUpdate): string {
  if (to === null) return `delete ${ref} ${expected ?? ''}`;
  return expected === null ? `create ${ref} ${to}` : `update ${ref} ${to} ${expected}`;
}
