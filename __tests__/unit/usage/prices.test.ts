import {describe, expect, test} from '@jest/globals';
import type {ModelShare} from '../../../src/usage/agent-reader.ts';
import {addPrices, priceShares} from '../../../src/usage/prices/estimate-cost.ts';
import {findPrice, LIST_DATE, PRICE_LIST} from '../../../src/usage/prices/find-price.ts';
import {listRecordedRuns, replay} from '../../helpers/recorded-runs.ts';

const at = new Date('2026-11-28');

/** Tokens of one call, all of one class unless said otherwise. */
function aCall(model: string, changes: Partial<ModelShare> = {}): ModelShare {
  const none = {input: 0, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: null};
  return {...none, model, turns: 1, calls: 1, cost: null, ...changes};
}

const estimateCost = async (...given: Parameters<typeof priceShares>) => addPrices(await priceShares(...given));
const costOf = async (...calls: readonly ModelShare[]) => (await estimateCost(calls, at, {}))?.cost ?? null;
const inputPrice = async (model: string) => (await findPrice(model, at, {}))?.price.input;

describe('the same model under another name', () => {
  test.each([
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 3],
    ['global.anthropic.claude-opus-4-6-v1', 5],
    ['anthropic.claude-haiku-4-5-20251001-v1:0', 1],
    ['arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-6', 3],
    ['arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0', 3],
    ['projects/p/locations/global/publishers/anthropic/models/claude-opus-4-8@default', 5],
    ['claude-sonnet-4-5@20250929', 3],
    ['claude-opus-4-6[1m]', 5],
    ['openrouter/anthropic/claude-sonnet-4.5', 3],
    ['claude-4.5-sonnet', 3],
    ['Claude-Sonnet-4-5', 3],
    ['claude-sonnet-4-0', 3],
    ['claude-3-5-haiku-latest', 0.8],
    ['gpt-5.5-2026-04-23', 5],
    ['gpt-5.6', 4],
    ['models/gemini-2.5-pro', 1.25],
  ])('%s', async (name, price) => {
    expect(await inputPrice(name)).toBe(price);
  });
});

describe('another model, whose price nobody told', () => {
  test.each([
    'claude-opus-4-8-fast',
    'claude-sonnet-9-9',
    'claude-sonnet-5-6',
    'gpt-5.5-fast',
    'gpt-5.5-mini',
    'kimi-k2.5-free',
    'moonshotai/kimi-k2.5:free',
    'gemini-2.5-pro:thinking',
    'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3',
    'opus',
    '',
    '__proto__',
    'constructor',
  ])('%s', async (name) => {
    expect(await inputPrice(name)).toBeUndefined();
  });
});

