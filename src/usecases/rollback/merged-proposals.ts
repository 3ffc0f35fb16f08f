import type {Sha, Uid} from '../../domain/identity.ts';
import type {Commit} from '../../domain/ports/commits.ts';
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
  /** What is known to have happened: commits that these records tell of are no merge of a proposal. */
  readonly known: readonly RollbackDraft[];
}

/** The commits by which a proposal is on its branch: taken back, they bring back what it took. */
interface Merged {
  readonly from: Sha;
  readonly to: Sha;
}

/**
 * The record that a proposal is on its branch, if it is: by its own commits, by commits with its trailers, as a rebase
 * and a squash leave them, or by one commit with its whole change. Undefined where it is not, or not yet. The commits of
 * another revert or undo, which may take the same back, are not a merge of it.
 */
export async function findMerged(
  {repository, refs, known}: Place,
  proposal: RollbackDraft,
  proposed: Sha,
): Promise<RollbackDraft | undefined> {
  const {branch, fromSha} = proposal;
  const tip = refs.get(branchRef(branch ?? ''));
  if (branch === null || fromSha === null || tip === undefined) return undefined;
  await fetchCommits(repository, [tip, proposed], MOST_COMMITS);
  const {commits} = await repository.commits(fromSha, tip);
  const taken = commitsOf(
    known.filter((it) => it.branch === branch && it.uid !== proposal.uid && it.undoes !== proposal.uid),
    commits,
  );
  const merged =
    (await byOwnCommits(repository, proposal, {proposed, tip, taken})) ??
    (await byOthers(repository, proposal, {proposed, since: fromSha, tip, commits, taken}));
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
  {proposed, tip, taken}: {readonly proposed: Sha; readonly tip: Sha; readonly taken: ReadonlySet<Sha>},
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

interface SearchedCommits {
  readonly proposed: Sha;
  readonly since: Sha;
  readonly tip: Sha;
  /** Those of `since`..`tip`, newest first. */
  readonly commits: readonly Commit[];
  readonly taken: ReadonlySet<Sha>;
}

async function byOthers(
  repository: Clone,
  proposal: RollbackDraft,
  {proposed, since, tip, commits, taken}: SearchedCommits,
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
  if (newest !== undefined && from !== undefined && named.size === wanted.size) return {from, to: newest.sha};

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
