import {expect, test} from '@jest/globals';
import {readRun, toLines} from '../../helpers/agent-run.ts';

const THREAD = 'T-019b9d03-62e3-772f-9780-3e637f90eaec';
const init = {type: 'system', subtype: 'init', cwd: '$CWD', session_id: THREAD, tools: ['Bash'], mcp_servers: []};
const result = {type: 'result', subtype: 'success', is_error: false, num_turns: 2, result: 'ok', session_id: THREAD};

function assistant(id: string, output: number) {
  const usage = {
    ...{input_tokens: 10, cache_creation_input_tokens: 200, cache_read_input_tokens: 3000},
    ...{output_tokens: output, service_tier: 'standard'},
  };
  const message = {id, type: 'message', role: 'assistant', model: 'claude-opus-4-5', content: [], usage};
  return {type: 'assistant', message, parent_tool_use_id: null, session_id: THREAD};
}

test.each(['amp -x "fix it" --stream-json', './agent'])(
  'what Amp printed of each message counts once, the last time, without its subagents: %s',
  async (command) => {
    const stdout = toLines([init, assistant('m1', 2), assistant('m1', 50), assistant('m2', 30), result]);
    expect((await readRun({command, stdout})).usage).toMatchObject({
      ...{input_tokens: 20, cache_write_tokens: 400, cache_read_tokens: 6000, output_tokens: 80, turns: 2},
      ...{state: 'partial', reason: 'what its subagents used is not shown', agents: ['amp'], session_id: THREAD},
      ...{models: ['claude-opus-4-5'], verdict: {kind: 'completed'}},
    });
  },
);

test('what Amp used in text mode is unknown', async () => {
  const {usage} = await readRun({command: 'amp -x "fix it"', stdout: 'Done.\n'});
  expect(usage).toMatchObject({state: 'unknown', total_tokens: null, agents: ['amp']});
});
