import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {type Claim, settleClaims} from '../../../src/domain/records.ts';

const claim = (uid: string, number: number, second: number): Claim => ({
  uid,
  number,
  claimedAt: `2026-01-01T00:00:${String(second).padStart(2, '0')}.000Z`,
});

describe('numbers settled from claims', () => {
  test('belong to the earliest claim, then to the smaller uid', () => {
    const {held, contested} = settleClaims([claim('b', 1, 5), claim('a', 1, 5), claim('c', 1, 4)]);
    expect(held.get('c')?.number).toBe(1);
    expect(contested.get(1)).toEqual(['c', 'a', 'b']);
    expect([...held.keys()]).toEqual(['c']);
  });

  test('are kept by a later claim of the one that lost its first', () => {
    const {held} = settleClaims([claim('a', 1, 1), claim('b', 1, 2), claim('b', 2, 3)]);
    expect(held.get('b')?.number).toBe(2);
  });

  test('are the same whatever the order of the claims, and no number has two holders', () => {
    const claims = fc.array(
      fc.record({
        uid: fc.constantFrom('a', 'b', 'c', 'd'),
        number: fc.integer({min: 1, max: 5}),
        second: fc.integer({min: 0, max: 9}),
      }),
    );
    fc.assert(
      fc.property(claims, fc.infiniteStream(fc.nat()), (list, random) => {
        const all = list.map(({uid, number, second}) => claim(uid, number, second));
        const shuffled = [...all].sort(() => ((random.next().value ?? 0) % 3) - 1);
        const settled = settleClaims(all);
        expect(new Map([...settleClaims(shuffled).held].sort())).toEqual(new Map([...settled.held].sort()));
        const numbers = [...settled.held.values()].map((held) => held.number);
        expect(new Set(numbers).size).toBe(numbers.length);
      }),
    );
  });
});
