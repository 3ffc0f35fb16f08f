import {readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, expect, test} from '@jest/globals';
import {writeToFile} from '../../../src/cli/write-output.ts';

const file = join(tmpdir(), `laforge-write-output-${process.pid}.txt`);

afterEach(() => rmSync(file, {force: true}));

test.each([
  ['none', []],
  ['short ones', ['a', 'ä', '', '“quoted”\n', '🚀']],
  ['some that fill a piece to the last byte', ['x'.repeat(65_536), 'y'.repeat(65_536), '€'.repeat(40_000), 'z']],
  ['one that is longer than a piece', ['before ', '🚀'.repeat(300_000), ' after']],
  ['many', Array.from({length: 5_000}, (_, n) => `line ${n} ${'ß'.repeat(n % 97)}\n`)],
])('a file has all parts of a text, in their order: %s', (_name, parts) => {
  writeToFile(file, parts);
  expect(readFileSync(file, 'utf8') === parts.join('')).toBe(true);
});
