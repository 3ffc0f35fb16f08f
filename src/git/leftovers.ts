import {existsSync} from 'node:fs';
import {GitError} from '../domain/errors.ts';
import {quote, type Sha} from '../domain/identity.ts';
import type {
  CommitRequest,
  Head,
  LeftOut,
  LeftOutReason,
  LeftoverCommit,
  OlderPath,
} from '../domain/ports/work-tree.ts';
import {withArticle} from '../domain/text.ts';
import {addToIndex, findSkipped, removeFromIndex, unfilterable} from './add-to-index.ts';
import {blobsOf, findCarried} from './carried-files.ts';
import {changeIndex} from './checkout-guard.ts';
import {gitFoldersIn} from './git-folders.ts';
import {readHead} from './head.ts';
import {BOT, identityEnvironment} from './identity.ts';
import {doubtfulAmong, isLedger, isOwnTemporary, ledgerPaths, temporaryFolders} from './known-paths.ts';
import {gitAt} from './locate.ts';
import {newOddFiles, removePipes} from './odd-files.ts';
import {hasOperationSince, operationIn, whyUnwritable} from './operations.ts';
import {commitTree, diffTrees, hasCommit, isAncestor, listTree, setEntries, toRecords} from './plumbing.ts';
import {removeObjectPipes} from './private-repository.ts';
import {isWritableFolder, type PrivateWorkTree} from './private-work-tree.ts';
import {type Change, contentOf, emptyTree, lookOnDisk, onDisk, shownPath, stampOf} from './raw-diff.ts';
import {isNewOnDisk, olderPaths} from './snapshot.ts';
import {type FindTheirs, findUnstashed, type LeftoverDeps} from './stashes.ts';
import {changedSubmodules, isRepositoryWritten, unpublishedRepositories} from './submodules.ts';
import {listUncommitted, listUncommittedOfUser, type TrackedChange, type Uncommitted} from './uncommitted.ts';

/**
 * Commits the difference between HEAD and the work tree, without what lay there before the step. The agent may have
 * left anything behind, so git gets everything but the files from us. When git refuses, the commit is withheld with a
 * reason; that never throws.
 */
export async function commitLeftovers(deps: LeftoverDeps, request: CommitRequest): Promise<LeftoverCommit> {
  const {root, commonDir} = deps.files.location;
  let reason = '';
  let pipes: readonly LeftOut[] = [];
  for (const findBase of basesOf(deps, request)) {
    const commit = async () => {
      const outcome = await commitOnto(deps, request, await findBase());
      return {...outcome, leftOut: sorted([...pipes, ...outcome.leftOut])};
    };
    try {
      return await commit().catch(async (error: unknown) => {
        if (!(error instanceof GitError) || error.code !== 'git-stopped') throw error;
        pipes = removePipes(root).map((path) => ({path: shownPath(path), reason: 'not-a-file'}));
        if (!removeObjectPipes(commonDir) && pipes.length === 0) throw error;
        return await commit();
      });
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      if (reason === '') reason = error.message;
      // The next attempt would hang just as long.
      if (error.code === 'git-stopped') break;
    }
  }
  return {kind: 'withheld', reason, leftOut: pipes};
}

/** Counts the files that `commitLeftovers` would commit. */
export async function countLeftovers(
  files: PrivateWorkTree,
  request: Pick<CommitRequest, 'since' | 'exclude'>,
): Promise<number> {
  const base = {sha: (await readHead(files.location)).sha, isHead: true};
  const {wanted} = await choose(files, request, base, await findUncommitted(files, base));
  return wanted.gone.length + wanted.present.length;
}

/** The parent of the new commit. With `isHead`, the user's index tells what differs from it. */
interface Base {
  readonly sha: Sha | null;
  readonly isHead: boolean;
}

/**
 * Tries HEAD as the parent. Work that is kept beside the branch goes on the commit where the step began when HEAD
 * cannot be used, as after `rm -rf .git`, and becomes a root commit when that one cannot be had either.
 */
