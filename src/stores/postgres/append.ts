import {setTimeout as wait} from 'node:timers/promises';
import type {BudgetFacts} from '../../domain/budget.ts';
import {StoreError} from '../../domain/errors.ts';
import {outcomeRank} from '../../domain/merge.ts';
import type {StepRecord} from '../../domain/records.ts';
import {isParent, repositoryKey} from '../../domain/repository-key.ts';
import type {Added, Addition} from '../pending/own-records.ts';
import {type HistoryRows, recordOf} from './history-rows.ts';
import {reservationOf} from './reservations.ts';
import {rollbackRow, stepRow} from './rows.ts';

interface AppendDeps {
  readonly rows: HistoryRows;
  readonly now: () => Date;
}

/** `spent`: what was used of the budgets that the step shares, when it took its number. Only for a step that begins. */
type Appended = Added & {readonly spent?: readonly BudgetFacts[]};

const LONGEST_WAIT_MS = 1_000;

/**
 * Adds one record by compare-and-swap: one statement takes the next place and number, and does nothing if somebody else
 * took it first or the record is there already. The loser tries again after a random wait. Nobody waits for another's
 * transaction longer than that one statement.
 */
export async function append(deps: AppendDeps, addition: Addition, deadline: number): Promise<Appended> {
  for (let races = 0; ; races++) {
    const added =
      addition.kind === 'step'
        ? await addStep(deps, addition, races > 0)
        : await addRollback(deps, addition, races > 0);
    if (added !== undefined) return added;
    const pauseMs = Math.random() * Math.min(LONGEST_WAIT_MS, 4 * 2 ** races);
    if (Date.now() + pauseMs > deadline)
      throw new StoreError('unavailable', 'Others wrote to the history without a break until the time was up.');
    await wait(pauseMs);
  }
}

async function addStep(
  {rows, now}: AppendDeps,
  {record, id, isNew}: Addition & {readonly kind: 'step'},
  isAgain: boolean,
): Promise<Appended | undefined> {
  const {uid, replays, branch} = record.draft;
  // A step of another run, or one that has ended, uses nothing any more.
  const reservation = isNew && record.outcome === null ? reservationOf(rows.repository, record.draft) : null;
  const known = isNew && id === null && !isAgain ? [] : await rows.ofSteps([uid]);
  const before = recordOf(known);
  if (before !== undefined) {
    const number = Number(known[0]?.number);
    const whole: StepRecord = {...before, outcome: record.outcome ?? before.outcome};
    if (outcomeRank(whole) <= outcomeRank(before)) {
      // Its number was taken, and the answer lost, so what it saw of the budgets is counted once more.
      const spent = reservation === null ? [] : await rows.reserve(reservation);
      return spent && {kind: 'step', uid, record: before, id: number, spent};
    }
    // The figures are the difference from `before`, so the row may be added only if the step has no newer one.
    const added = await rows.add(stepRow(whole, number, null, before), {ofStep: known.length});
    return added && {kind: 'step', uid, record: whole, id: number};
  }
  const latest = replays === null ? await rows.latestActive(repositoryKey(record.draft), branch) : null;
  const step = latest?.step;
  const parent = step?.id == null || !isParent(step, record.draft) ? null : {uid: step.uid, id: step.id};
  const numbered: StepRecord = {...record, parentUid: parent?.uid ?? null};
  const row = stepRow(numbered, null, now().toISOString(), null);
  const added = await rows.add(row, latest === null ? null : {count: latest.seen, branch}, reservation);
  if (added?.number == null) return undefined;
  return {kind: 'step', uid, record: numbered, id: added.number, parent, spent: added.spent};
}

async function addRollback(
  {rows, now}: AppendDeps,
  {draft, isNew}: Addition & {readonly kind: 'rollback'},
  isAgain: boolean,
): Promise<Added | undefined> {
  const known = isNew && !isAgain ? undefined : await rows.ofRollback(draft.uid);
  if (known !== undefined) return {kind: 'rollback', uid: draft.uid, number: Number(known.number)};
  const added = await rows.add(rollbackRow(draft, null, now().toISOString()), null);
  return added?.number == null ? undefined : {kind: 'rollback', uid: draft.uid, number: added.number};
}
