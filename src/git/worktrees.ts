import {existsSync} from 'node:fs';
import {runGit} from './run-git.ts';

/** One work tree of a repository. `branch` is a short name, null when its HEAD is detached or it is bare. */
export interface WorkTree {
  readonly path: string;
  readonly branch: string | null;
}

/** All work trees of the repository that a folder belongs to, the main one first. */
export async function listWorkTrees(cwd: string): Promise<readonly WorkTree[]> {
  const {stdout} = await runGit({args: ['worktree', 'list', '--porcelain'], cwd});
  return stdout
    .split('\n\n')
    .filter((block) => block.startsWith('worktree '))
    .map((block) => ({
      path: /^worktree (.*)$/m.exec(block)?.[1] ?? '',
      branch: /^branch refs\/heads\/(.*)$/m.exec(block)?.[1] ?? null,
    }));
}

/** Folders of the work trees other than `root` that have this branch checked out. One whose folder is gone does not count. */
export async function otherWorkTreesWith(root: string, branch: string): Promise<readonly string[]> {
  const workTrees = await listWorkTrees(root);
  return workTrees
    .filter(({path, ...at}) => at.branch === branch && path !== root && existsSync(path))
    .map((at) => at.path);
}
