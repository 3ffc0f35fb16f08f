import {describe, expect, test} from '@jest/globals';
import {readTelemetrySettings, readTelemetryVariables} from '../../../src/telemetry/settings.ts';

const given = (inputs: {endpoint?: string; headers?: string; protocol?: string}, env = {}) =>
  readTelemetrySettings(
    {endpoint: null, headers: null, protocol: null, nameOf: (name) => `Input "${name}"`, ...inputs},
    env,
  );
const read = (env: Readonly<Record<string, string>>) => readTelemetryVariables(env);

describe('the variables', () => {
  test('none, nothing is sent', () => {
    expect(read({})).toEqual({settings: null, problem: null});
    expect(read({OTEL_SERVICE_NAME: 'x', OTEL_EXPORTER_OTLP_HEADERS: 'a=b', OTEL_EXPORTER_OTLP_ENDPOINT: ''})).toEqual({
      settings: null,
      problem: null,
    });
  });

  test('one endpoint for all, its headers percent-encoded', () => {
    const {settings} = read({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otel.example.com/base/',
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20abcdef123, x-tenant=acme',
      OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
    });
    expect(settings?.traces?.url.href).toBe('https://otel.example.com/base/v1/traces');
    expect(settings?.metrics).toMatchObject({
      headers: {authorization: 'Bearer abcdef123', 'x-tenant': 'acme'},
      protocol: 'http/protobuf',
      isZipped: true,
    });
    expect(settings).toMatchObject({temporality: 'delta', secrets: ['abcdef123']});
  });

  test('an endpoint of one signal is used as it is, and comes before that of all', () => {
    const {settings} = read({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318',
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://t/in',
      OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/json',
      OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE: 'Cumulative',
    });
    expect(settings?.traces).toMatchObject({url: new URL('http://t/in'), protocol: 'http/json'});
    expect(settings?.metrics).toMatchObject({url: new URL('http://c:4318/v1/metrics'), protocol: 'http/protobuf'});
    expect(settings?.temporality).toBe('cumulative');
  });

  test.each<Readonly<Record<string, string>>>([
    {OTEL_SDK_DISABLED: 'true'},
    {OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none'},
  ])('%j switches it off', (off) =>
    expect(read({OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c', ...off}).settings).toBeNull(),
  );

  test.each([
    [{OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc'}, /OTEL_EXPORTER_OTLP_PROTOCOL is "grpc"\. Use http\/protobuf or http\/json/],
    [{OTEL_EXPORTER_OTLP_ENDPOINT: 'unix:///sock'}, /the endpoint "unix:\/\/\/sock" is not an http or https address/],
  ])('%j may be meant for others, and is only told', (env, problem) => {
    const found = read({OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c', ...env});
    expect(found).toEqual({settings: null, problem: expect.stringMatching(problem)});
  });
});

describe('the inputs', () => {
  test("come before the variables, whose headers are another place's", () => {
    const env = {OTEL_EXPORTER_OTLP_ENDPOINT: 'http://other', OTEL_EXPORTER_OTLP_HEADERS: 'authorization=theirs'};
    const {settings} = given({endpoint: 'http://c:4318', protocol: 'http/json'}, env);
    expect(settings?.traces).toMatchObject({
      url: new URL('http://c:4318/v1/traces'),
      headers: {},
      protocol: 'http/json',
    });
    expect(given({headers: 'a=b'}, env).settings?.traces).toMatchObject({
      url: new URL('http://other/v1/traces'),
      headers: {a: 'b'},
    });
  });

  test.each([
    [{endpoint: 'otel.example.com:4318'}, /Input "otlp-endpoint" is "otel.example.com:4318"\. Use an address such as/],
    [
      {endpoint: 'http://c', protocol: 'grpc'},
      /Input "otlp-protocol" is "grpc"\. Use one of: http\/protobuf, http\/json/,
    ],
    [{endpoint: 'http://c', headers: 'secret-by-itself'}, /^Input "otlp-headers" has no name=value\./],
  ])('%j is refused', (inputs, message) => expect(() => given(inputs)).toThrow(message));
});
