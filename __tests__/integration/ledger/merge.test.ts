import {readFileSync} from 'node:fs';
import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {mergeRecords} from '../../../src/domain/merge.ts';
import type {Ledger} from '../../../src/domain/ports/ledger.ts';
import {type LedgerRecords, NO_RECORDS, settleClaims} from '../../../src/domain/records.ts';
import {verifyLedger} from '../../../src/ledger/inspect.ts';
import {aDraft, anOutcome, anUndo, aRollback, NOTHING_MERGED, uidOf} from '../../helpers/ledger.ts';
import {ledgerFolder} from '../../helpers/ledger-folder.ts';
import {someRecords} from '../../helpers/ledger-records.ts';
import {tries} from '../../helpers/soak.ts';

const place = ledgerFolder();

const at = (time: string) => ({clock: {now: () => new Date(time)}});

/** Everything a ledger tells, in an order of its own. */
function tell(ledger: Ledger) {
  return {steps: ledger.listSteps(), rollbacks: ledger.listRollbacks(), records: sorted(ledger.records())};
}

function sorted(records: LedgerRecords): LedgerRecords {
  return mergeRecords(records, NO_RECORDS);
}

describe('two ledgers merged', () => {
  test('tell the same whichever was merged into which, and no step is lost', () => {
    const mine = place.ledger('mine.db', at('2026-01-01T00:00:05.000Z'));
    const theirs = place.ledger('theirs.db', at('2026-01-01T00:00:06.000Z'));
    mine.createStep(aDraft(1));
    theirs.merge(mine.records());
    mine.createStep(aDraft(2));
    theirs.createStep(aDraft(3));
    theirs.updateStep(uidOf(3), anOutcome());
    theirs.updateStep(uidOf(1), anOutcome());

    const before = mine.records();
    expect(mine.merge(theirs.records())).toEqual({
      ...NOTHING_MERGED,
      stepsAdded: 1,
      stepsFinished: 1,
      renumbered: [{uid: uidOf(3), from: 2, to: 3}],
    });
    theirs.merge(before);
    expect(mine.listSteps().map((step) => [step.id, step.uid, step.parentStepId, step.status])).toEqual([
      [3, uidOf(3), 1, 'succeeded'],
      [2, uidOf(2), 1, 'running'],
      [1, uidOf(1), null, 'succeeded'],
    ]);
    expect(theirs.listSteps()).toEqual(mine.listSteps());
    theirs.merge(mine.records());
    mine.merge(theirs.records());
    expect(tell(theirs)).toEqual(tell(mine));
  });

  test('leave numbers that hold where they are when later claims come', () => {
    fc.assert(
      fc.property(someRecords(), someRecords(), (first, second) => {
        const ledger = place.ledger(`${Math.random()}.db`, at('2026-02-01T00:00:00.000Z'));
        ledger.merge(first);
        const before = ledger.listSteps();
        const later = second.stepClaims.map((claim) => ({...claim, claimedAt: '2027-01-01T00:00:00.000Z'}));
        const report = ledger.merge({...second, stepClaims: later});
        const after = new Map(ledger.listSteps().map((step) => [step.uid, step.id]));
        for (const step of before) expect(after.get(step.uid)).toBe(step.id);
        expect(report.renumbered.filter(({uid}) => before.some((step) => step.uid === uid))).toEqual([]);
      }),
      tries(60),
    );
  });

  test('say what the domain says of the same records, and are sound', () => {
    fc.assert(
      fc.property(someRecords(), someRecords(), (first, second) => {
        const name = `${Math.random()}.db`;
        const ledger = place.ledger(name, at('2026-02-01T00:00:00.000Z'));
        ledger.merge(first);
        ledger.merge(second);
        const expected = mergeRecords(first, second);
        const records = sorted(ledger.records());
        expect(records.steps).toEqual(expected.steps);
        expect(records.rollbacks).toEqual(expected.rollbacks);
        for (const claim of expected.stepClaims) expect(records.stepClaims).toContainEqual(claim);
        // Numbers are what all claims settle, those of the merge included, and every step has one.
        const {held} = settleClaims(records.stepClaims);
        for (const step of ledger.listSteps()) {
          expect(step.id).toBe(held.get(step.uid)?.number);
          // Whatever number a parent has come to, it is the same step.
          expect(step.parentStepId).toBe((step.parentUid && held.get(step.parentUid)?.number) ?? null);
        }
        const rollbackNumbers = settleClaims(records.rollbackClaims).held;
        for (const rollback of ledger.listRollbacks()) {
          expect(rollback.number).toBe(rollbackNumbers.get(rollback.uid)?.number);
        }
        // Merging it all once more changes nothing.
        const told = tell(ledger);
        ledger.merge(expected);
        ledger.merge(ledger.records());
        expect(tell(ledger)).toEqual(told);
        expect(verifyLedger(place.file(name))).toEqual([]);
      }),
      tries(100),
    );
  });

  test('agree in the end, whatever the order in which they met', () => {
    fc.assert(
      fc.property(someRecords(), someRecords(), someRecords(), (a, b, c) => {
        const one = place.ledger(`${Math.random()}.db`, at('2026-02-01T00:00:00.000Z'));
        const two = place.ledger(`${Math.random()}.db`, at('2026-02-02T00:00:00.000Z'));
        for (const records of [a, b, c]) one.merge(records);
        for (const records of [mergeRecords(c, b), a]) two.merge(records);
        one.merge(two.records());
        two.merge(one.records());
        expect(tell(two)).toEqual(tell(one));
      }),
      tries(60),
    );
  });

  test('keep parents and rollbacks on the same steps when numbers move', () => {
    const mine = place.ledger('mine.db', at('2026-01-01T00:00:05.000Z'));
    const theirs = place.ledger('theirs.db', at('2026-01-01T00:00:04.000Z'));
    for (const n of [1, 2, 3]) mine.createStep(aDraft(n));
    mine.addRollback(aRollback(100, [uidOf(2), uidOf(3)]));
    for (const n of [11, 12]) theirs.createStep(aDraft(n));
    theirs.addRollback(aRollback(101, [uidOf(12)]));
    const parents = () => new Map(mine.listSteps().map((step) => [step.uid, step.parentUid]));
    const before = parents();
    const {renumberedRollbacks} = mine.merge(theirs.records());
    expect(renumberedRollbacks).toEqual([{uid: uidOf(100), from: 1, to: 2}]);
    expect(mine.listSteps().map((step) => [step.id, step.uid, step.parentStepId, step.active])).toEqual([
      [5, uidOf(2), 4, false],
      [4, uidOf(1), null, true],
      [3, uidOf(3), 5, false],
      [2, uidOf(12), 1, false],
      [1, uidOf(11), null, true],
    ]);
    for (const [uid, parent] of before) expect(parents().get(uid)).toBe(parent);
    expect(mine.listRollbacks().map((rollback) => [rollback.number, rollback.uid, rollback.stepUids])).toEqual([
      [2, uidOf(100), [uidOf(2), uidOf(3)]],
      [1, uidOf(101), [uidOf(12)]],
    ]);
    expect(mine.getRollback({kind: 'number', number: 1})).toMatchObject({
      kind: 'contested',
      value: {uid: uidOf(101)},
      uids: [uidOf(101), uidOf(100)],
    });
  });
});

