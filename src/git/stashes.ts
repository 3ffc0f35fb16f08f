import {GitError} from '../domain/errors.ts';
import type {Sha} from '../domain/identity.ts';
import type {Remote} from '../domain/ports/remote.ts';
import type {Identity, LeftOut, StashedWork, StashRequest, WorkTreeSnapshot} from '../domain/ports/work-tree.ts';
import {findAlike} from './carried-files.ts';
import {gitFoldersOf} from './git-folders.ts';
import {BOT, identityEnvironment} from './identity.ts';
import {commitTree, diffTrees, isAncestor, setEntries} from './plumbing.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {type Change, emptyTree, shownPath} from './raw-diff.ts';
import {olderPaths} from './snapshot.ts';
import {findMerged, readContents, readStashCommits, type StashCommit} from './stash-content.ts';
import {MOST_STASHES, readStashes} from './stash-list.ts';
import {findMadeHere} from './stash-origin.ts';

export interface LeftoverDeps {
  readonly files: PrivateWorkTree;
  readonly identity: Identity | null;
  /** The remote, which still has a commit that the agent deleted. */
  readonly remote: Pick<Remote, 'fetch'> | null;
}

/**
 * Commits what was stashed in this work tree since the snapshot, without what is from before it: each commit on top of
 * the previous one, the first on `onto`.
 */
export async function commitStashes(deps: LeftoverDeps, request: StashRequest, onto: Sha | null): Promise<StashedWork> {
  const {files, identity} = deps;
  const {location, git} = files;
  const {since} = request;
  const fresh = await newStashes(files, since);
  if (fresh.length === 0) return {sha: null, leftOut: [], doubtful: []};
  const older = olderPaths(since, location.baseline);
  const findTheirs = await findUnstashed(files, since);
  const isMadeHere = request.hasOthers ? await findMadeHere(location, since) : () => true;
  let last: Sha | null = null;
  const leftOut: LeftOut[] = [];
  const doubtful: Sha[] = [];
  for (const commit of fresh) {
    const {sha: stash} = commit;
    const isOnTop = since.head === null || (await isAncestor(git, since.head, `${stash}^1`));
    if (!isOnTop || !isMadeHere(commit)) {
      if (isOnTop || isMadeHere(commit)) doubtful.push(stash);
      continue;
    }
    const all = await contentOf(files, commit);
    const likeOlder = await findAlike(files, since, all);
    const theirs = await findTheirs(all);
    const stashed: Change[] = [];
    for (const change of all.filter(({path}) => older.find(path) === null)) {
      const reason = theirs.has(change) ? 'stashed' : change.before === null ? likeOlder(change) : null;
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
  return {sha: last, leftOut, doubtful};
}

/** Finds, among changes, those that are not the agent's. */
export type FindTheirs = (changes: readonly Change[]) => Promise<ReadonlySet<Change>>;

/**
 * Finds what brings back something that somebody had in a stash when the step began: as it was, with all lines that it
 * added, or at all once that stash is gone. An agent that pops without having stashed anything takes it for its own.
 */
export async function findUnstashed(
  {location, git}: PrivateWorkTree,
  {stashes}: WorkTreeSnapshot,
): Promise<FindTheirs> {
  if (stashes.length === 0) return async () => new Set();
  const shas = [...new Set(stashes.slice(-MOST_STASHES).map(({sha}) => sha))];
  const contents = await readContents(git, await readStashCommits(git, shas));
  const left = new Set((await readStashes(location)).map(({sha}) => sha));
  const had = new Map<string, Change[]>();
  const gone = new Set<string>();
  for (const [stash, changes] of contents) {
    for (const change of changes) {
      had.set(change.path, [...(had.get(change.path) ?? []), change]);
      if (!left.has(stash)) gone.add(change.path);
    }
  }
  const isBack = ({path, after}: Change) =>
    gone.has(path) || had.get(path)?.some((one) => one.after?.sha === after?.sha) === true;
  return async (changes) => {
    const merged = changes.filter((change) => had.has(change.path) && !isBack(change));
    return new Set([...changes.filter(isBack), ...(await findMerged(git, merged, had))]);
  };
}

/** Lists stashes that were not there at the snapshot, oldest first. */
async function newStashes(
  {location, git}: PrivateWorkTree,
  {stashes}: WorkTreeSnapshot,
): Promise<readonly StashCommit[]> {
  const before = new Set(stashes.map(({sha}) => sha));
  const found = new Set((await readStashes(location)).map(({sha}) => sha).filter((sha) => !before.has(sha)));
  return found.size === 0 ? [] : await readStashCommits(git, [...found].slice(-MOST_STASHES));
}

/** Lists a stash's changes to the commit it was made on, untracked files included. */
async function contentOf(
  {location, git}: PrivateWorkTree,
  {sha, parents: [base = '', , untracked]}: StashCommit,
): Promise<readonly Change[]> {
  try {
    const added = untracked === undefined ? [] : await diffTrees(git, emptyTree(location), untracked);
    return [...(await diffTrees(git, base, sha)), ...added];
  } catch (error) {
    if (error instanceof GitError) return [];
    throw error;
  }
}
