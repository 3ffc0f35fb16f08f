import {type Connection, createConnection, type GithubAccess, statusOf} from './connection.ts';
import {explainFailure} from './request-failure.ts';

export interface CommentRequest {
  readonly pullRequest: number;
  /** The hidden first line by which the comment is found again. `body` begins with it. */
  readonly marker: string;
  readonly body: string;
}

export interface CommentResult {
  readonly url: string;
  readonly outcome: 'created' | 'updated' | 'unchanged';
}

/** Keeps one comment on a pull request up to date. */
export type UpsertComment = (request: CommentRequest) => Promise<CommentResult>;

interface Found {
  readonly id: number;
  readonly url: string;
  readonly body: string;
}

const PER_PAGE = 100;
// GITHUB_TOKEN's comments are by this account in every workflow, and nobody can register its name.
const ACTIONS_LOGIN = 'github-actions[bot]';

/**
 * Writes the comment that begins with a marker: in place where there is one (the oldest of several), else a new one.
 * Anybody can write a marker, so a comment counts only when it is by the account the token stands for or by GitHub
 * Actions itself, under whose token an earlier run may have begun it.
 */
export function createUpsertComment(access: GithubAccess): UpsertComment {
  const connection = createConnection(access);
  return async (request) => {
    try {
      return await upsert(await connection(), request);
    } catch (error) {
      throw explainFailure(error, {
        doing: `write the comment on pull request #${request.pullRequest}`,
        permission: 'pull-requests: write',
      });
    }
  };
}

async function upsert(connection: Connection, request: CommentRequest): Promise<CommentResult> {
  const found = await findOwn(connection, request);
  if (found === undefined) return create(connection, request);
  if (sameText(found.body, request.body)) return {url: found.url, outcome: 'unchanged'};
  const {octokit, owner, repo} = connection;
  try {
    const {data} = await octokit.rest.issues.updateComment({owner, repo, comment_id: found.id, body: request.body});
    return {url: data.html_url, outcome: 'updated'};
  } catch (error) {
    // Somebody deleted it between our two requests.
    if (statusOf(error) !== 404) throw error;
    return create(connection, request);
  }
}

async function create({octokit, owner, repo}: Connection, {pullRequest, body}: CommentRequest): Promise<CommentResult> {
  const {data} = await octokit.rest.issues.createComment({owner, repo, issue_number: pullRequest, body});
  return {url: data.html_url, outcome: 'created'};
}

/** Looks through the pages, oldest comment first, and stops at the first of ours: most often that is page one. */
async function findOwn(connection: Connection, {pullRequest, marker}: CommentRequest): Promise<Found | undefined> {
  const {octokit, owner, repo} = connection;
  let own: Promise<string> | undefined;
  // Pages are counted, not followed by the links in the answers: those could name any host.
  for (let page = 1; ; page++) {
    const query = {owner, repo, issue_number: pullRequest, per_page: PER_PAGE, page};
    const {data} = await octokit.rest.issues.listComments(query);
    for (const {id, html_url: url, body, user} of data) {
      if (body?.startsWith(marker) !== true || user == null) continue;
      if (user.login === ACTIONS_LOGIN) return {id, url, body};
      own ??= readOwnLogin(connection);
      if (user.login === (await own)) return {id, url, body};
    }
    if (data.length < PER_PAGE) return undefined;
  }
}

/**
 * The login that comments of this token have. GraphQL tells it for every kind of token; GET /user does not for those
 * of an app, so it is only asked where there is no GraphQL. Where neither answers, it is the token of a job.
 */
async function readOwnLogin({octokit}: Connection): Promise<string> {
  try {
    const {viewer} = await octokit.graphql<{readonly viewer: {readonly login: string}}>('query { viewer { login } }');
    return viewer.login;
  } catch (error) {
    throwIfDown(error);
  }
  try {
    return (await octokit.rest.users.getAuthenticated()).data.login;
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
