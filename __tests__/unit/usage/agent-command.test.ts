import {describe, expect, test} from '@jest/globals';
import {
  type AgentCommand,
  hasOption,
  isResuming,
  namesOneOf,
  optionValue,
  optionValues,
  startsOf,
} from '../../../src/usage/command-words.ts';

test.each([
  ['gemini', true],
  ['gemini@latest', true],
  ['@google/gemini-cli', true],
  ['@google/gemini-cli@0.61.0', true],
  ['gemini-cli', false],
  ['@other/gemini-cli', false],
  ['agemini', false],
])('%s: %s', (word, isNamed) => {
  expect(namesOneOf(['npx', word], ['gemini', '@google/gemini-cli'])).toBe(isNamed);
});

const AGENT: AgentCommand = {
  names: ['agent', '@agent/cli'],
  withValue: ['-m', '--model', '-c', '--config', '--prompt'],
  resuming: ['--continue', '-r', 'resume'],
  prompt: {},
};

/** What these arguments of the agent say. */
const start = (...args: readonly string[]) => startsOf(AGENT, [{names: ['agent'], args}]);

describe('the model is told', () => {
  test.each([
    ['--model', 'x-1'],
    ['--model=x-1'],
    ['-m', 'x-1'],
    ['-mx-1'],
    ['-m=x-1'],
    ['-vm', 'x-1'],
    ['exec', '--json', '-m', 'other', '--model', 'x-1', 'go'],
  ])('by %s %s %s', (...args) => {
    expect(optionValue(start(...args), '-m', '--model')).toMatch(/^(x-1|other)$/);
  });

  test.each([['--prompt', '-m'], ['--', '-m', 'x-1'], ['go with -m x-1'], ['-m', '$MODEL'], ['-m']])(
    'not by %s %s',
    (...args) => {
      expect(optionValue(start(...args), '-m', '--model')).toBeUndefined();
    },
  );

  test('by each of several settings', () => {
    expect(optionValues(start('-c', 'a=1', '--config=b=2', '-cc=3'), '-c', '--config')).toEqual(['a=1', 'c=3', 'b=2']);
  });
});

describe('an older session is asked for', () => {
  test.each([[['-r']], [['-pr', 'x']], [['--continue=y']], [['exec', 'resume', 'id']]])('by %j', (args) => {
    expect(isResuming(start(...args), AGENT)).toBe(true);
  });

  test.each([
    [['-c', '-r']],
    [['--prompt', '--continue']],
    [['exec', 'go', 'resume the work']],
    [['a', 'b', 'resume']],
  ])('not by %j', (args) => {
    expect(isResuming(start(...args), AGENT)).toBe(false);
  });

  test('only by what starts the agent itself', () => {
    const commands = [
      {names: ['git'], args: ['commit', '-r', '--continue']},
      {names: ['agent'], args: ['-p', 'x']},
    ];
    expect(isResuming(startsOf(AGENT, commands), AGENT)).toBe(false);
    expect(hasOption(startsOf(AGENT, commands), '-p')).toBe(true);
  });
});
