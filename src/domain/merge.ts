import {type Claim, compareClaims} from './claims.ts';
import type {Timestamp, Uid} from './identity.ts';
import {toSortedJson} from './json.ts';
import {foldOutcome, type LedgerRecords, type SetAside, type StepRecord} from './records.ts';
import type {RollbackDraft} from './rollback.ts';

/**
 * Everything both sides know. Of two records of one uid the stronger stays, so the result is the same whatever the
 * order and grouping, and merging twice changes nothing.
 */
export function mergeRecords(a: LedgerRecords, b: LedgerRecords): LedgerRecords {
  return {
    steps: mergeByUid([...a.steps, ...b.steps].map(foldOutcome), (record) => record.draft.uid, strongerStep),
    stepClaims: mergeClaims(a.stepClaims, b.stepClaims),
    rollbacks: mergeByUid([...a.rollbacks, ...b.rollbacks].map(sortStepUids), (draft) => draft.uid, strongerRollback),
    rollbackClaims: mergeClaims(a.rollbackClaims, b.rollbackClaims),
    ...mergeSetAside([...(a.setAside ?? []), ...(b.setAside ?? [])]),
  };
}

/** Each text once, in the order of the texts. */
function mergeSetAside(all: readonly SetAside[]): Pick<LedgerRecords, 'setAside'> {
  if (all.length === 0) return {};
  const byText = new Map(all.map((it) => [it.text, it]));
  return {setAside: [...byText.values()].sort((a, b) => compareTexts(a.text, b.text))};
}

/**
 * The record of a step that stays when there are two: the one that says more about its end. Of two own finishes the one
 * that ended first, and what is still equal is decided by the text of the records.
 */
export function strongerStep(a: StepRecord, b: StepRecord): StepRecord {
  const order =
    outcomeRank(b) - outcomeRank(a) ||
    compareTexts(a.outcome?.endTime ?? '~', b.outcome?.endTime ?? '~') ||
    compareTexts(toSortedJson(a), toSortedJson(b));
  return order <= 0 ? a : b;
}

/** The record of a rollback that stays when two differ, which honest ones never do. */
export function strongerRollback(a: RollbackDraft, b: RollbackDraft): RollbackDraft {
  return compareTexts(toSortedJson(a), toSortedJson(b)) <= 0 ? a : b;
}

/**
 * The rank of a record about its step's end: 3 its own run's finish; 2 `interrupted`, in the words of its own run,
 * which knows when; 1 `interrupted`, in those of a later run, which does not; 0 still running.
 */
export function outcomeRank({outcome}: Pick<StepRecord, 'outcome'>): 0 | 1 | 2 | 3 {
  if (outcome === null) return 0;
  if (outcome.status !== 'interrupted') return 3;
  return outcome.endTime === null ? 1 : 2;
}

/** The rollback with its steps in the order of their uids, each once: they are a set. */
export function sortStepUids(draft: RollbackDraft): RollbackDraft {
  return {...draft, stepUids: [...new Set(draft.stepUids)].sort(compareTexts)};
}

/**
 * The order in which records that hold no number are given new ones: by their earliest claim, or by when they were
 * created where they never made one.
 */
export function orderUnsettled(
  unsettled: ReadonlyMap<Uid, Timestamp>,
  claimsByUid: ReadonlyMap<Uid, readonly Claim[]>,
): readonly Uid[] {
  const firsts = [...unsettled].map(([uid, createdAt]): Claim => {
    const [first] = [...(claimsByUid.get(uid) ?? [])].sort(compareClaims);
    return first ?? {uid, number: 0, claimedAt: createdAt};
  });
  return firsts.sort(compareClaims).map((claim) => claim.uid);
}

/** A claim as a key of a map: equal claims have equal keys. */
export function claimKey(claim: Claim): string {
  return `${claim.number} ${claim.uid} ${claim.claimedAt}`;
}

function mergeClaims(a: readonly Claim[], b: readonly Claim[]): readonly Claim[] {
  return [...new Map([...a, ...b].map((claim) => [claimKey(claim), claim])).values()].sort(compareClaims);
}

function mergeByUid<Item>(items: readonly Item[], uidOf: (item: Item) => Uid, stronger: (a: Item, b: Item) => Item) {
  const byUid = new Map<Uid, Item>();
  for (const item of items) {
    const other = byUid.get(uidOf(item));
    byUid.set(uidOf(item), other === undefined ? item : stronger(other, item));
  }
  return [...byUid].sort(([a], [b]) => compareTexts(a, b)).map(([, item]) => item);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
