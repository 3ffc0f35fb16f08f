import {describe, expect, test} from '@jest/globals';
import {StoreError} from '../../../src/domain/errors.ts';
import type {LedgerRecords} from '../../../src/domain/records.ts';
import {parseLedgerRecords} from '../../../src/ledger/record-schemas.ts';
import {formatFragment, parseFragment} from '../../../src/stores/fragment.ts';
import {aDraft, anOutcome, aRollback, uidOf} from '../../helpers/ledger.ts';

const deps = {parseRecords: parseLedgerRecords};
const records: LedgerRecords = {
  steps: [{draft: aDraft(1), parentUid: null, createdAt: '2026-01-01T00:00:00.000Z', outcome: anOutcome()}],
  rollbacks: [aRollback(9, [uidOf(1)])],
  stepClaims: [],
  rollbackClaims: [],
};
const changed = (changes: object) => JSON.stringify({...JSON.parse(formatFragment(records)), ...changes});

describe('a fragment', () => {
  test('comes back as it was written', async () => {
    expect(await parseFragment(formatFragment(records), 'x', deps)).toEqual(records);
  });

  test('brings no claims along, so that it can take no number from anybody', async () => {
    const claim = {uid: uidOf(1), number: 1, claimedAt: '2020-01-01T00:00:00.000Z'};
    const text = changed({records: {...records, stepClaims: [claim], rollbackClaims: [claim]}});
    expect(await parseFragment(text, 'x', deps)).toMatchObject({stepClaims: [], rollbackClaims: []});
  });

  test.each([
    ['no JSON', '{'],
    ['null', 'null'],
    ['an array', '[]'],
    ['another format', changed({format: 'else'})],
    ['no records', changed({records: null})],
    ['a step without a uid', changed({records: {steps: [{draft: {}}], rollbacks: []}})],
    ['a SHA that is an option', changed({records: {steps: [], rollbacks: [{...aRollback(9, []), toSha: '--force'}]}})],
    ['a prototype', '{"__proto__":{"format":"laforge-fragment","version":1}}'],
  ])('is refused when it is %s, naming where it came from', async (_, text) => {
    const parsing = parseFragment(text, 'Artifact 7', deps);
    await expect(parsing).rejects.toThrow(StoreError);
    await expect(parsing).rejects.toMatchObject({code: 'damaged', message: expect.stringContaining('Artifact 7')});
  });

  test('of a newer version is not taken for a damaged one', async () => {
    await expect(parseFragment(changed({version: 2}), 'x', deps)).rejects.toMatchObject({code: 'newer-ledger'});
  });
});
