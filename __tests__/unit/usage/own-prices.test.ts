import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
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
    ['missing.yml', /^Input "prices" is "missing.yml", and there is no such file/],
    ['m: {input: 1}', /"m" lacks its input or output/],
    ['m: {input: 1, output: 2, cache_read: free}', /"m" has a "cache_read" that is no price/],
    ['m: {input: -1, output: 2}', /"m" has a "input" that is no price/],
    ['m: {input: 1, output: 2, since: soon}', /"m" has a "since" that is no day/],
    ['m: {input: 1, output: 2, above: [{input: 1}]}', /"above" without "prompt_tokens"/],
    ['[1, 2]', /is no list of models/],
    ['{{{', /neither JSON nor YAML/],
  ])('%s: a refusal that says what to write', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });
});
