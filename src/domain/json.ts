/** A parsed JSON object. */
export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses JSON; undefined if the text is not valid. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Parses a JSON object; undefined if the text is not valid or holds something else. */
export function parseObject(text: string): Json | undefined {
  const value = parseJson(text);
  return isObject(value) ? value : undefined;
}

/**
 * Serialises JSON with ordered keys, so that equal values give equal texts: first the keys that are array indexes, by
 * number, as JavaScript orders them, then the others.
 */
export function toSortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => toSortedJson(item) ?? 'null').join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  let text = '';
  for (const key of sortedKeys(value)) {
    const field = toSortedJson(value[key]);
    // JSON has no undefined, so such fields are omitted.
    if (field !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${field}`;
  }
  return `{${text}}`;
}

function sortedKeys(value: Json): readonly string[] {
  const keys = Object.keys(value);
  const isNumber = (key: string) => /^(0|[1-9]\d{0,9})$/.test(key) && Number(key) < 2 ** 32 - 1;
  const first = keys.findIndex((key) => !isNumber(key));
  if (first <= 0) return first < 0 ? keys : keys.sort();
  return [...keys.slice(0, first), ...keys.slice(first).sort()];
}

/** The value as an object, an array or a text, if it is one. */
export function asObject(value: unknown): Json | undefined {
  return isObject(value) ? value : undefined;
}

export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Returns the value at a path of keys; undefined if a key is missing. */
export function dig(value: unknown, ...keys: readonly string[]): unknown {
  let found = value;
  for (const key of keys) found = isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  return found;
}

export function digObject(value: unknown, ...keys: readonly string[]): Json | undefined {
  return asObject(dig(value, ...keys));
}

export function digText(value: unknown, ...keys: readonly string[]): string | undefined {
  return asText(dig(value, ...keys));
}
