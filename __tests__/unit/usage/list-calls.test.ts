import {expect, test} from '@jest/globals';
import {tokenUsage, UNKNOWN_USAGE} from '../../../src/domain/documents.ts';
import {fromStored, toStored} from '../../../src/domain/kinds.ts';
import type {ModelShare} from '../../../src/usage/agent-reader.ts';
import {findShares} from '../../../src/usage/call-findings.ts';
import {priceShares} from '../../../src/usage/prices/estimate-cost.ts';
import {listCalls, toTokenUsage} from '../../../src/usage/token-usage.ts';

const OWN = {big: {input: 2, output: 10, priority: 2, above: [{prompt_tokens: 1000, input: 4, output: 20}]}};

function aCall(model: string, input: number, changes: Partial<ModelShare> = {}): ModelShare {
  return {
    ...{model, input, cacheRead: 0, cacheWrite: 0, output: 10, reasoning: null, turns: 1, calls: 1, cost: null},
    ...changes,
  };
}

const list = async (...calls: readonly ModelShare[]) =>
  listCalls(
    (await priceShares(calls, new Date('2026-11-01'), OWN)).map((one) => ({...one, source: 'pi: message.usage'})),
  );

test('each call has its record, its tier and its cost, and each price stands once', async () => {
  const {calls, prices} = await list(
    aCall('big', 100),
    aCall('big', 200),
    aCall('big', 2000, {rate: 'priority'}),
    aCall('nobody-sells-it', 5),
  );
  expect(calls?.map(({model, calls: count, rate, above, cost}) => [model, count, rate, above, cost])).toEqual([
    ['big', 1, null, null, 0.0003],
    ['big', 1, null, null, 0.0005],
    ['big', 1, 'priority', 1000, 0.0164],
    ['nobody-sells-it', 1, null, null, null],
  ]);
  expect(calls?.[0]).toMatchObject({source: 'pi: message.usage', input_tokens: 100, output_tokens: 10});
  expect(prices).toMatchObject([
    {model: 'big', rate: null, above: null, list: 'your prices', input: 2, cache_read: 2, output: 10},
    {model: 'big', rate: 'priority', above: 1000, input: 8, output: 40},
  ]);
});

test('a long list ends with sums by model, so that it still adds up, and its document holds it', async () => {
  const listed = await list(...Array.from({length: 1_000}, (_, at) => aCall(at % 2 === 0 ? 'big' : 'other', 100)));
  expect(listed.calls).toHaveLength(82);
  expect(listed.calls?.slice(80).map(({model, calls, input_tokens: input}) => [model, calls, input])).toEqual([
    ['big', 460, 46_000],
    ['other', 460, 46_000],
  ]);
  expect(listed.calls?.at(-2)?.cost).toBeCloseTo(460 * 0.0003, 9);
  const usage = {...UNKNOWN_USAGE, ...listed};
  expect(fromStored(tokenUsage, toStored(tokenUsage, usage))).toEqual(usage);
});

test('a figure that cannot be used is unknown, and no record is needed for a list', async () => {
  expect((await list(aCall('big\u0007', Number.NaN))).calls).toMatchObject([
    {model: 'big', input_tokens: null, cost: null},
  ]);
  expect(await list()).toEqual({});
});

test('an agent may make more calls than a function takes arguments', async () => {
  const calls = Array.from({length: 130_000}, () => aCall('big', 100));
  const findings = findShares(calls, {sessionId: 's', source: 'told', reason: null});
  const usage = await toTokenUsage([{agent: 'pi', findings}], {endTime: Date.parse('2026-11-01')}, OWN);
  expect(usage).toMatchObject({turns: 130_000, input_tokens: 13_000_000, state: 'measured'});
});
