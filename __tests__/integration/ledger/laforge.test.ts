import {copyFileSync, existsSync, readFileSync, writeFileSync} from 'node:fs';
import {describe, expect, test} from '@jest/globals';
import {isUid} from '../../../src/domain/identity.ts';
import {openDatabase} from '../../../src/ledger/database.ts';
import {verifyLedger} from '../../../src/ledger/inspect.ts';
import {importLaForge, takeOverLaForgeFile} from '../../../src/ledger/laforge-file.ts';
import {aLaForgeStep, writeLaForgeFile} from '../../helpers/laforge-file.ts';
import {aDraft, NOTHING_MERGED, uidOf} from '../../helpers/ledger.ts';
import {ledgerFolder} from '../../helpers/ledger-folder.ts';

const place = ledgerFolder();

const STEPS = [
  aLaForgeStep(1),
  aLaForgeStep(2, {
    exit_code: 2,
    active: 0,
    token_usage_json: '{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0,"cost":0}',
  }),
  aLaForgeStep(4, {
    exit_code: null,
    end_time: null,
    duration_ms: null,
    commit_sha_after: '',
    active: 0,
    parent_step_id: 2,
  }),
];

describe('a file that LaForge wrote', () => {
  test('is opened as a ledger, with its numbers, times, parents and inactive steps', () => {
    writeLaForgeFile(place.file(), STEPS);
    const ledger = place.ledger();
    const [third, second, first] = ledger.listSteps();
    expect(first).toMatchObject({
      id: 1,
      active: true,
      status: 'succeeded',
      projectId: 'octo/repo',
      repository: null,
      branch: null,
      commitShaBefore: '1'.padStart(40, 'a'),
      commitShaAfter: '2'.padStart(40, 'a'),
      startTime: '2025-10-18T15:30:11.123Z',
      endTime: '2025-10-18T15:31:11.500Z',
      createdAt: '2025-10-18T15:30:11.000Z',
      durationMs: 60_377,
      exitCode: 0,
      agentConfig: {
        name: 'coder',
        model: 'm',
        max_tokens: 100,
        temperature: 0.5,
        tools: ['bash'],
        metadata: {k: 'v'},
        command: null,
      },
      tokenUsage: {
        prompt_tokens: 10,
        completion_tokens: 5,
        total_tokens: 15,
        cost: 0.25,
        state: 'measured',
        input_tokens: null,
      },
    });
    expect(second).toMatchObject({
      id: 2,
      active: false,
      status: 'failed',
      parentStepId: 1,
      tokenUsage: {state: 'unknown', cost: null},
    });
    expect(third).toMatchObject({
      id: 4,
      active: false,
      status: 'interrupted',
      parentStepId: 2,
      endTime: null,
      durationMs: null,
      commitShaAfter: null,
    });
    expect(isUid(first?.uid ?? '')).toBe(true);
    expect(ledger.listRollbacks()).toMatchObject([
      {number: 1, kind: 'rollback', branch: null, fromSha: null, toSha: null, stepUids: [second?.uid, third?.uid]},
    ]);
    expect(ledger.createStep(aDraft(9)).id).toBe(5);
    expect(verifyLedger(place.file())).toEqual([]);
  });

  test('is kept as it was beside the ledger, and no earlier copy is overwritten', () => {
    writeLaForgeFile(place.file(), STEPS);
    writeFileSync(place.file('steps.db.laforge-backup'), 'an earlier one');
    const before = readFileSync(place.file());
    place.ledger();
    expect(readFileSync(place.file('steps.db.laforge-backup-2')).equals(before)).toBe(true);
    expect(readFileSync(place.file('steps.db.laforge-backup'), 'utf8')).toBe('an earlier one');
  });

  test('with agent_config_name in place of agent_config_json is read as well', () => {
    writeLaForgeFile(place.file(), [aLaForgeStep(1, {config: 'reviewer'})], 'agent_config_name');
    expect(place.ledger().listSteps()).toMatchObject([{agentConfig: {name: 'reviewer', model: null, tools: []}}]);
  });

  test('opened readonly tells its steps and stays as it is', () => {
    writeLaForgeFile(place.file(), STEPS);
    const before = readFileSync(place.file());
    expect(
      place
        .ledger('steps.db', {readonly: true})
        .listSteps()
        .map((step) => step.id),
    ).toEqual([4, 2, 1]);
    expect(readFileSync(place.file()).equals(before)).toBe(true);
    expect(existsSync(place.file('steps.db.laforge-backup'))).toBe(false);
  });

  test('makes the same steps on two machines', () => {
    writeLaForgeFile(place.file('one.db'), STEPS);
    copyFileSync(place.file('one.db'), place.file('two.db'));
    const one = place.ledger('one.db');
    const two = place.ledger('two.db', {clock: {now: () => new Date('2026-03-01T00:00:00.000Z')}});
    expect(two.records()).toEqual(one.records());
    expect(one.merge(two.records())).toEqual(NOTHING_MERGED);
  });

  test('that another process has made a ledger of by the time it is locked is left to it', () => {
    writeLaForgeFile(place.file(), STEPS);
    const before = readFileSync(place.file());
    const db = openDatabase(place.file());
    takeOverLaForgeFile(db, place.file(), '2026-01-01T00:00:00.000Z', () => false);
    db.close();
    expect(readFileSync(place.file()).equals(before)).toBe(true);
    expect(existsSync(place.file('steps.db.laforge-backup'))).toBe(false);
  });

  test('with a trigger is refused before anything runs', () => {
    writeLaForgeFile(place.file(), STEPS);
    const db = openDatabase(place.file());
    db.exec('CREATE TRIGGER t AFTER DELETE ON steps BEGIN SELECT 1; END');
    db.close();
    const before = readFileSync(place.file());
    expect(() => place.ledger()).toThrow('it has the trigger t');
    expect(readFileSync(place.file()).equals(before)).toBe(true);
  });
});

