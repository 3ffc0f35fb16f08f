import {rmSync} from 'node:fs';
import {describe, expect, test} from '@jest/globals';
import type {CheckResult, Limits} from '../../../src/domain/documents.ts';
import {STEP_FIELD_LIST} from '../../../src/domain/step.ts';
import {openDatabase} from '../../../src/ledger/database.ts';
import {admitLedger, verifyLedger} from '../../../src/ledger/inspect.ts';
import {
  A_CHECK,
  aDraft,
  anOutcome,
  anUndo,
  aRollback,
  SOME_LIMITS,
  shaOf,
  tickingClock,
  uidOf,
} from '../../helpers/ledger.ts';
import {ledgerFolder} from '../../helpers/ledger-folder.ts';

const place = ledgerFolder();

function writeLedger(name?: string, limits: Limits | null = SOME_LIMITS, check: CheckResult | null = A_CHECK) {
  const ledger = place.ledger(name);
  const prompt = limits === null ? null : {text: 'fix it', sha256: 'a'.repeat(64), bytes: 6};
  for (const n of [1, 2, 3]) ledger.createStep(aDraft(n, {limits, prompt}));
  ledger.updateStep(uidOf(1), anOutcome({check}));
  const rollback = aRollback(100, [uidOf(3)]);
  ledger.addRollback(rollback);
  ledger.addRollback(anUndo(101, rollback));
  return ledger;
}

function change(sql: string, name?: string): void {
  const db = openDatabase(place.file(name));
  db.exec(sql);
  db.close();
}

/** The file as version 2 wrote it, in which there were neither limits nor checks. */
function takeVersion3Away(): void {
  const db = openDatabase(place.file());
  const later = STEP_FIELD_LIST.filter(({since = 0}) => since > 2);
  db.exec(
    `DROP TABLE usage_totals; DROP INDEX steps_inactive; DROP TABLE set_aside;
     DROP INDEX steps_of_branch; CREATE INDEX steps_of_branch ON steps(branch, repository, active);
     ${later.map(({column}) => `ALTER TABLE steps DROP COLUMN ${column};`).join(' ')}
     ALTER TABLE rollbacks DROP COLUMN chain_json;
     PRAGMA user_version = 2`,
  );
  db.close();
}

/** The file as a version before the digests wrote it. */
function takeDigestsAway(): void {
  takeVersion3Away();
  const db = openDatabase(place.file());
  db.exec('ALTER TABLE steps DROP COLUMN digest; ALTER TABLE rollbacks DROP COLUMN digest; PRAGMA user_version = 1');
  db.close();
}

const CHANGES: readonly (readonly [string, string])[] = [
  [`UPDATE steps SET commit_sha_after = '${shaOf(7)}' WHERE id = 1`, 'step 1'],
  [`UPDATE steps SET duration_ms = duration_ms + 1 WHERE id = 1`, 'step 1'],
  [`UPDATE steps SET exit_code = NULL WHERE id = 1`, 'step 1'],
  [`UPDATE steps SET branch = 'Main' WHERE id = 2`, 'step 2'],
  [`UPDATE steps SET claimed_at = '2026-01-01T00:00:09.000Z' WHERE id = 2`, 'step 2'],
  ['UPDATE steps SET parent_step_id = 1 WHERE id = 3', 'step 3'],
  [`UPDATE steps SET limits_json = '{}' WHERE id = 2`, 'step 2'],
  ['UPDATE steps SET limits_json = NULL WHERE id = 1', 'step 1'],
  ['UPDATE steps SET check_json = NULL WHERE id = 1', 'step 1'],
  ['UPDATE steps SET prompt_json = NULL WHERE id = 1', 'step 1'],
  [`UPDATE steps SET prompt_json = json_set(prompt_json, '$.text', 'break it') WHERE id = 1`, 'step 1'],
  [`UPDATE steps SET check_json = json_set(check_json, '$.exit_code', 0) WHERE id = 1`, 'step 1'],
  ['UPDATE steps SET digest = NULL WHERE id = 3', 'step 3'],
  [`UPDATE rollbacks SET to_sha = '${shaOf(7)}' WHERE number = 1`, 'rollback R1'],
  [`UPDATE rollbacks SET reason = 'another' WHERE number = 2`, 'rollback R2'],
];

