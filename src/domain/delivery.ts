import type {Sha} from './identity.ts';
import type {OnFailure} from './ports/agent.ts';
import type {Ancestry} from './ports/commits.ts';
import type {StepStatus} from './step.ts';

/** The facts that decide where a step's work goes. */
export interface DeliveryFacts {
  readonly before: Sha | null;
  readonly after: Sha | null;
  /** The branch that the work is meant for; null when HEAD was detached and belongs to none. */
  readonly branch: string | null;
  /** The reason why the work is not on that branch; null when it is. */
  readonly offBranch: string | null;
  readonly status: StepStatus;
  readonly continueOnAgentError: boolean;
  /** The fate of the branch when the step's check fails; null without a check. */
  readonly onFailure: OnFailure | null;
  /** The branch's tip at the remote when the step began, and now; null: not there. */
  readonly tipAtStart: Sha | null | 'unknown';
  readonly tip: Sha | null;
  /** Commits of before..after. */
  readonly made: ReadonlySet<Sha>;
  /** Tells if `after` descends from `tip`; `yes` when there is no tip. */
  readonly descends: Ancestry;
}

/** `push` moves the branch from exactly `lease`; `pin` keeps the work beside it, for the reason given. */
export type Delivery =
  | {readonly kind: 'unchanged'}
  | {readonly kind: 'pushed-already'}
  | {readonly kind: 'push'; readonly branch: string; readonly lease: Sha | null}
  | {readonly kind: 'pin'; readonly reason: string};

/**
 * Decides where a step's work goes: the branch, by a fast-forward under a lease on a tip that is the step's own beginning or
 * its own work; otherwise a pin. Never a forced push, and never work of a step that did not succeed.
 */
export function decideDelivery(facts: DeliveryFacts): Delivery {
  const {before, after, branch, tip} = facts;
  if (after === null || after === before) return {kind: 'unchanged'};
  if (branch === null || facts.offBranch !== null) {
    return {kind: 'pin', reason: facts.offBranch ?? 'HEAD is detached and belongs to no branch'};
  }
  // What the agent pushed by itself is taken off the branch next, and must have a place by then.
  if (tip === after && !(hasFailedCheck(facts) && facts.onFailure === 'rollback')) return {kind: 'pushed-already'};
  if (hasFailedCheck(facts)) return {kind: 'pin', reason: 'its check failed'};
  if (!mayReachBranch(facts.status, facts.continueOnAgentError))
    return {kind: 'pin', reason: `the step did not succeed (${facts.status})`};
  if (tip === null && facts.tipAtStart === 'unknown') {
    return {kind: 'pin', reason: `${branch} is not at the remote, which could not be asked when the step began`};
  }
  if (tip === null && facts.tipAtStart !== null) return {kind: 'pin', reason: `${branch} is gone from the remote`};
  if (tip !== null && tip !== before && !facts.made.has(tip)) {
    return {
      kind: 'pin',
      reason: `${branch} has moved at the remote to ${tip.slice(0, 8)}, which is not this step's work`,
    };
  }
  if (tip !== null && facts.descends !== 'yes') {
    return {
      kind: 'pin',
      reason: `the work does not build on ${branch} as it is at the remote: its history was rewritten`,
    };
  }
  return {kind: 'push', branch, lease: tip};
}

/** The statuses that `continue-on-agent-error` lets pass: an agent that ran, and failed by itself or was stopped by us. */
const AGENT_ERRORS: readonly StepStatus[] = ['failed', 'timed_out', 'over_budget'];

/** True when a step with this status may move its branch at all. */
export function mayReachBranch(status: StepStatus, continueOnAgentError: boolean): boolean {
  return status === 'succeeded' || (continueOnAgentError && AGENT_ERRORS.includes(status));
}

/** True when the check keeps the work off its branch, which `continue-on-agent-error` does not change. */
export function hasFailedCheck({status}: {readonly status: StepStatus}): boolean {
  return status === 'check_failed';
}

/**
 * The branch a step is recorded under: where HEAD was attached when the agent ended, if that is the start branch or
 * one new to the remote; otherwise the start branch, and `offBranch` says why the work is not on it.
 */
export function branchOfRecord(facts: {
  /** The step's branch if nothing had moved: the checked-out one, or for a detached HEAD the name it stands for. */
  readonly startBranch: string | null;
  readonly startedDetached: boolean;
  readonly endBranch: string | null;
  readonly endBranchIsNew: boolean;
}): {readonly branch: string | null; readonly offBranch: string | null} {
  const {startBranch, startedDetached, endBranch} = facts;
  if (endBranch !== null && endBranch === startBranch && !startedDetached) return {branch: endBranch, offBranch: null};
  if (endBranch !== null && facts.endBranchIsNew) return {branch: endBranch, offBranch: null};
  if (endBranch !== null) {
    return {branch: startBranch, offBranch: `the agent ended on ${endBranch}, a branch that was there before it`};
  }
  return {
    branch: startBranch,
    offBranch: startedDetached
      ? 'a detached HEAD was checked out, so there is no branch to push to'
      : `the agent left HEAD detached, not on ${startBranch}`,
  };
}
