import type {PullRequestInfo, RunInfo} from './documents.ts';
import {quote, type Sha} from './identity.ts';
import type {PullRequest} from './ports/forge.ts';
import type {Head} from './ports/work-tree.ts';
import {notStarted} from './start-refusals.ts';

/** The facts about a run that the rules need. Outside CI everything is null. */
export interface RunContext {
  readonly run: RunInfo;
  readonly serverUrl: string | null;
  readonly apiUrl: string | null;
  /** `owner/name` in its original spelling. */
  readonly repository: string | null;
  /** The ref that triggered the run: `refs/heads/main`, `refs/pull/12/merge`. */
  readonly ref: string | null;
  /** The short name of `ref`: `main`, `12/merge`. */
  readonly refName: string | null;
  /** The commit that a plain checkout has. */
  readonly sha: Sha | null;
  readonly defaultBranch: string | null;
  /** The user who ran it again, or else the actor. */
  readonly triggeringActor: string | null;
  /** The user whose permission counts: the actor, or for `workflow_run` the actor of the triggering run. */
  readonly initiator: string | null;
}

export interface WorkplaceRequest {
  readonly context: RunContext;
  readonly head: Head;
  /** The remote's `owner/name`, lower case; null if its URL does not contain it. */
  readonly remoteRepository: string | null;
  /** The input `branch`. */
  readonly requestedBranch: string | null;
  readonly push: 'auto' | 'none';
}

export interface Workplace {
  /** The branch to check out first; null to stay. */
  readonly switchTo: string | null;
  /** The branch to record; null if HEAD belongs to none. */
  readonly branchToRecord: string | null;
  readonly warnings: readonly string[];
}

/** The value of the input `branch` for the head of the run's pull request. */
const PULL_REQUEST_BRANCH = 'pull-request';

/**
 * Events that somebody without any permission in the repository can cause, and that run on its default branch with a
 * token that can write: a comment, a star, a fork, a wiki page, or a pull request that another workflow or an app looks
 * at. The names with `issue` and `wiki` include Gitea's.
 */
const ANYBODYS =
  /^(?:issue.*|discussion.*|pull_request_(?:target|comment)|workflow_run|watch|fork|gollum|wiki|check_(?:run|suite)|status)$/;
/** Anybody may review a pull request. If its head is a branch of the repository, the run's token can write. */
const REVIEWS = /^pull_request_(?:review.*|approved|rejected)$/;
// For these events GitHub gives a fork's run a read-only token.
const FORK_EVENTS = /^pull_request(?!_target$|_comment$)/;

/** True if anybody can cause such a run, so that a push, a rollback or an undo needs an actor with write permission. */
export function needsWriteCheck(context: Pick<RunContext, 'run' | 'repository'>): boolean {
  const {event} = context.run;
  return isAnybodys(event) || (event !== null && REVIEWS.test(event) && !isForkRun(context));
}

/** True for events that somebody without any permission in the repository can cause. */
export function isAnybodys(event: string | null): boolean {
  return event !== null && ANYBODYS.test(event);
}

/**
 * True if the run executes a fork's code, so that nothing of it enters the history. An unknown head counts as a fork.
 */
export function isForkRun(context: Pick<RunContext, 'run' | 'repository'>): boolean {
  const {event, pull_request: pullRequest} = context.run;
  if (event === null || pullRequest === null || !FORK_EVENTS.test(event)) return false;
  return !isHeadIn(pullRequest, context.repository);
}

/** True if only the pull request's number is known, so that its head must be looked up before deciding. */
export function needsPullRequestHead(context: RunContext): boolean {
  return context.run.pull_request !== null && context.run.pull_request.head_ref === null;
}

/** The branch that records use for a pull request's head: `<owner>:<ref>` for a fork; null while it is unknown. */
export function headBranch(
  pullRequest: Pick<PullRequestInfo, 'head_ref' | 'head_repository'>,
  repository: string | null,
): string | null {
  const {head_ref: headRef, head_repository: headRepository} = pullRequest;
  if (headRef === null || isHeadIn(pullRequest, repository)) return headRef;
  return `${headRepository?.split('/')[0] ?? 'unknown'}:${headRef}`;
}

/** Completes a run with what the code host knows about its pull request. */
export function withPullRequest(context: RunContext, found: PullRequest): RunContext {
  const pullRequest: PullRequestInfo = {
    number: found.number,
    head_ref: found.headRef,
    head_sha: found.headSha,
    head_repository: found.headRepository,
    base_ref: found.baseRef,
    merge_sha: context.run.pull_request?.merge_sha ?? null,
  };
  return {...context, run: {...context.run, pull_request: pullRequest}};
}

