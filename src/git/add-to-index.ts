import {accessSync, constants} from 'node:fs';
import {GitError} from '../domain/errors.ts';
import type {LeftOut} from '../domain/ports/work-tree.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {lookOnDisk, onDisk, shownPath} from './raw-diff.ts';

const ADD = ['update-index', '--add', '--remove', '--replace', '-z', '--stdin'];

/**
 * Brings paths of an index of ours up to the work tree. Not `git add`, which starts a git with the submodule's own
 * configuration in every one of them. Resolves to what git would not take: each withholds itself alone.
 */
export async function addToIndex(
  root: string,
  files: PrivateWorkTree,
  index: string,
  paths: readonly string[],
): Promise<readonly LeftOut[]> {
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
  const passedOver = await missingIn(root, files, index, addable);
  const named = new Set(leftOut.map(({path}) => path));
  const detail = 'git takes no such name';
  for (const path of passedOver.map(shownPath)) if (!named.has(path)) leftOut.push({path, reason: 'refused', detail});
  return leftOut;
}

/** Paths that are on disk and did not get into the index: git passes over `.GIT/x` and the like, and reports success. */
async function missingIn(
  root: string,
  files: PrivateWorkTree,
  index: string,
  paths: readonly string[],
): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  const {stdout} = await files.git({index, args: ['ls-files', '-z']});
  // Where the disk takes names that differ in nothing but case for one, the index may have the other name.
  const known = new Set(stdout.toLowerCase().split('\0'));
  return paths.filter((path) => !known.has(path.toLowerCase()) && lookOnDisk(root, path) !== undefined);
}

/** A folder here is a repository, and git cannot name one that has no commit. */
function refusal(root: string, path: string, detail: string): LeftOut {
  const isFolder = lookOnDisk(root, path)?.isDirectory() === true;
  return isFolder ? {path: shownPath(path), reason: 'unpublished'} : {path: shownPath(path), reason: 'refused', detail};
}

/** Null for what is not on disk, too: it is removed from the index. A pipe would keep git waiting. */
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
