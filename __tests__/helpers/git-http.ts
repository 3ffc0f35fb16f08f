import {execFileSync} from 'node:child_process';
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {join} from 'node:path';
import {afterEach} from '@jest/globals';
import {type Spoilt, serveGit} from './git-backend.ts';

export interface RecordedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** All Authorization headers of the request: git can send several. */
  readonly authorization: readonly string[];
}

/** What the server does with a request: hand it to git, spoil what git answers, send a status, redirect, or hang. */
export type Answer = 'serve' | 'hang' | Spoilt | number | {readonly location: string};

export interface GitHttpOptions {
  /** The folder of the bare repositories: `<root>/owner/name.git` is at `<url>/owner/name.git`. */
  readonly root: string;
  /** Required of every request, as the password of basic authentication; 401 without, 400 with two headers, as GitHub. */
  readonly token?: string;
  /** A free one by default. */
  readonly port?: number;
  /** Decides about each request that has shown its token. */
  readonly answer?: (request: RecordedRequest) => Answer;
}

export interface GitHttpServer {
  /** `http://127.0.0.1:<port>`, the origin that tokens are for. */
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  /** Replaces what the server answers from now on. */
  answer(how: (request: RecordedRequest) => Answer): void;
}

export interface HostRules {
  /** Prefixes nobody can push to, such as `refs/pull`. */
  readonly hideRefs?: readonly string[];
  /** False for a host without atomic pushes. */
  readonly atomic?: boolean;
  /** False for a host that gives no commit by its SHA (together with protocol.version 0 at the client). */
  readonly shaWants?: boolean;
  /** A shell script; what it prints the client sees after `remote: `. */
  readonly preReceive?: string;
}

/** Configures a bare repository as a host would. `preReceive: 'echo "…" >&2; exit 1'` refuses every push. */
export function applyHostRules(repository: string, rules: HostRules): void {
  const set = (key: string, value: string) =>
    execFileSync('git', ['-C', repository, 'config', '--add', key, value], {stdio: 'ignore'});
  for (const prefix of rules.hideRefs ?? []) set('receive.hideRefs', prefix);
  if (rules.atomic === false) set('receive.advertiseAtomic', 'false');
  if (rules.shaWants === false) set('uploadpack.allowAnySHA1InWant', 'false');
  if (rules.preReceive === undefined) return;
  mkdirSync(join(repository, 'hooks'), {recursive: true});
  writeFileSync(join(repository, 'hooks', 'pre-receive'), `#!/bin/sh\n${rules.preReceive}\n`);
  chmodSync(join(repository, 'hooks', 'pre-receive'), 0o755);
}

/**
 * Servers of real git on loopback, by smart HTTP. Call it once at the top of a test file; every server ends with its test.
 *
 * ```ts
 * const serve = gitHttp();
 * const server = await serve({root: sandbox.folder(), token: 'secret'});
 * ```
 */
export function gitHttp(): (options: GitHttpOptions) => Promise<GitHttpServer> {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(closers.splice(0).map((close) => close()));
  });
  return async (options) => {
    const requests: RecordedRequest[] = [];
    let answer = options.answer ?? (() => 'serve' as const);
    const server = createServer((request, response) => {
      const recorded = record(request);
      requests.push(recorded);
      const denied = checkToken(recorded, options.token);
      handle(options.root, denied ?? answer(recorded), request, response);
    });
    await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
    closers.push(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    return {
      url: `http://127.0.0.1:${address.port}`,
      requests,
      answer: (how) => {
        answer = how;
      },
    };
  };
}

function record(request: IncomingMessage): RecordedRequest {
  const authorization: string[] = [];
  // `headers` would keep the first alone.
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    if (request.rawHeaders[at]?.toLowerCase() === 'authorization') authorization.push(request.rawHeaders[at + 1] ?? '');
  }
  return {method: request.method ?? '', url: request.url ?? '', authorization};
}

function checkToken(request: RecordedRequest, token: string | undefined): number | undefined {
  if (request.authorization.length > 1) return 400;
  if (token === undefined) return undefined;
  const password = Buffer.from(request.authorization[0]?.replace(/^basic /i, '') ?? '', 'base64').toString();
  return password.endsWith(`:${token}`) ? undefined : 401;
}

function handle(root: string, answer: Answer, request: IncomingMessage, response: ServerResponse): void {
  if (answer === 'hang') return;
  if (typeof answer === 'string') {
    serveGit(root, request, response, answer === 'serve' ? undefined : answer);
    return;
  }
  request.resume();
  if (typeof answer === 'object') response.writeHead(301, {Location: answer.location});
  else response.writeHead(answer, answer === 401 ? {'WWW-Authenticate': 'Basic realm="GitHub"'} : {});
  response.end();
}
