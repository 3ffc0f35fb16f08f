import {accessSync, constants, existsSync, readdirSync, readSync, statSync} from 'node:fs';
import {basename, dirname, join, resolve} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {quote} from '../domain/identity.ts';
import type {Operation} from '../domain/ports/work-tree.ts';
import {branchRef} from '../domain/refs.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import {withPlainFile} from '../files/regular-file.ts';
import {lastValue} from './baseline.ts';
import type {Location} from './locate.ts';
import {lookOnDisk} from './raw-diff.ts';

/**
 * Finds the operation in progress that a branch belongs to, in any work tree: rebase, merge, cherry-pick, revert, am or
 * bisect. git moves no such branch, since ending the operation would silently move it again. It reads the same files in
 * each work tree's git folder as git does.
 */
export function findOperation(location: Location, branch: string): Operation | null {
  const own = {gitDir: location.gitDir, folder: null};
  for (const {gitDir, folder} of [own, ...otherWorkTrees(location)]) {
    const name = operationOn(gitDir, branch);
    if (name !== null) return {name, workTree: folder};
  }
  return null;
}

interface OtherWorkTree {
  readonly gitDir: string;
  readonly folder: string;
}

/** Lists the other work trees, like git by their git folders and without those whose folder is gone. */
export function otherWorkTrees(location: Location): readonly OtherWorkTree[] {
  const all = [...mainWorkTree(location), ...linkedWorkTrees(location)];
  return all.filter(({gitDir, folder}) => gitDir !== location.gitDir && existsSync(folder));
}

/** Empty when the repository is bare. */
function mainWorkTree({commonDir, mainWorkTree, baseline}: Location): readonly OtherWorkTree[] {
  const own = baseline.entries.filter(({scope}) => scope === 'local');
  // With per-worktree settings, the main one's are in a file that no other work tree reads.
  const apart = readStart(join(commonDir, 'config.worktree'));
  const isBare = lastValue(own, 'core.bare') === 'true' || /^\s*bare\s*(=\s*true\s*)?$/im.test(apart);
  return isBare ? [] : [{gitDir: commonDir, folder: mainWorkTree}];
}

function linkedWorkTrees({commonDir}: Location): readonly OtherWorkTree[] {
  return linkedGitFolders(commonDir).flatMap((gitDir) => {
    // Relative since git 2.48, if so configured.
    const file = resolve(gitDir, readStart(join(gitDir, 'gitdir')).trimEnd());
    return basename(file) === '.git' ? [{gitDir, folder: dirname(file)}] : [];
  });
}

/** The git folders of linked work trees, of those that are gone too. */
function linkedGitFolders(commonDir: string): readonly string[] {
  return namesIn(join(commonDir, 'worktrees')).map((name) => join(commonDir, 'worktrees', name));
}

/** This work tree's git folder, the common one, and those of the other work trees. */
export function gitFolders({gitDir, commonDir}: Location): readonly string[] {
  return [...new Set([gitDir, commonDir, ...linkedGitFolders(commonDir)])];
}

function operationOn(folder: string, branch: string): Operation['name'] | null {
  const ref = `refs/heads/${branch}`;
  const read = (name: string) => readStart(join(folder, name));
  const isRebased = ['rebase-merge/head-name', 'rebase-apply/head-name'].some((name) => read(name).trim() === ref);
  if (isRebased || read('rebase-merge/update-refs').split('\n').includes(ref)) return 'rebase';
  if (read('HEAD').trim() === `ref: ${ref}`) return operationIn(folder);
  return existsSync(join(folder, 'BISECT_LOG')) && read('BISECT_START').trim() === branch ? 'bisect' : null;
}

