import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import type {RollbackDraft} from '../../../src/domain/rollback.ts';
import {openDatabase} from '../../../src/ledger/database.ts';
import {openLedger} from '../../../src/ledger/open-ledger.ts';
import {systemClock} from '../../../src/system/clock-and-uids.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {faultsBySchema} from '../../helpers/json-schemas.ts';
import {aDraft, anOutcome, anUndo, aRollback, uidOf} from '../../helpers/ledger.ts';
import {aUsage} from '../../helpers/usages.ts';
import {laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

const MINUTE = 60_000;
const START = Date.parse('2026-01-01T00:00:00.000Z');
const at = (minute: number) => new Date(START + minute * MINUTE).toISOString();

/** A history of one step a minute that cost 0.5 dollars each. Every fifth failed; step 4 was rolled back. */
function writeHistory(count: number, further: readonly RollbackDraft[] = []): string {
  const path = join(sandbox.folder(), `${count}.db`);
  const ledger = openLedger(path, {clock: systemClock});
  const steps = Array.from({length: count}, (_, index) => ({
    draft: aDraft(index + 1, {startTime: at(index)}),
    parentUid: null,
    createdAt: at(index),
    outcome: anOutcome({
      status: index % 5 === 4 ? 'failed' : 'succeeded',
      branch: index % 2 === 0 ? 'main' : 'fix',
      endTime: at(index + 0.5),
      tokenUsage: aUsage([6, 2, 0, 2], {cost: 0.5}),
    }),
  }));
  const rollbacks: readonly RollbackDraft[] =
    count < 4 ? [] : [aRollback(60_000, [uidOf(4)], {branch: 'fix', createdAt: at(4), reason: '=cmd|calc <b>'})];
  ledger.merge({steps, rollbacks: [...rollbacks, ...further], stepClaims: [], rollbackClaims: []});
  ledger.close();
  return path;
}

test('laforge report tells rates with what was counted, costs and times, for people and for programs', async () => {
  const db = writeHistory(1_205);
  const report = (...args: string[]) => laforge(sandbox.folder(), ['report', '--db', db, ...args]);
  const {code, stdout, stderr} = await report();
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/: 1205 finished steps\n/);
  expect(stdout).toMatch(/\nSucceeded +80% +964 of 1205 finished steps +78% to 82%\n/);
  expect(stdout).toMatch(/\nCost of each step that stayed +\$0\.6256 +963 steps stayed\n/);
  expect(stdout).toMatch(/\nWasted +\$121\.00 +20% of the cost; failed: 241 steps, \$120\.50; rolled back: 1 step, /);
  expect(stdout).toMatch(/\nTo fix +1m 30s +1m 30s +1 time\n/);

  const json = JSON.parse((await report('--json', '--by', 'branch')).stdout);
  expect(json).toMatchObject({
    schema_version: 1,
    period: {since: null, until: null},
    total: {steps: 1205, cost_usd: 602.5, success: {count: 964, of: 1205, rate: 0.8}, rollback: {count: 1, of: 964}},
    one_shot: {count: 0, of: 0, rate: null, low: null, high: null},
    time_to_fix: {count: 1, median_ms: 90_000, unfixed: 0},
    time_to_rollback: {count: 1, median_ms: 30_000},
    by_branch: [
      {branch: 'main', steps: 603},
      {branch: 'fix', steps: 602, fates: {rolled_back: {steps: 1, cost_usd: 0.5}}},
    ],
  });
  expect(faultsBySchema('report', json)).toEqual([]);
  expect(json).toMatchObject({previous: null, pull_requests: null});
  expect(json).not.toHaveProperty('by_day');
  expect(json.timelines).toHaveLength(2);
  expect((await report('--json')).stdout).toBe((await report('--json')).stdout);
});

test('a step that cannot be read is left out, and none of those before it', async () => {
  const path = writeHistory(100);
  const db = openDatabase(path);
  db.exec('UPDATE steps SET duration_ms = 5 WHERE id = 90');
  db.close();
  const {stdout} = await laforge(sandbox.folder(), ['report', '--db', path, '--json']);
  expect(JSON.parse(stdout).total.steps).toBe(99);
});

