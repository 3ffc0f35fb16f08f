import {type ClassPrices, type ModelPrice, type ModelPrices, validPrice} from './model-price.ts';
import {LIST_DATE, PRICE_LIST} from './price-list.ts';

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
    // Where a call is answered is in the price that somebody pays.
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
