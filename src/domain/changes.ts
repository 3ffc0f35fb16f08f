import type {Changes} from './documents.ts';
import type {DiffStat} from './ports/git.ts';

/** True where it is known that a step did nothing to its branch. */
export function hasNoChanges(changes: Changes): boolean {
  return changes.own_commit_count === 0 && changes.files_changed === 0;
}

/** Files and lines of changes; null where they could not be counted. */
export function diffStatOf({files_changed, insertions, deletions}: Changes): DiffStat | null {
  if (files_changed === null || insertions === null || deletions === null) return null;
  return {filesChanged: files_changed, insertions, deletions};
}
