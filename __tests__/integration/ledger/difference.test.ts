import {copyFileSync} from 'node:fs';
import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import type {Ledger} from '../../../src/domain/ports/ledger.ts';
import {openDatabase} from '../../../src/ledger/database.ts';
import {verifyLedger} from '../../../src/ledger/inspect.ts';
import {readDifference} from '../../../src/ledger/merge-files.ts';
import {aDraft, anOutcome, aRollback, uidOf} from '../../helpers/ledger.ts';
import {ledgerFolder} from '../../helpers/ledger-folder.ts';
import {someRecords} from '../../helpers/ledger-records.ts';
import {tries} from '../../helpers/soak.ts';

const place = ledgerFolder();

const difference = (source: Ledger, target: Ledger) => readDifference(source.path, target.path);

test('what a ledger has more than another, merged, is the same as merging all of it', () => {
  let runs = 0;
  fc.assert(
    fc.property(someRecords(), someRecords(), someRecords(), (common, ours, theirs) => {
      const name = `${++runs}`;
      const open = (what: string) => place.ledger(`${name}-${what}.db`, {clock: {now: () => new Date('2026-02-01')}});
      const [target, source] = [open('target'), open('source')];
      for (const ledger of [target, source]) ledger.merge(common);
      target.merge(ours);
      source.merge(theirs);
      copyFileSync(target.path, place.file(`${name}-twin.db`));
      const twin = open('twin');
      const some = difference(source, target) ?? source.records();
      expect(target.merge(some)).toEqual(twin.merge(source.records()));
      expect(target.records()).toEqual(twin.records());
      expect(target.listSteps()).toEqual(twin.listSteps());
      expect(difference(target, twin)?.steps).toEqual([]);
    }),
    tries(60),
  );
});

describe('the difference of two ledgers', () => {
  const write = (name: string, steps: number) => {
    const ledger = place.ledger(name);
    for (let n = 1; n <= steps; n++) ledger.createStep(aDraft(n));
    ledger.updateStep(uidOf(1), anOutcome());
    ledger.addRollback(aRollback(100, [uidOf(2)]));
    return ledger;
  };
  const tamper = (path: string, sql: string) => {
    const db = openDatabase(path);
    db.exec(sql);
    db.close();
  };

  test('is the steps that are not in the other, or not so, and all rollbacks', () => {
    const [source, target] = [write('source.db', 3), write('target.db', 2)];
    const found = difference(source, target);
    expect(found?.steps.map(({draft}) => draft.uid)).toEqual([uidOf(3)]);
    expect(found?.rollbacks.map(({uid}) => uid)).toEqual([uidOf(100)]);
  });

  test.each([
    [`steps SET branch = 'mein' WHERE id = 3`, 'step 3'],
    [`steps SET created_at = '2066-01-01T00:00:00.000Z' WHERE id = 3`, 'step 3'],
    [`steps SET claimed_at = '2066-01-01T00:00:00.000Z' WHERE id = 3`, 'step 3'],
    [`rollbacks SET reason = 'none'`, 'rollback R1'],
    [`rollbacks SET claimed_at = '2066-01-01T00:00:00.000Z'`, 'rollback R1'],
  ])('has what is damaged in the other, which is repaired by it: %s', (change, name) => {
    const [source, target] = [write('source.db', 3), write('target.db', 3)];
    tamper(target.path, `UPDATE ${change}`);
    expect(verifyLedger(target.path)).toEqual([`the fields of ${name} do not match their digest`]);
    const found = difference(source, target);
    expect(found?.steps.map(({draft}) => draft.uid)).toEqual(name === 'step 3' ? [uidOf(3)] : []);
    target.merge(found ?? source.records());
    expect(verifyLedger(target.path)).toEqual([]);
    expect(target.records()).toEqual(source.records());
  });

  test('is left to who reads the whole source, where a record of it cannot be right', () => {
    const [source, target] = [write('source.db', 3), write('target.db', 2)];
    tamper(source.path, `UPDATE steps SET branch = 'mein' WHERE id = 3`);
    expect(difference(source, target)).toBeUndefined();
    tamper(source.path, `UPDATE steps SET uid = '../../etc/passwd' WHERE id = 3`);
    expect(difference(source, target)).toBeUndefined();
  });

  test('is not told where the other is no ledger of this format', () => {
    const [source, target] = [write('source.db', 3), write('target.db', 2)];
    tamper(target.path, 'PRAGMA user_version = 1');
    expect(difference(source, target)).toBeUndefined();
    expect(readDifference(source.path, place.file('absent.db'))).toBeUndefined();
  });
});
