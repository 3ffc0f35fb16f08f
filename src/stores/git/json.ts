import {StoreError} from '../../domain/errors.ts';

/** JSON of anybody's. Throws StoreError naming `source`. */
export function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new StoreError('damaged', `${source} is not JSON.`, {cause});
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
