import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import type {TokenUsage} from '../../../src/domain/documents.ts';
import {openLedger} from '../../../src/ledger/open-ledger.ts';
import {systemClock} from '../../../src/system/clock-and-uids.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {aDraft, anOutcome} from '../../helpers/ledger.ts';
import {aUsage} from '../../helpers/usages.ts';
import {laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

/** A history of so many steps, one a minute; each used 10 tokens and cost 0.5 dollars. */
function writeHistory(count: number, more: Partial<TokenUsage> = {}): string {
  const path = join(sandbox.folder(), `${count}.db`);
  const ledger = openLedger(path, {clock: systemClock});
  const start = Date.parse('2026-01-01T00:00:00.000Z');
  const steps = Array.from({length: count}, (_, index) => ({
    draft: aDraft(index + 1, {startTime: new Date(start + index * 60_000).toISOString()}),
    parentUid: null,
    createdAt: new Date(start + index * 60_000).toISOString(),
    outcome: anOutcome({
      branch: index % 2 === 0 ? 'main' : 'fix',
      tokenUsage: aUsage([6, 2, 0, 2], {cost: 0.5, ...more}),
    }),
  }));
  ledger.merge({steps, rollbacks: [], stepClaims: [], rollbackClaims: []});
  ledger.close();
  return path;
}

test('laforge usage counts every step of a history of several pages once', async () => {
  const db = writeHistory(2_345);
  const {code, stdout} = await laforge(sandbox.folder(), ['usage', '--db', db, '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    since: null,
    total: {steps: 2_345, total_tokens: 23_450, cost_usd: 1_172.5, estimated_usd: null, cache_share: 0.25},
    by_day: [
      {day: '2026-01-02', steps: 905},
      {day: '2026-01-01', steps: 1_440},
    ],
    by_branch: [
      {branch: 'main', steps: 1_173},
      {branch: 'fix', steps: 1_172},
    ],
  });
});

test('laforge usage can be asked for a part: since a day, of a branch, by one thing', async () => {
  const db = writeHistory(2_345);
  const usage = (...args: string[]) => laforge(sandbox.folder(), ['usage', '--db', db, ...args]);
  expect((await usage('--since', '2026-01-02', '--branch', 'fix', '--by', 'day')).stdout).toMatch(
    /since 2026-01-02: 452 steps, .* 4\.5k tokens \(3\.6k in, 25% of it from cache; 904 out\), \$226\.00\n\nDAY .*\n2026-01-02 +452 .*█+\n\nNo mark: exact\. .*\n$/,
  );
  expect(
    (await usage('--csv', '--by', 'branch')).stdout
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.slice(0, 12)),
  ).toEqual(['total,,2345,', 'branch,main,', 'branch,fix,1']);
  expect((await usage('--since', '2027-01-01')).stdout).toMatch(/^No agent has run in project .* since 2027-01-01\./);
  expect(await usage('--since', 'monday')).toMatchObject({code: 2, stdout: ''});
});

test('laforge usage of exactly one page ends with it', async () => {
  const {stdout} = await laforge(sandbox.folder(), ['usage', '--db', writeHistory(1_000), '--json']);
  expect(JSON.parse(stdout)).toMatchObject({total: {steps: 1_000}});
});

test('laforge usage explain tells the calls of one step, and why its figures are a lower bound', async () => {
  const call = {
    ...{source: 'pi: message.usage', model: 'some-model', calls: 1, input_tokens: 6, cache_read_tokens: 2},
    ...{cache_write_tokens: 0, hour_write_tokens: null, output_tokens: 2, reasoning_tokens: null},
    ...{rate: null, above: null, cost: 0.5},
  };
  const db = writeHistory(2, {state: 'partial', reason: 'the run was cut off', calls: [call]});
  const explain = (...args: string[]) => laforge(sandbox.folder(), ['usage', 'explain', '--db', db, ...args]);
  const {code, stdout} = await explain('2');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^The usage of step 2\n/);
  expect(stdout).toContain('how sure  at least: the run was cut off');
  expect(stdout).toMatch(/\n +1 +pi: message\.usage +some-model +6 +2 +0 +2 +\$0\.5000\n/);
  expect(JSON.parse((await explain('2', '--json')).stdout)).toMatchObject({id: 2, token_usage: {calls: [call]}});
  expect(await explain('9')).toMatchObject({code: 1, stdout: '', stderr: expect.stringContaining('has no step 9')});
  expect(await explain()).toMatchObject({code: 2, stdout: ''});
});
