import {GitError} from '../domain/errors.ts';
import {isSha, type Sha} from '../domain/identity.ts';
import type {DiffStat} from '../domain/ports/commits.ts';
import type {GitObject} from '../domain/ports/remote.ts';
import {type Change, type OfFormat, parseRawDiff, type TreeEntry} from './raw-diff.ts';
import type {ConfigEntry, GitCommand, GitOutput} from './run-git.ts';

/*
 * The commands of git that many stories need. Each works wherever the given git does: in the user's repository, in our
 * private one, or in ours on the user's files.
 */

/** A command, and settings on top of the captured ones. */
export interface CapturedCommand extends Omit<GitCommand, 'as' | 'cwd'> {
  readonly config?: readonly ConfigEntry[];
}

/** Runs git with what was captured before the agent ran. It fetches nothing unless the command's environment says so. */
export type RunGit = (command: CapturedCommand) => Promise<GitOutput>;

/** Splits an output into its lines, without empty ones. */
export function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** Splits the output of an option `-z` into its records, without empty ones. */
export function recordsOf(text: string): readonly string[] {
  return text.split('\0').filter((record) => record !== '');
}

/** Writes words as the lines of an input. */
export function toLines(words: readonly string[]): string {
  return words.map((word) => `${word}\n`).join('');
}

/** Writes the records of an option `-z`, which are in latin1 like all paths. */
export function toRecords(records: readonly string[]): Buffer {
  return Buffer.from(records.map((record) => `${record}\0`).join(''), 'latin1');
}

/** git, with another index than the one that it would use. */
export function onIndex(git: RunGit, index: string): RunGit {
  return (command) => git({...command, env: {GIT_INDEX_FILE: index, ...command.env}});
}

/** Sets paths in the index, in this order: each to its state after the change. */
export async function setEntries(
  git: RunGit,
  changes: readonly Pick<Change, 'path' | 'after'>[],
  {baseline: {objectFormat}}: OfFormat,
): Promise<void> {
  if (changes.length === 0) return;
  const nothing = {mode: '0', sha: '0'.repeat(objectFormat === 'sha1' ? 40 : 64)};
  const records = changes.map(({path, after}) => `${(after ?? nothing).mode} ${(after ?? nothing).sha}\t${path}`);
  await git({args: ['update-index', '-z', '--index-info'], input: toRecords(records)});
}

/** The SHA that a name stands for; null when there is none. */
export async function resolveName(git: RunGit, name: string): Promise<Sha | null> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', name];
  const {exitCode, stdout} = await git({args, allowExit: [1, 128]});
  return exitCode === 0 ? stdout.trim() : null;
}

/** The tree of a commit; a tree stays itself. Throws GitError when neither is here. */
export async function treeOf(git: RunGit, state: Sha): Promise<Sha> {
  return (await git({args: ['rev-parse', '--verify', '--end-of-options', `${state}^{tree}`]})).stdout.trim();
}

/** False also when git cannot tell. */
export async function isAncestor(git: RunGit, older: Sha, newer: string): Promise<boolean> {
  return (await git({args: ['merge-base', '--is-ancestor', older, newer], allowExit: [1, 128]})).exitCode === 0;
}

/** Lists what differs between two commits or trees, without renames. */
export async function diffTrees(git: RunGit, from: string, to: string): Promise<readonly Change[]> {
  const args = ['diff-tree', '-r', '--raw', '-z', '--no-renames', '--end-of-options', from, to];
  return parseRawDiff((await git({args, encoding: 'latin1'})).stdout);
}

/** The command that counts the changes between two commits. */
export function toCountChanges(from: Sha, to: Sha): {readonly args: readonly string[]} {
  return {args: ['diff-tree', '-r', '--shortstat', '--no-renames', from, to]};
}

/** Reads the output of that command. A binary file has no lines. */
export function parseChangeCount(text: string): DiffStat {
  const count = (word: string): number => Number(new RegExp(`(\\d+) ${word}`).exec(text)?.[1] ?? 0);
  return {filesChanged: count('file'), insertions: count('insertion'), deletions: count('deletion')};
}

