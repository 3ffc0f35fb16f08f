import {existsSync} from 'node:fs';
import {copyFile, mkdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describeError} from '../domain/errors.ts';
import type {Timestamp} from '../domain/identity.ts';
import type {Ledger} from '../domain/ports/ledger.ts';
import type {History, HistoryCondition, Publication, Store, StoreName} from '../domain/ports/store.ts';
import type {LedgerRecords} from '../domain/records.ts';
import {CONTAINS_FILE, type Contains, formatContains, readContains} from './contains.ts';
import type {StoreDeps} from './deps.ts';
import {FRAGMENT_FILE, readFragment} from './fragment.ts';
import {createFragmentHistory} from './fragment-history.ts';
import {createLedgerHistory} from './ledger-history.ts';
import {mergeIntoLedger} from './merge-into-ledger.ts';
import {LEDGER_FILE} from './read-saved.ts';
import {TIME_LIMITS, waitWithin} from './time-limits.ts';

/** A service that keeps whole files from one job to the next. */
export interface SnapshotService {
  readonly name: StoreName;
  /**
   * Brings everything that is saved and not contained in something newer, unpacked below `folder`. Throws StoreError
   * when it cannot tell, or when what may hold a part of the history cannot be read. Ends when `signal` says so.
   */
  restore(folder: string, signal: AbortSignal): Promise<Restored>;
  /** Saves files of one folder under a new name. What was saved before stays. Throws StoreError when it is not saved. */
  save(kind: 'snapshot' | 'fragment', folder: string, files: readonly string[]): Promise<SavedAs>;
}

export interface Restored {
  /** Checked files, newest first. */
  readonly snapshots: readonly string[];
  readonly fragments: readonly LedgerRecords[];
  readonly contains: Contains;
  /** When the newest save was made, if it has expired. */
  readonly expiredSince: Timestamp | null;
  readonly warnings: readonly string[];
}

export interface SavedAs {
  /** What `Contains` calls it. */
  readonly save: string;
  /** What a sentence calls it. */
  readonly where: string;
}

/**
 * A store that moves the whole steps.db: restored into `folder`, which belongs to one step and lasts from its main to
 * its post, and saved from there. What main left there is gone on with, without asking the service again.
 */
export function createSnapshotStore(deps: StoreDeps, service: SnapshotService, folder: string): Store {
  return {
    name: service.name,
    async open() {
      try {
        await mkdir(folder, {recursive: true});
        return (await openLeft(deps, service, folder)) ?? (await openRestored(deps, service, folder));
      } catch (error) {
        // Whatever it was, the agent runs all the same.
        return openFragment(service, folder, {kind: 'unreadable', reason: describeError(error)});
      }
    },
  };
}

async function openRestored(deps: StoreDeps, service: SnapshotService, folder: string): Promise<History> {
  const unpacked = join(folder, 'restored');
  const ending = new AbortController();
  await mkdir(unpacked, {recursive: true});
  try {
    const restored = await waitWithin(service.restore(unpacked, ending.signal), TIME_LIMITS.restoreMs, 'The history');
    const [newest, ...others] = restored.snapshots;
    const path = join(folder, LEDGER_FILE);
    if (newest !== undefined) await copyFile(newest, path);
    const ledger = await deps.openLedger(path);
    const records: LedgerRecords[] = [];
    for (const other of others) records.push(await readRecords(deps, other));
    const renumbered = mergeIntoLedger(ledger, [...records, ...restored.fragments]);
    await writeFile(join(folder, CONTAINS_FILE), formatContains(restored.contains));
    const warnings = [...restored.warnings, ...renumbered];
    return openLedgerHistory(service, folder, ledger, {condition: conditionOf(restored), warnings, unpublished: false});
  } finally {
    ending.abort();
    await rm(unpacked, {recursive: true, force: true});
  }
}

/** What an earlier process of this step had opened and written, and was ended before it could publish. */
async function openLeft(deps: StoreDeps, service: SnapshotService, folder: string): Promise<History | null> {
  const path = join(folder, LEDGER_FILE);
  if (existsSync(path) && existsSync(join(folder, CONTAINS_FILE))) {
    await deps.checkLedger(path);
    const ledger = await deps.openLedger(path);
    return openLedgerHistory(service, folder, ledger, {condition: {kind: 'found'}, warnings: [], unpublished: true});
  }
  const fragment = join(folder, FRAGMENT_FILE);
  if (!existsSync(fragment)) return null;
  const records = await readFragment(fragment, fragment, deps);
  return openFragment(
    service,
    folder,
    {kind: 'unreadable', reason: 'its store did not tell it when this step began.'},
    records,
  );
}

function openLedgerHistory(
  service: SnapshotService,
  folder: string,
  ledger: Ledger,
  opened: Pick<Parameters<typeof createLedgerHistory>[0], 'condition' | 'warnings' | 'unpublished'>,
): History {
  const file = join(folder, CONTAINS_FILE);
  return createLedgerHistory({
    ...opened,
    ledger,
    publish: async () => {
      try {
        const saved = await service.save('snapshot', folder, [LEDGER_FILE, CONTAINS_FILE]);
        const contains = await readContains(file);
        await writeFile(file, formatContains({...contains, saves: [...contains.saves, saved.save]}));
        return {kind: 'published'};
      } catch (error) {
        return {kind: 'kept', where: ledger.path, reason: describeError(error)};
      }
    },
  });
}

function openFragment(
  service: SnapshotService,
  folder: string,
  condition: HistoryCondition & {readonly kind: 'unreadable'},
  records?: LedgerRecords,
): History {
  const file = join(folder, FRAGMENT_FILE);
  const publish = async (): Promise<Publication> => {
    try {
      const {where} = await service.save('fragment', folder, [FRAGMENT_FILE]);
      return {kind: 'fragment', where, reason: condition.reason};
    } catch (error) {
      return {kind: 'kept', where: file, reason: describeError(error)};
    }
  };
  return createFragmentHistory({condition, file, publish, ...(records === undefined ? {} : {records})});
}

function conditionOf({snapshots, fragments, expiredSince}: Restored): HistoryCondition {
  if (snapshots.length > 0) return {kind: 'found'};
  if (expiredSince !== null) return {kind: 'expired', lastSavedAt: expiredSince};
  return fragments.length > 0 ? {kind: 'found'} : {kind: 'empty'};
}

async function readRecords(deps: StoreDeps, path: string): Promise<LedgerRecords> {
  const ledger = await deps.openLedger(path);
  try {
    return ledger.records();
  } finally {
    ledger.close();
  }
}
