import {describe, expect, test} from '@jest/globals';
import {readRun, toLines} from '../../helpers/agent-run.ts';

function event(name: string, properties: object, age = 0) {
  const time = Math.floor((Date.now() - age) / 1000);
  return {event: name, properties: {...properties, aider_version: '0.90.0'}, user_id: 'u', time};
}

const sent = {main_model: 'claude-sonnet-4-5', prompt_tokens: 900, completion_tokens: 80, total_tokens: 980};
const events = [event('cli session', {}), event('message_send', {...sent, cost: 0.25, total_cost: 0.25})].concat(
  event('message_send', {...sent, cost: 0.25, total_cost: 0.5}),
);
const LOG = 'work/repo/repo/aider.jsonl';
const FOUND = {
  ...{
    prompt_tokens: 1800,
    cache_read_tokens: null,
    output_tokens: 160,
    total_tokens: 1960,
    cost: 0.0078,
    cost_estimated: true,
    turns: 2,
  },
  ...{state: 'partial', reason: 'it does not tell what of its input came from the cache', agents: ['aider']},
};

describe('what Aider used', () => {
  test.each([
    ['an option', 'aider --analytics-log aider.jsonl --message x', {}],
    ['a variable', 'aider --message x', {AIDER_ANALYTICS_LOG: 'aider.jsonl'}],
  ])('is in its analytics log, which %s names', async (_how, command, env) => {
    const {usage, config} = await readRun({command, env, after: {[LOG]: toLines(events)}});
    expect(usage).toMatchObject({...FOUND, models: ['claude-sonnet-4-5']});
    expect(config).toMatchObject({name: 'aider', metadata: {agent_version: '0.90.0'}});
  });

  test('leaves out what earlier runs added to the same log', async () => {
    const before = {[LOG]: toLines([event('message_send', {...sent, cost: 1}, 3_600_000)])};
    const after = {[LOG]: before[LOG] + toLines(events)};
    const command = 'aider --analytics-log=aider.jsonl -m x';
    expect((await readRun({command, before, after})).usage).toMatchObject(FOUND);
  });

  test('is unknown without one', async () => {
    const {usage} = await readRun({command: 'aider -m x', stdout: 'Tokens: 12k sent, 1.2k received.\n'});
    expect(usage).toMatchObject({state: 'unknown', reason: expect.stringMatching(/--analytics-log/)});
  });
});
