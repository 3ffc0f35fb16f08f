import {chmodSync, readdirSync, truncateSync} from 'node:fs';
import {beforeEach, describe, expect, test} from '@jest/globals';
import {openDatabase} from '../../../src/ledger/database.ts';
import {verifyLedger} from '../../../src/ledger/inspect.ts';
import {beginFrom} from '../../../src/ledger/merge-files.ts';
import {writeLedger} from '../../helpers/damaged-ledgers.ts';
import {NOTHING_MERGED, tickingClock} from '../../helpers/ledger.ts';
import {ledgerFolder} from '../../helpers/ledger-folder.ts';

const place = ledgerFolder();
beforeEach(() => {
  writeLedger(place);
});

const begin = () => beginFrom(place.file(), place.file('target.db'), tickingClock(), async () => NOTHING_MERGED);

describe('a ledger that begins with all of another', () => {
  test('has what a merge into an empty one gives, also of a file that may only be read', async () => {
    chmodSync(place.file(), 0o444);
    const merged = place.ledger('merged.db');
    const report = merged.merge(place.ledger('steps.db', {readonly: true}).records());
    expect(await begin()).toEqual({
      ...NOTHING_MERGED,
      stepsAdded: report.stepsAdded,
      rollbacksAdded: report.rollbacksAdded,
    });
    const ledger = place.ledger('target.db');
    expect(ledger.records()).toEqual(merged.records());
    expect(ledger.sumUsage()).toEqual(merged.sumUsage());
    expect(verifyLedger(ledger.path)).toEqual([]);
  });

  test('keeps a record aside that cannot be read, and has the others', async () => {
    const db = openDatabase(place.file());
    db.exec('UPDATE steps SET exit_code = 9 WHERE id = 1');
    db.close();
    expect(await begin()).toMatchObject({setAside: 1});
    expect(verifyLedger(place.file('target.db'))).toEqual([expect.stringContaining('is kept as it is')]);
  });

  test('is not there where its source is damaged, or something else failed', async () => {
    const failing = beginFrom(place.file(), place.file('target.db'), tickingClock(), () =>
      Promise.reject(new Error('no')),
    );
    await expect(failing).rejects.toThrow('no');
    truncateSync(place.file(), 20_000);
    await expect(begin()).rejects.toThrow(`${place.file()} is damaged`);
    expect(readdirSync(place.folder).filter((name) => name.startsWith('target'))).toEqual([]);
  });
});