/**
 * Decides where a step works before its agent starts, so that work never lands on a branch the run was not about: a
 * plain checkout under a comment has the default branch, not the pull request. Only the push of an implicitly
 * checked-out branch is refused; a named branch is intended. Throws RefusedError.
 */
export function decideWorkplace(request: WorkplaceRequest): Workplace {
  const {head, requestedBranch, push} = request;
  if (requestedBranch === PULL_REQUEST_BRANCH) return pullRequestHead(request);
  if (requestedBranch !== null) return go(requestedBranch, requestedBranch);

  const stay = go(null, head.branch ?? detachedBranch(request));
  if (push === 'none') return stay;
  refuseWrongBranch(request);
  const warning = head.branch === null ? detachedWarning(request) : null;
  return warning === null ? stay : {...stay, warnings: [warning]};
}

function pullRequestHead(request: WorkplaceRequest): Workplace {
  const {pull_request: pullRequest, event} = request.context.run;
  if (pullRequest === null) throw notStarted.ofNoPullRequest(event);
  const {number, head_ref: headRef, head_repository: repository} = pullRequest;
  if (headRef === null) throw notStarted.headUnknown(number);
  if (!isOwnHead(request, pullRequest)) throw notStarted.headInFork(number, repository);
  return go(headRef, headRef);
}

/** Refuses an implicitly checked-out branch that must not be pushed to. */
function refuseWrongBranch(request: WorkplaceRequest): void {
  const {context, head} = request;
  const {pull_request: pullRequest, event} = context.run;
  const {branch} = head;
  const isOwn = pullRequest !== null && isOwnHead(request, pullRequest);
  const choices = {branch, pullRequest: pullRequest !== null && (pullRequest.head_ref === null || isOwn)};
  if (branch === null) {
    // The default branch, checked out by its SHA.
    const isDefault = isAnybodys(event) && head.sha !== null && head.sha === context.sha;
    if (isDefault && head.sha !== pullRequest?.head_sha) throw notStarted.defaultBranch(event, choices);
    return;
  }
  if (pullRequest !== null && !(isOwn && pullRequest.head_ref === branch)) {
    const name = pullRequest.head_ref === null ? null : headName(request, pullRequest);
    throw notStarted.otherThanHead(pullRequest.number, name, choices);
  }
  // These events run on the default branch, so the ref's name is the default branch if the event does not give it.
  const isDefault = branch === (context.defaultBranch ?? context.refName);
  if (isAnybodys(event) && isDefault) throw notStarted.defaultBranch(event, choices);
}

/** The branch that a detached HEAD belongs to: the pull request's head, `<owner>:<ref>` for a fork. */
function detachedBranch(request: WorkplaceRequest): string | null {
  const {pull_request: pullRequest} = request.context.run;
  return pullRequest === null || pullRequest.head_ref === null ? null : headName(request, pullRequest);
}

function headName({context, remoteRepository}: WorkplaceRequest, pullRequest: PullRequestInfo): string {
  return headBranch(pullRequest, remoteRepository ?? context.repository) ?? '';
}

/** Warns that work on a detached HEAD will be pinned, and says how to have it pushed; null if nothing helps. */
function detachedWarning(request: WorkplaceRequest): string | null {
  const {context} = request;
  const {pull_request: pullRequest, event} = context.run;
  if (isForkRun(context)) return null;
  if (pullRequest === null || pullRequest.head_ref === null) {
    return 'HEAD is detached and stands for no branch, so the work will be pinned, not pushed. Check out a branch, or write "branch: NAME".';
  }
  if (!isOwnHead(request, pullRequest)) {
    return `The head of pull request #${pullRequest.number} is in a fork, so the work will be pinned, not pushed.`;
  }
  const what = /^refs\/pull\/\d+\/merge$/.test(context.ref ?? '')
    ? `the merge of pull request #${pullRequest.number}`
    : 'detached';
  // GitHub sets github.head_ref only for these two events.
  const ref =
    event === 'pull_request' || event === 'pull_request_target'
      ? `"with: ref: \${{ github.head_ref }}" at actions/checkout`
      : `"branch: ${PULL_REQUEST_BRANCH}"`;
  return `HEAD is ${what}, so the work will be pinned, not pushed to ${quote(pullRequest.head_ref)}. To have it pushed, write ${ref}.`;
}

function isOwnHead({context, remoteRepository}: WorkplaceRequest, pullRequest: PullRequestInfo): boolean {
  return isHeadIn(pullRequest, remoteRepository ?? context.repository);
}

function isHeadIn(pullRequest: Pick<PullRequestInfo, 'head_repository'>, repository: string | null): boolean {
  return repository !== null && pullRequest.head_repository?.toLowerCase() === repository.toLowerCase();
}

function go(switchTo: string | null, branchToRecord: string | null): Workplace {
  return {switchTo, branchToRecord, warnings: []};
}
