import {chainedRollback, chainedStep, tipsAfter} from '../../domain/chain.ts';
import type {Timestamp} from '../../domain/identity.ts';
import {outcomeRank} from '../../domain/merge.ts';
import type {Ledger} from '../../domain/ports/ledger.ts';
import type {NewCommit, ObjectStore} from '../../domain/ports/remote.ts';
import type {LedgerRecords, StepRecord} from '../../domain/records.ts';
import {isProposal, type RollbackDraft, type RollbackKind} from '../../domain/rollback.ts';
import type {Added, Addition, NumberedStep} from '../pending/own-records.ts';
import {sha256} from '../records-view.ts';
import {branchOf, type Delta, headsAfter, openHeads} from './latest-steps.ts';
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
import {formatLine, formatMessage} from './record-line.ts';
import {packSegment} from './segments.ts';
import {readLast, type Tip} from './tip.ts';

interface AppendPlan {
  readonly commits: readonly NewCommit[];
  /** The contents of the tip's meta file after these commits. */
  readonly meta: Meta;
  readonly added: readonly Added[];
}

/** A row of a database, to be copied as it is: with its number, and the time when it took that. */
export interface MirroredRow {
  readonly kind: 'row';
  /** Its place in the database's history. */
  readonly n: number;
  /** Of the row as it is stored, which is the same for every version of LaForge. */
  readonly digest: string;
  readonly number: number | null;
  /** What the row says: at most one step or rollback, with its claim. */
  readonly records: LedgerRecords;
}

export interface PlanDeps {
  readonly objects: ObjectStore;
  /** Loads the whole history up to a tip, for what the tip does not tell. */
  readonly ledgerAt: (tip: Tip) => Promise<Ledger>;
  readonly now: () => Date;
}

