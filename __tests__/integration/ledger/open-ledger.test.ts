import {existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {InputError, StoreError} from '../../../src/domain/errors.ts';
import {type Database, openDatabase} from '../../../src/ledger/database.ts';
import {digestSchema, NEWEST_SCHEMA, schemaOfVersion} from '../../../src/ledger/identify-file.ts';
import {APPLICATION_ID, SCHEMA_VERSION} from '../../../src/ledger/schema.ts';
import {aDraft, anOutcome, uidOf} from '../../helpers/ledger.ts';
import {ledgerFolder} from '../../helpers/ledger-folder.ts';

const place = ledgerFolder();

function withDatabase<Result>(name: string, run: (db: Database) => Result): Result {
  const db = openDatabase(place.file(name));
  try {
    return run(db);
  } finally {
    db.close();
  }
}

/** The bytes of a ledger with a step, which is then gone. */
function wholeLedger(): Buffer {
  place.ledger('whole.db').createStep(aDraft(1));
  return readFileSync(place.file('whole.db'));
}

function refusal(open: () => unknown): StoreError {
  try {
    open();
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('a new ledger', () => {
  test('is a SQLite file that says what it is and begins with the columns of LaForge', () => {
    place.ledger().createStep(aDraft(1));
    withDatabase('steps.db', (db) => {
      expect(db.value('PRAGMA application_id')).toBe(APPLICATION_ID);
      expect(db.value('PRAGMA user_version')).toBe(SCHEMA_VERSION);
      expect(db.value('PRAGMA journal_mode')).toBe('delete');
      const columns = db.all<object>(`SELECT name, type FROM pragma_table_info('steps')`).map(Object.values);
      expect(columns.slice(0, 14)).toEqual([
        ['id', 'INTEGER'],
        ['active', 'BOOLEAN'],
        ['parent_step_id', 'INTEGER'],
        ['commit_sha_before', 'TEXT'],
        ['commit_sha_after', 'TEXT'],
        ['agent_config_json', 'TEXT'],
        ['start_time', 'TIMESTAMP'],
        ['end_time', 'TIMESTAMP'],
        ['duration_ms', 'INTEGER'],
        ['token_usage_json', 'TEXT'],
        ['exit_code', 'INTEGER'],
        ['project_id', 'TEXT'],
        ['created_at', 'TIMESTAMP'],
        ['uid', 'TEXT'],
      ]);
    });
  });

  test('tells what is unknown as NULL, and stores no document that says nothing', () => {
    const ledger = place.ledger();
    ledger.createStep(aDraft(1, {agentConfig: null, repository: null}));
    ledger.updateStep(uidOf(1), anOutcome({exitCode: null, pushed: null}));
    const row = withDatabase('steps.db', (db) => db.get<Record<string, unknown>>('SELECT * FROM steps'));
    expect(row).toMatchObject({
      agent_config_json: null,
      token_usage_json: null,
      run_json: null,
      changes_json: null,
      notes_json: null,
      exit_code: null,
      repository: null,
      claimed_at: null,
      missing_parent_uid: null,
    });
  });

  test('is never seen half made, and leaves nothing beside itself', () => {
    place.ledger();
    expect(readdirSync(place.folder)).toEqual(['steps.db']);
    withDatabase('steps.db', (db) => expect(db.value('PRAGMA user_version')).toBe(SCHEMA_VERSION));
  });

  test('is begun behind a link that leads nowhere yet', () => {
    symlinkSync(place.file('target.db'), place.file());
    expect(place.ledger().createStep(aDraft(1)).id).toBe(1);
    expect(readdirSync(place.folder).sort()).toEqual(['steps.db', 'target.db']);
  });

  test('is not begun where that was not asked for', () => {
    expect(refusal(() => place.ledger('steps.db', {readonly: true})).message).toContain('There is no steps.db at ');
    expect(refusal(() => place.ledger('steps.db', {readonly: true})).code).toBe('unreadable');
    expect(existsSync(place.file())).toBe(false);
  });

  test('in a folder that is missing is a bad input, and the folder is named', () => {
    const open = () => place.ledger('not/here/steps.db');
    expect(open).toThrow(InputError);
    expect(open).toThrow(`The folder ${join(place.folder, 'not/here')} of `);
  });
});

describe('a file that is no ledger is refused in a sentence and left as it was', () => {
  test.each([
    ['not-a-ledger', 'it is no SQLite file', () => writeFileSync(place.file(), 'hello, world\n'.repeat(100))],
    ['not-a-ledger', 'it is no file', () => mkdirSync(place.file())],
    [
      'not-a-ledger',
      'has no column active',
      () => withDatabase('steps.db', (db) => db.exec('CREATE TABLE steps (id INTEGER)')),
    ],
    [
      'not-a-ledger',
      'it has the table birds',
      () => withDatabase('steps.db', (db) => db.exec('CREATE TABLE birds (id)')),
    ],
    [
      'not-a-ledger',
      'of another program',
      () => withDatabase('steps.db', (db) => db.exec('PRAGMA application_id = 77')),
    ],
    [
      'newer-ledger',
      `its format is 99, and this one reads up to ${SCHEMA_VERSION}`,
      () => {
        place.ledger().close();
        withDatabase('steps.db', (db) => db.exec('PRAGMA user_version = 99'));
      },
    ],
    [
      'not-a-ledger',
      'trigger t is not ours',
      () => {
        place.ledger().close();
        withDatabase('steps.db', (db) =>
          db.exec('CREATE TRIGGER t AFTER INSERT ON steps BEGIN DELETE FROM steps; END'),
        );
      },
    ],
    [
      'not-a-ledger',
      'view v is not ours',
      () => {
        place.ledger().close();
        withDatabase('steps.db', (db) => db.exec('CREATE VIEW v AS SELECT 1'));
      },
    ],
    [
      'not-a-ledger',
      'index steps_of_branch is missing',
      () => {
        place.ledger().close();
        withDatabase('steps.db', (db) => db.exec('DROP INDEX steps_of_branch'));
      },
    ],
    ['damaged', 'has 0 bytes, and a history never has so few', () => writeFileSync(place.file(), '')],
    ['damaged', 'has 6 bytes, and', () => writeFileSync(place.file(), 'SQLite')],
    ['damaged', 'has 100 bytes, and', () => writeFileSync(place.file(), wholeLedger().subarray(0, 100))],
    ['damaged', 'is damaged (', () => writeFileSync(place.file(), wholeLedger().subarray(0, 5000))],
    ['not-a-ledger', 'it is no SQLite file', () => writeFileSync(place.file(), 'hello')],
    [
      'damaged',
      'is damaged',
      () => {
        place.ledger().createStep(aDraft(1));
        const bytes = readFileSync(place.file());
        bytes.fill(0xff, 100, 4096);
        writeFileSync(place.file('torn.db'), bytes);
      },
    ],
  ])('%s: %s', (code, words, prepare) => {
    prepare();
    const name = existsSync(place.file('torn.db')) ? 'torn.db' : 'steps.db';
    const before = code === 'not-a-ledger' && words === 'it is no file' ? null : readFileSync(place.file(name));
    const error = refusal(() => place.ledger(name));
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
    expect(error.message).toContain(place.file(name));
    if (before !== null) expect(readFileSync(place.file(name)).equals(before)).toBe(true);
  });

  test('one that another process holds is said to be locked', () => {
    const ledger = place.ledger('steps.db', {busyTimeoutMs: 1});
    const other = openDatabase(place.file());
    other.exec('BEGIN IMMEDIATE');
    const error = refusal(() => ledger.createStep(aDraft(1)));
    expect(error).toMatchObject({code: 'unavailable'});
    expect(error.message).toContain('is locked');
    other.exec('ROLLBACK');
    other.close();
    expect(ledger.createStep(aDraft(1)).id).toBe(1);
  });
});

test('the newest schema is known by its digest', () => {
  expect(digestSchema(schemaOfVersion(SCHEMA_VERSION))).toBe(NEWEST_SCHEMA);
});

describe('a ledger that LaForge has read', () => {
  test('still opens, with the indexes that LaForge makes in every file', () => {
    place.ledger().createStep(aDraft(1));
    withDatabase('steps.db', (db) => db.exec('CREATE INDEX IF NOT EXISTS idx_steps_created_at ON steps(created_at)'));
    expect(place.ledger().countSteps()).toBe(1);
  });
});

describe('a ledger that another program switched to a write-ahead log', () => {
  test('is one file again once it is opened for writing', () => {
    place.ledger().createStep(aDraft(1));
    withDatabase('steps.db', (db) => db.exec('PRAGMA journal_mode = WAL'));
    expect(place.ledger().countSteps()).toBe(1);
    expect(withDatabase('steps.db', (db) => db.value('PRAGMA journal_mode'))).toBe('delete');
  });
});
