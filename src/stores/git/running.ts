import {type RunInfo, runInfo} from '../../domain/documents.ts';
import {integer, nullable, object, Reading, uid as uidKind, WRONG} from '../../domain/kinds.ts';
import type {RunningStep} from '../../domain/ports/store.ts';
import type {StepRecord} from '../../domain/records.ts';

/** A step whose latest record says that it runs, and where that record stands. */
export interface RunningEntry extends RunningStep {
  readonly id: number;
  /** The number of the record. */
  readonly n: number;
}

/** The newest running steps that are listed: an append reads and writes them all. */
const KEPT = 32;
const MAX_ENTRY_CHARS = 2_000;

const entry = object({uid: uidKind, id: integer(1), n: integer(1), run: nullable(runInfo)});

/** The list once a record of a step is added: it begins to run, or it does so no more. */
export function runningAfter(
  running: readonly RunningEntry[],
  {draft: {uid, run}, outcome}: StepRecord,
  {id, n}: Pick<RunningEntry, 'id' | 'n'>,
): readonly RunningEntry[] {
  const others = running.filter((entry) => entry.uid !== uid);
  if (outcome !== null) return others;
  const started = {uid, id, n, run: run && factsOf(run)};
  return JSON.stringify(started).length > MAX_ENTRY_CHARS ? others : [...others, started].slice(-KEPT);
}

/** Reads the list. What is malformed is left out: then nobody looks whether it has ended. */
export function parseRunning(value: unknown): readonly RunningEntry[] {
  return Array.isArray(value) ? value.flatMap(parseEntry).slice(-KEPT) : [];
}

function parseEntry(value: unknown): readonly RunningEntry[] {
  const found = entry.read(value, new Reading(false));
  return found === WRONG ? [] : [{...found, run: found.run && factsOf(found.run)}];
}

/** The facts about a run that tell if it is over. */
function factsOf({ci, run_id, attempt, job, job_backend_id, url, runner, process}: RunInfo): RunningStep['run'] {
  const known = {ci, run_id, attempt, job, job_backend_id, url};
  return {...known, ...(runner == null ? {} : {runner}), ...(process == null ? {} : {process})};
}