/** The files that tell git which operation is in progress, in git's order. */
const SIGNS: readonly (readonly [file: string, name: Operation['name']])[] = [
  ['rebase-merge', 'rebase'],
  ['rebase-apply/applying', 'am'],
  ['rebase-apply', 'rebase'],
  ['BISECT_LOG', 'bisect'],
  ['MERGE_HEAD', 'merge'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
];

/** Finds the operation in progress in the work tree of a git folder, whatever is checked out there. */
export function operationIn(gitDir: string): Operation['name'] | null {
  const sign = SIGNS.find(([file]) => existsSync(join(gitDir, file)));
  if (sign !== undefined) return sign[1];
  // Between two commits of a series, only the list of the remaining ones exists.
  const next = readStart(join(gitDir, 'sequencer/todo')).split(' ', 1)[0];
  if (next === 'pick' || next === 'p') return 'cherry-pick';
  return next === 'revert' ? 'revert' : null;
}

/** True if an operation was in progress at this moment, in ms, and has not been touched since. */
export function hasOperationSince(gitDir: string, takenAt: number): boolean {
  // A link's own time counts: an agent may link to something older.
  return SIGNS.some(([file]) => (lookOnDisk(gitDir, file)?.ctimeMs ?? takenAt) < takenAt);
}

/** Another git holds its locks for moments; whoever edits a message, or was killed, for longer. */
const LOCK_WAIT_MS = 3000;
const LOOK_AGAIN_MS = 50;

/** Finds a lock on what a commit changes, of another git that is at work here or was killed; null when it goes soon. */
export async function findLock({gitDir, commonDir}: Pick<Location, 'gitDir' | 'commonDir'>): Promise<string | null> {
  const ref = checkedOutRef(gitDir);
  const files = [join(gitDir, 'index'), join(gitDir, 'HEAD'), ...(ref === null ? [] : [join(commonDir, ref)])];
  const held = () => files.map((file) => `${file}.lock`).find((lock) => lookOnDisk(dirname(lock), basename(lock)));
  for (let waitedMs = 0; held() !== undefined && waitedMs < LOCK_WAIT_MS; waitedMs += LOOK_AGAIN_MS) {
    await delay(LOOK_AGAIN_MS);
  }
  return held() ?? null;
}

/**
 * Says which place cannot be written that a commit changes, or the move of the given branch, such as after a container's
 * root made it, and what to do; null when all can.
 */
export function whyUnwritable(
  {gitDir, commonDir}: Pick<Location, 'gitDir' | 'commonDir'>,
  moved: string | null = null,
): string | null {
  const objects = join(commonDir, 'objects');
  // git spreads new objects over folders of two digits.
  const spread = moved === null ? namesIn(objects).filter((name) => /^[0-9a-f]{2}$/.test(name)) : [];
  const ref = moved === null ? checkedOutRef(gitDir) : branchRef(moved);
  const shared = ref === null ? [] : [dirname(ref), join('logs', ref)];
  const all = [
    ...[gitDir, join(gitDir, 'logs', 'HEAD'), objects],
    ...spread.map((name) => join(objects, name)),
    ...shared.map((name) => join(commonDir, name)),
  ];
  const closed = all.find((place) => existsSync(place) && !mayWrite(place));
  if (closed === undefined) return null;
  const user = process.getuid?.();
  const repair =
    statSync(closed).uid === user ? ['chmod', 'u+w', closed] : ['sudo', 'chown', '-R', String(user), commonDir];
  return `${quote(closed)} cannot be written. Make it yours, as with ${quoteForShell(repair)}`;
}

/** The full name of the branch that is checked out, by the file HEAD. */
function checkedOutRef(gitDir: string): string | null {
  return /^ref: (refs\/heads\/\S+)\s*$/.exec(readStart(join(gitDir, 'HEAD')))?.[1] ?? null;
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** All files of operations in progress: the ones that identify them, and the ones with details. */
const FILES = [
  ...SIGNS.map(([file]) => file).filter((file) => !file.includes('/')),
  ...['MERGE_MSG', 'MERGE_MODE', 'MERGE_AUTOSTASH', 'AUTO_MERGE', 'SQUASH_MSG', 'REBASE_HEAD', 'sequencer'],
  ...['BISECT_START', 'BISECT_NAMES', 'BISECT_TERMS', 'BISECT_RUN', 'BISECT_EXPECTED_REV', 'BISECT_ANCESTORS_OK'],
  ...['BISECT_FIRST_PARENT', 'BISECT_HEAD'],
];

/** Returns the ones that exist in a git folder. */
export function filesOfOperations(gitDir: string): readonly string[] {
  return FILES.filter((name) => existsSync(join(gitDir, name)));
}

/** The most to read. A step's reflog and every one-line file are far shorter. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Reads the beginning of a file that an agent can reach. Empty for a link or no file; a pipe does not block. */
export function readStart(path: string): string {
  return readPart(path, () => 0);
}

/** Reads the end of such a file. */
export function readEnd(path: string, most = MOST_BYTES): string {
  return readPart(path, (size) => Math.max(0, size - most), most);
}

/** Lists the names in a folder; none when it does not exist. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readPart(path: string, startOf: (size: number) => number, most = MOST_BYTES): string {
  const text = withPlainFile(path, (file, size) => {
    const buffer = Buffer.alloc(Math.min(size, most));
    return buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, startOf(size)));
  });
  return text ?? '';
}