/** Plans additions as commits on top of a tip, one for each record. */
export async function planAppend(
  {objects, ledgerAt, now}: PlanDeps,
  tip: Tip | null,
  additions: readonly (Addition | MirroredRow)[],
): Promise<AppendPlan> {
  const heads = openHeads(objects, tip?.sha ?? null);
  const ledger = async (): Promise<Ledger | null> => (tip === null ? null : await ledgerAt(tip));
  const commits: NewCommit[] = [];
  const lines: string[] = [];
  const added: Added[] = [];
  const delta = {steps: [] as {record: StepRecord; id: number}[], rollbacks: [] as RollbackDraft[]} satisfies Delta;
  let meta = tip?.meta ?? EMPTY_META;

  const settleHeads = async () => {
    const known = await ledger();
    if (known === null) return;
    for (const [branch, head] of headsAfter(known, delta)) await heads.set(branch, head);
  };
  const latest = async (branch: string | null): Promise<NumberedStep | null> => {
    const head = await heads.latest(branch);
    if (head !== undefined) return head;
    const step = (await ledger())?.getLatestActiveStep(undefined, branch);
    return step?.id == null ? null : {uid: step.uid, id: step.id};
  };
  const commit = async (subject: string, next: Meta, records: Parameters<typeof formatLine>[1], at: Date) => {
    meta = {...next, records: meta.records + 1};
    const line = formatLine(meta.records, records);
    lines.push(line);
    const files = new Map([[META_FILE, Buffer.from(formatMeta(meta))], ...heads.takeFiles()]);
    if (meta.records % meta.segmentSize === 0) {
      const index = countSegments(meta) - 1;
      files.set(segmentFile(index), packSegment(await lastLines(objects, tip, meta.segmentSize, lines)));
      // Read the folder's list, since it is rewritten.
      if (tip !== null) await objects.read([`${tip.sha}:${segmentFolder(index)}`], Number.POSITIVE_INFINITY);
    }
    commits.push({message: formatMessage(subject, line), at, files});
  };

  const withStep = (record: StepRecord, id: number): Meta => ({
    ...meta,
    running: runningAfter(meta.running, record, {id, n: meta.records + 1}),
    // An end reported by another run can still change, so it is no tip.
    tips:
      record.outcome !== null && outcomeRank(record) < 3
        ? meta.tips
        : tipsAfter(meta.tips, chainedStep(record, id, sha256)),
  });

  const addStep = async (addition: Addition & {readonly kind: 'step'}) => {
    const at = now();
    let {record, id} = addition;
    const {uid, replays} = record.draft;
    if (!addition.isNew) {
      const known = (await ledger())?.records([uid]).steps[0];
      const lookup = (await ledger())?.getStep({kind: 'uid', prefix: uid});
      if (known !== undefined && lookup?.kind === 'found') {
        record = {...known, outcome: record.outcome ?? known.outcome};
        id = lookup.value.id;
        if (id !== null && outcomeRank(record) <= outcomeRank(known)) {
          added.push({kind: 'step', uid, record: known, id});
          return;
        }
      }
    }
    if (id !== null) {
      delta.steps.push({record, id});
      if (branchOf(record) !== record.draft.branch) await settleHeads();
      await commit(describeStep(record, id), withStep(record, id), {steps: [record]}, at);
      added.push({kind: 'step', uid, record, id});
      return;
    }
    const number = meta.nextStep;
    const isReplay = replays !== null;
    const parent = isReplay ? null : await latest(record.draft.branch);
    const numbered: StepRecord = {...record, parentUid: parent?.uid ?? null};
    delta.steps.push({record: numbered, id: number});
    if (!isReplay) await heads.set(branchOf(numbered), {uid, id: number});
    // A rollback of the step may already be on record.
    if (!addition.isNew) await settleHeads();
    const claim = {uid, number, claimedAt: at.toISOString() satisfies Timestamp};
    const records = {steps: [numbered], stepClaims: [claim]};
    const next = {...withStep(numbered, number), nextStep: number + 1};
    await commit(describeStep(numbered, number), next, records, at);
    added.push({kind: 'step', uid, record: numbered, id: number, parent});
  };

  const addRollback = async ({draft}: Addition & {readonly kind: 'rollback'}) => {
    const at = now();
    const {uid} = draft;
    const known = (await ledger())?.getRollback({kind: 'uid', prefix: uid});
    if (known?.kind === 'found' && known.value.number !== null) {
      added.push({kind: 'rollback', uid, number: known.value.number});
      return;
    }
    const number = meta.nextRollback;
    delta.rollbacks.push(draft);
    await settleHeads();
    const recentRollbacks = [...meta.recentRollbacks, uid].slice(-RECENT_ROLLBACKS);
    const records = {rollbacks: [draft], rollbackClaims: [{uid, number, claimedAt: at.toISOString()}]};
    const tips = tipsAfter(meta.tips, chainedRollback(draft, number, sha256));
    await commit(
      describeRollback(draft, number),
      {...meta, nextRollback: number + 1, recentRollbacks, tips},
      records,
      at,
    );
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
      delta.steps.push({record, id: number});
      const isBeginning = stepClaims.length > 0 && record.outcome === null;
      if (isBeginning && record.draft.replays === null) {
        const head = await heads.latest(record.draft.branch);
        if (head == null || head.id < number) await heads.set(record.draft.branch, {uid: record.draft.uid, id: number});
      }
      // Only in the order of a run is it known without the rest what this means for a branch.
      if (!isBeginning && (stepClaims.length > 0 || branchOf(record) !== record.draft.branch)) await settleHeads();
      await commit(describeStep(record, number), withStep(record, number), {steps: [record], stepClaims}, at);
    } else if (draft !== undefined && number !== null) {
      delta.rollbacks.push(draft);
      await settleHeads();
      const recentRollbacks = [...meta.recentRollbacks, draft.uid].slice(-RECENT_ROLLBACKS);
      const tips = tipsAfter(meta.tips, chainedRollback(draft, number, sha256));
      await commit(
        describeRollback(draft, number),
        {...meta, recentRollbacks, tips},
        {rollbacks: [draft], rollbackClaims},
        at,
      );
    } else await commit('A claim of a number', meta, {stepClaims, rollbackClaims}, at);
  };

  for (const addition of additions) {
    if (addition.kind === 'step') await addStep(addition);
    else if (addition.kind === 'row') await addRow(addition);
    else await addRollback(addition);
  }
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
