import {join} from 'node:path';
import {StoreError} from '../../domain/errors.ts';
import type {Sha, Uid} from '../../domain/identity.ts';
import {LEDGER_FILE, type Ledger} from '../../domain/ports/ledger.ts';
import type {ObjectStore, Remote} from '../../domain/ports/remote.ts';
import {fragmentRef, ledgerRef} from '../../domain/refs.ts';
import type {StoreDeps} from '../store-deps.ts';
import type {KeptCopies} from './kept-copies.ts';
import {listHeads, openHeads} from './latest-steps.ts';
import {openLocalLedger, tellLost} from './local-ledger.ts';
import {countSegments, MAX_HISTORY_BYTES, RECENT_ROLLBACKS} from './meta.ts';
import {fetchSegments, listSegments, parseCommit, readSegments, readTip, type Tip} from './tip.ts';

/** The faults of a history under a ref, and the history as a steps.db if it could be loaded. */
export interface VerifiedHistory {
  readonly findings: readonly string[];
  /** Null if it could not be loaded. Deleted with its folder. */
  readonly ledgerPath: string | null;
  readonly records: number;
  /** Records that runs could not add, and that the next healthy run will. */
  readonly waiting: number;
}

type Deps = Pick<StoreDeps, 'openLedger'> & {
  readonly objects: ObjectStore;
  readonly remote: Pick<Remote, 'name' | 'fetchFrom'>;
  /** The states of this history that commands on this machine have loaded. */
  readonly copies?: KeptCopies;
};

const AT_ONCE = 256;
const FINDINGS_TOLD = 20;

/**
 * Checks a whole history at the remote: that its commits form one chain with a record each, that each segment holds
 * exactly the lines of its commits, and that numbers, heads and recent rollbacks follow from the records. Null if there
 * is no history, and this machine knows of none. Throws GitError if the remote does not answer.
 */
export async function verifyGitHistory(deps: Deps, slug: string, folder: string): Promise<VerifiedHistory | null> {
  const {objects, remote, copies} = deps;
  const seen = (await copies?.known()) ?? null;
  const tips = await objects.fetchTips([ledgerRef(slug), fragmentRef(slug, '*')]);
  const sha = tips.get(ledgerRef(slug));
  if (sha === undefined) {
    const lost = await tellLost(seen, {objects, slug, remote, tip: null, lookBack: 0});
    return lost === null ? null : {findings: [lost], ledgerPath: null, records: 0, waiting: tips.size};
  }
  const waiting = tips.size - 1;
  const findings: string[] = [];
  let tip: Tip | null = null;
  let ledgerPath: string | null = null;
  const local = openLocalLedger(deps, join(folder, LEDGER_FILE));
  try {
    tip = await readTip(objects, sha);
    await findInChain(objects, tip, findings);
    const lost = await tellLost(seen, {objects, slug, remote, tip, lookBack: tip.meta.records});
    if (lost !== null) findings.push(lost);
    const ledger = await local.at(tip);
    ledgerPath = ledger.path;
    for (const {n, reason} of local.setAside.slice(0, FINDINGS_TOLD))
      findings.push(`record ${n} cannot be read and is left out (${reason})`);
    await findInHeads(objects, tip, ledger, findings);
    findInRecent(tip, ledger, findings);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    findings.push(error.message);
  } finally {
    local.close();
  }
  return {findings, ledgerPath, records: tip?.meta.records ?? 0, waiting};
}

/** Walks the commits from first to last, and compares each segment with the messages it was made from. */
async function findInChain(objects: ObjectStore, tip: Tip, findings: string[]): Promise<void> {
  const {records, segmentSize} = tip.meta;
  const shas = (await objects.commitsFrom(tip.sha, records + 1)).toReversed();
  if (shas.length !== records) {
    findings.push(`${shas.length} commits lead to ${tip.sha}, and its meta.json counts ${records}`);
    return;
  }
  const segments = countSegments(tip.meta);
  await findInFolders(objects, tip, segments, findings);
  if (segments > 0) await fetchSegments(objects, tip);
  let parent: Sha | null = null;
  let lines: string[] = [];
  for (let from = 0; from < records; from += AT_ONCE) {
    const some = shas.slice(from, from + AT_ONCE);
    const found = await objects.read(some, MAX_HISTORY_BYTES);
    for (const [index, object] of found.entries()) {
      const n = from + index + 1;
      if (object === null) {
        findings.push(`record ${n}, the commit ${some[index]}, cannot be read`);
        return;
      }
      const commit = parseCommit(object);
      if (commit.n !== null && commit.n !== n)
        findings.push(`the commit ${object.sha} is record ${commit.n} in place of ${n}`);
      if (commit.parents.join(' ') !== (parent ?? ''))
        findings.push(`record ${n} does not follow record ${n - 1} alone`);
      if (findings.length >= FINDINGS_TOLD) return;
      parent = object.sha;
      lines.push(commit.line);
      if (n % segmentSize !== 0) continue;
      await compareSegment(objects, tip, n / segmentSize - 1, lines, findings);
      lines = [];
    }
  }
}

async function compareSegment(
  objects: ObjectStore,
  tip: Tip,
  index: number,
  lines: readonly string[],
  findings: string[],
): Promise<void> {
  const records = await readSegments(objects, tip, [index]);
  const differing = records.findIndex(({line}, at) => line !== lines[at]);
  if (differing < 0) return;
  const n = index * tip.meta.segmentSize + differing + 1;
  findings.push(`segment ${index} says of record ${n} what its commit does not say`);
}

async function findInFolders(objects: ObjectStore, tip: Tip, segments: number, findings: string[]): Promise<void> {
  const expected = new Set(Array.from({length: segments}, (_, index) => `${index}.ndjson.gz`));
  const found = await listSegments(objects, tip);
  const odd = found.find((name) => !expected.delete(name));
  if (odd !== undefined) findings.push(`the tip has a segment ${odd}, which belongs to no records`);
  const [missing] = expected;
  if (missing !== undefined) findings.push(`the tip has lost the segment ${missing}`);
}

async function findInHeads(objects: ObjectStore, tip: Tip, ledger: Ledger, findings: string[]): Promise<void> {
  const heads = openHeads(objects, tip.sha);
  const ofSteps = ledger.listSteps().map(({branch}) => branch);
  for (const branch of new Set([...ofSteps, ...(await listHeads(objects, tip.sha))])) {
    const said = await heads.latest(branch);
    if (said === undefined) continue;
    const step = ledger.getLatestActiveStep(undefined, branch);
    if ((said?.uid ?? null) === (step?.uid ?? null) && (said?.id ?? null) === (step?.id ?? null)) continue;
    const is = step === undefined ? 'none' : `step ${step.id}`;
    findings.push(
      `the latest active step of ${branch ?? 'no branch'} is ${is}, and the tip's heads say ${said === null ? 'none' : `step ${said.id}`}`,
    );
    if (findings.length >= FINDINGS_TOLD) return;
  }
}

function findInRecent(tip: Tip, ledger: Ledger, findings: string[]): void {
  const recent: readonly Uid[] = ledger
    .listRollbacks({limit: RECENT_ROLLBACKS})
    .map(({uid}) => uid)
    .toReversed();
  if (recent.join(' ') === tip.meta.recentRollbacks.join(' ')) return;
  findings.push("the tip's meta.json names other recent rollbacks than the records");
}
