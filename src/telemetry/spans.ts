import type {Rollback} from '../domain/rollback.ts';
import type {Step} from '../domain/step.ts';
import type {StepPhase} from '../domain/step-status.ts';
import {namedAgentOf} from '../domain/usage-report.ts';
import {
  agentAttributes,
  callAttributes,
  errorOf,
  errorOfAgent,
  rollbackAttributes,
  stepAttributes,
} from './attributes.ts';
import type {Span, SpanRef} from './signals.ts';
import {spanOf, traceOf} from './trace-context.ts';

/** The limit on a span's links, since a rollback may cover many steps. */
export const MOST_LINKS = 100;

/**
 * The spans of an ended step: the step, its agent, and the phases after it. Without `phases` they come from the record: the
 * check starts when the agent ends, and the push is left out, since its times are unknown.
 */
export function stepSpans(step: Step, phases: readonly StepPhase[] | null = null): readonly Span[] {
  const start = Date.parse(step.startTime);
  const agentEnd = Math.max(start, step.endTime === null ? start : Date.parse(step.endTime));
  const after = (phases ?? recordedPhases(step, agentEnd)).filter(({name}) => hasPhase(step, name));
  const root = spanOf(step, 'step');
  return [
    {
      ...root,
      parentSpanId: traceOf(step).parent_span_id,
      name: 'laforge.step',
      kind: 'internal',
      start,
      end: Math.max(agentEnd, ...after.map(({end}) => end)),
      attributes: stepAttributes(step),
      error: errorOf(step),
    },
    ...(step.status === 'refused' ? [] : [agentSpan(step, root, start, agentEnd)]),
    ...after.map((phase) => phaseSpan(step, root, phase)),
  ];
}

/** Returns false for the phase of a missing check, or of a push without anything to push. */
function hasPhase({check, pushed}: Step, name: StepPhase['name']): boolean {
  if (name === 'check') return check !== null;
  return name !== 'push' || (pushed !== null && pushed !== 'none' && pushed !== 'unchanged');
}

function recordedPhases({check}: Step, agentEnd: number): readonly StepPhase[] {
  return check === null ? [] : [{name: 'check', start: agentEnd, end: agentEnd + check.duration_ms}];
}

function agentSpan(step: Step, root: SpanRef, start: number, end: number): Span {
  const agent = namedAgentOf(step);
  // A check before the agent belongs to the step's span, not to the agent's.
  const began = step.checkBefore === null ? start : Math.max(start, end - (step.durationMs ?? 0));
  return {
    ...spanOf(step, 'agent'),
    parentSpanId: root.spanId,
    name: agent === null ? 'invoke_agent' : `invoke_agent ${agent}`,
    kind: 'client',
    start: began,
    end: step.durationMs === null ? end : Math.max(began, Math.min(end, began + step.durationMs)),
    attributes: agentAttributes(step),
    // Records have each call's usage, but not its time.
    events: (step.tokenUsage?.calls ?? []).map((call) => ({
      name: 'laforge.call',
      time: end,
      attributes: callAttributes(call),
    })),
    error: errorOfAgent(step),
  };
}

function phaseSpan(step: Step, root: SpanRef, {name, start, end}: StepPhase): Span {
  const hasFailed = name === 'check' && step.check?.exit_code !== 0;
  return {
    ...spanOf(step, name),
    parentSpanId: root.spanId,
    name: `laforge.${name}`,
    kind: 'internal',
    start,
    end: Math.max(start, end),
    attributes: {
      'process.exit.code': name === 'check' ? (step.check?.exit_code ?? null) : null,
      'laforge.step.pushed': name === 'push' ? step.pushed : null,
      'error.type': hasFailed ? 'check_failed' : null,
    },
    error: hasFailed ? 'check_failed' : null,
  };
}

/** The span of a rollback, revert or undo, linked to the steps that it covers. */
export function rollbackSpan(rollback: Rollback, covered: readonly Pick<Step, 'uid' | 'run'>[]): Span {
  const time = Date.parse(rollback.createdAt);
  return {
    ...spanOf(rollback, rollback.kind),
    parentSpanId: traceOf(rollback).parent_span_id,
    name: `laforge.${rollback.kind}`,
    kind: 'internal',
    start: time,
    end: time,
    attributes: rollbackAttributes(rollback),
    links: covered.slice(0, MOST_LINKS).map((step) => spanOf(step, 'step')),
    error: null,
  };
}
