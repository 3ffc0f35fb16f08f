import type {RunInfo} from '../domain/documents.ts';
import type {Uid} from '../domain/identity.ts';
import type {LedgerContents} from '../domain/ports/ledger.ts';
import {resourceOf} from './attributes.ts';
import {tracesRequest} from './otlp-json.ts';
import type {ToldSpans} from './signals.ts';
import {rollbackSpan, stepSpans} from './spans.ts';

/**
 * A history as spans, oldest first: each step that has ended, then each rollback. The same history is the same spans.
 * Steps are read as they are taken; only the traces that others began are kept in memory.
 */
export function* historySpans({steps, rollbacks}: LedgerContents): Generator<ToldSpans> {
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

/** A history as lines of OTLP in JSON, one request a line, as the collector's file exporter writes them. */
export function* formatOtlp(contents: LedgerContents): Generator<string> {
  for (const told of historySpans(contents)) yield `${JSON.stringify(tracesRequest([told]))}\n`;
}
