import {hash} from 'node:crypto';
import {isObject, type Json, toSortedJson} from '../domain/json.ts';
import type {SetAside} from '../domain/records.ts';

const DIGEST_LENGTH = 32;

/** Adds a digest of all other fields to a record, so that accidental changes are noticed. */
export function seal(record: object): Json {
  const sealed = {...record};
  return {...sealed, digest: digestOf(sealed)};
}

/**
 * Verifies and removes the digests of a list's records. A record without a digest, as if written by hand, is accepted.
 * Others go to `setAside`, as their own text from `texts` if there is one.
 */
export function unsealAll(items: readonly unknown[], setAside: SetAside[], texts?: readonly string[]): readonly Json[] {
  return items.flatMap((item, index) => {
    const reason = isObject(item) ? (hasRightDigest(item) ? null : CHANGED) : 'is no object';
    if (isObject(item) && reason === null) return [withoutDigest(item)];
    setAside.push({text: texts?.[index] ?? toText(item), reason: reason ?? CHANGED});
    return [];
  });
}

const CHANGED = 'its fields do not match its digest: take another copy, or delete its "digest" if the change was meant';

function hasRightDigest(sealed: Json): boolean {
  try {
    return sealed.digest === undefined || sealed.digest === digestOf(withoutDigest(sealed));
  } catch {
    // Nested deeper than any record of ours.
    return false;
  }
}

function withoutDigest({digest: _, ...record}: Json): Json {
  return record;
}

function toText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '(nested too deep to be kept)';
  }
}

function digestOf(record: Json): string {
  return digestOfText(toSortedJson(record));
}

function digestOfText(sortedJson: string): string {
  return hash('sha256', sortedJson).slice(0, DIGEST_LENGTH);
}

/**
 * Writes records as sealed JSON without the opening brace. `keys` are those of the JSON, each with the record's own. Fields
 * that are the same as in the previous record are not serialised again, since the steps of one agent share most documents.
 */
export function createSealedWriter(
  keys: readonly (readonly [jsonKey: string, key: string])[],
): (record: object) => string {
  const fields = keys.map(([jsonKey, key]) => {
    const name = JSON.stringify(jsonKey);
    return {name, key, value: undefined as unknown, text: '', sortedText: ''};
  });
  const sorted = fields.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return (record) => {
    let text = '';
    for (const field of fields) {
      const value: unknown = Reflect.get(record, field.key);
      if (field.value !== value) {
        field.value = value;
        field.text = `${field.name}:${JSON.stringify(value)},`;
        field.sortedText = typeof value === 'object' ? `${field.name}:${toSortedJson(value)},` : field.text;
      }
      text += field.text;
    }
    let sortedText = '{';
    for (const field of sorted) sortedText += field.sortedText;
    return `${text}"digest":"${digestOfText(`${sortedText.slice(0, -1)}}`)}"}`;
  };
}
