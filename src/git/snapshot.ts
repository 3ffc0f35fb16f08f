import {accessSync, constants, lstatSync} from 'node:fs';
import {GitError} from '../domain/errors.ts';
import type {Sha} from '../domain/identity.ts';
import type {WorkTreeSnapshot} from '../domain/ports/git.ts';
import {readHead} from './head.ts';
import type {Location} from './locate.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {onDisk, parseRawDiff} from './raw-diff.ts';

/** The content of the work tree, and the paths that a merge left unresolved. */
export interface IndexedContent {
  readonly tree: Sha;
  readonly unmerged: readonly string[];
}

/** Takes the work tree's content as a tree, together with the HEAD it was taken at. */
export async function takeSnapshot(location: Location, files: PrivateWorkTree): Promise<WorkTreeSnapshot> {
  const [head, content] = await Promise.all([
    readHead(location),
    files.withIndex('copy', (index) => indexContent(location.root, files, index)),
  ]);
  return {tree: content.tree, head: head.sha};
}

/**
 * Brings an index of ours up to the work tree: all that is tracked, and all untracked files that are not ignored.
 * Submodules and nested repositories go in as the commit they are at. Not `git add --all`, which starts a git with the
 * submodule's own configuration in every one of them.
 */
export async function indexContent(root: string, files: PrivateWorkTree, index: string): Promise<IndexedContent> {
  const [changed, others] = await Promise.all([
    files.git({index, args: ['diff-files', '--raw', '-z', '--no-renames', '--ignore-submodules=dirty']}),
    files.git({index, args: ['ls-files', '--others', '--exclude-standard', '-z']}),
  ]);
  const changes = parseRawDiff(changed.stdout);
  const untracked = others.stdout.split('\0').filter((path) => path !== '');
  const gone = changes.filter(({status}) => status === 'D').map(({path}) => path);
  // Removed first: where a folder took the place of a file, git knows the way only then.
  await files.feed({index, args: ['update-index', '--force-remove', '-z', '--stdin']}, gone);
  const present = [
    ...changes.filter(({status}) => status !== 'D').map(({path}) => path),
    ...untracked.filter((path) => !path.endsWith('/')),
  ];
  await addPaths(root, files, index, present);
  for (const path of untracked.filter((other) => other.endsWith('/'))) await addNested(files, index, path.slice(0, -1));
  return {
    tree: await files.writeTree(index),
    unmerged: changes.filter(({status}) => status === 'U').map(({path}) => path),
  };
}

const ADD = ['update-index', '--add', '--remove', '--replace', '-z', '--stdin'];

/**
 * One path that cannot be added fails them all, so those are passed over then: files that cannot be read, such as root's
 * in a container job, and pipes or sockets. Nobody else can commit them either.
 */
async function addPaths(root: string, files: PrivateWorkTree, index: string, paths: readonly string[]): Promise<void> {
  try {
    await files.feed({index, args: ADD}, paths);
  } catch (error) {
    const addable = paths.filter((path) => isAddable(onDisk(root, path)));
    if (!(error instanceof GitError) || addable.length === paths.length) throw error;
    await files.feed({index, args: ADD}, addable);
  }
}

function isAddable(path: Buffer): boolean {
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

/** A repository inside the work tree that is no submodule. Without a commit there is nothing to name it by. */
async function addNested(files: PrivateWorkTree, index: string, path: string): Promise<void> {
  await files.git({index, args: ADD, input: Buffer.from(`${path}\0`, 'latin1'), allowExit: [128]});
}
