import {existsSync} from 'node:fs';
import {copyFile, mkdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {describeError} from '../domain/errors.ts';
import {LEDGER_FILE, type Ledger} from '../domain/ports/ledger.ts';
import {
  FRAGMENT_FILE,
  type History,
  type HistoryCondition,
  type Publication,
  type Store,
} from '../domain/ports/store.ts';
import {type LedgerRecords, NO_RECORDS} from '../domain/records.ts';
import {runWithin} from '../domain/within.ts';
import {replaceFile} from '../files/regular-file.ts';
import {readFragment} from './fragment.ts';
import {createFragmentHistory, createLedgerHistory, mergeIntoLedger} from './ledger-history.ts';
import {createRunningSave, type RunningSave} from './running-save.ts';
import {
  CONTAINS_FILE,
  type Contains,
  formatContains,
  type Restored,
  readContains,
  type SavedAs,
  type SnapshotConnection,
  type SnapshotService,
} from './snapshot-service.ts';
import {type StoreDeps, TIME_LIMITS, type TimeLimits} from './store-deps.ts';

/**
 * A store that saves the whole steps.db. It is restored into `folder`, which belongs to one step and lasts from its
 * main to its post, and saved from there. Post continues with what main left there, without asking the service again.
 */
export function createSnapshotStore(deps: StoreDeps, service: SnapshotService, folder: string): Store {
  return {
    name: service.name,
    async open() {
      const limits = deps.timeLimits ?? TIME_LIMITS;
      const running = createRunningSave(folder, limits);
      const place = {deps, connections: keepConnection(service), folder, limits, running};
      try {
        await mkdir(folder, {recursive: true});
        return recordStarts(place, (await openLeft(place)) ?? (await openRestored(place)));
      } catch (error) {
        // Any failure makes the history unreadable; the agent still runs.
        return recordStarts(place, openFragment(place, {kind: 'unreadable', reason: describeError(error)}));
      }
    },
  };
}

/** The fraction of a shortened time in which reading less urgent saves may begin. */
const BESIDE_SHARE = 0.6;

interface StoreParts {
  readonly deps: StoreDeps;
  readonly connections: Connections;
  readonly folder: string;
  readonly limits: TimeLimits;
  readonly running: RunningSave;
}

/** Connections to the service. An open one is reused, since connecting costs more than most calls. */
interface Connections {
  /** The caller must leave or close it. */
  take(): SnapshotConnection;
  leave(connection: SnapshotConnection): void;
  close(): Promise<void>;
}

function keepConnection(service: SnapshotService): Connections {
  let left: SnapshotConnection | undefined;
  const take = () => {
    const taken = left ?? service.connect();
    left = undefined;
    return taken;
  };
  return {
    take,
    leave: (connection) => {
      left = connection;
    },
    close: () => take().close(),
  };
}

/** Wraps a history to save a step's start while its agent runs. */
function recordStarts({connections, running}: StoreParts, history: History): History {
  return {
    ...history,
    async startStep(draft) {
      const step = await history.startStep(draft);
      if (step.status === 'running') running.begin(draft, step, connections.take());
      return step;
    },
    async guard() {
      // A connection that an agent may have tampered with must not save anything after it.
      await connections.close();
      return history.guard();
    },
    async close() {
      await connections.close();
      await history.close();
    },
  };
}

async function openRestored(place: StoreParts): Promise<History> {
  const {deps, connections, folder, limits} = place;
  const connection = connections.take();
  const unpacked = join(folder, 'restored');
  await mkdir(unpacked, {recursive: true});
  try {
    const limitMs = Math.min(limits.restoreMs, deps.startTime?.leftMs('history') ?? limits.restoreMs);
    const restored = await runWithin(limitMs, 'The history', (signal) => {
      const end = Date.now() + Math.min(limits.restoreBesideMs, limitMs * BESIDE_SHARE);
      return connection.restore(unpacked, {signal, hasTime: () => Date.now() < end});
    });
    const [newest, ...others] = restored.snapshots;
    const path = join(folder, LEDGER_FILE);
    if (newest !== undefined) await copyFile(newest, path);
    const ledger = await deps.openLedger(path);
    const records: LedgerRecords[] = [];
    for (const other of others) records.push(await readRecords(deps, other));
    const renumbered = mergeIntoLedger(ledger, [...records, ...restored.fragments]);
    replaceFile(join(folder, CONTAINS_FILE), formatContains(restored.contains));
    const warnings = [...restored.warnings, ...renumbered];
    const condition = conditionOf(restored);
    return openLedgerHistory(place, ledger, {condition, warnings}, restored.contains);
  } finally {
    connections.leave(connection);
    await rm(unpacked, {recursive: true, force: true});
  }
}

/** Opens the file that an earlier process of this step wrote but could not publish. */
async function openLeft(place: StoreParts): Promise<History | null> {
  const {deps, folder} = place;
  const path = join(folder, LEDGER_FILE);
  if (existsSync(path) && existsSync(join(folder, CONTAINS_FILE))) {
    await deps.admitLedger(path);
    const ledger = await deps.openLedger(path);
    const opened = {condition: {kind: 'found'}, unpublished: true} as const;
    return openLedgerHistory(place, ledger, opened, readContains(join(folder, CONTAINS_FILE)));
  }
  const fragment = join(folder, FRAGMENT_FILE);
  if (!existsSync(fragment)) return null;
  const records = await readFragment(fragment, fragment);
  return openFragment(place, {kind: 'unreadable', reason: 'its store did not tell it when this step began.'}, records);
}

function openLedgerHistory(
  place: StoreParts,
  ledger: Ledger,
  opened: Pick<Parameters<typeof createLedgerHistory>[0], 'condition' | 'warnings' | 'unpublished'>,
  containsAtFirst: Contains,
): History {
  const {folder, running} = place;
  // Kept in memory and rewritten for each save: an agent could change the file, and others skip the saves it lists.
  let contains = containsAtFirst;
  const addSave = async (saved: SavedAs | undefined) => {
    const saves = new Set([...contains.saves, ...(saved === undefined ? [] : [saved.save])]);
    contains = {...contains, saves: [...saves]};
    replaceFile(join(folder, CONTAINS_FILE), formatContains(contains));
  };
  return createLedgerHistory({
    ...opened,
    ledger,
    isShared: false,
    publish: async () => {
      try {
        await addSave(running.saved());
        const saved = await saveEnd(place, 'snapshot', [LEDGER_FILE, CONTAINS_FILE]);
        await addSave(saved);
        return {kind: 'published'};
      } catch (error) {
        return {kind: 'kept', where: ledger.path, reason: describeError(error)};
      }
    },
  });
}

function openFragment(
  place: StoreParts,
  condition: HistoryCondition & {readonly kind: 'unreadable'},
  records = NO_RECORDS,
): History {
  const file = join(place.folder, FRAGMENT_FILE);
  const publish = async (): Promise<Publication> => {
    try {
      const {where} = await saveEnd(place, 'fragment', [FRAGMENT_FILE]);
      return {kind: 'fragment', where, reason: condition.reason};
    } catch (error) {
      return {kind: 'kept', where: file, reason: describeError(error)};
    }
  };
  return createFragmentHistory({condition, file, publish, records});
}

/** Saves the step's result, and only then deletes the record of its start. */
async function saveEnd(
  {connections, folder, limits, running}: StoreParts,
  kind: 'snapshot' | 'fragment',
  files: readonly string[],
): Promise<SavedAs> {
  const connection = connections.take();
  try {
    const saved = await runWithin(limits.publishMs, 'An answer to the save', (signal) =>
      connection.save(kind, folder, files, signal),
    );
    await running.discard(saved, connection);
    return saved;
  } finally {
    await connection.close();
  }
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
