import {describe, expect, test} from '@jest/globals';
import {beginTelemetry} from '../../../src/app/step-telemetry.ts';
import {describeRun} from '../../../src/cli/run-info.ts';
import type {TimedCall} from '../../../src/domain/documents.ts';
import {readTelemetryVariables} from '../../../src/telemetry/settings.ts';
import {postReceivers} from '../../helpers/post-receiver.ts';
import {aToldStep} from '../../helpers/told-step.ts';

const receivers = postReceivers();
const step = aToldStep();

function begin(env: Readonly<Record<string, string>>) {
  const said: string[] = [];
  const say = (message: string) => void said.push(message);
  const facts = {run: describeRun(env), uid: step.uid, env, checkRunId: null, log: {warn: say, notice: say}};
  return {telling: beginTelemetry(readTelemetryVariables(env), facts), said};
}

describe('the telemetry of a step', () => {
  test('does nothing where nobody wants any, and leaves the TRACEPARENT that is there', async () => {
    const {telling, said} = begin({TRACEPARENT: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'});
    expect([telling.traceparents, telling.run.trace, said]).toEqual([null, undefined, []]);
    await telling.send({step, rollback: null});
  });

  test('gives the agent the span that it belongs below, in the trace of the record', () => {
    const {telling} = begin({OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9'});
    const trace = step.uid.replaceAll('-', '');
    expect(telling.run.trace).toEqual({trace_id: trace, parent_span_id: null});
    expect(telling.traceparents?.agent).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`));
    expect(telling.traceparents?.check).not.toBe(telling.traceparents?.agent);
  });

  test('of metrics alone has no trace that something could hang below', async () => {
    const receiver = await receivers.taking();
    const {telling} = begin({OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_TRACES_EXPORTER: 'none'});
    expect([telling.traceparents, telling.run.trace]).toEqual([null, undefined]);
    await telling.send({step, rollback: null});
    expect(receiver.posts.map(({path}) => path)).toEqual(['/v1/metrics']);
  });

  test('that cannot be sent by the variables there are is said once', () => {
    const {telling, said} = begin({OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc'});
    expect(said).toEqual([expect.stringContaining('No telemetry is sent: OTEL_EXPORTER_OTLP_PROTOCOL is "grpc".')]);
    expect(telling.traceparents).toBeNull();
  });

  test('has all calls of an agent that made more than a function takes arguments', () => {
    const {telling} = begin({});
    telling.onCalls(Array.from<TimedCall>({length: 130_000}));
    expect(telling.seen.calls).toHaveLength(130_000);
  });

  test('a record that cannot be told costs a warning', async () => {
    const {telling, said} = begin({OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9'});
    await telling.send({step: {...step, startTime: 'never'}, rollback: null});
    expect(said).toHaveLength(1);
  });
});
