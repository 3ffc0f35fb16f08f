import {join} from 'node:path';
import {StoreError} from '../../domain/errors.ts';
import {isUid} from '../../domain/identity.ts';
import type {ActionsIndex, ListedArtifact} from '../../domain/ports/actions-index.ts';
import {CONTAINS_FILE, readContains} from '../contains.ts';
import type {StoreDeps} from '../deps.ts';
import {readSaved, type Saved} from '../read-saved.ts';
import type {Restored} from '../snapshot-store.ts';

export interface RestoreDeps extends Pick<StoreDeps, 'checkLedger' | 'parseRecords'> {
  readonly index: ActionsIndex;
  /** Downloads and unpacks one artifact into a folder. Throws StoreError. */
  readonly download: (artifact: ListedArtifact, folder: string) => Promise<Downloaded>;
}

/** What came of a download: unpacked, not what was saved, gone, or not what a run of ours saves. */
export type Downloaded = 'same' | 'other' | 'expired' | {readonly refused: string};

export interface RestoreRequest {
  /** The name the first save of an attempt has; later ones have a uid behind it. */
  readonly name: string;
  /** Where to unpack, each artifact into a folder of its own. */
  readonly folder: string;
  /** Of the run this is: it is not over. */
  readonly runId: number | null;
}

export interface RestoredArtifacts extends Restored {
  /** True when this run has saved before, so that the name may be taken. */
  readonly savedByThisRun: boolean;
}

type Reading = {readonly artifact: ListedArtifact} & (Saved | {readonly kind: 'expired'});

/** A hundred megabytes hold some 50,000 steps, packed; more is not downloaded. */
const MAX_ARCHIVE_BYTES = 512 * 1024 * 1024;
const DOWNLOADS_AT_ONCE = 8;

/**
 * Finds everything that was saved under a name by this repository's own runs. The newest save usually contains all
 * others, so it is read first. What it does not contain is read too: saves of parallel runs, records of runs that could
 * not read their history, and later saves of runs that were not over when it was made. Throws StoreError when something
 * that may hold a part of the history cannot be read.
 */
export async function restore(deps: RestoreDeps, request: RestoreRequest): Promise<RestoredArtifacts> {
  const known = new Map<number, ListedArtifact>();
  const readings = new Map<number, Reading>();
  const contained = new Set<number>();
  const runsListed = new Set<number>();
  const runsToList = new Set<number>();
  const openRuns = new Set<number>();

  const learn = (artifacts: readonly ListedArtifact[]) => {
    for (const it of artifacts) if (it.ownRun && isSaveOf(request.name, it.name)) known.set(it.id, it);
  };
  const list = async (runId: number) => {
    runsListed.add(runId);
    // First whether it is over, then what it saved: the other way round a save could slip in between.
    const isOver = runId !== request.runId && (await deps.index.isRunCompleted(runId));
    if (!isOver && runId !== request.runId) openRuns.add(runId);
    learn(await deps.index.artifactsOfRun(runId));
  };
  const read = async (artifact: ListedArtifact) => {
    const reading = await readArtifact(deps, artifact, join(request.folder, String(artifact.id)));
    readings.set(artifact.id, reading);
    if (reading.kind !== 'snapshot') return;
    const contains = await readContains(join(reading.path, '..', CONTAINS_FILE));
    // Nothing can contain what came after it.
    for (const id of contains.saves.map(Number)) if (id < artifact.id) contained.add(id);
    for (const runId of contains.openRuns) runsToList.add(runId);
  };

  learn(await deps.index.artifactsNamed(request.name));
  for (;;) {
    const all = [...known.values()].sort((a, b) => b.id - a.id);
    const unread = all.filter((it) => !it.expired && !contained.has(it.id) && !readings.has(it.id));
    const hasSnapshot = [...readings.values()].some((it) => it.kind === 'snapshot');
    const toRead = unread.slice(0, hasSnapshot ? DOWNLOADS_AT_ONCE : 1);
    for (const it of [...all.slice(0, 1), ...toRead]) runsToList.add(it.runId);
    const toList = [...runsToList].filter((it) => !runsListed.has(it));
    if (toRead.length === 0 && toList.length === 0) break;
    await Promise.all([...toRead.map(read), ...toList.map(list)]);
  }
  return conclude(request, [...known.values()], [...readings.values()], contained, [...openRuns]);
}

