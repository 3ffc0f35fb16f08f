import {copyFile, rm} from 'node:fs/promises';
import {StoreError} from '../../domain/errors.ts';
import type {Sha, Uid} from '../../domain/identity.ts';
import type {Json} from '../../domain/json.ts';
import {anyText, integer, list, object, Reading, WRONG} from '../../domain/kinds.ts';
import type {Ledger} from '../../domain/ports/ledger.ts';
import type {ObjectStore, Remote} from '../../domain/ports/remote.ts';
import {type Claim, concatRecords, type LedgerRecords, NO_RECORDS, parseLedgerRecords} from '../../domain/records.ts';
import {ledgerRef} from '../../domain/refs.ts';
import {quoteForShell} from '../../domain/shell-words.ts';
import {guardLedger} from '../ledger-history.ts';
import type {StoreDeps} from '../store-deps.ts';
import type {KeptCopies, SeenState} from './kept-copies.ts';
import {countSegments} from './meta.ts';
import {fetchSegments, type RecordLine, readLast, readSegments, type Tip} from './tip.ts';

const SEGMENTS_AT_ONCE = 16;
/** A copy with more than this many invalid records or missing parents is unusable. */
const MOST_NOTED = 100_000;

/** The history as a steps.db of this run's own, loaded when first needed for something that the tip does not tell. */
interface LocalLedger {
  /** Null before the first call of `at`. */
  readonly path: string | null;
  /** The records that were left out. */
  readonly setAside: readonly OddRecord[];
  /**
   * Loads the history up to a tip, without invalid records; an empty one if there is no tip. Throws StoreError if it is
   * no history.
   */
  at(tip: Tip | null): Promise<Ledger>;
  /** As for a history. */
  guard(): () => Promise<readonly string[]>;
  close(): void;
}

/** An invalid record, which is left out of the copy and stays in the history. */
interface OddRecord {
  readonly n: number;
  readonly reason: string;
}

interface Loaded {
  readonly ledger: Ledger;
  readonly progress: Progress;
  /** The commit and number of its last record; '' and 0 if it has none. */
  readonly tip: {readonly sha: Sha; readonly records: number};
}

/** `copies` holds states that earlier commands loaded, for a command that only shows the history. */
export function openLocalLedger(
  deps: Pick<StoreDeps, 'openLedger'> & {readonly objects: ObjectStore},
  path: string,
  copies: KeptCopies | null = null,
): LocalLedger {
  const {objects} = deps;
  let loaded: Loaded | null = null;
  let guards: ReturnType<typeof guardLedger>[] | null = null;

  const loadAll = async (tip: Tip | null): Promise<Loaded> => {
    loaded?.ledger.close();
    loaded = null;
    await rm(path, {force: true});
    const ledger = await deps.openLedger(path);
    try {
      const progress: Progress = {nextStep: 1, nextRollback: 1, missingParents: new Set(), setAside: []};
      if (tip === null) return {ledger, progress, tip: {sha: '', records: 0}};
      const count = countSegments(tip.meta);
      if (count > 0) await fetchSegments(objects, tip);
      for (let from = 0; from < count; from += SEGMENTS_AT_ONCE) {
        const indexes = Array.from({length: Math.min(SEGMENTS_AT_ONCE, count - from)}, (_, index) => from + index);
        addRecords(ledger, progress, await readSegments(objects, tip, indexes));
      }
      addRecords(ledger, progress, await readLast(objects, tip, tip.meta.records % tip.meta.segmentSize));
      checkNumbers(ledger, progress, tip);
      return {ledger, progress, tip: endOf(tip)};
    } catch (error) {
      ledger.close();
      throw error;
    }
  };

  const addNewer = async ({ledger, progress, tip: from}: Loaded, to: Tip): Promise<Loaded> => {
    const [base, ...commits] = await readLast(objects, to, to.meta.records - from.records + 1);
    if (base?.sha !== from.sha) {
      throw new StoreError('damaged', 'The history was rewritten while this run was going on.');
    }
    addRecords(ledger, progress, commits);
    checkNumbers(ledger, progress, to);
    return {ledger, progress, tip: endOf(to)};
  };

  /** Continues from the state that an earlier process loaded. Undefined if that state is unusable. */
  const loadKept = async (tip: Tip): Promise<Loaded | undefined> => {
    const kept = await copies?.find();
    const noted = kept == null ? undefined : noteToProgress(kept.note);
    if (kept == null || noted === undefined) return undefined;
    const {records, progress} = noted;
    const isSame = kept.sha === tip.sha && records === tip.meta.records;
    if (!isSame && !isSoonAfter(tip, records)) return undefined;
    let ledger: Ledger | undefined;
    try {
      if (!isSame) await copyFile(kept.path, path);
      ledger = await deps.openLedger(isSame ? kept.path : path);
      const found = {ledger, progress, tip: {sha: kept.sha, records}};
      if (!isSame) return await addNewer(found, tip);
      checkNumbers(ledger, progress, tip);
      return found;
    } catch {
      // It was changed, or is of another history: load everything from the remote.
      ledger?.close();
      return undefined;
    }
  };

  const load = async (tip: Tip | null): Promise<Loaded> => {
    if (tip === null) return await loadAll(null);
    const kept = await loadKept(tip);
    const now = kept ?? (await loadAll(tip));
    const {missingParents, ...others} = now.progress;
    const note = {records: now.tip.records, ...others, missingParents: [...missingParents]};
    if (now.ledger.path === path) await copies?.keep(path, tip.sha, note);
    return now;
  };

  return {
    get path() {
      return loaded?.ledger.path ?? null;
    },
    get setAside() {
      return loaded?.progress.setAside ?? [];
    },
    at: async (tip) => {
      if (loaded?.tip.sha === (tip?.sha ?? '')) return loaded.ledger;
      const isOwn = loaded?.ledger.path === path;
      const now =
        loaded !== null && tip !== null && isOwn && isSoonAfter(tip, loaded.tip.records)
          ? await addNewer(loaded, tip)
          : await load(tip);
      if (loaded?.ledger !== now.ledger) guards?.push(guardLedger(now.ledger, false));
      loaded = now;
      return now.ledger;
    },
    guard: () => {
      // A ledger that is loaded while the agent runs is guarded from then on.
      guards = loaded === null ? [] : [guardLedger(loaded.ledger, false)];
      return async () => {
        const looks = guards ?? [];
        guards = null;
        return (await Promise.all(looks.map((look) => look()))).flat();
      };
    },
    close: () => {
      loaded?.ledger.close();
      loaded = null;
    },
  };
}

