import {describe, expect, test} from '@jest/globals';
import {StoreError} from '../../../src/domain/errors.ts';
import type {LedgerRecords} from '../../../src/domain/records.ts';
import {formatFragment, parseFragment} from '../../../src/stores/fragment.ts';
import {aDraft, anOutcome, aRollback, uidOf} from '../../helpers/ledger.ts';

const records: LedgerRecords = {
  steps: [{draft: aDraft(1), parentUid: null, createdAt: '2026-01-01T00:00:00.000Z', outcome: anOutcome()}],
  rollbacks: [aRollback(9, [uidOf(1)])],
  stepClaims: [],
  rollbackClaims: [],
};
const changed = (changes: object) => JSON.stringify({...JSON.parse(formatFragment(records)), ...changes});

describe('a fragment', () => {
  test('comes back as it was written', () => {
    expect(parseFragment(formatFragment(records), 'x')).toEqual(records);
  });

  test('brings no claims along, so that it can take no number from anybody', () => {
    const claim = {uid: uidOf(1), number: 1, claimedAt: '2020-01-01T00:00:00.000Z'};
    const text = changed({records: {...records, stepClaims: [claim], rollbackClaims: [claim]}});
    expect(parseFragment(text, 'x')).toMatchObject({stepClaims: [], rollbackClaims: []});
  });

  test.each([
    ['no JSON', '{'],
    ['null', 'null'],
    ['an array', '[]'],
    ['another format', changed({format: 'else'})],
    ['no records', changed({records: null})],
    ['no lists', changed({records: {steps: {}, rollbacks: []}})],
    ['a prototype', '{"__proto__":{"format":"laforge-fragment","version":1}}'],
  ])('is refused when it is %s, naming where it came from', (_, text) => {
    expect(() => parseFragment(text, 'Artifact 7')).toThrow(StoreError);
    expect(() => parseFragment(text, 'Artifact 7')).toThrow('Artifact 7');
  });

  test.each([
    ['a step without a uid', {steps: [{draft: {}}], rollbacks: []}, /uid/],
    ['a SHA that is an option', {steps: [], rollbacks: [{...aRollback(9, []), toSha: '--force'}]}, /to_sha/],
    ['a record that was changed', {steps: [{...records.steps[0], digest: '00'}], rollbacks: []}, /digest/],
  ])('keeps %s aside as it is, and gives the others', (_, {steps, rollbacks}, reason) => {
    const both = {steps: [...records.steps, ...steps], rollbacks: [...records.rollbacks, ...rollbacks]};
    const {setAside, ...others} = parseFragment(changed({records: both}), 'x');
    expect(others).toEqual(records);
    expect(setAside).toEqual([{text: JSON.stringify(steps[0] ?? rollbacks[0]), reason: expect.stringMatching(reason)}]);
  });

  test('gives the others beside a record that is nested beyond measure', () => {
    const text = changed({records: {...records, steps: [...records.steps, 'deep']}});
    const deep = text.replace('"deep"', `{"draft":${'['.repeat(99_999)}${']'.repeat(99_999)},"digest":"00"}`);
    const {setAside, ...others} = parseFragment(deep, 'x');
    expect(others).toEqual(records);
    expect(setAside).toHaveLength(1);
  });

  test('of a newer version is kept aside whole, for that version to read', () => {
    const text = changed({version: 2});
    expect(parseFragment(text, 'x').setAside).toEqual([{text, reason: expect.stringContaining('format')}]);
  });
});
