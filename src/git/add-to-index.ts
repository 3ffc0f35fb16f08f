import {accessSync, constants} from 'node:fs';
import {GitError} from '../domain/errors.ts';
import type {LeftOut} from '../domain/ports/work-tree.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {lookOnDisk, onDisk, shownPath} from './raw-diff.ts';

const ADD = ['update-index', '--add', '--remove', '--replace', '-z', '--stdin'];

/**
 * Updates paths in an index of ours from the work tree. `git add` would start a git with the submodule's own
 * configuration in every submodule. Returns the paths that git refused; a refusal affects that path alone.
 */
export async function addToIndex(
  files: PrivateWorkTree,
  index: string,
  paths: readonly string[],
): Promise<readonly LeftOut[]> {
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
      await files.feed({index, args: ADD}, some);
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

/** Finds paths that are on disk but not in the index: git skips `.GIT/x` and the like and reports success. */
export async function findSkipped(
  files: PrivateWorkTree,
  index: string,
  paths: readonly string[],
): Promise<readonly LeftOut[]> {
  if (paths.length === 0) return [];
  const {stdout} = await files.git({index, args: ['ls-files', '-z']});
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
