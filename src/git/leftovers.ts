import {existsSync} from 'node:fs';
import {GitError} from '../domain/errors.ts';
import {quote, type Sha} from '../domain/identity.ts';
import {withArticle} from '../domain/operation.ts';
import type {Remote} from '../domain/ports/remote.ts';
import type {
  CommitRequest,
  Head,
  Identity,
  LeftOut,
  LeftOutReason,
  LeftoverCommit,
  OlderPath,
} from '../domain/ports/work-tree.ts';
import {addToIndex} from './add-to-index.ts';
import {type Baseline, lastValue} from './baseline.ts';
import {unfilterable} from './filters.ts';
import {readHead} from './head.ts';
import {BOT, identityEnvironment} from './identity.ts';
import {isLedger, isOwnTemporary, ledgerPaths, temporaryFolders} from './ledger-paths.ts';
import {gitAt, type Location} from './locate.ts';
import {newOddFiles, removePipes} from './odd-files.ts';
import {operationIn} from './operations.ts';
import {removeObjectPipes} from './private-repository.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {type Change, emptyTree, lookOnDisk, parseRawDiff, shownPath, toIndexInfo} from './raw-diff.ts';

import {contentOf, olderPaths, stampOf} from './snapshot.ts';
import {changedSubmodules, isRepositoryWritten, unpublishedRepositories} from './submodules.ts';
import {listUncommitted, type TrackedChange, type Uncommitted} from './uncommitted.ts';

export interface LeftoverDeps {
  readonly location: Location;
  readonly baseline: Baseline;
  readonly files: PrivateWorkTree;
  readonly identity: Identity | null;
  /** The repository that still has a commit which an agent removed. */
  readonly remote: Pick<Remote, 'fetch'> | null;
}

/**
 * Commits what the work tree holds now and HEAD does not, but for what lay there before. It runs where an agent may have
 * left anything: whatever git needs beside the files comes from us. Trouble withholds the commit and says why; it never
 * throws for what git refuses.
 */
export async function commitLeftovers(deps: LeftoverDeps, request: CommitRequest): Promise<LeftoverCommit> {
  const {location} = deps;
  const {root} = location;
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
        if (!removeObjectPipes(location.commonDir) && pipes.length === 0) throw error;
        return await commit();
      });
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      if (reason === '') reason = error.message;
      // It would wait as long again.
      if (error.code === 'git-stopped') break;
    }
  }
  return {kind: 'withheld', reason, leftOut: pipes};
}

/** The commit that the new one goes on top of. `isHead`: the user's index says what of the work tree differs from it. */
interface Base {
  readonly sha: Sha | null;
  readonly isHead: boolean;
}

/**
 * HEAD. What is kept apart goes on top of where the step began when HEAD is not to be had, as after `rm -rf .git`, and
 * is a first commit when that is not either.
 */
function* basesOf({location, files, remote}: LeftoverDeps, {since, onto}: CommitRequest) {
  yield async (): Promise<Base> => ({sha: (await readHead(location)).sha, isHead: true});
  if (onto === 'head') return;
  yield async (): Promise<Base> => {
    if (since.head !== null && !(await hasCommit(files, since.head))) await remote?.fetch([since.head], 1);
    return {sha: since.head, isHead: false};
  };
  if (since.head !== null) yield async (): Promise<Base> => ({sha: null, isHead: false});
}

async function hasCommit(files: PrivateWorkTree, sha: Sha): Promise<boolean> {
  const args = ['cat-file', '-e', `${sha}^{commit}`];
  return (await files.git({index: files.userIndex, args, allowExit: [1, 128]})).exitCode === 0;
}

async function commitOnto(deps: LeftoverDeps, request: CommitRequest, base: Base): Promise<LeftoverCommit> {
  const {location, files} = deps;
  const found = await findUncommitted(deps, base);
  const {wanted, leftOut: passedOver} = await choose(deps, request, base, found);
  const leftOut = [...passedOver, ...(await unseenByGit(deps, request, found))];
  if (wanted.gone.length + wanted.present.length === 0) return {kind: 'nothing', leftOut};

  const reason = request.onto === 'head' ? unfinishedWork(location.gitDir, found.changes) : null;
  if (reason !== null) return {kind: 'withheld', reason, leftOut};

  return await files.withIndex('empty', async (index) => {
    // 1. The content: the base, with the wanted paths as they are in the work tree.
    if (base.sha !== null) await files.git({index, args: ['read-tree', base.sha]});
    const built = await buildContent(deps, index, base.sha, wanted);
    const allLeftOut = [...leftOut, ...built.leftOut];
    if (built.changes.length === 0) return {kind: 'nothing', leftOut: allLeftOut};

    // 2. The commit.
    const author = identityEnvironment(request.author ?? deps.identity ?? BOT);
    const commit = await files.git({
      index,
      args: ['commit-tree', built.tree, ...(base.sha === null ? [] : ['-p', base.sha]), '-F', '-'],
      config: [{key: 'i18n.commitEncoding', value: 'UTF-8'}],
      env: author,
      input: request.message,
    });
    const sha = commit.stdout.trim();
    if (request.onto === 'head') await moveHead(deps, base.sha, sha, built.changes, author);
    return {kind: 'committed', sha, leftOut: allLeftOut};
  });
}

