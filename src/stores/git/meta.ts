import {chain, type RunInfo, runInfo, type Seen} from '../../domain/documents.ts';
import {StoreError} from '../../domain/errors.ts';
import {isUid, type Uid} from '../../domain/identity.ts';
import {parseObject} from '../../domain/json.ts';
import {integer, nullable, object, Reading, uid as uidKind, WRONG} from '../../domain/kinds.ts';
import type {RunningStep} from '../../domain/ports/store.ts';
import type {StepRecord} from '../../domain/records.ts';

/** The longest waits for the history: before its agent starts, all in all, and for each record after it. */
export const GIT_LIMITS = {startMs: 10_000, endMs: 300_000} as const;

/** The most bytes that are read of a history at once, packed and unpacked: a segment of the longest records. */
export const MAX_HISTORY_BYTES = 400 * 1024 * 1024;

/** The facts about a history that an append needs, in one small file at the top of the tip's tree. */
export interface Meta {
  /** The number of records. The tip's own is the last. */
  readonly records: number;
  /** The number of records in a segment. Records that are in none yet stand in commit messages alone. */
  readonly segmentSize: number;
  readonly nextStep: number;
  readonly nextRollback: number;
  /** The newest rollbacks and undos, oldest first: whether a pin waits to be recorded can be told by them. */
  readonly recentRollbacks: readonly Uid[];
  /** The newest steps that are on record as running, oldest first: who looks whether they have ended reads nothing else. */
  readonly running: readonly RunningEntry[];
  /** The records that the next one names: see chain.ts. */
  readonly tips: readonly Seen[];
}

export const META_FILE = 'meta.json';
/** No honest file of an append comes near it. */
export const MAX_FILE_BYTES = 256 * 1024;
/** The most rollbacks that are remembered. */
export const RECENT_ROLLBACKS = 64;

const FORMAT = 1;
const SEGMENT_SIZE = 256;
/** The number of segments in a folder. An append rewrites the list of one folder. */
const FOLDER_SIZE = 256;
const HIGHEST = 1_000_000_000;

/** The state of an empty history. */
export const EMPTY_META: Meta = {
  records: 0,
  segmentSize: SEGMENT_SIZE,
  nextStep: 1,
  nextRollback: 1,
  recentRollbacks: [],
  running: [],
  tips: [],
};

export function formatMeta(meta: Meta): string {
  const {records, segmentSize, nextStep, nextRollback, recentRollbacks, running, tips} = meta;
  return `${JSON.stringify({
    format: FORMAT,
    records,
    segment_size: segmentSize,
    next_step: nextStep,
    next_rollback: nextRollback,
    recent_rollbacks: recentRollbacks,
    running,
    tips,
  })}\n`;
}

/** Reads `meta.json`, every field checked. Throws StoreError naming `source`. */
export function parseMeta(text: string, source: string): Meta {
  const json = parseObject(text);
  if (json === undefined) throw damaged(source, 'it is no JSON object');
  if (json.format !== FORMAT) {
    throw new StoreError(
      'newer-ledger',
      `${source} has format ${JSON.stringify(json.format)?.slice(0, 40)}, and this version reads ${FORMAT}. Use the newer version of the action.`,
    );
  }
  const whole = (key: string, least: number, most = HIGHEST): number => {
    const value = json[key];
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most) return value;
    throw damaged(source, `${key} is no number from ${least} to ${most}`);
  };
  const recent = json.recent_rollbacks;
  if (!Array.isArray(recent) || recent.length > RECENT_ROLLBACKS) throw damaged(source, 'recent_rollbacks is no list');
  return {
    records: whole('records', 1),
    segmentSize: whole('segment_size', 2, 4096),
    nextStep: whole('next_step', 1),
    nextRollback: whole('next_rollback', 1),
    recentRollbacks: recent.filter((it) => typeof it === 'string' && isUid(it)),
    running: parseRunning(json.running),
    tips: parseTips(json.tips),
  };
}

/** The number of whole segments. */
export function countSegments({records, segmentSize}: Meta): number {
  return Math.floor(records / segmentSize);
}

/** The folder of a segment. */
export function segmentFolder(index: number): string {
  return `segments/${Math.floor(index / FOLDER_SIZE)}`;
}

/** The file of a segment, counted from 0: it is written once and never changes. */
export function segmentFile(index: number): string {
  return `${segmentFolder(index)}/${index}.ndjson.gz`;
}

function damaged(source: string, why: string): StoreError {
  return new StoreError('damaged', `${source} cannot be right: ${why}.`);
}

/** A step whose latest record says that it runs, and where that record stands. */
interface RunningEntry extends RunningStep {
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
function parseRunning(value: unknown): readonly RunningEntry[] {
  return Array.isArray(value) ? value.flatMap(parseEntry).slice(-KEPT) : [];
}

/** What an older version wrote has none: then the chain begins anew. */
function parseTips(value: unknown): readonly Seen[] {
  const found = chain.read({seen: value}, new Reading(false));
  return found === WRONG ? [] : found.seen;
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
