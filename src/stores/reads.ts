import {hash} from 'node:crypto';
import {chainedRollback, chainedStep, tipsOf} from '../domain/chain.ts';
import type {Seen} from '../domain/documents.ts';
import type {RollbackRef, StepRef, Uid} from '../domain/identity.ts';
import type {Ledger, Lookup, Reads, RollbackFilter} from '../domain/ports/ledger.ts';
import type {HistoryReader} from '../domain/ports/store.ts';
import {type LedgerRecords, recordToFields, type StepRecord, unreadRecord} from '../domain/records.ts';
import {isSameRepository, latestOf, repositoryKey} from '../domain/repository-key.ts';
import {isInForce, projectRollback, type Rollback} from '../domain/rollback.ts';
import type {Step, StepFilter} from '../domain/step.ts';
import {addReports, reportOf} from '../domain/usage-report.ts';
import {addTotals, totalsOf} from '../domain/usage-totals.ts';

/** The reading side of a history. `read` passes each query to whatever can answer it then. */
export function createReader(
  read: <Found>(ask: (reads: Reads) => Found) => Promise<Found>,
): Omit<HistoryReader, 'warnings' | 'condition'> {
  return {
    getLatestActiveStep: (repository, branch) => read((reads) => reads.getLatestActiveStep(repository, branch)),
    getStep: (ref) => read((reads) => reads.getStep(ref)),
    findContested: (ids) => read((reads) => reads.findContested(ids)),
    listSteps: (filter) => read((reads) => reads.listSteps(filter)),
    countSteps: (filter) => read((reads) => reads.countSteps(filter)),
    sumUsage: (filter) => read((reads) => reads.sumUsage(filter)),
    reportUsage: (filter) => read((reads) => reads.reportUsage(filter)),
    getRollback: (ref) => read((reads) => reads.getRollback(ref)),
    listRollbacks: (filter) => read((reads) => reads.listRollbacks(filter)),
    tips: () => read((reads) => reads.tips()),
    listLeftOut: () => read((reads) => reads.listLeftOut()),
  };
}

/** Reads a ledger together with this run's steps that it lacks. */
export function readWithMissing(ledger: Ledger, missing: (filter?: StepFilter) => readonly Step[]): Reads {
  return {
    getLatestActiveStep: (repository, branch) => ledger.getLatestActiveStep(repository, branch),
    getStep: (ref) => ledger.getStep(ref),
    findContested: (ids) => ledger.findContested(ids),
    listSteps: (filter) => [...missing(filter), ...ledger.listSteps(filter)].slice(0, filter?.limit),
    countSteps: (filter) => missing(filter).length + ledger.countSteps(filter),
    sumUsage: (filter) => addTotals(totalsOf(missing(filter)), ledger.sumUsage(filter)),
    reportUsage: (filter) => addReports(reportOf(missing(filter)), ledger.reportUsage(filter)),
    getRollback: (ref) => ledger.getRollback(ref),
    listRollbacks: (filter) => ledger.listRollbacks(filter),
    tips: () => ledger.tips(),
    listLeftOut: () => ledger.listLeftOut(),
  };
}

type Records = Pick<LedgerRecords, 'steps' | 'rollbacks'>;

/** Reads records without a ledger. */
export function readRecords(records: LedgerRecords): Reads {
  const find = <Found extends {readonly uid: Uid}>(ref: StepRef | RollbackRef, all: readonly Found[]): Lookup<Found> =>
    ref.kind === 'uid' ? findByPrefix(all, ref.prefix) : {kind: 'unknown'};
  return {
    getLatestActiveStep: (repository, branch) => {
      const active = recordsToSteps(records, {active: true}).filter((step) => step.branch === branch);
      return repository === undefined ? active[0] : latestOf(active, repository);
    },
    getStep: (ref) => find(ref, recordsToSteps(records)),
    findContested: () => [],
    listSteps: (filter) => recordsToSteps(records, filter),
    countSteps: (filter) => recordsToSteps(records, filter).length,
    sumUsage: (filter) => totalsOf(recordsToSteps(records, filter)),
    reportUsage: (filter) => reportOf(recordsToSteps(records, filter)),
    getRollback: (ref) => find(ref, recordsToRollbacks(records)),
    listRollbacks: (filter) => recordsToRollbacks(records, filter),
    tips: () => tipsOfRecords(records),
    listLeftOut: () => (records.setAside ?? []).map(unreadRecord),
  };
}

/** The steps among the records, newest first. They have no numbers. */
export function recordsToSteps(records: Records, filter: StepFilter = {}): readonly Step[] {
  return records.steps
    .map((record) => recordToStep(record, records))
    .filter((step) => matches(step, filter))
    .reverse()
    .slice(0, filter.limit);
}

/** The rollbacks among the records, newest first. */
export function recordsToRollbacks(records: Records, filter: RollbackFilter = {}): readonly Rollback[] {
  return records.rollbacks
    .map((draft) => projectRollback(draft, records.rollbacks))
    .filter((rollback) => filter.branch === undefined || rollback.branch === filter.branch)
    .filter((rollback) => filter.repository === undefined || rollback.repository === filter.repository)
    .reverse()
    .slice(0, filter.limit);
}

export function findByPrefix<Found extends {readonly uid: Uid}>(all: readonly Found[], prefix: string): Lookup<Found> {
  const found = all.filter((it) => it.uid.startsWith(prefix));
  const [value] = found;
  if (value === undefined) return {kind: 'unknown'};
  return found.length > 1 ? {kind: 'ambiguous', uids: found.map((it) => it.uid)} : {kind: 'found', value};
}

/** The records that the next one names, if these are all that is known. */
export function tipsOfRecords({steps, rollbacks}: Records, numbers?: ReadonlyMap<Uid, number>): readonly Seen[] {
  return tipsOf([
    ...steps.map((it) => chainedStep(it, numbers?.get(it.draft.uid) ?? null, sha256)),
    ...rollbacks.map((it) => chainedRollback(it, numbers?.get(it.uid) ?? null, sha256)),
  ]);
}

export function sha256(text: string): string {
  return hash('sha256', text);
}

function recordToStep(record: StepRecord, records: Records): Step {
  const {uid} = record.draft;
  return {
    ...recordToFields(record),
    id: null,
    active:
      record.draft.replays === null &&
      !records.rollbacks.some((it) => it.stepUids.includes(uid) && isInForce(projectRollback(it, records.rollbacks))),
    parentStepId: null,
    parentUid: record.parentUid,
  };
}

function matches(step: Step, filter: StepFilter): boolean {
  return (
    (filter.repository === undefined || isSameRepository(repositoryKey(step), filter.repository)) &&
    (filter.branch === undefined || step.branch === filter.branch) &&
    (filter.active === undefined || step.active === filter.active) &&
    (filter.status === undefined || step.status === filter.status) &&
    (filter.pullRequest === undefined || step.run?.pull_request?.number === filter.pullRequest) &&
    (filter.endedSince === undefined || (step.endTime !== null && step.endTime >= filter.endedSince)) &&
    (filter.startedSince === undefined || step.startTime >= filter.startedSince) &&
    (filter.beforeId === undefined || (step.id !== null && step.id < filter.beforeId))
  );
}