describe('a price is of one call', () => {
  test('by the length of its own prompt, cache included', async () => {
    const short = aCall('claude-sonnet-4-5', {input: 1000, cacheRead: 39_000, output: 500});
    expect(await costOf(...Array.from({length: 10}, () => short))).toBeCloseTo(0.222, 6);
    const long = aCall('claude-sonnet-4-5', {input: 1000, cacheRead: 239_000, output: 500});
    expect(await costOf(long)).toBeCloseTo((1000 * 6 + 239_000 * 0.6 + 500 * 22.5) / 1e6, 6);
    expect(await costOf(aCall('claude-haiku-5-5', {input: 100_001}))).toBeCloseTo(0.05, 4);
    expect(await costOf(aCall('gpt-5.5', {input: 300_000, output: 1000}))).toBeCloseTo(3.045, 6);
  });

  test('and the average is said to be one, where only a sum is known and it matters', async () => {
    const sum = aCall('gemini-2.5-pro', {input: 500_000, output: 500, calls: 2});
    expect(await estimateCost([sum], at, {})).toMatchObject({
      cost: 1.2575,
      list: expect.stringMatching(/by the average length of a call$/),
    });
    const unsaid = aCall('gemini-2.5-pro', {input: 500_000, calls: null, turns: null});
    expect((await estimateCost([unsaid], at, {}))?.list).toMatch(/average/);
    const small = aCall('gemini-2.5-pro', {input: 100_000, calls: 7});
    expect((await estimateCost([small], at, {}))?.list).not.toMatch(/average/);
  });

  test('by its service tier and speed, and unknown where the model is not sold so', async () => {
    const tokens = {input: 10_000, output: 4000};
    expect(await costOf(aCall('claude-opus-4-8', {...tokens, rate: 'fast'}))).toBeCloseTo(0.3, 6);
    expect(await costOf(aCall('claude-opus-4-6', {...tokens, rate: 'fast'}))).toBeCloseTo(0.9, 6);
    expect(await costOf(aCall('gpt-5.5', {input: 10_000, output: 1000, rate: 'priority'}))).toBeCloseTo(0.2, 6);
    expect(await costOf(aCall('gpt-5.5', {input: 10_000, output: 1000, rate: 'flex'}))).toBeCloseTo(0.04, 6);
    expect(await costOf(aCall('claude-sonnet-4-6', {...tokens, rate: 'batch'}))).toBeCloseTo(0.045, 6);
    expect(await costOf(aCall('claude-sonnet-4-6', {...tokens, rate: 'fast'}))).toBeNull();
    expect(await costOf(aCall('claude-opus-4-8', {...tokens, rate: 'us'}))).toBeCloseTo(0.165, 6);
    expect(await costOf(aCall('claude-opus-4-8', {...tokens, rate: 'fast+us'}))).toBeCloseTo(0.33, 6);
    expect(await costOf(aCall('claude-sonnet-4-6', {...tokens, rate: 'fast+us'}))).toBeNull();
    expect(await costOf(aCall('kimi-k2.5', {...tokens, rate: 'priority'}))).toBeNull();
  });

  test('by how long the cache keeps what is written', async () => {
    expect(await costOf(aCall('claude-opus-4-6', {cacheWrite: 24_000, hourWrite: 15_000}))).toBeCloseTo(0.20625, 6);
    // Also of a long prompt.
    expect(await costOf(aCall('claude-sonnet-4-5', {cacheWrite: 250_000, hourWrite: 250_000}))).toBeCloseTo(3, 6);
    expect(await costOf(aCall('claude-sonnet-4-5', {cacheWrite: 250_000}))).toBeCloseTo(1.875, 6);
  });

  test('as it was at that time', async () => {
    const read = [aCall('claude-sonnet-5-5', {cacheRead: 1e6})];
    expect((await estimateCost(read, new Date('2026-10-06'), {}))?.cost).toBe(0.2);
    expect((await estimateCost(read, at, {}))?.cost).toBe(0.1);
  });
});

test("the user's own prices go before every list", async () => {
  const own = {'my-gateway/fast-one': {input: 1, output: 2}, 'claude-opus-4-8': {input: 1, output: 1}};
  const calls = [aCall('my-gateway/fast-one', {input: 1e6, cacheRead: 1e6}), aCall('claude-opus-4-8', {output: 1e6})];
  expect(await estimateCost(calls, at, own)).toEqual({cost: 3, list: 'your prices', isAverage: false});
  const there = [aCall('claude-opus-4-8', {output: 1e6, rate: 'us'})];
  expect(await estimateCost(there, at, own)).toMatchObject({cost: 1});
  expect(await estimateCost(there, at, {'claude-opus-4-8': {input: 1, output: 1, us: 1.5}})).toMatchObject({cost: 1.5});
});

test('the list is dated, and every price in it can be used', () => {
  expect(Date.parse(LIST_DATE)).toBeLessThanOrEqual(Date.now());
  for (const price of Object.values(PRICE_LIST).flat()) {
    expect(price.input).toBeGreaterThan(0);
    expect(price.output).toBeGreaterThan(price.input);
    expect(price.cache_read ?? 0).toBeLessThan(price.input);
    for (const tier of price.above ?? []) expect(tier.input).toBeGreaterThan(price.input);
  }
});

test('every model that a recorded run used has a price', async () => {
  const folder = `${import.meta.dirname}/../../fixtures/agents`;
  const used = new Set<string>();
  for (const run of listRecordedRuns(folder)) for (const name of (await replay(run)).usage.models) used.add(name);
  const without = [];
  for (const model of used) if ((await findPrice(model, at, {})) === undefined) without.push(model);
  expect(used.size).toBeGreaterThan(4);
  expect(without).toEqual([]);
}, 120_000);
