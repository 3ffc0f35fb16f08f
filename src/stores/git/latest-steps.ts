import {createHash} from 'node:crypto';
import {StoreError} from '../../domain/errors.ts';
import type {Sha, Uid} from '../../domain/identity.ts';
import {parseJson} from '../../domain/json.ts';
import {anyText, flag, integer, list, nullable, object, Reading, uid, WRONG} from '../../domain/kinds.ts';
import type {Ledger} from '../../domain/ports/ledger.ts';
import type {ObjectStore} from '../../domain/ports/remote.ts';
import type {StepRecord} from '../../domain/records.ts';
import {isInForce, projectRollback, type RollbackDraft} from '../../domain/rollback.ts';
import type {NumberedStep} from '../pending/own-records.ts';
import {MAX_FILE_BYTES} from './meta.ts';
import {parseTree} from './tree.ts';

/**
 * The branch of a step; null for none. The repository is not part of it: a history at a remote is of that repository,
 * whatever name or address a clone reaches it by.
 */
type BranchName = string | null;

type Entry = {readonly branch: BranchName} & NumberedStep;

/** The branches whose hashes begin alike, newest first. */
interface Bucket {
  /** False once a branch was dropped for a newer one; a branch that is missing may then still have steps. */
  readonly complete: boolean;
  readonly entries: readonly Entry[];
}

/**
 * The most branches in a file. With 256 files, an append reads and writes a bounded amount, however many branches there
 * are.
 */
const BUCKET_SIZE = 64;
const FOLDER = 'branches';
/**
 * An earlier folder, whose files identified branches by their repository's name too, which can change. Its contents are
 * ignored.
 */
const OLDER_FOLDER = 'heads';
const EMPTY: Bucket = {complete: true, entries: []};

/** The latest active step of each branch, from a tip's tree and pending changes. */
interface Heads {
  /** Null if the branch has none; undefined if that is not known here. */
  latest(branch: BranchName): Promise<NumberedStep | null | undefined>;
  set(branch: BranchName, head: NumberedStep | null): Promise<void>;
  /** The files changed since the last call, by path. */
  takeFiles(): ReadonlyMap<string, Uint8Array>;
}

/** Opens the heads of a tip. Each file is read on first use. */
export function openHeads(objects: ObjectStore, tip: Sha | null): Heads {
  const buckets = new Map<string, Bucket>();
  const changed = new Set<string>();
  const readAt = async (path: string) => {
    const [object] = tip === null ? [null] : await objects.read([`${tip}:${path}`], MAX_FILE_BYTES);
    return object ?? null;
  };
  const load = async (path: string): Promise<Bucket> => {
    const known = buckets.get(path);
    if (known !== undefined) return known;
    const file = await readAt(path);
    // If the history has the earlier folder, branches without a later step are missing here, so this file is
    // incomplete.
    const bucket =
      file === null
        ? {...EMPTY, complete: (await readAt(OLDER_FOLDER)) === null}
        : parseBucket(Buffer.from(file.content).toString('utf8'), path);
    buckets.set(path, bucket);
    return bucket;
  };
  return {
    latest: async (branch) => {
      const {complete, entries} = await load(bucketFile(branch));
      const found = entries.find((entry) => entry.branch === branch);
      if (found === undefined) return complete ? null : undefined;
      return {uid: found.uid, id: found.id};
    },
    set: async (branch, head) => {
      const path = bucketFile(branch);
      const {complete, entries} = await load(path);
      const others = entries.filter((entry) => entry.branch !== branch);
      const all = head === null ? others : [{branch, ...head}, ...others];
      buckets.set(
        path,
        fitInFile({complete: complete && all.length <= BUCKET_SIZE, entries: all.slice(0, BUCKET_SIZE)}),
      );
      changed.add(path);
    },
    takeFiles: () => {
      const files = new Map([...changed].map((path) => [path, Buffer.from(formatBucket(buckets.get(path) ?? EMPTY))]));
      changed.clear();
      return files;
    },
  };
}

/** Lists all branches in a tip's files. Throws StoreError for an invalid file. */
export async function listHeads(objects: ObjectStore, tip: Sha): Promise<readonly BranchName[]> {
  const [folder] = await objects.read([`${tip}:${FOLDER}`], MAX_FILE_BYTES);
  const names = folder == null ? [] : [...parseTree(folder.content, tip.length).keys()];
  const files = await objects.read(
    names.map((name) => `${tip}:${FOLDER}/${name}`),
    names.length * MAX_FILE_BYTES,
  );
  return files.flatMap((file, at) =>
    file === null
      ? []
      : parseBucket(Buffer.from(file.content).toString('utf8'), `${FOLDER}/${names[at]}`).entries.map(
          ({branch}) => branch,
        ),
  );
}

function bucketFile(branch: BranchName): string {
  const hash = createHash('sha256').update(JSON.stringify(branch)).digest('hex');
  return `${FOLDER}/${hash.slice(0, 2)}.json`;
}

