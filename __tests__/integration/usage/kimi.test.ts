import {createHash} from 'node:crypto';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {readRun, toLines} from '../../helpers/agent-run.ts';

const SESSION = 'session_91766f6f-a1e1-49a7-b063-06d55b6fd59a';
const wire = (agent: string) => `.kimi-code/sessions/wd_repo_1f2e/${SESSION}/agents/${agent}/wire.jsonl`;
const hint = {role: 'meta', type: 'session.resume_hint', session_id: SESSION, command: `kimi -r ${SESSION}`};

function records(agentId: string, reason: string | null, age = 0) {
  const usage = {inputOther: 700, output: 60, inputCacheRead: 300, inputCacheCreation: 40};
  const time = Date.now() + 1000 - age;
  const call = {type: 'usage.record', agentId, model: 'loc/kimi-k2.6', usage, usageScope: 'turn', time};
  const step = {type: 'context.append_loop_event', agentId, event: {type: 'step.end', usage}, time};
  const folder = {type: 'profile.bind', agentId, environmentDisclosure: {cwd: '$CWD'}, time};
  const end = reason === null ? [] : [{type: 'prompt.completed', agentId, reason, time}];
  return toLines([
    {type: 'metadata', protocol_version: '1.5', created_at: time},
    folder,
    call,
    step,
    call,
    step,
    ...end,
  ]);
}

const used = {input_tokens: 1400, cache_read_tokens: 600, cache_write_tokens: 80, output_tokens: 120, turns: 2};

describe('what Kimi Code used', () => {
  test.each([
    ['in text mode', {command: 'kimi -p x', after: {[wire('main')]: records('main', 'completed')}}],
    [
      'in JSON mode',
      {
        ...{command: 'kimi -p x --output-format stream-json', stdout: toLines([hint])},
        after: {[wire('main')]: records('main', 'completed')},
      },
    ],
    ['by another program', {command: './agent', after: {[wire('main')]: records('main', 'completed')}}],
  ])('%s', async (_how, run) => {
    const {usage, config} = await readRun(run);
    expect(usage).toMatchObject({
      ...{...used, state: 'measured', session_id: SESSION, agents: ['kimi'], models: ['loc/kimi-k2.6']},
      ...{verdict: {kind: 'completed'}, source: 'kimi: usage.record'},
    });
    expect(config).toMatchObject({name: 'kimi'});
  });

  test('with the subagents it started, whose calls are no turns', async () => {
    const after = {[wire('main')]: records('main', 'completed'), [wire('sub-1')]: records('sub-1', 'completed')};
    expect((await readRun({command: 'kimi -p x', after})).usage).toMatchObject({
      ...{input_tokens: 2800, output_tokens: 240, turns: 2, state: 'measured'},
    });
  });

  test('in the older kimi-cli, whose folders are hashes', async () => {
    const usage = {input_other: 700, output: 60, input_cache_read: 300, input_cache_creation: 40};
    const status = (id: string, more: object = {}) => ({
      timestamp: Date.now() / 1000 + 1,
      message: {type: 'StatusUpdate', payload: {message_id: id, token_usage: usage, ...more}},
    });
    const leave = (...records: readonly object[]) => ({
      act: (home: string, cwd: string) => {
        const folder = join(home, '.kimi/sessions', createHash('md5').update(cwd).digest('hex'), 's1');
        mkdirSync(folder, {recursive: true});
        writeFileSync(join(folder, 'wire.jsonl'), toLines(records));
      },
    });
    for (const command of ['kimi --print -c x', './agent']) {
      const run = await readRun({command, ...leave(status('a'), status('b'), status('a'))});
      expect(run.usage).toMatchObject({...used, state: 'measured', cost: null, session_id: 's1', agents: ['kimi']});
    }
    const nested = {timestamp: Date.now() / 1000 + 1, message: {type: 'SubagentEvent', payload: {}}};
    const {usage: partial} = await readRun({command: 'kimi -p x', ...leave(status('a'), nested)});
    expect(partial).toMatchObject({state: 'partial', reason: expect.stringMatching(/subagents/)});
  });

  test('when it was killed, or interrupted', async () => {
    const killed = {[wire('main')]: records('main', null)};
    expect((await readRun({command: 'kimi -p x', after: killed, exitCode: 137})).usage).toMatchObject({
      ...{...used, state: 'partial', reason: expect.stringMatching(/cut off/)},
    });
    const aborted = {[wire('main')]: records('main', 'cancelled')};
    expect((await readRun({command: 'kimi -p x', after: aborted})).usage.verdict).toEqual({
      ...{kind: 'aborted', text: 'cancelled'},
    });
  });

  test('of a session it went on with, without what that had used before', async () => {
    const before = {[wire('main')]: records('main', 'completed', 3_600_000)};
    const after = {[wire('main')]: before[wire('main')] + records('main', 'completed')};
    expect((await readRun({command: 'kimi -c -p x', before, after})).usage).toMatchObject({...used, state: 'measured'});
  });
});
