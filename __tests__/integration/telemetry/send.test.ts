import {gunzipSync} from 'node:zlib';
import {describe, expect, test} from '@jest/globals';
import {type StepSignals, sendRollback, sendStep} from '../../../src/telemetry/send.ts';
import {readTelemetryVariables} from '../../../src/telemetry/settings.ts';
import {aRollback} from '../../helpers/history-builders.ts';
import {postReceivers} from '../../helpers/post-receiver.ts';
import {aToldStep, CANARIES} from '../../helpers/told-step.ts';

const receivers = postReceivers();
const TOLD: StepSignals = {step: aToldStep(), seen: null, rollback: null, isSampled: true};

function settingsFor(url: string, env: Readonly<Record<string, string>> = {}) {
  const {settings} = readTelemetryVariables({OTEL_EXPORTER_OTLP_ENDPOINT: url, ...env});
  if (settings === null) throw new Error('Nothing would be sent.');
  return settings;
}

describe('a step', () => {
  test('is sent as traces and metrics, each to its path, with the headers', async () => {
    const receiver = await receivers.taking();
    const env = {OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json', OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20t'};
    expect(await sendStep(settingsFor(receiver.url, env), TOLD)).toEqual([]);
    expect(receiver.posts.map(({path}) => path).sort()).toEqual(['/v1/metrics', '/v1/traces']);
    for (const {headers, body} of receiver.posts) {
      expect(headers).toMatchObject({authorization: 'Bearer t', 'content-type': 'application/json'});
      expect(Object.keys(JSON.parse(body.toString()))).toHaveLength(1);
      expect(CANARIES.filter((canary) => body.includes(canary))).toEqual([]);
    }
  });

  test('is protobuf by default, and zipped where that is wanted', async () => {
    const receiver = await receivers.taking();
    await sendStep(settingsFor(receiver.url, {OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip'}), TOLD);
    for (const {headers, body} of receiver.posts) {
      expect(headers).toMatchObject({'content-type': 'application/x-protobuf', 'content-encoding': 'gzip'});
      expect(gunzipSync(body).includes('service.name')).toBe(true);
    }
  });

  test('has what the user says of the service, and tells itself apart where it counts from zero', async () => {
    const receiver = await receivers.taking();
    const env = {
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_SERVICE_NAME: 'agents',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=ci,team=a%20b',
      OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE: 'cumulative',
    };
    await sendStep(settingsFor(receiver.url, env), TOLD);
    const texts = Object.fromEntries(receiver.posts.map(({path, body}) => [path, body.toString()]));
    expect(texts['/v1/traces']).toContain('{"key":"service.name","value":{"stringValue":"agents"}}');
    expect(texts['/v1/traces']).toContain('{"key":"team","value":{"stringValue":"a b"}}');
    expect(texts['/v1/traces']).not.toContain('service.instance.id');
    expect(texts['/v1/metrics']).toContain('"service.instance.id"');
    expect(texts['/v1/metrics']).toContain('"aggregationTemporality":2');
  });

  test('of a trace that is not sampled sends its metrics alone', async () => {
    const receiver = await receivers.taking();
    await sendStep(settingsFor(receiver.url), {...TOLD, isSampled: false});
    expect(receiver.posts.map(({path}) => path)).toEqual(['/v1/metrics']);
  });

  test('is sent once more where that may help', async () => {
    const receiver = await receivers.taking((number) =>
      number < 2 ? {status: 503, headers: {'retry-after': '0'}} : {},
    );
    expect(await sendStep(settingsFor(receiver.url), TOLD)).toEqual([]);
    expect(receiver.posts).toHaveLength(4);
  });

  test.each([
    ['that refuses', {status: 401}, /^Traces were not sent: 127\.0\.0\.1:\d+ answered 401\.$/],
    ['that sends us elsewhere', {status: 302, headers: {location: 'http://127.0.0.1:9/'}}, /answered 302\.$/],
    [
      'that rejects a part',
      {body: '{"partialSuccess":{"rejectedSpans":"2"}}'},
      /^Traces were taken by 127\.0\.0\.1:\d+, but 2 of them rejected\.$/,
    ],
    ['that has no end', {body: 'x'.repeat(100_000)}, /could not be reached/],
  ])('costs a sentence at an endpoint %s', async (_what, answer, sentence) => {
    const receiver = await receivers.taking(() => answer);
    const env = {OTEL_METRICS_EXPORTER: 'none', OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json'};
    expect(await sendStep(settingsFor(receiver.url, env), TOLD)).toEqual([expect.stringMatching(sentence)]);
  });

  test.each([
    ['dead', /could not be reached \(ECONNREFUSED\)\.$/],
    ['hanging', /did not answer within 2 seconds\.$/],
    ['talkingNonsense', /could not be reached \(HPE_\w+\)\.$/],
  ] as const)('costs a sentence at an endpoint that is %s, and two seconds at most', async (kind, sentence) => {
    const settings = settingsFor(`${await receivers[kind]()}/?key=secret-key`, {OTEL_METRICS_EXPORTER: 'none'});
    const problems = await sendStep(settings, TOLD);
    expect(problems).toEqual([expect.stringMatching(sentence)]);
    expect(problems.join()).not.toContain('secret-key');
  });
});

test('a step whose failed check took it back sends that as well', async () => {
  const receiver = await receivers.taking();
  const settings = settingsFor(receiver.url, {OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json', OTEL_METRICS_EXPORTER: 'none'});
  expect(await sendStep(settings, {...TOLD, rollback: aRollback()})).toEqual([]);
  const names = [...(receiver.posts[0]?.body.toString() ?? '').matchAll(/"name":"(laforge\.\w+|invoke_agent)/g)];
  expect(names.map(([, name]) => name)).toEqual([
    ...['laforge.step', 'invoke_agent', 'laforge.call', 'laforge.check', 'laforge.rollback'],
  ]);
});

test('a rollback is sent as a span', async () => {
  const receiver = await receivers.taking();
  const settings = settingsFor(receiver.url, {OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json'});
  expect(await sendRollback(settings, aRollback(), [aToldStep()])).toEqual([]);
  expect(receiver.posts.map(({path}) => path)).toEqual(['/v1/traces']);
  expect(receiver.posts[0]?.body.toString()).toContain('"name":"laforge.rollback"');
});
