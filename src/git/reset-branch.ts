import {createHash} from 'node:crypto';
import {existsSync, lstatSync, mkdirSync, readdirSync, statSync} from 'node:fs';
import {dirname, join, sep} from 'node:path';
import {GitError, RefusedError} from '../domain/errors.ts';
import {quote, type Sha, shortSha} from '../domain/identity.ts';
import {inOperation} from '../domain/move-refusals.ts';
import type {RefUpdate} from '../domain/ports/remote.ts';
import type {WorkTreeSnapshot} from '../domain/ports/work-tree.ts';
import {branchRef} from '../domain/refs.ts';
import type {PlannedMove} from '../domain/rollback.ts';
import {nameFirst} from '../domain/text.ts';
import {keepFile, readRegularFile} from '../files/regular-file.ts';
import {blobsOf, findCarried} from './carried-files.ts';
import {changeIndex} from './checkout-guard.ts';
import {findDirtyFiles, otherWorkTreesWith, readHead, setRefs} from './head.ts';
import {gitAt, gitOf, type Location} from './locate.ts';
import {bringCommit} from './objects.ts';
import {findOperation, whyUnwritable} from './operations.ts';
import {diffTrees, isAncestor, onIndex, setEntries, toRecords} from './plumbing.ts';
import {lendFolder} from './private-repository.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {type Change, emptyTree, foldersAbove, GITLINK, lookOnDisk, onDisk, shownPath} from './raw-diff.ts';
import {lastWords, lockOf} from './run-git.ts';
import {changesSince, isNewOnDisk, olderPaths} from './snapshot.ts';
import {findUnstashed} from './stashes.ts';

interface Reset extends Pick<PlannedMove, 'branch' | 'from' | 'to'> {
  readonly pin: {readonly ref: string; readonly sha: Sha} | null;
}

/**
 * Moves a local branch from exactly `from` to `to` and creates the pin in one transaction; when the branch is checked
 * out, the files follow. First it proves that nothing untracked, ignored or uncommitted would be overwritten. The refs
 * go before the files: from then on the pin names what is displaced, and if we are stopped in between, the next command
 * finishes the work (`finishLocalReset`). Files first would leave an unmoved branch over files that undo it: one commit
 * away from a mistake that nobody recorded. Returns the files that should be gone and could not be removed.
 */
export async function resetLocalBranch(location: Location, reset: Reset): Promise<readonly string[]> {
  const {branch, from, to, pin} = reset;
  const [head, others] = await Promise.all([readHead(location), otherWorkTreesWith(location, branch)]);
  if (others[0] !== undefined) {
    throw new RefusedError(
      'branch-checked-out',
      `Cannot move ${branch}: it is checked out in ${others[0]}. Run this there, or check out another branch there.`,
    );
  }
  const operation = findOperation(location, branch);
  if (operation !== null) throw inOperation.ofGit(branch, operation);
  // git moves the branch before it finds that it cannot write the reflog of HEAD.
  const unwritable = whyUnwritable(location, branch);
  if (unwritable !== null) throw new GitError('git-failed', `Cannot move ${branch}: ${unwritable}`);
  await bringCommit(location, to);
  const isCheckedOut = head.branch === branch;
  const same = isCheckedOut && head.sha === from ? await proveNothingIsLost(location, reset) : [];
  // They lie there without git, so a move back leaves them there.
  noteToStay(
    location,
    same.map(({path}) => path),
  );

  const updates: readonly RefUpdate[] = [
    {ref: branchRef(branch), to, expected: from},
    ...(pin === null ? [] : [{ref: pin.ref, to: pin.sha, expected: null}]),
  ];
  await moveRefs(location, branch, updates);
  if (!isCheckedOut) return [];
  try {
    return await moveFiles(location, reset, same);
  } catch (cause) {
    await moveRefs(
      location,
      branch,
      updates.map((update) => ({...update, to: update.expected, expected: update.to})),
    );
    throw new GitError(
      'git-failed',
      `The files of ${branch} could not be moved, so the branch is back where it was. Look at git status: git restore brings files back.`,
      {
        cause,
      },
    );
  }
}

/**
 * Moves the files of a branch whose reset was stopped after its refs. It does so only when the branch is checked out at
 * `to` and the index and files are exactly those of `from`, so nothing is overwritten. False when there was nothing to
 * do.
 */
