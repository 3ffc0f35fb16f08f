import {expect, test} from '@jest/globals';
import {namesOneOf} from '../../../src/usage/program-names.ts';

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
