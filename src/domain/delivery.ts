import type {Sha} from './identity.ts';
import type {OnFailure} from './ports/agent.ts';
import type {Ancestry} from './ports/commits.ts';
import type {StepStatus} from './step.ts';

/** The facts that decide where a step's work goes. */
export interface DeliveryFacts {
  readonly before: Sha | null;
  readonly after: Sha | null;
  /** The branch that the work is meant for; null if HEAD was detached and belongs to no branch. */
  readonly branch: string | null;
  /** The reason why the work is not on that branch; null if it is. */
  readonly offBranch: string | null;
  readonly status: StepStatus;
  readonly continueOnAgentError: boolean;
  /** The fate of the branch when the step's check fails; null without a check. */
  readonly onFailure: OnFailure | null;
  /** The branch's tip at the remote when the step began, and now; null if the branch was not there. */
  readonly tipAtStart: Sha | null | 'unknown';
  readonly tip: Sha | null;
  /** How far the tip is behind where the step found it, in words; null if it is not. */
  readonly movedBack: string | null;
  /** The commits of before..after. */
  readonly made: ReadonlySet<Sha>;
  /** Tells if `after` descends from `tip`; `yes` if there is no tip. */
  readonly descends: Ancestry;
}

/** `push` moves the branch from exactly `lease`; `pin` keeps the work beside the branch, for the given reason. */
export type Delivery =
  | {readonly kind: 'unchanged'}
  | {readonly kind: 'pushed-already'}
  | {readonly kind: 'push'; readonly branch: string; readonly lease: Sha | null}
  /** `isUnreached`: the remote did not answer. */
  | {readonly kind: 'pin'; readonly reason: string; readonly isUnreached?: boolean};

/**
 * Decides where a step's work goes. It goes to the branch, as a fast-forward under a lease, if the tip is where the
 * step began or the step's own work; otherwise to a pin. Never forced, and never work of a step that did not succeed.
 */
export function decideDelivery(facts: DeliveryFacts): Delivery {
  const {before, after, branch, tip} = facts;
  if (after === null || after === before) return {kind: 'unchanged'};
  if (branch === null || facts.offBranch !== null) {
    return {kind: 'pin', reason: facts.offBranch ?? 'HEAD is detached and belongs to no branch'};
  }
  // The rollback takes the agent's own push off the branch next, so the work needs a pin first.
  if (tip === after && !(hasFailedCheck(facts) && facts.onFailure === 'rollback')) return {kind: 'pushed-already'};
  if (hasFailedCheck(facts)) return {kind: 'pin', reason: 'its check failed'};
  if (!mayReachBranch(facts.status, facts.continueOnAgentError))
    return {kind: 'pin', reason: `the step did not succeed (${facts.status})`};
  if (tip === null && facts.tipAtStart === 'unknown') {
    return {kind: 'pin', reason: `${branch} is not at the remote, which could not be asked when the step began`};
  }
  if (tip === null && facts.tipAtStart !== null) return {kind: 'pin', reason: `${branch} is gone from the remote`};
  if (tip !== null && tip !== before && !facts.made.has(tip)) {
    const {movedBack} = facts;
    return {
      kind: 'pin',
      reason: movedBack ?? `${branch} has moved at the remote to ${tip.slice(0, 8)}, which is not this step's work`,
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

/** The statuses that `continue-on-agent-error` lets pass: the agent ran, then failed by itself or was stopped by us. */
const AGENT_ERRORS: readonly StepStatus[] = ['failed', 'timed_out', 'over_budget'];

/** True if a step with this status may move its branch. */
export function mayReachBranch(status: StepStatus, continueOnAgentError: boolean): boolean {
  return status === 'succeeded' || (continueOnAgentError && AGENT_ERRORS.includes(status));
}

/** True if a failed check keeps the work off its branch, which `continue-on-agent-error` does not override. */
export function hasFailedCheck({status}: {readonly status: StepStatus}): boolean {
  return status === 'check_failed';
}

/**
 * Returns the branch to record a step under: where HEAD was attached when the agent ended, if that is the start branch
 * or new to the remote; otherwise the start branch, and `offBranch` says why the work is not on it.
 */
export function branchOfRecord(facts: {
  /** The branch when the step began: the checked-out one, or the one that a detached HEAD stands for. */
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
