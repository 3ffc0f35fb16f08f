import type {Sha, Uid} from '../../domain/identity.ts';
import type {Clone} from '../../domain/ports/git.ts';
import {branchRef} from '../../domain/refs.ts';
import {appliedUid, revertedBy} from '../../domain/revert-plan.ts';
import type {RollbackDraft} from '../../domain/rollback.ts';
import {fetchCommits} from '../fetch-commits.ts';

/** Commits of a branch that are searched for a merged proposal. */
const MOST_COMMITS = 500;

interface Place {
  readonly repository: Clone;
  /** Branches and pins at the remote. */
  readonly refs: ReadonlyMap<string, Sha>;
}

/** The commits by which a proposal is on its branch: taken back, they bring back what it took. */
interface Merged {
  readonly from: Sha;
  readonly to: Sha;
}

/**
 * The record that a proposal is on its branch, if it is: by its own commits, by commits with its trailers, as a rebase
 * and a squash leave them, or by one commit with its whole change. Undefined where it is not, or not yet.
 */
export async function findMerged(
  {repository, refs}: Place,
  proposal: RollbackDraft,
  proposed: Sha,
): Promise<RollbackDraft | undefined> {
  const {branch, fromSha} = proposal;
  const tip = refs.get(branchRef(branch ?? ''));
  if (branch === null || fromSha === null || tip === undefined) return undefined;
  await fetchCommits(repository, [tip, proposed], MOST_COMMITS);
  const merged =
    (await byOwnCommits(repository, proposal, proposed, tip)) ??
    (await byOthers(repository, proposal, {proposed, since: fromSha, tip}));
  const commit = merged === undefined ? null : await repository.commit(merged.to);
  if (merged === undefined || commit === null) return undefined;
  return {
    ...proposal,
    uid: appliedUid(proposal.uid, commit.committedAt),
    kind: 'applied',
    undoes: proposal.uid,
    target: null,
    fromSha: merged.from,
    toSha: merged.to,
    pinRef: null,
    actor: null,
    reason: null,
    run: null,
    createdAt: commit.committedAt,
  };
}

/** The uids that the trailers of its commits name: each step, or the revert that it undoes. */
function wantedOf({kind, undoes, stepUids}: RollbackDraft): readonly Uid[] {
  return kind === 'undo' && undoes !== null ? [undoes] : stepUids;
}

async function byOwnCommits(
  repository: Clone,
  proposal: RollbackDraft,
  proposed: Sha,
  tip: Sha,
): Promise<Merged | undefined> {
  if ((await repository.isAncestor(proposed, tip)) !== 'yes') return undefined;
  return {from: await baseOf(repository, proposal, proposed), to: proposed};
}

/** The commit that the proposal's own are on top of. */
async function baseOf(repository: Clone, proposal: RollbackDraft, proposed: Sha): Promise<Sha> {
  const wanted = wantedOf(proposal);
  let at = proposed;
  for (let count = 0; count < MOST_COMMITS; count++) {
    const names = revertedBy((await repository.commitMessage(at)) ?? '');
    const [parent] = (await repository.commit(at))?.parents ?? [];
    if (parent === undefined || !wanted.some((uid) => names.has(uid))) break;
    at = parent;
  }
  return at;
}

async function byOthers(
  repository: Clone,
  proposal: RollbackDraft,
  {proposed, since, tip}: {readonly proposed: Sha; readonly since: Sha; readonly tip: Sha},
): Promise<Merged | undefined> {
  const commits = (await repository.commits(since, tip)).commits.slice(0, MOST_COMMITS);
  const wanted = new Set(wantedOf(proposal));
  const named = new Set<Uid>();
  const found: (typeof commits)[number][] = [];
  for (const commit of commits) {
    const names = [...revertedBy((await repository.commitMessage(commit.sha)) ?? '')].filter((uid) => wanted.has(uid));
    for (const uid of names) named.add(uid);
    if (names.length > 0) found.push(commit);
  }
  const [newest] = found;
  const from = found.at(-1)?.parents[0];
  if (newest !== undefined && from !== undefined && named.size === wanted.size) return {from, to: newest.sha};

  const base = await baseOf(repository, proposal, proposed);
  const [same] = await repository.commitsWithPatch(since, tip, {before: base, after: proposed});
  const parent = commits.find(({sha}) => sha === same)?.parents[0];
  return same === undefined || parent === undefined ? undefined : {from: parent, to: same};
}
