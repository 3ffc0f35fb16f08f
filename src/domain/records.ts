import {MOST_NOTES} from './documents.ts';
import {StoreError} from './errors.ts';
import {isUid, type Timestamp, type Uid} from './identity.ts';
import {isObject, type Json, parseJson} from './json.ts';
import {integer, type Kind, nullable, object, Reading, timestamp, uid, type ValueOf, WRONG} from './kinds.ts';
import {type RollbackDraft, rollbackDraft} from './rollback.ts';
import {STEP_FIELD_LIST, type StepDraft, type StepFields, type StepOutcome, stepDraft, stepOutcome} from './step.ts';
import {compareTexts, nameFirst} from './text.ts';

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

/** A step as a record that ledgers are merged from. Numbers are claims and stored separately. */
export interface StepRecord {
  readonly draft: StepDraft;
  readonly parentUid: Uid | null;
  readonly createdAt: Timestamp;
  /** Null while the step runs. */
  readonly outcome: StepOutcome | null;
}

/**
 * A record that cannot be read here because it is damaged or of a later version. It is kept verbatim, and no other
 * record suffers.
 */
export interface SetAside {
  /** The record verbatim. */
  readonly text: string;
  /** The fault, as `place: reason`. */
  readonly reason: string;
}

/**
 * Everything a ledger knows, as records that are only ever added. Numbers, parents' numbers and `active` are
 * projections of them. A fragment also has this form: the record of a run that could not read its history.
 */
export interface LedgerRecords {
  readonly steps: readonly StepRecord[];
  readonly stepClaims: readonly Claim[];
  readonly rollbacks: readonly RollbackDraft[];
  readonly rollbackClaims: readonly Claim[];
  /** Absent if there are none. */
  readonly setAside?: readonly SetAside[];
}

export const NO_RECORDS: LedgerRecords = {steps: [], stepClaims: [], rollbacks: [], rollbackClaims: []};

/** Concatenates records, in their order. */
export function concatRecords(all: readonly LedgerRecords[]): LedgerRecords {
  const setAside = all.flatMap((it) => it.setAside ?? []);
  return {
    steps: all.flatMap(({steps}) => steps),
    stepClaims: all.flatMap(({stepClaims}) => stepClaims),
    rollbacks: all.flatMap(({rollbacks}) => rollbacks),
    rollbackClaims: all.flatMap(({rollbackClaims}) => rollbackClaims),
    ...(setAside.length === 0 ? {} : {setAside}),
  };
}

const stepRecord: Kind<StepRecord> = object({
  draft: stepDraft,
  parentUid: nullable(uid),
  createdAt: timestamp,
  outcome: nullable(stepOutcome),
});

/**
 * Parses records from JSON and checks every field. A record that cannot be right is set aside. Throws StoreError,
 * naming `source`, if a list is missing.
 */
export function parseLedgerRecords(value: unknown, source: string): LedgerRecords {
  if (!isObject(value)) throw new StoreError('damaged', `${source} holds no records.`);
  const setAside: SetAside[] = [];
  const readList = <Item>(key: keyof LedgerRecords, kind: Kind<Item>): readonly Item[] => {
    const items = value[key];
    if (!Array.isArray(items)) throw new StoreError('damaged', `${source} has no list of ${key}.`);
    return items.flatMap((item: unknown, index) => {
      const reading = new Reading(true);
      const found = reading.at(`${key}.${index}`, kind, item);
      if (found !== WRONG) return [found];
      setAside.push({text: JSON.stringify(item), reason: reading.wrong ?? key});
      return [];
    });
  };
  const records = {
    steps: readList('steps', stepRecord),
    stepClaims: readList('stepClaims', claim),
    rollbacks: readList('rollbacks', rollbackDraft),
    rollbackClaims: readList('rollbackClaims', claim),
  };
  return setAside.length === 0 ? records : {...records, setAside};
}

/** The end fields of a step that has not ended. */
const NOT_ENDED = Object.fromEntries(
  STEP_FIELD_LIST.filter(({said}) => said === 'end').map(({key, kind}) => [key, kind.missing?.({})]),
);

/** Converts a record to a step's fields; what is not known yet is null. */
export function recordToFields(record: StepRecord): StepFields {
  const {draft, createdAt, outcome} = foldOutcome(record);
  const fields: unknown = {...NOT_ENDED, ...draft, ...(outcome ?? {status: 'running'}), createdAt};
  return fields as StepFields;
}

