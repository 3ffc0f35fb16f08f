import {lstatSync} from 'node:fs';
import {join} from 'node:path';
import type {Sha} from '../domain/identity.ts';
import type {Head} from '../domain/ports/git.ts';
import {readHeadFiles} from './head-files.ts';
import {gitAt, type Location} from './locate.ts';
import {hasNoRefs} from './no-refs.ts';

const BRANCHES = 'refs/heads/';

/** Reads what is checked out. git is asked where its files do not tell, in one process unless the branch has no commit yet. */
export async function readHead(location: Location): Promise<Head> {
  const plain = readHeadFiles(location);
  if (plain !== null) return plain;
  // The option holds for what follows it: the same HEAD is printed as a SHA, then as a ref.
  const both = await gitAt(location, {args: ['rev-parse', 'HEAD', '--symbolic-full-name', 'HEAD'], allowExit: [128]});
  if (both.exitCode === 0) {
    const [sha = '', ref = ''] = both.stdout.split('\n');
    return {sha, branch: branchOf(ref)};
  }
  const unborn = await gitAt(location, {args: ['symbolic-ref', '--quiet', 'HEAD']});
  return {sha: null, branch: branchOf(unborn.stdout.trimEnd())};
}

function branchOf(ref: string): string | null {
  return ref.startsWith(BRANCHES) ? ref.slice(BRANCHES.length) : null;
}

/** True when commits are cut off: git notes the places in a file that is not empty then. */
export function isShallow(commonDir: string): boolean {
  return (lstatSync(join(commonDir, 'shallow'), {throwIfNoEntry: false})?.size ?? 0) > 0;
}

/** True when git accepts it as the name of a branch and it can be mistaken neither for an option nor for HEAD. */
export async function isBranchName(location: Location, name: string): Promise<boolean> {
  if (name === '' || name === 'HEAD' || name === '@' || name.startsWith('-') || name.includes('\0')) return false;
  const {exitCode} = await gitAt(location, {args: ['check-ref-format', `${BRANCHES}${name}`], allowExit: [1]});
  return exitCode === 0;
}

/** Local refs whose full name begins with the prefix. */
export async function listRefs(location: Location, prefix: string): Promise<ReadonlyMap<string, Sha>> {
  // git matches whole path components, so it is asked for the folder, and the rest is compared here.
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  if (folder.startsWith('refs/laforge/') && hasNoRefs(location, folder)) return new Map();
  const {stdout} = await gitAt(location, {args: ['for-each-ref', '--format=%(objectname) %(refname)', folder]});
  const refs = new Map<string, Sha>();
  for (const line of stdout.split('\n')) {
    const [sha = '', ref = ''] = line.split(' ');
    if (ref.startsWith(prefix)) refs.set(ref, sha);
  }
  return refs;
}

/** Tracked files that differ from what the index and HEAD have. Paths are latin1. */
interface DirtyFiles {
  readonly dirty: readonly string[];
  /** Files that only look changed: once git has converted their line endings, say, it has nothing to commit of them. */
  readonly converted: readonly string[];
}

/**
 * Finds uncommitted changes to tracked files. Where another commit is checked out in a submodule than the index says,
 * nothing is one: moving a branch leaves the submodule's files alone, and a rollback leaves it so itself.
 */
export async function findDirtyFiles(location: Location): Promise<DirtyFiles> {
  const {stdout} = await gitAt(location, {
    args: ['status', '--porcelain=v2', '-z', '--no-renames', '--untracked-files=no', '--ignore-submodules=dirty'],
    encoding: 'latin1',
  });
  const files = stdout.split('\0').flatMap((entry) => {
    const [kind, state = '', submodule = ''] = entry.split(' ', 3);
    if (kind === '1' && state.startsWith('.') && submodule.startsWith('S')) return [];
    const fields = kind === '1' ? 8 : kind === 'u' ? 10 : 0;
    return fields === 0 ? [] : [{path: entry.split(' ').slice(fields).join(' '), isModified: state === '.M'}];
  });
  // By the size alone git takes a file for changed here, and compares no content.
  const differing = files.some(({isModified}) => isModified) ? await listDiffering(location) : new Set<string>();
  const isConverted = ({path, isModified}: (typeof files)[number]) => isModified && !differing.has(path);
  return {
    dirty: files.filter((file) => !isConverted(file)).map(({path}) => path),
    converted: files.filter(isConverted).map(({path}) => path),
  };
}

/** Files whose content is another than the index has, as `git diff` sees it. */
async function listDiffering(location: Location): Promise<ReadonlySet<string>> {
  const {stdout} = await gitAt(location, {
    args: ['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', '--ignore-submodules=dirty'],
    config: [{key: 'diff.autoRefreshIndex', value: 'true'}],
    encoding: 'latin1',
  });
  return new Set(stdout.split('\0'));
}
