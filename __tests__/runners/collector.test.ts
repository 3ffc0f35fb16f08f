import {spawn} from 'node:child_process';
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {findJudges} from '../../scripts/install-judges.ts';
import {post} from '../../src/telemetry/post.ts';
import {sendStep} from '../../src/telemetry/send.ts';
import {readTelemetryVariables} from '../../src/telemetry/settings.ts';
import {laforgeIn} from '../e2e/cli/laforge.ts';
import {gitSandbox} from '../helpers/git-sandbox.ts';
import {endGroup, freePort, waitFor} from '../helpers/judges/processes.ts';
import {aToldStep} from '../helpers/told-step.ts';

const {collector: program} = findJudges();
const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);
/** Without Go there is no collector, and nothing to ask. */
const onCollector = program === null ? describe.skip : describe;

let url = '';
let log = '';
let end = () => {};

async function startCollector(path: string): Promise<void> {
  const port = await freePort();
  const pipeline = '{receivers: [otlp], exporters: [debug]}';
  const config = `yaml:{receivers: {otlp: {protocols: {http: {endpoint: "127.0.0.1:${port}"}}}},
    exporters: {debug: {verbosity: detailed}},
    service: {telemetry: {metrics: {level: none}}, pipelines: {traces: ${pipeline}, metrics: ${pipeline}}}}`;
  const child = spawn(path, ['--config', config], {detached: true, stdio: ['ignore', 'pipe', 'pipe']});
  end = () => endGroup(child);
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  await waitFor('the collector', async () => /Everything is ready/.exec(log));
  url = `http://127.0.0.1:${port}`;
}

/** What the collector prints of what it takes meanwhile, without the times and names of its own lines. */
async function printed(during: () => Promise<unknown>): Promise<string> {
  const before = log.length;
  await during();
  // Traces and metrics, each with a line at its end.
  await waitFor('what it took', async () => /^\t\{.*\}\n[\s\S]*^\t\{.*\}\n/m.exec(log.slice(before)));
  return log
    .slice(before)
    .split('\n')
    .filter((line) => !/^(?:\d{4}-|\t\{)/.test(line))
    .sort()
    .join('\n');
}

onCollector('a collector that nobody here wrote', () => {
  beforeAll(async () => {
    await startCollector(program ?? '');
  });
  afterAll(() => end());

  test('takes a step by every protocol, and understands the same of each', async () => {
    const taken = [];
    for (const env of [
      {OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json'},
      {OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf'},
      {OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf', OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip'},
    ]) {
      const {settings} = readTelemetryVariables({OTEL_EXPORTER_OTLP_ENDPOINT: url, ...env});
      if (settings === null) throw new Error('Nothing would be sent.');
      const step = aToldStep();
      const end = Date.parse(step.endTime ?? '');
      const call = {
        ...{model: 'claude-sonnet-4-5', input_tokens: 10, cache_read_tokens: 20, cache_write_tokens: 30},
        ...{output_tokens: 7, reasoning_tokens: null, cost: null, start: end - 50, end, subagent: 'a'},
      };
      const told = {step, seen: {phases: [], calls: [call]}, rollback: null, isSampled: true};
      taken.push(await printed(async () => expect(await sendStep(settings, told)).toEqual([])));
    }
    const [first = ''] = taken;
    for (const text of taken) expect(text).toBe(first);
    for (const line of [
      /Trace ID +: 0af7651916cd43dd8448eb211c80319c/,
      /Parent ID +: b7ad6b7169203331/,
      /Name +: invoke_agent claude-code/,
      /Name +: chat claude-sonnet-4-5/,
      /Kind +: Client/,
      /-> gen_ai\.usage\.input_tokens: Int\(17312\)/,
      /-> laforge\.cost\.usd: Double\(0\.0205\)/,
      /-> Name: gen_ai\.client\.inference\.usage\.output_tokens/,
      /-> IsMonotonic: true/,
      /-> AggregationTemporality: Delta/,
    ])
      expect(first).toMatch(line);
  });

  test('takes what a command sends', async () => {
    const repository = await sandbox.createRepository({name: 'app'});
    const env = {OTEL_EXPORTER_OTLP_ENDPOINT: url};
    const text = await printed(async () => {
      const run = await laforge(repository, ['step', 'run', '-q', '--', 'sh', '-c', 'echo 1 > a'], {env});
      expect(run).toMatchObject({code: 0, stderr: ''});
    });
    expect(text).toMatch(/Name +: laforge\.step/);
    const sent = await laforge(repository, ['export', '--format', 'otlp', '--send'], {env});
    expect(sent).toMatchObject({code: 0, stderr: expect.stringContaining('sent 2 spans')});
  });

  test('refuses what is none of it', async () => {
    const garbage = {url: new URL(`${url}/v1/traces`), headers: {'content-type': 'application/x-protobuf'}};
    const answer = await post({...garbage, body: Buffer.from('garbage')}, {tries: 1, withinMs: 2000});
    expect(answer).toMatch(/answered 400$/);
  });
});
