import {createHash} from 'node:crypto';
import {StoreError} from '../domain/errors.ts';

type Json = Readonly<Record<string, unknown>>;

const DIGEST_LENGTH = 32;

/** A record as JSON with a digest of all its other fields, so that one that was changed by chance is noticed. */
export function seal(record: object): Json {
  return {...record, digest: digestOf({...record})};
}

/**
 * The record without its digest, which must be right. One without a digest, written by hand, is taken as it is. Throws
 * StoreError naming `source`.
 */
export function unseal(sealed: Json, source: string): Json {
  const {digest, ...record} = sealed;
  if (digest === undefined || digest === digestOf(record)) return record;
  throw new StoreError(
    'damaged',
    `${source} holds a record whose fields do not match its digest. It was changed after it was written; take another copy, or delete its "digest" if the change was meant.`,
  );
}

function digestOf(record: Json): string {
  return createHash('sha256').update(toText(record)).digest('hex').slice(0, DIGEST_LENGTH);
}

/** JSON with its keys in order, so that equal records have equal texts. */
function toText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
