import {existsSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {badInput, type InputError} from '../../domain/errors.ts';
import {quote} from '../../domain/identity.ts';
import {asArray, asObject, type Json} from '../../domain/json.ts';
import {looksLikePath, readRegularFile} from '../../files/regular-file.ts';
import {type ClassPrices, type ModelPrice, type ModelPrices, RATES} from './model-price.ts';

interface OwnPricesRequest {
  /** JSON or YAML, or the path of a file with either; null: `prices.yml` (or `.yaml`) in the user's folder, if there is one. */
  readonly text: string | null;
  /** The folder that a relative path starts from. */
  readonly folder: string;
  /** `~/.laforge`, or where LAFORGE_HOME has it. */
  readonly home: string;
  /** The input or option the text came from, as a message names it. */
  readonly what: string;
}

const MAX_BYTES = 1024 * 1024;
const HOW =
  'Give each model its input and output in USD per million tokens, such as kimi-k2.5: {input: 0.6, output: 3}';
const FILES = ['prices.yml', 'prices.yaml'];
const PRICES = ['input', 'output', 'cache_read', 'cache_write', 'cache_write_1h'];
const KEYS = [...PRICES, ...RATES, 'above', 'since'];
/** Nobody sells a million tokens for less: such a price is that of one token. */
const LOWEST_USD = 0.0005;

/** The user's own prices, by model. Throws InputError, naming the model and what to write, when they cannot be read. */
export async function readOwnPrices({text, folder, home, what}: OwnPricesRequest): Promise<ModelPrices> {
  if (text === null) {
    const path = FILES.map((name) => join(home, name)).find(existsSync);
    return path === undefined ? {} : await parsePrices(readText(path, quote(path)), path);
  }
  if (!looksLikePath(text)) return await parsePrices(text, what);
  const name = quote(text.trim());
  return await parsePrices(readText(resolve(folder, text.trim()), `${what} is ${name}, which`), `${what} (${name})`);
}

async function parsePrices(text: string, where: string): Promise<ModelPrices> {
  const {parse} = await import('yaml');
  let document: unknown;
  try {
    document = parse(text, {maxAliasCount: 0});
  } catch (error) {
    throw badInput(`${where} is neither JSON nor YAML. ${HOW}.`, {cause: error});
  }
  const models = asObject(document ?? {});
  if (models === undefined) throw badInput(`${where} is no list of models. ${HOW}.`);
  const prices = Object.entries(models).map(([model, value]) => {
    const rows = Array.isArray(value) ? asArray(value) : [value];
    return [model.toLowerCase(), rows.map((row) => toPrice(row, `${where}: ${quote(model)}`))] as const;
  });
  return Object.fromEntries(prices);
}

function toPrice(value: unknown, where: string): ModelPrice {
  const row = readRow(value, KEYS, where);
  const {since} = row;
  const day = since instanceof Date ? since.toISOString() : since;
  if (day !== undefined && (typeof day !== 'string' || Number.isNaN(Date.parse(day))))
    throw refusal(`${where} has a "since" that is no day`);
  const above = asArray(row.above).map((value) => {
    const tier = readRow(value, [...PRICES, 'prompt_tokens'], where);
    if (typeof tier.prompt_tokens !== 'number') throw refusal(`${where} has an "above" without "prompt_tokens"`);
    return {prompt_tokens: tier.prompt_tokens, ...readPrices(tier, where)};
  });
  return {
    ...readPrices(row, where),
    ...pick(row, RATES, where),
    ...(above.length === 0 ? {} : {above: above.sort((a, b) => a.prompt_tokens - b.prompt_tokens)}),
    ...(day === undefined ? {} : {since: day}),
  };
}

function readRow(value: unknown, keys: readonly string[], where: string): Json {
  const row = asObject(value);
  const other = Object.keys(row ?? {}).find((key) => !keys.includes(key));
  // One that is written otherwise would count as left out.
  if (other !== undefined) throw refusal(`${where} has ${quote(other)}, which is none of ${keys.join(', ')}`);
  if (row?.input === undefined || row.output === undefined) throw refusal(`${where} lacks its input or output`);
  return row;
}

function readPrices(row: Json, where: string): ClassPrices {
  const {input = 0, output = 0, ...others} = pick(row, PRICES, where);
  const low = [input, output].find((price) => price > 0 && price < LOWEST_USD);
  if (low !== undefined)
    throw refusal(
      `${where} has the price ${low}, which looks like that of one token: write ${Number((low * 1e6).toPrecision(6))}`,
    );
  return {input, output, ...others};
}

function pick(row: Json, keys: readonly string[], where: string): Record<string, number> {
  const given = keys.flatMap((key) => {
    const value = row[key];
    if (value === undefined) return [];
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return [[key, value] as const];
    throw refusal(`${where} has ${JSON.stringify(value)} as its ${key}, which is no number from 0`);
  });
  return Object.fromEntries(given);
}

function refusal(problem: string): InputError {
  return badInput(`${problem}. ${HOW}.`);
}

function readText(path: string, which: string): string {
  const content = readRegularFile(path, MAX_BYTES);
  if (content !== null) return content.toString('utf8');
  throw refusal(`${which} is no file of at most 1 MB that can be read`);
}
