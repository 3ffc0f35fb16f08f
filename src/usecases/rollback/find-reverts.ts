import type {Sha} from '../../domain/identity.ts';
import type {Commit} from '../../domain/ports/commits.ts';
import type {Clone} from '../../domain/ports/git.ts';
import {revertedBy} from '../../domain/revert-plan.ts';
import type {Rollback} from '../../domain/rollback.ts';
import type {HistoryView} from './history-view.ts';

/**
 * The revert, or the undo of one, that made each of these commits: they stand one upon the other between the ends of its
 * record, and say themselves what they take back. So neither a record alone nor a message alone claims a commit of people.
 */
export async function findReverts(
  repository: Pick<Clone, 'commitMessage'>,
  history: Pick<HistoryView, 'listRollbacks'>,
  commits: readonly Commit[],
): Promise<ReadonlyMap<Sha, Rollback>> {
  const found = new Map<Sha, Rollback>();
  if (commits.length === 0) return found;
  const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
  for (const rollback of await history.listRollbacks()) {
    if (rollback.kind !== 'revert' && rollback.kind !== 'undo') continue;
    for (const sha of lineOf(rollback, bySha)) {
      const named = revertedBy((await repository.commitMessage(sha)) ?? '');
      if ([rollback.undoes ?? '', ...rollback.stepUids].some((uid) => named.has(uid))) found.set(sha, rollback);
    }
  }
  return found;
}

/** The commits from one end of a record to the other, where they are one line without merges. */
function lineOf({fromSha, toSha}: Rollback, bySha: ReadonlyMap<Sha, Commit>): readonly Sha[] {
  const line: Sha[] = [];
  for (let sha = toSha; sha !== fromSha; ) {
    const parents = (sha === null ? undefined : bySha.get(sha))?.parents;
    const [parent, ...others] = parents ?? [];
    if (sha === null || parent === undefined || others.length > 0) return [];
    line.push(sha);
    sha = parent;
  }
  return line;
}