describe('a fragment', () => {
  test('of a step without a number gets the next one, and its parent once that comes', () => {
    const ledger = place.ledger();
    ledger.createStep(aDraft(1));
    const fragment: LedgerRecords = {
      ...NO_RECORDS,
      steps: [{draft: aDraft(9), parentUid: uidOf(8), createdAt: '2025-01-01T00:00:00.000Z', outcome: anOutcome()}],
    };
    expect(ledger.merge(fragment).renumbered).toEqual([{uid: uidOf(9), from: null, to: 2}]);
    expect(ledger.getStep({kind: 'id', id: 2})).toMatchObject({value: {parentUid: uidOf(8), parentStepId: null}});
    ledger.merge({
      ...NO_RECORDS,
      steps: [{draft: aDraft(8), parentUid: null, createdAt: '2025-01-01T00:00:00.000Z', outcome: null}],
    });
    expect(ledger.getStep({kind: 'id', id: 2})).toMatchObject({value: {parentUid: uidOf(8), parentStepId: 3}});
  });

  test('of a rollback deactivates steps that come after it, and its undo makes them active again', () => {
    const source = place.ledger('source.db');
    source.createStep(aDraft(1));
    source.createStep(aDraft(2));
    const rollback = aRollback(100, [uidOf(2)]);
    const ledger = place.ledger('target.db');
    ledger.merge({...NO_RECORDS, rollbacks: [rollback]});
    ledger.merge(source.records());
    expect(ledger.listSteps().map((step) => step.active)).toEqual([false, true]);
    ledger.merge({...NO_RECORDS, rollbacks: [anUndo(101, rollback)]});
    expect(ledger.listSteps().map((step) => step.active)).toEqual([true, true]);
  });
});

describe('the records of some uids', () => {
  test('are those steps and rollbacks with their claims, and nothing else', () => {
    const ledger = place.ledger();
    for (const n of [1, 2, 3]) ledger.createStep(aDraft(n));
    ledger.addRollback(aRollback(100, [uidOf(3)]));
    const records = ledger.records([uidOf(2), uidOf(100), uidOf(55)]);
    expect(records.steps.map((step) => [step.draft.uid, step.parentUid])).toEqual([[uidOf(2), uidOf(1)]]);
    expect(records.stepClaims).toEqual([{uid: uidOf(2), number: 2, claimedAt: '2026-01-01T00:00:02.000Z'}]);
    expect(records.rollbacks).toEqual([aRollback(100, [uidOf(3)])]);
    expect(records.rollbackClaims).toHaveLength(1);
  });
});

test('a ledger is asked as it would be with more records, and stays as it is', () => {
  const ledger = place.ledger();
  for (const n of [1, 2]) ledger.createStep(aDraft(n));
  const before = readFileSync(place.file());
  const added = {...NO_RECORDS, rollbacks: [aRollback(100, [uidOf(2)])]};
  expect(ledger.withAdded(added, (reads) => reads.getLatestActiveStep(undefined, 'main')?.uid)).toBe(uidOf(1));
  const fail = () => {
    throw new Error('not so');
  };
  expect(() => ledger.withAdded(added, fail)).toThrow('not so');
  expect(ledger.getLatestActiveStep(undefined, 'main')?.uid).toBe(uidOf(2));
  expect(readFileSync(place.file()).equals(before)).toBe(true);
  expect(ledger.createStep(aDraft(3))).toMatchObject({id: 3, parentUid: uidOf(2)});
});
