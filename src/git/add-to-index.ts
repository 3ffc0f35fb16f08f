import {accessSync, constants} from 'node:fs';
import {GitError} from '../domain/errors.ts';
import type {LeftOut} from '../domain/ports/work-tree.ts';
import {usesFilter} from './baseline.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {lookOnDisk, onDisk, shownPath} from './raw-diff.ts';

const ADD = ['update-index', '--add', '--remove', '--replace', '-z', '--stdin'];

/**
 * Updates paths in an index of ours from the work tree. `git add` would start a git with the submodule's own
 * configuration in every submodule. Returns the paths that git refused; a refusal affects that path alone.
 */
export async function addToIndex(files: PrivateWorkTree, paths: readonly string[]): Promise<readonly LeftOut[]> {
  const {root} = files.location;
  const addable: string[] = [];
  const leftOut: LeftOut[] = [];
  for (const path of paths) {
    const reason = whyNotRead(root, path);
    if (reason === null) addable.push(path);
    else leftOut.push({path: shownPath(path), reason});
  }
  const add = async (some: readonly string[]): Promise<void> => {
    try {
      await files.feed({args: ADD}, some);
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      const [path] = some;
      if (path !== undefined && some.length === 1) leftOut.push(refusal(root, path, error.message));
      else {
        const half = Math.ceil(some.length / 2);
        await add(some.slice(0, half));
        await add(some.slice(half));
      }
    }
  };
  await add(addable);
  return leftOut;
}

export async function removeFromIndex(files: PrivateWorkTree, paths: readonly string[]): Promise<void> {
  await files.feed({args: ['update-index', '--force-remove', '-z', '--stdin']}, paths);
}

/** Finds paths that are on disk but not in the index: git skips `.GIT/x` and the like and reports success. */
export async function findSkipped(files: PrivateWorkTree, paths: readonly string[]): Promise<readonly LeftOut[]> {
  if (paths.length === 0) return [];
  const {stdout} = await files.git({args: ['ls-files', '-z']});
  // On a disk that ignores case, the index may hold the other spelling.
  const known = new Set(stdout.toLowerCase().split('\0'));
  return paths
    .filter((path) => !known.has(path.toLowerCase()) && lookOnDisk(files.location.root, path) !== undefined)
    .map((path) => ({path: shownPath(path), reason: 'refused', detail: 'git takes no such name'}));
}

/** A folder among the paths is a repository; git cannot name one without a commit. */
function refusal(root: string, path: string, detail: string): LeftOut {
  const isFolder = lookOnDisk(root, path)?.isDirectory() === true;
  return isFolder ? {path: shownPath(path), reason: 'unpublished'} : {path: shownPath(path), reason: 'refused', detail};
}

/** Null also for a path that is not on disk: it is removed from the index. A pipe would keep git waiting. */
function whyNotRead(root: string, path: string): 'unreadable' | 'not-a-file' | null {
  const stat = lookOnDisk(root, path);
  if (stat === null) return 'unreadable';
  if (stat === undefined || stat.isSymbolicLink() || stat.isDirectory()) return null;
  if (!stat.isFile()) return 'not-a-file';
  try {
    accessSync(onDisk(root, path), constants.R_OK);
    return null;
  } catch {
    return 'unreadable';
  }
}

/** Attribute values that name no filter: unspecified, or set or unset without a value. */
const UNNAMED = new Set(['unspecified', 'set', 'unset']);

/** Why a file cannot be converted, and the filter or program at fault. */
type Unfilterable = Pick<LeftOut, 'reason' | 'detail'>;

/**
 * Finds the files whose filter was not configured when the repository was opened, or whose filter's program has changed
 * since. git would commit such a file unconverted: for git-lfs, the whole file in place of its pointer.
 */
export async function unfilterable(
  files: PrivateWorkTree,
  paths: readonly string[],
): Promise<ReadonlyMap<string, Unfilterable>> {
  const {baseline} = files.location;
  const changed = baseline.filters.changed();
  const found = new Map<string, Unfilterable>();
  for (const [path, filter] of await filtersOf(files, paths)) {
    const program = changed.get(filter);
    if (program !== undefined) found.set(path, {reason: 'filter-changed', detail: program});
    else if (!usesFilter(baseline.config, filter)) found.set(path, {reason: 'filter', detail: filter});
  }
  return found;
}

/** Returns the filter of each file that has one. */
async function filtersOf(files: PrivateWorkTree, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const output = await files.feed({args: ['check-attr', '-z', '--stdin', 'filter']}, paths);
  const parts = output.split('\0');
  const found = new Map<string, string>();
  for (let at = 0; at + 2 < parts.length; at += 3) {
    const [path = '', value = ''] = [parts[at], parts[at + 2]];
    if (!UNNAMED.has(value)) found.set(path, shownPath(value));
  }
  return found;
}
