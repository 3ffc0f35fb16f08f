import {expect, test} from '@jest/globals';
import {type Fate, flipBit, pick, sufferDamage, writeLedger} from '../helpers/damaged-ledgers.ts';
import {ledgerFolder} from '../helpers/ledger-folder.ts';
import {bySize} from '../helpers/soak.ts';

const FLIPS = bySize({gate: 12, soak: 1_000});
const CUTS = bySize({gate: 3, soak: 200});

const place = ledgerFolder();

test(`${FLIPS} flipped bits and ${CUTS} truncations of a steps.db are refused, repaired or harmless`, () => {
  const {bytes, told} = writeLedger(place);
  const fates: Record<Fate, number> = {harmless: 0, repaired: 0, refused: 0};
  for (const bit of pick(FLIPS, bytes.length * 8)) fates[sufferDamage(place, flipBit(bytes, bit), told)]++;
  // A dozen bits may all be harmless.
  if (FLIPS > 100) {
    expect(fates.repaired).toBeGreaterThan(0);
    expect(fates.refused).toBeGreaterThan(0);
  }
  expect(sufferDamage(place, bytes, told)).toBe('harmless');
  for (const length of pick(CUTS, bytes.length)) {
    expect(sufferDamage(place, bytes.subarray(0, length), told)).toBe('refused');
  }
}, 1_800_000);
