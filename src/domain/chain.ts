import {type Chain, MOST_SEEN, type Seen} from './documents.ts';
import type {Uid} from './identity.ts';
import {isObject, type Json, toSortedJson} from './json.ts';
import {Reading} from './kinds.ts';
import {outcomeRank, sortStepUids} from './merge.ts';
import type {HistoryReader} from './ports/store.ts';
import {recordToFields, type StepRecord} from './records.ts';
import {type RollbackDraft, rollbackName} from './rollback.ts';
import {STEP_FIELD_LIST, stepName} from './step.ts';

/*
 * Each record names the earlier records that no other record has named yet, with a digest of each. So removing or
 * changing one record means changing all records after it. Two states of a step never change and are digested: its
 * start, and the end that its own run reported. Numbers are claims, which another step may win, so a record notes only
 * that the claim was made. The parent follows from the history and is not digested: a record that is still waiting does
 * not know it.
 */

/** The SHA-256 of a text in hex digits. */
type Digest = (text: string) => string;

export interface ChainedRecord {
  readonly uid: Uid;
  readonly name: string;
  readonly number: number | null;
  /** True if the record also holds the end that the step's own run reported. */
  readonly isEnded: boolean;
  /** The digests of the record's final parts, newest last. */
  readonly digests: readonly string[];
  readonly newest: string;
  /** Null for a record of an older version, which is in no chain. */
  readonly chain: Chain | null;
  /** True if the next record should name this one. */
  readonly isLink: boolean;
  readonly createdAt: string;
  /** The time of the newest part. */
  readonly saidAt: string;
}

const START_FIELDS = STEP_FIELD_LIST.filter(({said}) => said === 'start' || said === 'record');

export function chainedStep(record: StepRecord, number: number | null, digest: Digest): ChainedRecord {
  const {draft, createdAt, outcome} = record;
  const {uid, chain} = draft;
  const isEnded = outcomeRank(record) === 3;
  const textOf = (list: typeof STEP_FIELD_LIST) => {
    const fields: Json = {...recordToFields(record)};
    const said = list.map(({key, kind}) => [
      key,
      fields[key] == null ? null : kind.read(fields[key], new Reading(false)),
    ]);
    return {...Object.fromEntries(said), chain: linkOf(chain)};
  };
  const start = () => digestOf(digest, 'step', textOf(START_FIELDS));
  const end = () => digestOf(digest, 'end', textOf(STEP_FIELD_LIST));
  return {
    ...{uid, number, chain, createdAt, isEnded, isLink: chain !== null},
    name: stepName({id: number, uid}),
    saidAt: (isEnded ? outcome?.endTime : null) ?? createdAt,
    get digests() {
      return isEnded ? [start(), end()] : [start()];
    },
    get newest() {
      return isEnded ? end() : start();
    },
  };
}

export function chainedRollback(draft: RollbackDraft, number: number | null, digest: Digest): ChainedRecord {
  const {uid, chain, createdAt, kind} = draft;
  return {
    ...{uid, number, chain, createdAt, saidAt: createdAt, isEnded: false},
    name: rollbackName({number, uid}),
    get digests() {
      return [this.newest];
    },
    get newest() {
      return digestOf(digest, 'rollback', {...sortStepUids(draft), chain: linkOf(chain)});
    },
    // Every run that sees a proposal merged makes the same record, so that record names no others.
    isLink: chain !== null || kind === 'applied',
  };
}

/** The first record of a chain saw none, which must differ from a record without a chain. */
function linkOf(chain: Chain | null): unknown {
  return chain?.seen.length === 0 ? 'none' : chain;
}

/** Empty fields are left out, so that a field that a later version adds changes no old digest. */
function digestOf(digest: Digest, type: string, fields: object): string {
  return digest(`laforge ${type} ${toSortedJson(withoutEmpty(fields))}`);
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((item) => withoutEmpty(item) ?? null);
  if (!isObject(value)) return value ?? undefined;
  const entries = Object.entries(value).map(([key, field]) => [key, withoutEmpty(field)] as const);
  const some = entries.filter(([, field]) => field !== undefined);
  return some.length === 0 ? undefined : Object.fromEntries(some);
}

/** The records that the next one should name, oldest first: those that no record names yet. */
export function tipsOf(
  records: readonly ChainedRecord[],
  named = countNamed(records.map(({chain}) => chain)),
): readonly Seen[] {
  // Filter first: digesting a record takes longer than reading it.
  return records
    .filter((record) => record.isLink && !isNamed(named, record))
    .map(toSeen)
    .filter(({uid, sha256}) => named.get(uid)?.digests.has(sha256) !== true)
    .slice(-MOST_SEEN);
}

interface Naming {
  readonly digests: Set<string>;
  /** True if a link names the record with its end. */
  hasEnd: boolean;
}
type Named = ReadonlyMap<Uid, Naming>;

/** True if nothing of a record is left to name. */
export function isNamed(named: Named, {uid, isEnded}: Pick<ChainedRecord, 'uid' | 'isEnded'>): boolean {
  const naming = named.get(uid);
  return naming !== undefined && (naming.hasEnd || !isEnded);
}

/** Links a new record to the records that its writer sees. Null when they cannot be read: the record matters more. */
export async function chainOf(history: Pick<HistoryReader, 'tips'>): Promise<Chain | null> {
  try {
    return {seen: await history.tips()};
  } catch {
    return null;
  }
}

