import type {Uid} from './identity.ts';
import {integer, object, timestamp, uid, type ValueOf} from './kinds.ts';
import {compareTexts} from './text.ts';

/** Higher than any honest history reaches. */
export const HIGHEST_NUMBER = 1_000_000_000;

export const claim = object({uid, number: integer(1, HIGHEST_NUMBER), claimedAt: timestamp});

/**
 * A record that says: this uid wants this number. Claims are only ever added; the holder of a number follows from all
 * of them.
 */
export type Claim = ValueOf<typeof claim>;

/** The numbers as settled by all claims. */
interface Settlement {
  /** The claim that gives each uid its number: the uid's earliest claim that holds. */
  readonly held: ReadonlyMap<Uid, Claim>;
  /** Numbers that more than one uid ever claimed, with those uids, earliest claim first. */
  readonly contested: ReadonlyMap<number, readonly Uid[]>;
}

/** Orders claims by time, then by uid, then by number. A total order over distinct claims. */
export function compareClaims(a: Claim, b: Claim): number {
  return compareTexts(a.claimedAt, b.claimedAt) || compareTexts(a.uid, b.uid) || a.number - b.number;
}

/**
 * Settles numbers from claims. A number belongs to its earliest claim, and a uid's number is its earliest claim that
 * holds, so the result depends only on the set of claims and not on their order.
 */
export function settleClaims(claims: Iterable<Claim>): Settlement {
  const ordered = [...claims].sort(compareClaims);
  const owners = new Map<number, Uid[]>();
  const held = new Map<Uid, Claim>();
  for (const claim of ordered) {
    const owner = owners.get(claim.number);
    if (owner === undefined) {
      owners.set(claim.number, [claim.uid]);
      if (!held.has(claim.uid)) held.set(claim.uid, claim);
    } else if (!owner.includes(claim.uid)) owner.push(claim.uid);
  }
  return {held, contested: new Map([...owners].filter(([, uids]) => uids.length > 1))};
}
