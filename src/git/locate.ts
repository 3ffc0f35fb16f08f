import {statSync} from 'node:fs';
import {basename, dirname} from 'node:path';
import {GitError, InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import {type GitCommand, type GitOutput, lastWords, runGit} from './run-git.ts';
import {listWorkTrees} from './worktrees.ts';

/** Where a work tree and its repository lie. All paths are absolute and without symlinks. */
export interface Location {
  readonly root: string;
  /** This work tree's own git folder: of a linked one, `.git/worktrees/<name>` of the main one. */
  readonly gitDir: string;
  /** The git folder that all work trees of the repository share. */
  readonly commonDir: string;
  readonly mainWorkTree: string;
}

const MINIMUM = '2.31';

/**
 * Runs git in the user's repository, at the place it had when it was opened: a `.git` file or `core.worktree` that an
 * agent changed leads nowhere else. Only for commands that start nothing a configuration could name.
 */
export function gitAt(location: Location, command: Omit<GitCommand, 'cwd'>): Promise<GitOutput> {
  const {root, gitDir, commonDir} = location;
  const place = {GIT_DIR: gitDir, GIT_COMMON_DIR: commonDir, GIT_WORK_TREE: root};
  return runGit({...command, cwd: root, env: {...command.env, ...place}});
}

/** Finds the work tree a folder is in. Throws InputError, saying what the folder is instead, and when git is too old. */
export async function locateWorkTree(directory: string): Promise<Location> {
  if (statSync(directory, {throwIfNoEntry: false})?.isDirectory() !== true) {
    throw new InputError('not-a-work-tree', `There is no folder ${quote(directory)}. Name one inside a git work tree.`);
  }
  const output = await runGit({
    args: ['rev-parse', '--path-format=absolute', '--show-toplevel', '--absolute-git-dir', '--git-common-dir'],
    cwd: directory,
    allowExit: [128],
  });
  if (output.exitCode !== 0) throw notAWorkTree(directory, output);
  const [root, gitDir, commonDir, ...rest] = output.stdout.split('\n');
  // A git that does not know --path-format prints it back.
  if (root === '--path-format=absolute') await refuseOldGit(directory);
  if (!root || !gitDir || !commonDir || rest.join('') !== '') {
    throw new GitError('git-failed', `git does not say where the work tree of ${quote(directory)} is.`);
  }
  return {root, gitDir, commonDir, mainWorkTree: await findMainWorkTree(root, gitDir, commonDir)};
}

async function findMainWorkTree(root: string, gitDir: string, commonDir: string): Promise<string> {
  if (gitDir === commonDir) return root;
  if (basename(commonDir) === '.git') return dirname(commonDir);
  // The work trees of a bare repository, or of one whose git folder lies elsewhere: git lists the main one first.
  return (await listWorkTrees(root))[0]?.path ?? commonDir;
}

async function refuseOldGit(cwd: string): Promise<never> {
  const {stdout} = await runGit({args: ['--version'], cwd});
  const version = stdout.trim().replace(/^git version /, '');
  throw new InputError(
    'git-too-old',
    `This is git ${version}, and git ${MINIMUM} is the oldest that works. Update git.`,
  );
}

function notAWorkTree(directory: string, output: GitOutput): InputError {
  const where = quote(directory);
  if (/dubious ownership|is owned by someone else/.test(output.stderr)) {
    return new InputError(
      'not-a-work-tree',
      `git does not trust ${where}, which belongs to another user. If you do, run: git config --global --add safe.directory ${JSON.stringify(directory)}`,
    );
  }
  if (/must be run in a work tree|cannot use bare repository/.test(output.stderr)) {
    return new InputError(
      'not-a-work-tree',
      `${where} is a bare repository or inside a .git folder. Name a folder of its work tree.`,
    );
  }
  if (/not a git repository/.test(output.stderr)) {
    return new InputError(
      'not-a-work-tree',
      `${where} is in no git work tree. Check a repository out first, or name a folder inside one.`,
    );
  }
  return new InputError('not-a-work-tree', `git cannot use ${where}: ${lastWords(output)}`);
}
