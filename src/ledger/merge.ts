import type {Timestamp, Uid} from '../domain/identity.ts';
import {toSortedJson} from '../domain/json.ts';
import {
  areAtOdds,
  areRollbacksAtOdds,
  mergeRecords,
  outcomeRank,
  sortStepUids,
  strongerRollback,
  strongerStep,
} from '../domain/merge.ts';
import type {AtOdds, MergeReport, Renumbered} from '../domain/ports/ledger.ts';
import {
  type Claim,
  compareClaims,
  foldOutcome,
  type LedgerRecords,
  NO_RECORDS,
  type StepRecord,
  settleClaims,
} from '../domain/records.ts';
import {type RollbackDraft, rollbackToDraft} from '../domain/rollback.ts';
import {mergeClaims, type NumberChanges, type NumberSeries, ROLLBACK_NUMBERS, STEP_NUMBERS} from './claims.ts';
import type {Database} from './database.ts';
import {findDamaged, findRollback, insertRollback, projectActive, removeRollback, stepsTouchedBy} from './rollbacks.ts';
import {digestOfValues, STEP_RECORD_COLUMNS} from './row-digest.ts';
import {recordToColumns, rowToRecord, STEP_TABLES} from './step-rows.ts';
import {countSteps, findRow, insertSteps, rewriteStep} from './steps.ts';
import {rebuildUsageTotals} from './usage-totals.ts';

/**
 * Merges records into a ledger, inside a transaction. The cost depends on the records, not on the size of the ledger.
 */
export function mergeIntoLedger(db: Database, incoming: LedgerRecords, now: Timestamp): MergeReport {
  // Merging with nothing leaves each uid once, in one form.
  const all = mergeRecords(incoming, NO_RECORDS);
  const present = findPresent(db, all);
  const records = withoutKnown(db, all, present);
  const atOdds: AtOdds[] = [];
  const {added, finished} = mergeSteps(db, records.steps, present, {claims: all.stepClaims, atOdds});
  const numbers = mergeClaims(db, STEP_NUMBERS, records.stepClaims, createdAtByUid(added), now);
  insertNumbered(db, added, numbers);
  const rollbacks = mergeRollbacks(db, {...records, knownClaims: all.rollbackClaims}, now, atOdds);
  // Unreadable records are kept verbatim, for a later version and for other ledgers.
  const keep = 'INSERT OR IGNORE INTO set_aside (record, reason) VALUES (?, ?)';
  const setAside = (all.setAside ?? []).reduce((count, {text, reason}) => count + db.run(keep, text, reason), 0);
  projectActive(db, [...added.map((record) => record.draft.uid), ...stepsTouchedBy(db, rollbacks.touched)]);
  // Merging a whole copy repairs a damaged file. Its totals are in no record, so rebuild them.
  if (all.steps.length > 0 && all.steps.length >= countSteps(db, {})) rebuildUsageTotals(db);
  return {
    stepsAdded: added.length,
    stepsFinished: finished,
    rollbacksAdded: rollbacks.added.length,
    setAside,
    renumbered: listRenumbered(
      all.stepClaims,
      added.map(({draft}) => draft.uid),
      numbers,
    ),
    renumberedRollbacks: listRenumbered(
      all.rollbackClaims,
      rollbacks.added.map(({uid}) => uid),
      rollbacks.numbers,
    ),
    atOdds,
  };
}

/** Rewrites the steps of which these records know more, and returns those that are missing here. */
function mergeSteps(
  db: Database,
  records: readonly StepRecord[],
  present: ReadonlySet<Uid>,
  {claims, atOdds}: {readonly claims: readonly Claim[]; readonly atOdds: AtOdds[]},
) {
  const added: StepRecord[] = [];
  let finished = 0;
  for (const record of records) {
    const row = present.has(record.draft.uid) ? findRow(db, record.draft.uid) : undefined;
    if (row === undefined) {
      added.push(record);
      continue;
    }
    const readable = rowToRecord(row);
    if (readable === undefined) {
      // Nothing of an unreadable record counts, including when its number was claimed.
      rewriteStep(db, record, undefined, claimTime(claims, record.draft.uid, row.id));
      if (record.outcome !== null) finished++;
      continue;
    }
    const known = foldOutcome(readable);
    const isStronger = strongerStep(known, record) === record;
    if (areAtOdds(known, record))
      atOdds.push({
        ...{kind: 'step', uid: record.draft.uid, number: row.id},
        replaced: isStronger ? JSON.stringify(known) : null,
      });
    if (isStronger) {
      rewriteStep(db, record, readable);
      if (outcomeRank(record) > outcomeRank(known)) finished++;
    }
  }
  return {added, finished};
}

function insertNumbered(db: Database, added: readonly StepRecord[], numbers: NumberChanges): void {
  insertSteps(db, added, (uid) => claimOf(uid, numbers));
  // Links parents that arrived after their children, in this merge or a later one.
  db.exec(`UPDATE steps AS s SET parent_step_id = p.id, missing_parent_uid = NULL
    FROM steps p WHERE s.missing_parent_uid IS NOT NULL AND p.uid = s.missing_parent_uid`);
}

function claimOf(uid: Uid, {added}: NumberChanges): Claim {
  const claim = added.get(uid);
  if (claim === undefined) throw new Error(`The record ${uid} has no number after all were settled.`);
  return claim;
}

/** The time when a uid claimed a number, according to these claims. */
function claimTime(claims: readonly Claim[], uid: string, number: number): Timestamp | undefined {
  const [first] = claims.filter((claim) => claim.uid === uid && claim.number === number).sort(compareClaims);
  return first?.claimedAt;
}

