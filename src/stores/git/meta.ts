import {chain, type RunInfo, runInfo, type Seen} from '../../domain/documents.ts';
import {StoreError} from '../../domain/errors.ts';
import {isUid, type Uid} from '../../domain/identity.ts';
import {asArray, parseObject} from '../../domain/json.ts';
import {integer, nullable, object, Reading, text, uid as uidKind, WRONG} from '../../domain/kinds.ts';
import type {RunningStep} from '../../domain/ports/store.ts';
import type {StepRecord} from '../../domain/records.ts';

/** The longest waits for the history: in total before its agent starts, and for each record afterwards. */
export const GIT_LIMITS = {startMs: 10_000, endMs: 300_000} as const;

/** The most bytes of a history that are read at once, packed or unpacked: a segment of the longest records. */
export const MAX_HISTORY_BYTES = 400 * 1024 * 1024;

/** The facts about a history that an append needs, in a small file at the top of the tip's tree. */
export interface Meta {
  /** The number of records. The tip's own is the last. */
  readonly records: number;
  /** The number of records in a segment. Records that are not in one yet exist only in commit messages. */
  readonly segmentSize: number;
  readonly nextStep: number;
  readonly nextRollback: number;
  /** The newest rollbacks and undos, oldest first. They tell whether a pin's record is still missing. */
  readonly recentRollbacks: readonly Uid[];
  /** The newest running steps, oldest first, so that checking for ended ones needs no other read. */
  readonly running: readonly RunningEntry[];
  /** The records that the next one names: see chain.ts. */
  readonly tips: readonly Seen[];
  /** The last row of a database that was copied here; null if this history is not a copy of one. */
  readonly mirrored: Mirrored | null;
}

/** A row of a database, by its place and its digest, which nobody can tell who has not read it. */
interface Mirrored {
  readonly row: number;
  readonly digest: string;
}

export const META_FILE = 'meta.json';
/** Larger than any honest file of an append. */
export const MAX_FILE_BYTES = 256 * 1024;
export const RECENT_ROLLBACKS = 64;

const FORMAT = 1;
const SEGMENT_SIZE = 256;
/** The number of segments in a folder. An append rewrites the list of one folder. */
const FOLDER_SIZE = 256;
const HIGHEST = 1_000_000_000;

export const EMPTY_META: Meta = {
  records: 0,
  segmentSize: SEGMENT_SIZE,
  nextStep: 1,
  nextRollback: 1,
  recentRollbacks: [],
  running: [],
  tips: [],
  mirrored: null,
};

export function formatMeta(meta: Meta): string {
  const {records, segmentSize, nextStep, nextRollback, recentRollbacks, running, tips, mirrored} = meta;
  return `${JSON.stringify({
    format: FORMAT,
    records,
    segment_size: segmentSize,
    next_step: nextStep,
    next_rollback: nextRollback,
    recent_rollbacks: recentRollbacks,
    running,
    tips,
    ...(mirrored === null ? {} : {mirrored}),
  })}\n`;
}

/** Parses `meta.json` and checks every field. Throws StoreError, naming `source`. */
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
    // A malformed entry is dropped, so nobody checks whether that step has ended.
    running: asArray(json.running).flatMap(parseEntry).slice(-KEPT),
    tips: parseTips(json.tips),
    mirrored: parseMirrored(json.mirrored, source),
  };
}

export function countSegments({records, segmentSize}: Meta): number {
  return Math.floor(records / segmentSize);
}

export function segmentFolder(index: number): string {
  return `segments/${Math.floor(index / FOLDER_SIZE)}`;
}

/** The file of a segment, counted from 0. It is written once and never changes. */
export function segmentFile(index: number): string {
  return `${segmentFolder(index)}/${index}.ndjson.gz`;
}

function damaged(source: string, why: string): StoreError {
  return new StoreError('damaged', `${source} cannot be right: ${why}.`);
}

/** A step whose latest record says that it runs, and where that record is. */
interface RunningEntry extends RunningStep {
  readonly id: number;
  /** The number of the record. */
  readonly n: number;
}

/** The most running steps that are listed, since an append reads and writes all of them. */
const KEPT = 32;
const MAX_ENTRY_CHARS = 2_000;

const entry = object({uid: uidKind, id: integer(1), n: integer(1), run: nullable(runInfo)});

/** The list after adding a record of a step that starts or ends. */
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

/** Older versions wrote no tips, so the chain begins anew. */
function parseTips(value: unknown): readonly Seen[] {
  const found = chain.read({seen: value}, new Reading(false));
  return found === WRONG ? [] : found.seen;
}

const mirroredKind = object({row: integer(1), digest: text(64)});

function parseMirrored(value: unknown, source: string): Mirrored | null {
  const found = value === undefined ? null : mirroredKind.read(value, new Reading(true));
  if (found !== WRONG) return found;
  throw damaged(source, 'mirrored is no row with its digest');
}

function parseEntry(value: unknown): readonly RunningEntry[] {
  const found = entry.read(value, new Reading(false));
  return found === WRONG ? [] : [{...found, run: found.run && factsOf(found.run)}];
}

/** The facts that tell if a run is over. */
function factsOf({ci, run_id, attempt, job, job_backend_id, url, runner, process}: RunInfo): RunningStep['run'] {
  const known = {ci, run_id, attempt, job, job_backend_id, url};
  return {...known, ...(runner == null ? {} : {runner}), ...(process == null ? {} : {process})};
}