function* basesOf({files, remote}: LeftoverDeps, {since, onto}: CommitRequest) {
  yield async (): Promise<Base> => ({sha: (await readHead(files.location)).sha, isHead: true});
  if (onto === 'head') return;
  yield async (): Promise<Base> => {
    if (since.head !== null && !(await hasCommit(files.git, since.head))) await remote?.fetch([since.head], 1);
    return {sha: since.head, isHead: false};
  };
  if (since.head !== null) yield async (): Promise<Base> => ({sha: null, isHead: false});
}

async function commitOnto(deps: LeftoverDeps, request: CommitRequest, base: Base): Promise<LeftoverCommit> {
  const {files} = deps;
  const {location} = files;
  const found = await findUncommitted(files, base);
  const {wanted, leftOut: passedOver} = await choose(files, request, base, found);
  const leftOut = [...passedOver, ...(await unseenByGit(files, request, found))];
  if (wanted.gone.length + wanted.present.length === 0) return {kind: 'nothing', leftOut};

  const reason = request.onto === 'head' ? unfinishedWork(location.gitDir, found.changes) : null;
  if (reason !== null) {
    const isAsBefore = hasOperationSince(location.gitDir, request.since.takenAt);
    return {kind: 'withheld', reason, leftOut, ...(isAsBefore && {isAsBefore})};
  }

  // 1. The content: the base, with the wanted paths taken from the work tree.
  const built = await buildOnBase(files, base.sha, wanted, found, await findUnstashed(files, request.since));
  const allLeftOut = [...leftOut, ...built.leftOut];
  if (built.changes.length === 0) return {kind: 'nothing', leftOut: allLeftOut};

  // 2. The commit.
  const author = identityEnvironment(request.author ?? deps.identity ?? BOT);
  const {tree} = built;
  const parents = base.sha === null ? [] : [base.sha];
  const sha = await commitTree(files.git, {tree, parents, message: request.message}, author);
  if (request.onto === 'head') await moveHead(files, base.sha, sha, built.changes, author);
  const added = built.changes.filter(({before}) => before === null).map(({path}) => path);
  const doubtful = doubtfulAmong(added);
  return {kind: 'committed', sha, leftOut: allLeftOut, ...(doubtful.length > 0 && {doubtful})};
}

/**
 * Builds the content in a copy of the user's index if that has what the base has: to read a large tree into a new index takes
 * half as long as `git status`, and to write it again as long. An agent may have written the index to say what is not so, hence
 * only what changes exactly the wanted paths is taken. Otherwise builds it in an index of the base.
 */
async function buildOnBase(
  files: PrivateWorkTree,
  base: Sha | null,
  wanted: Wanted,
  {isStagedAsHead}: Uncommitted,
  findTheirs: FindTheirs,
): Promise<Content> {
  const build = (ours: PrivateWorkTree) => buildContent(ours, base, wanted, findTheirs);
  if (isStagedAsHead) {
    const built = await files.withIndex('copy', build).catch((error: unknown) => {
      if (!(error instanceof GitError) || error.code === 'git-stopped') throw error;
      return null;
    });
    if (built !== null && changesExactly(wanted, built)) return built;
  }
  return await files.withIndex(base, build);
}

function changesExactly({gone, present}: Wanted, {changes, leftOut}: Content): boolean {
  const wanted = new Set([...gone, ...present]);
  const told = new Set([...changes.map(({path}) => shownPath(path)), ...leftOut.map(({path}) => path)]);
  return changes.every(({path}) => wanted.has(path)) && [...wanted].every((path) => told.has(shownPath(path)));
}

/** Compares with the user's index, which knows unchanged files; when it is missing or broken, with one of our own. */
async function findUncommitted(files: PrivateWorkTree, {sha, isHead}: Base): Promise<Uncommitted> {
  const lookAnew = () => files.withIndex(sha, (ours) => listUncommitted(ours, {head: sha, ignored: true}));
  if (!isHead) return await lookAnew();
  try {
    return await listUncommittedOfUser(files, {head: sha, ignored: true});
  } catch (error) {
    if (!(error instanceof GitError) || error.code === 'git-stopped') throw error;
    return await lookAnew();
  }
}