describe('importing a file that LaForge wrote', () => {
  test('into an empty ledger keeps its numbers and leaves the file as it is', () => {
    writeLaForgeFile(place.file('laforge.db'), STEPS);
    const before = readFileSync(place.file('laforge.db'));
    const ledger = place.ledger();
    expect(importLaForge(place.file('laforge.db'), ledger)).toEqual({
      ...NOTHING_MERGED,
      stepsAdded: 3,
      rollbacksAdded: 1,
    });
    expect(ledger.listSteps().map((step) => step.id)).toEqual([4, 2, 1]);
    expect(readFileSync(place.file('laforge.db')).equals(before)).toBe(true);
  });

  test('into one that has steps leaves their numbers alone', () => {
    writeLaForgeFile(place.file('laforge.db'), STEPS);
    const ledger = place.ledger();
    ledger.createStep(aDraft(1));
    importLaForge(place.file('laforge.db'), ledger);
    expect(ledger.getStep({kind: 'id', id: 1})).toMatchObject({kind: 'found', value: {uid: uidOf(1)}});
    expect(ledger.listSteps().map((step) => [step.id, step.parentStepId])).toEqual([
      [4, 3],
      [3, 2],
      [2, null],
      [1, null],
    ]);
  });

  test('again adds what is new and finishes what was not', () => {
    writeLaForgeFile(place.file('laforge.db'), STEPS);
    const ledger = place.ledger();
    importLaForge(place.file('laforge.db'), ledger);
    const db = openDatabase(place.file('laforge.db'));
    db.exec('UPDATE steps SET exit_code = 0 WHERE id = 4');
    db.close();
    expect(importLaForge(place.file('laforge.db'), ledger)).toEqual({...NOTHING_MERGED, stepsFinished: 1});
    expect(ledger.getStep({kind: 'id', id: 4})).toMatchObject({value: {status: 'succeeded'}});
  });

  test('refuses a ledger of ours, and a file that is nothing of the kind', () => {
    place.ledger('ours.db').close();
    expect(() => importLaForge(place.file('ours.db'), place.ledger())).toThrow('it is one of ours already');
    expect(() => importLaForge(place.file('absent.db'), place.ledger())).toThrow('There is no steps.db at ');
  });

  test('reads its times in every form that Go and SQLite write, and any other as unknown', () => {
    const times = [
      ['2025-10-18 08:30:15.123456789-07:00', '2025-10-18T15:30:15.123Z'],
      ['2025-10-18 08:30:15.9-07:00', '2025-10-18T15:30:15.900Z'],
      ['2025-10-18T08:30:15.123Z', '2025-10-18T08:30:15.123Z'],
      ['2025-10-18 08:30:15+00:00', '2025-10-18T08:30:15.000Z'],
      ['2025-10-18 08:30:15.1234 +0000 UTC', '2025-10-18T08:30:15.123Z'],
      ['2025-10-18 08:30:15.1234 -0700 PDT m=+0.123456', '2025-10-18T15:30:15.123Z'],
      ['2025-10-18 08:30:15.1234 +0530 +0530 m=+12.5', '2025-10-18T03:00:15.123Z'],
      ['2025-10-18 08:30:15', '2025-10-18T08:30:15.000Z'],
      ...['', 'yesterday', '2025-10-18', '2025-13-18 08:30:15', '0001-01-01', null].map(
        (text) => [text, null] as const,
      ),
    ] as const;
    writeLaForgeFile(
      place.file('laforge.db'),
      times.map(([text], index) => aLaForgeStep(index + 1, {end_time: text})),
    );
    const ledger = place.ledger();
    importLaForge(place.file('laforge.db'), ledger);
    const read = ledger.listSteps().map(({endTime}) => endTime);
    expect(read.toReversed()).toEqual(times.map(([, expected]) => expected));
  });
});
