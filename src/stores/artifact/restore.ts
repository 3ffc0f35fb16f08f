import {join} from 'node:path';
import {StoreError} from '../../domain/errors.ts';
import type {ActionsIndex, ListedArtifact} from '../../domain/ports/actions-index.ts';
import {readContains, readSaved, type Saved} from '../save-files.ts';
import {CONTAINS_FILE} from '../saved-files.ts';
import {type Restored, RUNNING_AT_ONCE, sayLeft} from '../snapshot-service.ts';
import type {StoreDeps} from '../store-deps.ts';
import {type ArtifactNames, isNameOrWithUid} from './names.ts';

interface RestoreDeps extends Pick<StoreDeps, 'admitLedger'> {
  readonly index: ActionsIndex;
  /** Downloads and unpacks one artifact into a folder. Throws StoreError. */
  readonly download: (artifact: ListedArtifact, folder: string) => Promise<Downloaded>;
}

/** The result of a download: unpacked, not what was saved, gone, or not what a run of ours saves. */
export type Downloaded = 'same' | 'other' | 'expired' | 'gone' | {readonly refused: string};

interface RestoreRequest {
  readonly names: ArtifactNames;
  /** The folder to unpack into, each artifact into a folder of its own. */
  readonly folder: string;
  /** The run we are in, which is not over. */
  readonly runId: number | null;
  /** False when what can wait for a later run should be left to it. */
  readonly hasTime: () => boolean;
}

interface RestoredArtifacts extends Restored {
  /** The plain names that this run has used. A second save under one is refused. */
  readonly namesOfThisRun: readonly string[];
}

type Reading = {readonly artifact: ListedArtifact} & (Saved | {readonly kind: 'expired'} | {readonly kind: 'gone'});

/** A hundred megabytes hold some 50,000 steps, packed; more is not downloaded. */
const MAX_ARCHIVE_BYTES = 512 * 1024 * 1024;
const DOWNLOADS_AT_ONCE = 8;
/** The most runs that are asked for what else they saved. A later run asks the others. */
const RUNS_AT_ONCE = 16;

/**
 * Finds everything that was saved by this repository's own runs. The newest save usually contains all others, so it is
 * read first. What it does not contain is read too: saves of parallel runs, records of runs that could not read their
 * history or are running, and later saves of runs that were not over when it was made. Throws StoreError when something
 * that may hold a part of the history cannot be read.
 */
export async function restore(deps: RestoreDeps, request: RestoreRequest): Promise<RestoredArtifacts> {
  const {names} = request;
  const known = new Map<number, ListedArtifact>();
  const readings = new Map<number, Reading>();
  const contained = new Set<number>();
  const runsListed = new Set<number>();
  const runsToList = new Set<number>();
  const openRuns = new Set<number>();
  const ofUnknownOrigin = new Set<number>();

  const learn = (artifacts: readonly ListedArtifact[]) => {
    for (const it of artifacts.filter((each) => isSave(each) || isRunning(each))) {
      if (it.ownRun === true) known.set(it.id, it);
      if (it.ownRun === null) ofUnknownOrigin.add(it.id);
    }
  };
  const isSave = ({name}: ListedArtifact) => isNameOrWithUid(names.save, name);
  const isRunning = ({name}: ListedArtifact) => isNameOrWithUid(names.running, name);
  const list = async (runId: number) => {
    runsListed.add(runId);
    // First whether it is over, then what it saved: the other way round a save could slip in between.
    const isOver = runId === request.runId ? false : await deps.index.isRunCompleted(runId);
    const artifacts = await deps.index.artifactsOfRun(runId);
    if ((isOver === null || artifacts === null) && [...known.values()].some((it) => it.runId === runId)) {
      throw new StoreError('unreadable', `GitHub lists artifacts of run ${runId} and says that there is no such run.`);
    }
    if (isOver === false && runId !== request.runId) openRuns.add(runId);
    learn(artifacts ?? []);
  };
  const read = async (artifact: ListedArtifact) => {
    const reading = await readArtifact(deps, artifact, isRunning(artifact), join(request.folder, String(artifact.id)));
    readings.set(artifact.id, reading);
    // It was taken away because its end had been saved, perhaps after its run was listed.
    if (reading.kind === 'gone') runsListed.delete(artifact.runId);
    if (reading.kind !== 'snapshot') return;
    const contains = await readContains(join(reading.path, '..', CONTAINS_FILE));
    // Nothing can contain what came after it.
    for (const id of contains.saves.map(Number)) if (id < artifact.id) contained.add(id);
    for (const runId of contains.openRuns) runsToList.add(runId);
  };
  const unread = () =>
    [...known.values()]
      .filter((it) => !it.expired && !contained.has(it.id) && !readings.has(it.id))
      .sort((a, b) => b.id - a.id);
  const next = () => {
    const saves = unread().filter(isSave);
    const hasSnapshot = [...readings.values()].some((it) => it.kind === 'snapshot');
    if (!hasSnapshot && saves.length > 0) return saves.slice(0, 1);
    if (saves.length > 0) return request.hasTime() ? saves.slice(0, DOWNLOADS_AT_ONCE) : [];
    const room = RUNNING_AT_ONCE - [...readings.values()].filter((it) => isRunning(it.artifact)).length;
    // Those of jobs that have vanished are the oldest: the others are soon taken away.
    return room > 0 && request.hasTime() ? unread().slice(-room) : [];
  };

  learn((await Promise.all([names.save, names.running].map((it) => deps.index.artifactsNamed(it)))).flat());
  for (;;) {
    const toRead = next();
    const [newest] = [...known.values()].filter(isSave).sort((a, b) => b.id - a.id);
    for (const it of [...(newest ? [newest] : []), ...toRead]) runsToList.add(it.runId);
    const toList = [...runsToList]
      .filter((it) => !runsListed.has(it))
      .sort((a, b) => a - b)
      .slice(0, RUNS_AT_ONCE - runsListed.size);
    if (toRead.length === 0 && toList.length === 0) break;
    await Promise.all([...toRead.map(read), ...toList.map(list)]);
  }
  const left = unread();
  for (const runId of [...left.map((it) => it.runId), ...[...runsToList].filter((it) => !runsListed.has(it))]) {
    openRuns.add(runId);
  }
  const restored = conclude([...known.values()], [...readings.values()], contained, isSave);
  return {
    ...restored,
    contains: {...restored.contains, openRuns: [...openRuns]},
    warnings: [
      ...restored.warnings,
      ...(left.some(isSave) ? [sayLeft(left.filter(isSave).length)] : []),
      ...(ofUnknownOrigin.size > 0 ? [sayUnknownOrigin([...ofUnknownOrigin])] : []),
    ],
    namesOfThisRun: [...known.values()].filter((it) => it.runId === request.runId).map((it) => it.name),
  };
}

