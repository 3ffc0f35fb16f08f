import {type ModelUsage, type TokenUsage, UNKNOWN_USAGE} from '../domain/documents.ts';
import {toName} from './names.ts';

const KEYS = [
  ...([
    'input_tokens',
    'cache_read_tokens',
    'cache_write_tokens',
    'output_tokens',
    'reasoning_tokens',
    'turns',
  ] as const),
  ...(['prompt_tokens', 'completion_tokens', 'total_tokens', 'cost', 'model', 'models', 'session_id'] as const),
];
type Key = (typeof KEYS)[number];

/** What one JSON object of somebody's says under the keys that count. Nothing is known of the values. */
export type UsageRecord = ReadonlyMap<Key, unknown>;

/** Dearer than this is a mistake, not a price. */
const HIGHEST_COST = 1e9;
const MOST_MODELS = 20;

/** What one record tells; null is unknown. */
interface Figures {
  readonly input: number | null;
  readonly cacheRead: number | null;
  readonly cacheWrite: number | null;
  readonly prompt: number | null;
  readonly completion: number | null;
  readonly total: number | null;
  readonly reasoning: number | null;
  readonly turns: number | null;
  readonly cost: number | null;
  /** False when a figure could not be used, or contradicts what follows from the others. */
  readonly isSound: boolean;
}

export function pickUsage(value: object): UsageRecord {
  return new Map(KEYS.map((key) => [key, Object.getOwnPropertyDescriptor(value, key)?.value]));
}

/**
 * Adds records up to one usage and computes its totals. Where one of them tells only a prompt and not what it consists
 * of, the finer sums would lack it and are null. Of contradicting figures the finer ones count.
 */
export function addUsageRecords(
  records: readonly UsageRecord[],
  {source, isComplete}: {readonly source: string; readonly isComplete: boolean},
): TokenUsage {
  const figures = records.map(readFigures);
  const add = (key: Exclude<keyof Figures, 'isSound'>) => sum(figures.map((one) => one[key]));
  const isSplit = figures.every((one) => one.prompt === null || one.input !== null);
  const [prompt, completion, cost, turns] = [add('prompt'), add('completion'), add('cost'), add('turns')];
  // One record may tell the prompt and the next the completion; only a total that stands alone is not in either.
  const loneTotal = sum(figures.map((one) => ((one.prompt ?? one.completion) === null ? one.total : null)));
  const isTotalKnown = loneTotal !== null || (prompt !== null && completion !== null);
  const reasoning = add('reasoning');
  const reasoningFits = (reasoning ?? 0) <= (completion ?? Number.POSITIVE_INFINITY);

  const usage: TokenUsage = {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: isTotalKnown ? sum([prompt, completion, loneTotal]) : null,
    // Sums of fractions of a cent gather rounding errors far behind the point.
    cost: cost === null ? null : Number(cost.toFixed(10)),
    input_tokens: isSplit ? add('input') : null,
    cache_read_tokens: isSplit ? add('cacheRead') : null,
    cache_write_tokens: isSplit ? add('cacheWrite') : null,
    output_tokens: completion,
    reasoning_tokens: reasoningFits ? reasoning : null,
    turns,
    models: readModels(records),
    session_id: records.map((record) => toName(record.get('session_id'))).findLast((id) => id !== null) ?? null,
    source,
    state: 'measured',
  };
  const shares = shareOut(records, figures, usage);
  const numbers = Object.values(usage).filter((value) => typeof value === 'number');
  if (numbers.length === 0 || numbers.some((value) => value > Number.MAX_SAFE_INTEGER)) return UNKNOWN_USAGE;
  const isMeasured =
    isComplete &&
    isTotalKnown &&
    (loneTotal === null || (prompt ?? completion) === null) &&
    reasoningFits &&
    figures.every((one) => one.isSound);
  const whole = shares.length === 0 ? usage : {...usage, by_model: shares};
  return isMeasured ? whole : {...whole, state: 'partial'};
}

