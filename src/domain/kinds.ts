import {isSha, isUid, type Sha, type Timestamp, type Uid} from './identity.ts';
import {isObject, type Json, parseJson} from './json.ts';

/*
 * The kinds of values that records are made of. A kind reads a value of anybody's and bounds it: a text or a list that
 * is too long is cut, in every reading, so that whatever was written can be read.
 */

/** The answer of a kind to a value that is not of it. */
export const WRONG = Symbol('wrong');

export interface Kind<Value> {
  readonly read: (value: unknown, reading: Reading) => Value | typeof WRONG;
  /** The default for a missing field of this kind. Without one, the whole object is wrong. */
  readonly missing?: (readSoFar: Json) => Value;
  /** The value as it is stored: keys that say nothing are left out. */
  toStored?(value: Value): unknown;
}

/** The type of the values of a kind. */
export type ValueOf<SomeKind> = SomeKind extends Kind<infer Value> ? Value : never;

/** One reading of one value: how strict it is, and what it met. */
export class Reading {
  /** Strict: a value that is wrong makes the whole wrong. Otherwise it is taken as missing. */
  readonly isStrict: boolean;
  /** The part of its bound that a text may take, where a record would be too long as a whole. */
  readonly scale: number;
  /** The cuts, each with its place and its size, such as `command (1100000 characters, 100000 kept)`. */
  readonly cuts: string[] = [];
  /** The first thing that was wrong, as `place: reason`. */
  wrong: string | null = null;
  readonly #path: (string | number)[] = [];

  constructor(isStrict: boolean, scale = 1) {
    this.isStrict = isStrict;
    this.scale = scale;
  }

  /** Nothing was cut or wrong so far. */
  get isClean(): boolean {
    return this.cuts.length === 0 && this.wrong === null;
  }

  at<Value>(key: string | number, kind: Kind<Value>, value: unknown): Value | typeof WRONG {
    this.#path.push(key);
    const found = kind.read(value, this);
    this.#path.pop();
    return found;
  }

  isWrong(reason: string): typeof WRONG {
    this.wrong ??= `${this.#place()}: ${reason}`;
    return WRONG;
  }

  noteCut(size: string): void {
    this.cuts.push(`${this.#place()} (${size})`);
  }

  /** Names the field as people know it: the columns of steps.db without `_json`. */
  #place(): string {
    const place = this.#path.join('.').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return place === '' ? 'the value' : place;
  }
}

/** Reads a stored document: null where there is none, or where it is something else. */
export function fromStored<Value>(kind: Kind<Value>, text: string | null): Value | null {
  const found = text === null ? WRONG : kind.read(parseJson(text), new Reading(false));
  return found === WRONG ? null : found;
}

/** A document as it is stored: known keys alone, within their bounds, and null where it says nothing. */
export function toStored<Value>(kind: Kind<Value>, value: Value): string | null {
  const found = kind.read(value, new Reading(false));
  if (found === null || found === WRONG || (Array.isArray(found) && found.length === 0)) return null;
  return JSON.stringify(kind.toStored === undefined ? found : kind.toStored(found));
}

/** No text is cut further. */
const SHORTEST = 50;

/**
 * Any text, cut on a character's boundary. A half of a surrogate pair, which no file can hold, is replaced. A name is as
 * long in every record.
 */
export function text(bound: number, {isName = false}: {readonly isName?: boolean} = {}): Kind<string> {
  return {
    read: (value, reading) => {
      if (typeof value !== 'string') return reading.isWrong('is no text');
      const most = isName ? bound : Math.max(SHORTEST, Math.floor(bound * reading.scale));
      if (value.length <= most) return value.isWellFormed() ? value : value.toWellFormed();
      const end = /[\ud800-\udbff]/.test(value.charAt(most - 2)) ? most - 2 : most - 1;
      reading.noteCut(`${value.length} characters, ${end} kept`);
      return `${value.slice(0, end).toWellFormed()}…`;
    },
  };
}

/** Any text, cut to this many bytes of UTF-8, on a character's boundary. */
export function utf8(bound: number): Kind<string> {
  const ellipsis = 3;
  return {
    read: (value, reading) => {
      if (typeof value !== 'string') return reading.isWrong('is no text');
      const most = Math.max(SHORTEST, Math.floor(bound * reading.scale));
      const bytes = new TextEncoder().encode(value);
      if (bytes.length <= most) return value.toWellFormed();
      const {read} = new TextEncoder().encodeInto(value, new Uint8Array(most - ellipsis));
      reading.noteCut(`${bytes.length} bytes, ${most - ellipsis} kept`);
      return `${value.slice(0, read).toWellFormed()}…`;
    },
  };
}

/** A text that must read so; it is never cut. */
export function textLike<Value extends string>(reason: string, isRight: (text: string) => boolean): Kind<Value> {
  const isValue = (value: unknown): value is Value => typeof value === 'string' && isRight(value);
  return {read: (value, reading) => (isValue(value) ? value : reading.isWrong(reason))};
}

