import {chainedRollback, chainedStep, tipsAfter} from '../../domain/chain.ts';
import {outcomeRank} from '../../domain/merge.ts';
import type {Ledger} from '../../domain/ports/ledger.ts';
import type {NewCommit, ObjectStore} from '../../domain/ports/remote.ts';
import {type Claim, concatRecords, type LedgerRecords, NO_RECORDS, type StepRecord} from '../../domain/records.ts';
import {isProposal, type RollbackDraft, type RollbackKind} from '../../domain/rollback.ts';
import type {Added, Addition, NumberedStep} from '../pending/own-records.ts';
import {sha256} from '../reads.ts';
import {branchOf, headOf, headsAfter, openHeads} from './latest-steps.ts';
import {
  countSegments,
  EMPTY_META,
  formatMeta,
  META_FILE,
  type Meta,
  RECENT_ROLLBACKS,
  runningAfter,
  segmentFile,
  segmentFolder,
} from './meta.ts';
import {formatLine, formatMessage, packSegment, readLast, type Tip} from './tip.ts';

/** A row of a database, to be copied as it is: with its number, and the time when it took that. */
export interface MirroredRow {
  readonly kind: 'row';
  /** Its place in the database's history. */
  readonly n: number;
  /** The digest of the row as it is stored, which is the same for every version of LaForge. */
  readonly digest: string;
  readonly number: number | null;
  /** The contents of the row: at most one step or rollback, with its claim. */
  readonly records: LedgerRecords;
}

export interface PlanDeps {
  readonly objects: ObjectStore;
  /** Loads the whole history up to a tip, for what the tip does not tell; an empty one if there is no tip. */
  readonly ledgerAt: (tip: Tip | null) => Promise<Ledger>;
  readonly now: () => Date;
}

/** Plans additions as commits on top of a tip, one for each record. */
export async function planAppend(
  {objects, ledgerAt, now}: PlanDeps,
  tip: Tip | null,
  additions: readonly (Addition | MirroredRow)[],
) {
  const heads = openHeads(objects, tip?.sha ?? null);
  const commits: (NewCommit & {readonly files: Map<string, Uint8Array>})[] = [];
  const lines: string[] = [];
  const added: Added[] = [];
  const planned: LedgerRecords[] = [];
  /** False if what was planned changes more than the branch of a new step. */
  let areHeadsSettled = true;
  let meta = tip?.meta ?? EMPTY_META;

  const settleHeads = async () => {
    if (areHeadsSettled) return;
    areHeadsSettled = true;
    const settled = headsAfter(await ledgerAt(tip), concatRecords(planned));
    for (const [branch, head] of settled) await heads.set(branch, head);
  };
  const latest = async (branch: string | null): Promise<NumberedStep | null> => {
    await settleHeads();
    const head = await heads.latest(branch);
    if (head !== undefined || tip === null) return head ?? null;
    return headOf(await ledgerAt(tip), branch);
  };
  const commit = async (subject: string, next: Meta, records: Partial<LedgerRecords>, at: Date, settles: boolean) => {
    planned.push({...NO_RECORDS, ...records});
    if (settles) areHeadsSettled = false;
    meta = {...next, records: meta.records + 1};
    const line = formatLine(meta.records, records);
    lines.push(line);
    const files = new Map<string, Uint8Array>([[META_FILE, Buffer.from(formatMeta(meta))]]);
    if (meta.records % meta.segmentSize === 0) {
      const index = countSegments(meta) - 1;
      files.set(segmentFile(index), packSegment(await lastLines(objects, tip, meta.segmentSize, lines)));
      // Read the folder's list, since it is rewritten.
      if (tip !== null) await objects.read([`${tip.sha}:${segmentFolder(index)}`], Number.POSITIVE_INFINITY);
    }
    commits.push({message: formatMessage(subject, line), at, files});
  };

  const commitStep = (record: StepRecord, id: number, stepClaims: readonly Claim[], at: Date, settles: boolean) => {
    // An end reported by another run can still change, so it is no tip.
    const mayChange = record.outcome !== null && outcomeRank(record) < 3;
    const next = {
      ...meta,
      running: runningAfter(meta.running, record, {id, n: meta.records + 1}),
      tips: mayChange ? meta.tips : tipsAfter(meta.tips, chainedStep(record, id, sha256)),
    };
    return commit(describeStep(record, id), next, {steps: [record], stepClaims}, at, settles);
  };

  const commitRollback = (draft: RollbackDraft, number: number, rollbackClaims: readonly Claim[], at: Date) => {
    const recentRollbacks = [...meta.recentRollbacks, draft.uid].slice(-RECENT_ROLLBACKS);
    const tips = tipsAfter(meta.tips, chainedRollback(draft, number, sha256));
    const next = {...meta, recentRollbacks, tips};
    return commit(describeRollback(draft, number), next, {rollbacks: [draft], rollbackClaims}, at, true);
  };

  const addStep = async (addition: Addition & {readonly kind: 'step'}) => {
    const at = now();
    let {record, id} = addition;
    const {uid, replays} = record.draft;
    if (!addition.isNew) {
      const ledger = await ledgerAt(tip);
      const [known] = ledger.records([uid]).steps;
      const lookup = ledger.getStep({kind: 'uid', prefix: uid});
      if (known !== undefined && lookup.kind === 'found') {
        record = {...known, outcome: record.outcome ?? known.outcome};
        id = lookup.value.id;
        if (id !== null && outcomeRank(record) <= outcomeRank(known)) {
          added.push({kind: 'step', uid, record: known, id});
          return;
        }
      }
    }
    if (id !== null) {
      await commitStep(record, id, [], at, branchOf(record) !== record.draft.branch);
      added.push({kind: 'step', uid, record, id});
      return;
    }
    const number = meta.nextStep;
    const isReplay = replays !== null;
    const parent = isReplay ? null : await latest(record.draft.branch);
    const numbered: StepRecord = {...record, parentUid: parent?.uid ?? null};
    if (!isReplay) await heads.set(branchOf(numbered), {uid, id: number});
    meta = {...meta, nextStep: number + 1};
    // A rollback of a step that is not new may already be on record.
    await commitStep(numbered, number, [{uid, number, claimedAt: at.toISOString()}], at, !addition.isNew);
    added.push({kind: 'step', uid, record: numbered, id: number, parent});
  };

  const addRollback = async ({draft}: Addition & {readonly kind: 'rollback'}) => {
    const at = now();
    const {uid} = draft;
    const known = (await ledgerAt(tip)).getRollback({kind: 'uid', prefix: uid});
    if (known.kind === 'found' && known.value.number !== null) {
      added.push({kind: 'rollback', uid, number: known.value.number});
      return;
    }
    const number = meta.nextRollback;
    meta = {...meta, nextRollback: number + 1};
    await commitRollback(draft, number, [{uid, number, claimedAt: at.toISOString()}], at);
    added.push({kind: 'rollback', uid, number});
  };

  const addRow = async ({n, digest, number, records}: MirroredRow) => {
    const {stepClaims, rollbackClaims} = records;
    const [at, [record], [draft]] = [now(), records.steps, records.rollbacks];
    const after = (next: number, claims: typeof stepClaims) => Math.max(next, ...claims.map((it) => it.number + 1));
    meta = {
      ...meta,
      mirrored: {row: n, digest},
      nextStep: after(meta.nextStep, stepClaims),
      nextRollback: after(meta.nextRollback, rollbackClaims),
    };
    if (record !== undefined && number !== null) {
      const isBeginning = stepClaims.length > 0 && record.outcome === null;
      if (isBeginning && record.draft.replays === null) {
        const head = await heads.latest(record.draft.branch);
        if (head == null || head.id < number) await heads.set(record.draft.branch, {uid: record.draft.uid, id: number});
      }
      // Only in the order of a run is it known without the rest what this means for a branch.
      const settles = !isBeginning && (stepClaims.length > 0 || branchOf(record) !== record.draft.branch);
      await commitStep(record, number, stepClaims, at, settles);
    } else if (draft !== undefined && number !== null) await commitRollback(draft, number, rollbackClaims, at);
    else await commit('A claim of a number', meta, {stepClaims, rollbackClaims}, at, false);
  };

  for (const addition of additions) {
    if (addition.kind === 'step') await addStep(addition);
    else if (addition.kind === 'row') await addRow(addition);
    else await addRollback(addition);
  }
  await settleHeads();
  // Only the last commit becomes a tip.
  for (const [path, content] of heads.files()) commits.at(-1)?.files.set(path, content);
  return {commits, meta, added};
}

