import {readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Writable} from 'node:stream';
import {afterEach, expect, test} from '@jest/globals';
import {writeToFile, writeToStream} from '../../../src/cli/write-output.ts';

const file = join(tmpdir(), `laforge-write-output-${process.pid}.txt`);

afterEach(() => rmSync(file, {force: true}));

const TEXTS: readonly (readonly [name: string, parts: readonly string[]])[] = [
  ['none', []],
  ['short ones', ['a', 'ä', '', '“quoted”\n', '🚀']],
  ['some that fill a piece to the last byte', ['x'.repeat(65_536), 'y'.repeat(65_536), '€'.repeat(40_000), 'z']],
  ['one that is longer than a piece', ['before ', '🚀'.repeat(300_000), ' after']],
  ['many', Array.from({length: 5_000}, (_, n) => `line ${n} ${'ß'.repeat(n % 97)}\n`)],
];

test.each(TEXTS)('a file has all parts of a text, in their order: %s', (_name, parts) => {
  writeToFile(file, parts);
  expect(readFileSync(file, 'utf8') === parts.join('')).toBe(true);
});

test.each(TEXTS)('so has a stream that reads each piece later than it takes it: %s', async (_name, parts) => {
  const taken: string[] = [];
  const slow = new Writable({
    write: (piece: Buffer, _, done) =>
      void setImmediate(() => {
        taken.push(piece.toString('latin1'));
        done();
      }),
  });
  await writeToStream(slow, parts);
  expect(Buffer.from(taken.join(''), 'latin1').toString() === parts.join('')).toBe(true);
});

test('a stream that is closed meanwhile ends the writing', async () => {
  let pieces = 0;
  const closed = new Writable({
    write: (_piece, _, done) => {
      pieces++;
      closed.destroy();
      done();
    },
  });
  await writeToStream(closed, ['x'.repeat(300_000), 'y'.repeat(300_000), 'z']);
  expect(pieces).toBe(1);
});