/** What follows from all that was found. Throws StoreError when the newest part of the history had to be refused. */
function conclude(
  request: RestoreRequest,
  known: readonly ListedArtifact[],
  readings: readonly Reading[],
  contained: ReadonlySet<number>,
  openRuns: readonly number[],
): RestoredArtifacts {
  const newestFirst = readings.toSorted((a, b) => b.artifact.id - a.artifact.id);
  const snapshots = newestFirst.filter((it) => it.kind === 'snapshot');
  const fragments = newestFirst.filter((it) => it.kind === 'fragment');
  const refused = newestFirst.filter((it) => it.kind === 'refused');
  const newestId = snapshots[0]?.artifact.id ?? 0;

  // Going on from an older save would silently cut what only the refused one holds.
  const [cutting] = refused.filter((it) => it.artifact.id > newestId);
  if (cutting !== undefined) {
    throw new StoreError(
      'unreadable',
      `${describe(cutting.artifact)}, the newest save of the history, cannot be trusted: ${cutting.reason} Look at it; when you delete it, the next run goes on from the save before it.`,
    );
  }
  const gone = [
    ...known.filter((it) => it.expired),
    ...readings.filter((it) => it.kind === 'expired').map((it) => it.artifact),
  ]
    .filter((it) => it.id > newestId && !contained.has(it.id))
    .sort((a, b) => b.id - a.id)[0];
  const warnings = refused.map((it) => `${describe(it.artifact)} was left out of the history: ${it.reason}`);
  if (gone !== undefined && snapshots.length > 0) {
    warnings.push(
      `${describe(gone)}, saved ${gone.createdAt}, has expired before older saves of the history did. What only it held is gone; give all runs the same retention-days.`,
    );
  }
  const oldestId = Math.min(...known.filter((it) => !it.expired).map((it) => it.id));
  const contains = [...contained, ...[...snapshots, ...fragments].map((it) => it.artifact.id)];
  return {
    snapshots: snapshots.map((it) => it.path),
    fragments: fragments.map((it) => it.records),
    contains: {saves: contains.filter((it) => it >= oldestId).map(String), openRuns},
    expiredSince: gone?.createdAt ?? null,
    savedByThisRun: known.some((it) => it.name === request.name && it.runId === request.runId),
    warnings,
  };
}

async function readArtifact(deps: RestoreDeps, artifact: ListedArtifact, folder: string): Promise<Reading> {
  if (artifact.sizeInBytes > MAX_ARCHIVE_BYTES) {
    return {artifact, kind: 'refused', reason: `it has ${artifact.sizeInBytes} bytes.`};
  }
  const downloaded = await deps.download(artifact, folder);
  if (downloaded === 'expired') return {artifact, kind: 'expired'};
  if (downloaded === 'other')
    return {artifact, kind: 'refused', reason: 'its content has another digest than was saved.'};
  if (downloaded !== 'same') return {artifact, kind: 'refused', reason: downloaded.refused};
  return {artifact, ...(await readSaved(folder, describe(artifact), deps))};
}

function isSaveOf(name: string, found: string): boolean {
  return found === name || (found.startsWith(`${name}-`) && isUid(found.slice(name.length + 1)));
}

/** An artifact as a sentence names it. */
export function describe(artifact: ListedArtifact): string {
  return `Artifact ${artifact.name} (id ${artifact.id}, run ${artifact.runId})`;
}
