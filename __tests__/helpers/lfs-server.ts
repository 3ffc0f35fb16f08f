import {createHash} from 'node:crypto';
import {createServer, type IncomingMessage, request as openRequest, type ServerResponse} from 'node:http';
import {afterEach} from '@jest/globals';

export interface LfsRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** All Authorization headers of the request. */
  readonly authorization: readonly string[];
}

export interface LfsServerOptions {
  /** Everything but LFS is handed on to this server, so that both have one origin as at a host. */
  readonly gitUrl?: string;
  /** Required of every LFS request but uploads, as the password of basic authentication; 401 without. */
  readonly token?: string;
  /** The server whose `/storage` objects are to be put to: this one by default. */
  readonly storage?: LfsServer;
  /** The Authorization header that the answer to a batch request hands out for each upload. */
  readonly uploadAuthorization?: string;
  /** A status to answer with in place of the real answer, or `hang`; undefined for the real one. */
  readonly answer?: (request: LfsRequest) => number | 'hang' | undefined;
}

export interface LfsServer {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** Every request in its order, those to git too. */
  readonly requests: readonly LfsRequest[];
  /** Content by object id. */
  readonly objects: ReadonlyMap<string, Buffer>;
}

/**
 * Git LFS servers on loopback: batch API, upload and verification as in the Git LFS specification. Two Authorization
 * headers are a bad request, as at GitHub. Call it once at the top of a test file; each server ends with its test.
 */
export function lfsServer(): (options?: LfsServerOptions) => Promise<LfsServer> {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(closers.splice(0).map((close) => close()));
  });
  return async (options = {}) => {
    const requests: LfsRequest[] = [];
    const objects = new Map<string, Buffer>();
    const server = createServer((request, response) => {
      const recorded = record(request);
      requests.push(recorded);
      const status = recorded.authorization.length > 1 ? 400 : options.answer?.(recorded);
      if (status === 'hang') return;
      if (status !== undefined) refuse(request, response, status);
      else if (recorded.url.startsWith('/storage/')) void store(objects, recorded, request, response);
      else if (!/\/(objects|locks)\//.test(recorded.url) && options.gitUrl) handOn(options.gitUrl, request, response);
      else if (!showsToken(recorded, options.token)) refuse(request, response, 401);
      else void answerApi(options.storage ?? {url, objects}, options, request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    const url = `http://127.0.0.1:${address.port}`;
    return {url, requests, objects};
  };
}

function record(request: IncomingMessage): LfsRequest {
  const authorization = request.rawHeaders.filter(
    (_, at, all) => at % 2 === 1 && all[at - 1]?.toLowerCase() === 'authorization',
  );
  return {method: request.method ?? '', url: request.url ?? '', authorization};
}

function showsToken({authorization}: LfsRequest, token: string | undefined): boolean {
  const shown = Buffer.from(authorization[0]?.replace(/^basic /i, '') ?? '', 'base64').toString();
  return token === undefined || shown.endsWith(`:${token}`);
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  request.resume();
  response.writeHead(status, {
    'Content-Type': 'application/vnd.git-lfs+json',
    ...(status === 401 && {'LFS-Authenticate': 'Basic realm="LFS"', 'WWW-Authenticate': 'Basic realm="LFS"'}),
  });
  response.end(JSON.stringify({message: `refused with ${status}`}));
}

function handOn(gitUrl: string, request: IncomingMessage, response: ServerResponse): void {
  const onward = openRequest(
    `${gitUrl}${request.url}`,
    {method: request.method, headers: request.headers},
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}

async function store(
  objects: Map<string, Buffer>,
  {method, url}: LfsRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const content = await readBody(request);
  const id = /^\/storage\/([0-9a-f]{64})/.exec(url)?.[1];
  const isRight = method === 'PUT' && createHash('sha256').update(content).digest('hex') === id;
  if (isRight && id !== undefined) objects.set(id, content);
  response.writeHead(isRight ? 200 : 422);
  response.end();
}

interface ApiBody {
  readonly operation?: string;
  readonly objects?: readonly {readonly oid: string; readonly size: number}[];
  readonly oid?: string;
}

async function answerApi(
  {url, objects}: Pick<LfsServer, 'url' | 'objects'>,
  options: LfsServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body: ApiBody = JSON.parse((await readBody(request)).toString());
  const header = options.uploadAuthorization && {header: {Authorization: options.uploadAuthorization}};
  const answer = (status: number, value: unknown) => {
    response.writeHead(status, {'Content-Type': 'application/vnd.git-lfs+json'});
    response.end(JSON.stringify(value));
  };
  const base = `http://${request.headers.host}`;
  if (request.url?.endsWith('/objects/batch') && body.operation === 'upload') {
    const wanted = (body.objects ?? []).map(({oid, size}) => {
      if (objects.has(oid)) return {oid, size};
      const upload = {href: `${url}/storage/${oid}?signature=s3cret`, ...header};
      return {oid, size, actions: {upload, verify: {href: `${base}/objects/verify`, ...header}}};
    });
    answer(200, {transfer: 'basic', objects: wanted});
  } else if (request.url === '/objects/verify') {
    answer(objects.has(body.oid ?? '') ? 200 : 404, {});
  } else {
    answer(404, {message: 'not found'});
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
