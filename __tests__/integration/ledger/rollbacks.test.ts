import {describe, expect, test} from '@jest/globals';
import type {RollbackDraft} from '../../../src/domain/rollback.ts';
import {aDeactivation, aDraft, anUndo, aRollback, uidOf} from '../../helpers/ledger.ts';
import {ledgerFolder} from '../../helpers/ledger-folder.ts';

const place = ledgerFolder();

function ledgerWithSteps(count: number) {
  const ledger = place.ledger();
  for (let n = 1; n <= count; n++) ledger.createStep(aDraft(n));
  const activeIds = () => ledger.listSteps({active: true}).map((step) => step.id);
  return {ledger, activeIds};
}

describe('a rollback', () => {
  test('keeps the steps it covers but makes them inactive, and says all that was known of it', () => {
    const {ledger, activeIds} = ledgerWithSteps(3);
    const draft = aRollback(100, [uidOf(3), uidOf(2)]);
    const rollback = ledger.addRollback(draft);
    expect(rollback).toEqual({...draft, stepUids: [uidOf(2), uidOf(3)], number: 1, undoneBy: null, isProposed: false});
    expect(activeIds()).toEqual([1]);
    expect(ledger.countSteps()).toBe(3);
    expect(ledger.createStep(aDraft(4))).toMatchObject({id: 4, parentUid: uidOf(1), active: true});
  });

  test('recorded twice is recorded once', () => {
    const {ledger} = ledgerWithSteps(2);
    const first = ledger.addRollback(aRollback(100, [uidOf(2)]));
    expect(ledger.addRollback(aRollback(100, [uidOf(2)], {reason: 'another'}))).toEqual(first);
    expect(ledger.listRollbacks()).toEqual([first]);
  });

  test('that was undone makes exactly its own steps active again', () => {
    const {ledger, activeIds} = ledgerWithSteps(4);
    const first = aRollback(100, [uidOf(4)]);
    const second = aRollback(101, [uidOf(3), uidOf(4)]);
    ledger.addRollback(first);
    ledger.addRollback(second);
    expect(activeIds()).toEqual([2, 1]);
    const undo = ledger.addRollback(anUndo(102, second));
    expect(undo).toMatchObject({number: 3, kind: 'undo', undoes: second.uid});
    // Step 4 is still covered by the first one.
    expect(activeIds()).toEqual([3, 2, 1]);
    expect(ledger.getRollback({kind: 'number', number: 2})).toMatchObject({value: {undoneBy: undo.uid}});
    ledger.addRollback(anUndo(103, first));
    expect(activeIds()).toEqual([4, 3, 2, 1]);
  });
});

test('a revert counts at once where the branch moved, and else once it is told to be applied, in any order', () => {
  const {ledger, activeIds} = ledgerWithSteps(4);
  const revert = (n: number, steps: readonly string[], more: Partial<RollbackDraft>) =>
    aRollback(n, steps, {kind: 'revert', target: null, ...more});
  const told = (n: number, of: RollbackDraft) => ({...of, uid: uidOf(n), kind: 'applied' as const, undoes: of.uid});
  ledger.addRollback(revert(100, [uidOf(1)], {}));
  expect(activeIds()).toEqual([4, 3, 2]);

  const proposed = revert(101, [uidOf(2)], {toSha: null});
  expect(ledger.addRollback(proposed)).toMatchObject({isProposed: true, undoneBy: null});
  expect(activeIds()).toEqual([4, 3, 2]);
  ledger.addRollback(told(102, proposed));
  expect(ledger.listRollbacks().find(({uid}) => uid === proposed.uid)?.isProposed).toBe(false);
  expect(activeIds()).toEqual([4, 3]);

  const undo = {...anUndo(103, proposed), toSha: null};
  ledger.addRollback(undo);
  expect(activeIds()).toEqual([4, 3]);
  ledger.addRollback(told(104, undo));
  expect(activeIds()).toEqual([4, 3, 2]);

  const late = revert(105, [uidOf(3)], {toSha: null});
  ledger.addRollback(told(106, late));
  expect(activeIds()).toEqual([4, 3, 2]);
  ledger.addRollback(late);
  expect(activeIds()).toEqual([4, 2]);
});

describe('steps deactivated without a branch move', () => {
  test('are a rollback record without branch or SHAs', () => {
    const {ledger, activeIds} = ledgerWithSteps(2);
    const rollback = ledger.addRollback(
      aDeactivation(100, [uidOf(1)], {reason: 'a test run', createdAt: '2026-01-01T00:00:00.000Z'}),
    );
    expect(rollback).toMatchObject({
      number: 1,
      kind: 'rollback',
      branch: null,
      fromSha: null,
      toSha: null,
      target: null,
    });
    expect(activeIds()).toEqual([2]);
  });
});

describe('a list of rollbacks', () => {
  test('has the newest first, and what the filter says', () => {
    const {ledger} = ledgerWithSteps(1);
    ledger.addRollback(aRollback(100, []));
    ledger.addRollback(aRollback(101, [], {branch: 'other'}));
    ledger.addRollback(aRollback(102, [], {repository: null}));
    const numbers = (filter?: Parameters<typeof ledger.listRollbacks>[0]) =>
      ledger.listRollbacks(filter).map((rollback) => rollback.number);
    expect(numbers()).toEqual([3, 2, 1]);
    expect(numbers({branch: 'main'})).toEqual([3, 1]);
    expect(numbers({branch: 'main', repository: null})).toEqual([3]);
    expect(numbers({limit: 1})).toEqual([3]);
    expect(ledger.getRollback({kind: 'uid', prefix: '019a0000-0065'})).toMatchObject({
      kind: 'found',
      value: {number: 2},
    });
    expect(ledger.getRollback({kind: 'uid', prefix: '019a0000'})).toMatchObject({kind: 'ambiguous'});
    expect(ledger.getRollback({kind: 'number', number: 4})).toEqual({kind: 'unknown'});
  });
});
