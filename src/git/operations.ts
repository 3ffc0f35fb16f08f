import {existsSync} from 'node:fs';
import {join} from 'node:path';
import type {Operation} from '../domain/ports/git.ts';
import type {Location} from './locate.ts';
import {namesIn, readStart} from './read-files.ts';

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
  const has = (name: string) => existsSync(join(folder, name));
  const isCheckedOut = read('HEAD').trim() === `ref: ${ref}`;
  const isRebased = ['rebase-merge/head-name', 'rebase-apply/head-name'].some((name) => read(name).trim() === ref);
  if (isRebased || read('rebase-merge/update-refs').split('\n').includes(ref)) return 'rebase';
  if (isCheckedOut && has('rebase-merge')) return 'rebase';
  if (isCheckedOut && has('rebase-apply')) return has('rebase-apply/applying') ? 'am' : 'rebase';
  if (has('BISECT_LOG') && (isCheckedOut || read('BISECT_START').trim() === branch)) return 'bisect';
  if (!isCheckedOut) return null;
  if (has('MERGE_HEAD')) return 'merge';
  if (has('CHERRY_PICK_HEAD')) return 'cherry-pick';
  if (has('REVERT_HEAD')) return 'revert';
  // Between two commits of a series there is a list of what is still to come, and nothing else.
  const next = read('sequencer/todo').split(' ', 1)[0];
  if (next === 'pick' || next === 'p') return 'cherry-pick';
  return next === 'revert' ? 'revert' : null;
}