/** Any text, however long: for what is bounded as a whole. */
export const anyText = textLike<string>('is no text', () => true);
export const uid: Kind<Uid> = textLike('is no UUIDv7', isUid);
export const sha: Kind<Sha> = textLike('is no full commit SHA', isSha);
export const timestamp: Kind<Timestamp> = textLike('is no UTC time with milliseconds', isTimestamp);

export function oneOf<const Value extends string>(...values: readonly Value[]): Kind<Value> {
  return {
    read: (value, reading) => values.find((one) => one === value) ?? reading.isWrong(`is none of ${values.join(', ')}`),
  };
}

export const flag: Kind<boolean> = {
  read: (value, reading) => (typeof value === 'boolean' ? value : reading.isWrong('is neither true nor false')),
};

/** A finite number from `least` on. */
export function number(least = Number.NEGATIVE_INFINITY): Kind<number> {
  return {
    read: (value, reading) =>
      typeof value === 'number' && Number.isFinite(value) && value >= least
        ? value
        : reading.isWrong(least < 0 ? 'is no number' : `is no number from ${least} on`),
  };
}

/** A whole number that a number holds exactly. */
export function integer(least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER): Kind<number> {
  return {
    read: (value, reading) =>
      typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most
        ? value
        : reading.isWrong(`is no whole number from ${least} to ${most}`),
  };
}

/** A list of at most so many items; those beyond are left out, and so is what is wrong, unless the reading is strict. */
export function list<Item>(item: Kind<Item>, most: number): Kind<readonly Item[]> {
  return {
    read: (value, reading) => {
      if (!Array.isArray(value)) return reading.isWrong('is no list');
      if (value.length > most) reading.noteCut(`${value.length} entries, ${most} kept`);
      const items: Item[] = [];
      for (let index = 0; index < Math.min(value.length, most); index++) {
        const found = reading.at(index, item, value[index]);
        if (found !== WRONG) items.push(found);
        else if (reading.isStrict) return WRONG;
      }
      return items;
    },
    missing: () => [],
    ...(item.toStored === undefined ? {} : {toStored: (items) => items.map((it) => item.toStored?.(it))}),
  };
}

/** Null stands for unknown, and for a value that is wrong, unless the reading is strict. */
export function nullable<Value>(kind: Kind<Value>): Kind<Value | null> {
  return {
    read: (value, reading) => {
      if (value === null || value === undefined) return null;
      const found = kind.read(value, reading);
      return found === WRONG && !reading.isStrict ? null : found;
    },
    missing: () => null,
    ...(kind.toStored === undefined ? {} : {toStored: (value) => (value === null ? null : kind.toStored?.(value))}),
  };
}

/** A field that is left out where it says nothing: null, or an empty list. */
export function optional<Value>(kind: Kind<Value>): Kind<Value | null | undefined> {
  return {
    read: (value, reading) => {
      if (value === null || value === undefined) return undefined;
      const found = kind.read(value, reading);
      if (found === WRONG) return reading.isStrict ? WRONG : undefined;
      return Array.isArray(found) && found.length === 0 ? undefined : found;
    },
    missing: () => undefined,
    ...(kind.toStored === undefined ? {} : {toStored: (value) => (value == null ? undefined : kind.toStored?.(value))}),
  };
}

/** A field with a value of its own for where it is missing. */
export function orElse<Value>(kind: Kind<Value>, missing: (readSoFar: Json) => Value): Kind<Value> {
  return {...kind, missing};
}

type Fields = {readonly [key: string]: Kind<unknown>};
type OptionalKeys<F> = {[Key in keyof F]: undefined extends ValueOf<F[Key]> ? Key : never}[keyof F];
export type Plain<Type> = {readonly [Key in keyof Type]: Type[Key]};
type ObjectOf<F extends Fields> = Plain<
  {[Key in Exclude<keyof F, OptionalKeys<F>>]: ValueOf<F[Key]>} & {
    [Key in OptionalKeys<F>]?: Exclude<ValueOf<F[Key]>, undefined>;
  }
>;

