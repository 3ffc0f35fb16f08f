import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {type TokenUsage, UNKNOWN_USAGE} from '../../../src/domain/documents.ts';
import {toTokenUsage} from '../../../src/usage/token-usage.ts';
import {parseUsage, unknownKeySentences} from '../../../src/usage/told-records.ts';
import {tries} from '../../helpers/soak.ts';

/** What is recorded of a file with this text, without the list of its calls. */
async function record(text: string): Promise<TokenUsage> {
  const {findings} = parseUsage(text);
  const found = findings === null ? [] : [{agent: null, findings}];
  const {calls: _, ...usage} = await toTokenUsage(found, {endTime: Date.parse('2026-11-28')}, {});
  return usage;
}

const parse = (...records: readonly object[]) => record(records.map((one) => JSON.stringify(one)).join('\n'));
const UNUSABLE = 'a line or a figure of it cannot be used, or its figures contradict each other';
const usage = (figures: Partial<TokenUsage>): TokenUsage => ({
  ...UNKNOWN_USAGE,
  source: 'LAFORGE_USAGE_FILE',
  state: 'measured',
  ...figures,
});
const FINE = {input_tokens: 10, cache_read_tokens: 200, cache_write_tokens: 30, output_tokens: 40};

describe('usage', () => {
  test('has its totals computed', async () => {
    const record = {...FINE, reasoning_tokens: 15, turns: 3, cost: 0.0123, model: 'opus', session_id: 'abc'};
    expect(await parse(record)).toEqual(
      usage({
        ...FINE,
        ...{prompt_tokens: 240, completion_tokens: 40, total_tokens: 280},
        ...{reasoning_tokens: 15, turns: 3, cost: 0.0123, cost_estimated: false, models: ['opus'], session_id: 'abc'},
        by_model: [{model: 'opus', ...FINE, reasoning_tokens: 15, cost: 0.0123}],
      }),
    );
  });

  test('may be one object over several lines', async () => {
    expect(await record(JSON.stringify(FINE, null, 2))).toMatchObject({total_tokens: 280, state: 'measured'});
  });

  test('of several lines is added up', async () => {
    const lines = [
      {...FINE, cost: 0.1, models: ['a', 'b']},
      {...FINE, cost: 0.2, model: 'b', session_id: 's'},
    ];
    expect(await parse(...lines)).toEqual(
      usage({
        ...{input_tokens: 20, cache_read_tokens: 400, cache_write_tokens: 60, output_tokens: 80},
        ...{prompt_tokens: 480, completion_tokens: 80, total_tokens: 560},
        ...{cost: 0.3, cost_estimated: false, models: ['a', 'b'], session_id: 's'},
      }),
    );
  });

  test('is told apart by model where each record names its own', async () => {
    const share = {...FINE, reasoning_tokens: null, cost: null};
    const records = [{...FINE, model: 'a'}, {...FINE, model: 'b'}, {...FINE, model: 'a'}, {cost: 1}];
    expect((await parse(...records)).by_model).toEqual([
      {...share, model: 'a', input_tokens: 20, cache_read_tokens: 400, cache_write_tokens: 60, output_tokens: 80},
      {...share, model: 'b'},
    ]);
    expect((await parse({...FINE, model: 'a'}, FINE, {...FINE, model: 'b'})).by_model).toBeUndefined();
    expect((await parse({model: 'a', prompt_tokens: 5}, {...FINE, model: 'b'})).by_model).toBeUndefined();
  });

  test('may come in pieces, a figure a line', async () => {
    expect(await parse({input_tokens: 5}, {output_tokens: 7})).toMatchObject({total_tokens: 12, state: 'measured'});
  });

  test("may be LaForge's three, without what they consist of", async () => {
    expect(await parse({prompt_tokens: 100, completion_tokens: 20, total_tokens: 120})).toEqual(
      usage({prompt_tokens: 100, completion_tokens: 20, total_tokens: 120, output_tokens: 20}),
    );
  });

  test('finds the third of the three from two', async () => {
    expect(await parse({prompt_tokens: 100, total_tokens: 120})).toMatchObject({
      completion_tokens: 20,
      state: 'measured',
    });
    expect(await parse({output_tokens: 20, total_tokens: 120})).toMatchObject({prompt_tokens: 100, input_tokens: null});
  });

  test('that knows only a total, or only a cost, says so', async () => {
    expect(await parse({total_tokens: 120})).toEqual(usage({total_tokens: 120}));
    expect(await parse({cost: 1.5})).toEqual(
      usage({cost: 1.5, cost_estimated: false, state: 'partial', reason: 'it does not tell all tokens'}),
    );
  });

  test('does not claim a split that one of its lines lacks', async () => {
    expect(await parse(FINE, {prompt_tokens: 100, completion_tokens: 20})).toMatchObject({
      ...{input_tokens: null, cache_read_tokens: null, cache_write_tokens: null},
      ...{prompt_tokens: 340, completion_tokens: 60, total_tokens: 400, state: 'measured'},
    });
  });
});

