import {findOwners} from '../../domain/commit-owners.ts';
import type {RefusedError} from '../../domain/errors.ts';
import {type Sha, shortSha} from '../../domain/identity.ts';
import {type LaterCommit, notReversible, type RevertConflict, revertConflict} from '../../domain/move-refusals.ts';
import type {Commits} from '../../domain/ports/commits.ts';
import type {FileState} from '../../domain/ports/diffs.ts';
import type {Clone} from '../../domain/ports/git.ts';
import {branchRef} from '../../domain/refs.ts';
import {type RevertCommit, revertMessage, type TakenBack} from '../../domain/revert-plan.ts';
import {isInForce, type PlannedMove} from '../../domain/rollback.ts';
import {nameSome} from '../../domain/text.ts';
import type {LocalMove} from './branch-move.ts';
import {findReverts} from './merged-proposals.ts';
import type {MoveDeps, MoveOfBranches, MoveRequest, RefsAndHistory} from './move-checks.ts';

const WORKFLOWS = '.github/workflows';
/** The number of steps whose commits a refusal can tell from people's. */
const STEPS_LOOKED_AT = 500;

interface AskedReverts {
  readonly branch: string;
  readonly tip: Sha;
  /** Newest first, the order to take them back in. */
  readonly things: readonly TakenBack[];
  readonly squash: boolean;
  /** Return no commit, instead of refusing, when nothing is left to take back. */
  readonly mayBeIdle: boolean;
}

interface Building extends RefsAndHistory, AskedReverts {
  /** The pushing token may not change workflow files: they stay as they are at the tip. */
  readonly keepsWorkflows: boolean;
}

interface BuiltReverts extends MoveOfBranches<PlannedMove> {
  readonly commits: readonly RevertCommit[];
  /** Things of which the branch has nothing left. */
  readonly idle: readonly TakenBack[];
}

/**
 * Makes the commits that take things back on top of a tip, in a repository of ours. Each tree is a three-way merge of
 * the tip with the reversed work, so what others did since stays byte for byte. Throws RefusedError for a conflict, or
 * when nothing is left to take back unless `mayBeIdle`.
 */
export async function buildReverts(
  {clock, repository}: MoveDeps,
  {tokenKind, reason, where}: MoveRequest,
  seen: RefsAndHistory,
  asked: AskedReverts,
): Promise<BuiltReverts> {
  const {branch, tip, things, squash, mayBeIdle} = asked;
  const {remote} = seen;
  const at = clock.now();
  const author = repository.identity;
  const keepsWorkflows = tokenKind === 'job' && remote !== null;
  const building: Building = {...seen, ...asked, keepsWorkflows};
  const commits: RevertCommit[] = [];
  const idle: TakenBack[] = [];
  const done: TakenBack[] = [];
  let tree = await repository.treeOf(tip);
  const began = tree;
  let to = tip;
  const commit = async (of: readonly TakenBack[], onto: Sha) => {
    const message = revertMessage(of, reason);
    to = await repository.createCommit({tree, parent: onto, message, at, author});
    commits.push({sha: to, subject: message.split('\n', 1)[0] ?? ''});
  };
  for (const thing of things) {
    const next = await takeBack(building, thing, tree);
    if (next === tree) {
      idle.push(thing);
      continue;
    }
    tree = next;
    done.push(thing);
    if (!squash) await commit([thing], to);
  }
  const kept = keepsWorkflows ? await workflowsOf(repository, things) : [];
  // Workflow files that this token may not change are still there.
  if (tree === began && (!mayBeIdle || kept.length > 0)) throw await refuseNothing(building);
  if (squash && tree !== began) await commit(done, tip);
  const plan = {branch, from: tip, to, warnings: workflowsKept(kept)};
  return {plan, remote, local: await planLocalAdvance(repository, where, plan), commits, idle};
}

async function takeBack(request: Building, thing: TakenBack, tree: Sha): Promise<Sha> {
  const {repository, tip, keepsWorkflows} = request;
  const side = async (state: FileState): Promise<FileState> =>
    state === null || !keepsWorkflows
      ? state
      : await repository.withFolder(await repository.treeOf(state), WORKFLOWS, tip);
  let current = tree;
  for (const {before, after} of thing.works) {
    const backwards = {before: await side(after), after: await side(before)};
    const carried = await repository.diffs.carry(backwards, current);
    if (carried.conflicts.length > 0) throw await refuseConflict(request, thing, carried.conflicts);
    current = carried.tree;
  }
  return current;
}

