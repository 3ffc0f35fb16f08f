import {describe, expect, test} from '@jest/globals';
import {goTimeToTimestamp} from '../../../src/ledger/laforge-rows.ts';

describe('a time of LaForge', () => {
  test.each([
    ['2025-10-18 08:30:15.123456789-07:00', '2025-10-18T15:30:15.123Z'],
    ['2025-10-18 08:30:15.9-07:00', '2025-10-18T15:30:15.900Z'],
    ['2025-10-18T08:30:15.123Z', '2025-10-18T08:30:15.123Z'],
    ['2025-10-18 08:30:15+00:00', '2025-10-18T08:30:15.000Z'],
    ['2025-10-18 08:30:15.1234 +0000 UTC', '2025-10-18T08:30:15.123Z'],
    ['2025-10-18 08:30:15.1234 -0700 PDT m=+0.123456', '2025-10-18T15:30:15.123Z'],
    ['2025-10-18 08:30:15.1234 +0530 +0530 m=+12.5', '2025-10-18T03:00:15.123Z'],
    ['2025-10-18 08:30:15', '2025-10-18T08:30:15.000Z'],
  ])('%j is %s', (text, expected) => {
    expect(goTimeToTimestamp(text)).toBe(expected);
  });

  test.each(['', 'yesterday', '2025-10-18', '2025-13-18 08:30:15', '0001-01-01', 5, null])('%j is none', (value) => {
    expect(goTimeToTimestamp(value)).toBeNull();
  });
});
