import {
  type Connection,
  createConnection,
  explainFailure,
  type GithubAccess,
  PER_PAGE,
  readPages,
  statusOf,
} from './connection.ts';

interface CommentRequest {
  readonly pullRequest: number;
  /** The beginning of the hidden first line, by which the comment is found again. `body` begins with it. */
  readonly marker: string;
  readonly body: string;
}

interface CommentResult {
  readonly url: string;
  readonly outcome: 'created' | 'updated' | 'unchanged';
}

/** Keeps one comment on a pull request up to date. */
export type UpsertComment = (request: CommentRequest) => Promise<CommentResult>;

interface FoundComment {
  readonly id: number;
  readonly url: string;
  readonly body: string;
}

/** The limit of one comment with all its requests: a forge may answer each in time, and there may be any number of them. */
const COMMENT_LIMIT_MS = 30_000;
// GITHUB_TOKEN's comments are by this account in every workflow, and nobody can register its name.
const ACTIONS_LOGIN = 'github-actions[bot]';

/**
 * Writes the comment that begins with a marker: in place where there is one (the oldest of several), else a new one.
 * Anybody can write a marker, so a comment counts only when it is by the account the token stands for or by GitHub
 * Actions itself, under whose token an earlier run may have begun it.
 */
export function createUpsertComment(access: GithubAccess, limitMs = COMMENT_LIMIT_MS): UpsertComment {
  const connection = createConnection(access);
  return async (request) => {
    const signal = AbortSignal.timeout(limitMs);
    try {
      return await upsert({...(await connection()), request: {signal}}, request);
    } catch (error) {
      throw explainFailure(error, {
        doing: `write the comment on pull request #${request.pullRequest}`,
        permission: 'pull-requests: write',
        forge: access.forge,
      });
    }
  };
}

/** The connection, and the limit that all requests of one comment share. */
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
    // Somebody deleted it between our two requests.
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

/** Looks through the pages, oldest comment first, and stops at the first of ours: most often that is page one. */
async function findOwn(
  connection: Within,
  {pullRequest, marker}: Pick<CommentRequest, 'pullRequest' | 'marker'>,
): Promise<FoundComment | undefined> {
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
 * The login that comments of this token have. GraphQL tells it for every kind of token; GET /user does not for those
 * of an app, so it is only asked where there is no GraphQL. Where neither answers, it is the token of a job.
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

/** A service that is down has not answered: a guess would write a second comment. */
function throwIfDown(error: unknown): void {
  if (statusOf(error) >= 500) throw error;
}

/** GitHub may store other line ends and trim the end. */
function sameText(a: string, b: string): boolean {
  const normal = (text: string) => text.replaceAll('\r\n', '\n').trimEnd();
  return normal(a) === normal(b);
}

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
