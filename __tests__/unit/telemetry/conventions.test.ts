import {readFileSync} from 'node:fs';
import {describe, expect, test} from '@jest/globals';
import {EMPTY_AGENT_CONFIG, type TimedCall} from '../../../src/domain/documents.ts';
import {STEP_STATUSES} from '../../../src/domain/step.ts';
import {agentOf} from '../../../src/domain/usage-report.ts';
import {providerOfModel, resourceOf, resultOf} from '../../../src/telemetry/attributes.ts';
import {stepMetrics} from '../../../src/telemetry/metrics.ts';
import {SCHEMA_URL} from '../../../src/telemetry/otlp-json.ts';
import type {Attributes, Span} from '../../../src/telemetry/signals.ts';
import {MOST_CALLS, rollbackSpan, stepSpans} from '../../../src/telemetry/spans.ts';
import {aRollback, aStep} from '../../helpers/history-builders.ts';
import {aToldStep, CANARIES} from '../../helpers/told-step.ts';
import {aUsage} from '../../helpers/usages.ts';

/** The names and types of OpenTelemetry's own model files: see `sources` there. */
const conventions: {
  readonly schemaUrl: string;
  readonly attributes: Readonly<Record<string, string | readonly string[]>>;
  readonly metrics: Readonly<Record<string, {readonly instrument: string; readonly unit: string}>>;
} = JSON.parse(readFileSync(`${import.meta.dirname}/../../fixtures/otlp/conventions.json`, 'utf8'));

/** A call as the agent's records tell it. */
function aCall(changes: Partial<TimedCall>): TimedCall {
  return {
    ...{model: 'claude-sonnet-4-5', input_tokens: 10, cache_read_tokens: 20, cache_write_tokens: 30},
    ...{output_tokens: 7, reasoning_tokens: null, cost: 0.5, start: null, subagent: null},
    end: Date.parse(aToldStep().endTime ?? ''),
    ...changes,
  };
}

const CALLS = [aCall({}), aCall({subagent: 'a'})];
const ALL_STATUSES = STEP_STATUSES.filter((status) => status !== 'running').map((status) => aToldStep({status}));
const spans: readonly Span[] = [
  ...ALL_STATUSES.flatMap((step) => stepSpans(step, {phases: [{name: 'push', start: 1, end: 2}], calls: CALLS})),
  ...stepSpans(aToldStep()),
  rollbackSpan(aRollback(), [aToldStep()]),
];
const metrics = ALL_STATUSES.flatMap(stepMetrics);
const attributes: readonly Attributes[] = [
  resourceOf(aToldStep()),
  ...spans.flatMap((span) => [span.attributes, ...(span.events ?? []).map((event) => event.attributes)]),
  ...metrics.flatMap(({points}) => points.map((point) => point.attributes)),
];

function typeOf(value: Attributes[string]): string {
  if (typeof value === 'object') return 'double';
  return typeof value === 'number' ? 'int' : typeof value;
}

describe("the names are the conventions' own, or begin with laforge.", () => {
  test('attributes, with their types and words', () => {
    for (const [name, value] of attributes.flatMap((each) => Object.entries(each))) {
      if (value === null || name.startsWith('laforge.')) continue;
      const known = conventions.attributes[name];
      const isRight = Array.isArray(known) ? known.includes(value) : known === typeOf(value);
      expect({name, value, isRight}).toEqual({name, value, isRight: true});
      if (typeof value === 'number') expect(Number.isSafeInteger(value)).toBe(true);
    }
  });

  test('metrics, with their instruments and units', () => {
    for (const {name, kind, unit} of metrics) {
      if (!name.startsWith('laforge.')) expect({instrument: kind, unit}).toEqual(conventions.metrics[name]);
    }
  });

  test('by the version of the schema that is said with them', () => expect(SCHEMA_URL).toBe(conventions.schemaUrl));
});