function sayUnknownOrigin(ids: readonly number[]): string {
  return `Artifacts named as saves of this history were left out, since nobody says whether a fork's run made them: ids ${ids.join(', ')}.`;
}

/** Decides from all that was found. Throws StoreError when the newest part of the history had to be refused. */
function conclude(
  known: readonly ListedArtifact[],
  readings: readonly Reading[],
  contained: ReadonlySet<number>,
  isSave: (artifact: ListedArtifact) => boolean,
): Restored {
  const newestFirst = readings.toSorted((a, b) => b.artifact.id - a.artifact.id);
  const snapshots = newestFirst.filter((it) => it.kind === 'snapshot');
  const fragments = newestFirst.filter((it) => it.kind === 'fragment');
  const refused = newestFirst.filter((it) => it.kind === 'refused');
  const newestId = snapshots[0]?.artifact.id ?? 0;

  // Going on from an older save would silently cut what only the refused one holds. A record by itself holds nothing else.
  const [cutting] = refused.filter((it) => isSave(it.artifact) && it.artifact.id > newestId && it.isRecord !== true);
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
    .filter((it) => isSave(it) && it.id > newestId && !contained.has(it.id))
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
    contains: {saves: contains.filter((it) => it >= oldestId).map(String), openRuns: []},
    expiredSince: gone?.createdAt ?? null,
    warnings,
  };
}

async function readArtifact(
  deps: RestoreDeps,
  artifact: ListedArtifact,
  isRunning: boolean,
  folder: string,
): Promise<Reading> {
  if (artifact.sizeInBytes > MAX_ARCHIVE_BYTES) {
    return {artifact, kind: 'refused', reason: `it has ${artifact.sizeInBytes} bytes.`};
  }
  const downloaded = await deps.download(artifact, folder);
  if (downloaded === 'expired') return {artifact, kind: 'expired'};
  if (downloaded === 'gone') {
    // The record of a running step goes when its end is saved, and that is in the list of its run.
    if (isRunning) return {artifact, kind: 'gone'};
    throw new StoreError('unreadable', `${describe(artifact)} was listed and is not there any more.`);
  }
  if (downloaded === 'other')
    return {artifact, kind: 'refused', reason: 'its content has another digest than was saved.'};
  if (downloaded !== 'same') return {artifact, kind: 'refused', reason: downloaded.refused};
  return {artifact, ...(await readSaved(folder, describe(artifact), deps))};
}

/** An artifact as a sentence names it. */
export function describe(artifact: ListedArtifact): string {
  return `Artifact ${artifact.name} (id ${artifact.id}, run ${artifact.runId})`;
}
