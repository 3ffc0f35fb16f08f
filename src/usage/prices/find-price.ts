import {type ClassPrices, type ModelPrice, type ModelPrices, validPrice} from './model-price.ts';

export interface FoundPrice {
  readonly price: ModelPrice;
  /** The list that has it, and its version. */
  readonly list: string;
}

/** The name of the user's own document where a price came from it. */
const OWN_PRICES = 'your prices';
const LIBRARY = '@pydantic/genai-prices 0.1.8';

/** A model's price at a time: the user's own, else that of our list, else of the library's; undefined where none has it. */
export async function findPrice(model: string, at: Date, own: ModelPrices): Promise<FoundPrice | undefined> {
  const names = namesOfModel(model);
  for (const [prices, list] of [
    [own, OWN_PRICES],
    [PRICE_LIST, `laforge ${LIST_DATE}`],
  ] as const) {
    const name = names.find((one) => Object.hasOwn(prices, one));
    const found = name === undefined ? undefined : prices[name];
    const price = found === undefined ? undefined : validPrice(found, at);
    // A user's own price includes the place where calls are answered.
    if (price !== undefined) return {price: list === OWN_PRICES ? {us: 1, ...price} : price, list};
  }
  return findInLibrary(names, at);
}

/** The library matches beginnings of names, so what it finds counts only for a model of just this name. */
async function findInLibrary(names: readonly string[], at: Date): Promise<FoundPrice | undefined> {
  const {calcPrice} = await import('@pydantic/genai-prices');
  for (const name of names) {
    try {
      const found = calcPrice({input_tokens: 1}, name, {timestamp: at});
      if (found === null || !names.map(plain).includes(plain(found.model.id))) continue;
      const price = toPrice(found.model_price);
      if (price !== undefined) return {price, list: LIBRARY};
    } catch {
      // It throws on a name it cannot take apart.
    }
  }
  return undefined;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll('.', '-');
}

type LibraryPrice =
  | number
  | {readonly base: number; readonly tiers: readonly {readonly start: number; readonly price: number}[]};
type LibraryPrices = Readonly<Partial<Record<string, LibraryPrice>>>;

/** The library has tiers for each class; a longer prompt takes all classes to theirs. */
function toPrice(found: object): ModelPrice | undefined {
  const prices: LibraryPrices = {...found};
  const starts = Object.values(prices).flatMap((price) => (typeof price === 'object' ? price.tiers : []));
  const at = (tokens: number): ClassPrices | undefined => {
    const pick = (name: string) => priceAt(prices[name], tokens);
    const [input, output] = [pick('input_mtok'), pick('output_mtok')];
    if (input === undefined || output === undefined) return undefined;
    const cache = {cache_read: pick('cache_read_mtok'), cache_write: pick('cache_write_mtok')};
    const known = Object.entries({...cache, cache_write_1h: pick('cache_write_1h_mtok')}).filter(
      ([, price]) => price !== undefined,
    );
    return {input, output, ...Object.fromEntries(known)};
  };
  const base = at(0);
  if (base === undefined) return undefined;
  const above = [...new Set(starts.map(({start}) => start))]
    .sort((a, b) => a - b)
    .flatMap((start) => {
      const tier = at(start + 1);
      return tier === undefined ? [] : [{prompt_tokens: start, ...tier}];
    });
  return above.length === 0 ? base : {...base, above};
}

function priceAt(price: LibraryPrice | undefined, tokens: number): number | undefined {
  if (typeof price !== 'object') return price;
  return price.tiers.findLast(({start}) => tokens > start)?.price ?? price.base;
}

/** A piece of a name that says where or how a model is served, not which model it is, and what stands in its place. */
const SAME_MODEL: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // Bedrock: arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-…
  [/^arn:aws[\w-]*:bedrock:.*:(?:inference-profile|foundation-model)\//, ''],
  // Vertex: projects/p/locations/l/publishers/anthropic/models/claude-…; Google: models/gemini-…
  [/^.*\/models\//, ''],
  [/^models\//, ''],
  // A gateway's provider: openrouter/anthropic/claude-…
  [/^.*\//, ''],
  // Bedrock: us.anthropic.claude-…-v1:0, global.anthropic.…
  [/^(?:[a-z]{2,6}(?:-[a-z]+)?\.)?(?:anthropic|openai|qwen|moonshotai?|zai|minimax|deepseek)\.(?=[a-z])/, ''],
  [/-v\d+(?::\d+(?::\d+k)?)?$/, ''],
  // Claude Code: a window of a million tokens.
  [/\[1m\]$/, ''],
  // Vertex: claude-sonnet-4-5@20250929.
  [/@(?:\d{8}|latest|default)$/, ''],
];

/** A day, or an alias for the newest one. It may stand in a list as well, so names with it are looked up first. */
const DATED: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/-(?:20\d{6}|20\d\d-\d\d-\d\d|latest)$/, ''],
  // Anthropic's names have no dots, and had the version first: claude-sonnet-4.5, claude-4.5-sonnet.
  [/^(claude-.*\d)\.(?=\d)/, '$1-'],
  [/^claude-((?:[4-9]|\d\d)(?:-\d+)?)-(opus|sonnet|haiku)$/, 'claude-$2-$1'],
  [/^claude-(sonnet|opus)-4-0$/, 'claude-$1-4'],
  [/^gpt-5\.6$/, 'gpt-5.6-sol'],
];

/**
 * The names that one model may have in a list, the most exact first. Everything else in a name is another model: `-fast`,
 * `:free`, `-free`, `-mini`, a newer minor version.
 */
function namesOfModel(model: string): readonly string[] {
  const names = [model, model.toLowerCase()];
  for (const [pattern, replacement] of [...SAME_MODEL, ...DATED]) {
    names.push((names.at(-1) ?? '').replace(pattern, replacement));
  }
  return [...new Set(names)];
}

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

const LUNA = [
  long(gpt(1, 0.1, 6, {cache_write: 1.25, priority: 2})),
  long(gpt(0.2, 0.02, 1.2, {cache_write: 0.25, priority: 2, since: '2026-07-30'})),
];

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
  'gpt-5.6-luna': LUNA,
  // The name under which Codex has it review what it is about to do.
  'codex-auto-review': LUNA,
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
