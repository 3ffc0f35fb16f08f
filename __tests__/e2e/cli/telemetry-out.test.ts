import {chmodSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {assistant, SESSION} from '../../helpers/claude-records.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {postReceivers} from '../../helpers/post-receiver.ts';
import {laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);
const receivers = postReceivers();

test('a command is told of by the variables, below the span that it was started in', async () => {
  const receiver = await receivers.taking();
  const repository = await sandbox.createRepository({name: 'app'});
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    TRACEPARENT: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  };
  const {code, stderr} = await laforge(repository, ['step', 'run', '-q', '--', 'sh', '-c', 'echo 1 > a'], {env});
  expect([code, stderr]).toEqual([0, '']);
  const traces = receiver.posts.find(({path}) => path === '/v1/traces')?.body.toString() ?? '';
  expect(traces).toContain('"traceId":"0af7651916cd43dd8448eb211c80319c"');
  expect(traces).toContain('"parentSpanId":"b7ad6b7169203331"');
});

test("an agent's calls are spans of their own, which only the step itself sends", async () => {
  const receiver = await receivers.taking();
  const claude = `#!/bin/sh
folder="$HOME/.claude/projects/-app"; mkdir -p "$folder"
put() { printf "$1\\n" "$(date -u +%Y-%m-%dT%H:%M:%S.%3NZ)" >> "$folder/${SESSION}.jsonl"; }
put '{"type":"user","cwd":"'"$PWD"'","sessionId":"${SESSION}","timestamp":"%s","message":{"role":"user","content":"canary-prompt"}}'
put '${JSON.stringify({...assistant('m1', [10, 20, 30, 7]), timestamp: '%s', cwd: null})}'
`;
  const repository = await sandbox.createRepository({name: 'app', files: {claude}});
  chmodSync(join(repository, 'claude'), 0o755);
  const env = {OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json'};
  const run = await laforge(repository, ['step', 'run', '-q', '--', './claude', '-p', 'canary-prompt'], {env});
  expect(run).toMatchObject({code: 0, stderr: ''});
  const text = receiver.posts.find(({path}) => path === '/v1/traces')?.body.toString() ?? '';
  expect(text).not.toContain('canary-prompt');
  const spansOf = (json: string) => JSON.parse(json).resourceSpans[0].scopeSpans[0].spans;
  const [, agent, call] = spansOf(text);
  expect(agent).toMatchObject({name: 'invoke_agent claude-code'});
  expect(call).toMatchObject({
    ...{name: 'chat claude-sonnet-4-5', kind: 3, parentSpanId: agent.spanId},
    attributes: expect.arrayContaining([
      {key: 'gen_ai.usage.input_tokens', value: {intValue: '60'}},
      {key: 'gen_ai.usage.output_tokens', value: {intValue: '7'}},
    ]),
  });
  expect(BigInt(call.startTimeUnixNano)).toBeLessThanOrEqual(BigInt(call.endTimeUnixNano));
  const {stdout} = await laforge(repository, ['export', '--format', 'otlp']);
  const kept = spansOf(stdout);
  expect(kept.map(({name}: {name: string}) => name)).toEqual(['laforge.step', 'invoke_agent claude-code']);
  expect(kept[1]).toEqual(agent);
});

test('a history is sent to a collector, and the same again', async () => {
  const receiver = await receivers.taking();
  const repository = await sandbox.createRepository({name: 'app'});
  await laforge(repository, ['step', 'run', '-q', '--', 'sh', '-c', 'echo 1 > a']);
  await laforge(repository, ['step', 'run', '-q', '--', 'sh', '-c', 'echo 2 > a']);
  const otlp = {OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json'};
  await laforge(repository, ['step', 'rollback', '1', '--yes'], {env: otlp});
  const [move] = receiver.posts.splice(0).map(({body}) => JSON.parse(body.toString()).resourceSpans[0].scopeSpans[0]);
  expect(move.spans).toEqual([expect.objectContaining({name: 'laforge.rollback', links: [expect.anything()]})]);
  const send = () =>
    laforge(repository, ['export', '--format', 'otlp', '--send'], {env: {OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url}});
  expect(await send()).toMatchObject({
    code: 0,
    stdout: '',
    stderr: expect.stringMatching(/sent 5 spans to 127\.0\.0\.1:/),
  });
  await send();
  const [first, again] = receiver.posts;
  expect(again?.body.equals(first?.body ?? Buffer.alloc(0))).toBe(true);
  const nowhere = await laforge(repository, ['export', '--format', 'otlp', '--send']);
  expect(nowhere).toMatchObject({code: 2, stderr: expect.stringContaining('Set OTEL_EXPORTER_OTLP_ENDPOINT, such as')});
});
