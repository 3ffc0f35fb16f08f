import {accessSync, constants, lstatSync} from 'node:fs';
import {GitError} from '../domain/errors.ts';
import type {LeftOut} from '../domain/ports/git.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {onDisk, shownPath} from './raw-diff.ts';

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
  const readable = paths.filter((path) => isReadable(onDisk(root, path)));
  const unreadable = paths.filter((path) => !readable.includes(path));
  const refused: LeftOut[] = [];
  const add = async (some: readonly string[]): Promise<void> => {
    try {
      await files.feed({index, args: ADD}, some);
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      const [path] = some;
      if (path !== undefined && some.length === 1) refused.push(refusal(root, path, error.message));
      else {
        const half = Math.ceil(some.length / 2);
        await add(some.slice(0, half));
        await add(some.slice(half));
      }
    }
  };
  await add(readable);
  return [...unreadable.map((path): LeftOut => ({path: shownPath(path), reason: 'unreadable'})), ...refused];
}

/** A folder here is a repository, and git cannot name one that has no commit. */
function refusal(root: string, path: string, detail: string): LeftOut {
  const isFolder = lstatSync(onDisk(root, path), {throwIfNoEntry: false})?.isDirectory() === true;
  return isFolder ? {path: shownPath(path), reason: 'unpublished'} : {path: shownPath(path), reason: 'refused', detail};
}

/** What is not on disk counts: it is removed from the index. A pipe does not, and would keep git waiting. */
function isReadable(path: Buffer): boolean {
  const stat = lstatSync(path, {throwIfNoEntry: false});
  if (stat === undefined || stat.isSymbolicLink() || stat.isDirectory()) return true;
  if (!stat.isFile()) return false;
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
