import {describe, expect, test} from '@jest/globals';
import {readRun, toLines} from '../../helpers/agent-run.ts';

const ID = '55555555-5555-4555-8555-555555555555';
const USAGE = {input_tokens: 1200, output_tokens: 80, thinking_tokens: 28, cache_read_tokens: 9000, total_tokens: 1280};

function envelope(usage: object = USAGE, status = 'SUCCESS') {
  return {conversation_id: ID, status, response: 'ok', duration_seconds: 2, num_turns: 1, usage};
}

const FOUND = {
  ...{input_tokens: 1200, cache_read_tokens: 9000, cache_write_tokens: 0, output_tokens: 80, reasoning_tokens: 28},
  ...{total_tokens: 10_280, state: 'measured', agents: ['antigravity'], session_id: ID, verdict: {kind: 'completed'}},
};

describe("what Antigravity's CLI used", () => {
  test.each([
    ['as one document', 'agy -p go --output-format json', JSON.stringify(envelope())],
    ['over several lines', 'agy -p go --output-format json', JSON.stringify(envelope(), null, 2)],
    ['as an event', 'agy -p go --output-format stream-json', toLines([{event: 'result', result: envelope()}])],
    ['by another program', './fix.sh', `${JSON.stringify(envelope())}\n`],
  ])('%s', async (_how, command, stdout) => {
    expect((await readRun({command, stdout})).usage).toMatchObject(FOUND);
  });

  test('names the model where the stream begins with it', async () => {
    const init = {event: 'init', init: {conversation_id: ID, model: 'gemini-3-pro'}};
    const stdout = toLines([init, {event: 'result', result: envelope()}]);
    const {usage, config} = await readRun({command: 'agy -p go --output-format stream-json', stdout});
    expect(usage).toMatchObject({...FOUND, models: ['gemini-3-pro']});
    expect(config).toMatchObject({name: 'antigravity', model: 'gemini-3-pro'});
  });

  test('is partial where its input may contain what came from the cache', async () => {
    const stdout = JSON.stringify(envelope({...USAGE, cache_read_tokens: 300}));
    expect((await readRun({command: 'agy -p go --output-format json', stdout})).usage).toMatchObject({
      state: 'partial',
    });
  });

  test('is unknown of a conversation it went on with, and in text mode', async () => {
    const stdout = JSON.stringify(envelope());
    const on = await readRun({command: 'agy --continue -p go --output-format json', stdout});
    expect(on.usage).toMatchObject({state: 'unknown', total_tokens: null, session_id: ID});
    expect((await readRun({command: 'agy -p go', stdout: 'ok\n'})).usage).toMatchObject({state: 'unknown'});
  });

  test('failed where it says so', async () => {
    const stdout = JSON.stringify(envelope(USAGE, 'ERROR'));
    const {usage} = await readRun({command: 'agy -p go --output-format json', stdout, exitCode: 1});
    expect(usage).toMatchObject({total_tokens: 10_280, verdict: {kind: 'failed', text: 'ERROR'}});
  });
});
