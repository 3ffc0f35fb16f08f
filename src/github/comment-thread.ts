import {COMMENT_LIMIT_MS, findOwn} from './comment.ts';
import {createConnection, type GithubAccess} from './connection.ts';
import {explainFailure} from './request-failure.ts';

/** The reactions that every forge with GitHub's interface has. */
export type Reaction = 'eyes' | 'rocket' | 'confused';

/** The requests about the comments on a pull request, beside our own that is kept up to date. */
export interface CommentThread {
  /** The text of our comment that begins with a marker; null without one. Nobody else's counts. */
  readOwn(pullRequest: number, marker: string): Promise<string | null>;
  react(comment: number, reaction: Reaction): Promise<void>;
}

/** Throws an Error that names a missing permission. */
export function createCommentThread(access: GithubAccess): CommentThread {
  const connection = createConnection(access);
  const {forge} = access;
  return {
    async readOwn(pullRequest, marker) {
      const signal = AbortSignal.timeout(COMMENT_LIMIT_MS);
      try {
        const found = await findOwn({...(await connection()), request: {signal}}, {pullRequest, marker});
        return found?.body ?? null;
      } catch (error) {
        const doing = `read the comments on pull request #${pullRequest}`;
        throw explainFailure(error, {doing, permission: 'pull-requests: read', forge});
      }
    },

    async react(comment, content) {
      try {
        const {octokit, owner, repo} = await connection();
        await octokit.rest.reactions.createForIssueComment({owner, repo, comment_id: comment, content});
      } catch (error) {
        throw explainFailure(error, {doing: 'react to the comment', permission: 'pull-requests: write', forge});
      }
    },
  };
}
