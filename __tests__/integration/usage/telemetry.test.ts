import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer, type IncomingHttpHeaders, request, type Server} from 'node:http';
import {tmpdir} from 'node:os';
import {delimiter, dirname, join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import type {TimedCall} from '../../../src/domain/documents.ts';
import {followUsage} from '../../../src/usage/follow-run.ts';
import {chooseUsageReader} from '../../../src/usage/registry.ts';
import {SERVED_TOTAL, type ToldPost, toldPosts} from '../../helpers/told-posts.ts';

let home: string;
let servers: Server[];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'telemetry-'));
  servers = [];
});
afterEach(() => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
  rmSync(home, {recursive: true, force: true});
});

const CLAUDE = 'claude -p x --no-session-persistence';
const ENDPOINT = 'OTEL_EXPORTER_OTLP_LOGS_ENDPOINT';

/** A run of this command that has agents tell, as far as the moment they start. */
async function follow(
  command: string,
  own: Readonly<Record<string, string>> = {},
  telemetry: 'auto' | 'none' = 'auto',
) {
  const [startTime, logFile] = [new Date().toISOString(), join(home, 'log')];
  writeFileSync(logFile, '');
  const calls: TimedCall[] = [];
  const onCalls = (found: readonly TimedCall[]) => void calls.push(...found);
  const usage = followUsage(chooseUsageReader('auto', 'agent'), join(home, 'run/usage.json'), {telemetry, onCalls});
  const launch = {argv: [], cwd: home, env: {HOME: home, ...own}, timeoutMs: null, logFile, stdin: 'none' as const};
  const {env} = await usage.watch(launch, command);
  const end = (exitCode: number) => {
    const endTime = new Date().toISOString();
    return usage.read({ending: 'exited', exitCode, startTime, endTime, durationMs: 1, notes: []});
  };
  return {env, until: usage.until, end, calls};
}

type Body = object | string | Uint8Array<ArrayBuffer>;

async function post(address: string | undefined, body: Body, headers: Readonly<Record<string, string>> = {}) {
  const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  const init = {method: 'POST', headers: {'content-type': 'application/json', ...headers}, body: text};
  const answer = await fetch(address ?? 'no address', init);
  return {status: answer.status, text: await answer.text()};
}

async function postAll(address: string | undefined, posts: readonly ToldPost[]) {
  for (const {body} of posts) expect(await post(address, body)).toEqual({status: 200, text: '{}'});
}

/** A collector of the user's, and what it was sent. */
async function collector(answer: (got: number) => {readonly status: number; readonly text: string} | null) {
  const got: {readonly url: string; readonly headers: IncomingHttpHeaders; readonly body: Buffer}[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    got.push({url: request.url ?? '', headers: request.headers, body});
    const given = answer(got.length);
    if (given !== null) response.writeHead(given.status, {'x-own': 'yes'}).end(given.text);
  });
  servers.push(server);
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {got, server, address: `http://127.0.0.1:${port}`};
}

/** What sets Claude Code's own telemetry up. */
function ownTelemetry(address: string): Record<string, string> {
  return {
    CLAUDE_CODE_ENABLE_TELEMETRY: '1',
    OTEL_LOGS_EXPORTER: 'otlp',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_EXPORTER_OTLP_ENDPOINT: address,
  };
}

