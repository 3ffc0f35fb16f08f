import type {RunInfo} from '../../domain/documents.ts';
import {isUid} from '../../domain/identity.ts';
import type {RunningStep} from '../../domain/ports/store.ts';
import type {StepRecord} from '../../domain/records.ts';
import {isObject} from './json.ts';

/** A step whose latest record says that it runs, and where that record stands. */
export interface RunningEntry extends RunningStep {
  readonly id: number;
  /** The number of the record. */
  readonly n: number;
}

/** So many of them are kept in mind, the newest ones: an append reads and writes them all. */
const KEPT = 32;
const MAX_ENTRY_CHARS = 2_000;

/** The list once a record of a step is added: it begins to run, or it does so no more. */
export function runningAfter(
  running: readonly RunningEntry[],
  {draft: {uid, run}, outcome}: StepRecord,
  {id, n}: Pick<RunningEntry, 'id' | 'n'>,
): readonly RunningEntry[] {
  const others = running.filter((entry) => entry.uid !== uid);
  if (outcome !== null) return others;
  const entry = {uid, id, n, run: run && factsOf(run)};
  return JSON.stringify(entry).length > MAX_ENTRY_CHARS ? others : [...others, entry].slice(-KEPT);
}

/** Reads the list. What is malformed is left out: then nobody looks whether it has ended. */
export function parseRunning(value: unknown): readonly RunningEntry[] {
  return Array.isArray(value) ? value.flatMap(parseEntry).slice(-KEPT) : [];
}

function parseEntry(value: unknown): readonly RunningEntry[] {
  if (!isObject(value) || typeof value.uid !== 'string' || !isUid(value.uid)) return [];
  const {uid, id, n, run} = value;
  if (!isCount(id) || !isCount(n)) return [];
  return [{uid, id, n, run: isObject(run) ? parseRun(run) : null}];
}

/** Of a run what tells whether it is over. */
function factsOf({ci, run_id, attempt, job, job_backend_id, url, runner, process}: RunInfo): RunningStep['run'] {
  const known = {ci, run_id, attempt, job, job_backend_id, url};
  return {...known, ...(runner == null ? {} : {runner}), ...(process == null ? {} : {process})};
}

function parseRun(value: Readonly<Record<string, unknown>>) {
  const {ci, run_id, attempt, job, job_backend_id, url, runner, process} = value;
  return {
    ci: toText(ci) ?? 'unknown',
    run_id: toText(run_id),
    attempt: isCount(attempt) ? attempt : null,
    job: toText(job),
    job_backend_id: toText(job_backend_id),
    url: toText(url),
    runner: toText(runner),
    process: isObject(process) ? parseProcess(process) : null,
  };
}

function parseProcess({pid, started, namespaces, boot, machine}: Readonly<Record<string, unknown>>) {
  if (!isCount(pid) || !isCount(started) || typeof namespaces !== 'string' || typeof boot !== 'string') return null;
  return {pid, started, namespaces, boot, machine: toText(machine)};
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

function toText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
