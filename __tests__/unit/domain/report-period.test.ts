import {expect, test} from '@jest/globals';
import {parseSince, parseUntil} from '../../../src/domain/report/period.ts';

const NOW = new Date('2026-03-05T18:30:00.000Z');

test.each([
  ['2026-02-28', '2026-02-28T00:00:00.000Z'],
  ['2026-02-28T08:00Z', '2026-02-28T08:00:00.000Z'],
  ['2026-02-28T08:00:30+02:00', '2026-02-28T06:00:30.000Z'],
  ['1d', '2026-03-05T00:00:00.000Z'],
  ['7d', '2026-02-27T00:00:00.000Z'],
])('--since %s begins at %s', (text, time) => {
  expect(parseSince(text, NOW)).toBe(time);
});

test.each(['2026-02-30', '2026-13-01', 'yesterday', '0d', '-1d', '2026-02-28T08:00', '1e9d', ''])(
  '--since %j is refused with what to write',
  (text) => {
    expect(() => parseSince(text, NOW)).toThrow(/^--since is ".*"\. Use a day such as 2026-11-01, a time such as/);
  },
);

test.each([
  ['2026-02-28', '2026-03-01T00:00:00.000Z'],
  ['2026-02-28T08:00Z', '2026-02-28T08:00:00.000Z'],
  ['7d', '2026-02-27T00:00:00.000Z'],
])('--until %s ends before %s', (text, time) => {
  expect(parseUntil(text, NOW)).toBe(time);
});
