import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {StoreError} from '../../../src/domain/errors.ts';
import {parseLedgerRecords, parseRollbackDraft} from '../../../src/ledger/record-schemas.ts';
import {aDraft, anOutcome, aRollback, uidOf} from '../../helpers/ledger.ts';
import {someRecords} from '../../helpers/ledger-records.ts';

describe('records from outside', () => {
  test('are read as they were written', () => {
    fc.assert(
      fc.property(someRecords(), (records) => {
        expect(parseLedgerRecords(JSON.parse(JSON.stringify(records)), 'The fragment')).toEqual(records);
      }),
    );
    expect(parseRollbackDraft(JSON.parse(JSON.stringify(aRollback(100, [uidOf(1)]))), 'The pin')).toEqual(
      aRollback(100, [uidOf(1)]),
    );
  });

  test('of a version that knew neither limits nor checks have none', () => {
    const {limits: _, ...draft} = aDraft(1);
    const {check: __, ...outcome} = anOutcome();
    const old = {steps: [{...record, draft, outcome}], stepClaims: [], rollbacks: [], rollbackClaims: []};
    expect(parseLedgerRecords(old, 'The fragment').steps).toEqual([record]);
  });

  const record = {draft: aDraft(1), parentUid: null, createdAt: '2026-01-01T00:00:00.000Z', outcome: anOutcome()};
  const records = {steps: [record], stepClaims: [], rollbacks: [], rollbackClaims: []};
  const claim = {uid: uidOf(1), number: 1, claimedAt: '2026-01-01T00:00:00.000Z'};

  test.each([
    ['a uid', {...records, steps: [{...record, draft: aDraft(1, {uid: '../../etc'})}]}, 'steps.0.draft.uid'],
    ['a SHA', {...records, steps: [{...record, draft: aDraft(1, {commitShaBefore: 'HEAD'})}]}, 'commitShaBefore'],
    ['a time', {...records, steps: [{...record, createdAt: 'yesterday'}]}, 'createdAt'],
    ['a status', {...records, steps: [{...record, outcome: anOutcome({status: '<b>'})}]}, 'status'],
    ['an end that is none', {...records, steps: [{...record, outcome: anOutcome({status: 'running'})}]}, 'status'],
    ['a number', {...records, stepClaims: [{...claim, number: -1}]}, 'stepClaims.0.number'],
    ['a huge number', {...records, stepClaims: [{...claim, number: 2 ** 52}]}, 'stepClaims.0.number'],
    ['nothing', null, 'the value'],
  ])('with %s that cannot be right are refused, and the field is named', (_what, value, field) => {
    expect(() => parseLedgerRecords(value, 'The fragment')).toThrow(StoreError);
    expect(() => parseLedgerRecords(value, 'The fragment')).toThrow(
      /^The fragment holds a record that cannot be right/,
    );
    expect(() => parseLedgerRecords(value, 'The fragment')).toThrow(field);
  });
});
