import {existsSync, readdirSync} from 'node:fs';
import {basename, dirname, join, resolve} from 'node:path';
import {GitError} from '../domain/errors.ts';
import {readRegularFile} from '../files/regular-file.ts';
import {lastValue} from './baseline.ts';
import {readHead} from './head.ts';
import type {Location} from './locate.ts';

/**
 * Folders of the other work trees of a repository that have this branch checked out. Work trees are told apart by their
 * git folders, as git itself does it: the same folder has many paths. One whose folder is gone does not count.
 */
export async function otherWorkTreesWith(location: Location, branch: string): Promise<readonly string[]> {
  const others = [...mainWorkTree(location), ...linkedWorkTrees(location)].filter(
    ({gitDir, folder}) => gitDir !== location.gitDir && existsSync(folder),
  );
  const branches = await Promise.all(others.map(async ({gitDir}) => await branchOf({...location, gitDir})));
  return others.filter((_, index) => branches[index] === branch).map(({folder}) => folder);
}

/** Null too where a work tree is damaged, which is nobody's but its own trouble. */
async function branchOf(location: Location): Promise<string | null> {
  try {
    return (await readHead(location)).branch;
  } catch (error) {
    if (error instanceof GitError) return null;
    throw error;
  }
}

interface WorkTree {
  readonly gitDir: string;
  readonly folder: string;
}

/** None where the repository is bare. */
function mainWorkTree({commonDir, mainWorkTree, baseline}: Location): readonly WorkTree[] {
  const own = baseline.entries.filter(({scope}) => scope === 'local');
  // With settings for each work tree, that of the main one is in a file that nobody else reads.
  const apart = readRegularFile(join(commonDir, 'config.worktree'))?.toString('utf8') ?? '';
  const isBare = lastValue(own, 'core.bare') === 'true' || /^\s*bare\s*(=\s*true\s*)?$/im.test(apart);
  return isBare ? [] : [{gitDir: commonDir, folder: mainWorkTree}];
}

function linkedWorkTrees({commonDir}: Location): readonly WorkTree[] {
  const parent = join(commonDir, 'worktrees');
  if (!existsSync(parent)) return [];
  return readdirSync(parent).flatMap((name) => {
    const gitDir = join(parent, name);
    const link = readRegularFile(join(gitDir, 'gitdir'))?.toString('utf8').trimEnd();
    if (link === undefined) return [];
    // Relative since git 2.48, if so configured.
    const file = resolve(gitDir, link);
    return basename(file) === '.git' ? [{gitDir, folder: dirname(file)}] : [];
  });
}