/** An object of these fields, in their order. What else it has is left out. */
export function object<F extends Fields>(
  fields: F,
  {keepsNulls = false}: {readonly keepsNulls?: boolean} = {},
): Kind<ObjectOf<F>> {
  const entries = Object.entries(fields);
  const read = (value: unknown, reading: Reading): Json | typeof WRONG => {
    if (!isObject(value)) return reading.isWrong('is no object');
    const found: Record<string, unknown> = {};
    for (const [key, kind] of entries) {
      const given = Object.hasOwn(value, key) ? value[key] : undefined;
      let field =
        given === undefined && kind.missing !== undefined ? kind.missing(found) : reading.at(key, kind, given);
      if (field === WRONG) {
        if (reading.isStrict || kind.missing === undefined) return WRONG;
        field = kind.missing(found);
      }
      if (field !== undefined) found[key] = field;
    }
    return found;
  };
  const toStored = (value: Json): Json =>
    Object.fromEntries(
      entries.flatMap(([key, {toStored: store}]) => {
        const stored = store === undefined ? value[key] : store(value[key]);
        return stored === undefined || (stored === null && !keepsNulls) ? [] : [[key, stored]];
      }),
    );
  // What `read` builds has just the fields that ObjectOf derives from the same table.
  return {read, toStored} as unknown as Kind<ObjectOf<F>>;
}

/** The object of which nothing is known: each field as it is where it is missing. */
export function emptyOf<Value>(kind: Kind<Value>): Value {
  const found = kind.read({}, new Reading(false));
  if (found === WRONG) throw new Error('A field of it cannot be missing.');
  return found;
}

/** The same object, of which any field may be absent. */
export function partial<F extends Fields>(fields: F): Kind<Partial<ObjectOf<F>>> {
  const entries = Object.entries(fields).map(([key, kind]) => [key, orElse(kind, () => undefined)] as const);
  return object(Object.fromEntries(entries)) as Kind<unknown> as Kind<Partial<ObjectOf<F>>>;
}

/** An object of anybody's keys, with values of one kind. */
export function dictionary<Value>(kind: Kind<Value>): Kind<{readonly [key: string]: Value}> {
  return {
    read: (value, reading) => {
      if (!isObject(value)) return reading.isWrong('is no object');
      const entries: [string, Value][] = [];
      for (const [key, item] of Object.entries(value)) {
        const found = reading.at(key, kind, item);
        if (found !== WRONG) entries.push([key, found]);
        else if (reading.isStrict) return WRONG;
      }
      return Object.fromEntries(entries);
    },
  };
}

/** A list of just two items. */
export function pair<First, Second>(first: Kind<First>, second: Kind<Second>): Kind<readonly [First, Second]> {
  return {
    read: (value, reading) => {
      if (!Array.isArray(value) || value.length !== 2) return reading.isWrong('is no pair');
      const one = reading.at(0, first, value[0]);
      if (one === WRONG) return WRONG;
      const two = reading.at(1, second, value[1]);
      return two === WRONG ? WRONG : [one, two];
    },
  };
}

/** The values of a kind, each made into another. */
export function transformed<From, To>(kind: Kind<From>, transform: (value: From) => To): Kind<To> {
  return {
    read: (value, reading) => {
      const found = kind.read(value, reading);
      return found === WRONG ? WRONG : transform(found);
    },
  };
}

/** An object of anybody's keys and values, as it is. */
export const anyObject: Kind<Json> = {
  read: (value, reading) => (isObject(value) ? value : reading.isWrong('is no object')),
};

const DEEPEST = 20;

/** An object of anybody's own keys, bounded by the characters of its JSON and by its depth. */
export function freeObject(bound: number): Kind<Json> {
  return {
    read: (value, reading) => {
      if (!isObject(value)) return reading.isWrong('is no object');
      const most = Math.floor(bound * reading.scale);
      let left = most;
      let hasCut = false;
      const hasRoom = (length: number): boolean => {
        const fits = length <= left;
        if (fits) left -= length;
        else hasCut = true;
        return fits;
      };
      const copy = (inner: unknown, depth: number): unknown => {
        if (depth > DEEPEST || !hasRoom(typeof inner === 'string' ? inner.length + 3 : 6)) {
          hasCut = true;
          return WRONG;
        }
        if (typeof inner === 'string') return inner.toWellFormed();
        if (typeof inner === 'number') return Number.isFinite(inner) ? inner : null;
        if (typeof inner === 'boolean') return inner;
        if (Array.isArray(inner)) return inner.map((item) => copy(item, depth + 1)).filter((item) => item !== WRONG);
        if (!isObject(inner)) return null;
        const entries = Object.keys(inner).map((key) => {
          return [key, hasRoom(key.length + 3) ? copy(inner[key], depth + 1) : WRONG] as const;
        });
        // Not by assignment, which a key named `__proto__` would turn into something else.
        return Object.fromEntries(entries.filter(([, found]) => found !== WRONG));
      };
      const found = copy(value, 0);
      if (hasCut) reading.noteCut(`more than ${most} characters or ${DEEPEST} levels, what fits is kept`);
      return isObject(found) ? found : {};
    },
    missing: () => ({}),
  };
}

function isTimestamp(value: string): boolean {
  const day = TIMESTAMP.exec(value)?.[1];
  // A day that its month does not have is read as one of the next.
  return day !== undefined && (day <= '28' || Number(day) === new Date(value).getUTCDate());
}

const TIMESTAMP = /^\d{4}-(?:0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
