import {execFile} from 'node:child_process';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {describe, expect, test} from '@jest/globals';
import {oldestRunnerNode} from '../../../scripts/prepare-tests.ts';
import {openDatabase} from '../../../src/ledger/database.ts';
import {verifyLedger} from '../../../src/ledger/inspect.ts';
import {aDraft, anOutcome, uidOf} from '../../helpers/ledger.ts';
import {ledgerFolder} from '../../helpers/ledger-folder.ts';

const place = ledgerFolder();

const inMemory = () => openDatabase(':memory:');

test("the SQLite of the oldest runner's Node is loaded without its warning, and any other warning is told", async () => {
  const script = `import(${JSON.stringify(join(process.cwd(), 'src/ledger/database.ts'))}).then(({openDatabase}) => {
    console.log(openDatabase(':memory:').value('SELECT 1'));
    process.emitWarning('of something else');
  })`;
  const {stdout, stderr} = await promisify(execFile)(oldestRunnerNode(), ['-e', script]);
  expect(stdout).toBe('1\n');
  expect(stderr).toContain('Warning: of something else');
  expect(stderr).not.toContain('SQLite');
});

describe('a transaction', () => {
  test('is undone as a whole when it throws, and what it was called in with it', () => {
    const db = inMemory();
    db.exec('CREATE TABLE t (x)');
    const fail = () =>
      db.write(() => {
        db.exec('INSERT INTO t VALUES (1)');
        db.write(() => db.exec('INSERT INTO t VALUES (2)'));
        throw new Error('not so');
      });
    expect(fail).toThrow('not so');
    expect(db.all('SELECT * FROM t')).toEqual([]);
    expect(db.write(() => db.run('INSERT INTO t VALUES (?), (?)', 3, 4))).toBe(2);
    expect(db.read(() => db.values('SELECT x FROM t'))).toEqual([3, 4]);
  });

  test('whose commit fails is undone, and the next one works', () => {
    const db = inMemory();
    db.exec('CREATE TABLE p (id INTEGER PRIMARY KEY, q REFERENCES p(id) DEFERRABLE INITIALLY DEFERRED)');
    expect(() => db.write(() => db.exec('INSERT INTO p VALUES (1, 2)'))).toThrow('FOREIGN KEY');
    db.write(() => db.exec('INSERT INTO p VALUES (1, 1)'));
    expect(db.values('SELECT id FROM p')).toEqual([1]);
  });
});

describe('values', () => {
  test('are given by place or by name, and a name that the statement does not have is left out', () => {
    const db = inMemory();
    expect(db.get('SELECT ? AS a, ? AS b', 1, null)).toEqual({a: 1, b: null});
    expect(db.get('SELECT @a AS a, @b AS b, @a AS c', {a: 'x', b: 2.5, more: true})).toEqual({
      a: 'x',
      b: 2.5,
      c: 'x',
    });
    expect(() => db.get('SELECT @a', {b: 1})).toThrow('SQLite has no value for undefined.');
  });

  test('that end at a NUL for some Nodes are written without one', () => {
    expect(inMemory().value('SELECT ?', 'a\0b')).toBe('a\ufffdb');
  });

  test('that no number can hold are the nearest one, and cost one record, not the list', () => {
    const ledger = place.ledger();
    for (const n of [1, 2]) {
      ledger.createStep(aDraft(n));
      ledger.updateStep(uidOf(n), anOutcome());
    }
    const db = openDatabase(place.file());
    db.exec('UPDATE steps SET duration_ms = 9223372036854775807 WHERE id = 1');
    expect(db.value('SELECT duration_ms FROM steps WHERE id = 1')).toBe(2 ** 63);
    db.close();
    expect(ledger.listSteps().map(({id}) => id)).toEqual([2]);
    expect(ledger.records().steps).toHaveLength(1);
    expect(verifyLedger(place.file())).toEqual(['the fields of step 1 do not match their digest']);
  });
});

test('a path that begins as a URL does is a path', () => {
  const cwd = process.cwd();
  process.chdir(place.folder);
  try {
    place.ledger('file:steps.db').createStep(aDraft(1));
    const db = openDatabase('file:steps.db', {readonly: true});
    db.attach('file:steps.db', 'again');
    expect(db.value('SELECT count(*) FROM again.steps')).toBe(1);
    db.close();
  } finally {
    process.chdir(cwd);
  }
});
