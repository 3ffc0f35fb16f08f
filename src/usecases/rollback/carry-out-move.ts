import {chainOf} from '../../domain/chain.ts';
import {describeError, GitError, InputError, RefusedError} from '../../domain/errors.ts';
import type {Sha, Uid} from '../../domain/identity.ts';
import {pushRefused} from '../../domain/move-refusals.ts';
import {formatPinMessage, nameSteps} from '../../domain/pin-messages.ts';
import {pinRefOf} from '../../domain/pin-refs.ts';
import type {Change, Publication} from '../../domain/ports/store.ts';
import {boundRollback} from '../../domain/records.ts';
import {branchRef, proposalBranch} from '../../domain/refs.ts';
import {withRepositoryId} from '../../domain/repository-key.ts';
import {proposalBody, type RevertCommit} from '../../domain/revert-plan.ts';
import {
  isProposal,
  type PlannedMove,
  projectRollback,
  type Rollback,
  type RollbackDraft,
  rollbackName,
  rollbackToDraft,
} from '../../domain/rollback.ts';
import {asSentence} from '../../domain/text.ts';
import {tipOf} from '../fetch-commits.ts';
import {type LocalMove, moveBranch, sayUnremoved} from './branch-move.ts';
import type {MoveDeps, MoveRequest, PreparedMove} from './move-checks.ts';

/** `push` to the branch; `propose` on a branch of its own; `auto`: propose only when the branch accepts no push. */
type Way = 'push' | 'propose' | 'auto';

export interface ProposalOptions {
  readonly way: Way;
  /** Lets the host merge the pull request once its rules allow it. */
  readonly autoMerge: boolean;
}

/** A proposal on a branch of its own. `pullRequest` is null when no host could be asked for one. */
export interface Proposal {
  readonly branch: string;
  readonly pullRequest: {readonly number: number; readonly url: string} | null;
}

export interface MoveResult<Plan> extends KeptRollback {
  readonly plan: Plan;
  readonly local: LocalMove;
  /** Null when the branch was moved directly. */
  readonly proposal: Proposal | null;
}

/** True, or true for the plan, to show the move without making it. */
export type DryRun = boolean | ((plan: PlannedMove) => boolean);

/** Prepares a move and carries it out; `done` is null for a dry run. Throws RefusedError, having changed nothing. */
export async function planOrMove<Request extends MoveRequest, Plan extends PlannedCommits>(
  deps: MoveDeps,
  request: Request & {readonly dryRun: DryRun},
  prepare: (deps: MoveDeps, request: Request) => Promise<PreparedMove<Plan>>,
  options?: ProposalOptions,
  check: (prepared: PreparedMove<Plan>) => Promise<void> = async () => {},
): Promise<{readonly prepared: PreparedMove<Plan>; readonly done: MoveResult<Plan> | null}> {
  const {dryRun} = request;
  const prepared = await prepare(deps, request);
  await check(prepared);
  const isDry = typeof dryRun === 'boolean' ? dryRun : dryRun(prepared.plan);
  return {prepared, done: isDry ? null : await carryOutMove(deps, prepared, options)};
}

/**
 * Moves the branch, or proposes to when that is asked for or is the only way. Throws RefusedError when the branch did
 * not move and nothing was pushed.
 */
export async function carryOutMove<Plan extends PlannedCommits>(
  deps: MoveDeps,
  prepared: PreparedMove<Plan>,
  {way, autoMerge}: ProposalOptions = {way: 'push', autoMerge: false},
): Promise<MoveResult<Plan>> {
  const {codeHost} = deps;
  if (way === 'push' || !prepared.record.canBeProposed) return await moveIt(deps, prepared);
  if (way === 'propose' || (await codeHost?.rulesOf(prepared.plan.branch)) === 'by-pull-request')
    return await proposeIt(deps, prepared, autoMerge);
  try {
    return await moveIt(deps, prepared);
  } catch (error) {
    if (error instanceof RefusedError && error.code === 'branch-protected')
      return await proposeIt(deps, prepared, autoMerge);
    throw error;
  }
}

