import {historyToView, type Scope} from '../app/history-to-view.ts';
import {describeError} from '../domain/errors.ts';
import type {HistoryReader, StoreName} from '../domain/ports/store.ts';
import {headBranch, type RunContext, withPullRequest} from '../domain/workplace.ts';
import {commentMarker, renderComment} from '../render/comment.ts';
import type {Markup} from '../render/escape.ts';
import type {Job} from './job.ts';

/** The result of writing the comment. `url` is null if there is no pull request or no comment is wanted. */
export interface CommentOutcome {
  readonly url: string | null;
  readonly warning: string | null;
}

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

const NONE: CommentOutcome = {url: null, warning: null};

/**
 * Updates this history's comment on the pull request of the run or branch, if there is one. If the history could not be read,
 * the comment is left alone, since it has more than this run knows. Never throws.
 */
export async function updateComment(request: CommentRequest, history: HistoryReader): Promise<CommentOutcome> {
  const {job, comment} = request;
  if (comment === 'none' || job.forge === null || history.condition.kind === 'unreadable') return NONE;
  try {
    const scope = await pullRequestScope(request);
    if (scope === null) return NONE;
    const view = await historyToView(history, scope, {...request, slug: job.slug});
    const {url} = await job.forge.upsertComment({
      pullRequest: scope.pullRequest,
      marker: commentMarker(job.slug),
      body: renderComment(view, request.said),
    });
    return {url, warning: null};
  } catch (error) {
    return {url: null, warning: `${describeError(error)} (With comment: none no comment is written.)`};
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