/** Compares by the user's index, which knows what has not changed; without it, or where it is broken, by one of our own. */
async function findUncommitted({location, files}: LeftoverDeps, {sha, isHead}: Base): Promise<Uncommitted> {
  const look = (index: string) => listUncommitted(location.root, files, {index, head: sha, ignored: true});
  const lookAnew = () =>
    files.withIndex('empty', async (index) => {
      if (sha !== null) await files.git({index, args: ['read-tree', sha]});
      return await look(index);
    });
  if (!isHead) return await lookAnew();
  try {
    return await files.withIndex('copy', look);
  } catch (error) {
    if (!(error instanceof GitError) || error.code === 'git-stopped') throw error;
    return await lookAnew();
  }
}

/** The changes of the agent that git says nothing of: pipes and the like, and files of submodules. */
async function unseenByGit(
  {location, baseline, files}: LeftoverDeps,
  {since}: CommitRequest,
  {changes, ignored, submodules}: Uncommitted,
): Promise<readonly LeftOut[]> {
  const {root} = location;
  const older = olderPaths(since, lastValue(baseline.config, 'core.ignorecase') === 'true');
  const closed = new Set([...ignored, ...submodules.map((path) => `${path}/`)]);
  const tracked = new Set(changes.map(({path}) => path));
  const isClosed = (folder: string) => closed.has(folder) || older.find(folder) !== null;
  const odd = newOddFiles(root, since.takenAt, isClosed).filter((path) => !tracked.has(path));
  const command = {index: files.userIndex, args: ['check-ignore', '--no-index', '-z', '--stdin'], allowExit: [1]};
  const ignoredOdd = new Set(odd.length === 0 ? [] : (await files.feed(command, odd)).split('\0'));
  return [
    ...odd
      .filter((path) => !ignoredOdd.has(path))
      .map((path): LeftOut => ({path: shownPath(path), reason: 'not-a-file'})),
    ...(await changedSubmodules(location, submodules, since.takenAt)),
  ];
}

/** Paths to commit: those to remove, and those to take from the work tree. */
interface Wanted {
  readonly gone: readonly string[];
  readonly present: readonly string[];
}

/** Leaves out what lay there before, and what is ours. */
async function choose(
  {location, baseline, files}: LeftoverDeps,
  request: CommitRequest,
  base: Base,
  {changes, untracked}: Uncommitted,
): Promise<{readonly wanted: Wanted; readonly leftOut: readonly LeftOut[]}> {
  const {root, gitDir, commonDir} = location;
  const {since} = request;
  const older = olderPaths(since, lastValue(baseline.config, 'core.ignorecase') === 'true');
  const paths = [...changes.map(({path}) => path), ...untracked];
  const released = paths.some((path) => older.find(path) !== null)
    ? await committedSince(files, baseline, since.head, base.sha)
    : new Set<string>();
  // Git takes a repository's folder that is not called .git for an ordinary one, and would list what is in it.
  const ledgers = ledgerPaths(root, [...request.exclude, files.ownFolder(), gitDir, commonDir]);
  const temporary = temporaryFolders(root);

  const leftOut = new Map<string, {readonly reason: LeftOutReason; readonly files: number}>();
  const leave = (path: string, reason: LeftOutReason) =>
    leftOut.set(path, {reason, files: (leftOut.get(path)?.files ?? 0) + 1});
  const isOurs = (path: string): boolean => {
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
    if (hasChanged) leave(lay, 'dirty-before');
    return lay === null;
  };
  const onDiskToo = new Set(untracked);
  const ours = changes.filter(({path}) => isOurs(path));
  const isGone = (change: TrackedChange) => change.isDeleted || (change.isUnstaged && !onDiskToo.has(change.path));
  const present = [
    ...ours.filter((change) => !isGone(change)).map(({path}) => path),
    ...untracked.filter(isOurs).map((path) => path.replace(/\/$/, '')),
  ];
  return {
    wanted: {gone: ours.filter(isGone).map(({path}) => path), present: [...new Set(present)]},
    leftOut: [...leftOut].map(([path, {reason, files}]) => ({
      path: shownPath(path),
      reason,
      ...(path.endsWith('/') && {files}),
    })),
  };
}