/**
 * Moves the branch from exactly the planned tip. A pin in the same push keeps what it displaces and carries the record,
 * which is then added to the history and published.
 */
async function moveIt<Plan extends PlannedMove>(
  deps: MoveDeps,
  prepared: PreparedMove<Plan>,
): Promise<MoveResult<Plan>> {
  const {plan, uid, pinRef, remote, unrecorded, record} = prepared;
  const {branch, from, to} = plan;
  const draft = await draftOf(deps, prepared, {uid, pinRef, toSha: to});
  const local = await moveBranch(deps, {
    ...{branch, from, to, remote, pinRef, local: prepared.local},
    keepAt: record.keepAt ?? null,
    pinMessage: (tip) => formatPinMessage({...draft, fromSha: tip}, record.steps),
    changes: changesOf(unrecorded, draft),
    words: deps.words,
  });
  const kept = await keepRollback(deps, draft, unrecorded);
  const unremoved = local.kind === 'move' ? sayUnremoved(branch, local.unremoved ?? []) : [];
  const left = local.kind === 'left' ? [`The local ${branch} was left as it is: ${local.reason}`] : unremoved;
  for (const warning of left) deps.log.warn(warning);
  return {...kept, plan, local, proposal: null, warnings: [...kept.warnings, ...left]};
}

/** A move whose commits are known before they are on a branch. */
type PlannedCommits = PlannedMove & {readonly commits?: readonly RevertCommit[]};

/** The plan with the commits that its open proposal has, if that needs no others: those made for the plan go nowhere. */
export async function planOfProposal<Plan extends PlannedCommits>(
  deps: Pick<MoveDeps, 'history' | 'repository'>,
  prepared: PreparedMove<Plan>,
): Promise<PreparedMove<Plan>> {
  const {plan, record, remote} = prepared;
  const known = remote === null ? [] : await deps.history.listRollbacks({branch: plan.branch});
  const earlier = findProposal(known, record);
  if (remote === null || earlier === undefined) return prepared;
  const tip = await tipOf(remote, branchRef(proposalBranch(earlier.uid)));
  if (tip === null || tip === plan.to || !(await isThere(deps, tip, plan))) return prepared;
  const {commits} = await deps.repository.commits(plan.from, tip);
  const made = commits.map(({sha, subject}) => ({sha, subject})).reverse();
  return {...prepared, plan: {...plan, to: tip, ...(plan.commits !== undefined && {commits: made})}};
}