/** Collects by uid what links name of each record. */
export function countNamed(chains: readonly (Chain | null)[]): Named {
  const named = new Map<Uid, Naming>();
  for (const {uid, sha256, ended} of chains.flatMap((chain) => chain?.seen ?? [])) {
    const naming = named.get(uid) ?? {digests: new Set(), hasEnd: false};
    naming.digests.add(sha256);
    naming.hasEnd ||= ended === true;
    named.set(uid, naming);
  }
  return named;
}

/** The tips after a record is added, for a history of which only the tips are known. */
export function tipsAfter(tips: readonly Seen[], added: ChainedRecord): readonly Seen[] {
  const named = new Set((added.chain?.seen ?? []).map(({sha256}) => sha256));
  const others = tips.filter(({uid, sha256}) => uid !== added.uid && !named.has(sha256));
  return [...others, ...(added.isLink ? [toSeen(added)] : [])].slice(-MOST_SEEN);
}

function toSeen({uid, number, newest, isEnded}: ChainedRecord): Seen {
  return {uid, number, sha256: newest, ...(isEnded ? {ended: true} : {})};
}

/** The result of checking the records of a history against each other. */
export interface CheckedChain {
  /** Records that were removed or changed. */
  readonly findings: readonly string[];
  /** Oddities that need not be faults. */
  readonly remarks: readonly string[];
  readonly tips: readonly (Seen & {readonly name: string})[];
  readonly chained: number;
}

/** The most sentences of one kind that are shown. */
const MOST_TOLD = 20;

/**
 * Checks a whole history. `claims` holds every claim ever made as `uid number`; `remembered` holds digests that
 * somebody noted earlier. `isWhole` is false if some records could not be read.
 */
export function checkChain(
  records: readonly ChainedRecord[],
  claims: ReadonlySet<string>,
  {remembered = [], isWhole = true}: {readonly remembered?: readonly string[]; readonly isWhole?: boolean} = {},
): CheckedChain {
  const byUid = new Map(records.map(({uid, name, digests}) => [uid, {name, digests}]));
  const inOrder = records.filter(({chain}) => chain !== null).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  const findings = new Map<Uid, string>();
  const tell = (uid: Uid, sentence: string) => findings.has(uid) || findings.set(uid, sentence);
  for (const {name, chain} of inOrder) {
    for (const {uid, sha256, number} of chain?.seen ?? []) {
      const found = byUid.get(uid);
      const was = number === null ? '' : `, number ${number} then`;
      if (found === undefined)
        tell(uid, `the record ${uid}${was}, which ${name} saw, is gone${isWhole ? '' : ' or cannot be read'}`);
      else if (!found.digests.includes(sha256))
        tell(uid, `${found.name} is not what ${name} saw: it was changed since`);
      else if (number !== null && !claims.has(`${uid} ${number}`))
        tell(uid, `${found.name} had the number ${number} when ${name} saw it, and its claim on that is gone`);
    }
  }
  const digests = remembered.length === 0 ? null : new Set([...byUid.values()].flatMap((it) => it.digests));
  const forgotten = remembered
    .filter((tip) => digests?.has(tip) === false)
    .map((tip) => `no record has the digest ${tip}: what you remember is gone or changed`);
  return {
    findings: [...forgotten, ...firstOf([...findings.values()])],
    remarks: remarksOn(records, inOrder, isWhole),
    tips: tipsOf(records).map((tip) => ({...tip, name: byUid.get(tip.uid)?.name ?? tip.uid})),
    chained: inOrder.length,
  };
}

function remarksOn(
  records: readonly ChainedRecord[],
  inOrder: readonly ChainedRecord[],
  isWhole: boolean,
): readonly string[] {
  const [first] = inOrder;
  if (first === undefined) return [];
  const before = records.filter(({isLink, createdAt}) => !isLink && createdAt <= first.createdAt).length;
  const odd = records.filter(({isLink, createdAt}) => !isLink && createdAt > first.createdAt);
  const roots = inOrder.filter((it) => it !== first && it.chain?.seen.length === 0);
  const named = new Set(inOrder.flatMap(({chain}) => chain?.seen ?? []).map(({uid}) => uid));
  const newest = inOrder.at(-1);
  const unseen = inOrder.filter((it) => !named.has(it.uid) && it !== newest && it.saidAt < (newest?.createdAt ?? ''));
  return [
    ...(before === 0
      ? []
      : [`the chain begins with ${first.name}: of ${before} records from before it nothing is shown`]),
    ...firstOf(odd.map(({name}) => `${name} is in no chain: an older version recorded it, or it was put in`)),
    ...firstOf(roots.map(({name}) => `${name} saw no record before it: it could not read the history, or was put in`)),
    // A record that cannot be read may have named them.
    ...firstOf(
      (isWhole ? unseen : []).map(
        ({name}) => `no later record saw ${name}: it came from a run beside them, or was put in`,
      ),
    ),
  ];
}

/** Shortens a list of sentences of one kind to the first `most`, and says how many more there are. */
export function firstOf(sentences: readonly string[], most = MOST_TOLD): readonly string[] {
  const more = sentences.length - most;
  return more <= 0 ? sentences : [...sentences.slice(0, most), `and ${more} more of this kind`];
}
