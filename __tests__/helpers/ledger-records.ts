import fc from 'fast-check';
import type {Claim, LedgerRecords, StepRecord} from '../../src/domain/records.ts';
import type {RollbackDraft} from '../../src/domain/rollback.ts';
import {A_CHECK, aDraft, anOutcome, anUndo, aRollback, SOME_LIMITS, uidOf} from './ledger.ts';

const at = (second: number) => `2026-01-01T00:00:${String(second).padStart(2, '0')}.000Z`;
const second = fc.integer({min: 0, max: 20});
/** Few uids and few numbers, so that records of two ledgers meet. */
const stepNumber = fc.integer({min: 1, max: 6});
const rollbackNumber = fc.integer({min: 1, max: 3});

/** Parents are smaller, as in every honest history, where a parent is older than its child. */
const stepRecord: fc.Arbitrary<StepRecord> = fc
  .record({
    n: stepNumber,
    parent: fc.integer({min: 0, max: 5}),
    late: fc.boolean(),
    limits: fc.constantFrom(null, SOME_LIMITS),
    end: fc.option(
      fc.record({
        status: fc.constantFrom('succeeded', 'failed', 'interrupted'),
        second,
        branch: fc.constantFrom('main', 'other', null),
        check: fc.constantFrom(null, A_CHECK),
      }),
      {nil: null},
    ),
  })
  .map(({n, parent, late, end, limits}) => ({
    draft: aDraft(n, {limits}),
    parentUid: parent >= 1 && parent < n ? uidOf(parent) : null,
    createdAt: at(late ? n + 20 : n),
    outcome: end && anOutcome({status: end.status, branch: end.branch, check: end.check, endTime: at(end.second)}),
  }));

const rollbackDraft: fc.Arbitrary<RollbackDraft> = fc.oneof(
  fc
    .record({n: rollbackNumber, steps: fc.array(stepNumber, {maxLength: 4})})
    .map(({n, steps}) => aRollback(100 + n, steps.map(uidOf))),
  rollbackNumber.map((n) => anUndo(200 + n, aRollback(100 + n, []))),
);

function claimsOf(uids: readonly string[]): fc.Arbitrary<readonly Claim[]> {
  if (uids.length === 0) return fc.constant([]);
  return fc.array(
    fc.record({uid: fc.constantFrom(...uids), number: fc.integer({min: 1, max: 6}), claimedAt: second.map(at)}),
    {maxLength: 8},
  );
}

/** What one of several ledgers of a project may know: some without a claim, some contested, some known twice. */
export function someRecords(): fc.Arbitrary<LedgerRecords> {
  return fc
    .record({steps: fc.array(stepRecord, {maxLength: 6}), rollbacks: fc.array(rollbackDraft, {maxLength: 4})})
    .chain(({steps, rollbacks}) =>
      fc.record({
        steps: fc.constant(steps),
        rollbacks: fc.constant(rollbacks),
        stepClaims: claimsOf(steps.map((step) => step.draft.uid)),
        rollbackClaims: claimsOf(rollbacks.map((rollback) => rollback.uid)),
      }),
    );
}