/** Finds the agent's changes that git does not list: pipes and the like, files in submodules, and folders it cannot enter. */
async function unseenByGit(
  files: PrivateWorkTree,
  {since}: CommitRequest,
  {changes, ignored, closed: unlisted, submodules}: Uncommitted,
): Promise<readonly LeftOut[]> {
  const {location} = files;
  const {root, baseline} = location;
  const older = olderPaths(since, baseline);
  const closed = new Set([...ignored, ...submodules.map((path) => `${path}/`)]);
  const tracked = new Set(changes.map(({path}) => path));
  const isClosed = (folder: string) => closed.has(folder) || older.find(folder) !== null;
  const odd = newOddFiles(root, since.takenAt, isClosed).filter((path) => !tracked.has(path));
  const command = {args: ['check-ignore', '--no-index', '-z', '--stdin'], allowExit: [1]};
  const ignoredOdd = new Set(odd.length === 0 ? [] : (await files.feed(command, odd)).split('\0'));
  return [
    ...odd
      .filter((path) => !ignoredOdd.has(path))
      .map((path): LeftOut => ({path: shownPath(path), reason: 'not-a-file'})),
    ...unlisted
      .filter((path) => older.find(path) === null)
      .map((path): LeftOut => ({path: shownPath(path), reason: 'unreadable'})),
    ...(await changedSubmodules(location, submodules, since.takenAt)),
  ];
}

/** Paths to commit: `gone` to remove, `present` to take from the work tree. */
interface Wanted {
  readonly gone: readonly string[];
  readonly present: readonly string[];
}

/** Chooses the paths to commit: not those from before the step, and not our own. */
async function choose(
  files: PrivateWorkTree,
  request: Pick<CommitRequest, 'since' | 'exclude'>,
  base: Base,
  {changes, untracked}: Uncommitted,
): Promise<{readonly wanted: Wanted; readonly leftOut: readonly LeftOut[]}> {
  const {location} = files;
  const {root, gitDir, commonDir, baseline} = location;
  const {since} = request;
  const older = olderPaths(since, baseline);
  const paths = [...changes.map(({path}) => path), ...untracked];
  const released =
    untracked.length > 0 || paths.some((path) => older.find(path) !== null)
      ? await committedSince(files, since.head, base.sha)
      : new Set<string>();
  // Git treats a git folder that is not called .git as an ordinary one, and would list its files.
  const ledgers = ledgerPaths(root, [...request.exclude, files.ownFolder(), gitDir, commonDir]);
  const temporary = temporaryFolders(root);

  const isNew = (path: string) => older.find(path) === null && !isLedger(ledgers, path);
  const tracked = new Set(changes.filter(({isAdded}) => !isAdded).map(({path}) => path));
  const carried = await findCarried(location, since, paths.filter(isNew), {
    isTracked: (path) => tracked.has(path),
    published: () => blobsOf(files.git, since.head),
  });

  const leftOut = new Map<string, Omit<LeftOut, 'path'> & {readonly files: number}>();
  const leave = (path: string, reason: LeftOutReason) => {
    const from = carried.get(path);
    const named = from === undefined ? {} : {from: shownPath(from)};
    leftOut.set(path, {reason, files: (leftOut.get(path)?.files ?? 0) + 1, ...named});
  };
  // The own one may lie in its work tree under another name, as dotfiles have it.
  const gitFolders = await gitFoldersIn(
    location,
    untracked.filter((path) => !isLedger(ledgers, path)),
  );
  const isOurs = (path: string): boolean => {
    const gitFolder = gitFolders.find((folder) => path.startsWith(folder));
    if (gitFolder !== undefined) {
      leave(gitFolder, 'git-folder');
      return false;
    }
    const file = older.fileAt(path);
    const isAsItWas =
      file !== undefined &&
      (path.endsWith('/') ? !isRepositoryWritten(location, path, since.takenAt) : isSame(root, path, file));
    const lay = released.has(path) && !isAsItWas ? null : older.find(path);
    const hasChanged = lay !== null && !isAsItWas;
    if (isOwnTemporary(temporary, path)) return false;
    if (isLedger(ledgers, path)) {
      if (lay === null || hasChanged) leave(path, 'ledger');
      return false;
    }
    if (lay !== null && older.isOfSubmodule(path)) {
      if (isNewOnDisk(root, path, since.takenAt)) return true;
      leave(lay, 'was-submodule');
      return false;
    }
    if (hasChanged) leave(lay, lay === path ? 'dirty-before' : 'older-folder');
    if (carried.has(path)) leave(path, 'carried');
    return lay === null && !carried.has(path);
  };
  const onDiskToo = new Set(untracked);
  const ours = changes.filter(({path}) => isOurs(path));
  // The agent took a file from git and not from the disk, where nobody has written it since: `git rm --cached`.
  const isUntouched = (path: string) => (lookOnDisk(root, path)?.ctimeMs ?? Number.POSITIVE_INFINITY) < since.takenAt;
  const isUntracked = (path: string) => onDiskToo.has(path) && isUntouched(path);
  const unstaged = changes.filter((change) => change.isUnstaged);
  // An index that has nothing of HEAD is broken, or in the middle of being made anew.
  const isDecision = unstaged.some(({path}) => isUntracked(path)) && unstaged.length < (await countFiles(files, base));
  const isGone = ({path, isDeleted, isUnstaged}: TrackedChange) =>
    isDeleted || (isUnstaged && (!onDiskToo.has(path) || (isDecision && isUntracked(path))));
  const gone = ours.filter(isGone).map(({path}) => path);
  const goneToo = new Set(gone);
  const isReleased = (path: string) => released.has(path) && isUntracked(path);
  const isTaken = (path: string) => !goneToo.has(path) && !isReleased(path);
  // A whole index that is missing is written anew, and then nothing is left out.
  const left = isDecision ? 'untracked' : existsSync(files.index) ? 'not-in-index' : null;
  for (const {path, isUnstaged} of ours) if (left !== null && isUnstaged && isUntracked(path)) leave(path, left);
  for (const path of untracked)
    if (isReleased(path) && older.find(path) === null && !isLedger(ledgers, path)) leave(path, 'untracked');
  const present = [
    ...ours.map(({path}) => path).filter((path) => !goneToo.has(path)),
    ...untracked.filter((path) => isTaken(path) && isOurs(path)).map((path) => path.replace(/\/$/, '')),
  ];
  // A file in a folder is committed together with the removal of what git had at the folder's path.
  for (const path of present) {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) leftOut.delete(path.slice(0, at));
  }
  return {
    wanted: {gone, present: [...new Set(present)]},
    leftOut: [...leftOut].map(([path, {files, ...others}]) => ({
      path: shownPath(path),
      ...others,
      ...(path.endsWith('/') && {files}),
    })),
  };
}

