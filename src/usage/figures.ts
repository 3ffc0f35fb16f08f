import {dig, type Json} from '../domain/json.ts';

/**
 * Tokens by class. Input, cache read, cache write and output are disjoint; reasoning is a part of output. Null is
 * unknown. NaN is a figure that was told but cannot be used (a string, negative, 1e308): it spoils every sum it is in,
 * and becomes null with the state `partial` in the end.
 */
export interface Figures {
  /** Input that was neither read from nor written to the cache. */
  readonly input: number | null;
  readonly cacheRead: number | null;
  readonly cacheWrite: number | null;
  /** Everything generated, reasoning included. */
  readonly output: number | null;
  readonly reasoning: number | null;
}

export const NO_FIGURES: Figures = {input: null, cacheRead: null, cacheWrite: null, output: null, reasoning: null};

/** The classes that add up to the whole. */
export const CHARGED = ['input', 'cacheRead', 'cacheWrite', 'output'] as const;
const CLASSES = [...CHARGED, 'reasoning'] as const;
/** Dearer than this is a mistake, not a price. */
const HIGHEST_COST = 1e9;

/** A count of tokens or turns: null when there is none, NaN when it is no whole number from 0. */
export function readCount(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : Number.NaN;
}

/** A cost in USD: null when there is none, NaN when it can be none. */
export function readCost(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'number' && value >= 0 && value <= HIGHEST_COST ? value : Number.NaN;
}

/** The key of each class in an agent's record; a list of keys is a place within it. A class without one is not told. */
export interface FigureKeys {
  readonly input: string | readonly string[];
  readonly cacheRead?: string | readonly string[];
  readonly cacheWrite?: string | readonly string[];
  readonly output: string | readonly string[];
  readonly reasoning?: string | readonly string[];
}

/** As Anthropic's API has them: the input is without the cache. */
export const API_KEYS: FigureKeys = {
  input: 'input_tokens',
  cacheRead: 'cache_read_input_tokens',
  cacheWrite: 'cache_creation_input_tokens',
  output: 'output_tokens',
  reasoning: ['output_tokens_details', 'thinking_tokens'],
};

/** Reads the classes. `whole`: its input contains what was read from the cache and written to it; `rest`: it does not. */
export function readFigures(usage: Json | undefined, keys: FigureKeys, input: 'whole' | 'rest'): Figures {
  const told = mapClasses((key) => readCount(keys[key] === undefined ? null : dig(usage, ...[keys[key]].flat())));
  return input === 'rest' ? told : {...told, input: subtractCounts(told.input, told.cacheRead, told.cacheWrite)};
}

/** The sum of what is known, null when nothing is. */
export function addCounts(...terms: readonly (number | null)[]): number | null {
  return terms.reduce((a, b) => (a === null ? b : a + (b ?? 0)), null);
}

/** Subtracts parts from a whole; null when the whole is unknown, NaN when the parts are more. An unknown part is none. */
export function subtractCounts(whole: number | null, ...parts: readonly (number | null)[]): number | null {
  if (whole === null) return null;
  const left = whole - (addCounts(...parts) ?? 0);
  return left >= 0 ? left : Number.NaN;
}

export function addFigures(...all: readonly Figures[]): Figures {
  return mapClasses((key) => addCounts(...all.map((figures) => figures[key])));
}

/** Subtracts class by class: the growth of a cumulative record since `before`. */
export function subtractFigures(now: Figures, before: Figures): Figures {
  return mapClasses((key) => subtractCounts(now[key], before[key]));
}

/** The greater of each class: of several copies of a record, the one that was written last. */
export function maxFigures(a: Figures, b: Figures): Figures {
  return mapClasses((key) => {
    const [one, other] = [a[key], b[key]];
    return one === null || other === null ? (one ?? other) : Math.max(one, other);
  });
}

/** Everything that went in and out; null where nothing of it is known. */
export function totalOf({input, cacheRead, cacheWrite, output}: Figures): number | null {
  return addCounts(input, cacheRead, cacheWrite, output);
}

/** NaN, and sums too large to be exact, are not known. */
export function settle(count: number | null): number | null {
  return count !== null && Math.abs(count) <= Number.MAX_SAFE_INTEGER ? count : null;
}

export function hasFigures(figures: Figures): boolean {
  return CLASSES.some((key) => figures[key] !== null);
}

export function isSound(figures: Figures): boolean {
  return CLASSES.every((key) => figures[key] === null || Number.isSafeInteger(figures[key]));
}

export function mapClasses(map: (key: (typeof CLASSES)[number]) => number | null): Figures {
  return {
    input: map('input'),
    cacheRead: map('cacheRead'),
    cacheWrite: map('cacheWrite'),
    output: map('output'),
    reasoning: map('reasoning'),
  };
}