export async function finishLocalReset(location: Location, {branch, from, to}: Omit<Reset, 'pin'>): Promise<boolean> {
  const head = await readHead(location);
  if (head.branch !== branch || head.sha !== to) return false;
  const compare = {allowExit: [1, 128]};
  await gitAt(location, {args: ['update-index', '-q', '--refresh'], ...compare});
  const index = await gitAt(location, {args: ['diff-index', '--cached', '--quiet', from], ...compare});
  const files = await gitAt(location, {args: ['diff-files', '--quiet', '--ignore-submodules=all'], ...compare});
  if (index.exitCode !== 0 || files.exitCode !== 0) return false;
  try {
    await moveFiles(location, {from, to}, []);
    return true;
  } catch (error) {
    if (error instanceof GitError) return false;
    throw error;
  }
}

/**
 * Moves index and files from one commit to the other. Files that stay on disk leave the index, and the tree that git
 * starts from, beforehand: git deletes what it knows. Files that are on disk already (`same`) enter the index
 * beforehand, since git would refuse to overwrite them. Returns what git did not remove, of which it only warns.
 */
async function moveFiles(
  location: Location,
  {from, to}: Pick<Reset, 'from' | 'to'>,
  same: readonly Change[],
): Promise<readonly string[]> {
  const stay = filesThatStay(location);
  const changes = await diffTrees(gitOf(location), from, to);
  const staying = changes.filter(({path, after}) => after === null && stay.has(path));
  const start = staying.length === 0 ? from : await treeWithout(location, from, staying);
  const entries = [...same, ...staying];
  await changeIndex(
    join(location.gitDir, 'index'),
    entries.length === 0 ? [] : [() => setEntries(gitOf(location), entries, location)],
    () => gitAt(location, {args: [...READ_TREE, start, to], env: MAY_FETCH, cwd: currentFolder(location)}),
  );
  return findUnremoved(location.root, changes, staying);
}

/** Finds deleted files that are still on disk, as in a folder of another user's. */
function findUnremoved(root: string, changes: readonly Change[], staying: readonly Change[]): readonly string[] {
  // On a disk that ignores case, a renamed file is at its old name too.
  const there = new Set(changes.flatMap(({path, after}) => (after === null ? [] : [path.toLowerCase()])));
  const gone = changes.filter((change) => change.after === null && !staying.includes(change));
  return gone
    .filter(({path, before}) => before?.mode !== GITLINK && !there.has(path.toLowerCase()))
    .filter(({path}) => foldersAbove(path).every((folder) => lookAt(root, folder) === 'folder'))
    .filter(({path}) => lookOnDisk(root, path)?.isDirectory() === false)
    .map(({path}) => shownPath(path));
}

async function treeWithout(location: Location, commit: Sha, gone: readonly Change[]): Promise<Sha> {
  return await lendFolder(location.repository, async (folder) => {
    const git = onIndex(gitOf(location), join(folder, 'index'));
    await git({args: ['read-tree', commit]});
    await setEntries(git, gone, location);
    return (await git({args: ['write-tree', '--missing-ok']})).stdout.trim();
  });
}

/** A partial clone fetches the files of another commit from the captured remote when they are checked out. */
const MAY_FETCH = {GIT_NO_LAZY_FETCH: '0'};
const READ_TREE = ['read-tree', '-m', '-u', '--no-recurse-submodules'];

/** The folder that we were started in, if it is in the work tree: git does not delete its current folder. */
function currentFolder({root}: Location): string {
  const here = process.cwd();
  return here.startsWith(`${root}${sep}`) ? here : root;
}

async function moveRefs(location: Location, branch: string, updates: readonly RefUpdate[]): Promise<void> {
  const output = await setRefs(location, ['-m', `laforge: reset ${branch}`], updates);
  if (output.exitCode === 0) return;
  const lock = lockOf(output);
  if (lock !== null) throw inOperation.lockedBranch(branch, lock);
  const moved = /is at ([0-9a-f]+) but expected ([0-9a-f]+)/.exec(output.stderr);
  if (moved?.[1] === undefined || moved[2] === undefined) {
    throw new GitError('git-failed', `Cannot move ${branch}: ${lastWords(output)}`);
  }
  throw new RefusedError(
    'branch-moved',
    `Cannot move ${branch}: its tip is now ${shortSha(moved[1])}, not ${shortSha(moved[2])} as planned. Somebody moved it meanwhile; look at the plan again with a dry run.`,
  );
}

