import type {TimedCall} from '../domain/documents.ts';
import type {Rollback} from '../domain/rollback.ts';
import type {Step} from '../domain/step.ts';
import type {SeenParts, StepPhase} from '../domain/step-status.ts';
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

/** An agent may write whole seconds. */
const CLOCK_MS = 2000;
/** The limit on a span's links, since a rollback may cover many steps. */
export const MOST_LINKS = 100;

export const MOST_CALLS = 200;

/**
 * The spans of an ended step: the step, its agent with its calls, and the phases after it. Without what its own process saw
 * they come from the record: the check starts when the agent ends, and push and calls are left out, since their times are unknown.
 */
export function stepSpans(step: Step, seen: SeenParts | null = null): readonly Span[] {
  const start = Date.parse(step.startTime);
  const agentEnd = Math.max(start, step.endTime === null ? start : Date.parse(step.endTime));
  const {check} = step;
  const recorded: readonly StepPhase[] =
    check === null ? [] : [{name: 'check', start: agentEnd, end: agentEnd + check.duration_ms}];
  const after = (seen?.phases ?? recorded).filter(({name}) => hasPhase(step, name));
  const root = spanOf(step, 'step');
  const agent = step.status === 'refused' ? null : agentSpan(step, root, start, agentEnd);
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
    ...(agent === null ? [] : withCalls(step, agent, seen?.calls ?? [])),
    ...after.map((phase) => phaseSpan(step, root, phase)),
  ];
}

/** An agent's span, and below it those of its calls; the calls of a subagent have one of their own in between. */
function withCalls(step: Step, agent: Span, calls: readonly TimedCall[]): readonly Span[] {
  // By another machine's clock, or of an earlier run.
  const own = calls.filter(({end}) => end >= agent.start - CLOCK_MS && end <= agent.end + CLOCK_MS);
  const within = (time: number) => Math.min(Math.max(time, agent.start), agent.end);
  const told = own.slice(0, MOST_CALLS).map((call, i): Span => {
    const [start, end] = [within(call.start ?? call.end), within(call.end)];
    return {
      ...spanOf(step, `call ${i}`),
      parentSpanId: call.subagent === null ? agent.spanId : spanOf(step, `subagent ${call.subagent}`).spanId,
      ...{name: `chat ${call.model}`, kind: 'client', start: Math.min(start, end), end},
      attributes: callAttributes({...call, calls: null}),
      error: null,
    };
  });
  const ofSubagents = Map.groupBy(told, ({parentSpanId}) => parentSpanId);
  ofSubagents.delete(agent.spanId);
  return [
    {...agent, attributes: {...agent.attributes, 'laforge.calls.left_out': own.length - told.length || null}},
    ...[...ofSubagents].map(
      ([spanId, its]): Span => ({
        ...{traceId: agent.traceId, spanId: spanId ?? '', parentSpanId: agent.spanId},
        ...{name: 'invoke_agent', kind: 'internal', error: null},
        start: Math.min(...its.map(({start}) => start)),
        end: Math.max(...its.map(({end}) => end)),
        attributes: {'gen_ai.operation.name': 'invoke_agent'},
      }),
    ),
    ...told,
  ];
}

/** Returns false for the phase of a missing check, or of a push without anything to push. */
function hasPhase({check, pushed}: Step, name: StepPhase['name']): boolean {
  if (name === 'check') return check !== null;
  return name !== 'push' || (pushed !== null && pushed !== 'none' && pushed !== 'unchanged');
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
    // The record has each call's usage, but not its time, so that the agent's span is the same whoever sends it.
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
