import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {GitError} from '../domain/errors.ts';
import type {Sha} from '../domain/identity.ts';
import type {Remote} from '../domain/ports/remote.ts';
import type {
  CommitRequest,
  Identity,
  LeftOut,
  Stash,
  StashedWork,
  WorkTreeSnapshot,
} from '../domain/ports/work-tree.ts';
import {findAlike} from './carried-files.ts';
import {parseReflog} from './clone-traces.ts';
import {gitFoldersOf} from './git-folders.ts';
import {BOT, identityEnvironment} from './identity.ts';
import {gitAt, type Location} from './locate.ts';
import {readEnd} from './operations.ts';
import {commitTree, diffTrees, isAncestor, linesOf, setEntries} from './plumbing.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {type Change, emptyTree, shownPath} from './raw-diff.ts';
import {olderPaths, readStash} from './snapshot.ts';

export interface LeftoverDeps {
  readonly files: PrivateWorkTree;
  readonly identity: Identity | null;
  /** The remote, which still has a commit that the agent deleted. */
  readonly remote: Pick<Remote, 'fetch'> | null;
}

/** More than any agent stashes; each costs a few processes. */
const MOST_STASHES = 50;

/**
 * Commits what was stashed since the snapshot, without files from before it: each commit on top of the previous one,
 * the first on `onto`.
 */
export async function commitStashes(
  deps: LeftoverDeps,
  request: Pick<CommitRequest, 'since' | 'message' | 'author'>,
  onto: Sha | null,
): Promise<StashedWork> {
  const {files, identity} = deps;
  const {location} = files;
  const older = olderPaths(request.since, location.baseline);
  let last: Sha | null = null;
  const leftOut: LeftOut[] = [];
  for (const stash of await newStashes(location, request.since.stash)) {
    const all = await contentOf(files, stash, request.since.head);
    const likeOlder = await findAlike(files, request.since, all);
    const stashed: Change[] = [];
    for (const change of all.filter(({path}) => older.find(path) === null)) {
      const reason = change.before === null ? likeOlder(change) : null;
      if (reason === null) stashed.push(change);
      else leftOut.push({path: shownPath(change.path), reason});
    }
    const folders = await gitFoldersOf(files, stashed);
    for (const folder of folders) leftOut.push({path: shownPath(folder), reason: 'git-folder'});
    const changes = stashed.filter(({path}) => !folders.some((folder) => path.startsWith(folder)));
    if (changes.length === 0) continue;
    const below: Sha | null = last ?? onto;
    const parents: readonly string[] = below === null ? [`${stash}^1`] : [below, `${stash}^1`];
    last = await files.withIndex(`${stash}^1`, async (ours): Promise<Sha> => {
      await setEntries(ours.git, changes, location);
      const tree = await ours.writeTree();
      const author = identityEnvironment(request.author ?? identity ?? BOT);
      return await commitTree(files.git, {tree, parents, message: request.message}, author);
    });
  }
  return {sha: last, leftOut};
}

/**
 * Tells of a change whether it brings back what somebody had in the newest stash when the step began: as it was, or at all
 * once that stash is gone. An agent that pops without having stashed anything takes it for its own.
 */
export async function findUnstashed(
  files: PrivateWorkTree,
  {stash}: WorkTreeSnapshot,
): Promise<(change: Change) => boolean> {
  if (stash === null) return () => false;
  const before = new Map((await contentOf(files, stash, null)).map(({path, after}) => [path, after?.sha]));
  const isGone = before.size > 0 && !(await readStashes(files.location)).some(({sha}) => sha === stash);
  return ({path, after}) => before.has(path) && (isGone || before.get(path) === after?.sha);
}

/**
 * Lists all stashes, oldest first: from the file that git keeps them in, or from git, where another format of refs has
 * none. The newest one is there even if `git reflog expire` has emptied that file.
 */
export async function readStashes(location: Location): Promise<readonly Stash[]> {
  const tip = await readStash(location);
  if (tip === null) return [];
  const file = join(location.commonDir, 'logs', 'refs', 'stash');
  // git would wait for ever at a pipe there.
  const listed = existsSync(file)
    ? parseReflog(readEnd(file)).map(({sha, message}) => ({sha, message}))
    : await listStashes(location);
  return listed.at(-1)?.sha === tip ? listed : [...listed, {sha: tip, message: ''}];
}

async function listStashes(location: Location): Promise<readonly Stash[]> {
  const args = ['log', '--walk-reflogs', '--format=%H %gs', `--max-count=${MOST_STASHES}`, 'refs/stash', '--'];
  const {exitCode, stdout} = await gitAt(location, {args, allowExit: [128]});
  const lines = exitCode === 0 ? linesOf(stdout).toReversed() : [];
  return lines.map((line) => ({sha: line.split(' ', 1)[0] ?? '', message: line.slice(line.indexOf(' ') + 1)}));
}

/** Lists stashes made since `since`, oldest first. When that one has been dropped meanwhile, all count as new. */
async function newStashes(location: Location, since: Sha | null): Promise<readonly Sha[]> {
  const all = (await readStashes(location)).map(({sha}) => sha);
  return all.slice(all.indexOf(since ?? '') + 1).slice(-MOST_STASHES);
}

/**
 * Lists a stash's changes to the commit it was made on, untracked files included. Empty when that commit does not build
 * on the step's start: all work trees of a repository share their stashes, and those of others are not ours to keep.
 */
async function contentOf({location, git}: PrivateWorkTree, stash: Sha, start: Sha | null): Promise<readonly Change[]> {
  try {
    if (start !== null && !(await isAncestor(git, start, `${stash}^1`))) return [];
    const nothing = emptyTree(location);
    const {stdout} = await git({args: ['rev-list', '--parents', '--max-count=1', stash]});
    const untracked = stdout.trim().split(' ').length > 3 ? await diffTrees(git, nothing, `${stash}^3`) : [];
    return [...(await diffTrees(git, `${stash}^1`, stash)), ...untracked];
  } catch (error) {
    if (error instanceof GitError) return [];
    throw error;
  }
}