/** True when a file is as it was. A small one that was rewritten and restored (`git stash`) is known by its content. */
function isSame(root: string, path: string, {stamp, content}: OlderPath): boolean {
  const file = onDisk(root, path);
  return stamp === stampOf(file, 'kept') || (content !== null && content === contentOf(file));
}

const sorted = (leftOut: readonly LeftOut[]) => leftOut.toSorted((a, b) => (a.path < b.path ? -1 : 1));

const isFileIn = (root: string) => (path: string) => lookOnDisk(root, path)?.isFile() === true;

/**
 * Lists the paths that commits since the start of the step have changed: files from before the step belong to those
 * commits now. Empty when HEAD does not build on the start, as on another branch, where a difference is no decision.
 */
async function committedSince(
  {location, git}: PrivateWorkTree,
  from: Sha | null,
  to: Sha | null,
): Promise<ReadonlySet<string>> {
  if (to === null || from === to) return new Set();
  if (from !== null && !(await isAncestor(git, from, to))) return new Set();
  const changes = await diffTrees(git, from ?? emptyTree(location), to);
  return new Set(changes.map(({path}) => path));
}

async function countFiles(files: PrivateWorkTree, {sha}: Base): Promise<number> {
  if (sha === null) return 0;
  return (await listTree(files.git, sha)).length;
}

interface Content {
  readonly tree: Sha;
  readonly changes: readonly Change[];
  readonly leftOut: readonly LeftOut[];
}

