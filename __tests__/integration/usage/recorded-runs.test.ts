import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {readTable, tableRow} from '../../../scripts/usage-table.ts';
import type {Spent} from '../../../src/domain/budget.ts';
import type {TimedCall, TokenUsage} from '../../../src/domain/documents.ts';
import {AGENTS} from '../../../src/usage/agents.ts';
import {addCounts} from '../../../src/usage/figures.ts';
import {listRecordedRuns, type RecordedRun, readTruth, replay, type Truth} from '../../helpers/recorded-runs.ts';

const more = process.env.LAFORGE_RECORDED_RUNS;
const roots = [join(import.meta.dirname, '../../fixtures/agents'), ...(more === undefined ? [] : [more])];
const runs = roots.flatMap(listRecordedRuns).map((run) => [run.name, run] as const);
const table = readTable();
const halfWay = new Map<string, number>();
const hidden = new Map<string, string>();
const timed = new Map<string, readonly TimedCall[]>();

/** What of the truth is recorded nowhere: then a run must not pass for measured. */
function checkAgainst(truth: Truth, usage: TokenUsage, run: RecordedRun): void {
  const ours = [usage.input_tokens, usage.cache_read_tokens, usage.cache_write_tokens, usage.output_tokens];
  const served = [truth.input, truth.cacheRead, truth.cacheWrite, truth.output];
  switch (usage.state) {
    case 'measured':
      expect({[run.name]: ours}).toEqual({[run.name]: served});
      // Where nobody thought, some records do not speak of it.
      expect(usage.reasoning_tokens ?? 0).toBe(truth.reasoning);
      expect(usage.total_tokens).toBe(truth.total);
      expect(usage.reason).toBeUndefined();
      break;
    case 'partial':
      expect(usage.reason).toMatch(/\w/);
      expect(usage.total_tokens ?? 0).toBeLessThanOrEqual(truth.total + truth.cutOff);
      expect(usage.total_tokens ?? 0).toBeGreaterThan(0);
      break;
    case 'unknown':
      // Nothing was served, and nothing is recorded; and that is not 0.
      expect(truth.requests).toBe(0);
      expect(ours).toEqual([null, null, null, null]);
  }
}

/** The calls whose times are told: never more than there were, and in most runs all of them. */
function checkTimes(calls: readonly TimedCall[], usage: TokenUsage, run: RecordedRun): void {
  const {total, cutOff} = readTruth(run);
  const sum = calls.reduce((all, call) => all + (totalOf(call) ?? 0), 0);
  expect(sum).toBeLessThanOrEqual(total + cutOff);
  for (const {start, end} of calls) expect(start ?? end).toBeLessThanOrEqual(end);
  if (sum > 0 && sum === usage.total_tokens) timed.set(run.name, calls);
}

function totalOf(call: TimedCall): number | null {
  const {input_tokens: input, cache_read_tokens: read, cache_write_tokens: write, output_tokens: output} = call;
  return addCounts(input, read, write, output);
}

describe.each(runs)('%s', (name, run) => {
  test('is measured right, or said not to be', async () => {
    const {usage, config, timedCalls = []} = await replay(run);
    checkAgainst(readTruth(run), usage, run);
    checkTimes(timedCalls, usage, run);
    expect(usage.agents).toEqual([run.agent]);
    expect(config.name).toBe(run.agent);
    expect(table.get(name)).toContain(tableRow(run, usage));
  });

  test('is seen to have used no more than it has while it runs, and looking at it changes nothing', async () => {
    const looks: Spent[] = [];
    const {usage} = await replay(run, 'auto', undefined, undefined, (spent) => looks.push(spent));
    expect(table.get(name)).toContain(tableRow(run, usage));
    const truth = readTruth(run);
    const [half, whole] = looks.map(({tokens}) => tokens ?? 0);
    expect(half).toBeLessThanOrEqual(truth.total + truth.cutOff);
    if (usage.state === 'measured') expect(whole).toBe(truth.total);
    expect(whole).toBeLessThanOrEqual(truth.total + truth.cutOff);
    halfWay.set(name, Math.max(half ?? 0, halfWay.get(name) ?? 0));
  });

  test('is read the same or not at all where the command tells nothing', async () => {
    const {usage} = await replay(run, 'auto', './agent-in-a-box');
    hidden.set(name, usage.state);
    if (usage.state === 'unknown') return;
    expect(usage.agents).toEqual([run.agent]);
    expect(table.get(name)).toContain(`| ${usage.total_tokens} | `);
  });
});

const firsts = runs.filter(([, run], i) => runs.findIndex(([, other]) => other.agent === run.agent) === i);

test.each(firsts)('%s is the same when its agent is named, and nothing to the other agents', async (name, run) => {
  for (const {name: agent} of AGENTS) {
    const {usage} = await replay(run, agent);
    if (agent === run.agent) expect(table.get(name)).toContain(tableRow(run, usage));
    else expect(usage).toMatchObject({agents: [agent], state: 'unknown', total_tokens: null, cost: null});
  }
});

test('most runs are recognised by what they print or leave', () => {
  const found = [...hidden].filter(([, state]) => state !== 'unknown').map(([name]) => name);
  expect(found.length).toBeGreaterThan(hidden.size * 0.8);
  expect(found).toEqual(expect.arrayContaining(['claude-2.1.330/text', 'codex-0.53.0/text', 'qwen-0.24.4/text']));
});

test('most agents tell what they use while they run', () => {
  const told = new Set(
    [...halfWay].filter(([, tokens]) => tokens > 0).map(([name]) => name.replace(/-[\d.]+\/.*/, '')),
  );
  const words = ['claude', 'codex', 'copilot', 'gemini', 'kimi-code', 'opencode', 'pi', 'qwen'];
  expect([...told].sort()).toEqual(words);
});

test('most agents tell when each of their calls was, and some when it began and which subagent asked', () => {
  const agentsOf = (names: readonly string[]) =>
    [...new Set(names.map((name) => name.replace(/-[\d.]+\/.*/, '')))].sort();
  const words = ['claude', 'cline', 'codex', 'copilot', 'gemini', 'kimi-code', 'opencode', 'pi', 'qwen'];
  expect(agentsOf([...timed.keys()])).toEqual(words);
  const begun = [...timed].filter(([, calls]) => calls.every(({start}) => start !== null)).map(([name]) => name);
  expect(agentsOf(begun)).toEqual(['claude', 'codex', 'copilot', 'kimi-code', 'opencode', 'pi', 'qwen']);
  for (const name of ['claude-2.1.330/subagent-json', 'codex-0.169.0/subagent-json']) {
    const subagents = timed.get(name)?.map(({subagent}) => subagent) ?? [];
    expect(subagents.filter((one) => one !== null)).toHaveLength(2);
    expect(new Set(subagents).size).toBe(2);
  }
});
