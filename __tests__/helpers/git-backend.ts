import {spawn} from 'node:child_process';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {join} from 'node:path';
import {createGunzip} from 'node:zlib';

/** What happens to an answer after git has done what was asked: it breaks off in the middle, or is cut short. */
export type Spoilt = 'reset' | 'truncate';

/** Answers a request by `git http-backend`, for the bare repositories below a folder. */
export function serveGit(root: string, request: IncomingMessage, response: ServerResponse, spoilt?: Spoilt): void {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH ?? '',
      // Nothing is there; `git config --global` of a root would replace /dev/null.
      GIT_CONFIG_GLOBAL: join(root, 'no-settings'),
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      PATH_INFO: decodeURIComponent(path),
      QUERY_STRING: query,
      REQUEST_METHOD: request.method ?? '',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      REMOTE_USER: 'git',
      REMOTE_ADDR: '127.0.0.1',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  // A git that has seen enough closes its input while the client still sends.
  child.stdin.on('error', () => {});
  const body = request.headers['content-encoding'] === 'gzip' ? request.pipe(createGunzip()) : request;
  body.pipe(child.stdin);
  let head: Buffer | null = Buffer.alloc(0);
  const kept: Buffer[] = [];
  const send = (chunk: Buffer) => (spoilt === undefined ? response.write(chunk) : kept.push(chunk));
  child.stdout.on('data', (chunk: Buffer) => {
    if (head === null) {
      send(chunk);
      return;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    writeHead(response, head.subarray(0, end).toString());
    send(head.subarray(end + 4));
    head = null;
  });
  child.stdout.on('end', () => {
    const body = Buffer.concat(kept);
    const half = body.subarray(0, body.length >> 1);
    if (spoilt === 'reset') response.write(half, () => response.socket?.destroy());
    else response.end(half);
  });
}

function writeHead(response: ServerResponse, cgi: string): void {
  let status = 200;
  for (const line of cgi.split('\r\n')) {
    const [name = '', value = ''] = line.split(': ');
    if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
  response.writeHead(status);
}