/** Makes a commit. `env` says whose it is, of what time, and where it is written. */
export async function commitTree(
  git: RunGit,
  {tree, parents, message}: {readonly tree: string; readonly parents: readonly string[]; readonly message: string},
  env: Readonly<Record<string, string>>,
): Promise<Sha> {
  const args = ['commit-tree', ...parents.flatMap((parent) => ['-p', parent]), tree];
  const config = [{key: 'i18n.commitEncoding', value: 'UTF-8'}];
  return (await git({args, config, env, input: message})).stdout.trim();
}

/** An object's name, type and size. */
interface ObjectFacts extends Pick<GitObject, 'sha' | 'type'> {
  readonly size: number;
}

const OBJECT_TYPES = ['commit', 'tree', 'blob', 'tag'] as const;

/** Looks up objects by SHA or as `<commit>:<path>`, in the same order; null for those that are not here. */
export async function describeObjects(git: RunGit, names: readonly string[]): Promise<readonly (ObjectFacts | null)[]> {
  if (names.length === 0) return [];
  const args = ['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)'];
  const lines = (await git({args, input: toLines(names)})).stdout.split('\n');
  return names.map((_, index) => {
    const [sha = '', word = '', size = ''] = (lines[index] ?? '').split(' ');
    const type = OBJECT_TYPES.find((one) => one === word);
    return type === undefined || !isSha(sha) ? null : {sha, type, size: Number(size)};
  });
}

/** True when a commit itself is here; one that a partial clone could still fetch does not count. */
export async function hasCommit(git: RunGit, sha: Sha): Promise<boolean> {
  return (await git({args: ['cat-file', '-e', `${sha}^{commit}`], allowExit: [1, 128]})).exitCode === 0;
}

/** Lists the type of each object; those that are not here are left out. */
export async function listKinds(git: RunGit, shas: readonly Sha[]): Promise<ReadonlyMap<Sha, GitObject['type']>> {
  const found = await describeObjects(git, shas);
  return new Map(shas.flatMap((sha, index) => (found[index] == null ? [] : [[sha, found[index].type] as const])));
}

export async function missingCommits(git: RunGit, shas: readonly Sha[]): Promise<readonly Sha[]> {
  const kinds = await listKinds(git, shas);
  return shas.filter((sha) => kinds.get(sha) !== 'commit');
}

/** Reads objects by SHA; those that are not here are left out. */
export async function readObjects(git: RunGit, shas: readonly Sha[]): Promise<ReadonlyMap<Sha, GitObject>> {
  if (shas.length === 0) return new Map();
  return parseBatch((await git({args: ['cat-file', '--batch'], input: toLines(shas), encoding: 'latin1'})).stdout);
}

/** Parses `cat-file --batch`: a line with SHA, type and size, the bytes, a newline. Absent objects are skipped. */
function parseBatch(text: string): ReadonlyMap<Sha, GitObject> {
  const objects = new Map<Sha, GitObject>();
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const [sha = '', type = '', size = ''] = text.slice(at, end).split(' ');
    if (type === 'missing' && end >= 0) {
      at = end + 1;
      continue;
    }
    const length = Number(size);
    const kind = OBJECT_TYPES.find((one) => one === type);
    if (end < 0 || !isSha(sha) || kind === undefined)
      throw new GitError('git-failed', 'git cat-file answered something odd.');
    objects.set(sha, {sha, type: kind, content: Buffer.from(text.slice(end + 1, end + 1 + length), 'latin1')});
    at = end + 1 + length + 1;
  }
  return objects;
}

/** Lists the files of a tree, in latin1: all of them, or those at or below these paths. */
export async function listTree(
  git: RunGit,
  tree: string,
  paths: readonly string[] = [],
): Promise<readonly (TreeEntry & {readonly path: string})[]> {
  const args = ['--literal-pathspecs', 'ls-tree', '-r', '-z', '--full-tree', '--end-of-options', tree, ...paths];
  return recordsOf((await git({args, encoding: 'latin1'})).stdout).map((record) => {
    const [, mode = '', sha = '', path = ''] = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(record) ?? [];
    return {mode, sha, path};
  });
}
