import {describeError} from '../domain/errors.ts';
import type {History, StoreName} from '../domain/ports/store.ts';
import type {RunContext} from '../domain/workplace.ts';
import {commentMarker, renderComment} from '../render/comment.ts';
import {historyToView} from './history-to-view.ts';
import type {Job} from './job.ts';

/** What became of the comment. `url` is null when there is no pull request, or none is wanted. */
export interface CommentOutcome {
  readonly url: string | null;
  readonly warning: string | null;
}

export interface CommentRequest {
  readonly job: Job;
  readonly context: RunContext;
  readonly comment: 'auto' | 'none';
  readonly store: StoreName;
  readonly projectId: string | null;
  /** The branch whose pull request is meant when the run itself belongs to none. */
  readonly branch: string | null;
  /** A pull request named by the user, before any other. */
  readonly pullRequest?: number | null;
}

const NONE: CommentOutcome = {url: null, warning: null};

/**
 * Brings the one comment of this history up to date on the pull request of the run or branch, if there is one. A
 * history that could not be read leaves the comment as it is: what it said is more than this run knows. Never throws.
 */
export async function updateComment(request: CommentRequest, history: History): Promise<CommentOutcome> {
  const {job, context, comment} = request;
  if (comment === 'none' || job.upsertComment === null || history.condition.kind === 'unreadable') return NONE;
  try {
    const pullRequest = await findPullRequest(request);
    if (pullRequest === null) return NONE;
    const view = await historyToView(history, pullRequest, {...request, slug: job.slug});
    const {url} = await job.upsertComment({
      pullRequest: pullRequest.pullRequest,
      marker: commentMarker(job.slug),
      body: renderComment(view),
    });
    return {url, warning: null};
  } catch (error) {
    return {url: null, warning: `${describeError(error)} (With comment: none no comment is written.)`};
  }

  async function findPullRequest({pullRequest: named, branch}: CommentRequest) {
    const own = context.run.pull_request;
    if (named != null) return {pullRequest: named, branch: await headOf(named)};
    if (own !== null) return {pullRequest: own.number, branch: own.head_ref ?? branch};
    if (branch === null) return null;
    const found = await job.codeHost?.findPullRequestOf(branch);
    return found === undefined ? null : {pullRequest: found.number, branch: found.headRef};
  }

  async function headOf(number: number): Promise<string | null> {
    return (await job.codeHost?.getPullRequest(number))?.headRef ?? null;
  }
}