/** Drops the oldest branches if long names make the file larger than readers accept. */
function fitInFile(bucket: Bucket): Bucket {
  if (Buffer.byteLength(formatBucket(bucket)) <= MAX_FILE_BYTES) return bucket;
  return fitInFile({complete: false, entries: bucket.entries.slice(0, -1)});
}

function formatBucket({complete, entries}: Bucket): string {
  const heads = entries.map(({branch, uid, id}) => ({branch, uid, id}));
  return `${JSON.stringify({complete, heads})}\n`;
}

const bucketKind = object({
  complete: flag,
  heads: list(object({branch: nullable(anyText), uid, id: integer(1)}), BUCKET_SIZE),
});

function parseBucket(text: string, path: string): Bucket {
  const reading = new Reading(true);
  const found = bucketKind.read(parseJson(text), reading);
  if (found !== WRONG && reading.isClean) return {complete: found.complete, entries: found.heads};
  throw new StoreError('damaged', `The history's ${path} is no list of the latest steps of branches.`);
}

/** The records that are about to be added to a history. */
export interface Delta {
  readonly steps: readonly {readonly record: StepRecord; readonly id: number}[];
  readonly rollbacks: readonly RollbackDraft[];
}

/**
 * The latest active steps of the branches that a delta affects, after it is added. Used when a rollback or an undo
 * affects a branch, or a step moves to another branch.
 */
export function headsAfter(ledger: Ledger, delta: Delta): ReadonlyMap<BranchName, NumberedStep | null> {
  const rollbacks = new Map([...ledger.listRollbacks(), ...delta.rollbacks].map((it) => [it.uid, it]));
  const touched = touchedSteps(ledger, delta, rollbacks);
  const records = [...rollbacks.values()];
  const standing = standingAmong(records);
  const covered = new Set(standing.flatMap(({stepUids}) => stepUids));

  const branches = new Set([...touched.values()].flatMap(({was, is}) => (was === undefined ? [is] : [was, is])));
  const headOf = (branch: BranchName): NumberedStep | null => {
    const active = [...touched].filter(([uid, {is}]) => !covered.has(uid) && is === branch);
    const heads = active.map(([uid, {id}]): NumberedStep => ({uid, id}));
    const other = latestOther(ledger, branch, touched);
    if (other !== undefined) heads.push(other);
    return heads.reduce<NumberedStep | null>((best, it) => (best === null || it.id > best.id ? it : best), null);
  };
  return new Map([...branches].map((branch) => [branch, headOf(branch)]));
}

/** The rollbacks in force. Only records that name others can affect them. */
function standingAmong(records: readonly RollbackDraft[]): readonly RollbackDraft[] {
  const named = records.filter(({undoes}) => undoes !== null);
  return records.filter((it) => isInForce(projectRollback(it, named)));
}

interface Touched {
  readonly id: number;
  /** The branch it is on now; undefined for a new step. */
  readonly was: BranchName | undefined;
  readonly is: BranchName;
}

function touchedSteps(
  ledger: Ledger,
  delta: Delta,
  rollbacks: ReadonlyMap<Uid, RollbackDraft>,
): ReadonlyMap<Uid, Touched> {
  const touched = new Map<Uid, Touched>();
  const undone = delta.rollbacks.flatMap(({undoes}) => rollbacks.get(undoes ?? '') ?? []);
  for (const uid of [...delta.rollbacks, ...undone].flatMap(({stepUids}) => stepUids)) {
    const lookup = ledger.getStep({kind: 'uid', prefix: uid});
    if (lookup.kind !== 'found' || lookup.value.id === null) continue;
    const {id, branch} = lookup.value;
    touched.set(uid, {id, was: branch, is: branch});
  }
  for (const {record, id} of delta.steps) {
    const {uid, replays} = record.draft;
    if (replays !== null) continue;
    const lookup = ledger.getStep({kind: 'uid', prefix: uid});
    const was = lookup.kind === 'found' ? lookup.value.branch : undefined;
    touched.set(uid, {id, was, is: branchOf(record)});
  }
  return touched;
}

/** The branch of a step's record: where the step ended, or began if it has not ended. */
export function branchOf({draft, outcome}: StepRecord): BranchName {
  return outcome === null ? draft.branch : outcome.branch;
}

/** The latest active step of a branch among those not touched. */
function latestOther(ledger: Ledger, branch: BranchName, touched: ReadonlyMap<Uid, unknown>): NumberedStep | undefined {
  // The filter cannot express steps without a branch.
  const filter = branch === null ? {} : {branch, limit: touched.size + 1};
  const steps = ledger.listSteps({active: true, ...filter});
  const found = steps.find((step) => step.branch === branch && !touched.has(step.uid));
  return found === undefined || found.id === null ? undefined : {uid: found.uid, id: found.id};
}
