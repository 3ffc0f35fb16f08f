import {historyToView, type Scope} from '../app/history-to-view.ts';
import {describeError} from '../domain/errors.ts';
import type {HistoryReader, StoreName} from '../domain/ports/store.ts';
import {headBranch, type RunContext, withPullRequest} from '../domain/workplace.ts';
import {commentMarker, renderComment} from '../render/comment.ts';
import type {Markup} from '../render/escape.ts';
import type {Job} from './job.ts';

/** The result of writing the comment. `url` is null when there is no pull request, or no comment is wanted. */
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
  /** The branch whose pull request is meant when the run itself belongs to none. */
  readonly branch: string | null;
  /** A pull request named by the user, before any other. */
  readonly pullRequest?: number | null;
  /** The part of the comment that this run alone has to say. */
  readonly said?: Markup;
}

const NONE: CommentOutcome = {url: null, warning: null};

/**
 * Brings the one comment of this history up to date on the pull request of the run or branch, if there is one. A
 * history that could not be read leaves the comment as it is: what it said is more than this run knows. Never throws.
 */
export async function updateComment(request: CommentRequest, history: HistoryReader): Promise<CommentOutcome> {
  const {job, comment} = request;
  if (comment === 'none' || job.upsertComment === null || history.condition.kind === 'unreadable') return NONE;
  try {
    const scope = await pullRequestScope(request);
    if (scope === null) return NONE;
    const view = await historyToView(history, scope, {...request, slug: job.slug});
    const {url} = await job.upsertComment({
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
 * The pull request that is meant, and the branch its steps were recorded under: the one that was named, else the run's,
 * else the open one of the branch. A fork's branch is never taken for one of ours that has the same name.
 */
export async function pullRequestScope(
  request: Pick<CommentRequest, 'job' | 'context' | 'branch' | 'pullRequest'>,
): Promise<(Scope & {readonly pullRequest: number}) | null> {
  const {job, context, branch, pullRequest: named} = request;
  const found = named == null ? undefined : await job.codeHost?.getPullRequest(named);
  const meant = found === undefined ? context : withPullRequest(context, found);
  const own = meant.run.pull_request;
  if (named != null && found === undefined) return {pullRequest: named, branch: null};
  if (own !== null) return {pullRequest: own.number, branch: headBranch(own, context.repository) ?? branch};
  if (branch === null) return null;
  const open = await job.codeHost?.findPullRequestOf(branch);
  return open === undefined ? null : {pullRequest: open.number, branch: open.headRef};
}
