import type {Timestamp, Uid} from '../domain/identity.ts';
import {claimKey, orderUnsettled} from '../domain/merge.ts';
import {type Claim, settleClaims} from '../domain/records.ts';
import type {Database} from './database.ts';
import {digestRows} from './row-digest.ts';

/** A series of numbers: its table, the column of the number, and its kind in `claims`. */
export interface NumberSeries {
  readonly table: 'steps' | 'rollbacks';
  readonly number: 'id' | 'number';
  readonly kind: 'step' | 'rollback';
}

export const STEP_NUMBERS: NumberSeries = {table: 'steps', number: 'id', kind: 'step'};
export const ROLLBACK_NUMBERS: NumberSeries = {table: 'rollbacks', number: 'number', kind: 'rollback'};

/** One more than the highest number ever claimed. */
export function nextNumber(db: Database, {table, number, kind}: NumberSeries): number {
  const highest = db.value<number>(
    `SELECT max((SELECT coalesce(max(${number}), 0) FROM ${table}),
                (SELECT coalesce(max(number), 0) FROM claims WHERE kind = ?))`,
    kind,
  );
  return (highest ?? 0) + 1;
}

/**
 * Selects claims. The claim that holds a number is in the row itself, all others are in `claims`. `condition` gets the
 * column of the number.
 */
export function selectClaims(series: NumberSeries, condition: (number: string) => string = () => 'true'): string {
  return `${selectHeld(series)} WHERE ${condition(series.number)}
    UNION ALL SELECT uid, number, claimed_at FROM claims WHERE kind = '${series.kind}' AND ${condition('number')}`;
}

function selectHeld({table, number}: NumberSeries): string {
  return `SELECT uid, ${number} AS number, coalesce(claimed_at, created_at) AS claimedAt FROM ${table}`;
}

function claimsOn(db: Database, series: NumberSeries, number: number): readonly Claim[] {
  return db.all<Claim>(
    selectClaims(series, (column) => `${column} = @number`),
    {number},
  );
}

export function claimsBy(db: Database, series: NumberSeries, uid: Uid): readonly Claim[] {
  return db.all<Claim>(
    selectClaims(series, () => 'uid = @uid'),
    {uid},
  );
}

function claimHeldBy(db: Database, series: NumberSeries, uid: Uid): Claim | undefined {
  return db.get<Claim>(`${selectHeld(series)} WHERE uid = ?`, uid);
}

/** The uids that ever claimed a number, its owner first. */
export function claimantsOf(db: Database, series: NumberSeries, number: number): readonly Uid[] {
  const {contested, held} = settleClaims(claimsOn(db, series, number));
  return contested.get(number) ?? [...held.keys()];
}

/** The subset of these numbers that several uids ever claimed. */
export function findContested(db: Database, series: NumberSeries, numbers: readonly number[]): readonly number[] {
  return numbers.filter((number) => settleClaims(claimsOn(db, series, number)).contested.size > 0);
}

/** The result of merging claims: the numbers of uids without a row yet, and the rows whose claim changed. */
export interface NumberChanges {
  readonly added: ReadonlyMap<Uid, Claim>;
  readonly changed: readonly {readonly from: Claim; readonly to: Claim}[];
}

/**
 * Adds claims and settles every number they touch. A uid that then holds none gets the next number, and rows move to
 * their new numbers. `added` are the uids that will get a row afterwards, with their creation times.
 */
export function mergeClaims(
  db: Database,
  series: NumberSeries,
  claims: readonly Claim[],
  added: ReadonlyMap<Uid, Timestamp>,
  now: Timestamp,
): NumberChanges {
  // 1. The uids whose number can change: added ones, those with a new claim, and those that ever claimed the same
  // numbers.
  const rivals = claims.flatMap((claim) => claimsOn(db, series, claim.number));
  const concerned = new Set<Uid>([...added.keys(), ...[...claims, ...rivals].map((claim) => claim.uid)]);

  // 2. What each of them holds.
  const {held, pool} = settleFor(db, series, concerned, claims);

  // 3. The next free numbers for uids with a row that hold none.
  const rows = new Map([...concerned].map((uid) => [uid, claimHeldBy(db, series, uid)]));
  const claimsByUid = Map.groupBy(pool, ({uid}) => uid);
  const unsettled = new Map<Uid, Timestamp>();
  for (const [uid, row] of rows) {
    const since = row?.claimedAt ?? added.get(uid);
    if (since !== undefined && !held.has(uid)) unsettled.set(uid, since);
  }
  const highest = pool.reduce((most, claim) => Math.max(most, claim.number), 0);
  let next = Math.max(nextNumber(db, series), highest + 1);
  const settled = new Map(held);
  for (const uid of orderUnsettled(unsettled, claimsByUid)) {
    settled.set(uid, {uid, number: next++, claimedAt: now});
  }

  // 4. Update the rows that hold another claim now, then store all claims that hold nothing.
  const changed = [...rows].flatMap(([uid, from]) => {
    const to = settled.get(uid);
    return from === undefined || to === undefined || claimKey(from) === claimKey(to) ? [] : [{from, to}];
  });
  moveRows(db, series, changed);
  const hasRow = (uid: Uid) => added.has(uid) || rows.get(uid) !== undefined;
  storeOthers(db, series, concerned, claimsByUid, (uid) => (hasRow(uid) ? settled.get(uid) : undefined));
  return {added: new Map([...settled].filter(([uid]) => added.has(uid))), changed};
}

