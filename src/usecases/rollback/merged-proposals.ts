import type {Sha, Uid} from '../../domain/identity.ts';
import type {Commit} from '../../domain/ports/commits.ts';
import type {Clone} from '../../domain/ports/git.ts';
import {branchRef} from '../../domain/refs.ts';
import {appliedUid, revertedBy} from '../../domain/revert-plan.ts';
import type {RollbackDraft} from '../../domain/rollback.ts';
import {fetchCommits} from '../fetch-commits.ts';

/** Commits of a branch that are searched for a merged proposal. */
const MOST_COMMITS = 500;

interface MergeFacts {
  readonly repository: Clone;
  /** Branches and pins at the remote. */
  readonly refs: ReadonlyMap<string, Sha>;
  /** The moves on record: the commits they tell of are no merge of a proposal. */
  readonly known: readonly RollbackDraft[];
}

/** A proposal that waits, and the tip of what it proposes. */
export interface OpenProposal {
  readonly proposal: RollbackDraft;
  readonly proposed: Sha;
}

/** A proposal and the commits that came to its branch since it was made. */
interface Search extends OpenProposal {
  readonly since: Sha;
  readonly tip: Sha;
  /** Those of `since`..`tip`, newest first. */
  readonly commits: readonly Commit[];
}

/** The commits by which a proposal is on its branch: taken back, they bring back what it took. */
interface Merged {
  readonly from: Sha;
  readonly to: Sha;
}

/**
 * The records of those proposals that are on their branches: by their own commits, by commits with their trailers, as a
 * rebase and a squash leave them, or by one commit with the whole change. The commits of another revert or undo, which
 * may take the same back, are not a merge of it, and no commit is the merge of two proposals.
 */
export async function findMerged(
  {repository, refs, known}: MergeFacts,
  open: readonly OpenProposal[],
): Promise<readonly RollbackDraft[]> {
  const searches: Search[] = [];
  for (const one of open) searches.push(...(await beginSearch(repository, refs, one)));
  // One squash can name the steps of a smaller proposal too, so the largest looks first.
  searches.sort((a, b) => b.proposal.stepUids.length - a.proposal.stepUids.length);
  const found = new Map<Uid, RollbackDraft>();
  // By its own commits a proposal is surely known, so nobody else may take those for the merge of another.
  for (const find of [byOwnCommits, byOthers]) {
    for (const search of searches) {
      const {proposal, commits} = search;
      if (found.has(proposal.uid)) continue;
      const others = [...known, ...found.values()].filter(
        (it) => it.branch === proposal.branch && it.uid !== proposal.uid && it.undoes !== proposal.uid,
      );
      const merged = await find(repository, search, commitsOf(others, commits));
      const commit = merged === undefined ? null : await repository.commit(merged.to);
      if (merged !== undefined && commit !== null) found.set(proposal.uid, recordOf(proposal, merged, commit));
    }
  }
  return [...found.values()];
}

async function beginSearch(
  repository: Clone,
  refs: ReadonlyMap<string, Sha>,
  {proposal, proposed}: OpenProposal,
): Promise<readonly Search[]> {
  const {branch, fromSha: since} = proposal;
  const tip = refs.get(branchRef(branch ?? ''));
  if (branch === null || since === null || tip === undefined) return [];
  await fetchCommits(repository, [tip, proposed], MOST_COMMITS);
  const {commits} = await repository.commits(since, tip);
  return [{proposal, proposed, since, tip, commits}];
}

function recordOf(proposal: RollbackDraft, merged: Merged, {committedAt}: Commit): RollbackDraft {
  return {
    ...proposal,
    ...{uid: appliedUid(proposal.uid, committedAt), kind: 'applied', undoes: proposal.uid, target: null},
    ...{fromSha: merged.from, toSha: merged.to, createdAt: committedAt},
    ...{pinRef: null, actor: null, reason: null, run: null, chain: null},
  };
}

/** The uids that the trailers of its commits name: each step, or the revert that it undoes. */
function wantedOf({kind, undoes, stepUids}: RollbackDraft): readonly Uid[] {
  return kind === 'undo' && undoes !== null ? [undoes] : stepUids;
}

async function byOwnCommits(
  repository: Clone,
  {proposal, proposed, tip}: Search,
  taken: ReadonlySet<Sha>,
): Promise<Merged | undefined> {
  // Within one second the same revert, pushed directly, is the very same commit.
  if (taken.has(proposed)) return undefined;
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
  {proposal, proposed, since, tip, commits}: Search,
  taken: ReadonlySet<Sha>,
): Promise<Merged | undefined> {
  const base = await baseOf(repository, proposal, proposed);
  const paths = await pathsBetween(repository, base, proposed);
  const wanted = new Set(wantedOf(proposal));
  const named = new Set<Uid>();
  const found: Commit[] = [];
  for (const commit of commits.slice(0, MOST_COMMITS)) {
    if (taken.has(commit.sha)) continue;
    const names = [...revertedBy((await repository.commitMessage(commit.sha)) ?? '')].filter((uid) => wanted.has(uid));
    if (names.length === 0 || !(await touches(repository, commit, paths))) continue;
    for (const uid of names) named.add(uid);
    found.push(commit);
  }
  const [newest] = found;
  const from = found.at(-1)?.parents[0];
  // With commits of others between them, an undo would take those back too.
  const isOneLine = found.slice(1).every(({sha}, at) => found[at]?.parents[0] === sha);
  if (newest !== undefined && from !== undefined && named.size === wanted.size && isOneLine)
    return {from, to: newest.sha};

  const same = (await repository.commitsWithPatch(since, tip, {before: base, after: proposed})).find(
    (sha) => !taken.has(sha),
  );
  const parent = commits.find(({sha}) => sha === same)?.parents[0];
  return same === undefined || parent === undefined ? undefined : {from: parent, to: same};
}

/** The commits that these records tell of, each from where its branch was to where it moved. */
function commitsOf(records: readonly RollbackDraft[], commits: readonly Commit[]): ReadonlySet<Sha> {
  const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
  const found = new Set<Sha>();
  for (const {kind, fromSha, toSha} of records) {
    if (kind === 'rollback' || toSha === null) continue;
    const own: Sha[] = [];
    let at = toSha;
    for (let commit = bySha.get(at); commit !== undefined && at !== fromSha; commit = bySha.get(at)) {
      own.push(at);
      at = commit.parents[0] ?? '';
    }
    if (at === fromSha) for (const sha of own) found.add(sha);
  }
  return found;
}

/** A message can quote a trailer: a commit that changes none of the proposal's files does not bring it. */
async function touches(repository: Clone, {sha, parents}: Commit, paths: ReadonlySet<string>): Promise<boolean> {
  const [parent = null] = parents;
  return [...(await pathsBetween(repository, parent, sha))].some((path) => paths.has(path));
}

async function pathsBetween(repository: Clone, from: Sha | null, to: Sha): Promise<ReadonlySet<string>> {
  const files = await repository.diffs.files({from, to, paths: []});
  return new Set(files.flatMap(({path, oldPath}) => (oldPath === null ? [path] : [path, oldPath])));
}
