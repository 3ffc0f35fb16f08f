import {describe, expect, test} from '@jest/globals';
import {type Env, SWITCHES, settingOf} from '../../../src/usage/telemetry/agent-switches.ts';

const OURS = 'http://127.0.0.1:5000/secret/agent';

function setting(agent: string, env: Env) {
  const one = SWITCHES.find((row) => row.agent === agent);
  if (one === undefined) throw new Error(`No switch for ${agent}.`);
  const found = settingOf(one, env, OURS);
  return found === null ? null : {...found, target: found.target?.href ?? null};
}

describe('an agent that the user has said nothing of', () => {
  test('sends the signal that tells its calls, to us', () => {
    expect(setting('claude-code', {HOME: '/home/me'})).toEqual({
      variables: {
        CLAUDE_CODE_ENABLE_TELEMETRY: '1',
        OTEL_LOGS_EXPORTER: 'otlp',
        OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: 'http/json',
        OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: `${OURS}/v1/logs`,
        OTEL_LOGS_EXPORT_INTERVAL: '500',
      },
      target: null,
    });
    expect(setting('gemini-cli', {})).toMatchObject({
      variables: {GEMINI_TELEMETRY_OTLP_ENDPOINT: OURS, GEMINI_TELEMETRY_LOG_PROMPTS: 'false'},
    });
  });

  test('gets no endpoint that would have other agents send as well', () => {
    const names = SWITCHES.flatMap(({agent}) => Object.keys(setting(agent, {})?.variables ?? {}));
    expect(names).not.toContain('OTEL_EXPORTER_OTLP_ENDPOINT');
  });

  test('is not one that sends to an endpoint of the whole job by that alone', () => {
    const env = {OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318'};
    expect(setting('claude-code', env)?.target).toBeNull();
    expect(setting('copilot-cli', env)).toBeNull();
  });
});

describe('an agent whose telemetry the user has set up', () => {
  test.each([
    ['switched off', 'claude-code', {CLAUDE_CODE_ENABLE_TELEMETRY: '0'}],
    ['to the console', 'claude-code', {CLAUDE_CODE_ENABLE_TELEMETRY: '1', OTEL_LOGS_EXPORTER: 'console'}],
    ['metrics alone', 'claude-code', {OTEL_METRICS_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318'}],
    ['as protobuf', 'copilot-cli', {OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318'}],
    ['into a file', 'copilot-cli', {COPILOT_OTEL_FILE_EXPORTER_PATH: '/tmp/spans'}],
    ['by grpc', 'gemini-cli', {GEMINI_TELEMETRY_ENABLED: 'true', GEMINI_TELEMETRY_OTLP_ENDPOINT: 'http://c:4317'}],
    ['into a file', 'qwen-code', {QWEN_TELEMETRY_ENABLED: 'true', QWEN_TELEMETRY_OUTFILE: '/tmp/q'}],
  ])('%s is left as it is (%s)', (_how, agent, env) => {
    expect(setting(agent, env)).toBeNull();
  });

  test('as JSON over HTTP sends by us to where it did', () => {
    const json = {
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://c.example:4318/otlp/',
    };
    const own = {CLAUDE_CODE_ENABLE_TELEMETRY: '1', OTEL_LOGS_EXPORTER: 'otlp', ...json};
    expect(setting('claude-code', own)).toEqual({
      variables: {OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: `${OURS}/v1/logs`},
      target: 'https://c.example:4318/otlp/v1/logs',
    });
    expect(setting('copilot-cli', json)?.target).toBe('https://c.example:4318/otlp/v1/traces');
    const logs = {...own, OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: 'http://logs.example/in'};
    expect(setting('claude-code', logs)?.target).toBe('http://logs.example/in');
  });

  test('is left as it is behind a proxy, with certificates of its own, and at what is no address', () => {
    const json = {OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json', OTEL_EXPORTER_OTLP_ENDPOINT: 'https://c.example'};
    expect(setting('copilot-cli', {...json, HTTPS_PROXY: 'http://proxy:3128'})).toBeNull();
    expect(setting('copilot-cli', {...json, OTEL_EXPORTER_OTLP_CERTIFICATE: '/etc/ca.pem'})).toBeNull();
    expect(setting('copilot-cli', {...json, OTEL_EXPORTER_OTLP_ENDPOINT: 'file:///etc/passwd'})).toBeNull();
    expect(setting('copilot-cli', {...json, OTEL_EXPORTER_OTLP_ENDPOINT: 'not an address'})).toBeNull();
  });
});
