import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import type {Sha} from '../domain/identity.ts';
import type {CarriedWork, FileState, Work} from '../domain/ports/diffs.ts';
import type {Baseline} from './baseline.ts';
import {identityEnvironment, LAFORGE} from './identity.ts';
import {commitTree, listTree, onIndex, type RunGit, recordsOf, setEntries} from './plumbing.ts';
import {lendFolder, type PrivateRepository} from './private-repository.ts';
import {emptyTree, shownPath} from './raw-diff.ts';

interface CarryDeps {
  readonly repository: PrivateRepository;
  readonly baseline: Baseline;
}

/** git's exit code for an unknown option. */
const USAGE = 129;

/**
 * Applies a piece of work to another state: git merges the two, as commits on top of the work's start, so that this is
 * where they part. Throws GitError.
 */
export async function carryWork(deps: CarryDeps, work: Work, onto: FileState): Promise<CarriedWork> {
  return await lendFolder(deps.repository, async (folder) => {
    const git = onIndex(deps.repository.git, join(folder, 'index'));
    const states = [work.before, onto, work.after].map((state) => `${state ?? emptyTree(deps)}^{tree}`);
    const [before = '', here = '', there = ''] = (await git({args: ['rev-parse', ...states]})).stdout.split('\n');
    if (before === here || here === there) return {tree: there, conflicts: []};
    if (before === there) return {tree: here, conflicts: []};

    const commit = (tree: Sha, ...parents: readonly Sha[]) =>
      commitTree(git, {tree, parents, message: ''}, identityEnvironment(LAFORGE));
    const base = await commit(before);
    const sides: Sides = {base, ours: await commit(here, base), theirs: await commit(there, base)};
    const conflicts = (await mergeAlone(git, sides)) ?? (await mergeInFolder(deps, sides, folder));
    // The work is what was asked for, so it stands where the two differ.
    const wanted = new Set(conflicts);
    const theirs = conflicts.length === 0 ? [] : await listTree(git, there);
    const kept = theirs.filter(({path}) => wanted.has(path)).map(({path, ...after}) => ({path, after}));
    await setEntries(git, [...conflicts.map((path) => ({path, after: null})), ...kept], deps);
    return {tree: (await git({args: ['write-tree']})).stdout.trim(), conflicts: conflicts.map(shownPath)};
  });
}

interface Sides {
  readonly base: Sha;
  readonly ours: Sha;
  readonly theirs: Sha;
}

/** Leaves the merge in the index and returns the paths with conflicts, in latin1. Null when git is older than 2.38. */
async function mergeAlone(git: RunGit, {ours, theirs}: Sides): Promise<readonly string[] | null> {
  const args = ['merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', ours, theirs];
  const output = await git({args, encoding: 'latin1', allowExit: [1, USAGE]});
  if (output.exitCode === USAGE) return null;
  const [tree = '', ...conflicts] = recordsOf(output.stdout);
  await git({args: ['read-tree', tree]});
  return conflicts;
}

/** The same for an older git, which merges only where it can check files out. */
async function mergeInFolder(
  {repository, baseline}: CarryDeps,
  {base, ours, theirs}: Sides,
  folder: string,
): Promise<readonly string[]> {
  const env = {GIT_INDEX_FILE: join(folder, 'index'), GIT_WORK_TREE: join(folder, 'files')};
  mkdirSync(env.GIT_WORK_TREE);
  // The merge is of what is in the commits: no filter is needed.
  const settings = baseline.config.filter(({key}) => !key.startsWith('filter.'));
  const config = [{key: 'core.sparseCheckout', value: 'false'}];
  const git = async (...args: readonly string[]) =>
    (await repository.git({args, settings, config, env, encoding: 'latin1', allowExit: [1]})).stdout;
  await git('read-tree', '-m', '-u', ours);
  await git('merge-recursive', base, '--', ours, theirs);
  const unmerged = recordsOf(await git('ls-files', '-u', '-z')).map((record) => record.slice(record.indexOf('\t') + 1));
  return [...new Set(unmerged)];
}