/** Pushes the commits to a branch of their own, with a pull request if possible. Asked again, updates the proposal. */
async function proposeIt<Plan extends PlannedCommits>(
  deps: MoveDeps,
  planned: PreparedMove<Plan>,
  autoMerge: boolean,
): Promise<MoveResult<Plan>> {
  const {history, repository, log, codeHost} = deps;
  const prepared = await planOfProposal(deps, planned);
  const {request, plan, unrecorded, remote, record} = prepared;
  if (remote === null) {
    throw new InputError(
      'bad-environment',
      'A proposal is pushed to a remote, and only the local branch is asked for.',
    );
  }
  const known = await history.listRollbacks({branch: plan.branch});
  const earlier = findProposal(known, record);
  const uid = earlier?.uid ?? prepared.uid;
  const pinRef = pinRefOf('proposal', request.slug, uid);
  const draft =
    earlier === undefined ? await draftOf(deps, prepared, {uid, pinRef, toSha: null}) : rollbackToDraft(earlier);

  const branch = proposalBranch(uid);
  const refs = await remote.refs([branchRef(branch), pinRef]);
  const changes = earlier === undefined ? changesOf(unrecorded, draft) : [];
  if (!(await isThere(deps, refs.get(branchRef(branch)), plan))) {
    const pin = await repository.createPinCommit(plan.to, formatPinMessage(draft, record.steps));
    const updates = [
      {ref: branchRef(branch), to: plan.to, expected: refs.get(branchRef(branch)) ?? null},
      {ref: pinRef, to: pin, expected: refs.get(pinRef) ?? null},
    ];
    const result = await history.pushWith(changes, (along) => remote.push([...updates, ...along], {atomic: true}));
    if (result.kind === 'unreachable') throw new GitError('remote-unreachable', result.explanation);
    if (result.kind === 'refused') throw pushRefused.ofProposal(branch, result.explanation);
  }
  const kept: KeptRollback =
    earlier === undefined
      ? await keepRollback(deps, draft, unrecorded)
      : {rollback: earlier, recorded: true, publication: null, warnings: []};
  const warnings = [...kept.warnings];
  let pullRequest: Proposal['pullRequest'] = null;
  if (codeHost !== undefined) {
    try {
      const verb = record.kind === 'undo' ? 'Bring back' : 'Revert';
      const title = `${verb} ${nameSteps(record.steps)}`;
      const body = proposalBody({...record, rollback: kept.rollback, from: plan.from, reason: request.reason});
      pullRequest = await codeHost.propose({head: branch, base: plan.branch, title, body});
      if (autoMerge) await codeHost.mergeWhenAllowed(pullRequest.number);
    } catch (error) {
      const warning = `The proposal is on ${branch}, and its pull request is not as it should be: ${describeError(error)}`;
      log.warn(warning);
      warnings.push(warning);
    }
  }
  for (const covered of coveredBy(known, record)) {
    const warning = await withdraw(deps, covered, {by: kept.rollback, pullRequest});
    if (warning !== null) warnings.push(warning);
  }
  return {...kept, warnings, plan, local: {kind: 'none'}, proposal: {branch, pullRequest}};
}

/** Finds the open proposals of a part of the same steps: merged as well, they would conflict. */
function coveredBy(rollbacks: readonly Rollback[], {kind, stepUids}: PreparedMove<unknown>['record']) {
  const steps = new Set(stepUids);
  return rollbacks.filter(
    (it) =>
      it.isProposed &&
      it.kind === kind &&
      it.kind === 'revert' &&
      it.stepUids.length < steps.size &&
      it.stepUids.every((uid) => steps.has(uid)),
  );
}

/** Closes the pull request of a proposal that a larger one covers; returns the warning where nobody can. */
async function withdraw(
  {codeHost, repository, log}: MoveDeps,
  covered: Rollback,
  {by, pullRequest}: {readonly by: Rollback; readonly pullRequest: Proposal['pullRequest']},
): Promise<string | null> {
  const [head, base] = [proposalBranch(covered.uid), covered.branch ?? ''];
  const [name, larger] = [rollbackName(covered), rollbackName(by)];
  const warn = (why: string) => {
    const warning = `${name} on ${head} proposes a part of ${larger}${why} Close its pull request: merged as well, the two would conflict.`;
    log.warn(warning);
    return warning;
  };
  try {
    if (codeHost === undefined || pullRequest === null) {
      const isThere = (await repository.remote?.refs([branchRef(head)]))?.has(branchRef(head)) === true;
      return isThere ? warn('.') : null;
    }
    const why = `${larger} (#${pullRequest.number}) takes the steps of ${name} back too, so this one is closed.`;
    const closed = await codeHost.withdraw({head, base, why});
    if (closed !== null) log.info(`Pull request #${closed.number} is closed: ${larger} covers what ${name} proposed.`);
    return null;
  } catch (error) {
    return warn(`, and its pull request could not be closed: ${describeError(error)}`);
  }
}

