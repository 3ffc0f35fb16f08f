import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import {StoreError} from '../../../src/domain/errors.ts';
import type {Ledger} from '../../../src/domain/ports/ledger.ts';
import type {LedgerRecords} from '../../../src/domain/records.ts';
import type {Rollback} from '../../../src/domain/rollback.ts';
import type {Step} from '../../../src/domain/step.ts';
import {checkForeignLedger, verifyLedger} from '../../../src/ledger/inspect.ts';
import {openLedger} from '../../../src/ledger/open-ledger.ts';
import {parseLedgerRecords} from '../../../src/ledger/record-schemas.ts';
import {formatFragment, parseFragment} from '../../../src/stores/fragment.ts';
import {aDraft, anOutcome, anUndo, aRollback, createLedgerFolder, tickingClock, uidOf} from '../../helpers/ledger.ts';

const FLIPS = 1_000;
const CUTS = 100;

let place: ReturnType<typeof createLedgerFolder>;
beforeEach(() => {
  place = createLedgerFolder();
});
afterEach(() => place.remove());

/** A history with all that there can be: steps finished and running, rollbacks, an undo, numbers that were contested. */
function writeLedger(): {readonly bytes: Buffer; readonly told: Told} {
  const ledger = place.ledger();
  for (let n = 1; n <= 80; n++) {
    ledger.createStep(aDraft(n, {branch: n % 3 === 0 ? 'topic' : 'main'}));
    if (n < 79) ledger.updateStep(uidOf(n), anOutcome({branch: n % 3 === 0 ? 'topic' : 'main', notes: [`note ${n}`]}));
  }
  const rollback = aRollback(100, [uidOf(31), uidOf(32)]);
  ledger.addRollback(rollback);
  ledger.addRollback(anUndo(101, rollback));
  ledger.addRollback(aRollback(102, [uidOf(36)]));
  const parallel = place.ledger('parallel.db', {clock: tickingClock('2025-12-01T00:00:00.000Z')});
  parallel.createStep(aDraft(50));
  ledger.merge(parallel.records());
  const told = tell(ledger);
  ledger.close();
  return {bytes: readFileSync(place.file()), told};
}

/** All that a ledger tells: its records, and what follows from them. */
interface Told {
  readonly records: LedgerRecords;
  readonly steps: readonly Step[];
  readonly rollbacks: readonly Rollback[];
}

function tell(ledger: Ledger): Told {
  return {records: ledger.records(), steps: ledger.listSteps(), rollbacks: ledger.listRollbacks()};
}

/** The same numbers in each run, spread over all of the range. */
function* pick(count: number, range: number): Generator<number> {
  let state = 0x2545f491;
  for (let index = 0; index < count; index++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield Math.floor((state / 2 ** 32) * range);
  }
}

/** What a reader of these bytes comes to: `refused` with a reason, or all that they tell. With `alsoAdd`, that can be added to. */
function readDamaged(bytes: Buffer, alsoAdd = false): 'refused' | Told {
  const path = place.file('damaged.db');
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${path}${suffix}`, {force: true});
  writeFileSync(path, bytes);
  try {
    checkForeignLedger(path);
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
      expect(verifyLedger(path)).toEqual([]);
    }
    return told;
  } finally {
    ledger.close();
  }
}

describe('a steps.db', () => {
  test(`of which any one bit is flipped, ${FLIPS} times, is refused or tells the same`, () => {
    const {bytes, told} = writeLedger();
    const counts = {refused: 0, harmless: 0};
    for (const bit of pick(FLIPS, bytes.length * 8)) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const read = readDamaged(flipped, bit % 5 === 0);
      if (read !== 'refused') expect({bit, read}).toEqual({bit, read: told});
      counts[read === 'refused' ? 'refused' : 'harmless']++;
    }
    expect(counts.refused).toBeGreaterThan(FLIPS / 10);
  });

  test(`cut short anywhere, ${CUTS} times, is refused`, () => {
    const {bytes} = writeLedger();
    for (const length of pick(CUTS, bytes.length)) {
      expect({length, read: readDamaged(bytes.subarray(0, length))}).toEqual({length, read: 'refused'});
    }
  });
});

describe('a record by itself', () => {
  test(`of which any one bit is flipped, ${FLIPS} times, or that is cut short, is refused or tells the same`, async () => {
    const {records} = writeLedger().told;
    const some = {steps: records.steps.slice(0, 3), rollbacks: records.rollbacks.slice(0, 2)};
    const text = Buffer.from(formatFragment(some));
    const read = async (bytes: Buffer) => {
      try {
        return await parseFragment(bytes.toString('utf8'), 'The record', {parseRecords: parseLedgerRecords});
      } catch (error) {
        expect(error).toBeInstanceOf(StoreError);
        return 'refused';
      }
    };
    expect(await read(text)).toMatchObject(some);
    for (const bit of pick(FLIPS, text.length * 8)) {
      const flipped = Buffer.from(text);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const found = await read(flipped);
      if (found !== 'refused') expect({bit, found}).toMatchObject({bit, found: some});
    }
    for (const length of pick(CUTS, text.length - 1)) {
      expect({length, found: await read(text.subarray(0, length))}).toEqual({length, found: 'refused'});
    }
  });
});
