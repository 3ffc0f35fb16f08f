import {join} from 'node:path';
import {StoreError} from '../../domain/errors.ts';
import {isUid} from '../../domain/identity.ts';
import type {ActionsIndex, ListedArtifact} from '../../domain/ports/forge.ts';
import {
  CONTAINS_FILE,
  type Restored,
  RUNNING_AT_ONCE,
  readContains,
  readSaved,
  type Saved,
  sayLeft,
} from '../snapshot-service.ts';
import type {StoreDeps} from '../store-deps.ts';

/**
 * The names of a history's saves. GitHub lists artifacts only by exact name, and accepts a name once in each attempt of
 * a run. So the first save takes the plain name, which makes the run findable, and all others add a uid.
 */
export function artifactNames(slug: string) {
  return {save: `laforge-${slug}`, running: `laforge.running-${slug}`};
}

export function isNameOrWithUid(name: string, found: string): boolean {
  return found === name || (found.startsWith(`${name}-`) && isUid(found.slice(name.length + 1)));
}

interface RestoreDeps extends Pick<StoreDeps, 'admitLedger'> {
  readonly index: ActionsIndex;
  /** Downloads one artifact and unpacks it into a folder, unless it cannot be. Throws StoreError. */
  readonly download: (artifact: ListedArtifact, folder: string) => Promise<Missing | null>;
}

/** An artifact that was not unpacked. */
export type Missing = Extract<Saved, {readonly kind: 'refused'}> | {readonly kind: 'expired'} | {readonly kind: 'gone'};

interface RestoreRequest {
  readonly names: Readonly<ReturnType<typeof artifactNames>>;
  /** The folder to unpack into, with a subfolder for each artifact. */
  readonly folder: string;
  /** The current run, which is not over. */
  readonly runId: number | null;
  /** False if anything that can wait should be left for a later run. */
  readonly hasTime: () => boolean;
}

type Reading = {readonly artifact: ListedArtifact} & (Saved | Missing);

/** About 100 MB hold 50,000 steps when packed. Larger artifacts are not downloaded. */
const MAX_ARCHIVE_BYTES = 512 * 1024 * 1024;
const DOWNLOADS_AT_ONCE = 8;
/** The most runs to ask for their other saves. A later run asks the rest. */
const RUNS_AT_ONCE = 16;

/**
 * Finds everything that this repository's own runs saved. The newest save usually contains all others, so it is read
 * first. Then reads what it does not contain: saves of parallel runs, records of runs that could not read their history
 * or are still running, and later saves of runs that were not over when it was made. Throws StoreError if something
 * that may hold a part of the history cannot be read.
 */
export async function restore(deps: RestoreDeps, request: RestoreRequest) {
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
    // Ask if the run is over before listing its saves: in the other order a save could slip in between.
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
    // The record was deleted because its step's end was saved, perhaps after the run was listed, so list the run again.
    if (reading.kind === 'gone') runsListed.delete(artifact.runId);
    if (reading.kind !== 'snapshot') return;
    const contains = readContains(join(reading.path, '..', CONTAINS_FILE));
    // A save cannot contain later ones.
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
    // Oldest first: old ones are from jobs that vanished, while recent ones will soon be deleted by their own jobs.
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
    // GitHub rejects a second save with one of them.
    namesOfThisRun: [...known.values()].filter((it) => it.runId === request.runId).map((it) => it.name),
  };
}

function sayUnknownOrigin(ids: readonly number[]): string {
  return `Artifacts named as saves of this history were left out, since nobody says whether a fork's run made them: ids ${ids.join(', ')}.`;
}

/** Draws the conclusions from everything found. Throws StoreError if the newest part of the history was refused. */
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

  // Continuing from an older save would silently drop what only the refused one holds. A refused single record drops
  // nothing else.
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
  const missing = await deps.download(artifact, folder);
  // A running step's record is deleted once its end is saved, and that save is in the run's list.
  if (missing?.kind === 'gone' && !isRunning)
    throw new StoreError('unreadable', `${describe(artifact)} was listed and is not there any more.`);
  return {artifact, ...(missing ?? (await readSaved(folder, describe(artifact), deps)))};
}

/** Describes an artifact for a sentence. */
export function describe(artifact: ListedArtifact): string {
  return `Artifact ${artifact.name} (id ${artifact.id}, run ${artifact.runId})`;
}