describe('an agent that leaves no record of its tokens', () => {
  test('is known at least by what it told', async () => {
    const run = await follow(CLAUDE);
    await postAll(run.env[ENDPOINT], toldPosts('claude-code-2.1.330'));
    const {usage} = await run.end(0);
    expect(usage).toMatchObject({
      ...{total_tokens: SERVED_TOTAL, cache_write_tokens: 2723, state: 'partial', source: 'claude-code: telemetry'},
      reason: 'a call that broke off or was cut off is not in its telemetry',
      ...{cost: 0.02049465, cost_estimated: false, turns: 3, models: ['claude-sonnet-4-5']},
    });
    expect(run.calls.map(({end}) => new Date(end).toISOString().slice(0, 10))).toEqual(new Array(3).fill('2026-11-28'));
  });

  test('is known at least as far as it told before it was killed', async () => {
    const run = await follow(CLAUDE);
    await postAll(run.env[ENDPOINT], toldPosts('claude-code-2.1.330'));
    const {usage} = await run.end(137);
    expect(usage).toMatchObject({
      ...{total_tokens: SERVED_TOTAL, state: 'partial'},
      reason: 'a call that broke off or was cut off is not in its telemetry',
    });
  });

  test('is unknown as before where telemetry is none, and then gets no variable', async () => {
    const run = await follow(CLAUDE, {}, 'none');
    expect(run.env).toEqual({HOME: home});
    expect((await run.end(0)).usage.state).toBe('unknown');
  });

  test('gets no variable that is not its own where the command starts something that may read it', async () => {
    expect((await follow('pytest -q && claude -p x')).env).toEqual({HOME: home});
    expect((await follow('claude -p x; $AFTER')).env).toEqual({HOME: home});
    expect((await follow('claude -p x; ./gradlew test')).env).toEqual({HOME: home});
    const gemini = await follow('pytest -q && gemini -p x');
    expect(Object.keys(gemini.env).filter((name) => !name.startsWith('GEMINI_TELEMETRY_'))).toEqual(['HOME']);
    expect(gemini.env).toHaveProperty('GEMINI_TELEMETRY_OTLP_ENDPOINT');
    for (const command of ['npm ci; npx -y @anthropic-ai/claude-code -p x', 'echo y | timeout 9 claude -p x | tee log'])
      expect((await follow(command)).env).toHaveProperty(ENDPOINT);
  });

  test('is no agent that the command does not name', async () => {
    expect((await follow('make lint')).env).toEqual({HOME: home});
    expect((await follow('opencode run x')).env).toEqual({HOME: home});
  });
});

test('two agents at once are told apart and added up', async () => {
  const run = await follow('claude -p x --no-session-persistence & qwen -p y; wait');
  const qwen = `${run.env.QWEN_TELEMETRY_OTLP_ENDPOINT}/v1/logs`;
  await Promise.all([
    postAll(run.env[ENDPOINT], toldPosts('claude-code-2.1.330')),
    postAll(qwen, toldPosts('qwen-code-0.24.4')),
  ]);
  const {usage} = await run.end(0);
  expect(usage).toMatchObject({
    ...{total_tokens: 2 * SERVED_TOTAL, state: 'partial', agents: ['claude-code', 'qwen-code']},
    source: 'claude-code: telemetry + qwen-code: telemetry',
  });
});

test('a look is taken as soon as a call is told, so that a budget ends an agent within it', async () => {
  const times: number[] = [];
  for (const _ of [1, 2, 3]) {
    const run = await follow(CLAUDE);
    const began = performance.now();
    const looked = run.until(({tokens}) => (tokens ?? 0) >= SERVED_TOTAL, new AbortController().signal);
    await postAll(run.env[ENDPOINT], toldPosts('claude-code-2.1.330'));
    expect(await looked).toEqual({tokens: SERVED_TOTAL, costUsd: 0.02049465});
    times.push(performance.now() - began);
    await run.end(0);
  }
  // Without it, the next look would come after a second.
  expect(Math.min(...times)).toBeLessThan(900);
});