/** The rows whose number is not the one that all claims settle, with the claim it should be. */
export function findUnsettledRows(db: Database, series: NumberSeries): readonly {from: Claim; to: Claim | undefined}[] {
  const {table, number, kind} = series;
  // A row is right unless a claim in `claims` has its number or its uid.
  const concerned = db.values<Uid>(
    `SELECT uid FROM claims WHERE kind = @kind
     UNION SELECT t.uid FROM claims c JOIN ${table} t ON t.${number} = c.number WHERE c.kind = @kind`,
    {kind},
  );
  const {held} = settleFor(db, series, concerned, []);
  return concerned.flatMap((uid) => {
    const from = claimHeldBy(db, series, uid);
    const to = held.get(uid);
    return from === undefined || (to !== undefined && claimKey(to) === claimKey(from)) ? [] : [{from, to}];
  });
}

/** Counts the claims in `claims` that a row also holds. */
export function countClaimsKeptTwice(db: Database, {table, number, kind}: NumberSeries): number {
  const count = db.value<number>(
    `SELECT count(*) FROM claims c JOIN ${table} t ON t.uid = c.uid AND t.${number} = c.number
     WHERE c.kind = ? AND c.claimed_at = coalesce(t.claimed_at, t.created_at)`,
    kind,
  );
  return count ?? 0;
}

/** Settles these uids. Only their own claims and all claims on the same numbers matter. */
function settleFor(db: Database, series: NumberSeries, uids: Iterable<Uid>, claims: readonly Claim[]) {
  const pool = new Map(claims.map((claim) => [claimKey(claim), claim]));
  const addToPool = (claim: Claim) => pool.set(claimKey(claim), claim);
  for (const uid of uids) claimsBy(db, series, uid).forEach(addToPool);
  for (const number of new Set([...pool.values()].map((claim) => claim.number))) {
    claimsOn(db, series, number).forEach(addToPool);
  }
  return {held: settleClaims(pool.values()).held, pool: [...pool.values()]};
}

function moveRows(db: Database, {table, number}: NumberSeries, changed: NumberChanges['changed']): void {
  const move = (from: number, to: number) => db.run(`UPDATE ${table} SET ${number} = ? WHERE ${number} = ?`, to, from);
  const moved = changed.filter(({from, to}) => from.number !== to.number);
  // Through negative numbers, since a row's new number may still be another row's old one.
  for (const {from} of moved) move(from.number, -from.number);
  for (const {from, to} of moved) move(-from.number, to.number);
  for (const {to} of changed)
    db.run(`UPDATE ${table} SET claimed_at = nullif(?, created_at) WHERE uid = ?`, to.claimedAt, to.uid);
  for (const {to} of changed) db.run(digestRows(table, 'WHERE uid = ?'), to.uid);
}

function storeOthers(
  db: Database,
  {kind}: NumberSeries,
  uids: Iterable<Uid>,
  claimsByUid: ReadonlyMap<Uid, readonly Claim[]>,
  heldBy: (uid: Uid) => Claim | undefined,
): void {
  const remove = 'DELETE FROM claims WHERE kind = ? AND number = ? AND uid = ? AND claimed_at = ?';
  for (const uid of uids) {
    const held = heldBy(uid);
    if (held !== undefined) db.run(remove, kind, held.number, uid, held.claimedAt);
    for (const claim of claimsByUid.get(uid) ?? []) {
      if (held === undefined || claimKey(claim) !== claimKey(held))
        db.run('INSERT OR IGNORE INTO claims VALUES (?, ?, ?, ?)', kind, claim.number, uid, claim.claimedAt);
    }
  }
}
