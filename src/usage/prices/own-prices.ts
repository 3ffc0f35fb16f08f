import {constants} from 'node:fs';
import {open} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {InputError} from '../../domain/errors.ts';
import {quote} from '../../domain/identity.ts';
import {asArray, asObject, type Json} from '../../domain/json.ts';
import {type ClassPrices, type ModelPrice, type ModelPrices, RATES} from './model-price.ts';

interface OwnPricesRequest {
  /** JSON or YAML, or the path of a file with either; null: `prices.yml` in the user's folder, if there is one. */
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
const PRICES = ['input', 'output', 'cache_read', 'cache_write', 'cache_write_1h'];

/** The user's own prices, by model. Throws InputError, naming the model and what to write, when they cannot be read. */
export async function readOwnPrices({text, folder, home, what}: OwnPricesRequest): Promise<ModelPrices> {
  if (text === null) {
    const path = join(home, 'prices.yml');
    const kept = await readFile(path);
    return kept === undefined ? {} : await parsePrices(kept, path);
  }
  if (!isPath(text)) return await parsePrices(text, what);
  const found = await readFile(resolve(folder, text.trim()));
  if (found !== undefined) return await parsePrices(found, `${what} (the file ${quote(text.trim())})`);
  throw new InputError('bad-input', `${what} is ${quote(text.trim())}, and there is no such file to read. ${HOW}.`);
}

/** One line that is neither the beginning of JSON nor a `key:` of YAML. */
function isPath(text: string): boolean {
  const line = text.trim();
  return line !== '' && !line.includes('\n') && !/^[{[]/.test(line) && !/^[^\s:]+:(\s|$)/.test(line);
}

async function parsePrices(text: string, where: string): Promise<ModelPrices> {
  const {parse} = await import('yaml');
  let document: unknown;
  try {
    document = parse(text, {maxAliasCount: 0});
  } catch (error) {
    throw new InputError('bad-input', `${where} is neither JSON nor YAML. ${HOW}.`, {cause: error});
  }
  const models = asObject(document ?? {});
  if (models === undefined) throw new InputError('bad-input', `${where} is no list of models. ${HOW}.`);
  const prices = Object.entries(models).map(([model, value]) => {
    const rows = Array.isArray(value) ? asArray(value) : [value];
    return [model, rows.map((row) => toPrice(asObject(row), model, where))] as const;
  });
  return Object.fromEntries(prices);
}

function toPrice(row: Json | undefined, model: string, where: string): ModelPrice {
  const refuse = (problem: string) => new InputError('bad-input', `${where}: ${quote(model)} ${problem}. ${HOW}.`);
  const check = (from: Json | undefined): ClassPrices => {
    const {input, output} = from ?? {};
    if (typeof input !== 'number' || typeof output !== 'number') throw refuse('lacks its input or output');
    return {input, output, ...pick(from ?? {}, PRICES, refuse)};
  };
  const {since} = row ?? {};
  const day = since instanceof Date ? since.toISOString() : since;
  if (day !== undefined && (typeof day !== 'string' || Number.isNaN(Date.parse(day)))) {
    throw refuse('has a "since" that is no day');
  }
  const above = asArray(row?.above).map((tier) => {
    const {prompt_tokens: tokens} = asObject(tier) ?? {};
    if (typeof tokens !== 'number') throw refuse('has an "above" without "prompt_tokens"');
    return {prompt_tokens: tokens, ...check(asObject(tier))};
  });
  return {
    ...check(row),
    ...pick(row ?? {}, RATES, refuse),
    ...(above.length === 0 ? {} : {above: above.sort((a, b) => a.prompt_tokens - b.prompt_tokens)}),
    ...(day === undefined ? {} : {since: day}),
  };
}

function pick(row: Json, keys: readonly string[], refuse: (problem: string) => InputError): Record<string, number> {
  const given = keys.flatMap((key) => {
    const value = row[key];
    if (value === undefined) return [];
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return [[key, value] as const];
    throw refuse(`has a ${JSON.stringify(key)} that is no price`);
  });
  return Object.fromEntries(given);
}

/** The text of a regular file; undefined where there is none. A pipe is not waited for. */
async function readFile(path: string): Promise<string | undefined> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stat = await file.stat();
      return stat.isFile() && stat.size <= MAX_BYTES ? await file.readFile('utf8') : undefined;
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}
