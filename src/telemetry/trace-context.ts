import {hash} from 'node:crypto';
import type {RunInfo, RunTrace} from '../domain/documents.ts';
import type {Uid} from '../domain/identity.ts';
import type {Environment} from '../domain/ports/system.ts';
import type {SpanRef} from './signals.ts';

const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/;

/** Parses the variable TRACEPARENT of W3C's trace context; null if it is not valid. */
export function parseTraceparent(text: string | undefined): (RunTrace & {readonly flags: string}) | null {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(text ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  return {trace_id: traceId, parent_span_id: spanId, flags};
}

/** Formats TRACEPARENT for a process whose parent span is this one. */
export function toTraceparent({traceId, spanId}: SpanRef, flags: string): string {
  return `00-${traceId}-${spanId}-${flags}`;
}

/**
 * Computes the trace of a GitHub Actions run the way the OpenTelemetry collector's GitHub receiver does (v0.151.0 or later), so
 * that a step appears in the pipeline's own trace, below its job or, if the job is unknown, below its run. Null for a run
 * without such ids.
 */
function githubTrace({run_id: id, attempt}: RunInfo, checkRunId: string | null): RunTrace | null {
  if (id === null || attempt === null || !/^[1-9]\d*$/.test(id)) return null;
  const isKnown = checkRunId !== null && /^[1-9]\d*$/.test(checkRunId);
  return {
    trace_id: hash('sha256', `${id}${attempt}t`).slice(0, 32),
    parent_span_id: hash('sha256', isKnown ? `${checkRunId}-j` : `${id}${attempt}s`).slice(16, 32),
  };
}

/** Finds the trace of a run: the given one, else GitHub's. Null if the run starts its own. */
export function findTrace(run: RunInfo, env: Environment, checkRunId: string | null): RunTrace | null {
  const given = parseTraceparent(env.TRACEPARENT);
  if (given !== null) return {trace_id: given.trace_id, parent_span_id: given.parent_span_id};
  return run.ci === 'github' ? githubTrace(run, checkRunId) : null;
}

/**
 * The trace that a record belongs to: the recorded one, else its own. A UUIDv7 is a valid trace id, and its last seven bytes are
 * as random as the trace context requires.
 */
export function traceOf({run, uid}: {readonly run: RunInfo | null; readonly uid: Uid}): RunTrace {
  return run?.trace ?? {trace_id: uid.replaceAll('-', ''), parent_span_id: null};
}

/** The span of a part of a record. Its ids are always the same, no matter who sends it and how often. */
export function spanOf(record: {readonly run: RunInfo | null; readonly uid: Uid}, part: string): SpanRef {
  return {traceId: traceOf(record).trace_id, spanId: hash('sha256', `${record.uid} ${part}`).slice(0, 16)};
}
