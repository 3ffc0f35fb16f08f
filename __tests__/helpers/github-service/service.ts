import {randomUUID} from 'node:crypto';
import {createServer, type IncomingMessage, type RequestListener, type Server} from 'node:http';
import {answerBlobRequest, type BlobRequest as Received} from './blob-store.ts';
import {answerFault, type Fault, sendFaulty} from './faults.ts';
import {findViolations} from './openapi-check.ts';
import type {LoggedRequest} from './request-log.ts';
import {type Reply, type RestRoute, refuse, refuseTwirp, type TwirpRoute} from './routes.ts';
import {artifactRoutes} from './routes-artifacts.ts';
import {restAttestationRoutes} from './routes-attestations.ts';
import {cacheRoutes} from './routes-cache.ts';
import {restCheckRoutes} from './routes-checks.ts';
import {answerGraphql, restPullRoutes} from './routes-pulls.ts';
import {restArtifactRoutes} from './routes-rest-artifacts.ts';
import {restCacheRoutes} from './routes-rest-caches.ts';
import {restRunRoutes} from './routes-rest-runs.ts';
import {addRun, type CacheScopes, createWorld, type Forge, type RunState, type World} from './world.ts';

/** Add the routes of another part of the REST interface here. */
const REST_ROUTES: readonly RestRoute[] = [
  ...restArtifactRoutes,
  ...restAttestationRoutes,
  ...restCheckRoutes,
  ...restCacheRoutes,
  ...restPullRoutes,
  ...restRunRoutes,
];
const TWIRP_ROUTES: readonly TwirpRoute[] = [...artifactRoutes, ...cacheRoutes];

export interface GithubServiceOptions {
  /** `owner/name`. */
  readonly repository?: string;
  readonly defaultBranch?: string;
  /** Default: `github`. Only GitHub's exchanges are checked against its description. */
  readonly forge?: Forge;
  /** Asked before every request: an answer here is sent in place of the service's own, to play a fault or a delay. */
  readonly intercept?: (request: {
    readonly method: string;
    readonly path: string;
  }) => Reply | undefined | Promise<undefined>;
  /** Asked before every request: what goes wrong with it. */
  readonly fault?: (request: LoggedRequest) => Fault | undefined;
}

/** Whom the token of a job stands for. */
export const JOB_LOGINS: Readonly<Record<Forge, string>> = {github: 'github-actions[bot]', gitea: 'gitea-actions'};

/** A workflow job as GitHub would start it. */
export interface JobOptions {
  /** Default: a new run of the default branch, in progress. */
  readonly run?: RunState;
  /** Default: reads and writes the run's branch and reads the default branch. */
  readonly cacheScopes?: CacheScopes;
  /** What `permissions:` grant its token. Default: `{actions: 'read'}`. */
  readonly permissions?: Readonly<Record<string, 'read' | 'write'>>;
}

export interface GithubService {
  /** GITHUB_API_URL and ACTIONS_RESULTS_URL. */
  readonly url: string;
  readonly world: World;
  readonly requests: LoggedRequest[];
  /** As in the options. A test may set them at any time. */
  intercept: GithubServiceOptions['intercept'];
  fault: GithubServiceOptions['fault'];
  /** Starts a job and tells the variables the runner would set for it, `GITHUB_TOKEN` among them. */
  startJob(options?: JobOptions): Readonly<Record<string, string>>;
  /** Ends a run's attempt and, with it, what its jobs may do. */
  endRun(runId: number): void;
  /** Stops the service. Rejects when an exchange was not as GitHub describes it, or a token reached the blob store. */
  close(): Promise<void>;
}