interface Present {
  readonly objects: ObjectStore;
  readonly slug: string;
  readonly remote: Pick<Remote, 'name' | 'fetchFrom'>;
  /** Null if the remote has no history. */
  readonly tip: Tip | null;
  /** The most commits since the copy to look at, and so to fetch, in order to see that they follow it. */
  readonly lookBack: number;
}

/**
 * Says which records that this machine has seen the remote's history no longer contains, as after somebody deleted its ref or
 * moved it back. Null if none are known to be gone. `seen` must have been read before the tip was fetched: others go on
 * recording.
 */
export async function tellLost(seen: SeenState | null, present: Present): Promise<string | null> {
  const {objects, slug, remote, tip, lookBack} = present;
  if (seen === null || seen.sha === tip?.sha) return null;
  const {records: known} = seen;
  if (tip !== null && tip.meta.records > known) {
    const gap = tip.meta.records - known;
    if (gap > lookBack) return null;
    const since = await objects.commitsFrom(tip.sha, gap + 1).catch(() => null);
    // Fewer commits prove nothing: the remote may not have answered.
    if (since === null || since.length <= gap || since.at(-1) === seen.sha) return null;
  }
  const ref = ledgerRef(slug);
  const lost = tip === null ? known : `at least ${Math.max(1, known - tip.meta.records)} of the ${known}`;
  const restore = [
    ['git', 'fetch', remote.fetchFrom, seen.sha],
    ['git', 'push', remote.name, `${seen.sha}:${ref}`],
  ];
  return `${ref} at the remote no longer contains ${lost} records that this machine has read there, up to ${seen.sha}. To put them back: ${restore.map(quoteForShell).join(' && ')} (if git refuses, see docs/stores.md). To accept that they are gone: rm -r ${quoteForShell([seen.folder])}`;
}

function endOf({sha, meta}: Tip): Loaded['tip'] {
  return {sha, records: meta.records};
}

/** True if fewer records than a segment holds have been added since a record. */
function isSoonAfter({meta}: Tip, records: number): boolean {
  const gap = meta.records - records;
  return records > 0 && gap > 0 && gap < meta.segmentSize;
}