/** Refuses to overwrite anything. Returns untracked files that are already as in `to`. */
async function proveNothingIsLost(location: Location, {branch, from, to}: Reset): Promise<readonly Change[]> {
  const lock = join(location.gitDir, 'index.lock');
  if (existsSync(lock)) throw inOperation.lockedBranch(branch, lock);
  // Files that were only touched count as changed until the index is refreshed.
  await gitAt(location, {args: ['update-index', '-q', '--refresh'], allowExit: [1]});
  const [changes, {dirty: changed, converted}] = await Promise.all([
    diffTrees(gitOf(location), from, to),
    findDirtyFiles(location),
  ]);
  await refreshConverted(location, converted);
  const moving = new Set(changes.map(({path}) => path));
  const dirty = changed.filter((path) => moving.has(path)).map(shownPath);
  const same = await findSame(location, changes);
  const untracked = findUntrackedInTheWay(
    location.root,
    changes.filter((change) => !same.includes(change)),
  );
  const lost = [...new Set([...dirty, ...untracked])];
  if (lost.length > 0) {
    throw new RefusedError(
      'dirty-work-tree',
      `Cannot move ${branch}: it would overwrite ${nameFirst(lost, 5, quote)}. Commit or move what is there first.`,
    );
  }
  if (same.length > 0) return same;
  const output = await gitAt(location, {
    args: [...READ_TREE, '-n', from, to],
    env: MAY_FETCH,
    cwd: currentFolder(location),
    allowExit: [128],
  });
  if (output.exitCode !== 0) {
    throw new RefusedError(
      'dirty-work-tree',
      `Cannot move ${branch}, since git would not move its files: ${lastWords(output)}`,
    );
  }
  return same;
}

/** No file is written, so core.safecrlf is no reason to refuse. */
const NOTHING_WRITTEN = [{key: 'core.safecrlf', value: 'false'}];

/** Updates the index for files that only look changed, which git learns only by reading them. */
async function refreshConverted(location: Location, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  await gitAt(location, {
    args: ['update-index', '-z', '--stdin'],
    config: NOTHING_WRITTEN,
    input: toRecords(paths),
  });
}

/**
 * Finds files that are on disk already as `to` has them, such as one that an agent took from git alone: their bytes are
 * the same, or become the same by git's conversion (line endings, a filter such as that of Git LFS).
 */
async function findSame(location: Location, changes: readonly Change[]): Promise<readonly Change[]> {
  const {root} = location;
  const same: Change[] = [];
  const others: Change[] = [];
  for (const change of changes) {
    const {path, before, after} = change;
    if (before !== null || after === null || !after.mode.startsWith('100')) continue;
    if (lookOnDisk(root, path)?.isFile() !== true) continue;
    if (foldersAbove(path).some((folder) => lookAt(root, folder) !== 'folder')) continue;
    const bytes = readRegularFile(onDisk(root, path));
    const hash = createHash(after.sha.length === 40 ? 'sha1' : 'sha256');
    const isSame = bytes !== null && hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex') === after.sha;
    (isSame ? same : others).push(change);
  }
  // git takes a quote at the beginning for that of a quoted path.
  const asked = others.filter(({path}) => !path.includes('\n') && !path.startsWith('"'));
  if (asked.length === 0) return same;
  const {stdout} = await gitAt(location, {
    args: ['hash-object', '--stdin-paths'],
    config: NOTHING_WRITTEN,
    input: Buffer.from(asked.map(({path}) => `${path}\n`).join(''), 'latin1'),
    // A filter that fails leaves the rest without an answer, and so in the way.
    allowExit: 'any',
  });
  const hashes = stdout.split('\n');
  return [...same, ...asked.filter(({after}, at) => hashes[at] === after?.sha)];
}

/**
 * Finds the files on disk that these changes would overwrite. git protects untracked files but silently replaces
 * ignored ones, so this looks at the disk: at each new file's path, inside a folder that must give way to it, and at
 * anything but a folder on the way there.
 */
function findUntrackedInTheWay(root: string, changes: readonly Change[]): readonly string[] {
  const removed = new Set(changes.filter(({after}) => after === null).map(({path}) => path));
  const added = changes.filter(({before, after}) => {
    return after !== null && (before === null || (before.mode === GITLINK && after.mode !== GITLINK));
  });
  const kinds = new Map<string, Kind>();
  const kindOf = (place: string): Kind => {
    const kind = kinds.get(place) ?? (removed.has(place) ? 'nothing' : lookAt(root, place));
    kinds.set(place, kind);
    return kind;
  };
  const found = added.flatMap(({path, after}) => {
    // A submodule that an earlier reset left on disk: git writes nothing into it.
    if (after?.mode === GITLINK && kindOf(path) === 'folder' && kindOf(`${path}/.git`) !== 'nothing') return [];
    const obstacle = foldersAbove(path).find((folder) => kindOf(folder) !== 'folder');
    if (obstacle === undefined) return contentOf(root, path).filter((other) => !removed.has(other));
    return kindOf(obstacle) === 'other' ? [obstacle] : [];
  });
  return [...new Set(found.map(shownPath))];
}

