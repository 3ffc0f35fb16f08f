import type {ModelPrices} from './model-price.ts';

/**
 * List prices of models that agents use, in USD per million tokens, where `@pydantic/genai-prices` lacks the model, its
 * newest price, or its service tiers. As of the date below; a price that changed has a row for each time.
 *
 * Sources, read in October and November 2026:
 * - platform.claude.com/docs/en/about-claude/pricing: Claude models, cache lifetimes, fast mode, batch, and
 *   a tenth more for inference in the United States alone (models since 4.6 can be asked for it); Sonnet 5.5 reads
 *   its cache at half since 2026-10-07, and Haiku 5.5 costs more when a prompt is longer than 100,000 tokens.
 * - developers.openai.com/api/docs/pricing and /codex/speed: GPT models, priority ("fast"), flex, batch, and twice the
 *   input and half as much output again for a prompt of more than 272,000 tokens.
 * - alibabacloud.com/help/en/model-studio/model-pricing: Qwen models by the length of the prompt, international.
 */
export const LIST_DATE = '2026-11-28';

export const PRICE_LIST: ModelPrices = {
  'claude-fable-5-1': claude(10, 50, {cache_read: 0.25}),
  'claude-mythos-5-1': claude(10, 50, {cache_read: 0.25}),
  'claude-fable-5': claude(10, 50),
  'claude-mythos-5': claude(10, 50),
  'claude-opus-5-5': claude(4, 20, {cache_read: 0.2, fast: 2}),
  'claude-opus-5': claude(5, 25, {fast: 2}),
  'claude-opus-4-8': claude(5, 25, {fast: 2}),
  'claude-opus-4-7': claude(5, 25, {fast: 6}),
  'claude-opus-4-6': claude(5, 25, {fast: 6}),
  'claude-opus-4-5': claude(5, 25),
  'claude-opus-4-1': claude(15, 75),
  'claude-opus-4': claude(15, 75),
  'claude-sonnet-5-5': [claude(2, 10), claude(2, 10, {cache_read: 0.1, since: '2026-10-07'})],
  'claude-sonnet-5': claude(2, 10),
  'claude-sonnet-4-6': claude(3, 15),
  'claude-sonnet-4-5': claude(3, 15, {above: [{prompt_tokens: 200_000, ...claude(6, 22.5)}]}),
  'claude-sonnet-4': claude(3, 15, {above: [{prompt_tokens: 200_000, ...claude(6, 22.5)}]}),
  'claude-3-7-sonnet': claude(3, 15),
  'claude-3-5-sonnet': claude(3, 15),
  'claude-haiku-5-5': claude(0.1, 0.5, {above: [{prompt_tokens: 100_000, ...claude(0.5, 2.5)}]}),
  'claude-haiku-4-5': claude(1, 5),
  'claude-3-5-haiku': claude(0.8, 4),

  'gpt-6-astra': long(gpt(10, 1, 50, {cache_write: 12.5, priority: 2})),
  'gpt-6.1-sol': long(gpt(2, 0.1, 10, {cache_write: 2.5, priority: 2})),
  'gpt-6-sol': long(gpt(2, 0.2, 10, {cache_write: 2.5, priority: 2})),
  'gpt-6-luna': long(gpt(0.1, 0.01, 0.5, {cache_write: 0.125, priority: 2})),
  'gpt-5.6-sol': [
    long(gpt(5, 0.5, 30, {cache_write: 6.25, priority: 2})),
    long(gpt(4, 0.4, 20, {cache_write: 5, priority: 2, since: '2026-08-21'})),
  ],
  'gpt-5.6-terra': [
    long(gpt(2.5, 0.25, 15, {cache_write: 3.125, priority: 2})),
    long(gpt(2, 0.2, 12, {cache_write: 2.5, priority: 2, since: '2026-07-30'})),
  ],
  'gpt-5.6-luna': [
    long(gpt(1, 0.1, 6, {cache_write: 1.25, priority: 2})),
    long(gpt(0.2, 0.02, 1.2, {cache_write: 0.25, priority: 2, since: '2026-07-30'})),
  ],
  'gpt-5.5': long(gpt(5, 0.5, 30, {priority: 2.5})),
  'gpt-5.4': long(gpt(2.5, 0.25, 15, {priority: 2})),
  'gpt-5.4-mini': gpt(0.75, 0.075, 4.5, {priority: 2}),
  'gpt-5.4-nano': gpt(0.2, 0.02, 1.25),
  'gpt-5.3-codex': gpt(1.75, 0.175, 14, {priority: 2}),
  'gpt-5.2': gpt(1.75, 0.175, 14, {priority: 2}),
  'gpt-5.2-codex': gpt(1.75, 0.175, 14, {priority: 2}),
  'gpt-5.1': gpt(1.25, 0.125, 10, {priority: 2}),
  'gpt-5.1-codex': gpt(1.25, 0.125, 10, {priority: 2}),
  'gpt-5.1-codex-max': gpt(1.25, 0.125, 10, {priority: 2}),
  'gpt-5.1-codex-mini': gpt(0.25, 0.025, 2),
  'gpt-5': gpt(1.25, 0.125, 10, {priority: 2}),
  'gpt-5-codex': gpt(1.25, 0.125, 10, {priority: 2}),
  'gpt-5-mini': gpt(0.25, 0.025, 2, {priority: 1.8}),
  'gpt-5-nano': gpt(0.05, 0.005, 0.4),

  'qwen3-coder-plus': {
    ...{input: 1, cache_read: 0.2, output: 5},
    above: [
      {prompt_tokens: 32_000, input: 1.8, cache_read: 0.36, output: 9},
      {prompt_tokens: 128_000, input: 3, cache_read: 0.6, output: 15},
      {prompt_tokens: 256_000, input: 6, cache_read: 1.2, output: 60},
    ],
  },
};

type Price = Exclude<ModelPrices[string], readonly unknown[]>;

/** A cache read is a tenth of the input, unless said otherwise; a cache write 1.25 times it, kept for an hour twice. */
function claude(input: number, output: number, other: Partial<Price> = {}): Price {
  const cache = {cache_read: input / 10, cache_write: input * 1.25, cache_write_1h: input * 2};
  return {input, ...cache, output, batch: 0.5, us: 1.1, ...other};
}

function gpt(input: number, cacheRead: number, output: number, other: Partial<Price> = {}): Price {
  return {input, cache_read: cacheRead, output, flex: 0.5, batch: 0.5, ...other};
}

/** All of a call with a longer prompt costs twice the input and half as much output again. */
function long(price: Price): Price {
  const {input, cache_read = input, cache_write = input, output} = price;
  const twice = {input: input * 2, cache_read: cache_read * 2, cache_write: cache_write * 2, output: output * 1.5};
  return {...price, above: [{prompt_tokens: 272_000, ...twice}]};
}
