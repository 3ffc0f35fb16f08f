import {hash} from 'node:crypto';
import {StoreError} from '../../domain/errors.ts';
import type {Sha} from '../../domain/identity.ts';
import {parseJson} from '../../domain/json.ts';
import {anyText, flag, integer, list, nullable, object, Reading, uid, WRONG} from '../../domain/kinds.ts';
import type {Ledger, Reads} from '../../domain/ports/ledger.ts';
import type {ObjectStore} from '../../domain/ports/remote.ts';
import type {LedgerRecords, StepRecord} from '../../domain/records.ts';
import type {NumberedStep} from '../pending/own-records.ts';
import {MAX_FILE_BYTES} from './meta.ts';
import {parseTree} from './tip.ts';

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
  files(): ReadonlyMap<string, Uint8Array>;
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
      // All are kept until the file is written: the next of the same records may ask for the oldest.
      buckets.set(path, {complete, entries: head === null ? others : [{branch, ...head}, ...others]});
      changed.add(path);
    },
    files: () => {
      const text = (path: string) => formatBucket(fitInFile(buckets.get(path) ?? EMPTY));
      return new Map([...changed].map((path) => [path, Buffer.from(text(path))]));
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
  return `${FOLDER}/${hash('sha256', JSON.stringify(branch)).slice(0, 2)}.json`;
}

/** Drops the oldest branches if there are too many, or long names make the file larger than readers accept. */
function fitInFile(bucket: Bucket): Bucket {
  if (bucket.entries.length > BUCKET_SIZE)
    return fitInFile({complete: false, entries: bucket.entries.slice(0, BUCKET_SIZE)});
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

/**
 * The latest active steps of the branches that records affect, once they are added. Used when a rollback or an undo
 * affects a branch, or a step moves to another branch.
 */
export function headsAfter(ledger: Ledger, added: LedgerRecords): ReadonlyMap<BranchName, NumberedStep | null> {
  const undone = added.rollbacks.flatMap(({undoes}) => {
    const lookup = undoes === null ? null : ledger.getRollback({kind: 'uid', prefix: undoes});
    return lookup?.kind === 'found' ? lookup.value.stepUids : [];
  });
  const covered = added.rollbacks.flatMap(({stepUids}) => stepUids);
  const uids = new Set([...added.steps.map(({draft}) => draft.uid), ...covered, ...undone]);
  const branchesIn = (reads: Reads) =>
    [...uids].flatMap((uid) => {
      const lookup = reads.getStep({kind: 'uid', prefix: uid});
      return lookup.kind === 'found' ? [lookup.value.branch] : [];
    });
  const before = branchesIn(ledger);
  return ledger.withAdded(added, (reads) => {
    const branches = new Set([...before, ...branchesIn(reads)]);
    return new Map([...branches].map((branch) => [branch, headOf(reads, branch)]));
  });
}

/** The latest active step of a branch; null if it has none. */
export function headOf(reads: Pick<Reads, 'getLatestActiveStep'>, branch: BranchName): NumberedStep | null {
  const step = reads.getLatestActiveStep(undefined, branch);
  return step?.id == null ? null : {uid: step.uid, id: step.id};
}

/** The branch of a step's record: where the step ended, or began if it has not ended. */
export function branchOf({draft, outcome}: StepRecord): BranchName {
  return outcome === null ? draft.branch : outcome.branch;
}
