import {describe, expect, test} from '@jest/globals';
import {readRun, toLines} from '../../helpers/agent-run.ts';

const SESSION = '55555555-5555-4555-8555-555555555555';
const init = {
  ...{type: 'system', subtype: 'init', apiKeySource: 'env', cwd: '$CWD', session_id: SESSION},
  ...{model: 'Composer 2', permissionMode: 'default'},
};

function result(usage: object | null, more: object = {}) {
  return {
    ...{type: 'result', subtype: 'success', duration_ms: 7656, duration_api_ms: 7656, is_error: false, result: 'ok'},
    ...{session_id: SESSION, request_id: '66666666-6666-4666-8666-666666666666'},
    ...(usage === null ? {} : {usage}),
    ...more,
  };
}

const USAGE = {inputTokens: 1200, outputTokens: 80, cacheReadTokens: 9000, cacheWriteTokens: 0};
const FOUND = {
  ...{input_tokens: 1200, cache_read_tokens: 9000, cache_write_tokens: 0, output_tokens: 80, total_tokens: 10_280},
  ...{state: 'measured', agents: ['cursor'], session_id: SESSION, turns: null, verdict: {kind: 'completed'}},
};

describe("what Cursor's CLI used", () => {
  test.each([
    ['by the command', 'cursor-agent -p --output-format stream-json --force go'],
    ['as `agent`, by what it prints', 'agent -p --output-format stream-json go'],
    ['by another program', './fix.sh'],
  ])('is not taken for that of Claude Code: %s', async (_how, command) => {
    const {usage, config} = await readRun({command, stdout: toLines([init, result(USAGE)])});
    expect(usage).toMatchObject({...FOUND, models: ['Composer 2']});
    expect(config).toMatchObject({name: 'cursor', model: 'Composer 2'});
  });

  test('in JSON mode, where nothing tells the model', async () => {
    const {usage} = await readRun({
      command: 'cursor-agent -p --output-format json go',
      stdout: toLines([result(USAGE)]),
    });
    expect(usage).toMatchObject({...FOUND, models: [], cost: null});
  });

  test('is partial where its input may contain what came from the cache', async () => {
    const stdout = toLines([init, result({...USAGE, inputTokens: 12_000})]);
    expect((await readRun({command: 'cursor-agent -p go', stdout})).usage).toMatchObject({
      ...{input_tokens: 12_000, state: 'partial', reason: expect.stringMatching(/contains what came from the cache/)},
    });
  });

  test('is unknown of versions that do not tell it, in text mode, and when it failed', async () => {
    const unknown = {state: 'unknown', total_tokens: null, agents: ['cursor']};
    const old = await readRun({command: 'cursor-agent -p go', stdout: toLines([init, result(null)])});
    expect(old.usage).toMatchObject({...unknown, verdict: {kind: 'completed'}});
    const failed = await readRun({command: 'cursor-agent -p go', stderr: 'Error: not logged in\n', exitCode: 1});
    expect(failed.usage).toMatchObject(unknown);
  });
});
