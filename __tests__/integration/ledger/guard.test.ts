import {execFileSync} from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import {beforeEach, describe, expect, test} from '@jest/globals';
import type {Ledger} from '../../../src/domain/ports/ledger.ts';
import {openDatabase} from '../../../src/ledger/database.ts';
import {admitLedger} from '../../../src/ledger/inspect.ts';
import {openLedger} from '../../../src/ledger/open-ledger.ts';
import {eventually} from '../../helpers/gate.ts';
import {aDraft, anOutcome, aRollback, tickingClock, uidOf} from '../../helpers/ledger.ts';
import {ledgerFolder} from '../../helpers/ledger-folder.ts';

const place = ledgerFolder();
let ledger: Ledger;
let path: string;
beforeEach(() => {
  path = place.file();
  ledger = place.ledger();
  for (const n of [1, 2, 3]) {
    ledger.createStep(aDraft(n));
    ledger.updateStep(uidOf(n), anOutcome());
  }
  ledger.addRollback(aRollback(50, [uidOf(3)]));
  // The step whose agent runs now.
  ledger.createStep(aDraft(4));
});

/** Statements that somebody runs past us, whatever the digests say. */
function write(sql: string): void {
  const db = openDatabase(path);
  db.exec(sql);
  db.close();
}

/** Another run's honest work on the same file. */
function asOtherRun(run: (other: Ledger) => void): void {
  const other = openLedger(path, {clock: tickingClock('2026-01-02T00:00:00.000Z')});
  run(other);
  other.close();
}

const ODD_STEP = `(project_id, created_at, status, active, id, uid)
  SELECT 'x', '2026-01-01T00:00:00.000Z', 'succeeded', 1`;

const onLinux = process.platform === 'linux' ? test : test.skip;

const ATTACKS: readonly [string, () => void][] = [
  ['is deleted', () => rmSync(path)],
  ['is deleted with its folder', () => rmSync(place.folder, {recursive: true})],
  ['is emptied', () => truncateSync(path)],
  ['is overwritten', () => writeFileSync(path, 'no database at all'.repeat(1000))],
  ['is cut off', () => truncateSync(path, 5000)],
  [
    'has a byte changed and its times set back',
    () => {
      const bytes = readFileSync(path);
      bytes[bytes.indexOf('octo/repo')] = 0x41;
      writeFileSync(path, bytes);
      utimesSync(path, 0, 0);
    },
  ],
  ['loses a step', () => write(`PRAGMA foreign_keys = OFF; DELETE FROM steps WHERE id = 2`)],
  ['loses a rollback', () => write('DELETE FROM rollback_steps; DELETE FROM rollbacks')],
  ['has a step that ended otherwise', () => write(`UPDATE steps SET status = 'failed', exit_code = 9 WHERE id = 1`)],
  ['has another number for a step', () => write('PRAGMA foreign_keys = OFF; UPDATE steps SET id = 77 WHERE id = 1')],
  ['gets a trigger', () => write('CREATE TRIGGER t AFTER INSERT ON steps BEGIN DELETE FROM claims; END')],
  ['gets a view', () => write('CREATE VIEW v AS SELECT * FROM steps')],
  ['says that it is of a later version', () => write('PRAGMA user_version = 99')],
  ['says that it is of another program', () => write('PRAGMA application_id = 7')],
  ['loses an index', () => write('DROP INDEX steps_of_branch')],
  ['loses a table', () => write('DROP TABLE claims')],
  [
    'gets a computed column',
    () => write('ALTER TABLE steps ADD COLUMN x INTEGER GENERATED ALWAYS AS (id + 1) VIRTUAL'),
  ],
  ['gets a step below all', () => write(`INSERT INTO steps ${ODD_STEP}, -5, '${uidOf(0x77)}'`)],
  ['gets a step whose uid is none', () => write(`INSERT INTO steps ${ODD_STEP}, 77, 'x'`)],
  [
    'gets a claim beyond all numbers',
    () => write(`INSERT INTO claims VALUES ('step', 1 << 50, '${uidOf(1)}', 'soon')`),
  ],
  [
    'gets a rollback that nobody made',
    () =>
      write(`INSERT INTO rollbacks (number, uid, kind, project_id, created_at)
        VALUES (9, '${uidOf(0x78)}', 'rollback', 'x', '2026-01-01T00:00:00.000Z');
        INSERT INTO rollback_steps VALUES (9, '${uidOf(2)}')`),
  ],
  ['grows to a terabyte of nothing', () => truncateSync(path, 1024 ** 4)],
  [
    'becomes a pipe that nobody writes to',
    () => {
      rmSync(path);
      execFileSync('mkfifo', [path]);
    },
  ],
  [
    'becomes a folder',
    () => {
      rmSync(path);
      mkdirSync(path);
      writeFileSync(`${path}/x`, '');
    },
  ],
  [
    'becomes a link to another file',
    () => {
      renameSync(path, `${path}.moved`);
      symlinkSync('/etc/passwd', path);
    },
  ],
  [
    'is as it was but another file, so that what we write would go nowhere',
    () => {
      copyFileSync(path, `${path}.2`);
      renameSync(`${path}.2`, path);
    },
  ],
];

