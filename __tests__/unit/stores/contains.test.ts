import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {formatContains, readContains} from '../../../src/stores/snapshot-service.ts';

const file = join(mkdtempSync(join(tmpdir(), 'contains-')), 'contains.json');
const readText = (text: string) => {
  writeFileSync(file, text);
  return readContains(file);
};

describe('what a save says it contains', () => {
  test('comes back as it was written', () => {
    const contains = {saves: ['12', 'laforge/default/x'], openRuns: [7]};
    expect(readText(formatContains(contains))).toEqual(contains);
  });

  test.each([
    '',
    '{',
    'null',
    '7',
    '[]',
    '{"version":2,"saves":["1"]}',
    '{"version":1}',
    '{"version":1,"saves":{"0":"1"}}',
  ])('is nothing when it reads %j, so that more is downloaded and not less', (text) => {
    expect(readText(text)).toEqual({saves: [], openRuns: []});
  });

  test('is read without the parts that cannot be', () => {
    const text = JSON.stringify({version: 1, saves: ['1', 2, null, ['3']], open_runs: [4, '5', -6, 7.5, null]});
    expect(readText(text)).toEqual({saves: ['1'], openRuns: [4]});
  });
});
