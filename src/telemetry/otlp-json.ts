import type {RunInfo} from '../domain/documents.ts';
import type {Uid} from '../domain/identity.ts';
import type {Json} from '../domain/json.ts';
import type {LedgerContents} from '../domain/ports/ledger.ts';
import {VERSION} from '../domain/version.ts';
import {resourceOf} from './attributes.ts';
import type {Attributes, AttributeValue, Measured, Metric, ResourceSpans, Span, Temporality} from './signals.ts';
import {rollbackSpan, stepSpans} from './spans.ts';

/*
 * Requests of the OpenTelemetry protocol as JSON: protobuf's JSON mapping, with 64-bit integers as strings, except that ids are
 * hex.
 */

/** The version of the conventions we use: those of CI/CD and VCS, which GenAI's build on. */
export const SCHEMA_URL = 'https://opentelemetry.io/schemas/1.44.0';

/** Builds the body of a request to `/v1/traces`. */
export function tracesRequest(told: readonly ResourceSpans[]): Json {
  return {
    resourceSpans: told.map(({resource, spans}) => ({
      resource: {attributes: toKeyValues(resource)},
      scopeSpans: [{scope: SCOPE, spans: spans.map(toSpan), schemaUrl: SCHEMA_URL}],
      schemaUrl: SCHEMA_URL,
    })),
  };
}

/** Builds the body of a request to `/v1/metrics`. */
export function metricsRequest(resource: Attributes, measured: Measured, temporality: Temporality): Json {
  return {
    resourceMetrics: [
      {
        resource: {attributes: toKeyValues(resource)},
        scopeMetrics: [
          {
            scope: SCOPE,
            metrics: measured.metrics.map((metric) => toMetric(metric, measured, temporality)),
            schemaUrl: SCHEMA_URL,
          },
        ],
        schemaUrl: SCHEMA_URL,
      },
    ],
  };
}

const SCOPE = {name: 'laforge', version: VERSION};
const KINDS = {internal: 1, client: 3};
const ERROR = 2;
const TEMPORALITIES = {delta: 1, cumulative: 2};

function toSpan(span: Span): Json {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    ...(span.parentSpanId !== null && {parentSpanId: span.parentSpanId}),
    name: span.name,
    kind: KINDS[span.kind],
    startTimeUnixNano: toNanoseconds(span.start),
    endTimeUnixNano: toNanoseconds(span.end),
    attributes: toKeyValues(span.attributes),
    ...(span.events !== undefined &&
      span.events.length > 0 && {
        events: span.events.map(({name, time, attributes}) => ({
          timeUnixNano: toNanoseconds(time),
          name,
          attributes: toKeyValues(attributes),
        })),
      }),
    ...(span.links !== undefined &&
      span.links.length > 0 && {links: span.links.map(({traceId, spanId}) => ({traceId, spanId}))}),
    status: span.error === null ? {} : {message: span.error, code: ERROR},
  };
}

function toMetric(metric: Metric, {start, end}: Measured, temporality: Temporality): Json {
  const {name, description, unit} = metric;
  const times = {startTimeUnixNano: toNanoseconds(start), timeUnixNano: toNanoseconds(end)};
  const aggregationTemporality = TEMPORALITIES[temporality];
  if (metric.kind === 'counter') {
    const dataPoints = metric.points.map(({value, attributes}) => ({
      ...times,
      ...(metric.isWhole ? {asInt: String(value)} : {asDouble: value}),
      attributes: toKeyValues(attributes),
    }));
    return {name, description, unit, sum: {dataPoints, aggregationTemporality, isMonotonic: true}};
  }
  const dataPoints = metric.points.map(({value, attributes}) => ({
    ...times,
    count: '1',
    sum: value,
    bucketCounts: [...BOUNDS, Number.POSITIVE_INFINITY].map((bound, at) =>
      value <= bound && value > (BOUNDS[at - 1] ?? Number.NEGATIVE_INFINITY) ? '1' : '0',
    ),
    explicitBounds: BOUNDS,
    attributes: toKeyValues(attributes),
    min: value,
    max: value,
  }));
  return {name, description, unit, histogram: {dataPoints, aggregationTemporality}};
}

/** Bucket bounds in seconds: the conventions' (0.1, doubling), and three more, since agents may run for an hour. */
const BOUNDS: readonly number[] = Array.from({length: 16}, (_none, power) => 2 ** power / 10);

function toKeyValues(attributes: Attributes): readonly Json[] {
  return Object.entries(attributes).flatMap(([key, value]) => (value === null ? [] : [{key, value: toValue(value)}]));
}

function toValue(value: Exclude<AttributeValue, null>): Json {
  switch (typeof value) {
    case 'string':
      return {stringValue: value};
    case 'boolean':
      return {boolValue: value};
    case 'number':
      return {intValue: String(value)};
    default:
      return {doubleValue: value.double};
  }
}

function toNanoseconds(time: number): string {
  return `${BigInt(Math.round(time)) * 1_000_000n}`;
}

/**
 * Converts a history to spans, oldest first: each ended step, then each rollback. The same history always gives the same spans.
 * Steps are read lazily; only traces that others started are kept in memory.
 */
export function* historySpans({steps, rollbacks}: LedgerContents): Generator<ResourceSpans> {
  const runs = new Map<Uid, RunInfo>();
  for (const step of steps) {
    if (step.run?.trace != null) runs.set(step.uid, step.run);
    if (step.status !== 'running') yield {resource: resourceOf(step), spans: stepSpans(step)};
  }
  for (const rollback of rollbacks) {
    const covered = rollback.stepUids.map((uid) => ({uid, run: runs.get(uid) ?? null}));
    yield {resource: resourceOf(rollback), spans: [rollbackSpan(rollback, covered)]};
  }
}

/** Formats a history as OTLP in JSON, one request a line, like the collector's file exporter. */
export function* formatOtlp(contents: LedgerContents): Generator<string> {
  for (const told of historySpans(contents)) yield `${JSON.stringify(tracesRequest([told]))}\n`;
}
