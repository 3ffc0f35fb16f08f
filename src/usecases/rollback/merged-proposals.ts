import {firstParentLine} from '../../domain/commit-owners.ts';
import {GitError} from '../../domain/errors.ts';
import type {Sha, Uid} from '../../domain/identity.ts';
import type {Commit} from '../../domain/ports/commits.ts';
import type {Clone} from '../../domain/ports/git.ts';
import type {History} from '../../domain/ports/store.ts';
import {branchRef} from '../../domain/refs.ts';
import {appliedUid, revertedBy} from '../../domain/revert-plan.ts';
import type {Rollback, RollbackDraft} from '../../domain/rollback.ts';
import {fetchCommits, listBetween, tipOf} from '../fetch-commits.ts';

/** The most commits of a branch to search for a merged proposal. */
const MOST_COMMITS = 500;

/** The most of them to compare the whole change with. */
const MOST_PATCHES = 200;

interface MergeFacts {
  readonly repository: Clone;
  /** Branches and pins at the remote. */
  readonly refs: ReadonlyMap<string, Sha>;
  /** Recorded moves: their commits are no merge of a proposal. */
  readonly known: readonly RollbackDraft[];
}

/** An open proposal, and the tip of its commits. */
export interface OpenProposal {
  readonly proposal: RollbackDraft;
  readonly proposed: Sha;
}

/** An open proposal, and the commits on its branch since it was made. */
interface Search extends OpenProposal {
  readonly since: Sha;
  readonly tip: Sha;
  /** The commits since..tip, newest first. */
  readonly commits: readonly Commit[];
}

/** The commits that brought a proposal onto its branch: reverting them brings back what the proposal removed. */
interface Merged {
  readonly from: Sha;
  readonly to: Sha;
}

/**
 * Finds proposals that were merged into their branches, and makes their records. A merge shows by the proposal's own
 * commits, by commits with their trailers, as after a rebase or a squash, or by one commit with the whole change.
 * Commits of another revert or undo, which may have the same content, do not count, and no commit merges two proposals.
 */