/** The state of a history up to a record, which the next record is checked against. */
interface Progress {
  nextStep: number;
  nextRollback: number;
  /** Parents that were named but have not appeared yet. */
  readonly missingParents: Set<Uid>;
  readonly setAside: OddRecord[];
}

/** Adds records in order. A record that is invalid in its place is left out without affecting others. */
function addRecords(ledger: Ledger, progress: Progress, lines: readonly RecordLine[]): void {
  const sound: LedgerRecords[] = [];
  const seen = new Set<Uid>();
  const isKnown = (uid: Uid) => seen.has(uid) || ledger.getStep({kind: 'uid', prefix: uid}).kind !== 'unknown';
  for (const line of lines) {
    const records = line.wrong === null ? parseLedgerRecords(line.records, `record ${line.n}`) : NO_RECORDS;
    const reason = line.wrong ?? records.setAside?.[0]?.reason ?? findOddPlace(records, line.n, progress, isKnown);
    if (reason !== null) {
      progress.setAside.push({n: line.n, reason});
      continue;
    }
    sound.push(records);
    for (const {number} of records.stepClaims) progress.nextStep = number + 1;
    for (const {number} of records.rollbackClaims) progress.nextRollback = number + 1;
    for (const {draft, parentUid} of records.steps) {
      seen.add(draft.uid);
      if (parentUid !== null && !isKnown(parentUid)) progress.missingParents.add(parentUid);
    }
  }
  ledger.merge(concatRecords(sound));
}

/** Explains why records are invalid in this place; null if they are valid. */
function findOddPlace(
  {steps, stepClaims, rollbacks, rollbackClaims}: LedgerRecords,
  n: number,
  {nextStep, nextRollback, missingParents}: Progress,
  isKnown: (uid: Uid) => boolean,
): string | null {
  const claimed = new Set(stepClaims.map(({uid}) => uid));
  const numbered = new Set(rollbackClaims.map(({uid}) => uid));
  for (const {draft, parentUid} of steps) {
    if (!claimed.has(draft.uid) && !isKnown(draft.uid)) return `step ${draft.uid} has no number`;
    // A parent must come before its child, so no step can be its own ancestor.
    if (parentUid === draft.uid || missingParents.has(draft.uid)) return `step ${draft.uid} is not before its child`;
  }
  if (rollbacks.some(({uid}) => !numbered.has(uid))) return 'a rollback has no number';
  return (
    findOddClaim(stepClaims, nextStep, n, new Set(steps.map(({draft}) => draft.uid))) ??
    findOddClaim(rollbackClaims, nextRollback, n, new Set(rollbacks.map(({uid}) => uid)))
  );
}

/**
 * Each record takes at most one number, and none that was taken before, so no claim can take a number away. Numbers may
 * be skipped if the record that took them is unreadable, but the n-th record never takes one above n.
 */
function findOddClaim(claims: readonly Claim[], next: number, n: number, uids: ReadonlySet<Uid>): string | null {
  if (claims.length > 1) return `it takes ${claims.length} numbers`;
  const odd = claims.find(({uid, number}) => number < next || number > n || !uids.has(uid));
  return odd === undefined ? null : `it takes number ${odd.number}, and ${next} was next`;
}

/** Checks that the tip's numbers match its records, except for unreadable ones. */
function checkNumbers(ledger: Ledger, {nextStep, nextRollback, setAside}: Progress, {meta}: Tip): void {
  const [latest] = ledger.listRollbacks({limit: 1});
  const most = setAside.length;
  const fits = (said: number, known: number) => said >= known && said - known <= most;
  const areRight =
    fits(meta.nextStep, nextStep) &&
    fits(meta.nextRollback, nextRollback) &&
    fits(nextStep - 1, ledger.countSteps()) &&
    fits(nextRollback - 1, latest?.number ?? 0);
  if (areRight) return;
  throw new StoreError('damaged', 'The numbers of the steps in the history do not fit what its tip says of them.');
}

const noted = object({
  records: integer(1),
  nextStep: integer(1),
  nextRollback: integer(1),
  missingParents: list(anyText, MOST_NOTED),
  setAside: list(object({n: integer(1), reason: anyText}), MOST_NOTED),
});

function noteToProgress(note: Json): {records: number; progress: Progress} | undefined {
  const reading = new Reading(true);
  const found = noted.read(note, reading);
  if (found === WRONG || !reading.isClean) return undefined;
  const {records, missingParents, setAside, ...next} = found;
  return {records, progress: {...next, missingParents: new Set(missingParents), setAside: [...setAside]}};
}
