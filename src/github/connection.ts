import type {Octokit} from '@octokit/core';
import type {Api} from '@octokit/plugin-rest-endpoint-methods';
import {describeError, InputError, RefusedError, StoreError} from '../domain/errors.ts';
import type {ForgeName} from '../domain/forges.ts';
import {dig} from '../domain/json.ts';

/** Access to GitHub, or to a forge with its REST API. The token is sent only to `apiUrl`. */
export interface GithubAccess {
  /** Default: `GitHub`. */
  readonly forge?: ForgeName;
  /** GITHUB_API_URL. */
  readonly apiUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly token: string;
  /** The time limit of one request. Default: ten seconds. */
  readonly timeoutMs?: number;
}

type Client = Octokit & Api;

export interface Connection {
  readonly octokit: Client;
  readonly owner: string;
  readonly repo: string;
  readonly forge: ForgeName;
}

const TIMEOUT_MS = 10_000;

/**
 * Connects on the first call and keeps the connection, so that a run without requests does not load the client. Requests have
 * a time limit. A GET that fails with a server error is retried once within it.
 */
export function createConnection(access: GithubAccess): () => Promise<Connection> {
  let connection: Promise<Connection> | undefined;
  return () => {
    connection ??= connect(access);
    return connection;
  };
}

async function connect({
  apiUrl,
  repository,
  token,
  forge = 'GitHub',
  timeoutMs = TIMEOUT_MS,
}: GithubAccess): Promise<Connection> {
  const [owner, repo, ...rest] = repository.split('/');
  if (!owner || !repo || rest.length > 0) {
    throw new InputError('bad-environment', `GITHUB_REPOSITORY is ${JSON.stringify(repository)}, not owner/name.`);
  }
  // Silence the client's own logging: we report errors ourselves.
  const quiet = () => {};
  const log = {debug: quiet, info: quiet, warn: quiet, error: quiet};
  const octokit = await createClient(token, {baseUrl: apiUrl, log});
  octokit.hook.wrap('request', async (request, options) => {
    // One limit for both tries. Change the object in place: inner hooks already hold it and would not see a copy.
    // The caller may have a limit of its own for several requests together.
    const {signal: own} = {...options.request};
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(own instanceof AbortSignal ? [own] : [])]);
    options.request = {...options.request, signal};
    try {
      return await request(options);
    } catch (error) {
      if (options.method !== 'GET' || statusOf(error) < 500 || signal.aborted) throw error;
      return await request(options);
    }
  });
  return {octokit, owner, repo, forge};
}

const PROXIES = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY'];

/** Creates a client of GitHub's API. Uses @actions/github only behind a proxy, since its HTTP library takes long to load. */
async function createClient(token: string, options: ConstructorParameters<typeof Octokit>[0]): Promise<Client> {
  if (PROXIES.some((name) => process.env[name])) return (await import('@actions/github')).getOctokit(token, options);
  const [core, {restEndpointMethods}, {fetchOverHttp}] = await Promise.all([
    import('@octokit/core'),
    import('@octokit/plugin-rest-endpoint-methods'),
    import('./http-fetch.ts'),
  ]);
  return new (core.Octokit.plugin(restEndpointMethods))({...options, auth: token, request: {fetch: fetchOverHttp}});
}

/** Returns false if a request failed without an answer, which the client also reports as 500. */
export function wasAnswered(error: unknown): boolean {
  return error instanceof Error && 'response' in error && error.response !== undefined;
}

/** The HTTP status of an error of the client, which is 500 also when no answer came; 0 for any other error. */
export function statusOf(error: unknown): number {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 0;
}

export const PER_PAGE = 100;

/** The parameters for the largest page, under each forge's own name. */
export function pageSize(forge: ForgeName = 'GitHub'): {readonly per_page: number} {
  return {per_page: PER_PAGE, ...(forge === 'GitHub' ? {} : {limit: PER_PAGE})};
}