test('laforge report counts the steps of a period and of a branch, and writes any form to a file', async () => {
  const db = writeHistory(1_205);
  const report = (...args: string[]) => laforge(sandbox.folder(), ['report', '--db', db, ...args]);
  const period = ['--since', '2026-01-01T00:02Z', '--until', '2026-01-01T00:06Z', '--branch', 'fix'];
  const {total, previous, ...rest} = JSON.parse((await report('--json', ...period)).stdout);
  expect(faultsBySchema('report', {total, previous, ...rest})).toEqual([]);
  expect(previous).toMatchObject({
    period: {since: '2025-12-31T23:58:00.000Z', until: '2026-01-01T00:02:00.000Z'},
    steps: 1,
  });
  expect(total).toMatchObject({steps: 2, rollback: {count: 1, of: 2}, wasted_usd: 0.5});
  expect(JSON.parse((await report('--json', '--until', '2025-12-31')).stdout).total.steps).toBe(0);
  expect(JSON.parse((await report('--json', '--until', '2026-01-01')).stdout).total.steps).toBe(1205);

  expect(await report('--csv', '--by', 'branch', '-o', 'r.csv')).toMatchObject({code: 0, stderr: ''});
  const lines = readFileSync(join(sandbox.folder(), 'r.csv'), 'utf8').split('\r\n');
  expect(lines.map((line) => line.slice(0, 15))).toEqual([
    'by,name,steps,d',
    'total,,1205,180',
    'branch,main,603',
    'branch,fix,602,',
    '',
  ]);
  const md = (await report('--md', '--by', 'branch')).stdout;
  expect(md).toContain('\n| Branch | steps | succeeded |');
  await report('--by', 'branch', '-o', 'r.MD');
  expect(readFileSync(join(sandbox.folder(), 'r.MD'), 'utf8')).toBe(md);
});

test('laforge report of a history with nothing in it has no rates, and of a wrong question says what to ask', async () => {
  const db = writeHistory(0);
  const report = (...args: string[]) => laforge(sandbox.folder(), ['report', '--db', db, ...args]);
  const {stdout} = await report();
  expect(stdout).toMatch(/\nSucceeded +0 of 0 finished steps\n/);
  expect(stdout).not.toContain('\n\n\n');
  expect(JSON.parse((await report('--json')).stdout).total).toMatchObject({
    steps: 0,
    cost_usd: null,
    wasted_share: null,
  });
  expect(await report('--json', '--csv')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/--json and --csv are forms of one answer\. Give one of them\./),
  });
  expect((await report('--since', '2026-02-01', '--until', '2026-01-01')).stderr).toMatch(
    /--since "2026-02-01" is not before --until "2026-01-01"/,
  );
  expect((await report('--until', 'soon')).stderr).toMatch(/--until is "soon"\. Use a day such as/);
});

test('laforge report --base tells of pull requests, and wants a clone for it', async () => {
  const revert = aRollback(60_001, [uidOf(2)], {kind: 'revert', branch: 'fix', createdAt: at(6)});
  const undo = anUndo(60_002, revert, {branch: 'fix', createdAt: at(7)});
  const db = writeHistory(4, [revert, undo]);
  const elsewhere = await laforge(sandbox.folder(), ['report', '--db', db, '--base', 'main']);
  expect(elsewhere).toMatchObject({code: 2, stderr: expect.stringContaining('is not in a git work tree, so "main"')});
  const work = await sandbox.createRepository({name: 'app'});
  const {stdout} = await laforge(work, ['report', '--db', db, '--base', 'main', '--json']);
  expect(JSON.parse(stdout).pull_requests).toMatchObject({base: 'main', merged: {of: 0}, list: []});
  const kinds = JSON.parse(stdout).timelines[0].events.map(({kind}: {kind: string}) => kind);
  expect(kinds).toEqual(['step', 'step', 'rollback', 'revert', 'undo']);
  expect(faultsBySchema('report', JSON.parse(stdout))).toEqual([]);
  const shown = await laforge(work, ['report', '--db', db, '--base', 'main']);
  expect(shown.stdout).toMatch(/\nPULL REQUESTS ON MAIN +REMARKS\nMerged +0 of 0 pull requests\n/);
});
