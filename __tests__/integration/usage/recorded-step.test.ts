import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {EMPTY_AGENT_CONFIG} from '../../../src/domain/documents.ts';
import {followUsage} from '../../../src/usage/follow-run.ts';
import {chooseUsageReader} from '../../../src/usage/registry.ts';
import {jsonLines} from '../../helpers/agent-scenario.ts';
import {assistant, type Call, costState, FILE, result, toolResult} from '../../helpers/claude-records.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {runScriptAsStep} from '../../helpers/recorded-step.ts';

const sandbox = gitSandbox();
const CALL: Call = [100, 20, 3000, 40];

interface Agent {
  readonly prints?: string;
  readonly leaves?: string;
  readonly exitCode?: number;
}

/** A step whose `claude` prints this, leaves this as its session, and exits with this. */
async function recordAgent({prints = '', leaves = '', exitCode = 0}: Agent, script = 'claude -p x', more: object = {}) {
  const work = await sandbox.createRepository({name: 'work'});
  await sandbox.createBareRemote({from: work});
  const home = sandbox.folder();
  mkdirSync(join(home, 'bin'));
  writeFileSync(join(home, 'prints'), prints);
  writeFileSync(join(home, 'leaves'), leaves.replaceAll('$CWD', work));
  const session = join(home, FILE);
  const claude = `#!/bin/sh\nmkdir -p "$(dirname ${session})"\ncat ${home}/leaves >> ${session}\ncat ${home}/prints\nexit ${exitCode}\n`;
  writeFileSync(join(home, 'bin', 'claude'), claude);
  chmodSync(join(home, 'bin', 'claude'), 0o755);
  const usage = followUsage(chooseUsageReader('auto', 'agent'), join(home, 'usage.json'));
  return runScriptAsStep(sandbox, work, `${script}\necho done > done.txt`, {
    deps: {
      launch: async (step) =>
        usage.watch(
          {
            argv: ['bash', '-c', `${script}\ncode=$?; echo ${step.uid} > done.txt; exit $code`],
            cwd: work,
            env: {...sandbox.env(), HOME: home, PATH: `${join(home, 'bin')}:${process.env.PATH}`},
            timeoutMs: null,
            logFile: join(home, `${step.uid}.log`),
            stdin: 'none',
          },
          script,
        ),
      readUsage: usage.read,
    },
    request: more,
  });
}

describe('a step', () => {
  test('has the tokens and the config that its agent printed, and they are in the ledger', async () => {
    const {stored} = await recordAgent({
      prints: jsonLines(result(CALL, 0.5)),
      leaves: jsonLines(assistant('m1', CALL)),
    });
    expect(stored).toMatchObject({
      status: 'succeeded',
      notes: [],
      tokenUsage: {
        ...{input_tokens: 100, cache_write_tokens: 20, cache_read_tokens: 3000, output_tokens: 40, total_tokens: 3160},
        ...{cost: 0.5, cost_estimated: false, state: 'measured', agents: ['claude-code'], turns: 1},
        by_model: [{model: 'claude-sonnet-4-5', output_tokens: 40}],
        verdict: {kind: 'completed', text: 'success'},
      },
      agentConfig: {name: 'scripted', model: 'claude-sonnet-4-5', metadata: {agent_version: '2.1.330'}},
    });
  });

  test.each([
    ['its output goes into a file', 'claude -p x > out.json'],
    ['it is wrapped and goes through a pipe', 'timeout 10 env A=b claude -p x | cat > /dev/null'],
    ['only a shell knows its name', 'sh -c "cla\\ude -p x" > /dev/null'],
  ])('has them too where %s', async (_how, script) => {
    const {stored} = await recordAgent(
      {prints: jsonLines(result(CALL, 0.5)), leaves: jsonLines(assistant('m1', CALL), costState(CALL, 0.5))},
      script,
    );
    expect(stored.tokenUsage).toMatchObject({total_tokens: 3160, cost: 0.5, source: 'claude-code: cost-state'});
  });

  test('whose agent says that it failed has failed, although it ended with 0, and its work stays away', async () => {
    const limit = result(CALL, 0.5, {subtype: 'error_max_turns', is_error: false});
    const {stored, failure, warnings} = await recordAgent({prints: jsonLines(limit)});
    const note =
      'The agent ended with exit code 0, but by its own record it came to its limit of turns (error_max_turns).';
    expect(stored).toMatchObject({status: 'failed', exitCode: 0, pushed: 'pinned'});
    expect(stored.notes).toContain(note);
    expect(warnings).toContain(note);
    expect(failure).toBe('The agent of step 1 failed by its own record, although it ended with exit code 0.');
  });

  test('whose agent exited with 0 is told by that, although its session stops at a tool result', async () => {
    const {stored} = await recordAgent({leaves: jsonLines(assistant('m1', CALL, {stop: 'tool_use'}), toolResult())});
    expect(stored).toMatchObject({status: 'succeeded', tokenUsage: {state: 'partial'}});
  });

  test('whose agent ends with another code needs no note', async () => {
    const failed = result(CALL, 0.5, {is_error: true, api_error_status: 529});
    const {stored, failure} = await recordAgent({prints: jsonLines(failed), exitCode: 3});
    expect(stored).toMatchObject({status: 'failed', exitCode: 3, notes: expect.not.arrayContaining([/own record/])});
    expect(failure).toBe('The agent of step 1 failed with exit code 3.');
  });

  test('keeps the config that was given, and takes the rest from the records', async () => {
    const given = {...EMPTY_AGENT_CONFIG, model: 'given', metadata: {agent_version: 'given'}};
    const {stored} = await recordAgent({leaves: jsonLines(assistant('m1', CALL))}, undefined, {agentConfig: given});
    expect(stored.agentConfig).toMatchObject({name: 'claude-code', model: 'given', metadata: {agent_version: 'given'}});
  });
});

test('what takes too long to read of a cancelled run is unknown, and the record goes on', async () => {
  const forever = () => new Promise<never>(() => {});
  const never = {
    name: 'never',
    reads: true,
    begin: async () => ({observe: () => {}, read: forever}),
  };
  const usage = followUsage(never, '/nowhere');
  const launch = {argv: [], cwd: '/', env: {}, timeoutMs: null, logFile: '/nowhere', stdin: 'none'} as const;
  await usage.watch(launch, 'true');
  const times = {startTime: '2026-01-02T03:04:05.000Z', endTime: '2026-01-02T03:04:05.000Z', durationMs: 0, notes: []};
  const report = await usage.read({ending: 'cancelled', exitCode: 130, ...times});
  expect(report.usage).toMatchObject({state: 'unknown', reason: 'its records could not be read in time'});
});