describe.each([
  ['of this run alone', false],
  ['that other runs write too', true],
])('a guarded ledger %s', (_which, isShared) => {
  test('is left alone when nobody touched it', () => {
    const guard = ledger.guard();
    expect(guard.restore(isShared)).toBeNull();
    expect(readdirSync(place.folder)).toEqual(['steps.db']);
    expect(ledger.updateStep(uidOf(4), anOutcome()).id).toBe(4);
  });

  test.each(ATTACKS)('that %s is put back, and goes on', (what, attack) => {
    const [before, records] = [readFileSync(path), ledger.records()];
    const guard = ledger.guard();
    attack();
    const sentence = guard.restore(isShared);
    // Where nothing is lost, a file that others share may be another one.
    if (!(isShared && what.startsWith('is as it was'))) {
      expect(sentence).toMatch(/steps\.db was (changed|deleted) while the agent ran, and was put back as it was\./);
    }
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(ledger.records()).toEqual(records);
    expect(ledger.updateStep(uidOf(4), anOutcome()).id).toBe(4);
    expect(admitLedger(path, tickingClock())).toEqual({steps: 4, rollbacks: 1});
  });

  test('does not take a journal that somebody put beside it for its own', () => {
    const before = ledger.records();
    // A transaction of before the last one, as SQLite would leave it: to be rolled back by whoever opens the file.
    copyFileSync(path, `${path}.old`);
    const child = openDatabase(`${path}.old`);
    child.exec('PRAGMA cache_size = 1');
    child.exec(`BEGIN IMMEDIATE; PRAGMA foreign_keys = OFF; UPDATE steps SET project_id = hex(randomblob(9000))`);
    const journal = readFileSync(`${path}.old-journal`);
    child.exec('ROLLBACK');
    child.close();
    const guard = ledger.guard();
    ledger.updateStep(uidOf(4), anOutcome());
    writeFileSync(`${path}-journal`, journal);
    guard.restore(isShared);
    expect(existsSync(`${path}-journal`)).toBe(false);
    expect(ledger.records().rollbacks).toEqual(before.rollbacks);
    expect(ledger.records().steps.slice(0, 3)).toEqual(before.steps.slice(0, 3));
  });
});

onLinux.each(['-journal', '-wal', '-shm'])('a pipe in the place of steps.db%s keeps nobody waiting', (suffix) => {
  const guard = ledger.guard();
  asOtherRun((other) => other.createStep(aDraft(8)));
  execFileSync('mkfifo', [`${path}${suffix}`]);
  expect(guard.restore(true)).toBeNull();
  expect(ledger.listSteps().map(({id}) => id)).toEqual([5, 4, 3, 2, 1]);
  // And whoever opens the file next: what links or folders hide there is no more SQLite's.
  execFileSync('mkfifo', [`${path}.pipe`]);
  symlinkSync(`${path}.pipe`, `${path}${suffix}`);
  asOtherRun((other) => expect(other.countSteps()).toBe(5));
  mkdirSync(`${path}${suffix}/mine`, {recursive: true});
  expect(admitLedger(path, tickingClock())).toEqual({steps: 5, rollbacks: 1});
  const aside = readdirSync(place.folder).find((name) => name.includes('.set-aside-'));
  expect(readdirSync(`${place.folder}/${aside}`)).toEqual(['mine']);
});

test('what an agent writes into the ledger of its run alone is gone, however well made', () => {
  const guard = ledger.guard();
  asOtherRun((forger) => forger.createStep(aDraft(8)));
  expect(guard.restore(false)).toMatch(/was changed/);
  expect(ledger.getStep({kind: 'uid', prefix: uidOf(8)})).toEqual({kind: 'unknown'});
});

test('a history of somebody else does not take the place of that of a run alone', () => {
  const records = ledger.records();
  const guard = ledger.guard();
  place.ledger('other.db').createStep(aDraft(9));
  rmSync(path);
  copyFileSync(place.file('other.db'), path);
  expect(guard.restore(false)).toMatch(/was changed/);
  expect(ledger.records()).toEqual(records);
});

test('what does not read as ours is kept beside the history that goes on, and named', () => {
  const guard = ledger.guard();
  asOtherRun((other) => other.createStep(aDraft(8)));
  write(`INSERT INTO steps ${ODD_STEP}, -5, 'x'; UPDATE steps SET branch = branch`);
  const sentence = guard.restore(true);
  const aside = /What lay there instead is kept as (.*)\.$/.exec(sentence ?? '')?.[1] ?? '';
  const db = openDatabase(aside, {readonly: true});
  expect(db.value('SELECT uid FROM steps WHERE id = -5')).toBe('x');
  db.close();
  // What another run really added meanwhile is in both.
  expect(ledger.listSteps().map(({id}) => id)).toEqual([5, 4, 3, 2, 1]);
  expect(ledger.createStep(aDraft(9)).id).toBe(6);
});

