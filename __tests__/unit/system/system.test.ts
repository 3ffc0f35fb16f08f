import {expect, test} from '@jest/globals';
import {isUid} from '../../../src/domain/identity.ts';
import {systemClock, systemUids} from '../../../src/system/clock-and-uids.ts';

test('uids are version 7 UUIDs that sort in the order they were made', () => {
  const uids = Array.from({length: 1000}, () => systemUids.next());
  expect(uids.every(isUid)).toBe(true);
  expect(uids.toSorted()).toEqual(uids);
  expect(new Set(uids).size).toBe(1000);
});

test('the clock tells the time of now', () => {
  const [before, now, after] = [Date.now(), systemClock.now().getTime(), Date.now()];
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(after);
});
