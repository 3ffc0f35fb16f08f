import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {join} from 'node:path';
import {createGunzip} from 'node:zlib';

/** What happens to an answer after git has done what was asked: it breaks off in the middle, or is cut short. */
export type Spoilt = 'reset' | 'truncate';

/** Answers a request by git's own upload-pack or receive-pack, as `git http-backend` does, for the bare repositories below a folder. */
export function serveGit(root: string, request: IncomingMessage, response: ServerResponse, spoilt?: Spoilt): void {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const [, place = '', what = ''] = /^(.*)\/(info\/refs|git-[a-z]+-pack)$/.exec(decodeURIComponent(path)) ?? [];
  const isAdvertisement = what === 'info/refs';
  const service = isAdvertisement ? new URLSearchParams(query).get('service') : what;
  const repository = [place, `${place}.git`].map((name) => join(root, name)).find((folder) => existsSync(folder));
  if (repository === undefined || (service !== 'git-upload-pack' && service !== 'git-receive-pack')) {
    request.resume();
    response.writeHead(404).end();
    return;
  }
  const protocol = String(request.headers['git-protocol'] ?? '');
  // Started without `git http-backend`, which would be two more processes for each request.
  const mode = isAdvertisement ? ['--stateless-rpc', '--advertise-refs'] : ['--stateless-rpc'];
  const child = spawn('git', ['-c', 'receive.autogc=false', service.slice('git-'.length), ...mode, repository], {
    env: {
      PATH: process.env.PATH ?? '',
      // Nothing is there; `git config --global` of a root would replace /dev/null.
      GIT_CONFIG_GLOBAL: join(root, 'no-settings'),
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_PROTOCOL: protocol,
      GIT_COMMITTER_NAME: 'git',
      GIT_COMMITTER_EMAIL: 'git@http.127.0.0.1',
      REMOTE_USER: 'git',
      REMOTE_ADDR: '127.0.0.1',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  // A git that has seen enough closes its input while the client still sends.
  child.stdin.on('error', () => {});
  const body = request.headers['content-encoding'] === 'gzip' ? request.pipe(createGunzip()) : request;
  body.pipe(child.stdin);
  response.writeHead(200, {
    'Content-Type': `application/x-${service}-${isAdvertisement ? 'advertisement' : 'result'}`,
    'Cache-Control': 'no-cache, max-age=0, must-revalidate',
  });
  const kept: Buffer[] = [];
  const send = (chunk: Buffer) => (spoilt === undefined ? response.write(chunk) : kept.push(chunk));
  if (isAdvertisement && !/(^|:)version=2(:|$)/.test(protocol)) {
    const line = `# service=${service}\n`;
    send(Buffer.from(`${(line.length + 4).toString(16).padStart(4, '0')}${line}0000`));
  }
  child.stdout.on('data', send);
  child.stdout.on('end', () => {
    const body = Buffer.concat(kept);
    const half = body.subarray(0, body.length >> 1);
    if (spoilt === 'reset') response.write(half, () => response.socket?.destroy());
    else response.end(half);
  });
}