describe('the digest of a record', () => {
  test.each(CHANGES)('tells %s', (sql, row) => {
    writeLedger().close();
    change(sql);
    expect(verifyLedger(place.file()).join('\n')).toContain(`the fields of ${row} do not match their digest`);
    expect(() => admitLedger(place.file(), tickingClock())).not.toThrow();
    expect(verifyLedger(place.file())).toEqual([
      expect.stringMatching(/^a record of [0-9a-f-]{36} cannot be used and is kept as it is/),
    ]);
  });

  test.each(CHANGES)('keeps a reader from what it does not match: %s', (sql, row) => {
    writeLedger().close();
    change(sql);
    const ledger = place.ledger();
    const [kind = '', number] = row.split(' ');
    const {steps, rollbacks, setAside} = ledger.records();
    expect([ledger.listSteps().length, ledger.listRollbacks().length]).toEqual(kind === 'step' ? [2, 2] : [3, 1]);
    expect([steps.length, rollbacks.length]).toEqual(kind === 'step' ? [2, 2] : [3, 1]);
    expect(setAside).toEqual([{text: expect.any(String), reason: 'its fields do not match their digest'}]);
    const find = () =>
      kind === 'step'
        ? ledger.getStep({kind: 'id', id: Number(number)})
        : ledger.getRollback({kind: 'number', number: Number(number?.slice(1))});
    expect(find).toThrow(`The record of ${row} is damaged`);
  });

  test('costs that record alone where a field has become a blob that no text could hold', () => {
    writeLedger().close();
    change('UPDATE steps SET agent_config_json = zeroblob(60000000) WHERE id = 2');
    expect(verifyLedger(place.file())).toContain('the fields of step 2 do not match their digest');
    const {steps, setAside} = place.ledger().records();
    expect(steps).toHaveLength(2);
    expect(setAside?.[0]?.text).toContain('"agent_config_json":{"blob_bytes":60000000,"sha256":');
  });

  test.each(CHANGES)('lets a merge with a good copy repair: %s', (sql) => {
    const good = writeLedger('good.db').records();
    writeLedger().close();
    change(sql);
    const ledger = place.ledger();
    ledger.merge(good);
    expect(verifyLedger(place.file()).filter((it) => !it.includes('claims'))).toEqual([]);
    expect(ledger.records().steps).toEqual(good.steps);
    expect(ledger.records().rollbacks).toEqual(good.rollbacks);
  });

  test('goes along when a merge gives a step or a rollback another number', () => {
    const ledger = writeLedger();
    const other = place.ledger('other.db', {clock: {now: () => new Date('2025-01-01')}});
    other.createStep(aDraft(9));
    other.addRollback(aRollback(109, [uidOf(9)], {createdAt: '2025-01-01T00:00:00.000Z'}));
    expect(ledger.merge(other.records()).renumbered).toContainEqual({uid: uidOf(1), from: 1, to: 4});
    expect(verifyLedger(place.file())).toEqual([]);
  });

  test('takes little room', () => {
    const ledger = place.ledger();
    for (let n = 1; n <= 500; n++) ledger.createStep(aDraft(n));
    const db = openDatabase(place.file());
    expect(db.get('SELECT max(length(digest)) AS longest FROM steps')).toEqual({longest: 16});
    db.close();
  });
});

describe('a file from before there were digests', () => {
  test('is sound, and gets them when it is opened', () => {
    const records = writeLedger('steps.db', null, null).records();
    takeDigestsAway();
    expect(admitLedger(place.file(), tickingClock())).toEqual({steps: 3, rollbacks: 2});
    expect(place.ledger().records()).toEqual(records);
    change('UPDATE steps SET exit_code = 7 WHERE id = 1');
    expect(verifyLedger(place.file())).toEqual(['the fields of step 1 do not match their digest']);
  });

  test('is read and left as it is where it must not be changed', () => {
    const records = writeLedger('steps.db', null, null).records();
    takeDigestsAway();
    const ledger = place.ledger('steps.db', {readonly: true});
    expect(ledger.records()).toEqual(records);
    const db = openDatabase(place.file(), {readonly: true});
    expect(db.value('PRAGMA user_version')).toBe(1);
    db.close();
    rmSync(place.file());
  });
});

describe('a file of version 2', () => {
  const writeOld = () => {
    const ledger = place.ledger();
    ledger.createStep(aDraft(1));
    const records = ledger.records();
    ledger.close();
    takeVersion3Away();
    return records;
  };

  test('is sound, and stays so when it is opened, with limits and checks for new ones', () => {
    const records = writeOld();
    expect(verifyLedger(place.file())).toEqual([]);
    expect(place.ledger('steps.db', {readonly: true}).records()).toEqual(records);
    const ledger = place.ledger();
    expect(ledger.records()).toEqual(records);
    expect(ledger.createStep(aDraft(2, {limits: SOME_LIMITS})).limits).toEqual(SOME_LIMITS);
    expect(ledger.updateStep(uidOf(1), anOutcome({check: A_CHECK})).check).toEqual(A_CHECK);
    expect(verifyLedger(place.file())).toEqual([]);
  });

  test('that was damaged is not made sound by it', () => {
    writeOld();
    change(`UPDATE steps SET branch = 'Main' WHERE id = 1`);
    const fault = ['the fields of step 1 do not match their digest'];
    expect(verifyLedger(place.file())).toEqual(fault);
    expect(place.ledger().listSteps()).toEqual([]);
    expect(verifyLedger(place.file())).toEqual(fault);
  });
});