describe('a step', () => {
  const [root, agent, check] = stepSpans(aToldStep());

  test('is a trace of the step, its agent and its check below what its run was in', () => {
    expect(root).toMatchObject({
      name: 'laforge.step',
      kind: 'internal',
      parentSpanId: 'b7ad6b7169203331',
      traceId: '0af7651916cd43dd8448eb211c80319c',
      attributes: {'cicd.pipeline.task.run.result': 'success', 'laforge.cost.usd': {double: 0.0205}},
    });
    expect(agent).toMatchObject({name: 'invoke_agent claude-code', kind: 'client', parentSpanId: root?.spanId});
    expect(check).toMatchObject({name: 'laforge.check', parentSpanId: root?.spanId});
    expect(check?.end).toBe(root?.end);
  });

  test('counts tokens as the conventions do: what came from a cache is a part of the input', () => {
    expect(agent?.attributes).toMatchObject({
      'gen_ai.usage.input_tokens': 1071 + 13_518 + 2723,
      'gen_ai.usage.cache_read.input_tokens': 13_518,
      'gen_ai.usage.cache_write.input_tokens': 2723,
      'gen_ai.usage.output_tokens': 201,
      'gen_ai.usage.reasoning.output_tokens': 61,
    });
    expect(agent?.events).toEqual([
      expect.objectContaining({
        attributes: expect.objectContaining({'laforge.calls': 3, 'gen_ai.usage.output_tokens': 200}),
      }),
    ]);
  });

  test('has what came after its agent where its own process tells', () => {
    const end = Date.parse(aToldStep().endTime ?? '');
    const phases = [
      {name: 'check', start: end, end: end + 10},
      {name: 'push', start: end + 10, end: end + 20},
      {name: 'publish', start: end + 20, end: end + 30},
    ] as const;
    const told = stepSpans(aToldStep(), {phases, calls: []});
    expect(told.map(({name}) => name)).toEqual([
      'laforge.step',
      'invoke_agent claude-code',
      'laforge.check',
      'laforge.push',
      'laforge.publish',
    ]);
    expect(told[0]?.end).toBe(end + 30);
    expect(told.slice(0, 2).map(({spanId}) => spanId)).toEqual([root?.spanId, agent?.spanId]);
  });

  test('has the calls of its agent, those of a subagent below one of its own, within the time of the agent', () => {
    const own = agent ?? root;
    if (own === undefined) throw new Error('The step has no spans.');
    const [begin, after] = [own.start, own.end];
    const told = stepSpans(aToldStep(), {
      phases: [],
      calls: [
        aCall({start: begin - 500, end: begin + 10}),
        aCall({start: begin + 20, end: begin + 30, subagent: 'a', model: 'claude-haiku-4-5'}),
        aCall({start: null, end: begin + 40, subagent: 'a'}),
        aCall({start: begin + 50, end: after + 500, subagent: 'b'}),
        // Of a session that was copied here.
        aCall({start: begin - 90_000, end: begin - 80_000}),
      ],
    }).slice(1);
    const subagents = told.filter(({name, kind}) => name === 'invoke_agent' && kind === 'internal');
    const [a, b] = subagents;
    const times = told.map(({name, start, end, parentSpanId}) => [name, start - begin, end - begin, parentSpanId]);
    const until = after - begin;
    expect(times).toEqual([
      ['invoke_agent claude-code', 0, until, root?.spanId],
      ['invoke_agent', 20, 40, own.spanId],
      ['invoke_agent', 50, until, own.spanId],
      ['chat claude-sonnet-4-5', 0, 10, own.spanId],
      ['chat claude-haiku-4-5', 20, 30, a?.spanId],
      ['chat claude-sonnet-4-5', 40, 40, a?.spanId],
      ['chat claude-sonnet-4-5', 50, until, b?.spanId],
    ]);
    expect(told[3]).toMatchObject({
      kind: 'client',
      attributes: {
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'anthropic',
        'gen_ai.request.model': 'claude-sonnet-4-5',
        'gen_ai.usage.input_tokens': 60,
        'gen_ai.usage.cache_read.input_tokens': 20,
        'gen_ai.usage.output_tokens': 7,
      },
    });
    expect(new Set(told.map(({spanId}) => spanId)).size).toBe(told.length);
    // The agent's own span is the one that a history sends.
    expect({...told[0]?.attributes, 'laforge.calls.left_out': null}).toEqual({
      ...own.attributes,
      'laforge.calls.left_out': null,
    });
  });

  test('says how many calls are left out', () => {
    const calls = Array.from({length: MOST_CALLS + 3}, () => aCall({end: agent?.end ?? 0}));
    const told = stepSpans(aToldStep(), {phases: [], calls});
    expect(told.filter(({name}) => name.startsWith('chat'))).toHaveLength(MOST_CALLS);
    expect(told[1]?.attributes).toMatchObject({'laforge.calls.left_out': 3});
  });

  test('has the agent that the report has, but nothing of a command', () => {
    const named = (name: string | null, agents?: readonly string[]) =>
      aToldStep({
        agentConfig: {...EMPTY_AGENT_CONFIG, name, command: 'canary-program --yes'},
        tokenUsage: aUsage([1, 0, 0, 1], agents === undefined ? {} : {agents}),
      });
    for (const step of [named('reviewer', ['claude-code']), named('reviewer'), named(null, ['codex', 'aider'])])
      expect(stepSpans(step)[1]).toMatchObject({
        name: `invoke_agent ${agentOf(step)}`,
        attributes: {'gen_ai.agent.name': agentOf(step)},
      });
    expect(JSON.stringify([stepSpans(named(null)), stepMetrics(named(null))])).not.toContain('canary-program');
  });

  test('that was refused ran no agent', () => {
    expect(stepSpans(aToldStep({status: 'refused', check: null})).map(({name}) => name)).toEqual(['laforge.step']);
  });

  test.each([
    ['succeeded', 'success', null],
    ['failed', 'failure', 'failed'],
    ['check_failed', 'failure', 'check_failed'],
    ['over_budget', 'failure', 'over_budget'],
    ['timed_out', 'timeout', 'timed_out'],
    ['cancelled', 'cancellation', null],
    ['interrupted', 'error', 'interrupted'],
    ['refused', 'skip', null],
    ['of_a_later_version', 'failure', 'of_a_later_version'],
    ['constructor', 'failure', 'constructor'],
  ])('%s is told as %s, with the error %s', (status, result, error) => {
    expect(resultOf(status)).toBe(result);
    expect(stepSpans(aStep({id: 1, status}))[0]).toMatchObject({error});
  });

  test('measures its usage by model, and nothing by branch, commit or number', () => {
    const found = stepMetrics(aToldStep());
    const points = (name: string) => found.find((metric) => metric.name === name)?.points;
    expect(points('gen_ai.client.inference.usage.output_tokens')?.map(({value}) => value)).toEqual([200, 1]);
    expect(points('laforge.cost.usd')?.map(({value}) => value)).toEqual([0.02, 0.0005]);
    expect(points('gen_ai.invoke_agent.duration')?.map(({value}) => value)).toEqual([60]);
    const labels = new Set(found.flatMap((metric) => metric.points.flatMap((point) => Object.keys(point.attributes))));
    expect([...labels].filter((label) => /vcs|uid|\.id$|sha|run/.test(label))).toEqual([]);
    expect(Object.keys(resourceOf(aToldStep())).filter((label) => /ref|run|revision/.test(label))).toEqual([]);
  });

  test('of unknown usage measures none: unknown is not 0', () => {
    expect(stepMetrics(aStep({id: 1})).map(({name}) => name)).toEqual([
      'laforge.steps',
      'gen_ai.invoke_agent.duration',
    ]);
  });

  test('whose shares lack their cost has it once', () => {
    const by_model = [{...aUsage([1, 0, 0, 1]), model: 'a', cost: null}];
    const found = stepMetrics(aStep({id: 1, tokenUsage: aUsage([1, 0, 0, 1], {cost: 2, models: ['a'], by_model})}));
    expect(found.find(({name}) => name === 'laforge.cost.usd')?.points.map(({value}) => value)).toEqual([2]);
  });

  test('tells no text of a prompt, a command, a check, a remark or a commit', () => {
    const all = JSON.stringify([spans, metrics, resourceOf(aToldStep())]);
    expect(CANARIES.filter((canary) => all.includes(canary))).toEqual([]);
  });
});

