import {findOwners, reachableFrom} from '../../domain/commit-owners.ts';
import {GitError} from '../../domain/errors.ts';
import type {Sha} from '../../domain/identity.ts';
import type {Ancestry, Commit} from '../../domain/ports/commits.ts';
import type {Clone} from '../../domain/ports/git.ts';
import type {Remote} from '../../domain/ports/remote.ts';
import type {History} from '../../domain/ports/store.ts';
import {branchRef, isBranchOfOurs} from '../../domain/refs.ts';
import type {RollbackTarget} from '../../domain/rollback.ts';
import {isOfBranch, planRollback, type RollbackFacts, type RollbackPlan} from '../../domain/rollback-plan.ts';
import {isLaterStep, latestFirst, type Step} from '../../domain/step.ts';
import type {Wording} from '../../domain/wording.ts';
import {listBetween} from '../fetch-commits.ts';
import {findReverts} from './merged-proposals.ts';

/** Leftovers are committed after the agent's recorded end, at most by this much. */
const COMMITTED_AFTER_END_MS = 3_600_000;

interface Survey {
  readonly history: Pick<History, 'ofOneRepository' | 'listSteps' | 'listRollbacks'>;
  readonly repository: Clone;
  readonly target: RollbackTarget;
  readonly place: 'remote' | 'local';
  /** The branch's tip, with its commits here; null when there is no such branch. */
  readonly tip: Sha | null;
  readonly allowDiscard: boolean;
  readonly words: Wording;
}

/** Gathers the facts for a rollback plan from git and the history, and plans. Changes nothing. Throws RefusedError. */
export async function surveyBranch(survey: Survey): Promise<RollbackPlan> {
  const {repository, target, tip} = survey;
  const nothing: RollbackFacts = {
    ...survey,
    ancestry: 'no',
    reached: 'no',
    displaced: {commits: [], complete: true},
    steps: [],
    repository: repository.remote?.repository ?? null,
    addressSha256: repository.remote?.addressSha256 ?? null,
    ofOneRepository: survey.history.ofOneRepository ?? false,
    owners: new Map(),
    reverts: new Map(),
    elsewhere: new Map(),
  };
  if (tip === null) return planRollback(nothing);
  const ancestry = await repository.isAncestor(target.sha, tip);
  const reached = await hasReached(survey, tip, ancestry);
  const onlyHere = survey.place === 'remote' && reached === 'no' && (await isOnBranchHere(repository, target));
  if (ancestry !== 'yes' || onlyHere) return planRollback({...nothing, ancestry, reached, onlyHere});

  const displaced = await listBetween(repository, branchRef(target.branch), {from: target.sha, to: tip});
  const {steps, owners} = await findSteps(survey, displaced.commits);
  const withoutStep = displaced.commits.some(({sha}) => !owners.has(sha)) ? displaced.commits : [];
  const reverts = await findReverts(repository, survey.history, withoutStep);
  const facts = {...nothing, ancestry, reached, displaced, steps, owners, reverts};
  const outside = displaced.commits.filter(({sha}) => {
    const owner = owners.get(sha);
    if (reverts.has(sha)) return false;
    return owner === undefined || !isOfBranch(owner, facts);
  });
  return planRollback({...facts, elsewhere: await askElsewhere(survey, outside, displaced.commits)});
}

/**
 * True when the branch has a step's work although its record says otherwise: all of it or, if the agent pushed it
 * itself, part of it. A no may read a whole history.
 */
async function hasReached({repository, target}: Survey, tip: Sha, ancestry: Ancestry): Promise<Ancestry> {
  const {pushed, commitShaAfter, changes} = target.step;
  if (pushed === 'pushed' || pushed === 'unchanged' || commitShaAfter === target.sha) return ancestry;
  const first = target.mode === 'before' ? changes?.own_commits.at(-1)?.sha : undefined;
  const witness = first ?? commitShaAfter;
  return witness === null ? 'no' : await repository.isAncestor(witness, tip);
}

