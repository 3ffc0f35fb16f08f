import {rmSync, writeFileSync} from 'node:fs';
import {describe, expect, test} from '@jest/globals';
import {StoreError} from '../../../src/domain/errors.ts';
import {openDatabase} from '../../../src/ledger/database.ts';
import {admitLedger, verifyLedger} from '../../../src/ledger/inspect.ts';
import {openLedger} from '../../../src/ledger/open-ledger.ts';
import {formatFragment, parseFragment} from '../../../src/stores/fragment.ts';
import {
  expectNothingElse,
  flipBit,
  pick,
  sufferDamage,
  type Told,
  tell,
  writeLedger,
} from '../../helpers/damaged-ledgers.ts';
import {aDraft, tickingClock} from '../../helpers/ledger.ts';
import {ledgerFolder} from '../../helpers/ledger-folder.ts';

/** Of a file; the soak tests take a thousand, through all that programs do with one, listing among it. */
const FLIPS = 60;
const RECORD_FLIPS = 300;
const CUTS = 100;

const place = ledgerFolder();

/** What a reader of these bytes comes to: `refused` with a reason, or all that they tell. With `alsoAdd`, that can be added to. */
function readDamaged(bytes: Buffer, alsoAdd = false): 'refused' | Told {
  const path = place.file('damaged.db');
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${path}${suffix}`, {force: true});
  writeFileSync(path, bytes);
  try {
    admitLedger(path, tickingClock());
  } catch (error) {
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({message: expect.stringMatching(/^\S+damaged\.db /)});
    return 'refused';
  }
  const ledger = openLedger(path, {clock: tickingClock()});
  try {
    const told = tell(ledger);
    if (alsoAdd) {
      ledger.createStep(aDraft(999));
      expect(verifyLedger(path).filter((it) => !it.includes('is kept as it is'))).toEqual([]);
    }
    return told;
  } finally {
    ledger.close();
  }
}

describe('a steps.db', () => {
  test(`of which any one bit is flipped, ${FLIPS} times, is refused or tells the same`, () => {
    const {bytes, told} = writeLedger(place);
    const counts = {refused: 0, harmless: 0};
    for (const bit of pick(FLIPS, bytes.length * 8)) {
      const read = readDamaged(flipBit(bytes, bit), bit % 5 === 0);
      if (read !== 'refused') expectNothingElse(read, told);
      counts[read === 'refused' ? 'refused' : 'harmless']++;
    }
    expect(counts.refused).toBeGreaterThan(FLIPS / 10);
  });

  test('is not listed with steps missing when it is an index that is damaged', () => {
    const {bytes, told} = writeLedger(place);
    const db = openDatabase(place.file(), {readonly: true});
    const page = Number(db.value(`SELECT rootpage FROM sqlite_schema WHERE name = 'steps_of_branch'`));
    db.close();
    const fates = [1500, 2250, 2658, 3003, 3195, 4042].map((offset) =>
      sufferDamage(place, flipBit(bytes, ((page - 1) * 4096 + offset) * 8 + 5), told),
    );
    expect(fates).toContain('refused');
  });

  test(`cut short anywhere, ${CUTS} times, is refused`, () => {
    const {bytes} = writeLedger(place);
    for (const length of pick(CUTS, bytes.length)) {
      expect({length, read: readDamaged(bytes.subarray(0, length))}).toEqual({length, read: 'refused'});
    }
  });
});

describe('a record by itself', () => {
  test(`of which any one bit is flipped, ${RECORD_FLIPS} times, or that is cut short, is refused or tells the same`, async () => {
    const {records} = writeLedger(place).told;
    const some = {steps: records.steps.slice(0, 3), rollbacks: records.rollbacks.slice(0, 2)};
    const text = Buffer.from(formatFragment(some));
    const read = async (bytes: Buffer) => {
      try {
        return await parseFragment(bytes.toString('utf8'), 'The record');
      } catch (error) {
        expect(error).toBeInstanceOf(StoreError);
        return 'refused';
      }
    };
    expect(await read(text)).toMatchObject(some);
    for (const bit of pick(RECORD_FLIPS, text.length * 8)) {
      const found = await read(flipBit(text, bit));
      if (found === 'refused') continue;
      expect(some.steps).toEqual(expect.arrayContaining([...found.steps]));
      expect(some.rollbacks).toEqual(expect.arrayContaining([...found.rollbacks]));
      // What is missing is kept aside: by itself, or all of it where the version is another.
      expect(found.steps.length + found.rollbacks.length === 5).toBe(found.setAside === undefined);
    }
    for (const length of pick(CUTS, text.length - 1)) {
      expect({length, found: await read(text.subarray(0, length))}).toEqual({length, found: 'refused'});
    }
  });
});
