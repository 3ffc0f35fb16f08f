import {statSync} from 'node:fs';
import {join} from 'node:path';
import type {Sha} from '../domain/identity.ts';
import type {Location} from './locate.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {type Change, GITLINK, shownPath} from './raw-diff.ts';
import {runGit} from './run-git.ts';

/**
 * Those changes that would commit a repository inside the work tree as something nobody else can get: one at a commit
 * that no branch of its remote had when it was last fetched (`unpublished`), or that `.gitmodules` does not know.
 */
export async function unpublishedRepositories(
  location: Location,
  files: PrivateWorkTree,
  tree: Sha,
  changes: readonly Change[],
): Promise<ReadonlyMap<Change, 'submodule' | 'unpublished'>> {
  const links = changes.filter(({after}) => after?.mode === GITLINK);
  const held = new Map<Change, 'submodule' | 'unpublished'>();
  if (links.length === 0) return held;
  const known = await submodulePaths(files, tree);
  for (const link of links) {
    if (!(await isPublished(join(location.root, shownPath(link.path)), link.after?.sha))) held.set(link, 'unpublished');
    else if (!known.has(link.path)) held.set(link, 'submodule');
  }
  return held;
}

async function submodulePaths(files: PrivateWorkTree, tree: Sha): Promise<ReadonlySet<string>> {
  const {stdout} = await files.git({
    index: files.userIndex,
    args: ['config', '--blob', `${tree}:.gitmodules`, '-z', '--get-regexp', '^submodule\\..*\\.path$'],
    allowExit: [1, 128],
  });
  const entries = stdout.split('\0').filter((entry) => entry.includes('\n'));
  return new Set(entries.map((entry) => entry.slice(entry.indexOf('\n') + 1)));
}

/** Reads the submodule's refs alone, which starts nothing that its configuration could name. */
async function isPublished(folder: string, sha: Sha | undefined): Promise<boolean> {
  if (sha === undefined || statSync(folder, {throwIfNoEntry: false})?.isDirectory() !== true) return false;
  const {stdout} = await runGit({
    args: ['for-each-ref', '--count=1', `--contains=${sha}`, 'refs/remotes/'],
    cwd: folder,
    config: [],
    allowExit: [128, 129],
  });
  return stdout !== '';
}
