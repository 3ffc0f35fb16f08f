import {describeError, InputError, RefusedError, StoreError} from '../domain/errors.ts';
import {isObject, parseJson} from '../domain/json.ts';
import type {CommentRequest, CommentResult, Forge} from '../domain/ports/forge.ts';

/** Access to one GitLab project. The token is sent only to `apiUrl`. */
interface GitlabAccess {
  /** CI_API_V4_URL, such as `https://gitlab.com/api/v4`. */
  readonly apiUrl: string;
  /** CI_PROJECT_ID, a number or a path. */
  readonly project: string;
  /** A personal, project or group access token with the scope `api`. */
  readonly token: string;
  /** The time limits of one request, and of all requests for one note. */
  readonly timeoutMs?: number;
  readonly limitMs?: number;
}

interface Note {
  readonly id: number;
  readonly body: string;
  readonly author: string;
}

const PER_PAGE = 100;
/** The limit on pages of notes to search. */
const MOST_PAGES = 50;
const TIMEOUT_MS = 10_000;
const LIMIT_MS = 30_000;
/** The limit on an answer: a page of a hundred notes of a million characters each, and some JSON. */
const MOST_ANSWER_CHARS = 120_000_000;

type Method = 'GET' | 'POST' | 'PUT';

/** Opens a project of GitLab, for what a note on a merge request takes. Throws InputError for a bad address. */
export function openGitlab(access: GitlabAccess, of: Pick<Forge['pages'], 'serverUrl' | 'repository'>): Forge {
  return {
    findPullRequestOf: (branch) => findMergeRequest(access, branch),
    upsertComment: (request) => upsertNote(access, request),
    pages: {...of, commitPath: '/-/commit/'},
  };
}

/**
 * Creates or updates our note on a merge request. The note to update begins with the marker and has the token's account as
 * its author, since anybody can write a marker. Throws RefusedError if GitLab refuses, StoreError if it does not answer.
 */
async function upsertNote(access: GitlabAccess, {pullRequest, marker, body}: CommentRequest): Promise<CommentResult> {
  const signal = AbortSignal.timeout(access.limitMs ?? LIMIT_MS);
  const ask = createAsk(access, signal, `write the note on merge request !${pullRequest}`);
  const notes = `/projects/${encodeURIComponent(access.project)}/merge_requests/${pullRequest}/notes`;
  const own = String((await ask('GET', '/user', isObject)).username);
  for (let page = 1; page <= MOST_PAGES; page++) {
    const query = `activity_filter=only_comments&sort=asc&order_by=created_at&per_page=${PER_PAGE}&page=${page}`;
    const found = await ask('GET', `${notes}?${query}`, isList);
    const note = found.flatMap(readNote).find((it) => it.author === own && it.body.startsWith(marker));
    if (note !== undefined) {
      if (normal(note.body) === normal(body)) return {url: null, outcome: 'unchanged'};
      await ask('PUT', `${notes}/${note.id}`, isObject, {body});
      return {url: null, outcome: 'updated'};
    }
    if (found.length < PER_PAGE) break;
  }
  await ask('POST', notes, isObject, {body});
  return {url: null, outcome: 'created'};
}

/** Finds the newest open merge request of a branch of this project: a fork's branch may have the same name. */
async function findMergeRequest(access: GitlabAccess, branch: string): Promise<{number: number} | undefined> {
  const signal = AbortSignal.timeout(access.limitMs ?? LIMIT_MS);
  const ask = createAsk(access, signal, `look for the merge request of ${branch}`);
  const query = `state=opened&per_page=${PER_PAGE}&source_branch=${encodeURIComponent(branch)}`;
  const found = await ask('GET', `/projects/${encodeURIComponent(access.project)}/merge_requests?${query}`, isList);
  const own = found.filter(isObject).find((it) => it.source_project_id === it.target_project_id);
  return typeof own?.iid === 'number' && Number.isSafeInteger(own.iid) ? {number: own.iid} : undefined;
}

function isList(answer: unknown): answer is readonly unknown[] {
  return Array.isArray(answer);
}

function createAsk({apiUrl, token, timeoutMs = TIMEOUT_MS}: GitlabAccess, signal: AbortSignal, doing: string) {
  const base = checkApiUrl(apiUrl);
  const send = async (method: Method, path: string, body?: object): Promise<{status: number; text: string}> => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {'private-token': token, 'content-type': 'application/json', 'user-agent': 'laforge'},
      ...(body === undefined ? {} : {body: JSON.stringify(body)}),
      // Never send the token to where a redirect points.
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    const text = await response.text();
    return {status: response.status, text: text.slice(0, MOST_ANSWER_CHARS)};
  };
  return async <Answer>(
    method: Method,
    path: string,
    isRight: (answer: unknown) => answer is Answer,
    body?: object,
  ): Promise<Answer> => {
    const answer = await send(method, path, body)
      .then((it) => (it.status >= 500 && method === 'GET' ? send(method, path, body) : it))
      .catch((error: unknown) => {
        throw new StoreError('unavailable', `GitLab did not answer when asked to ${doing}: ${reasonOf(error)}.`);
      });
    const {status, text} = answer;
    if (status >= 500) throw new StoreError('unavailable', `GitLab answered ${status} when asked to ${doing}.`);
    if (status >= 400) throw new RefusedError('no-permission', refusal(status, doing));
    const json = parseJson(text);
    if (isRight(json)) return json;
    throw new StoreError('unavailable', `GitLab answered with something other than JSON when asked to ${doing}.`);
  };
}

function refusal(status: number, doing: string): string {
  const advice =
    status === 404
      ? 'The project or the merge request is not there, or the token may not see it'
      : "It takes a project access token with the scope api and the role Reporter or higher; the job's own token can't write notes";
  return `GitLab answered ${status} when asked to ${doing}. ${advice}.`;
}

/** Throws InputError for an address where the token would travel unencrypted. */
function checkApiUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLoopback = url !== null && /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback)) return text.replace(/\/+$/, '');
  throw new InputError(
    'bad-environment',
    `CI_API_V4_URL is ${JSON.stringify(text)}. It must be an https address of GitLab's API.`,
  );
}

function readNote(value: unknown): readonly Note[] {
  if (!isObject(value) || !isObject(value.author)) return [];
  const {id, body, author} = value;
  const {username} = author;
  const isRight = typeof id === 'number' && typeof body === 'string' && typeof username === 'string';
  return isRight ? [{id, body, author: username}] : [];
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return describeError(cause).replace(/\.$/, '');
}

/** Normalises a note's text: GitLab trims its end, and may store other line ends. */
function normal(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd();
}
