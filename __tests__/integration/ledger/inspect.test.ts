import {readFileSync, truncateSync, writeFileSync} from 'node:fs';
import {describe, expect, test} from '@jest/globals';
import {openDatabase} from '../../../src/ledger/database.ts';
import {admitLedger, verifyLedger} from '../../../src/ledger/inspect.ts';
import {aLaForgeStep, writeLaForgeFile} from '../../helpers/laforge-file.ts';
import {aDraft, anOutcome, aRollback, tickingClock, uidOf} from '../../helpers/ledger.ts';
import {ledgerFolder} from '../../helpers/ledger-folder.ts';

const place = ledgerFolder();

function writeLedger(): void {
  const ledger = place.ledger();
  for (const n of [1, 2, 3]) ledger.createStep(aDraft(n));
  ledger.updateStep(uidOf(1), anOutcome());
  ledger.addRollback(aRollback(100, [uidOf(3)]));
  ledger.close();
}

function tamper(sql: string): void {
  const db = openDatabase(place.file());
  db.exec('PRAGMA foreign_keys = OFF');
  db.exec(sql);
  db.close();
}

describe('a sound ledger', () => {
  test('has no findings, and says how much it holds', () => {
    writeLedger();
    expect(verifyLedger(place.file())).toEqual([]);
    expect(admitLedger(place.file(), tickingClock())).toEqual({steps: 3, rollbacks: 1});
  });
});

describe('a ledger that was tampered with', () => {
  test.each([
    [`UPDATE steps SET uid = '../../etc/passwd' WHERE id = 1`, 'steps, id 1, uid: is no UUIDv7'],
    [
      `UPDATE steps SET commit_sha_after = '--upload-pack=evil' WHERE id = 1`,
      'commit_sha_after: is no full commit SHA',
    ],
    [`UPDATE steps SET start_time = 'soon' WHERE id = 1`, 'start_time: is no UTC time'],
    [`UPDATE steps SET status = 'good <img>' WHERE id = 1`, 'status: is no status'],
    [`UPDATE steps SET agent_config_json = '{' WHERE id = 1`, 'agent_config: is no object'],
    [`UPDATE steps SET token_usage_json = '{"state":"great"}' WHERE id = 1`, 'token_usage.state: '],
    [`UPDATE steps SET branch = printf('%.5000c', 'x') WHERE id = 1`, 'branch (5000 characters, 4095 kept)'],
    [`UPDATE steps SET active = 7 WHERE id = 1`, 'active: '],
    [`UPDATE steps SET exit_code = 'zero' WHERE id = 1`, 'exit_code: '],
    ['UPDATE steps SET id = -1 WHERE id = 3', 'steps, id -1, id: '],
    ['UPDATE steps SET id = 1 << 50 WHERE id = 3', 'id: '],
    [`UPDATE rollbacks SET to_sha = 'main'`, 'rollbacks, number 1, to_sha: is no full commit SHA'],
    [`UPDATE rollbacks SET kind = 'reset'`, 'kind: '],
    [`UPDATE rollback_steps SET step_uid = 'x'`, 'rollback_steps, rollback 1, step_uid: '],
    [`INSERT INTO claims VALUES ('step', 1, 'x', 'y')`, 'claims, number 1, uid: '],
    ['UPDATE steps SET active = 1', '1 steps are active or not, against what the rollbacks say'],
    ['UPDATE steps SET parent_step_id = 3 WHERE id = 1', 'is its own ancestor'],
    ['UPDATE steps SET parent_step_id = 77 WHERE id = 1', 'points at a row that is not there'],
    [
      `UPDATE steps SET parent_step_id = NULL, missing_parent_uid = '${uidOf(1)}' WHERE id = 2`,
      'is not linked to its parent',
    ],
    [
      `INSERT INTO claims VALUES ('step', 2, '${uidOf(9)}', '2020-01-01T00:00:00.000Z')`,
      `step ${uidOf(2)} has the number 2`,
    ],
    [
      `INSERT INTO claims VALUES ('step', 9, '${uidOf(2)}', '2020-01-01T00:00:00.000Z')`,
      `step ${uidOf(2)} has the number 2, and by the claims it is 9`,
    ],
    [
      `INSERT INTO claims SELECT 'step', id, uid, created_at FROM steps WHERE id = 2`,
      "1 claims on a step's number are kept twice",
    ],
  ])('%s: %s', (sql, finding) => {
    writeLedger();
    tamper(sql);
    expect(verifyLedger(place.file()).join('\n')).toContain(finding);
    const held = admitLedger(place.file(), tickingClock());
    expect(held.steps + held.rollbacks).toBeGreaterThanOrEqual(2);
    expect(verifyLedger(place.file()).filter((it) => !it.includes('is kept as it is'))).toEqual([]);
  });

  test('in its schema is refused before a row is read', () => {
    writeLedger();
    tamper('CREATE TRIGGER t AFTER INSERT ON steps BEGIN DELETE FROM steps; END');
    expect(() => admitLedger(place.file(), tickingClock())).toThrow('trigger t is not ours');
    expect(verifyLedger(place.file())).toEqual([expect.stringContaining('trigger t is not ours')]);
  });

  test('in its pages is damaged', () => {
    writeLedger();
    const bytes = readFileSync(place.file());
    bytes.fill(0x41, 2 * 4096 + 8, 2 * 4096 + 1000);
    writeFileSync(place.file(), bytes);
    expect(() => admitLedger(place.file(), tickingClock())).toThrow('is damaged');
    expect(verifyLedger(place.file())).not.toEqual([]);
  });
});

describe('a file from outside', () => {
  test('that is too large, empty, of LaForge or missing is refused', () => {
    writeLedger();
    truncateSync(place.file(), 8 * 1024 ** 3 + 1);
    expect(() => admitLedger(place.file(), tickingClock())).toThrow('more than the 8589934592 that are read here');
    writeFileSync(place.file('empty.db'), '');
    expect(() => admitLedger(place.file('empty.db'), tickingClock())).toThrow('has 0 bytes');
    writeLaForgeFile(place.file('laforge.db'), [aLaForgeStep(1)]);
    expect(() => admitLedger(place.file('laforge.db'), tickingClock())).toThrow('LaForge wrote it');
    expect(() => admitLedger(place.file('absent.db'), tickingClock())).toThrow('There is no steps.db at ');
  });
});
