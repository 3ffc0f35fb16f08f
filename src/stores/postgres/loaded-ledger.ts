import {mkdtemp, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {StoreError} from '../../domain/errors.ts';
import {LEDGER_FILE, type Ledger, type MergeReport} from '../../domain/ports/ledger.ts';
import {type Claim, type LedgerRecords, settleClaims} from '../../domain/records.ts';
import type {StoreDeps} from '../store-deps.ts';
import type {HistoryRows} from './history-rows.ts';
import {asideRow, branchOf, claimRow, type NewRow, rollbackRow, rowsToRecords, stepRow} from './rows.ts';

/** A history loaded into a local file, for questions about all of it. */
interface LoadedLedger {
  /** The file, once it has been loaded. */
  readonly path: string | null;
  /** Loads the whole present history, with the number of its rows. Reads only what was added since the last call. */
  now(): Promise<{readonly ledger: Ledger; readonly count: number}>;
  /** Deletes the file. The next call loads it again, into a folder with another name. */
  forget(): Promise<void>;
}

export function openLoadedLedger(deps: Pick<StoreDeps, 'openLedger'>, rows: HistoryRows, folder: string): LoadedLedger {
  let loaded: {readonly ledger: Ledger; readonly folder: string; count: number} | null = null;
  const load = async () => {
    // Named only now, so that nobody can have put something there.
    const own = await mkdtemp(join(folder, 'loaded-'));
    return {ledger: await deps.openLedger(join(own, LEDGER_FILE)), folder: own, count: 0};
  };
  return {
    async now() {
      loaded ??= await load();
      const state = loaded;
      for await (const portion of rows.after(state.count)) {
        state.ledger.merge(rowsToRecords(portion));
        state.count = Number(portion.at(-1)?.n);
      }
      return state;
    },
    get path() {
      return loaded?.ledger.path ?? null;
    },
    async forget() {
      const old = loaded;
      loaded = null;
      old?.ledger.close();
      if (old !== null) await rm(old.folder, {recursive: true, force: true});
    },
  };
}

const MOST_RACES = 20;

/**
 * Imports a ledger into the history in the database: loads the whole history into a file, adds to that, and writes the
 * difference. Importing twice changes nothing.
 */
export async function importInto<Report extends MergeReport>(
  rows: HistoryRows,
  loaded: LoadedLedger,
  addTo: (ledger: Ledger) => Report,
): Promise<Report> {
  for (let races = 0; races < MOST_RACES; races++) {
    const {ledger, count} = await loaded.now();
    const before = ledger.records();
    const report = addTo(ledger);
    const added = rowsSince(before, ledger.records());
    if (await rows.addAll(added, count)) return report;
    await loaded.forget();
  }
  throw new StoreError('unavailable', 'Others wrote to the history again and again while it was imported. Try again.');
}

/** The rows that turn some records into others. */
function rowsSince(before: LedgerRecords, after: LedgerRecords): readonly NewRow[] {
  const steps = byUid(before.steps, ({draft}) => draft.uid);
  const rollbacks = new Set(before.rollbacks.map(({uid}) => uid));
  const old = {
    steps: new Set(before.stepClaims.map(textOf)),
    rollbacks: new Set(before.rollbackClaims.map(textOf)),
    stepNumbers: new Set(before.stepClaims.map(({number}) => number)),
    rollbackNumbers: new Set(before.rollbackClaims.map(({number}) => number)),
    aside: new Set((before.setAside ?? []).map(({text}) => text)),
  };
  const fresh = {
    steps: after.stepClaims.filter((it) => !old.steps.has(textOf(it))),
    rollbacks: after.rollbackClaims.filter((it) => !old.rollbacks.has(textOf(it))),
  };
  const held = {
    steps: settleClaims(after.stepClaims).held,
    rollbacks: settleClaims(after.rollbackClaims).held,
  };
  const afterSteps = byUid(after.steps, ({draft}) => draft.uid);
  const inRows = new Set<string>();
  const take = (claim: Claim | undefined, taken: ReadonlySet<number>) => {
    if (claim === undefined || taken.has(claim.number)) return null;
    inRows.add(textOf(claim));
    return claim.claimedAt;
  };
  const rows: NewRow[] = [];
  for (const record of after.steps) {
    const {uid} = record.draft;
    const known = steps.get(uid);
    if (known !== undefined && textOf(known) === textOf(record)) continue;
    const claim = held.steps.get(uid);
    // A new step's row carries its number. For a known step, or if a row may already have the number, the claim gets
    // its own row.
    const claimedAt = known === undefined ? take(claim, old.stepNumbers) : null;
    rows.push(stepRow(record, claim?.number ?? null, claimedAt, known ?? null));
  }
  for (const draft of after.rollbacks) {
    if (rollbacks.has(draft.uid)) continue;
    const claim = held.rollbacks.get(draft.uid);
    rows.push(rollbackRow(draft, claim?.number ?? null, take(claim, old.rollbackNumbers)));
  }
  return [
    // In the order of the numbers, as if they had come one at a time.
    ...rows.sort((a, b) => (a.number ?? 0) - (b.number ?? 0)),
    ...fresh.steps
      .filter((it) => !inRows.has(textOf(it)))
      .map((it) => {
        // The claim that holds names the branch, since the latest step of a branch is searched by number.
        const step = held.steps.get(it.uid) === it ? afterSteps.get(it.uid) : undefined;
        return {...claimRow('step-claim', it), branch: step === undefined ? null : branchOf(step)};
      }),
    ...fresh.rollbacks.filter((it) => !inRows.has(textOf(it))).map((it) => claimRow('rollback-claim', it)),
    ...(after.setAside ?? []).filter(({text}) => !old.aside.has(text)).map(asideRow),
  ];
}

function byUid<Item>(items: readonly Item[], uid: (item: Item) => string): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [uid(item), item]));
}

function textOf(value: unknown): string {
  return JSON.stringify(value);
}
