import {expect, test} from '@jest/globals';
import {createStartTime} from '../../../src/system/clock-and-uids.ts';

test('all that an agent waits for has ten seconds together, and each wait leaves some for what comes after it', async () => {
  let now = 0;
  const time = createStartTime(() => now);
  const pass = (ms: number) => async () => {
    now += ms;
  };
  expect(time.leftMs('record')).toBe(10_000);
  await time.count(pass(4_000));
  // What nobody waits for a service in, such as a checkout, does not count.
  now += 60_000;
  expect([time.leftMs('questions'), time.leftMs('history')]).toEqual([1_000, 3_000]);
  await expect(time.count(() => pass(3_000)().then(() => Promise.reject(new Error('down'))))).rejects.toThrow('down');
  expect([time.leftMs('history'), time.leftMs('remote'), time.leftMs('record')]).toEqual([0, 1_000, 3_000]);
});
