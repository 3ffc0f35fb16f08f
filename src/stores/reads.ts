import type {Ledger, Reads} from '../domain/ports/ledger.ts';
import type {HistoryReader} from '../domain/ports/store.ts';
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
    countLeftOut: () => read((reads) => reads.countLeftOut()),
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
    countLeftOut: () => ledger.countLeftOut(),
  };
}
