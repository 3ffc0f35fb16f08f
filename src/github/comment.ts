import type {CommentRequest, CommentResult, CommentThread, UpsertComment} from '../domain/ports/forge.ts';
import {type Connection, createAsk, type GithubAccess, PER_PAGE, readPages, statusOf} from './connection.ts';

/** The time limit of all requests for one comment, since there may be many pages. */
const COMMENT_LIMIT_MS = 30_000;
// The author of comments made with GITHUB_TOKEN. Nobody can register this name.
const ACTIONS_LOGIN = 'github-actions[bot]';

/**
 * Updates the comment that begins with a marker (the oldest of several), or creates it. Anybody can write a marker, so the
 * comment's author must be the token's account or GitHub Actions, with whose token an earlier run may have created it.
 */
export function createUpsertComment(access: GithubAccess, limitMs = COMMENT_LIMIT_MS): UpsertComment {
  const ask = createAsk(access);
  return async (request) => {
    const signal = AbortSignal.timeout(limitMs);
    const doing = `write the comment on pull request #${request.pullRequest}`;
    return await ask({doing, permission: 'pull-requests: write'}, (it) => upsert({...it, request: {signal}}, request));
  };
}

/** A connection with the time limit that all requests of one comment share. */
type Within = Connection & {readonly request: {readonly signal: AbortSignal}};

async function upsert(connection: Within, wanted: CommentRequest): Promise<CommentResult> {
  const found = await findOwn(connection, wanted);
  if (found === undefined) return create(connection, wanted);
  if (sameText(found.body, wanted.body)) return {url: found.url, outcome: 'unchanged'};
  const {octokit, owner, repo, request} = connection;
  try {
    const update = {owner, repo, comment_id: found.id, body: wanted.body, request};
    const {data} = await octokit.rest.issues.updateComment(update);
    return {url: data.html_url, outcome: 'updated'};
  } catch (error) {
    // Somebody deleted the comment between our two requests.
    if (statusOf(error) !== 404) throw error;
    return create(connection, wanted);
  }
}

async function create(
  {octokit, owner, repo, request}: Within,
  {pullRequest, body}: CommentRequest,
): Promise<CommentResult> {
  const {data} = await octokit.rest.issues.createComment({owner, repo, issue_number: pullRequest, body, request});
  return {url: data.html_url, outcome: 'created'};
}

/** Finds our comment, oldest first. It is usually on the first page. */
async function findOwn(connection: Within, {pullRequest, marker}: Pick<CommentRequest, 'pullRequest' | 'marker'>) {
  const {octokit, owner, repo, request} = connection;
  let own: Promise<string> | undefined;
  const comments = readPages((page) =>
    octokit.rest.issues.listComments({owner, repo, issue_number: pullRequest, per_page: PER_PAGE, page, request}),
  );
  for await (const {id, html_url: url, body, user} of comments) {
    if (body?.startsWith(marker) !== true || user == null) continue;
    if (user.login === ACTIONS_LOGIN) return {id, url, body};
    own ??= readOwnLogin(connection);
    if (user.login === (await own)) return {id, url, body};
  }
  return undefined;
}

/**
 * The login that comments with this token have. GraphQL knows it for every kind of token. GET /user does not work for app
 * tokens, so it is used only where there is no GraphQL. If neither works, the token is a job's.
 */
async function readOwnLogin({octokit, request}: Within): Promise<string> {
  try {
    const {viewer} = await octokit.graphql<{readonly viewer: {readonly login: string}}>('query { viewer { login } }', {
      request,
    });
    return viewer.login;
  } catch (error) {
    throwIfDown(error);
  }
  try {
    return (await octokit.rest.users.getAuthenticated({request})).data.login;
  } catch (error) {
    throwIfDown(error);
    return ACTIONS_LOGIN;
  }
}

/** Rethrows server errors: guessing the login while the service is down would create a second comment. */
function throwIfDown(error: unknown): void {
  if (statusOf(error) >= 500) throw error;
}

/** Compares two texts, ignoring line ends and trailing space, which GitHub may change. */
function sameText(a: string, b: string): boolean {
  const normal = (text: string) => text.replaceAll('\r\n', '\n').trimEnd();
  return normal(a) === normal(b);
}

/** Creates access to comments. Its methods reject with an Error that names a missing permission. */
export function createCommentThread(access: GithubAccess): CommentThread {
  const ask = createAsk(access);
  return {
    async readOwn(pullRequest, marker) {
      const signal = AbortSignal.timeout(COMMENT_LIMIT_MS);
      const doing = `read the comments on pull request #${pullRequest}`;
      const found = await ask({doing, permission: 'pull-requests: read'}, (it) =>
        findOwn({...it, request: {signal}}, {pullRequest, marker}),
      );
      return found?.body ?? null;
    },

    async react(comment, content) {
      const attempt = {doing: 'react to the comment', permission: 'pull-requests: write'};
      await ask(attempt, async ({octokit, owner, repo}) => {
        await octokit.rest.reactions.createForIssueComment({owner, repo, comment_id: comment, content});
      });
    },
  };
}