/** The last `count` records as lines: those of this plan, preceded by those in the tip's messages. */
async function lastLines(
  objects: ObjectStore,
  tip: Tip | null,
  count: number,
  lines: readonly string[],
): Promise<readonly string[]> {
  if (tip === null || lines.length >= count) return lines.slice(-count);
  const before = await readLast(objects, tip, count - lines.length);
  return [...before.map(({line}) => line), ...lines];
}

/** Describes a step's record in one line, for `git log` of the history. */
function describeStep(record: StepRecord, id: number): string {
  const {outcome, draft} = record;
  const agent = outcome?.agentConfig?.name ?? draft.agentConfig?.name;
  const on = branchOf(record) === null ? '' : ` on ${branchOf(record)}`;
  if (outcome === null) return `Step ${id} started${on}${agent == null ? '' : ` (${agent})`}`;
  const commits = outcome.changes?.own_commit_count ?? 0;
  const facts = [
    ...(commits === 0 ? [] : [`${commits} ${commits === 1 ? 'commit' : 'commits'}`]),
    ...(outcome.pushed === null || outcome.pushed === 'none' ? [] : [outcome.pushed]),
  ];
  return `Step ${id} ${outcome.status.replaceAll('_', ' ')}${on}${facts.length === 0 ? '' : `: ${facts.join(', ')}`}`;
}

/** Describes a rollback's or an undo's record in one line. */
function describeRollback(draft: RollbackDraft, number: number): string {
  const {kind, branch, toSha, stepUids, reason} = draft;
  const steps = `${stepUids.length} ${stepUids.length === 1 ? 'step' : 'steps'}`;
  const to = toSha === null ? '' : ` to ${toSha.slice(0, 8)}`;
  const of = branch ?? 'no branch';
  const words: Readonly<Record<RollbackKind, string>> = {
    rollback: `rolled ${of} back${to}: ${steps} inactive`,
    undo: isProposal(draft)
      ? `proposes to take back a revert of ${of}`
      : `undid a rollback of ${of}${to}: ${steps} active again`,
    revert: isProposal(draft) ? `proposes to revert ${steps} on ${of}` : `reverted ${steps} on ${of}${to}: inactive`,
    applied: `saw a revert merged into ${of}${to}`,
  };
  const what = `R${number} ${words[kind]}`;
  return reason === null ? what : `${what} (${reason})`;
}