type Kind = 'folder' | 'other' | 'nothing';

function lookAt(root: string, path: string): Kind {
  const stat = lstatSync(onDisk(root, path), {throwIfNoEntry: false});
  return stat === undefined ? 'nothing' : stat.isDirectory() ? 'folder' : 'other';
}

/** Returns the file at a path, or all files in the folder there. */
function contentOf(root: string, path: string): readonly string[] {
  const place = onDisk(root, path);
  const stat = lstatSync(place, {throwIfNoEntry: false});
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [path];
  const names = readdirSync(place, {encoding: 'buffer'});
  return names.flatMap((name) => contentOf(root, `${path}/${name.toString('latin1')}`));
}

const MOST_BYTES = 4 * 1024 * 1024;

/**
 * Finds files from before the step that the agent has committed itself, such as ones that somebody had staged or stashed.
 * Those that are new to git, such as a `.env`, are noted: a reset past the commit would delete the file, which is its
 * owner's alone.
 */
export async function noteFilesThatStay(files: PrivateWorkTree, since: WorkTreeSnapshot): Promise<readonly string[]> {
  const {location, git} = files;
  const {sha} = await readHead(location);
  if (sha === null || sha === since.head || (since.older.length === 0 && since.stashes.length === 0)) return [];
  // Without the commit where the step began, all of HEAD may be new.
  const changes = (await changesSince(files, since, sha)) ?? (await diffTrees(git, emptyTree(location), sha));
  const older = olderPaths(since, location.baseline);
  const isOlder = (path: string) =>
    older.find(path) !== null && !(older.isOfSubmodule(path) && isNewOnDisk(location.root, path, since.takenAt));
  const added = changes.filter(({path, after}) => after !== null && after.mode !== GITLINK && !isOlder(path));
  const tracked = new Set(added.filter(({before}) => before !== null).map(({path}) => path));
  const newPaths = added.map(({path}) => path);
  const carried = await findCarried(location, since, newPaths, {
    isTracked: (path) => tracked.has(path),
    published: () => blobsOf(git, since.head),
  });
  const theirs = changes.filter(({path, after}) => after?.mode !== GITLINK && (isOlder(path) || carried.has(path)));
  noteToStay(
    location,
    theirs.filter(({before}) => before === null).map(({path}) => path),
  );
  // On another branch, a difference may be anybody's.
  const isOnTop = since.head === null || (await isAncestor(git, since.head, sha));
  if (!isOnTop) return [];
  const findTheirs = await findUnstashed(files, since);
  const unstashed = await findTheirs(changes);
  // A file that was made since is the agent's own, also in a folder of which nobody noted the files.
  const isMadeSince = (path: string) =>
    older.find(path) !== path &&
    !carried.has(path) &&
    (lookOnDisk(location.root, path)?.birthtimeMs ?? 0) >= since.takenAt;
  const isTheirs = (change: Change) => theirs.includes(change) && !isMadeSince(change.path);
  const taken = changes.filter((change) => isTheirs(change) || unstashed.has(change));
  return taken.filter(({after}) => after !== null).map(({path}) => shownPath(path));
}

/** Notes files (latin1) that no reset deletes. */
function noteToStay(location: Location, added: readonly string[]): void {
  if (added.length === 0) return;
  const text = [...new Set([...filesThatStay(location), ...added])].join('\0');
  mkdirSync(dirname(noteOf(location)), {recursive: true});
  // As readable as the git folder, for everybody who may reset the branch.
  const mode = statSync(location.gitDir).mode & 0o666;
  keepFile(noteOf(location), Buffer.from(text, 'latin1'), mode);
}

/** The noted files (latin1) that are on disk. An agent's edits to the note can only make a reset delete fewer files. */
function filesThatStay(location: Location): ReadonlySet<string> {
  const text = readRegularFile(noteOf(location), MOST_BYTES)?.toString('latin1') ?? '';
  const isThere = (path: string) => path !== '' && lookOnDisk(location.root, path) !== undefined;
  return new Set(text.split('\0').filter(isThere));
}

function noteOf({gitDir}: Location): string {
  return join(gitDir, 'laforge', 'files-that-stay');
}
