import type {Timestamp, Uid} from './identity.ts';
import {isObject, toSortedJson} from './json.ts';
import {type Claim, compareClaims, foldOutcome, type LedgerRecords, type SetAside, type StepRecord} from './records.ts';
import type {RollbackDraft} from './rollback.ts';
import {STEP_FIELD_LIST} from './step.ts';
import {compareTexts} from './text.ts';

/**
 * Merges what both sides know. Of two records with one uid the stronger stays, so the result does not depend on order
 * or grouping, and merging twice changes nothing.
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

/** Keeps each text once, sorted. */
function mergeSetAside(all: readonly SetAside[]): Pick<LedgerRecords, 'setAside'> {
  if (all.length === 0) return {};
  const byText = new Map(all.map((it) => [it.text, it]));
  return {setAside: [...byText.values()].sort((a, b) => compareTexts(a.text, b.text))};
}

/**
 * Picks one of two records of a step: the one that says more about its end. Of two finishes by the step's own run, the
 * one that ended first; a tie is decided by the text of the records.
 */
export function strongerStep(a: StepRecord, b: StepRecord): StepRecord {
  const order =
    outcomeRank(b) - outcomeRank(a) ||
    compareTexts(a.outcome?.endTime ?? '~', b.outcome?.endTime ?? '~') ||
    withChainFirst(a.draft, b.draft) ||
    compareTexts(toSortedJson(a), toSortedJson(b));
  return order <= 0 ? a : b;
}

/**
 * A version of ours from before chains drops from a record that it imports what it does not know: the chain, and with it
 * other fields. So the record with a chain says more.
 */
function withChainFirst(a: {readonly chain: unknown}, b: {readonly chain: unknown}): number {
  return Number(b.chain != null) - Number(a.chain != null);
}

/** True if two records of a step contradict each other: on how it began, or on its end if both tell of that. */
export function areAtOdds(a: StepRecord, b: StepRecord): boolean {
  const ranks = [outcomeRank(a), outcomeRank(b)];
  // Later runs may each tell in their own words that a step was interrupted.
  const hasEnd = ranks[0] === ranks[1] && ranks[0] !== 1;
  const [more, less] = withChainFirst(a.draft, b.draft) <= 0 ? [a, b] : [b, a];
  const isOlder = withChainFirst(more.draft, less.draft) < 0;
  return storyOf(more, hasEnd, isOlder ? less : null) !== storyOf(less, hasEnd, null);
}

/**
 * What a step's run says of it, as text, without what the place of the record gives to it. With `older`, as the version that
 * wrote that record would have kept it.
 */
function storyOf({draft, outcome}: StepRecord, hasEnd: boolean, older: StepRecord | null): string {
  const {chain: _, branch, agentConfig, ...begun} = draft;
  const fields = {...begun, ...(hasEnd && {branch, agentConfig, ...outcome})};
  const others: Readonly<Record<string, unknown>> = {...older?.draft, ...older?.outcome};
  const isDropped = (key: string) => older !== null && NEW_FIELDS.has(key) && others[key] == null;
  const known = Object.entries(fields).map(([key, value]) => [
    key,
    isDropped(key) ? null : older !== null && NEW_FIELDS.has(key) ? withoutNew(value, others[key]) : value,
  ]);
  return toSortedJson(Object.fromEntries(known));
}

/** A document without the keys of which its older form has nothing. */
function withoutNew(value: unknown, older: unknown): unknown {
  if (!isObject(value) || !isObject(older)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, older[key] == null ? older[key] : one]));
}

/** The fields that versions may lack which every format since the first can be read by. */
const FIRST_FORMAT = 3;
const NEW_FIELDS = new Set(STEP_FIELD_LIST.filter(({since = 0}) => since > FIRST_FORMAT).map(({key}) => key));

/** True if two records of a rollback contradict each other. */
export function areRollbacksAtOdds(a: RollbackDraft, b: RollbackDraft): boolean {
  const older = withChainFirst(a, b) === 0 ? {} : {chain: null};
  return toSortedJson({...a, ...older}) !== toSortedJson({...b, ...older});
}

/** Picks one of two differing records of a rollback. Honest ones never differ, except by what an older version dropped. */
export function strongerRollback(a: RollbackDraft, b: RollbackDraft): RollbackDraft {
  return (withChainFirst(a, b) || compareTexts(toSortedJson(a), toSortedJson(b))) <= 0 ? a : b;
}

/**
 * Ranks what a record says about its step's end: 3, finished by its own run; 2, `interrupted` as told by its own run,
 * which knows when; 1, `interrupted` as told by a later run, which does not; 0, still running.
 */
export function outcomeRank({outcome}: Pick<StepRecord, 'outcome'>): 0 | 1 | 2 | 3 {
  if (outcome === null) return 0;
  if (outcome.status !== 'interrupted') return 3;
  return outcome.endTime === null ? 1 : 2;
}

/** Sorts the steps of a rollback by uid and drops duplicates: they are a set. */
export function sortStepUids(draft: RollbackDraft): RollbackDraft {
  return {...draft, stepUids: [...new Set(draft.stepUids)].sort(compareTexts)};
}

/**
 * Orders the records without a number for new numbers: by their earliest claim, or by their creation if they never made
 * one.
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

/** The map key of a claim: equal claims have equal keys. */
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
