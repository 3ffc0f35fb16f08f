import {describe, expect, test} from '@jest/globals';
import type {StepRecord} from '../../../src/domain/records.ts';
import {findByPrefix, recordsToRollbacks, recordsToSteps} from '../../../src/stores/reads.ts';
import {aDraft, anOutcome, anUndo, aRollback, uidOf} from '../../helpers/ledger.ts';

function aRecord(n: number, changes: Partial<StepRecord> = {}): StepRecord {
  return {draft: aDraft(n), parentUid: null, createdAt: '2026-01-01T00:00:00.000Z', outcome: null, ...changes};
}

describe('records without a ledger', () => {
  test('tell steps newest first, without numbers, running until they have an outcome', () => {
    const records = {steps: [aRecord(1, {outcome: anOutcome({branch: 'other'})}), aRecord(2)], rollbacks: []};
    expect(recordsToSteps(records)).toMatchObject([
      {uid: uidOf(2), id: null, status: 'running', branch: 'main', endTime: null, notes: []},
      {uid: uidOf(1), id: null, status: 'succeeded', branch: 'other', exitCode: 0},
    ]);
  });

  test('are filtered as a ledger filters', () => {
    const steps = [aRecord(1, {outcome: anOutcome()}), aRecord(2), aRecord(3, {draft: aDraft(3, {repository: null})})];
    const uids = (filter: Parameters<typeof recordsToSteps>[1]) =>
      recordsToSteps({steps, rollbacks: []}, filter).map((step) => step.uid);
    expect(uids({status: 'running'})).toEqual([uidOf(3), uidOf(2)]);
    expect(uids({repository: {repository: null, repositoryId: null}})).toEqual([uidOf(3)]);
    expect(uids({branch: 'else'})).toEqual([]);
    expect(uids({limit: 1})).toEqual([uidOf(3)]);
  });

  test('make a step inactive by a rollback, and active again by its undo', () => {
    const rollback = aRollback(8, [uidOf(1)]);
    const steps = [aRecord(1)];
    expect(recordsToSteps({steps, rollbacks: [rollback]}, {active: true})).toEqual([]);
    const undone = {steps, rollbacks: [rollback, anUndo(9, rollback)]};
    expect(recordsToSteps(undone, {active: true})).toHaveLength(1);
    expect(recordsToRollbacks(undone)).toMatchObject([
      {uid: uidOf(9), number: null, undoneBy: null},
      {uid: uidOf(8), number: null, undoneBy: uidOf(9)},
    ]);
  });

  test('are found by the beginning of a uid, unless two begin like it', () => {
    const all = [{uid: 'aab'}, {uid: 'aac'}, {uid: 'b'}];
    expect(findByPrefix(all, 'b')).toEqual({kind: 'found', value: {uid: 'b'}});
    expect(findByPrefix(all, 'aa')).toEqual({kind: 'ambiguous', uids: ['aab', 'aac']});
    expect(findByPrefix(all, 'c')).toEqual({kind: 'unknown'});
  });
});
