import {existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {readSaved} from '../../../src/stores/snapshot-service.ts';
import {aDraft} from '../../helpers/ledger.ts';
import {ledgerFolder} from '../../helpers/ledger-folder.ts';
import {realStoreDeps} from '../../helpers/store-places.ts';

const ledgers = ledgerFolder();

const read = () => readSaved(ledgers.folder, 'Artifact 7', realStoreDeps());

describe('what was unpacked', () => {
  test('is a snapshot when it holds a sound ledger', async () => {
    ledgers.ledger().createStep(aDraft(1));
    expect(await read()).toEqual({kind: 'snapshot', path: ledgers.file()});
  });

  test('brings no journal along, by which SQLite would change the file after it was checked', async () => {
    ledgers.ledger().createStep(aDraft(1));
    for (const name of ['steps.db-wal', 'steps.db-shm']) writeFileSync(ledgers.file(name), 'planted');
    mkdirSync(ledgers.file('steps.db-journal'));
    expect(await read()).toMatchObject({kind: 'snapshot'});
    expect(['-wal', '-shm', '-journal'].filter((it) => existsSync(`${ledgers.file()}${it}`))).toEqual([]);
  });

  test('is refused when its steps.db is a link to a file of this machine', async () => {
    ledgers.ledger('elsewhere.db').createStep(aDraft(1));
    symlinkSync(ledgers.file('elsewhere.db'), join(ledgers.folder, 'steps.db'));
    expect(await read()).toEqual({kind: 'refused', reason: 'it holds neither steps.db nor record.json.'});
  });

  test('is refused when it is no ledger, and told apart from one of a newer version', async () => {
    writeFileSync(ledgers.file(), 'not a database');
    expect(await read()).toMatchObject({kind: 'refused'});
    rmSync(ledgers.file());
    writeFileSync(ledgers.file('record.json'), '{"format":"laforge-fragment","version":99,"records":{}}');
    expect(await read()).toMatchObject({kind: 'fragment', records: {steps: [], setAside: [{}]}});
  });
});
