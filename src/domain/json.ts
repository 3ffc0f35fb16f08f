/** An object that came as JSON. */
export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a JSON text; undefined where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The object of a JSON text; undefined where the text is no JSON, or holds something else. */
export function parseObject(text: string): Json | undefined {
  const value = parseJson(text);
  return isObject(value) ? value : undefined;
}

/**
 * JSON with its keys in order, so that equal values have equal texts: those that are whole numbers first, by their size,
 * as JavaScript orders the keys of an object, then the others.
 */
export function toSortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => toSortedJson(item) ?? 'null').join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  let text = '';
  for (const key of sortedKeys(value)) {
    const field = toSortedJson(value[key]);
    // JSON has no undefined.
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

/** An object, an array or a text that came as JSON; nothing where it is something else. */
export function asObject(value: unknown): Json | undefined {
  return isObject(value) ? value : undefined;
}

export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Returns the value under these keys, one within the other; undefined where one of them is missing. */
export function dig(value: unknown, ...keys: readonly string[]): unknown {
  let found = value;
  for (const key of keys) found = isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  return found;
}

/** `dig` for an object. */
export function digObject(value: unknown, ...keys: readonly string[]): Json | undefined {
  return asObject(dig(value, ...keys));
}

/** `dig` for a text. */
export function digText(value: unknown, ...keys: readonly string[]): string | undefined {
  return asText(dig(value, ...keys));
}