/** Adds missing rollbacks and corrects differing ones, and returns those whose steps must be projected again. */
function mergeRollbacks(
  db: Database,
  records: LedgerRecords & {readonly knownClaims: readonly Claim[]},
  now: Timestamp,
  atOdds: AtOdds[],
) {
  const added: RollbackDraft[] = [];
  const touched: RollbackDraft[] = [];
  for (const draft of records.rollbacks) {
    const damaged = findDamaged(db, draft.uid);
    const known = damaged === undefined ? findRollback(db, draft.uid) : undefined;
    if (damaged !== undefined) {
      touched.push(draft);
      const claimedAt = removeRollback(db, draft.uid);
      insertRollback(db, draft, damaged, claimTime(records.knownClaims, draft.uid, damaged) ?? claimedAt);
    } else if (known === undefined) added.push(draft);
    else {
      const own = sortStepUids(rollbackToDraft(known));
      if (toSortedJson(own) === toSortedJson(draft)) continue;
      const isStronger = strongerRollback(own, draft) === draft;
      const replaced = isStronger ? JSON.stringify(own) : null;
      if (areRollbacksAtOdds(own, draft))
        atOdds.push({kind: 'rollback', uid: draft.uid, number: known.number, replaced});
      if (!isStronger) continue;
      touched.push(known, draft);
      const claimedAt = removeRollback(db, draft.uid);
      insertRollback(db, draft, known.number, claimedAt);
    }
  }
  const numbers = mergeClaims(db, ROLLBACK_NUMBERS, records.rollbackClaims, createdAtByUid(added), now);
  for (const draft of added) {
    const {number, claimedAt} = claimOf(draft.uid, numbers);
    insertRollback(db, draft, number, claimedAt);
  }
  return {added, numbers, touched: [...touched, ...added]};
}

function createdAtByUid(records: readonly (StepRecord | RollbackDraft)[]): ReadonlyMap<string, Timestamp> {
  return new Map(records.map((record) => ['draft' in record ? record.draft.uid : record.uid, record.createdAt]));
}

/**
 * Lists records here whose number moved, and added ones whose number differs from what their own records alone give
 * them.
 */
function listRenumbered(
  claims: readonly Claim[],
  added: readonly Uid[],
  numbers: NumberChanges,
): readonly Renumbered[] {
  // All claims on a number decide who holds it. Only the numbers that the added records claimed matter here.
  const arrivals = new Set(added);
  const wanted = new Set(claims.flatMap(({uid, number}) => (arrivals.has(uid) ? [number] : [])));
  const alone = settleClaims(claims.filter(({number}) => wanted.has(number))).held;
  const moved = numbers.changed.map(({from, to}) => ({uid: to.uid, from: from.number, to: to.number}));
  const arrived = added.flatMap((uid) => {
    const to = numbers.added.get(uid)?.number;
    return to === undefined ? [] : [{uid, from: alone.get(uid)?.number ?? null, to}];
  });
  return [...moved, ...arrived].filter(({from, to}) => from !== to);
}

/**
 * Drops the steps and claims that the ledger already has intact, since a merge would change nothing. Two histories are
 * mostly the same, and comparing columns costs a tenth of merging.
 */
function withoutKnown(db: Database, records: LedgerRecords, present: ReadonlySet<Uid>): LedgerRecords {
  return {
    ...records,
    steps: records.steps.filter((record) => !present.has(record.draft.uid) || !hasStep(db, record)),
    stepClaims: records.stepClaims.filter((claim) => !hasClaim(db, STEP_NUMBERS, claim)),
    rollbackClaims: records.rollbackClaims.filter((claim) => !hasClaim(db, ROLLBACK_NUMBERS, claim)),
  };
}

/** The uids of these steps that the ledger has, in any state, from one query. */
function findPresent(db: Database, records: LedgerRecords): ReadonlySet<Uid> {
  const uids = JSON.stringify(records.steps.map(({draft}) => draft.uid));
  return new Set(db.values<Uid>('SELECT uid FROM steps WHERE uid IN (SELECT value FROM json_each(?))', uids));
}

const FIND_STEP = `SELECT s.digest, s.id, s.claimed_at, coalesce(p.uid, s.missing_parent_uid) AS parent_uid,
  ${STEP_RECORD_COLUMNS.map((name) => `s.${name}`).join(', ')} FROM ${STEP_TABLES} WHERE s.uid = ?`;

/** True if the ledger has exactly this record, intact. */
function hasStep(db: Database, record: StepRecord): boolean {
  const row = db.get<Readonly<Record<string, unknown>>>(FIND_STEP, record.draft.uid);
  if (row === undefined) return false;
  const {digest, ...fields} = row;
  const columns: Readonly<Record<string, unknown>> = recordToColumns(record);
  const isSame =
    row.parent_uid === record.parentUid && STEP_RECORD_COLUMNS.every((name) => columns[name] === row[name]);
  // Computed here, since SQL would pass all values to us a second time.
  return isSame && digest instanceof Uint8Array && digestOfValues(Object.values(fields)).equals(digest);
}

function hasClaim(db: Database, {table, number, kind}: NumberSeries, claim: Claim): boolean {
  const values = [claim.uid, claim.number, claim.claimedAt];
  const held = `SELECT 1 FROM ${table} WHERE uid = ? AND ${number} = ? AND coalesce(claimed_at, created_at) = ?`;
  const other = `SELECT 1 FROM claims WHERE kind = '${kind}' AND uid = ? AND number = ? AND claimed_at = ?`;
  return [held, other].some((sql) => db.value(sql, ...values) !== undefined);
}