async function workflowsOf(repository: Clone, things: readonly TakenBack[]): Promise<readonly string[]> {
  const paths = new Set<string>();
  for (const {before, after} of things.flatMap(({works}) => works)) {
    if (before === null || after === null) continue;
    for (const path of await repository.changedPaths(before, after, WORKFLOWS)) paths.add(path);
  }
  return [...paths];
}

async function refuseConflict(request: Building, thing: TakenBack, paths: readonly string[]): Promise<RefusedError> {
  const {repository, tip, branch} = request;
  const since = await repository.diffs.files({from: thing.works[0]?.after ?? null, to: tip, paths: []});
  const conflicts: RevertConflict[] = [];
  for (const named of paths) {
    const change = since.find(
      ({path, oldPath, status}) => path === named || (status === 'renamed' && oldPath === named),
    );
    const path = change?.path ?? named;
    const names = change?.status === 'renamed' && change.oldPath !== null ? [path, change.oldPath] : [path];
    conflicts.push({path, change, later: await laterWork(request, thing, names)});
  }
  return revertConflict.inFiles(thing.name, branch, conflicts);
}

async function refuseNothing(request: Building): Promise<RefusedError> {
  const {things, branch, repository} = request;
  const [newest] = things;
  const [work] = newest?.works ?? [];
  const paths = newest === undefined || work === undefined ? [] : await pathsOf(repository, work);
  const later = newest === undefined || paths.length === 0 ? [] : await laterWork(request, newest, paths);
  return notReversible.nothingLeft(
    things.map(({name}) => name),
    branch,
    later,
  );
}

async function pathsOf(repository: Clone, work: TakenBack['works'][number]): Promise<readonly string[]> {
  const files = await repository.diffs.files({from: work.before, to: work.after, paths: []});
  return files.slice(0, 100).map(({path}) => path);
}

/**
 * Finds the later commits that changed these files, newest first, each with the step that made it. Work that was taken
 * back since is left out with its revert, unless that leaves nothing to name.
 */
async function laterWork(
  {repository, view, tip}: Building,
  {works}: TakenBack,
  paths: readonly string[],
): Promise<readonly LaterCommit[]> {
  const since = works[0]?.after ?? null;
  if (since === null) return [];
  const shas = new Set(await repository.commitsTouching(since, tip, paths));
  const {commits} = await repository.commits(since, tip);
  const owners = findOwners(commits, await view.listSteps({limit: STEPS_LOOKED_AT}));
  const later = commits.filter(({sha}) => shas.has(sha)).map((commit) => ({commit, step: owners.get(commit.sha)}));
  const reverts = await findReverts(repository, view, commits);
  const moves = new Set(reverts.values());
  const uids = new Set([...moves].map(({uid}) => uid));
  const laterSteps = new Set(later.map(({step}) => step?.uid));
  const isCancelled = ({commit, step}: LaterCommit) => {
    if (step !== undefined) return [...moves].some((move) => isInForce(move) && move.stepUids.includes(step.uid));
    const move = reverts.get(commit.sha);
    if (move === undefined) return false;
    if (isInForce(move)) return move.stepUids.every((uid) => laterSteps.has(uid));
    return uids.has((move.kind === 'undo' ? move.undoes : move.undoneBy) ?? '');
  };
  const inTheWay = later.filter((one) => !isCancelled(one));
  return inTheWay.length > 0 ? inTheWay : later;
}

/** Warns of workflow files that are not taken back. */
function workflowsKept(kept: readonly string[]): readonly string[] {
  if (kept.length === 0) return [];
  const named = nameSome(kept, 3);
  return [
    `Workflow files stay as they are (${named}): the job's own token may not change them. With a push-token that may, they are taken back too.`,
  ];
}

/** Plans the local branch when commits are added to the remote one: it follows if the remote has all of its own. */
async function planLocalAdvance(
  repository: Commits,
  where: 'remote' | 'local' | 'both',
  {branch, from: tip, to}: PlannedMove,
): Promise<LocalMove> {
  if (where === 'remote') return {kind: 'none'};
  if (where === 'local') return {kind: 'move', from: tip, to};
  const from = await repository.resolve(branchRef(branch));
  if (from === null) return {kind: 'none'};
  if ((await repository.isAncestor(from, tip)) === 'yes') return {kind: 'move', from, to};
  return {
    kind: 'left',
    reason: `it is at ${shortSha(from)}, which the remote branch does not have. Merge the two with git pull.`,
  };
}