export function fieldsToRecord(fields: StepFields, parentUid: Uid | null): StepRecord {
  return {
    draft: pickSaid<StepDraft>(fields, 'start'),
    parentUid,
    createdAt: fields.createdAt,
    outcome: fields.status === 'running' ? null : pickSaid<StepOutcome>(fields, 'end'),
  };
}

function pickSaid<Part>(fields: StepFields, when: 'start' | 'end'): Part {
  const all: Json = {...fields};
  const said = STEP_FIELD_LIST.filter((field) => field.said === when || field.said === 'both');
  // Both types are derived from the same rows of the same table.
  return Object.fromEntries(said.map(({key}) => [key, all[key]])) as unknown as Part;
}

/** Puts the branch and the agent config of the outcome in place of the draft's. */
export function foldOutcome(record: StepRecord): StepRecord {
  if (record.outcome === null) return record;
  const agentConfig = record.outcome.agentConfig ?? record.draft.agentConfig;
  return {
    ...record,
    draft: {...record.draft, branch: record.outcome.branch, agentConfig},
    outcome: {...record.outcome, agentConfig},
  };
}

/** Converts a step in the JSON of an export to a record whose fields are still unchecked. */
export function jsonToStepRecord(json: Json): Json {
  const fields = Object.fromEntries(STEP_FIELD_LIST.map(({key, jsonKey}) => [key, json[jsonKey]]));
  const {createdAt} = fields;
  return {draft: fields, parentUid: json.parent_uid, createdAt, outcome: fields.status === 'running' ? null : fields};
}

/** Bounds a step's start to the size of a record. `cuts` names what was shortened. */
export function boundDraft(draft: StepDraft): {readonly draft: StepDraft; readonly cuts: readonly string[]} {
  const {value, cuts} = bound(stepDraft, draft);
  return {draft: value, cuts};
}

/** Bounds a step's end to the size of a record. A note names what was shortened. */
export function boundOutcome(outcome: StepOutcome): StepOutcome {
  const {value, cuts} = bound(stepOutcome, outcome);
  if (cuts.length === 0) return value;
  return {...value, notes: [...value.notes.slice(0, MOST_NOTES - 1), cutSentence(cuts)]};
}

/** Bounds a rollback or an undo to the size of a record. */
export function boundRollback(draft: RollbackDraft): RollbackDraft {
  return bound(rollbackDraft, draft).value;
}

const CUTS_NAMED = 5;

export function cutSentence(cuts: readonly string[]): string {
  return `Too long for a record, and shortened in it: ${nameFirst(cuts, CUTS_NAMED, String)}.`;
}

/** The most JSON of one part of a record. A store accepts about a hundred records at once. */
const MOST_BYTES = 500_000;
const SCALES = [1, 1 / 4, 1 / 16, 1 / 64];

/** Applies the bounds of the fields and, if many of them are long, of the record as a whole. */
function bound<Value>(kind: Kind<Value>, value: Value): {readonly value: Value; readonly cuts: readonly string[]} {
  let bounded: {value: Value; cuts: readonly string[]} = {value, cuts: []};
  for (const scale of SCALES) {
    const reading = new Reading(false, scale);
    const found = kind.read(value, reading);
    if (found === WRONG) break;
    bounded = {value: found, cuts: reading.cuts};
    if (new TextEncoder().encode(JSON.stringify(found)).length <= MOST_BYTES) break;
  }
  return bounded;
}

/** A record that cannot be read, as far as it can be told. */
export interface UnreadRecord {
  /** Null where that cannot be told. */
  readonly kind: 'step' | 'rollback' | null;
  readonly name: string;
  readonly uid: Uid | null;
  readonly branch: string | null;
}

/** Tells what a record that was set aside is about. */
export function unreadRecord({text}: SetAside): UnreadRecord {
  const uid = /"uid":\s*"([0-9a-f-]{36})"/.exec(text)?.[1];
  const branch = parseJson(/"branch":\s*("(?:[^"\\]|\\.)*")/.exec(text)?.[1] ?? '');
  return unreadRow(null, uid === undefined ? 'a record without a uid' : `the record ${uid}`, {uid, branch});
}

/** Tells what a row that cannot be read is about, from those of its columns that may still be read. */
export function unreadRow(
  kind: UnreadRecord['kind'],
  name: string,
  {uid, branch}: Readonly<Record<string, unknown>>,
): UnreadRecord {
  return {
    ...{kind, name},
    uid: typeof uid === 'string' && isUid(uid) ? uid : null,
    branch: typeof branch === 'string' ? branch : null,
  };
}