/** True when this clone's branch has a step's work. */
export async function isOnBranchHere(
  repository: Pick<Clone, 'resolve' | 'isAncestor'>,
  {branch, step}: Pick<RollbackTarget, 'branch' | 'step'>,
): Promise<boolean> {
  const tip = await repository.resolve(branchRef(branch));
  const {commitShaAfter} = step;
  return tip !== null && commitShaAfter !== null && (await repository.isAncestor(commitShaAfter, tip)) === 'yes';
}

/**
 * Finds the branch's steps from the newest down to an active one before the target. When they did not make every
 * commit, adds steps of any branch that were running when one of the others was committed.
 */
async function findSteps(
  survey: Survey,
  commits: readonly Commit[],
): Promise<{readonly steps: readonly Step[]; readonly owners: ReadonlyMap<Sha, Step>}> {
  const {history} = survey;
  const steps = await stepsDownToTarget(survey);
  const owners = findOwners(commits, steps);
  const [oldest] = commits
    .filter(({sha}) => !owners.has(sha))
    .map(({committedAt}) => committedAt)
    .sort();
  if (oldest === undefined) return {steps, owners};
  const since = new Date(Date.parse(oldest) - COMMITTED_AFTER_END_MS).toISOString();

  const listed = new Set(steps.map(({uid}) => uid));
  const others = (await history.listSteps({endedSince: since})).filter(
    ({uid, endTime}) => !listed.has(uid) && endTime !== null && endTime >= since,
  );
  const all = latestFirst([...steps, ...others]);
  return {steps: all, owners: findOwners(commits, all)};
}

async function stepsDownToTarget({history, target}: Survey): Promise<readonly Step[]> {
  const {step, branch, formerName} = target;
  // Steps imported from LaForge have no branch, so no branch filter finds them.
  const filters = step.branch === null ? [{}] : [{branch}, ...(formerName === null ? [] : [{branch: formerName}])];
  const isBelow = (one: Step) => one.active && one.uid !== step.uid && isLaterStep(step, one);
  for (let limit = 64; ; limit *= 4) {
    const lists = await Promise.all(filters.map((filter) => history.listSteps({...filter, limit})));
    const isEnough = lists.every((steps) => steps.length < limit || steps.some(isBelow));
    if (isEnough) return latestFirst(lists.flat());
  }
}

/** Asks which other branches have the commits. Without a network, none is known, so no commit counts as safe. */
async function askElsewhere(
  {repository, target, place}: Survey,
  asked: readonly Commit[],
  graph: readonly Commit[],
): Promise<ReadonlyMap<Sha, readonly string[]>> {
  const {remote} = repository;
  if (remote === null || asked.length === 0) return new Map();
  try {
    return await findElsewhere(remote, asked, graph, target.branch);
  } catch (error) {
    if (place === 'local' && error instanceof GitError && error.code === 'remote-unreachable') return new Map();
    throw error;
  }
}

/**
 * Finds the remote branches, other than `except` and our own, that still have each commit. A branch with a commit has
 * its ancestors too, and one without it lacks its descendants, so a line of n commits takes about log n questions.
 */
export async function findElsewhere(
  remote: Remote,
  asked: readonly Commit[],
  graph: readonly Commit[],
  except: string,
): Promise<ReadonlyMap<Sha, readonly string[]>> {
  const parents = new Map(graph.map((commit) => [commit.sha, commit.parents]));
  const children = new Map<Sha, Sha[]>();
  for (const {sha, parents: of} of graph)
    for (const parent of of) children.set(parent, [...(children.get(parent) ?? []), sha]);

  const found = new Map<Sha, readonly string[]>();
  let open = asked.map(({sha}) => sha);
  while (open.length > 0) {
    const sha = open[Math.floor(open.length / 2)] ?? '';
    const branches = (await remote.branchesContaining(sha, except)).filter((branch) => !isBranchOfOurs(branch));
    const related = branches.length > 0 ? parents : children;
    for (const one of reachableFrom(sha, (at) => related.get(at) ?? [])) if (!found.has(one)) found.set(one, branches);
    open = open.filter((one) => !found.has(one));
  }
  return found;
}
