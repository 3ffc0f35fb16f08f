import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import {findPrice} from '../../../src/usage/prices/find-price.ts';
import {readOwnPrices} from '../../../src/usage/prices/own-prices.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'laforge-prices-'));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

const read = (text: string | null) => readOwnPrices({text, folder, home: join(folder, 'home'), what: 'Input "prices"'});
const PRICES = {'my/model': [{input: 1, output: 2, cache_read: 0.1, batch: 0.5}]};
const YAML = 'my/model: {input: 1, output: 2, cache_read: 0.1, batch: 0.5}';

describe("the user's own prices", () => {
  test('are read from text of YAML or JSON, from a file, and from the folder of the user', async () => {
    expect(await read(null)).toEqual({});
    expect(await read(`\n${YAML}\n`)).toEqual(PRICES);
    expect(await read('{"my/model": {"input": 1, "output": 2, "cache_read": 0.1, "batch": 0.5}}')).toEqual(PRICES);
    writeFileSync(join(folder, 'prices.yml'), YAML);
    expect(await read('prices.yml')).toEqual(PRICES);
    mkdirSync(join(folder, 'home'));
    writeFileSync(join(folder, 'home', 'prices.yml'), YAML);
    expect(await read(null)).toEqual(PRICES);
  });

  test('in the folder of the user are refused, and not passed over, where they cannot be read', async () => {
    mkdirSync(join(folder, 'home', 'prices.yaml'), {recursive: true});
    await expect(read(null)).rejects.toThrow(/prices.yaml" is no file/);
  });

  test('are found however the name is written', async () => {
    const own = await read('Acme/Coder-9: {input: 1, output: 2}');
    expect(await findPrice('acme/coder-9', new Date(), own)).toMatchObject({price: {input: 1}, list: 'your prices'});
  });

  test('may depend on the length of a prompt and on the day', async () => {
    const above = 'above: [{prompt_tokens: 200000, input: 4, output: 15}]';
    expect(await read(`m:\n- {input: 2, output: 10, ${above}}\n- {input: 1, output: 5, since: 2026-12-01}`)).toEqual({
      m: [
        {input: 2, output: 10, above: [{prompt_tokens: 200_000, input: 4, output: 15}]},
        {input: 1, output: 5, since: '2026-12-01'},
      ],
    });
  });

  test.each([
    ['missing.yml', /^Input "prices" is "missing.yml", which is no file/],
    ['.', /which is no file of at most 1 MB that can be read/],
    ['m: {input: 1}', /"m" lacks its input or output/],
    ['m: {input: 1, output: 2, cache_read: free}', /"m" has "free" as its cache_read, which is no number from 0/],
    ['m: {input: -1, output: 2}', /"m" has -1 as its input, which is no number/],
    ['m: {input: "0.6", output: 2}', /"m" has "0.6" as its input, which is no number/],
    ['m: {input: 1, output: 2, cache-read: 0.1}', /"m" has "cache-read", which is none of input, output, cache_read/],
    ['m: {input_cost_per_token: 6e-7}', /"m" has "input_cost_per_token", which is none of/],
    [
      'm: {input: 0.0000006, output: 0.000003}',
      /"m" has the price 6e-7, which looks like that of one token: write 0.6/,
    ],
    ['m: {input: 1, output: 2, since: soon}', /"m" has a "since" that is no day/],
    ['m: {input: 1, output: 2, above: [{input: 1, output: 2}]}', /"above" without "prompt_tokens"/],
    ['[1, 2]', /is no list of models/],
    ['{{{', /neither JSON nor YAML/],
  ])('%s: a refusal that says what to write', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });
});