/** Starts a service on loopback that behaves as GitHub's artifacts, caches and REST interface do. */
export async function startGithubService(options: GithubServiceOptions = {}): Promise<GithubService> {
  const [owner = 'octo', name = 'demo'] = (options.repository ?? 'octo/demo').split('/');
  const {forge = 'github'} = options;
  const world = createWorld({id: 42, owner, name, defaultBranch: options.defaultBranch ?? 'main'}, forge);
  const requests: LoggedRequest[] = [];
  const violations: string[] = [];
  const attempts = new Map<string, string>();
  let tick = 0;

  const listener =
    (
      kind: (path: string) => LoggedRequest['kind'],
      answer: (request: Received) => Reply | Promise<Reply>,
    ): RequestListener =>
    async (request, response) => {
      const path = (request.url ?? '/').replace(/([?&]sig=)[^&]*/, '$1…');
      const method = request.method ?? 'GET';
      const entry: LoggedRequest = {kind: kind(path), method, path, status: 0, began: ++tick, ended: Infinity};
      requests.push(entry);
      response.on('close', () => {
        entry.status = response.statusCode;
        entry.ended = ++tick;
      });
      const content = await readBody(request);
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const fault = service.fault?.(entry);
      const reply =
        (await service.intercept?.({method, path})) ??
        (await (fault && answerFault(fault, entry.kind))) ??
        (await answer({method, url, headers: request.headers, content}));
      const {'content-length': _, ...headers} = reply.headers ?? {};
      response.setHeaders(new Headers({'content-type': 'application/json', ...headers}));
      const body = reply.content ?? Buffer.from(reply.body === undefined ? '' : JSON.stringify(reply.body));
      if (fault === undefined && reply.headers?.['content-length'] !== undefined) {
        response.setHeader('content-length', reply.headers['content-length']);
      }
      sendFaulty(fault, response, reply.status, body);
    };

  const blobServer = await listen(
    listener(
      () => 'blob',
      (received) => {
        if (received.headers.authorization !== undefined) {
          violations.push(`${received.method} blob: an Authorization header reached the blob store`);
        }
        return answerBlobRequest(world, received);
      },
    ),
  );
  const apiServer = await listen(
    listener(
      (path) => (path.startsWith('/twirp/') ? 'twirp' : 'rest'),
      (received) => (received.url.pathname.startsWith('/twirp/') ? answerTwirp(received) : answerRest(received)),
    ),
  );
  const urls = {api: urlOf(apiServer), blobs: urlOf(blobServer)};

  function answerTwirp({url, headers, content}: Received): Reply {
    const route = TWIRP_ROUTES.find((it) => url.pathname === `/twirp/${it.service}/${it.method}`);
    if (route === undefined) return refuseTwirp(404, 'bad_route', `no handler for path ${url.pathname}`);
    return route.answer({
      world,
      urls,
      body: JSON.parse(content.toString('utf8')),
      runtimeToken: (headers.authorization ?? '').replace(/^Bearer /, ''),
    });
  }

  async function answerRest({method: verb, url, headers, content}: Received): Promise<Reply> {
    const method = verb.toLowerCase();
    const token = world.tokens.get((headers.authorization ?? '').replace(/^(token|bearer) /i, ''));
    const body: unknown = content.length === 0 ? undefined : JSON.parse(content.toString('utf8'));
    if (url.pathname === '/graphql' && forge === 'gitea') return refuse(405, 'Method Not Allowed');
    if (url.pathname === '/graphql' && token !== undefined) return answerGraphql(world, token, body);
    const matched = REST_ROUTES.flatMap((route) => {
      if (route.forge !== undefined && route.forge !== forge) return [];
      const parameters = route.method === method ? matchPath(route.path, url.pathname) : undefined;
      return parameters === undefined ? [] : [{route, parameters}];
    })[0];
    if (matched === undefined) {
      if (forge === 'github') violations.push(`${verb} ${url.pathname}: this service has no such route`);
      return refuse(404, 'Not Found');
    }
    const {route, parameters} = matched;
    const allowed =
      route.permissions.length === 0 || route.permissions.some((it) => grants(token?.permissions ?? {}, it));
    const reply =
      token === undefined
        ? refuse(401, 'Bad credentials')
        : !allowed
          ? refuse(403, 'Resource not accessible by integration')
          : 'owner' in parameters &&
              (parameters.owner?.toLowerCase() !== owner || parameters.repo?.toLowerCase() !== name)
            ? refuse(404, 'Not Found')
            : await route.answer({
                parameters,
                query: url.searchParams,
                body,
                headers: Object.fromEntries(Object.entries(headers).map(([key, it]) => [key, String(it)])),
                world,
                urls,
                login: token.login,
                permissions: token.permissions,
              });
    if (forge !== 'github') return reply;
    violations.push(
      ...findViolations({
        method,
        path: route.path,
        pathParameters: parameters,
        query: url.searchParams,
        body,
        status: reply.status,
        answer: reply.body,
      }),
    );
    return reply;
  }

  const service: GithubService = {
    url: urls.api,
    world,
    requests,
    intercept: options.intercept,
    fault: options.fault,
    startJob(job = {}) {
      const run = job.run ?? addRun(world, {status: 'in_progress'});
      const attempt = `${run.id}/${run.attempt}`;
      const runBackendId = attempts.get(attempt) ?? randomUUID();
      attempts.set(attempt, runBackendId);
      const jobBackendId = randomUUID();
      const token = `ghs_${randomUUID().replaceAll('-', '')}`;
      const runtimeToken = createJwt(`Actions.Results:${runBackendId}:${jobBackendId}`);
      const ref = `refs/heads/${run.headBranch}`;
      const defaultRef = `refs/heads/${world.repository.defaultBranch}`;
      const cacheScopes = job.cacheScopes ?? {read: [...new Set([ref, defaultRef])], write: ref};
      world.tokens.set(token, {login: JOB_LOGINS[forge], permissions: job.permissions ?? {actions: 'read'}});
      world.jobs.set(runtimeToken, {runId: run.id, runBackendId, jobBackendId, cacheScopes});
      return {
        ACTIONS_RUNTIME_TOKEN: runtimeToken,
        ACTIONS_RESULTS_URL: `${urls.api}/`,
        ACTIONS_CACHE_SERVICE_V2: 'true',
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_API_URL: urls.api,
        GITHUB_REPOSITORY: `${owner}/${name}`,
        GITHUB_RUN_ID: String(run.id),
        GITHUB_RUN_ATTEMPT: String(run.attempt),
        GITHUB_REF: ref,
        GITHUB_TOKEN: token,
      };
    },
    endRun(runId) {
      const run = world.runs.get(runId);
      if (run !== undefined) run.status = 'completed';
      for (const [token, job] of world.jobs) if (job.runId === runId) world.jobs.delete(token);
    },
    async close() {
      await Promise.all([stop(apiServer), stop(blobServer)]);
      if (violations.length > 0) throw new Error(`Not as GitHub describes it:\n${violations.join('\n')}`);
    },
  };
  return service;
}

/** Whether permissions such as `{actions: 'write'}` grant one such as `actions: read`. */
function grants(permissions: Readonly<Record<string, 'read' | 'write'>>, needed: string): boolean {
  const [scope = '', level] = needed.split(': ');
  return permissions[scope] === 'write' || permissions[scope] === level;
}

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map((it) => it[1] ?? '');
  const found = new RegExp(`^${template.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(path);
  return found === null
    ? undefined
    : Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')]));
}

/** A token of the form a job has; clients read its claims and check no signature. */
function createJwt(scope: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({alg: 'none'})}.${part({scp: scope})}.${randomUUID()}`;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function listen(listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  // A test that failed before it closed the service must still come to its end.
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function urlOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`;
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