/**
 * Reads the items of a listing until a page has none that is new. Do not rely on the requested size: Gitea's parameter has
 * another name, and it lists all comments on every page.
 */
export async function* readPages<Item extends {readonly id: number}>(
  read: (
    page: number,
  ) => Promise<{readonly data: readonly Item[]; readonly headers: {readonly link?: string | undefined}}>,
): AsyncGenerator<Item> {
  const seen = new Set<number>();
  for (let page = 1; ; page++) {
    const {data, headers} = await read(page);
    const fresh = data.filter(({id}) => !seen.has(id));
    for (const {id} of fresh) seen.add(id);
    yield* fresh;
    if (fresh.length === 0 || !mayHaveNext(data.length, headers.link)) return;
  }
}

/** Reads from the Link header whether there is a next page. Links are not followed, since they could name any host. */
function mayHaveNext(count: number, link: string | undefined): boolean {
  return link === undefined ? count >= PER_PAGE : /\brel="?next"?/.test(link);
}

/** Makes requests for one purpose. Throws an Error that says what a person can do about a failure. */
type Ask = <Answer>(
  attempt: Omit<Attempt, 'forge'>,
  work: (connection: Connection) => Promise<Answer>,
) => Promise<Answer>;

export function createAsk(access: GithubAccess): Ask {
  const connection = createConnection(access);
  return async (attempt, work) => {
    try {
      return await work(await connection());
    } catch (error) {
      throw explainFailure(error, {...attempt, forge: access.forge});
    }
  };
}

/** A request in words, and the `permissions:` line that a job needs for it, such as `pull-requests: write`. */
interface Attempt {
  /** Completes the sentence "Cannot …": `read pull request #5`. */
  readonly doing: string;
  readonly permission: string;
  /** The service that was asked. Default: GitHub. */
  readonly forge?: ForgeName | undefined;
}

/**
 * Translates a failed request for people: a missing permission is explained with the line that grants it, an outage or rate
 * limit by its name. The client's error is kept as the cause.
 */
export function explainFailure(error: unknown, {doing, permission, forge = 'GitHub'}: Attempt): Error {
  if (error instanceof InputError || error instanceof RefusedError) return error;
  const status = statusOf(error);
  const said = describeError(error)
    .replace(/ - https:\/\/docs\.github\.com\S*$/, '')
    .trim();
  const grant = `Give the job "permissions: ${permission}", or github-token a token that may do this.`;
  const because = (sentence: string) => `Cannot ${doing}: ${sentence}`;
  if (isRateLimit(error, status)) {
    return new StoreError(
      'unavailable',
      because(`${forge} takes no more requests for now (${said}). Try again later.`),
      {
        cause: error,
      },
    );
  }
  switch (status) {
    case 401:
      return refused(because(`${forge} does not accept the token (${said}). Check the input "github-token".`), error);
    case 403:
      return /\blocked\b/i.test(said)
        ? refused(because(`the conversation is locked (${said}). Unlock it, or write "comment: none".`), error)
        : refused(because(`the token may not do it (${said}). ${grant}`), error);
    case 404:
      return refused(because(`it is not there, or the token may not see it (${said}). ${grant}`), error);
    default:
      return new StoreError(
        'unavailable',
        because(wasAnswered(error) ? `${forge} answered ${status}: ${said}.` : `no answer came (${said}).`),
        {cause: error},
      );
  }
}

function refused(message: string, cause: unknown): RefusedError {
  return new RefusedError('no-permission', message, {cause});
}

/** Recognises a rate limit: 429, or a 403 whose headers or message say so (else a 403 is a missing permission). */
function isRateLimit(error: unknown, status: number): boolean {
  if (status === 429) return true;
  if (status !== 403 || !(error instanceof Error)) return false;
  const header = (name: string) => dig(error, 'response', 'headers', name);
  return (
    header('x-ratelimit-remaining') === '0' || header('retry-after') !== undefined || /rate limit/i.test(error.message)
  );
}