/** A file that was written and put back, as by `git stash`, has its content for a witness where it was small. */
function isSame(root: string, path: string, {stamp, content}: OlderPath): boolean {
  return stamp === stampOf(root, path) || (content !== null && content === contentOf(root, path));
}

const sorted = (leftOut: readonly LeftOut[]) => leftOut.toSorted((a, b) => (a.path < b.path ? -1 : 1));

const isFileIn = (root: string) => (path: string) => lookOnDisk(root, path)?.isFile() === true;

/**
 * The paths that commits on top of where the step began have changed: what lay there before is theirs by now. Nothing
 * when HEAD does not build on it, as on another branch, where a difference is nobody's decision.
 */
async function committedSince(
  files: PrivateWorkTree,
  baseline: Baseline,
  from: Sha | null,
  to: Sha | null,
): Promise<ReadonlySet<string>> {
  if (to === null || from === to) return new Set();
  const git = (...args: readonly string[]) => files.git({index: files.userIndex, args, allowExit: [1, 128]});
  if (from !== null && (await git('merge-base', '--is-ancestor', from, to)).exitCode !== 0) return new Set();
  const nothing = emptyTree(baseline.objectFormat);
  const {stdout} = await git('diff-tree', '-r', '--name-only', '-z', '--no-renames', from ?? nothing, to);
  return new Set(stdout.split('\0'));
}

interface Content {
  readonly tree: Sha;
  readonly changes: readonly Change[];
  readonly leftOut: readonly LeftOut[];
}

/** Writes the objects. Repositories inside the work tree go in as the commit they are at, if others can get it. */
async function buildContent(
  {location, baseline, files}: LeftoverDeps,
  index: string,
  base: Sha | null,
  {gone, present}: Wanted,
): Promise<Content> {
  // Removed first: where a folder took the place of a file, git knows the way only then.
  await files.feed({index, args: ['update-index', '--force-remove', '-z', '--stdin']}, gone);
  const unconverted = await unfilterable(baseline, files, index, present.filter(isFileIn(location.root)));
  const convertible = present.filter((path) => !unconverted.has(path));
  const refused = [
    ...[...unconverted].map(([path, why]): LeftOut => ({path: shownPath(path), ...why})),
    ...(await addToIndex(location.root, files, index, convertible)),
  ];
  const args = ['diff-index', '--cached', '--raw', '-z', '--no-renames', base ?? emptyTree(baseline.objectFormat)];
  const changes = parseRawDiff((await files.git({index, args})).stdout);
  const tree = await files.writeTree(index);
  const held = await unpublishedRepositories(location, files, tree, changes);
  if (held.size === 0) return {tree, changes, leftOut: refused};

  const back = [...held.keys()].map((change) => ({...change, after: change.before}));
  await files.feed({index, args: INDEX_INFO}, toIndexInfo(back, baseline.objectFormat));
  return {
    tree: await files.writeTree(index),
    changes: changes.filter((change) => !held.has(change)),
    leftOut: [...refused, ...[...held].map(([{path}, reason]) => ({path: shownPath(path), reason}))],
  };
}

/** The user's index, then the branch: stopped in between, the work is staged, which anybody understands. */
async function moveHead(
  {location, baseline, files}: LeftoverDeps,
  from: Head['sha'],
  to: Sha,
  changes: readonly Change[],
  env: Record<string, string>,
): Promise<void> {
  if (from !== null && !existsSync(files.userIndex))
    await files.git({index: files.userIndex, args: ['read-tree', from]});
  await files.feed({index: files.userIndex, args: INDEX_INFO}, toIndexInfo(changes, baseline.objectFormat));
  await files.git({index: files.userIndex, args: ['update-index', '-q', '--refresh'], allowExit: [1]});
  const args = ['update-ref', '-m', 'laforge: commit what the agent left', 'HEAD', to, from ?? '0'.repeat(to.length)];
  await gitAt(location, {args, config: baseline.config, env});
}

const INDEX_INFO = ['update-index', '-z', '--index-info'];

function unfinishedWork(gitDir: string, changes: readonly TrackedChange[]): string | null {
  const operation = operationIn(gitDir);
  if (operation !== null) {
    return `The work tree is in the middle of ${withArticle(operation)}. Finish it or abort it, then commit.`;
  }
  const unmerged = changes.find(({isUnmerged}) => isUnmerged);
  if (unmerged === undefined) return null;
  return `${quote(shownPath(unmerged.path))} has conflicts that are not resolved. Resolve them, then commit.`;
}
