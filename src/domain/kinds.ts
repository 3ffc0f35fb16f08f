import {isSha, isUid, type Sha, type Timestamp, type Uid} from './identity.ts';
import {isObject, type Json, parseJson} from './json.ts';

/*
 * The kinds of values that records consist of. A kind reads any value and bounds it: texts and lists that are too long
 * are cut in every reading, so that whatever was written can be read.
 */

/** The result of reading a value that is not of the kind. */
export const WRONG = Symbol('wrong');

export interface Kind<Value> {
  readonly read: (value: unknown, reading: Reading) => Value | typeof WRONG;
  /** The default for a missing field. A kind without a default makes the whole object wrong. */
  readonly missing?: (readSoFar: Json) => Value;
  /** Converts the value to its stored form, without empty keys. */
  toStored?(value: Value): unknown;
}

export type ValueOf<SomeKind> = SomeKind extends Kind<infer Value> ? Value : never;

/** One reading of a value: how strict it is, and what it found. */
export class Reading {
  /** If true, one wrong value makes the whole wrong; otherwise it counts as missing. */
  readonly isStrict: boolean;
  /** The fraction of its bound that a text may use when the whole record would be too long. */
  readonly scale: number;
  /** The cuts so far, each with its place and size, such as `command (1100000 characters, 100000 kept)`. */
  readonly cuts: string[] = [];
  /** The first fault, as `place: reason`. */
  wrong: string | null = null;
  readonly #path: (string | number)[] = [];

  constructor(isStrict: boolean, scale = 1) {
    this.isStrict = isStrict;
    this.scale = scale;
  }

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

  /** Names the field as people know it: by the columns of steps.db, without `_json`. */
  #place(): string {
    const place = this.#path.join('.').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return place === '' ? 'the value' : place;
  }
}

/** Reads a stored document; null if it is missing or of another kind. */
export function fromStored<Value>(kind: Kind<Value>, text: string | null): Value | null {
  const found = text === null ? WRONG : kind.read(parseJson(text), new Reading(false));
  return found === WRONG ? null : found;
}

/** Converts a document to its stored form, with only known keys and within bounds; null if it is empty. */
export function toStored<Value>(kind: Kind<Value>, value: Value): string | null {
  const found = kind.read(value, new Reading(false));
  if (found === null || found === WRONG || (Array.isArray(found) && found.length === 0)) return null;
  return JSON.stringify(kind.toStored === undefined ? found : kind.toStored(found));
}

/** Texts are never cut below this. */
const SHORTEST = 50;

/**
 * Any text, cut between characters. Half a surrogate pair, which no file can hold, is replaced. The bound of a name is
 * the same in every record, however long that is.
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

/** Any text, cut between characters to this many bytes of UTF-8. */
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

/** A text that must pass a test and is never cut. */
export function textLike<Value extends string>(reason: string, isRight: (text: string) => boolean): Kind<Value> {
  const isValue = (value: unknown): value is Value => typeof value === 'string' && isRight(value);
  return {read: (value, reading) => (isValue(value) ? value : reading.isWrong(reason))};
}

/** Any text of any length, for a value that is bounded as a whole. */
export const anyText = textLike<string>('is no text', () => true);
export const uid: Kind<Uid> = textLike('is no UUIDv7', isUid);
export const sha: Kind<Sha> = textLike('is no full commit SHA', isSha);
export const sha256 = textLike<string>('is no SHA-256', (digest) => /^[0-9a-f]{64}$/.test(digest));
export const timestamp: Kind<Timestamp> = textLike('is no UTC time with milliseconds', isTimestamp);

export function oneOf<const Value extends string>(...values: readonly Value[]): Kind<Value> {
  return {
    read: (value, reading) => values.find((one) => one === value) ?? reading.isWrong(`is none of ${values.join(', ')}`),
  };
}

export const flag: Kind<boolean> = {
  read: (value, reading) => (typeof value === 'boolean' ? value : reading.isWrong('is neither true nor false')),
};

/** A finite number of at least `least`. */
export function number(least = Number.NEGATIVE_INFINITY): Kind<number> {
  return {
    read: (value, reading) =>
      typeof value === 'number' && Number.isFinite(value) && value >= least
        ? value
        : reading.isWrong(least < 0 ? 'is no number' : `is no number from ${least} on`),
  };
}

/** A whole number that JavaScript represents exactly. */
export function integer(least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER): Kind<number> {
  return {
    read: (value, reading) =>
      typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most
        ? value
        : reading.isWrong(`is no whole number from ${least} to ${most}`),
  };
}

/** A list of at most `most` items. Extra items are dropped, and wrong ones too unless the reading is strict. */
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

/** A value or null, which means unknown. A wrong value counts as null unless the reading is strict. */
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

/** A field that is omitted if it is null or an empty list. */
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

/** A field with its own default. */
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

/** An object with these fields, in this order. Other fields are dropped. */
export function object<F extends Fields>(
  fields: F,
  {keepsNulls = false}: {readonly keepsNulls?: boolean} = {},
): Kind<ObjectOf<F>> {
  const entries = Object.entries(fields);
  const read = (value: unknown, reading: Reading): Json | typeof WRONG => {
    if (!isObject(value)) return reading.isWrong('is no object');
    const found: Record<string, unknown> = {};
    for (const [key, kind] of entries) {
      const field = readField(key, kind, Object.hasOwn(value, key) ? value[key] : undefined, {reading, found});
      if (field === WRONG) return WRONG;
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
  // `read` builds exactly the fields that ObjectOf derives from the same table.
  return {read, toStored} as unknown as Kind<ObjectOf<F>>;
}

/** Reads a field, or its default, after those in `found`; WRONG if the object is wrong for it. */
export function readField(
  key: string,
  kind: Kind<unknown>,
  given: unknown,
  {reading, found}: {readonly reading: Reading; readonly found: Json},
): unknown {
  const field = given === undefined && kind.missing !== undefined ? kind.missing(found) : reading.at(key, kind, given);
  return field === WRONG && !reading.isStrict && kind.missing !== undefined ? kind.missing(found) : field;
}

/** The object with the default of every field. */
export function emptyOf<Value>(kind: Kind<Value>): Value {
  const found = kind.read({}, new Reading(false));
  if (found === WRONG) throw new Error('A field of it cannot be missing.');
  return found;
}

/** The same object with every field optional. */
export function partial<F extends Fields>(fields: F): Kind<Partial<ObjectOf<F>>> {
  const entries = Object.entries(fields).map(([key, kind]) => [key, orElse(kind, () => undefined)] as const);
  return object(Object.fromEntries(entries)) as Kind<unknown> as Kind<Partial<ObjectOf<F>>>;
}

/** An object with arbitrary keys and values of one kind. */
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

/** An object with arbitrary keys and values, unchanged. */
export const anyObject: Kind<Json> = {
  read: (value, reading) => (isObject(value) ? value : reading.isWrong('is no object')),
};

const DEEPEST = 20;

/** An object with arbitrary keys, bounded by the length of its JSON and by its depth. */
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
        // Assignment would treat a key named `__proto__` specially.
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
  // Date accepts a day that the month does not have, and reads it as one of the next month.
  return day !== undefined && (day <= '28' || Number(day) === new Date(value).getUTCDate());
}

const TIMESTAMP = /^\d{4}-(?:0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
