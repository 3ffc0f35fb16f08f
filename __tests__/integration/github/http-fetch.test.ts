import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import {connect} from 'node:net';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import {createCodeHost} from '../../../src/github/code-host.ts';
import {fetchOverHttp} from '../../../src/github/http-fetch.ts';

let server: Server;
let url: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked: string[];

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'no token'}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const headers = {authorization: 'token t'};
const get = (path: string, signal?: AbortSignal) =>
  fetchOverHttp(`${url}${path}`, {method: 'GET', headers, ...(signal !== undefined && {signal})});

describe('a request', () => {
  test('sends its body, and has status, headers and text of the answer', async () => {
    answer = (request, response) => request.pipe(response.writeHead(201, {'x-a': ['1', '2']}));
    const sent = await fetchOverHttp(`${url}/a`, {method: 'POST', headers, body: 'für'});
    expect([sent.status, sent.headers.get('x-a'), await sent.text()]).toEqual([201, '1, 2', 'für']);
  });

  test('follows a redirect of the same host with its token', async () => {
    answer = ({url: path}, response) =>
      path === '/old' ? response.writeHead(301, {location: '/new'}).end() : response.end('there');
    const {url: last, text} = await get('/old');
    expect([last, await text()]).toEqual([`${url}/new`, 'there']);
    expect(asked).toEqual(['GET /old token t', 'GET /new token t']);
  });

  test('that changes something is sent again only where the answer says so', async () => {
    answer = ({url: path}, response) => {
      if (path === '/new') response.end('there');
      else response.writeHead(path === '/moved' ? 301 : 308, {location: '/new'}).end();
    };
    const patch = (path: string) => fetchOverHttp(`${url}${path}`, {method: 'PATCH', headers, body: 'x'});
    await expect(patch('/moved')).rejects.toThrow(`${url} sent PATCH on to ${url}`);
    expect((await patch('/kept')).status).toBe(200);
    expect(asked).toEqual(['PATCH /moved token t', 'PATCH /kept token t', 'PATCH /new token t']);
  });

  test('has a redirect as its answer where the asker wants to see it', async () => {
    answer = (_, response) => response.writeHead(302, {location: 'http://elsewhere.test/content'}).end();
    const {status, headers: told} = await fetchOverHttp(`${url}/a`, {method: 'GET', headers, redirect: 'manual'});
    expect([status, told.get('location'), asked.length]).toEqual([302, 'http://elsewhere.test/content', 1]);
  });

  test('does not follow redirects for ever', async () => {
    answer = (_, response) => response.writeHead(302, {location: '/again'}).end();
    await expect(get('/')).rejects.toThrow('it was redirected more than 5 times');
    expect(asked).toHaveLength(6);
  });

  test('ends for the reason that it is given, before and after the answer has begun', async () => {
    answer = ({url: path}, response) => {
      if (path === '/begun') response.writeHead(200, {'content-length': '9'}).write('begun');
    };
    for (const path of ['/silent', '/begun']) {
      await expect(get(path, AbortSignal.timeout(300))).rejects.toMatchObject({name: 'TimeoutError'});
    }
  });
});

test('a pull request that a proxy sends elsewhere was not opened', async () => {
  answer = ({method}, response) => {
    if (method === 'GET') response.writeHead(200, {'content-type': 'application/json'}).end('[]');
    else response.writeHead(301, {location: 'https://git.example/'}).end();
  };
  const host = createCodeHost({apiUrl: url, repository: 'acme/widgets', token: 't'});
  await expect(host.propose({head: 'a', base: 'main', title: 't', body: 'b'})).rejects.toThrow(
    `Cannot open a pull request from a to main: no answer came (${url} sent POST on to https://git.example).`,
  );
});

test('a proxy that the environment names is used', async () => {
  answer = (_, response) => response.writeHead(200, {'content-type': 'application/json'}).end('{"login": "ada"}');
  const tunnels: string[] = [];
  const proxy = createServer().on('connect', ({url: target = ''}, socket) => {
    tunnels.push(target);
    const {port} = new URL(url);
    const upstream = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    socket.on('error', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  process.env.https_proxy = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  try {
    const host = createCodeHost({apiUrl: 'http://api.example.test', repository: 'acme/widgets', token: 't'});
    await host.getPullRequest(5).catch(() => {});
    expect(tunnels).toEqual(['api.example.test:80']);
    expect(asked).toEqual(['GET /repos/acme/widgets/pulls/5 token t']);
  } finally {
    delete process.env.https_proxy;
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  }
});