/** Writes the objects. A repository inside the work tree goes in as its current commit, if others can get that. */
async function buildContent(
  files: PrivateWorkTree,
  base: Sha | null,
  {gone, present}: Wanted,
  findTheirs: FindTheirs,
): Promise<Content> {
  const {location} = files;
  // Removed first: git can add a folder in the place of a file only then.
  await removeFromIndex(files, gone);
  const unconverted = await unfilterable(files, present.filter(isFileIn(location.root)));
  const convertible = present.filter((path) => !unconverted.has(path));
  const refused = [
    ...[...unconverted].map(([path, why]): LeftOut => ({path: shownPath(path), ...why})),
    ...(await addToIndex(files, convertible)),
  ];
  const tree = await files.writeTree();
  // diff-tree reads an index too, and needs none.
  const changes = await files.withIndex(null, ({git}) => diffTrees(git, base ?? emptyTree(location), tree));
  // Paths that show as changes were added. The whole index is listed only if one is missing.
  const known = new Set([...changes, ...refused].map(({path}) => path));
  const doubtful = convertible.filter((path) => !known.has(path) && !known.has(shownPath(path)));
  const leftOut = [...refused, ...(await findSkipped(files, doubtful))];
  const held = new Map<Change, LeftOutReason>([
    ...(await unpublishedRepositories(files, tree, changes)),
    ...[...(await findTheirs(changes))].map((change) => [change, 'stashed'] as const),
  ]);
  if (held.size === 0) return {tree, changes, leftOut};

  const back = [...held.keys()].map(({path, before}) => ({path, after: before}));
  await setEntries(files.git, back, location);
  return {
    tree: await files.writeTree(),
    changes: changes.filter((change) => !held.has(change)),
    leftOut: [...leftOut, ...[...held].map(([{path}, reason]) => ({path: shownPath(path), reason}))],
  };
}

/**
 * Updates the user's index, then the branch: if we are killed in between, the work is staged, which everybody knows. When
 * git refuses either, the index is put back.
 */
async function moveHead(
  files: PrivateWorkTree,
  from: Head['sha'],
  to: Sha,
  changes: readonly Change[],
  env: Record<string, string>,
): Promise<void> {
  const {location, index} = files;
  // Then the new objects are in our own repository, and the user's index must not name them.
  if (!isWritableFolder(files.userObjects))
    throw new GitError('git-failed', whyUnwritable(location) ?? `The folder ${quote(files.userObjects)} is gone.`);
  const args = ['update-ref', '-m', 'laforge: commit what the agent left', 'HEAD', to, from ?? '0'.repeat(to.length)];
  await changeIndex(
    index,
    [
      ...(from !== null && !existsSync(index) ? [() => files.git({args: ['read-tree', from]})] : []),
      () => setEntries(files.git, changes, location),
      () => refreshStat(files, changes),
    ],
    () => gitAt(location, {args, config: location.baseline.config, env}),
  );
}

/** For more paths than this, git is slower at matching each against a large index than at checking every file. */
const FEW_PATHS = 50;

/** Refreshes the user's index for the files just committed, so that `git diff-files` knows them as unchanged. */
async function refreshStat(files: PrivateWorkTree, changes: readonly Change[]): Promise<void> {
  const paths = changes.filter(({after}) => after !== null).map(({path}) => path);
  if (paths.length === 0) return;
  const these = ['add', '--refresh', '--pathspec-from-file=-', '--pathspec-file-nul'];
  await files.git({
    args: paths.length > FEW_PATHS ? ['update-index', '-q', '--refresh'] : ['--literal-pathspecs', ...these],
    input: toRecords(paths),
    // On failure, git compares the files' content the next time.
    allowExit: 'any',
  });
}

function unfinishedWork(gitDir: string, changes: readonly TrackedChange[]): string | null {
  const operation = operationIn(gitDir);
  if (operation !== null) {
    return `The work tree is in the middle of ${withArticle(operation)}. Finish it or abort it, then commit.`;
  }
  const unmerged = changes.find(({isUnmerged}) => isUnmerged);
  if (unmerged === undefined) return null;
  return `${quote(shownPath(unmerged.path))} has conflicts that are not resolved. Resolve them, then commit.`;
}
