import {existsSync, readdirSync} from 'node:fs';
import {basename, dirname, join, resolve} from 'node:path';
import {GitError} from '../domain/errors.ts';
import {readRegularFile} from '../files/regular-file.ts';
import {lastValue} from './baseline.ts';
import {readHead} from './head.ts';
import type {Location} from './locate.ts';

/**
 * Lists the folders of other work trees that have this branch checked out. Like git, it tells work trees apart by their
 * git folders, since one folder has many paths, and ignores those whose folder is gone.
 */
export async function otherWorkTreesWith(location: Location, branch: string): Promise<readonly string[]> {
  const others = [...mainWorkTree(location), ...linkedWorkTrees(location)].filter(
    ({gitDir, folder}) => gitDir !== location.gitDir && existsSync(folder),
  );
  const branches = await Promise.all(others.map(async ({gitDir}) => await branchOf({...location, gitDir})));
  return others.filter((_, index) => branches[index] === branch).map(({folder}) => folder);
}

/** Null also when a work tree is damaged, which is no trouble of ours. */
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

/** Empty when the repository is bare. */
function mainWorkTree({commonDir, mainWorkTree, baseline}: Location): readonly WorkTree[] {
  const own = baseline.entries.filter(({scope}) => scope === 'local');
  // With per-worktree settings, the main one's are in a file that no other work tree reads.
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
