import {existsSync, readdirSync, readSync} from 'node:fs';
import {join} from 'node:path';
import type {Operation} from '../domain/ports/work-tree.ts';
import {withPlainFile} from '../files/regular-file.ts';
import type {Location} from './locate.ts';

/**
 * The rebase, merge, cherry-pick, revert, am or bisect under way that a branch belongs to, in any work tree of the
 * repository: git moves no such branch, since ending the operation would silently put it elsewhere. Null: there is none.
 * Read as git reads it, out of the files that it keeps for each work tree.
 */
export function findOperation({gitDir, commonDir}: Location, branch: string): Operation | null {
  const linked = namesIn(join(commonDir, 'worktrees')).map((name) => join(commonDir, 'worktrees', name));
  const folders = [...new Set([gitDir, commonDir, ...linked])];
  for (const folder of folders) {
    // One whose work tree is gone counts as little as it does for a branch that is checked out there.
    const pointer = readStart(join(folder, 'gitdir')).trim();
    if (pointer !== '' && !existsSync(pointer)) continue;
    const name = operationOn(folder, branch);
    if (name !== null) return {name, workTree: folder === gitDir ? null : pointer.replace(/\/\.git$/, '') || folder};
  }
  return null;
}

function operationOn(folder: string, branch: string): Operation['name'] | null {
  const ref = `refs/heads/${branch}`;
  const read = (name: string) => readStart(join(folder, name));
  const isRebased = ['rebase-merge/head-name', 'rebase-apply/head-name'].some((name) => read(name).trim() === ref);
  if (isRebased || read('rebase-merge/update-refs').split('\n').includes(ref)) return 'rebase';
  if (read('HEAD').trim() === `ref: ${ref}`) return operationIn(folder);
  return existsSync(join(folder, 'BISECT_LOG')) && read('BISECT_START').trim() === branch ? 'bisect' : null;
}

/** The files by which git tells what is under way in a work tree, in its order. */
const SIGNS: readonly (readonly [file: string, name: Operation['name']])[] = [
  ['rebase-merge', 'rebase'],
  ['rebase-apply/applying', 'am'],
  ['rebase-apply', 'rebase'],
  ['BISECT_LOG', 'bisect'],
  ['MERGE_HEAD', 'merge'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
];

/** The operation under way in the work tree of a git folder, whatever is checked out there. */
export function operationIn(gitDir: string): Operation['name'] | null {
  const sign = SIGNS.find(([file]) => existsSync(join(gitDir, file)));
  if (sign !== undefined) return sign[1];
  // Between two commits of a series there is a list of what is still to come, and nothing else.
  const next = readStart(join(gitDir, 'sequencer/todo')).split(' ', 1)[0];
  if (next === 'pick' || next === 'p') return 'cherry-pick';
  return next === 'revert' ? 'revert' : null;
}

/** All that git keeps of operations under way: their signs, and what only tells more of them. */
const FILES = [
  ...SIGNS.map(([file]) => file).filter((file) => !file.includes('/')),
  ...['MERGE_MSG', 'MERGE_MODE', 'MERGE_AUTOSTASH', 'AUTO_MERGE', 'SQUASH_MSG', 'REBASE_HEAD', 'sequencer'],
  ...['BISECT_START', 'BISECT_NAMES', 'BISECT_TERMS', 'BISECT_RUN', 'BISECT_EXPECTED_REV', 'BISECT_ANCESTORS_OK'],
  ...['BISECT_FIRST_PARENT', 'BISECT_HEAD'],
];

/** Those of these files and folders that are in a git folder. */
export function filesOfOperations(gitDir: string): readonly string[] {
  return FILES.filter((name) => existsSync(join(gitDir, name)));
}

/** The reflog of a step is far shorter, and so is every file of one line. */
const MOST_BYTES = 4 * 1024 * 1024;

/** The beginning of a file that an agent can reach. Empty for what is none, or a link; a pipe keeps nobody waiting. */
export function readStart(path: string): string {
  return readPart(path, () => 0);
}

/** The end of such a file. */
export function readEnd(path: string): string {
  return readPart(path, (size) => Math.max(0, size - MOST_BYTES));
}

/** The names in a folder; none when there is no folder. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readPart(path: string, startOf: (size: number) => number): string {
  const text = withPlainFile(path, (file, size) => {
    const buffer = Buffer.alloc(Math.min(size, MOST_BYTES));
    return buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, startOf(size)));
  });
  return text ?? '';
}
