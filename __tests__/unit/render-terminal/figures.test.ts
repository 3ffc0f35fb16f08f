import {expect, test} from '@jest/globals';
import {UNKNOWN_USAGE} from '../../../src/domain/documents.ts';
import {listInWords} from '../../../src/domain/text.ts';
import {
  formatAge,
  formatChanges,
  formatCount,
  formatDuration,
  formatIds,
  formatUsage,
} from '../../../src/render/terminal/figures.ts';

test.each([
  [null, ''],
  [0, '0ms'],
  [420, '420ms'],
  [994, '994ms'],
  [995, '1.0s'],
  [9949, '9.9s'],
  [9950, '10s'],
  [59_400, '59s'],
  [59_600, '1m 00s'],
  [200_000, '3m 20s'],
  [3_599_700, '1h 00m'],
  [3_900_000, '1h 05m'],
])('%p ms is %s', (durationMs, text) => {
  expect(formatDuration(durationMs)).toBe(text);
});

test.each([
  [null, ''],
  [0, '0'],
  [999, '999'],
  [1000, '1k'],
  [17_480, '17.5k'],
  [999_949, '999.9k'],
  [999_950, '1M'],
  [2_340_000, '2.3M'],
])('%p tokens are %s', (count, text) => {
  expect(formatCount(count)).toBe(text);
});

test('says what is known of a usage, and nothing of what is not', () => {
  expect(formatUsage(null)).toBe('');
  expect(formatUsage(UNKNOWN_USAGE)).toBe('');
  expect(formatUsage({...UNKNOWN_USAGE, total_tokens: 17_500})).toBe('17.5k tokens');
  expect(formatUsage({...UNKNOWN_USAGE, total_tokens: 17_500, cost: 0})).toBe('17.5k tokens, $0');
});

test('tells no changes from unknown ones', () => {
  const none = {own_commits: [], own_commit_count: 0, files_changed: 0, insertions: 0, deletions: 0};
  expect(formatChanges(null)).toBe('');
  expect(formatChanges(none)).toBe('no changes');
  expect(formatChanges({...none, own_commit_count: 1, files_changed: 3, insertions: 10, deletions: 2})).toBe(
    '1 commit, 3 files (+10 -2)',
  );
  const uncounted = {files_changed: null, insertions: null, deletions: null};
  expect(formatChanges({...none, ...uncounted, own_commit_count: 2})).toBe('2 commits');
  expect(formatChanges({...none, files_uncommitted: 1})).toBe('1 file left uncommitted');
  expect(formatChanges({...none, ...uncounted, own_commit_count: 2, files_uncommitted: 3})).toBe(
    '2 commits, 3 files left uncommitted',
  );
});

test('says how long ago, then the date', () => {
  const now = new Date('2026-03-20T12:00:00.000Z');
  const ages = ['2026-03-20T11:59:30.000Z', '2026-03-20T11:55:00.000Z', '2026-03-20T09:00:00.000Z'];
  expect(ages.map((time) => formatAge(time, now))).toEqual(['just now', '5 min ago', '3 h ago']);
  expect(formatAge('2026-03-18T12:00:00.000Z', now)).toBe('2 days ago');
  expect(formatAge('2026-01-02T03:04:05.678Z', now)).toBe('2026-01-02');
  expect(formatAge('2026-03-21T12:00:00.000Z', now)).toBe('2026-03-21 12:00');
  expect(formatAge('no time', now)).toBe('no time');
});

test('names the steps of a plan', () => {
  expect(formatIds([15, 14])).toBe('14 and 15');
  expect(formatIds([3, 9, 8, 7, 6])).toBe('3 and 6 to 9');
  expect(formatIds([1, 3, 5])).toBe('1, 3 and 5');
  expect(listInWords([])).toBe('');
});