describe('whoever posts', () => {
  test('must know the path, and send JSON of a size that can be read', async () => {
    const run = await follow(CLAUDE);
    const address = run.env[ENDPOINT] ?? '';
    const elsewhere = new URL('/v1/logs', address).href;
    expect(new URL(address).hostname).toBe('127.0.0.1');
    const statusOf = async (...given: Parameters<typeof post>) => (await post(...given)).status;
    expect(await statusOf(elsewhere, toldPosts('claude-code-2.1.330')[1]?.body ?? '')).toBe(404);
    expect((await fetch(address)).status).toBe(405);
    expect(await statusOf(address, 'x', {'content-type': 'application/x-protobuf'})).toBe(415);
    expect(await statusOf(address, '{"resourceLogs":')).toBe(400);
    expect(await statusOf(address, '['.repeat(1_000_000))).toBe(400);
    expect(await statusOf(address, 'no gzip', {'content-encoding': 'gzip'})).toBe(400);
    expect((await run.end(0)).usage.state).toBe('unknown');
  });

  test('too much is refused, and what was told before counts', async () => {
    const run = await follow(CLAUDE);
    await postAll(run.env[ENDPOINT], toldPosts('claude-code-2.1.330'));
    const bomb = Uint8Array.from(gzipSync(Buffer.alloc(100 * 1024 * 1024, 32)));
    expect((await post(run.env[ENDPOINT], bomb, {'content-encoding': 'gzip'})).status).toBe(413);
    const {usage} = await run.end(0);
    expect(usage).toMatchObject({total_tokens: SERVED_TOTAL, state: 'partial'});
  });

  test('a post of megabytes is cut off, not kept', async () => {
    const run = await follow(CLAUDE);
    const answer = await post(run.env[ENDPOINT], ' '.repeat(8 * 1024 * 1024)).catch(() => ({status: 413}));
    expect(answer.status).toBe(413);
    await run.end(0);
  });

  test('packs what it sends, as a user may have it do', async () => {
    const run = await follow(CLAUDE);
    for (const {body} of toldPosts('claude-code-2.1.330')) {
      const packed = Uint8Array.from(gzipSync(JSON.stringify(body)));
      expect((await post(run.env[ENDPOINT], packed, {'content-encoding': 'gzip'})).status).toBe(200);
    }
    expect((await run.end(0)).usage.total_tokens).toBe(SERVED_TOTAL);
  });

  test('finds nobody there after the run', async () => {
    const run = await follow(CLAUDE);
    await run.end(0);
    await expect(post(run.env[ENDPOINT], {})).rejects.toThrow('fetch failed');
  });
});