async function draftOf(
  {repository, history, clock}: MoveDeps,
  {request, plan, record}: PreparedMove<PlannedMove>,
  {uid, pinRef, toSha}: {readonly uid: Uid; readonly pinRef: string; readonly toSha: Sha | null},
): Promise<RollbackDraft> {
  const {kind, undoes, target, stepUids} = record;
  const {projectId, actor, reason, run} = request;
  const name = repository.remote?.repository ?? null;
  return boundRollback({
    ...{uid, kind, projectId, undoes, target, stepUids, pinRef, toSha, actor, reason},
    run: run === null ? null : withRepositoryId(run, name),
    repository: name,
    branch: plan.branch,
    fromSha: plan.from,
    createdAt: clock.now().toISOString(),
    chain: await chainOf(history),
  });
}

/** Finds an open proposal of the same thing. */
function findProposal(rollbacks: readonly Rollback[], record: PreparedMove<unknown>['record']): Rollback | undefined {
  const wanted = new Set(record.stepUids);
  return rollbacks.find(
    (it) =>
      it.isProposed &&
      it.kind === record.kind &&
      it.undoes === record.undoes &&
      it.stepUids.length === wanted.size &&
      it.stepUids.every((uid) => wanted.has(uid)),
  );
}

/** True when the proposal's branch already has the same files on top of the same tip. */
async function isThere(
  {repository}: Pick<MoveDeps, 'repository'>,
  tip: Sha | undefined,
  plan: PlannedMove,
): Promise<boolean> {
  if (tip === undefined || !(await repository.remote?.fetch([tip], 50))) return false;
  const isOnTip = (await repository.isAncestor(plan.from, tip)) === 'yes';
  return isOnTip && (await repository.treeOf(tip)) === (await repository.treeOf(plan.to));
}

interface KeptRollback {
  /** The record, without a number when the history did not take it. */
  readonly rollback: Rollback;
  /** True when the record is durable in the store. */
  readonly recorded: boolean;
  /** The store's answer; null when even the history did not take the record. */
  readonly publication: Publication | null;
  /** Failures after the branch moved, one sentence each, logged already. */
  readonly warnings: readonly string[];
}

/** The records to push with a branch move: it, after those that earlier runs could not add. */
function changesOf(unrecorded: readonly RollbackDraft[], draft: RollbackDraft): readonly Change[] {
  return [...unrecorded, draft].map((it) => ({kind: 'rollback', draft: it}));
}

/**
 * Records a finished branch move, after those that earlier runs could not record, and publishes. Never throws: the move
 * is done and its pin carries the record, so a failure here is a warning, and the next run repairs it.
 */
async function keepRollback(
  {history, log}: Pick<MoveDeps, 'history' | 'log'>,
  draft: RollbackDraft,
  unrecorded: readonly RollbackDraft[],
): Promise<KeptRollback> {
  let rollback = projectRollback(draft, []);
  const failed = (reason: string, publication: Publication | null): KeptRollback => {
    const warning =
      `${isProposal(draft) ? 'The proposal was pushed' : `${draft.branch ?? 'The branch'} was moved`}, but ${rollback.number === null ? `the ${draft.kind}` : rollbackName(rollback)} could not be recorded: ` +
      `${asSentence(reason)} Its pin ${draft.pinRef ?? ''} carries the record, and the next run adds it.`;
    log.warn(warning);
    return {rollback, recorded: false, publication, warnings: [warning]};
  };
  try {
    for (const earlier of unrecorded) await history.addRollback(earlier);
    rollback = await history.addRollback(draft);
  } catch (error) {
    return failed(describeError(error), null);
  }
  const publication = await history.publish();
  switch (publication.kind) {
    case 'published':
      return {rollback, recorded: true, publication, warnings: []};
    case 'fragment': {
      const warning = `The record of ${rollbackName(rollback)} is kept separately in ${publication.where} until a run can read the history: ${publication.reason}`;
      log.warn(warning);
      return {rollback, recorded: true, publication, warnings: [warning]};
    }
    case 'waiting':
    case 'kept':
      return failed(publication.reason, publication);
  }
}
