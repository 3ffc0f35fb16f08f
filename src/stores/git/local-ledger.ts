import {rm} from 'node:fs/promises';
import type {Claim} from '../../domain/claims.ts';
import {StoreError} from '../../domain/errors.ts';
import type {ObjectStore} from '../../domain/ports/git.ts';
import type {Ledger} from '../../domain/ports/ledger.ts';
import type {LedgerRecords, StepRecord} from '../../domain/records.ts';
import type {StoreDeps} from '../deps.ts';
import {guardLedger} from '../ledger-history.ts';
import {countSegments} from './meta.ts';
import type {RecordLine} from './record-line.ts';
import {fetchSegments, readSegments} from './segments.ts';
import {readLast, type Tip} from './tip.ts';

/** So many segments are read, checked and written at once. */
const SEGMENTS_AT_ONCE = 16;

/** The history as a steps.db of this run's own, made when somebody first asks for what a tip alone does not tell. */
export interface LocalLedger {
  /** Null before the first call of `at`. */
  readonly path: string | null;
  /** The history up to a tip. Throws StoreError, saying why, when a record of it cannot be right. */
  at(tip: Tip): Promise<Ledger>;
  /** As of a history. */
  guard(): () => Promise<readonly string[]>;
  close(): void;
}

interface Loaded {
  readonly ledger: Ledger;
  readonly tip: Tip;
}

export function openLocalLedger(
  deps: Pick<StoreDeps, 'openLedger' | 'parseRecords'> & {readonly objects: ObjectStore},
  path: string,
): LocalLedger {
  const {objects} = deps;
  let loaded: Loaded | null = null;
  let guards: ReturnType<typeof guardLedger>[] | null = null;

  const loadAll = async (tip: Tip): Promise<Ledger> => {
    loaded?.ledger.close();
    loaded = null;
    await rm(path, {force: true});
    const ledger = await deps.openLedger(path);
    try {
      const numbers: Numbers = {nextStep: 1, nextRollback: 1};
      const count = countSegments(tip.meta);
      if (count > 0) await fetchSegments(objects, tip);
      for (let from = 0; from < count; from += SEGMENTS_AT_ONCE) {
        const indexes = Array.from({length: Math.min(SEGMENTS_AT_ONCE, count - from)}, (_, index) => from + index);
        await addRecords(deps, ledger, numbers, await readSegments(objects, tip, indexes));
      }
      await addRecords(deps, ledger, numbers, await readLast(objects, tip, tip.meta.records % tip.meta.segmentSize));
      checkNumbers(ledger, numbers, tip);
      return ledger;
    } catch (error) {
      ledger.close();
      throw error;
    }
  };

  const addNewer = async ({ledger, tip: from}: Loaded, to: Tip): Promise<Ledger> => {
    const [base, ...commits] = await readLast(objects, to, to.meta.records - from.meta.records + 1);
    if (base?.sha !== from.sha) {
      throw new StoreError('damaged', 'The history was rewritten while this run was going on.');
    }
    const {nextStep, nextRollback} = from.meta;
    const numbers: Numbers = {nextStep, nextRollback};
    await addRecords(deps, ledger, numbers, commits);
    checkNumbers(ledger, numbers, to);
    return ledger;
  };

  return {
    get path() {
      return loaded?.ledger.path ?? null;
    },
    at: async (tip) => {
      if (loaded?.tip.sha === tip.sha) return loaded.ledger;
      const gap = loaded === null ? 0 : tip.meta.records - loaded.tip.meta.records;
      const ledger =
        loaded !== null && gap > 0 && gap < tip.meta.segmentSize ? await addNewer(loaded, tip) : await loadAll(tip);
      if (loaded?.ledger !== ledger) guards?.push(guardLedger(ledger, false));
      loaded = {ledger, tip};
      return ledger;
    },
    guard: () => {
      // What is first asked for while the agent runs is guarded from then on.
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

interface Numbers {
  nextStep: number;
  nextRollback: number;
}

/** Adds records in their order, after a look at what each may say at its place. */
async function addRecords(
  {parseRecords}: Pick<StoreDeps, 'parseRecords'>,
  ledger: Ledger,
  numbers: Numbers,
  lines: readonly RecordLine[],
): Promise<void> {
  if (lines.length === 0) return;
  const source = `The history, records ${lines[0]?.n} to ${lines.at(-1)?.n},`;
  const records = await parseRecords(joinRecords(lines, source), source);
  numbers.nextStep = follow(records.stepClaims, numbers.nextStep, source);
  numbers.nextRollback = follow(records.rollbackClaims, numbers.nextRollback, source);
  checkParents(ledger, records.steps, source);
  ledger.merge(records);
}

/** Every number is claimed by the record whose turn it is: no claim can take one away. */
function follow(claims: readonly Claim[], next: number, source: string): number {
  return claims.reduce((expected, {number}) => {
    if (number === expected) return expected + 1;
    throw new StoreError('damaged', `${source} cannot be right: one takes number ${number}, and ${expected} was next.`);
  }, next);
}

/** A parent stands before its child, so no step can be its own ancestor. */
function checkParents(ledger: Ledger, steps: readonly StepRecord[], source: string): void {
  const seen = new Set<string>();
  for (const {draft, parentUid} of steps) {
    const isKnown =
      parentUid === null || seen.has(parentUid) || ledger.getStep({kind: 'uid', prefix: parentUid}).kind !== 'unknown';
    if (!isKnown || parentUid === draft.uid) {
      throw new StoreError('damaged', `${source} cannot be right: the parent of step ${draft.uid} is not before it.`);
    }
    seen.add(draft.uid);
  }
}

function checkNumbers(ledger: Ledger, {nextStep, nextRollback}: Numbers, {meta}: Tip): void {
  const [latest] = ledger.listRollbacks({limit: 1});
  const areRight =
    nextStep === meta.nextStep &&
    nextRollback === meta.nextRollback &&
    ledger.countSteps() === nextStep - 1 &&
    (latest?.number ?? 0) === nextRollback - 1;
  if (areRight) return;
  throw new StoreError('damaged', 'The numbers of the steps in the history do not fit what its tip says of them.');
}

function joinRecords(lines: readonly RecordLine[], source: string): Record<keyof LedgerRecords, unknown[]> {
  const all: Record<keyof LedgerRecords, unknown[]> = {steps: [], stepClaims: [], rollbacks: [], rollbackClaims: []};
  for (const {n, records} of lines) {
    for (const key of ['steps', 'stepClaims', 'rollbacks', 'rollbackClaims'] as const) {
      const items = records[key];
      if (!Array.isArray(items)) throw new StoreError('damaged', `${source} cannot be right: record ${n} has no list.`);
      for (const item of items) all[key].push(item);
    }
  }
  return all;
}
