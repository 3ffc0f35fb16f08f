import {expect, test} from '@jest/globals';
import {EMPTY_AGENT_CONFIG, type ModelUsage} from '../../../src/domain/documents.ts';
import {createUsageReport, restOf} from '../../../src/domain/usage-report.ts';
import {totalsOf} from '../../../src/domain/usage-totals.ts';
import {aStep} from '../../helpers/history-builders.ts';
import {aUsage} from '../../helpers/usages.ts';

const share = (model: string, input: number, output: number, cost: number | null): ModelUsage => ({
  model,
  input_tokens: input,
  cache_read_tokens: 0,
  cache_write_tokens: 0,
  output_tokens: output,
  reasoning_tokens: null,
  cost,
});

const STEPS = [
  aStep({
    id: 4,
    startTime: '2026-01-02T23:59:59.999Z',
    branch: 'fix',
    tokenUsage: aUsage([110, 0, 0, 11], {
      cost: 0.3,
      agents: ['claude-code'],
      models: ['opus', 'haiku'],
      by_model: [share('opus', 100, 10, 0.25), share('haiku', 10, 1, 0.05)],
    }),
  }),
  aStep({
    id: 3,
    startTime: '2026-01-02T00:00:00.000Z',
    tokenUsage: aUsage([1000, 0, 0, 0], {cost: 2, agents: ['codex'], models: ['gpt']}),
  }),
  aStep({
    id: 2,
    startTime: '2026-01-01T12:00:00.000Z',
    active: false,
    agentConfig: {...EMPTY_AGENT_CONFIG, command: '/usr/bin/aider --yes'},
    tokenUsage: null,
  }),
  aStep({id: 1, startTime: '2026-01-01T00:00:00.000Z', status: 'running', tokenUsage: null}),
];

test('tells steps apart by day, branch, agent and model; each table comes to the whole', () => {
  const report = createUsageReport();
  for (const step of STEPS) report.add([step]);
  const {total, groups} = report.report();
  expect(total).toEqual(totalsOf(STEPS));
  const facts = (dimension: keyof typeof groups) =>
    groups[dimension].map(({name, usage}) => [name, usage.steps, usage.totalTokens, usage.costUsd]);
  expect(facts('day')).toEqual([
    ['2026-01-02', 2, 1121, 2.3],
    ['2026-01-01', 1, null, null],
  ]);
  expect(facts('branch')).toEqual([
    ['main', 2, 1000, 2],
    ['fix', 1, 121, 0.3],
  ]);
  expect(facts('agent')).toEqual([
    ['codex', 1, 1000, 2],
    ['claude-code', 1, 121, 0.3],
    ['aider', 1, null, null],
  ]);
  expect(facts('model')).toEqual([
    ['gpt', 1, 1000, 2],
    ['opus', 1, 110, 0.25],
    ['haiku', 1, 11, 0.05],
    [null, 1, null, null],
  ]);
});

test('what is beyond a number of rows is added up', () => {
  const report = createUsageReport();
  report.add(STEPS);
  const {model} = report.report().groups;
  expect(restOf(model, 1)).toMatchObject({steps: 3, totalTokens: 121, costUsd: expect.closeTo(0.3)});
  expect(restOf(model, 4)).toBeNull();
});
