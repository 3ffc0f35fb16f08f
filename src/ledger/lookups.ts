import type {Uid} from '../domain/identity.ts';
import type {Lookup} from '../domain/ports/ledger.ts';
import {claimantsOf, type NumberSeries} from './claims.ts';
import type {Database} from './database.ts';

/** The most uids of an ambiguous prefix that are named. */
const AMBIGUOUS_NAMED = 10;

/** The step behind a number: the row of its earliest claim, contested where another uid ever claimed it too. */
export function lookUpNumber<Found>(
  db: Database,
  series: NumberSeries,
  number: number,
  find: (uid: Uid) => Found | undefined,
): Lookup<Found> {
  const uids = claimantsOf(db, series, number);
  const value = uids[0] === undefined ? undefined : find(uids[0]);
  if (value === undefined) return {kind: 'unknown'};
  return uids.length > 1 ? {kind: 'contested', value, uids} : {kind: 'found', value};
}

/** The step behind the beginning of a uid. */
export function lookUpPrefix<Found>(
  db: Database,
  {table}: NumberSeries,
  prefix: string,
  find: (uid: Uid) => Found | undefined,
): Lookup<Found> {
  // Uids are hex digits and dashes, all of which sort before "g".
  const uids = db
    .prepare<[string, string, number], Uid>(`SELECT uid FROM ${table} WHERE uid >= ? AND uid < ? ORDER BY uid LIMIT ?`)
    .pluck()
    .all(prefix, `${prefix}g`, AMBIGUOUS_NAMED);
  const [uid] = uids;
  const value = uid === undefined ? undefined : find(uid);
  if (value === undefined) return {kind: 'unknown'};
  return uids.length > 1 ? {kind: 'ambiguous', uids} : {kind: 'found', value};
}
