import {
  chmodSync,
  existsSync,
  lstatSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {GitError} from '../domain/errors.ts';
import type {Sha} from '../domain/identity.ts';
import type {Head, HeldCheckout, PutBack, PutBackRequest} from '../domain/ports/work-tree.ts';
import {branchRef} from '../domain/refs.ts';
import {addToIndex, removeFromIndex, unfilterable} from './add-to-index.ts';
import {readHead} from './head.ts';
import {identityEnvironment, LAFORGE} from './identity.ts';
import {gitAt, gitOf, type Location} from './locate.ts';
import {filesOfOperations} from './operations.ts';
import {commitTree, diffTrees, resolveName} from './plumbing.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {type Change, emptyTree, GITLINK, onDisk, shownPath} from './raw-diff.ts';
import {listOlder} from './snapshot.ts';
import {listUncommitted} from './uncommitted.ts';

interface Held {
  readonly head: Head;
  /** The content of all tracked files. */
  readonly tree: Sha;
  /** Untracked files. They are not held, and never taken for something that the program made. */
  readonly untracked: ReadonlySet<string>;
  /** Null where there was none. */
  readonly index: HeldIndex | null;
  /** Locks that another git has, or has left. */
  readonly locks: readonly string[];
  /** Files of unfinished operations, such as MERGE_HEAD. */
  readonly unfinished: readonly string[];
}

/** Records HEAD, its branch, the index and the tracked files, to restore them after a program has run there. */
export async function holdCheckout(files: PrivateWorkTree): Promise<HeldCheckout> {
  const {location} = files;
  const head = await readHead(location);
  const older = await listOlder(files, head.sha);
  const untracked = new Set(older.map(({path}) => path));
  const held: Held = {
    head,
    tree: await contentOf(files, head.sha, untracked),
    untracked,
    index: holdIndex(files.index),
    locks: locksOf(files),
    unfinished: filesOfOperations(location.gitDir),
  };
  return {
    head,
    putBack: (request) => putBack(files, held, request),
    changedFiles: async () => {
      const content = await contentOf(files, (await readHead(location)).sha, untracked);
      return (await changesBetween(files, held.tree, content)).map(({path}) => shownPath(path));
    },
  };
}

function locksOf({location, index}: PrivateWorkTree): readonly string[] {
  const locks = [`${index}.lock`, join(location.gitDir, 'HEAD.lock')];
  return locks.filter((lock) => lstatSync(lock, {throwIfNoEntry: false}) !== undefined);
}

/** Writes a tree of all tracked files and of the untracked ones that are not in `known`. */
async function contentOf(files: PrivateWorkTree, head: Sha | null, known: ReadonlySet<string>): Promise<Sha> {
  return await files.withIndex('copy', async (copy) => {
    const {changes, untracked} = await listUncommitted(copy, {head, ignored: false});
    await removeFromIndex(
      copy,
      changes.filter(({isDeleted}) => isDeleted).map(({path}) => path),
    );
    const tracked = changes.filter(({isDeleted, isUnstaged}) => !isDeleted && !isUnstaged).map(({path}) => path);
    await addToIndex(copy, [...tracked, ...untracked.filter((path) => !known.has(path) && !path.endsWith('/'))]);
    return await copy.writeTree();
  });
}

async function putBack(files: PrivateWorkTree, held: Held, request: PutBackRequest): Promise<PutBack> {
  const {location} = files;
  const now = await readHead(location);
  const tip = held.head.branch === null ? now.sha : await resolveName(gitOf(location), branchRef(held.head.branch));
  const moved = now.branch !== held.head.branch || now.sha !== held.head.sha || tip !== held.head.sha;

  if (request.unlock === true) {
    for (const lock of locksOf(files)) if (!held.locks.includes(lock)) rmSync(lock, {recursive: true, force: true});
  }
  // 1. The index and unfinished operations: the snapshot below must not depend on them.
  for (const name of filesOfOperations(location.gitDir)) {
    if (!held.unfinished.includes(name)) rmSync(join(location.gitDir, name), {recursive: true, force: true});
  }
  restoreIndex(files.index, held.index);
  if (!moved && !request.files) return {moved: false, kept: null, stays: []};

  // 2. Everything that is about to go is kept first: the commits as parents, the files' content as the tree.
  const content = await contentOf(files, now.sha, held.untracked);
  const changes = await changesToTakeBack(files, held, content, request);
  if (!moved && changes.length === 0) return {moved: false, kept: null, stays: []};
  const parents = [held.head.sha, now.sha, tip].filter((sha) => sha !== null);
  await keep(files, request, content, [...new Set(parents)]);

  // 3. HEAD and its branch, then the files.
  if (moved) await restoreHead(location, held.head, now, tip);
  const stays = await restoreFiles(files, held.tree, changes);
  await files.git({args: ['update-index', '-q', '--refresh'], allowExit: [1]});
  return {moved, kept: request.keep.ref, stays: stays.map(shownPath)};
}

/** Lists files that existed before and differ now, and new files at paths that the next commit needs. */
async function changesToTakeBack(
  files: PrivateWorkTree,
  held: Held,
  tree: Sha,
  {makeRoomFor: next, newFiles = false}: PutBackRequest,
): Promise<readonly Change[]> {
  const changes = await changesBetween(files, held.tree, tree);
  if (newFiles || !changes.some(({before}) => before === null)) return changes;
  const needed = await changesBetween(files, held.tree, next ?? emptyTree(files.location));
  const room = new Set(needed.filter(({after}) => after !== null).map(({path}) => path));
  return changes.filter(({before, path}) => before !== null || room.has(path));
}

/** Lists the changes between two trees, without submodules. */
async function changesBetween(files: PrivateWorkTree, from: Sha, to: Sha): Promise<readonly Change[]> {
  return (await diffTrees(files.git, from, to)).filter(
    ({before, after}) => before?.mode !== GITLINK && after?.mode !== GITLINK,
  );
}

async function keep(
  {location, git}: PrivateWorkTree,
  {keep: {ref, message}}: PutBackRequest,
  tree: Sha,
  parents: readonly Sha[],
): Promise<void> {
  // An earlier commit under the same name becomes a parent, so that it stays reachable.
  const earlier = await resolveName(gitOf(location), ref);
  const all = earlier === null ? parents : [...parents, earlier];
  const commit = await commitTree(git, {tree, parents: all, message}, identityEnvironment(LAFORGE));
  await gitAt(location, {args: ['update-ref', ref, commit], config: location.baseline.config});
}

/** Moves only HEAD and the branch it was on, and only from where they have just been seen. */
async function restoreHead(location: Location, held: Head, now: Head, tip: Sha | null): Promise<void> {
  const reason = ['-m', 'laforge: as it was before the check'];
  if (held.branch === null) {
    await gitAt(location, {args: ['update-ref', ...reason, '--no-deref', 'HEAD', held.sha ?? '']});
    return;
  }
  const ref = branchRef(held.branch);
  if (now.branch !== held.branch) await gitAt(location, {args: ['symbolic-ref', ...reason, 'HEAD', ref]});
  if (tip === held.sha) return;
  const args = held.sha === null ? ['-d', ref, tip ?? ''] : [ref, held.sha, tip ?? '0'.repeat(held.sha.length)];
  await gitAt(location, {args: ['update-ref', ...reason, ...args]});
}

/** Restores each file from the tree. A folder in the place of a file stays, with its contents. */
async function restoreFiles(files: PrivateWorkTree, tree: Sha, changes: readonly Change[]): Promise<readonly string[]> {
  const {root, baseline} = files.location;
  const stays: string[] = [];
  const back: string[] = [];
  for (const {path, before} of changes) {
    const place = onDisk(root, path);
    const stat = lstatSync(place, {throwIfNoEntry: false});
    if (stat?.isDirectory() === true) stays.push(path);
    else if (before !== null) back.push(path);
    else if (stat !== undefined) unlinkSync(place);
  }
  if (back.length === 0) return stays;
  return await files.withIndex(tree, async (held) => {
    // Only the same filter can restore a filtered file.
    const lost = baseline.filters.changed().size === 0 ? new Map() : await unfilterable(held, back);
    const found = back.filter((path) => !lost.has(path));
    await held.feed({args: ['checkout-index', '--force', '-z', '--stdin']}, found);
    return [...stays, ...lost.keys()];
  });
}

/** The user's index as it was, byte for byte. */
interface HeldIndex {
  readonly bytes: Buffer;
  readonly mode: number;
  readonly seconds: number;
}

/**
 * Makes our changes to the user's index, and then `last`, which leaves the index alone when it fails. When anything fails,
 * the index is put back, if it is as our changes left it: what a person staged since is theirs. One that is a link is
 * left alone.
 */
export async function changeIndex(
  path: string,
  changes: readonly (() => Promise<unknown>)[],
  last: () => Promise<unknown>,
): Promise<void> {
  const isMissing = !existsSync(path);
  const held = changes.length === 0 ? null : holdIndex(path);
  const isHeld = held !== null || (isMissing && changes.length > 0);
  let ours = writtenAt(path);
  try {
    for (const change of changes) {
      await change();
      ours = writtenAt(path);
    }
    await last();
  } catch (error) {
    if (isHeld && writtenAt(path) === ours) restoreIndex(path, held);
    throw error;
  }
}

/** Tells one writing of the index from another: git writes a new file each time. */
function writtenAt(path: string): string | null {
  const stat = lstatSync(path, {throwIfNoEntry: false, bigint: true});
  return stat === undefined ? null : `${stat.ino} ${stat.mtimeNs} ${stat.size}`;
}

/** Null where there is no index. */
function holdIndex(path: string): HeldIndex | null {
  const stat = lstatSync(path, {throwIfNoEntry: false, bigint: true});
  if (stat?.isFile() !== true) return null;
  // A microsecond early: a number of seconds is not exact, and a later time would hide changes.
  const seconds = Number(stat.mtimeNs / 1000n - 1n) / 1e6;
  return {bytes: readFileSync(path), mode: Number(stat.mode & 0o777n), seconds};
}

/**
 * Replaces the index as git does: under its lock, in one move. It keeps its mode, so that a repository shared with a
 * group stays shared, and its time, by which git notices late changes.
 */
function restoreIndex(path: string, index: HeldIndex | null): void {
  if (index === null) {
    rmSync(path, {force: true});
    return;
  }
  if (holdIndex(path)?.bytes.equals(index.bytes) === true) return;
  const lock = `${path}.lock`;
  try {
    writeFileSync(lock, index.bytes, {flag: 'wx'});
  } catch (cause) {
    const advice = `Wait for it, or delete ${lock} when there is none`;
    throw new GitError('git-failed', `The index cannot be put back: another git has it. ${advice}.`, {cause});
  }
  chmodSync(lock, index.mode);
  utimesSync(lock, index.seconds, index.seconds);
  renameSync(lock, path);
}
