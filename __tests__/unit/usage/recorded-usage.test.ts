import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {
  type AgentVerdict,
  completeConfig,
  EMPTY_AGENT_CONFIG,
  type TokenUsage,
  tokenUsage,
  UNKNOWN_USAGE,
} from '../../../src/domain/documents.ts';
import {fromStored, Reading, toStored} from '../../../src/domain/kinds.ts';
import {statusOf} from '../../../src/domain/step-status.ts';

const name = fc.string({minLength: 1, unit: 'grapheme'});
const figure = fc.option(fc.nat(), {nil: null});
const KINDS = ['completed', 'failed', 'turn_limit', 'budget', 'aborted'] as const;

/** A usage with any of the keys that only newer records have. */
const details: fc.Arbitrary<TokenUsage> = fc
  .record(
    {
      reason: name,
      cost_estimated: fc.boolean(),
      price_list: name,
      agents: fc.array(name, {minLength: 1}),
      by_model: fc.array(
        fc.record({
          model: name,
          ...{input_tokens: figure, cache_read_tokens: figure, cache_write_tokens: figure},
          ...{output_tokens: figure, reasoning_tokens: figure, cost: figure},
        }),
        {minLength: 1},
      ),
      verdict: fc.record({kind: fc.constantFrom(...KINDS), text: fc.option(name, {nil: null})}),
    },
    {requiredKeys: []},
  )
  .map((more) => ({...UNKNOWN_USAGE, state: 'partial' as const, ...more}));

describe('what a record tells beside the figures', () => {
  test('is in the ledger as it was written', () => {
    fc.assert(
      fc.property(details, (usage) => expect(fromStored(tokenUsage, toStored(tokenUsage, usage))).toEqual(usage)),
    );
  });

  test('is taken from a file of somebody else', () => {
    fc.assert(
      fc.property(details, (usage) =>
        expect(tokenUsage.read(JSON.parse(JSON.stringify(usage)), new Reading(true))).toEqual(usage),
      ),
    );
  });

  test('is left out where it is something else', () => {
    const odd =
      '{"state":"partial","reason":7,"cost_estimated":"yes","agents":"x","by_model":[1,{"model":2}],"verdict":{"kind":"odd"}}';
    expect(fromStored(tokenUsage, odd)).toEqual({...UNKNOWN_USAGE, state: 'partial'});
  });

  test('changes nothing for a reader of the four figures that LaForge has', () => {
    const usage = {...UNKNOWN_USAGE, prompt_tokens: 1, completion_tokens: 2, total_tokens: 3, cost: 0.1, agents: ['a']};
    const {prompt_tokens, completion_tokens, total_tokens, cost} = JSON.parse(toStored(tokenUsage, usage) ?? '');
    expect([prompt_tokens, completion_tokens, total_tokens, cost]).toEqual([1, 2, 3, 0.1]);
  });
});

describe('a step that ended by itself', () => {
  const verdict = (kind: AgentVerdict['kind']): AgentVerdict => ({kind, text: null});

  test.each([
    [0, null, 'succeeded'],
    [0, verdict('completed'), 'succeeded'],
    [0, verdict('failed'), 'failed'],
    [0, verdict('turn_limit'), 'failed'],
    [0, verdict('budget'), 'failed'],
    [0, verdict('aborted'), 'failed'],
    [1, verdict('completed'), 'failed'],
  ])('with exit code %j and the verdict %j has %s', (exitCode, said, status) => {
    expect(statusOf({ending: 'exited', exitCode}, said)).toBe(status);
  });

  test('or was ended is what it was ended by', () => {
    expect(statusOf({ending: 'timed_out', exitCode: 124}, verdict('completed'))).toBe('timed_out');
    expect(statusOf({ending: 'cancelled', exitCode: 130}, verdict('aborted'))).toBe('cancelled');
  });
});

test('of the config, what was given wins, and the rest is what the agent tells', () => {
  const given = {...EMPTY_AGENT_CONFIG, model: 'given', tools: ['Bash'], metadata: {a: 1}};
  const told = {model: 'told', temperature: 0.5, tools: ['Read'], metadata: {a: 2, b: 3}};
  expect(completeConfig(given, told)).toEqual({...given, temperature: 0.5, metadata: {a: 1, b: 3}});
  expect(completeConfig(EMPTY_AGENT_CONFIG, {})).toEqual(EMPTY_AGENT_CONFIG);
});
