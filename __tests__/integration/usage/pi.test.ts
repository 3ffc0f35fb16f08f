import {describe, expect, test} from '@jest/globals';
import {readRun, toLines, toNow} from '../../helpers/agent-run.ts';

const SESSION = '01a222ee-3e30-7766-82d6-9ce91900af67';
const FILE = `.pi/agent/sessions/--work--/2026-11-28T16-12-48-560Z_${SESSION}.jsonl`;
const session = {type: 'session', version: 3, id: SESSION, timestamp: new Date().toISOString(), cwd: '$CWD'};

function message(id: string, changes: object = {}) {
  const cost = {input: 0.0003, output: 0.00075, cacheRead: 0.0009, cacheWrite: 0.0075, total: 0.00945};
  const usage = {input: 100, output: 50, cacheRead: 3000, cacheWrite: 2000, totalTokens: 5150, cost};
  const said = {role: 'assistant', provider: 'anthropic', model: 'claude-sonnet-4-5', stopReason: 'toolUse', usage};
  return {message: {...said, responseId: id, ...changes}};
}

const [first, last] = [message('msg_1'), message('msg_2', {stopReason: 'stop'})];
const kept = toLines([session, {type: 'message', ...first}, {type: 'message', ...last}]);
const printed = toLines([
  session,
  {type: 'message_start', ...first},
  {type: 'message_end', ...first},
  {type: 'turn_end', ...first},
  {type: 'message_end', ...last},
  {type: 'agent_end', messages: [first.message, last.message]},
]);

describe('what Pi used', () => {
  test.each([
    ['in text mode', {command: 'pi -p x', after: {[FILE]: kept}}],
    ['in JSON mode', {command: 'pi -p --mode json x', stdout: printed, after: {[FILE]: kept}}],
    ['where no session is kept', {command: 'pi -p --mode json --no-session x', stdout: printed}],
    [
      'where a variable has its folder',
      {
        ...{command: 'pi -p x', env: {PI_CODING_AGENT_DIR: '$HOME/.config/pi'}},
        after: {[FILE.replace('.pi/agent', '.config/pi')]: kept},
      },
    ],
    ['by another program', {command: './agent', after: toNow({[FILE]: kept})}],
  ])('%s', async (_how, run) => {
    const {usage, config} = await readRun(run);
    expect(usage).toMatchObject({
      ...{input_tokens: 200, cache_read_tokens: 6000, cache_write_tokens: 4000, output_tokens: 100, turns: 2},
      ...{cost: 0.0189, cost_estimated: false, state: 'measured', session_id: SESSION, agents: ['pi']},
      verdict: {kind: 'completed', text: 'stop'},
    });
    expect(config).toMatchObject({name: 'pi', model: 'claude-sonnet-4-5'});
  });

  test('once, where a fork has copies of what its parent recorded', async () => {
    const young = new Date(Date.now() + 1000).toISOString();
    const entry = (id: string, one: object) => ({type: 'message', id, timestamp: young, ...one});
    const [unnamed, answer] = [message('', {responseId: undefined}), message('msg_2', {stopReason: 'stop'})];
    const fork = {...session, id: SESSION.replace('01a2', '01a3'), parentSession: SESSION, timestamp: young};
    const after = {
      [FILE]: toLines([{...session, timestamp: young}, entry('a1', unnamed), entry('a2', first)]),
      [FILE.replace(SESSION, fork.id)]: toLines([fork, entry('a1', unnamed), entry('a2', first), entry('a3', answer)]),
    };
    expect((await readRun({command: 'pi -p x; pi -p --fork y', after})).usage).toMatchObject({
      ...{total_tokens: 3 * 5150, turns: 3, state: 'measured'},
    });
  });

  test('in part, where a model summed the conversation up', async () => {
    const after = {[FILE]: `${kept}${toLines([{type: 'compaction', id: 'c', summary: 'x', tokensBefore: 9000}])}`};
    expect((await readRun({command: 'pi -p x', after})).usage).toMatchObject({
      ...{total_tokens: 10_300, state: 'partial', reason: expect.stringMatching(/summed/)},
    });
  });

  test('when it was killed', async () => {
    const after = {[FILE]: toLines([session, {type: 'message', ...first}])};
    expect((await readRun({command: 'pi -p x', after, exitCode: 143})).usage).toMatchObject({
      ...{total_tokens: 5150, turns: 1, state: 'partial'},
      reason: expect.stringMatching(/cut off/),
    });
  });
});