describe('usage is partial', () => {
  test.each([
    ['the total', {...FINE, total_tokens: 281}],
    ['the prompt', {...FINE, prompt_tokens: 10}],
    ['the completion', {...FINE, completion_tokens: 41}],
  ])('where %s contradicts the finer figures, which count', async (_name, written) => {
    expect(await parse(written)).toEqual(
      usage({
        ...FINE,
        prompt_tokens: 240,
        completion_tokens: 40,
        total_tokens: 280,
        state: 'partial',
        reason: UNUSABLE,
      }),
    );
  });

  test('where more was reasoned than said', async () => {
    expect(await parse({...FINE, reasoning_tokens: 41})).toMatchObject({reasoning_tokens: null, state: 'partial'});
  });

  test('where a line was cut off', async () => {
    expect(await record(`${JSON.stringify(FINE)}\n{"input_tok`)).toMatchObject({total_tokens: 280, state: 'partial'});
  });

  test.each([-1, 1.5, '10', 1e308, true, [1], {}, 2 ** 53])(
    'where a figure is %j, which then counts for nothing',
    async (turns) => {
      expect(await parse({...FINE, turns})).toMatchObject({total_tokens: 280, turns: null, state: 'partial'});
    },
  );

  test.each([-0.5, '1', 1e308, true])('where the cost is %j', async (cost) => {
    expect(await parse({...FINE, cost})).toMatchObject({total_tokens: 280, cost: null, state: 'partial'});
  });

  test('where the file has more lines than anybody needs', async () => {
    expect(await record('{"turns":1}\n'.repeat(100_001))).toMatchObject({turns: 100_000, state: 'partial'});
  });
});

describe('usage is unknown', () => {
  test.each(['', ' \n', 'hello', '[]', '[{"turns":1}]', 'null', '5', '{}', '{"model":"opus"}', '{"turns":"3"}', 'NaN'])(
    'when the file says %j',
    async (text) => {
      expect(await record(text)).toEqual(UNKNOWN_USAGE);
    },
  );

  test('when a sum is beyond exact numbers', async () => {
    const most = {input_tokens: Number.MAX_SAFE_INTEGER};
    expect(await parse(most, most)).toEqual(UNKNOWN_USAGE);
  });

  test('when it is nested without end', async () => {
    expect(await record(`{"turns":${'['.repeat(1_000_000)}`)).toEqual(UNKNOWN_USAGE);
    expect(await record(`{"turns":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`)).toEqual(UNKNOWN_USAGE);
  });
});

test('names are cut and cleaned, and not without number', async () => {
  const models = [...Array.from({length: 30}, (_, i) => `m${i}`), 7, null];
  const read = await parse({turns: 1, model: 'a\u001b[31m\nb', models, session_id: 'x'.repeat(500)});
  expect(read.models).toHaveLength(20);
  expect(read.models[0]).toBe('a [31m b');
  expect(read.session_id).toHaveLength(200);
});

test('a key of every object is no figure', async () => {
  expect(await record('{"__proto__": {"turns": 5}, "constructor": 1}')).toEqual(UNKNOWN_USAGE);
});

describe('unknown keys', () => {
  const say = (text: string, redact = (key: string) => key) =>
    unknownKeySentences(parseUsage(text).unknownKeys, redact).join('\n');

  test('are named once, with the known key that was meant', () => {
    const keys = '{"cost_usd": 1, "inputTokens": 2, "kind": "x"}\n';
    expect(say(`${keys.repeat(2)}{"a": 1, "b": 2, "turns": 3}`)).toBe(
      'The usage file has unknown keys, which are ignored: "cost_usd" (did you mean "cost"?), "inputTokens" (did you mean "input_tokens"?), "kind" and 2 more.',
    );
    expect(say(JSON.stringify(FINE))).toBe('');
  });

  test('are redacted before they are cut, and cannot break the sentence', () => {
    const secret = `s3cret${'x'.repeat(200)}`;
    const hostile = {[`${'k'.repeat(70)}${secret}`]: 1, '"\n\u001b[2J': 1, ['o'.repeat(1_000_000)]: 1};
    const sentence = say(JSON.stringify(hostile), (key) => key.replaceAll(secret, '***'));
    expect(sentence).toContain(`"${'k'.repeat(70)}***", "\\"\\n\\u001b[2J", "ooo`);
    expect(sentence.length).toBeLessThan(300);
  });
});

test('whatever is written, the totals that are known add up and nothing is thrown', async () => {
  const figure = fc.oneof(fc.nat(1000), fc.constantFrom(null, -1, '5', 1e308));
  const keys = ['input_tokens', 'cache_read_tokens', 'cache_write_tokens', 'output_tokens', 'reasoning_tokens'];
  const key = fc.constantFrom(...keys, 'prompt_tokens', 'completion_tokens', 'total_tokens', 'cost', 'turns');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.dictionary(key, figure), {maxLength: 4}), async (records) => {
      const read = await parse(...records);
      const {prompt_tokens: prompt, completion_tokens: completion, total_tokens: total} = read;
      if (read.state !== 'measured' || prompt === null || completion === null) return;
      expect(total).toBe(prompt + completion);
      if (read.input_tokens === null) return;
      expect(prompt).toBe(read.input_tokens + (read.cache_read_tokens ?? 0) + (read.cache_write_tokens ?? 0));
    }),
    tries(100),
  );
});
