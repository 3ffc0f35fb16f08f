import {historyToView, type Scope} from '../app/history-to-view.ts';
import {WORDINGS} from '../app/wordings.ts';
import {describeError} from '../domain/errors.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {HistoryReader, StoreName} from '../domain/ports/store.ts';
import type {Step} from '../domain/step.ts';
import type {CompareWith} from '../domain/step-comparison.ts';
import {headBranch, type RunContext, withPullRequest} from '../domain/workplace.ts';
import {commentMarker, renderComment} from '../render/comment.ts';
import type {Markup} from '../render/escape.ts';
import type {Job} from './job.ts';
import {actionLog} from './log.ts';

interface CommentRequest {
  readonly job: Job;
  readonly context: RunContext;
  readonly comment: 'auto' | 'none';
  readonly store: StoreName;
  readonly traceUrl: string | null;
  readonly projectId: string | null;
  /** The branch whose pull request to use when the run itself belongs to none. */
  readonly branch: string | null;
  /** The pull request that the user named, which takes precedence. */
  readonly pullRequest?: number | null;
  /** This run's own part of the comment. */
  readonly said?: Markup;
}

/**
 * Updates this history's comment on the pull request of the run or branch. Resolves to its address; null if there is no pull
 * request or no comment is wanted. If the history could not be read, the comment is left alone, since it has more than this run
 * knows. A failure is a warning.
 */
export async function updateComment(
  request: CommentRequest,
  history: HistoryReader,
  warn: (message: string) => void = actionLog.warn,
): Promise<string | null> {
  const {job, comment} = request;
  if (comment === 'none' || job.forge === null || history.condition.kind === 'unreadable') return null;
  try {
    const scope = await pullRequestScope(request);
    if (scope === null) return null;
    const view = await historyToView(history, scope, {...request, slug: job.slug});
    const {url} = await job.forge.upsertComment({
      pullRequest: scope.pullRequest,
      marker: commentMarker(job.slug),
      body: renderComment(view, request.said),
    });
    return url;
  } catch (error) {
    warn(`${describeError(error)} (With comment: none no comment is written.)`);
    return null;
  }
}

/**
 * Renders the comparison of a step with another for the comment; '' if none is wanted. Never throws: if the comparison fails,
 * the log says why.
 */
export async function comparedPart(
  deps: {readonly repository: Repository; readonly history: HistoryReader},
  request: {readonly projectId: string; readonly step: Step; readonly other: CompareWith | null},
): Promise<Markup> {
  const {other} = request;
  if (other === null || deps.history.condition.kind === 'unreadable') return '';
  try {
    const {compareWith} = await import('../usecases/diff-steps.ts');
    const {foldedDiff} = await import('../render/step-diff.ts');
    const {diff, patch} = await compareWith({...deps, words: WORDINGS.action}, {...request, other, code: null});
    return foldedDiff(diff, patch);
  } catch (error) {
    actionLog.notice(`The comment has no comparison: ${describeError(error)}`);
    return '';
  }
}

/**
 * Finds the pull request (the named one, else the run's, else the open one of the branch) and the branch that its steps are
 * recorded under. A fork's branch is never confused with one of ours that has the same name.
 */
export async function pullRequestScope(
  request: Pick<CommentRequest, 'job' | 'context' | 'branch' | 'pullRequest'>,
): Promise<(Scope & {readonly pullRequest: number}) | null> {
  const {job, context, branch, pullRequest: named} = request;
  const found = named == null ? undefined : await job.forge?.getPullRequest(named);
  const meant = found === undefined ? context : withPullRequest(context, found);
  const own = meant.run.pull_request;
  if (named != null && found === undefined) return {pullRequest: named, branch: null};
  if (own !== null) return {pullRequest: own.number, branch: headBranch(own, context.repository) ?? branch};
  if (branch === null) return null;
  const open = await job.forge?.findPullRequestOf(branch);
  return open === undefined ? null : {pullRequest: open.number, branch: open.headRef};
}
