import {isObject, type Json} from '../domain/json.ts';

export {type Json, parseObject} from '../domain/json.ts';

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
