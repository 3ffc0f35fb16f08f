import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import {expect, test} from '@jest/globals';
import {createAgentRunner} from '../../../src/agent/run-agent.ts';
import {createCheck} from '../../../src/agent/run-check.ts';
import type {CheckEnd} from '../../../src/domain/ports/agent.ts';
import {systemClock} from '../../../src/system/clock-and-uids.ts';
import {aStep} from '../../helpers/history-builders.ts';
import {testFolder} from '../../helpers/test-folder.ts';

const folder = testFolder();

function check(argv: readonly string[], script: string, secrets: readonly string[] = []): Promise<CheckEnd> {
  const sink = new PassThrough();
  sink.resume();
  const run = createCheck({
    runner: createAgentRunner({sinks: {stdout: sink, stderr: sink}, clock: systemClock}),
    clock: systemClock,
    script,
    launch: async () => ({
      argv,
      cwd: folder,
      env: {PATH: process.env.PATH ?? ''},
      timeoutMs: 60_000,
      logFile: join(folder, 'check.log'),
      stdin: 'none',
    }),
    secrets,
    signal: new AbortController().signal,
  });
  return run(aStep({id: 1}), 1);
}
const sh = (script: string, secrets?: readonly string[]) => check(['sh', '-c', script], script, secrets);

test('a check is told by its script, its exit code and the last lines of both streams', async () => {
  const script = 'echo one; echo two >&2; exit 5';
  const {ending, result, notes} = await sh(script);
  expect({ending, notes, ...result}).toMatchObject({
    ending: 'exited',
    notes: [],
    command: script,
    exit_code: 5,
    last_lines: expect.arrayContaining(['one', 'two']),
  });
  expect(result.duration_ms).toBeGreaterThanOrEqual(0);
});

test('a check that cannot be started has failed with 127, as in a shell', async () => {
  const {ending, result, notes} = await check(['no-such-program-here'], 'npm test');
  expect([ending, result]).toEqual([
    'exited',
    {command: 'npm test', exit_code: 127, duration_ms: expect.any(Number), last_lines: []},
  ]);
  expect(notes).toEqual([expect.stringContaining('The check could not be started: Cannot run "no-such-program-here"')]);
});

test('a check that a signal ends has 128 and its number', async () => {
  expect((await sh('kill -TERM $$')).result.exit_code).toBe(143);
});

test('secrets stand neither in its script nor in its lines; its log has everything', async () => {
  const secret = 'a-very-own-secret';
  const {result} = await sh(`echo 'x ${secret}'; printf '\\033]0;t\\007::set-output name=a::b\\n'`, [secret]);
  expect(result.last_lines).toEqual(['x ***', '::set-output name=a::b']);
  expect(result.command).not.toContain(secret);
  expect(readFileSync(join(folder, 'check.log'), 'utf8')).toContain(secret);
});
