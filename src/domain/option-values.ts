import {PER} from './budget.ts';
import type {Budget, Labels, Limits} from './documents.ts';
import {badInput, InputError} from './errors.ts';
import {quote} from './identity.ts';

/*
 * Parses option values for both programs. Each parser throws InputError, naming `what`: the input or option that the
 * text came from.
 */

export function parseWord<Word extends string>(text: string, words: readonly Word[], what: string): Word {
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  throw badInput(`${what} is ${quote(text)}. Use one of: ${words.join(', ')}.`);
}

export function parseFlag(text: string, what: string): boolean {
  return parseWord(text, ['true', 'false'], what) === 'true';
}

export function parseWholeNumber(text: string, what: string): number {
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
  throw badInput(`${what} is ${quote(text)}. Use a whole number from 1.`);
}

/** Parses minutes into milliseconds; fractions such as 0.5 are allowed. */
export function parseMinutes(text: string, what: string): number {
  const milliseconds = /^[0-9]+(\.[0-9]+)?$/.test(text) ? Math.round(Number(text) * 60_000) : 0;
  // Node's timers hold 31 bits of milliseconds and fire at once for longer times.
  if (milliseconds >= 1 && milliseconds < 2 ** 31) return milliseconds;
  throw badInput(`${what} is ${quote(text)}. Use a number of minutes above 0, such as 30 (35000 at most).`);
}

/** Parses a confidence, such as 0.95. */
export function parseConfidence(text: string, what: string): number {
  const share = /^0?\.[0-9]+$/.test(text) ? Number(text) : 0;
  if (share >= 0.5 && share < 1) return share;
  throw badInput(`${what} is ${quote(text)}. Use a share from 0.5 to below 1, such as 0.95.`);
}

/** Splits names at commas, blanks and line ends. */
export function splitNames(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((name) => name !== '');
}

/** A reader for each option, by the key of its value. */
export type Readers<Options> = {readonly [Key in keyof Options]: () => Options[Key]};

/** Reads all options and reports every unusable one together, so that users need not fix them run by run. */
export function readAll<Options extends object>(readers: Readers<Options>): Options {
  const faults: InputError[] = [];
  const values = Object.entries<() => unknown>(readers).map(([key, read]) => {
    try {
      return [key, read()];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(error);
      return [key, undefined];
    }
  });
  const [fault] = faults;
  if (fault === undefined) return Object.fromEntries(values);
  const messages = new Set(faults.map(({message}) => message));
  throw messages.size === 1 ? fault : new InputError(fault.code, [...messages].join(' '));
}

const MOST_LABELS = 20;

/** Parses labels as `name=value`, one a line or separated by commas. Throws InputError, naming `what` and the label. */
export function parseLabels(text: string, what: string): Labels | null {
  const labels = text.split(/[\n,]/).map((label) => label.trim());
  const pairs = labels
    .filter((label) => label !== '')
    .map((label) => {
      const [, name = '', value = ''] = /^([a-z][a-z0-9._-]{0,39})=(\P{Cc}{1,100})$/u.exec(label) ?? [];
      if (name !== '') return [name, value.trim()] as const;
      throw badInput(
        `${what} has ${quote(label)}. Write name=value, such as team=payments: a name of small letters, and at most 100 characters.`,
      );
    });
  if (pairs.length > MOST_LABELS) {
    throw badInput(`${what} has ${pairs.length} labels. Give at most ${MOST_LABELS}.`);
  }
  const [twice] = pairs.find(([name], at) => pairs.findIndex((pair) => pair[0] === name) !== at) ?? [];
  if (twice !== undefined) throw badInput(`${what} has ${quote(twice)} twice. Give each name one value.`);
  return pairs.length === 0 ? null : Object.fromEntries(pairs);
}

const SCOPES = new Map(Object.entries(PER).map(([per, words]) => [words, per as Budget['per']]));
const MULTIPLES: Readonly<Record<string, number>> = {'': 1, k: 1e3, m: 1e6};
const NUMBER = /^([0-9]{1,15}(?:\.[0-9]+)?)([km]?)$/i;
/** A budget: `20 USD per day`, `$20 per day`, `2M tokens per branch`. */
const LINE = /^(?:\$\s*(\S+)|(\S+)\s+(USD|tokens))\s+per\s+(.+)$/i;
const EXAMPLES = '20 USD per day, 5 USD per pull request or 2M tokens per branch';

/** Parses an amount in US dollars above 0. Throws InputError, naming `what`. */
export function parseUsd(text: string, what: string): number {
  const amount = readAmount(text.replace(/^\$\s*/, ''), 'usd');
  if (amount !== null) return amount;
  throw badInput(`${what} is ${quote(text)}. Use an amount in US dollars above 0, such as 2.50.`);
}

/** Parses a number of tokens from 1, which may end with k or M. Throws InputError, naming `what`. */
export function parseTokens(text: string, what: string): number {
  const amount = readAmount(text, 'tokens');
  if (amount !== null) return amount;
  throw badInput(`${what} is ${quote(text)}. Use a number of tokens from 1, such as 500000 or 2M.`);
}

/** Parses budgets, one a line; empty lines are ignored. Throws InputError, naming `what` and the line. */
export function parseBudgets(text: string, what: string): readonly Budget[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').map((line) => parseBudget(line, what));
}

/** The limits as they are recorded; null if none is set. */
export function toLimits(limits: Limits): Limits | null {
  const isSet = limits.max_cost_usd !== null || limits.max_tokens !== null || limits.budgets.length > 0;
  return isSet ? limits : null;
}

function parseBudget(line: string, what: string): Budget {
  const [, dollars, plain, word, scope] = LINE.exec(line) ?? [];
  const unit = dollars !== undefined || word?.toLowerCase() === 'usd' ? 'usd' : 'tokens';
  const amount = readAmount(dollars ?? plain ?? '', unit);
  const words = (scope ?? '').toLowerCase().replace(/\s+/g, ' ').replace('pull-request', 'pull request');
  const per = SCOPES.get(words.replace('organization', 'organisation'));
  if (amount !== null && per !== undefined) return {amount, unit, per};
  throw badInput(
    `${what} has the line ${quote(line)}. Write an amount, USD or tokens, and per day, pull request, branch, project, organisation or team, such as ${EXAMPLES}.`,
  );
}

/** Parses an amount above 0; null for anything else. */
function readAmount(text: string, unit: Budget['unit']): number | null {
  const [, digits, suffix] = NUMBER.exec(text.trim()) ?? [];
  if (digits === undefined || (unit === 'usd' && suffix !== '')) return null;
  const amount = Number(digits) * (MULTIPLES[(suffix ?? '').toLowerCase()] ?? 1);
  if (unit === 'usd') return amount > 0 ? amount : null;
  // 1.1 times a million is not exactly a whole number.
  const whole = Math.round(amount);
  return whole > 0 && Number.isSafeInteger(whole) && Math.abs(amount - whole) < 1e-6 ? whole : null;
}