export async function findMerged(
  {repository, refs, known}: MergeFacts,
  open: readonly OpenProposal[],
): Promise<readonly RollbackDraft[]> {
  const searches: Search[] = [];
  for (const one of open) searches.push(...(await beginSearch(repository, refs, one)));
  // A squash can also name the steps of a smaller proposal, so the largest one searches first.
  searches.sort((a, b) => b.proposal.stepUids.length - a.proposal.stepUids.length);
  const found = new Map<Uid, RollbackDraft>();
  // A proposal's own commits identify it for sure, so no other proposal may claim them.
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
  const {branch, fromSha: since, pinRef} = proposal;
  const tip = refs.get(branchRef(branch ?? ''));
  if (branch === null || since === null || tip === undefined) return [];
  await fetchCommits(repository, [tip, proposed], MOST_COMMITS);
  if (pinRef !== null) await listBetween(repository, pinRef, {from: since, to: proposed});
  const {commits} = await listBetween(repository, branchRef(branch), {from: since, to: tip});
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

/** The uids in its commits' trailers: each step, or the revert that it undoes. */
function wantedOf({kind, undoes, stepUids}: RollbackDraft): readonly Uid[] {
  return kind === 'undo' && undoes !== null ? [undoes] : stepUids;
}

async function byOwnCommits(
  repository: Clone,
  {proposal, proposed, tip}: Search,
  taken: ReadonlySet<Sha>,
): Promise<Merged | undefined> {
  // The same revert, pushed directly within the same second, is the very same commit.
  if (taken.has(proposed)) return undefined;
  if ((await repository.isAncestor(proposed, tip)) !== 'yes') return undefined;
  return {from: await baseOf(repository, proposal, proposed), to: proposed};
}

/** Finds the commit that the proposal's own commits build on. */
async function baseOf(repository: Clone, proposal: RollbackDraft, proposed: Sha): Promise<Sha> {
  const wanted = wantedOf(proposal);
  let at = proposed;
  for (let count = 0; count < MOST_COMMITS; count++) {
    const names = revertedBy(await repository.commitMessage(at));
    const [parent] = (await repository.commit(at))?.parents ?? [];
    if (parent === undefined || !wanted.some((uid) => names.has(uid))) break;
    at = parent;
  }
  return at;
}

async function byOthers(
  repository: Clone,
  {proposal, proposed, since, commits}: Search,
  taken: ReadonlySet<Sha>,
): Promise<Merged | undefined> {
  const base = await baseOf(repository, proposal, proposed);
  const paths = await pathsBetween(repository, base, proposed);
  const wanted = new Set(wantedOf(proposal));
  const named = new Set<Uid>();
  const found: Commit[] = [];
  for (const commit of commits.slice(0, MOST_COMMITS)) {
    if (taken.has(commit.sha)) continue;
    const names = [...revertedBy(await repository.commitMessage(commit.sha))].filter((uid) => wanted.has(uid));
    if (names.length === 0 || !(await touches(repository, commit, paths))) continue;
    for (const uid of names) named.add(uid);
    found.push(commit);
  }
  const [newest] = found;
  const from = found.at(-1)?.parents[0];
  // With other people's commits in between, an undo would revert those too.
  const isOneLine = found.slice(1).every(({sha}, at) => found[at]?.parents[0] === sha);
  if (newest !== undefined && from !== undefined && named.size === wanted.size && isOneLine)
    return {from, to: newest.sha};

  const {remote} = repository;
  if (remote !== null && !(await fetchCommits(repository, [base, since], 1))) return undefined;
  // Where a shallow history ends, git takes all files of a commit for its patch.
  if (remote !== null && proposal.branch !== null && (await repository.isShallow()))
    await remote.fetch([branchRef(proposal.branch)], Math.min(commits.length + 1, MOST_COMMITS));
  const patch = await repository.landed.patchIdOf(base, proposed);
  const ids = await repository.landed.patchIds(commits.slice(0, MOST_PATCHES).map(({sha}) => sha));
  const same = commits.find(({sha}) => ids.has(sha) && ids.get(sha) === patch && !taken.has(sha));
  const parent = same?.parents[0];
  return same === undefined || parent === undefined ? undefined : {from: parent, to: same.sha};
}

/** Collects these records' commits: each record's from the branch's old tip to its new one. */
function commitsOf(records: readonly RollbackDraft[], commits: readonly Commit[]): ReadonlySet<Sha> {
  const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
  const moves = records.filter(({kind}) => kind !== 'rollback');
  return new Set(moves.flatMap((move) => firstParentLine(move, bySha).map(({sha}) => sha)));
}

/** True when a commit changes one of the proposal's files. A message alone proves nothing: it can quote a trailer. */
async function touches(repository: Clone, {sha, parents}: Commit, paths: ReadonlySet<string>): Promise<boolean> {
  const [parent = null] = parents;
  return [...(await pathsBetween(repository, parent, sha))].some((path) => paths.has(path));
}

async function pathsBetween(repository: Clone, from: Sha | null, to: Sha): Promise<ReadonlySet<string>> {
  const files = await repository.diffs.files({from, to, paths: []});
  return new Set(files.flatMap(({path, oldPath}) => (oldPath === null ? [path] : [path, oldPath])));
}

/**
 * Finds the revert, or the undo of one, that made each commit: the commits form a line between the ends of its record, or
 * of the record of its merge, and their messages name what they take back; or one commit, as a merge or a squash, has its
 * whole change. Neither a record nor a message alone can claim people's commits.
 */
export async function findReverts(
  repository: Clone,
  history: Pick<History, 'listRollbacks'>,
  commits: readonly Commit[],
): Promise<ReadonlyMap<Sha, Rollback>> {
  const found = new Map<Sha, Rollback>();
  if (commits.length === 0) return found;
  const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
  const records = await history.listRollbacks();
  for (const record of records) {
    const rollback = record.kind === 'applied' ? records.find(({uid}) => uid === record.undoes) : record;
    if (rollback === undefined || rollback.kind === 'rollback') continue;
    const line = firstParentLine(record, bySha);
    // Our own reverts and undos contain no merges.
    if (line.some(({parents}) => parents.length > 1)) continue;
    for (const {sha} of line) {
      const named = revertedBy(await repository.commitMessage(sha));
      if ([rollback.undoes ?? '', ...rollback.stepUids].some((uid) => named.has(uid))) found.set(sha, rollback);
    }
    if (record === rollback) continue;
    const merges = commits.filter(({parents}) => parents.length === 2 && parents[1] === record.toSha);
    const [squash, ...more] = line;
    const whole = squash !== undefined && more.length === 0 && !found.has(squash.sha) ? [squash] : [];
    for (const commit of [...merges, ...whole])
      if (await hasWholeChange(repository, rollback, record, commit)) found.set(commit.sha, rollback);
  }
  return found;
}

/** Tells if a commit changes what the proposal does, as git shows it now. False where the remote does not answer. */
async function hasWholeChange(
  repository: Clone,
  proposal: RollbackDraft,
  {fromSha, toSha}: RollbackDraft,
  {sha, parents: [parent, second]}: Commit,
): Promise<boolean> {
  const own = second === undefined ? await readProposed(repository, proposal) : {from: fromSha, to: toSha};
  if (parent === undefined || own?.from == null || own.to === null) return false;
  const {patchIdOf} = repository.landed;
  const patch = await patchIdOf(own.from, own.to);
  return patch !== null && patch === (await patchIdOf(parent, sha));
}

/** Fetches the commits of a proposal, which a pin keeps; null without it. */
async function readProposed(repository: Clone, proposal: RollbackDraft): Promise<Merged | null> {
  const {pinRef, fromSha} = proposal;
  const {remote} = repository;
  if (pinRef === null || fromSha === null || remote === null) return null;
  try {
    const pin = await tipOf(remote, pinRef);
    if (pin === null || !(await fetchCommits(repository, [pin], MOST_COMMITS))) return null;
    const proposed = (await repository.commit(pin))?.parents[0];
    if (proposed === undefined) return null;
    await listBetween(repository, pinRef, {from: fromSha, to: proposed});
    return {from: await baseOf(repository, proposal, proposed), to: proposed};
  } catch (error) {
    if (error instanceof GitError && error.code === 'remote-unreachable') return null;
    throw error;
  }
}