onLinux('the copy of a ledger is not among the open files of the process', () => {
  const guard = ledger.guard();
  const open = readdirSync('/proc/self/fd').map(linkOf);
  expect(open.filter((name) => name.startsWith(place.folder) && name !== path)).toEqual([]);
  guard.restore(false);
});

/** A file that is not kept in memory. */
const grow = () => write(`CREATE TABLE x (y); INSERT INTO x VALUES (zeroblob(70000000)); DROP TABLE x`);

/** Until the copy is whole: nobody can write to the file before. */
const isCopied = () =>
  eventually(() => {
    const db = openDatabase(path, {busyTimeoutMs: 0});
    try {
      db.exec('BEGIN EXCLUSIVE; ROLLBACK');
      return true;
    } catch {
      return false;
    } finally {
      db.close();
    }
  });

onLinux('a copy too large for memory is put back, or refused with its history once it was changed itself', async () => {
  grow();
  const records = ledger.records();
  const first = ledger.guard();
  expect(first.restore(true)).toBeNull();
  const second = ledger.guard();
  await isCopied();
  write('PRAGMA user_version = 99');
  expect(second.restore(true)).toMatch(/put back as it was/);
  expect(ledger.records()).toEqual(records);

  const third = ledger.guard();
  await isCopied();
  const copy = readdirSync('/proc/self/fd').find((fd) => linkOf(fd).includes('.copy-'));
  truncateSync(`/proc/self/fd/${copy}`);
  write('DELETE FROM claims; UPDATE steps SET exit_code = 9');
  expect(() => third.restore(false)).toThrow('its copy was changed too');
  expect(() => ledger.records()).toThrow('its copy was changed too');
  expect(() => ledger.updateStep(uidOf(4), anOutcome())).toThrow('its copy was changed too');
});

test('a large ledger that is changed before its copy is whole is refused, and so is its history', () => {
  grow();
  const guard = ledger.guard();
  const bytes = readFileSync(path);
  bytes[bytes.indexOf('octo/repo')] = 0x41;
  writeFileSync(path, bytes);
  expect(() => guard.restore(true)).toThrow('no copy of it was finished before it was changed');
  expect(() => ledger.records()).toThrow('no copy of it was finished');
});

test('a write of our own does not wait for the copy of a large ledger', () => {
  grow();
  ledger.guard();
  expect(ledger.createStep(aDraft(9)).id).toBe(5);
});

function linkOf(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return '';
  }
}

describe('a ledger that other runs write too', () => {
  const ofOthers = (other: Ledger) => {
    other.createStep(aDraft(8));
    other.updateStep(uidOf(8), anOutcome());
    other.addRollback(aRollback(51, [uidOf(8)]));
  };

  test('may grow by what they add', () => {
    const guard = ledger.guard();
    asOtherRun(ofOthers);
    expect(guard.restore(true)).toBeNull();
    expect(ledger.listSteps().map(({id, active}) => [id, active])).toEqual([
      [5, false],
      [4, true],
      [3, false],
      [2, true],
      [1, true],
    ]);
  });

  test('may have a step finished that was running, and a parallel one that took the number', () => {
    const guard = ledger.guard();
    asOtherRun((other) => {
      other.updateStep(uidOf(4), anOutcome({status: 'interrupted'}));
      const step = {draft: aDraft(7), parentUid: null, createdAt: '2025-01-01T00:00:00.000Z', outcome: null};
      const claim = {uid: uidOf(7), number: 2, claimedAt: '2025-01-01T00:00:00.000Z'};
      other.merge({steps: [step], stepClaims: [claim], rollbacks: [], rollbackClaims: []});
    });
    expect(guard.restore(true)).toBeNull();
    expect(ledger.updateStep(uidOf(4), anOutcome()).status).toBe('succeeded');
  });

  test('keeps what they added when it is put back', () => {
    const guard = ledger.guard();
    asOtherRun(ofOthers);
    write(`UPDATE steps SET exit_code = 9 WHERE id = 1; DELETE FROM claims`);
    expect(guard.restore(true)).toMatch(/was changed while the agent ran, and was put back/);
    expect(ledger.listSteps().map(({id, exitCode}) => [id, exitCode])).toEqual([
      [5, 0],
      [4, null],
      [3, 0],
      [2, 0],
      [1, 0],
    ]);
    expect(ledger.listRollbacks().map(({uid}) => uid)).toEqual([uidOf(51), uidOf(50)]);
  });
});