/** Each model's share, where the records tell: one model has it all, of several each its own records'. Else none. */
function shareOut(
  records: readonly UsageRecord[],
  figures: readonly Figures[],
  {models, ...all}: TokenUsage,
): readonly ModelUsage[] {
  const [only] = models;
  if (models.length === 1 && only !== undefined)
    return all.input_tokens === null || all.output_tokens === null ? [] : [{model: only, ...classesOf(all)}];
  const shares = new Map<string, ModelUsage>();
  for (const [index, record] of records.entries()) {
    const one = figures[index];
    if (one === undefined || (one.prompt ?? one.completion ?? one.total) === null) continue;
    const [model, ...others] = readModels([record]);
    if (model === undefined || others.length > 0 || one.input === null || one.completion === null) return [];
    const share = shares.get(model);
    shares.set(model, {
      model,
      input_tokens: sum([one.input, share?.input_tokens ?? null]),
      cache_read_tokens: sum([one.cacheRead, share?.cache_read_tokens ?? null]),
      cache_write_tokens: sum([one.cacheWrite, share?.cache_write_tokens ?? null]),
      output_tokens: sum([one.completion, share?.output_tokens ?? null]),
      reasoning_tokens: sum([one.reasoning, share?.reasoning_tokens ?? null]),
      cost: sum([one.cost, share?.cost ?? null]),
    });
  }
  return [...shares.values()];
}

function classesOf(usage: Omit<TokenUsage, 'models'>): Omit<ModelUsage, 'model'> {
  const {input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost} = usage;
  return {input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost};
}

function readFigures(record: UsageRecord): Figures {
  let isSound = true;
  const read = (key: Key, highest = Number.MAX_SAFE_INTEGER) => {
    const value = record.get(key) ?? null;
    if (value === null) return null;
    // A string is no number, and a part of a token is none; JSON can also say 1e400, which is infinite.
    const isFigure = typeof value === 'number' && value >= 0 && value <= highest;
    if (isFigure && (key === 'cost' || Number.isInteger(value))) return value;
    isSound = false;
    return null;
  };
  const [input, cacheRead, cacheWrite] = [read('input_tokens'), read('cache_read_tokens'), read('cache_write_tokens')];
  const given = {prompt: read('prompt_tokens'), completion: read('completion_tokens'), total: read('total_tokens')};
  const [output, reasoning, turns, cost] = [
    read('output_tokens'),
    read('reasoning_tokens'),
    read('turns'),
    read('cost', HIGHEST_COST),
  ];

  const knownPrompt = input === null ? given.prompt : sum([input, cacheRead, cacheWrite]);
  const knownCompletion = output ?? given.completion;
  // Of the three, two give the third.
  const prompt = knownPrompt ?? subtract(given.total, knownCompletion);
  const completion = knownCompletion ?? subtract(given.total, knownPrompt);
  const total = prompt !== null && completion !== null ? prompt + completion : given.total;
  const agrees = (a: number | null, b: number | null) => a === null || a === b;
  return {
    ...{input, cacheRead, cacheWrite, prompt, completion, total, reasoning, turns, cost},
    isSound:
      isSound &&
      agrees(given.prompt, prompt) &&
      agrees(given.completion, completion) &&
      agrees(given.total, total) &&
      !(total !== null && (prompt === null) !== (completion === null)),
  };
}

/** What is left of a total; null when either is unknown or nothing can be left. */
function subtract(total: number | null, part: number | null): number | null {
  return total === null || part === null || part > total ? null : total - part;
}

/** The sum of what is known, null when nothing is. */
function sum(terms: readonly (number | null)[]): number | null {
  return terms.reduce((a, b) => (a === null ? b : a + (b ?? 0)), null);
}

function readModels(records: readonly UsageRecord[]): readonly string[] {
  const names = new Set<string>();
  for (const record of records) {
    const models = record.get('models');
    for (const value of [record.get('model'), ...(Array.isArray(models) ? models : [models])]) {
      const name = toName(value);
      if (name !== null && names.size < MOST_MODELS) names.add(name);
    }
  }
  return [...names];
}
