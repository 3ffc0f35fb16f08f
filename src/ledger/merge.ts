import {type Claim, compareClaims, settleClaims} from '../domain/claims.ts';
import type {Timestamp, Uid} from '../domain/identity.ts';
import {mergeRecords, outcomeRank, strongerRollback, strongerStep} from '../domain/merge.ts';
import type {MergeReport} from '../domain/ports/ledger.ts';
import {foldOutcome, type LedgerRecords, NO_RECORDS, type SetAside, type StepRecord} from '../domain/records.ts';
import type {RollbackDraft} from '../domain/rollback.ts';
import {mergeClaims, type NumberChanges, ROLLBACK_NUMBERS, STEP_NUMBERS} from './claims.ts';
import type {Database} from './database.ts';
import {findPresent, withoutKnown} from './known-records.ts';
import {
  prepareFindDamaged,
  prepareFindRollback,
  prepareRollbackInsert,
  projectActive,
  removeRollback,
  rollbackToDraft,
  stepsTouchedBy,
} from './rollbacks.ts';
import {rowToRecord} from './step-rows.ts';
import {insertSteps, prepareFindRow, prepareRewrite} from './steps.ts';

/** Merges records into a ledger, inside a transaction. What it costs depends on them, not on the size of the ledger. */
export function mergeIntoLedger(db: Database, incoming: LedgerRecords, now: Timestamp): MergeReport {
  // Merged with nothing: each uid once, in one form.
  const all = mergeRecords(incoming, NO_RECORDS);
  const present = findPresent(db, all);
  const records = withoutKnown(db, all, present);
  const {added, finished} = mergeSteps(db, records.steps, present, all.stepClaims);
  const numbers = mergeClaims(db, STEP_NUMBERS, records.stepClaims, createdAtByUid(added), now);
  insertNumbered(db, added, numbers);
  const rollbacks = mergeRollbacks(db, {...records, knownClaims: all.rollbackClaims}, now);
  const setAside = keepSetAside(db, all.setAside ?? []);
  projectActive(db, [...added.map((record) => record.draft.uid), ...stepsTouchedBy(db, rollbacks.touched)]);
  return {
    stepsAdded: added.length,
    stepsFinished: finished,
    rollbacksAdded: rollbacks.added.length,
    setAside,
    renumbered: listRenumbered(all, added, numbers),
  };
}

/** Rewrites the steps that are known less well here, and hands back those that are not here at all. */
function mergeSteps(db: Database, records: readonly StepRecord[], present: ReadonlySet<Uid>, claims: readonly Claim[]) {
  const rewrite = prepareRewrite(db);
  const findRow = prepareFindRow(db);
  const added: StepRecord[] = [];
  let finished = 0;
  for (const record of records) {
    const row = present.has(record.draft.uid) ? findRow(record.draft.uid) : undefined;
    if (row === undefined) {
      added.push(record);
      continue;
    }
    const readable = rowToRecord(row);
    if (readable === undefined) {
      // Of a record that cannot be read here nothing counts, nor when its number was claimed.
      rewrite(record, undefined, claimTime(claims, record.draft.uid, row.id));
      if (record.outcome !== null) finished++;
      continue;
    }
    const known = foldOutcome(readable);
    if (strongerStep(known, record) === record) {
      rewrite(record, readable);
      if (outcomeRank(record) > outcomeRank(known)) finished++;
    }
  }
  return {added, finished};
}

function insertNumbered(db: Database, added: readonly StepRecord[], numbers: NumberChanges): void {
  const numbered = added.map((record) => {
    const claim = numbers.added.get(record.draft.uid);
    if (claim === undefined) throw new Error(`Step ${record.draft.uid} has no number after all were settled.`);
    return {record, id: claim.number, claimedAt: claim.claimedAt};
  });
  insertSteps(db, numbered);
  // Parents that came after their children, in this merge or a later one.
  db.exec(`UPDATE steps AS s SET parent_step_id = p.id, missing_parent_uid = NULL
    FROM steps p WHERE s.missing_parent_uid IS NOT NULL AND p.uid = s.missing_parent_uid`);
}

/** Keeps what cannot be read here as it is, for a later version and for other ledgers. Hands back how much was new. */
function keepSetAside(db: Database, records: readonly SetAside[]): number {
  const insert = db.prepare<[string, string]>('INSERT OR IGNORE INTO set_aside (record, reason) VALUES (?, ?)');
  return records.reduce((count, {text, reason}) => count + insert.run(text, reason), 0);
}

/** The time when a uid claimed a number, as others know it. */
function claimTime(claims: readonly Claim[], uid: string, number: number): Timestamp | undefined {
  const [first] = claims.filter((claim) => claim.uid === uid && claim.number === number).sort(compareClaims);
  return first?.claimedAt;
}

/** Adds the rollbacks that are not here and sets right those that differ. The steps they touch are projected anew. */
function mergeRollbacks(
  db: Database,
  records: LedgerRecords & {readonly knownClaims: readonly Claim[]},
  now: Timestamp,
) {
  const insert = prepareRollbackInsert(db);
  const findDamagedRollback = prepareFindDamaged(db);
  const findRollback = prepareFindRollback(db);
  const added: RollbackDraft[] = [];
  const touched: RollbackDraft[] = [];
  for (const draft of records.rollbacks) {
    const damaged = findDamagedRollback(draft.uid);
    const known = damaged === undefined ? findRollback(draft.uid) : undefined;
    if (damaged !== undefined) {
      touched.push(draft);
      const claimedAt = removeRollback(db, draft.uid);
      insert(draft, damaged, claimTime(records.knownClaims, draft.uid, damaged) ?? claimedAt);
    } else if (known === undefined) added.push(draft);
    else if (strongerRollback(rollbackToDraft(known), draft) === draft) {
      touched.push(known, draft);
      const claimedAt = removeRollback(db, draft.uid);
      insert(draft, known.number, claimedAt);
    }
  }
  const numbers = mergeClaims(db, ROLLBACK_NUMBERS, records.rollbackClaims, createdAtByUid(added), now);
  for (const draft of added) {
    const claim = numbers.added.get(draft.uid);
    if (claim === undefined) throw new Error(`Rollback ${draft.uid} has no number after all were settled.`);
    insert(draft, claim.number, claim.claimedAt);
  }
  return {added, touched: [...touched, ...added]};
}

function createdAtByUid(records: readonly (StepRecord | RollbackDraft)[]): ReadonlyMap<string, Timestamp> {
  return new Map(records.map((record) => ['draft' in record ? record.draft.uid : record.uid, record.createdAt]));
}

/** Steps of this ledger that moved, and added ones that hold another number than their own records alone give them. */
function listRenumbered(
  records: LedgerRecords,
  added: readonly StepRecord[],
  numbers: NumberChanges,
): MergeReport['renumbered'] {
  // Who holds a number follows from all claims on it, and no others matter to those that came.
  const arrivals = new Set(added.map((record) => record.draft.uid));
  const wanted = new Set(records.stepClaims.flatMap(({uid, number}) => (arrivals.has(uid) ? [number] : [])));
  const alone = settleClaims(records.stepClaims.filter(({number}) => wanted.has(number))).held;
  const moved = numbers.changed.map(({from, to}) => ({uid: to.uid, from: from.number, to: to.number}));
  const arrived = added.flatMap(({draft: {uid}}) => {
    const to = numbers.added.get(uid)?.number;
    return to === undefined ? [] : [{uid, from: alone.get(uid)?.number ?? null, to}];
  });
  return [...moved, ...arrived].filter(({from, to}) => from !== to);
}
