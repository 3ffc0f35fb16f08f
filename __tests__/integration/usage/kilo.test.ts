import {describe, expect, test} from '@jest/globals';
import {readRun, toLines} from '../../helpers/agent-run.ts';

const [SESSION, MESSAGE] = ['ses_ddd10c6ccffeOacEof9r68qaxb', 'msg_222ef91ec001a6QhWzImixqTUe'];
const tokens = {total: 1060, input: 700, output: 40, reasoning: 20, cache: {read: 300, write: 0}};
const part = {
  id: 'prt_1',
  sessionID: SESSION,
  messageID: MESSAGE,
  type: 'step-finish',
  reason: 'stop',
  cost: 0,
  tokens,
};
const stdout = toLines([{type: 'step_finish', timestamp: 1795882457773, sessionID: SESSION, part}]);
const storage = (product: string) => ({
  [`.local/share/${product}/storage/session/abc/${SESSION}.json`]: JSON.stringify({
    ...{id: SESSION, version: '7.7.9', directory: '$CWD', time: {created: Date.now()}},
  }),
});

describe("Kilo's records are those of opencode, and they are told apart", () => {
  test.each([
    ['by the command', {command: 'kilo run --format json x', stdout}, 'kilo'],
    ['by the command, of a package', {command: 'npx -y @kilocode/cli@7 run x', stdout}, 'kilo'],
    ['by the command', {command: 'opencode run --format json x', stdout}, 'opencode'],
    ['by where it keeps its sessions', {command: './agent', stdout, after: storage('kilo')}, 'kilo'],
    ['by where it keeps its sessions', {command: './agent', stdout, after: storage('opencode')}, 'opencode'],
    ['by what is usual, where nothing tells', {command: './agent', stdout}, 'opencode'],
  ])('%s: %j', async (_how, run, agent) => {
    const {usage} = await readRun(run);
    expect(usage).toMatchObject({
      ...{agents: [agent], input_tokens: 700, cache_read_tokens: 300, output_tokens: 60, reasoning_tokens: 20},
      ...{state: 'partial', verdict: {kind: 'completed'}},
    });
  });
});