describe("a user's own endpoint", () => {
  test('gets every byte and header, and its answer goes back', async () => {
    const own = await collector((count) =>
      count === 1 ? {status: 429, text: 'later'} : {status: 200, text: '{"x":1}'},
    );
    const run = await follow(CLAUDE, {
      ...ownTelemetry(own.address),
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer t',
    });
    expect(run.env).toMatchObject({OTEL_EXPORTER_OTLP_ENDPOINT: own.address, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json'});
    const [first, second] = toldPosts('claude-code-2.1.330');
    const headers = {authorization: 'Bearer t'};
    expect(await post(run.env[ENDPOINT], first?.body ?? '', headers)).toEqual({status: 429, text: 'later'});
    expect(await post(run.env[ENDPOINT], second?.body ?? '', headers)).toEqual({status: 200, text: '{"x":1}'});
    expect(await post(run.env[ENDPOINT], 'bytes', {'content-type': 'application/x-protobuf'})).toMatchObject({
      status: 200,
    });
    expect(own.got.map(({url, body}) => [url, body.toString()])).toEqual([
      ['/v1/logs', JSON.stringify(first?.body)],
      ['/v1/logs', JSON.stringify(second?.body)],
      ['/v1/logs', 'bytes'],
    ]);
    expect(own.got[0]?.headers).toMatchObject({authorization: 'Bearer t', 'content-type': 'application/json'});
    expect((await run.end(0)).usage.total_tokens).toBe(SERVED_TOTAL);
  });

  test('gets nothing at an address above its own', async () => {
    const own = await collector(() => ({status: 200, text: ''}));
    const run = await follow('gemini -p x', {
      GEMINI_TELEMETRY_ENABLED: 'true',
      GEMINI_TELEMETRY_OTLP_PROTOCOL: 'http',
      GEMINI_TELEMETRY_OTLP_ENDPOINT: `${own.address}/tenant`,
    });
    const ours = new URL(run.env.GEMINI_TELEMETRY_OTLP_ENDPOINT ?? '');
    // As it is written: fetch would resolve the dots by itself.
    const postTo = (path: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const {hostname, port, pathname} = ours;
        const headers = {'content-type': 'application/json'};
        const sent = request({hostname, port, path: `${pathname}${path}`, method: 'POST', headers}, (answer) => {
          answer.resume().on('end', () => resolve(answer.statusCode));
        });
        sent.on('error', reject).end('{}');
      });
    for (const path of ['/../admin', '/%2e%2e/admin', '/v1/..\\../admin', '/v1/logs']) await postTo(path);
    expect(own.got.map(({url}) => url)).toEqual(['/tenant/v1/logs']);
    await run.end(0);
  });

  test('that is dead delays nobody, and the sender is told', async () => {
    const own = await collector(() => null);
    own.server.close();
    const run = await follow(CLAUDE, ownTelemetry(own.address));
    const began = performance.now();
    const [, second] = toldPosts('claude-code-2.1.330');
    expect(await post(run.env[ENDPOINT], second?.body ?? '')).toMatchObject({status: 500});
    expect(performance.now() - began).toBeLessThan(900);
    expect((await run.end(0)).usage.total_tokens).toBe(SERVED_TOTAL);
  });

  test('that does not answer keeps an agent waiting for a second, and us for two', async () => {
    const own = await collector(() => null);
    const run = await follow(CLAUDE, ownTelemetry(own.address));
    const began = performance.now();
    const posts = toldPosts('claude-code-2.1.330').map(({body}) => post(run.env[ENDPOINT], body));
    expect((await Promise.all(posts)).map(({status}) => status)).toEqual([200, 200]);
    expect(performance.now() - began).toBeLessThan(2500);
    expect((await run.end(0)).usage.total_tokens).toBe(SERVED_TOTAL);
    expect(performance.now() - began).toBeLessThan(6000);
    expect(own.got).toHaveLength(2);
  });

  test.each([
    ['claude -p x', '.claude/settings.json', '{"env": {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://c:4318"}}'],
    ['gemini -p x', '.gemini/settings.json', '{"telemetry": {"enabled": false}}'],
    ['codex exec x', '.codex/config.toml', '[otel]\nexporter = "none"\n'],
  ])('that stands in a file of settings stays the only one: %s, %s', async (command, file, text) => {
    mkdirSync(dirname(join(home, file)), {recursive: true});
    writeFileSync(join(home, file), text);
    expect((await follow(command)).env).toEqual({HOME: home});
  });
});

describe('Codex, which is told by its options alone', () => {
  test('is started with them, whoever starts it by its name, and gets the rest unchanged', async () => {
    const bin = join(home, "it's here");
    mkdirSync(bin);
    const real = join(bin, 'codex');
    writeFileSync(real, '#!/bin/sh\nprintf "%s\\n" "$@"\n', {mode: 0o755});
    const path = `${bin}${delimiter}/usr/bin${delimiter}/bin`;
    const run = await follow('codex exec --ephemeral "fix it"', {PATH: path});
    const [first = '', ...rest] = run.env.PATH?.split(delimiter) ?? [];
    expect(rest.join(delimiter)).toBe(path);
    const {execFileSync} = await import('node:child_process');
    const said = execFileSync('codex', ['exec', '--ephemeral', "it's\nfixed"], {env: run.env, encoding: 'utf8'});
    const [, address] = /endpoint="([^"]+)"/.exec(said) ?? [];
    expect(said).toBe(
      `-c\notel.exporter={otlp-http={endpoint="${address}",protocol="json"}}\nexec\n--ephemeral\nit's\nfixed\n`,
    );
    expect(readFileSync(join(first, 'codex'), 'utf8')).toContain('exec ');
    await postAll(address, toldPosts('codex-0.169.0'));
    expect((await run.end(0)).usage).toMatchObject({
      ...{total_tokens: SERVED_TOTAL, reasoning_tokens: 61, state: 'partial', source: 'codex: telemetry'},
      cost_estimated: true,
    });
  });

  test('is left alone where it is not on the PATH, or its options say something of it', async () => {
    expect((await follow('codex exec x', {PATH: '/nowhere'})).env).toEqual({HOME: home, PATH: '/nowhere'});
    const own = 'codex -c otel.exporter=none exec x';
    expect((await follow(own, {PATH: '/usr/bin'})).env).toEqual({HOME: home, PATH: '/usr/bin'});
  });
});