test('a rollback is linked to the steps that it covers', () => {
  const step = aToldStep();
  const span = rollbackSpan(aRollback({stepUids: [step.uid], reason: 'canary-note'}), [step]);
  expect(span).toMatchObject({
    name: 'laforge.rollback',
    links: [{traceId: step.run?.trace?.trace_id, spanId: stepSpans(step)[0]?.spanId}],
  });
  expect(JSON.stringify(span)).not.toContain('canary');
});

test.each([
  ['claude-opus-4-5', 'anthropic'],
  ['anthropic/claude-sonnet-4-5', 'anthropic'],
  ['gpt-5.2-codex', 'openai'],
  ['o4-mini', 'openai'],
  ['gemini-3-pro', 'gcp.gen_ai'],
  ['qwen3-coder', 'unknown'],
])('the provider of %s is %s', (model, provider) => expect(providerOfModel(model)).toBe(provider));

test('an agent whose check ran before it began when that had ended, and not with its step', () => {
  const [startTime, endTime] = ['2026-01-01T00:00:00.000Z', '2026-01-01T00:01:00.000Z'];
  const agentOf = (step: Parameters<typeof stepSpans>[0]) => stepSpans(step)[1];
  const step = aToldStep({startTime, endTime, durationMs: 10_000, checkBefore: null});
  const at = Date.parse(startTime);
  expect(agentOf(step)).toMatchObject({start: at, end: at + 10_000});
  const checkBefore = {command: 'npm test', exit_code: 1, duration_ms: 50_000, last_lines: []};
  expect(agentOf({...step, checkBefore})).toMatchObject({start: at + 50_000, end: at + 60_000});
});
