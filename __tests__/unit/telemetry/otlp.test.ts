import {readFileSync} from 'node:fs';
import {expect, test} from '@jest/globals';
import {resourceOf} from '../../../src/telemetry/attributes.ts';
import {stepMetrics} from '../../../src/telemetry/metrics.ts';
import {metricsRequest, tracesRequest} from '../../../src/telemetry/otlp-json.ts';
import {toProtobuf} from '../../../src/telemetry/otlp-protobuf.ts';
import {rollbackSpan, stepSpans} from '../../../src/telemetry/spans.ts';
import {aRollback} from '../../helpers/history-builders.ts';
import {aToldStep} from '../../helpers/told-step.ts';

/** Two requests, with their bytes as opentelemetry-proto (the Python package of OpenTelemetry) made them. */
const golden: Readonly<Record<'traces' | 'metrics', {readonly json: object; readonly protobuf: string}>> = JSON.parse(
  readFileSync(`${import.meta.dirname}/../../fixtures/otlp/requests.json`, 'utf8'),
);

test.each(['traces', 'metrics'] as const)('%s as protobuf are what OpenTelemetry makes of their JSON', (signal) => {
  expect(toProtobuf(golden[signal].json).toString('base64')).toBe(golden[signal].protobuf);
});

test('every field that we write is one of the protobuf too', () => {
  const step = aToldStep({status: 'check_failed'});
  const traces = tracesRequest([
    {resource: resourceOf(step), spans: [...stepSpans(step), rollbackSpan(aRollback(), [step])]},
  ]);
  expect(toProtobuf(traces).length).toBeGreaterThan(1000);
  for (const temporality of ['delta', 'cumulative'] as const) {
    const metrics = metricsRequest(resourceOf(step), {start: 1, end: 2, metrics: stepMetrics(step)}, temporality);
    expect(toProtobuf(metrics).length).toBeGreaterThan(1000);
  }
});

test('one observation stands in its bucket, at a bound and beyond the last one', () => {
  const bucketOf = (durationMs: number) => {
    const measured = {start: 1, end: 2, metrics: stepMetrics(aToldStep({durationMs}))};
    const request = JSON.parse(JSON.stringify(metricsRequest({}, measured, 'delta')));
    const {metrics} = request.resourceMetrics[0].scopeMetrics[0];
    const {bucketCounts} = metrics.find(({name}: {name: string}) => name === 'gen_ai.invoke_agent.duration').histogram
      .dataPoints[0];
    return [bucketCounts.indexOf('1'), bucketCounts.filter((count: string) => count === '1').length];
  };
  expect(bucketOf(50)).toEqual([0, 1]);
  expect(bucketOf(100)).toEqual([0, 1]);
  expect(bucketOf(101)).toEqual([1, 1]);
  expect(bucketOf(10 * 3_600_000)).toEqual([16, 1]);
});
