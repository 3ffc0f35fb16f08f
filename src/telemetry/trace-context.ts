import {createHash} from 'node:crypto';
import type {RunInfo, RunTrace} from '../domain/documents.ts';
import type {Uid} from '../domain/identity.ts';
import type {Environment} from '../domain/ports/system.ts';
import type {SpanRef} from './signals.ts';

const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/;

/** A trace that somebody else began, by the variable TRACEPARENT of W3C's trace context; null without a valid one. */
export function parseTraceparent(text: string | undefined): (RunTrace & {readonly flags: string}) | null {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(text ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  return {trace_id: traceId, parent_span_id: spanId, flags};
}

/** The variable for a process whose spans belong below `span`. */
export function toTraceparent({traceId, spanId}: SpanRef, flags: string): string {
  return `00-${traceId}-${spanId}-${flags}`;
}

/**
 * The trace of a run of GitHub Actions, by the ids that the OpenTelemetry collector's GitHub receiver makes from the
 * same facts (v0.151.0 or later), so that a step stands in the pipeline's own trace: below its job, or below its run
 * where the job is not known. Null for a run that has no such numbers.
 */
function githubTrace({run_id: id, attempt}: RunInfo, checkRunId: string | null): RunTrace | null {
  if (id === null || attempt === null || !/^[1-9]\d*$/.test(id)) return null;
  const isKnown = checkRunId !== null && /^[1-9]\d*$/.test(checkRunId);
  return {
    trace_id: sha256(`${id}${attempt}t`).slice(0, 32),
    parent_span_id: sha256(isKnown ? `${checkRunId}-j` : `${id}${attempt}s`).slice(16, 32),
  };
}

/** The trace of a run: the one it was given, else GitHub's, else null for one of its own. */
export function findTrace(run: RunInfo, env: Environment, checkRunId: string | null): RunTrace | null {
  const given = parseTraceparent(env.TRACEPARENT);
  if (given !== null) return {trace_id: given.trace_id, parent_span_id: given.parent_span_id};
  return run.ci === 'github' ? githubTrace(run, checkRunId) : null;
}

/**
 * The trace that a record belongs to: the recorded one, else one of its own. A UUIDv7 is a valid trace id, and its last
 * seven bytes are as random as the trace context wants them.
 */
export function traceOf({run, uid}: {readonly run: RunInfo | null; readonly uid: Uid}): RunTrace {
  return run?.trace ?? {trace_id: uid.replaceAll('-', ''), parent_span_id: null};
}

/** The span of a part of a record. The same part is the same span, whoever sends it and how often. */
export function spanOf(record: {readonly run: RunInfo | null; readonly uid: Uid}, part: string): SpanRef {
  return {traceId: traceOf(record).trace_id, spanId: sha256(`${record.uid} ${part}`).slice(0, 16)};
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
