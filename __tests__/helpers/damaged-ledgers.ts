import {copyFileSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {expect} from '@jest/globals';
import {StoreError} from '../../src/domain/errors.ts';
import type {Ledger} from '../../src/domain/ports/ledger.ts';
import type {LedgerRecords} from '../../src/domain/records.ts';
import type {Rollback} from '../../src/domain/rollback.ts';
import type {Step} from '../../src/domain/step.ts';
import {admitLedger, verifyLedger} from '../../src/ledger/inspect.ts';
import {readDifference} from '../../src/ledger/merge-files.ts';
import {openLedger} from '../../src/ledger/open-ledger.ts';
import {aDraft, anOutcome, anUndo, aRollback, tickingClock, uidOf} from './ledger.ts';
import type {LedgerFolder} from './ledger-folder.ts';

/** All that a ledger tells: its records, what follows from them, and what its indexes find. */
export interface Told {
  readonly records: LedgerRecords;
  readonly steps: readonly Step[];
  readonly active: readonly Step[];
  readonly ofMain: readonly Step[];
  readonly rollbacks: readonly Rollback[];
}

export function tell(ledger: Ledger): Told {
  return {
    records: ledger.records(),
    steps: ledger.listSteps(),
    active: ledger.listSteps({active: true}),
    ofMain: ledger.listSteps({branch: 'main'}),
    rollbacks: ledger.listRollbacks(),
  };
}

/** A history with all that there can be: steps finished and running, rollbacks, an undo, numbers that were contested. */
export function writeLedger(place: LedgerFolder): {readonly bytes: Buffer; readonly told: Told} {
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

/** The same numbers in each run, spread over all of the range. */
export function* pick(count: number, range: number): Generator<number> {
  let state = 0x2545f491;
  for (let index = 0; index < count; index++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield Math.floor((state / 2 ** 32) * range);
  }
}

export function flipBit(bytes: Buffer, bit: number): Buffer {
  const flipped = Buffer.from(bytes);
  flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return flipped;
}

/** Runs, and gives `refused` when it ends in a StoreError that names the damaged file. Any other error is a crash. */
function orRefused<Result>(run: () => Result): Result | 'refused' {
  try {
    return run();
  } catch (error) {
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({message: expect.stringMatching(/damaged\.db|The record of /)});
    return 'refused';
  }
}

/** Expects that what cannot be read is set aside, and that the rest says what it always said. */
export function expectNothingElse(found: Told, told: Told): void {
  if (found.records.setAside === undefined) {
    expect(found).toEqual(told);
    return;
  }
  expect(told.records.steps).toEqual(expect.arrayContaining([...found.records.steps]));
  expect(told.records.rollbacks).toEqual(expect.arrayContaining([...found.records.rollbacks]));
  expect(found.records.steps.length + found.records.rollbacks.length).toBeGreaterThan(70);
}

/** What became of a damaged file on the way the programs go. */
export type Fate = 'harmless' | 'repaired' | 'refused';

/**
 * Takes a damaged file through all that programs do with one: it is listed, verified, merged into a good copy, and a good
 * copy is merged into it. Each refuses it with the reason, or tells exactly what was in it; and when the good copy was
 * taken, nothing of the damage is left.
 */
export function sufferDamage(place: LedgerFolder, bytes: Buffer, told: Told): Fate {
  const path = place.file('damaged.db');
  const good = place.file();
  const put = () => {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${path}${suffix}`, {force: true});
    writeFileSync(path, bytes);
  };
  const opened = <Result>(file: string, run: (ledger: Ledger) => Result): Result => {
    const ledger = openLedger(file, {clock: tickingClock()});
    try {
      return run(ledger);
    } finally {
      ledger.close();
    }
  };

  // 1. listed, as a laptop does with its own file
  put();
  const listed = orRefused(() => opened(path, tell));
  if (listed !== 'refused') expectNothingElse(listed, told);

  // 2. verified, and checked as a download is; what is sound can be listed
  put();
  const findings = orRefused(() => verifyLedger(path));
  const accepted = orRefused(() => admitLedger(path, tickingClock()));
  if (findings !== 'refused' && findings.length === 0)
    expect([accepted, listed]).toEqual([{steps: 80, rollbacks: 3}, told]);
  else if (accepted !== 'refused') expectNothingElse(opened(path, tell), told);

  // 3. merged into a good copy, which stays as it is
  const twin = place.file('twin.db');
  copyFileSync(good, twin);
  const brought = orRefused(() => readDifference(path, twin));
  if (brought !== 'refused' && brought !== undefined) {
    expect(
      opened(twin, (ledger) => {
        ledger.merge(brought);
        return tell(ledger);
      }),
    ).toEqual(told);
  }

  // 4. repaired by a good copy
  put();
  const repaired = orRefused(() =>
    opened(path, (ledger) => {
      ledger.merge(readDifference(good, path) ?? told.records);
      return tell(ledger);
    }),
  );
  if (repaired !== 'refused') expectNothingElse(repaired, told);
  const isWhole = repaired !== 'refused' && repaired.records.setAside === undefined;
  if (isWhole) expect(verifyLedger(path)).toEqual([]);
  if (findings !== 'refused' && findings.length === 0) return 'harmless';
  return isWhole ? 'repaired' : 'refused';
}
