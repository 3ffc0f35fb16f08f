import {execFileSync, spawn} from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Writable} from 'node:stream';
import {text} from 'node:stream/consumers';
import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {writeToFile, writeToStream} from '../../../src/cli/write-output.ts';

const file = join(tmpdir(), `laforge-write-output-${process.pid}.txt`);

const folder = `${file}.d`;
const inFolder = (name: string) => join(folder, name);

beforeEach(() => mkdirSync(folder));
afterEach(() => {
  rmSync(file, {force: true});
  rmSync(folder, {recursive: true, force: true});
});

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

function* failing(): Generator<string> {
  yield 'x'.repeat(300_000);
  throw new Error('the history ended early');
}

test('a file whose writing fails is as it was, or not there', () => {
  const [old, none] = [inFolder('old'), inFolder('none')];
  writeFileSync(old, 'before');
  chmodSync(old, 0o640);
  for (const path of [old, none]) expect(() => writeToFile(path, failing())).toThrow('cannot be written');
  expect(readFileSync(old, 'utf8')).toBe('before');
  expect(readdirSync(folder)).toEqual(['old']);
  writeToFile(old, ['after']);
  expect([readFileSync(old, 'utf8'), statSync(old).mode & 0o777]).toEqual(['after', 0o640]);
  expect(readdirSync(folder)).toEqual(['old']);
});

test('links stay links, and a pipe is written to', async () => {
  const [target, soft, hard, pipe] = [inFolder('target'), inFolder('soft'), inFolder('hard'), inFolder('pipe')];
  writeFileSync(target, 'before');
  symlinkSync('target', soft);
  linkSync(target, hard);
  writeToFile(soft, ['by the soft one']);
  expect([readFileSync(hard, 'utf8'), lstatSync(soft).isSymbolicLink()]).toEqual(['by the soft one', true]);
  writeToFile(hard, ['by the hard one']);
  expect(readFileSync(target, 'utf8')).toBe('by the hard one');
  execFileSync('mkfifo', [pipe]);
  const reader = spawn('cat', [pipe]);
  writeToFile(pipe, ['through the pipe']);
  expect(await text(reader.stdout)).toBe('through the pipe');
});

test('no file of a history is written over, by whatever name', () => {
  const [db, soft, hard, other] = [inFolder('my.db'), inFolder('soft'), inFolder('hard'), inFolder('other.db')];
  // One whose beginning is damaged is still the history that is read.
  writeFileSync(db, 'damaged');
  writeFileSync(`${db}-wal`, 'wal');
  writeFileSync(other, 'SQLite format 3\0');
  symlinkSync(db, soft);
  linkSync(db, hard);
  for (const path of [db, soft, hard, `${db}-wal`, `${db}-shm`, other, `${other}-journal`])
    expect(() => writeToFile(path, ['lost'], {own: [db, null]})).toThrow(
      `--output names ${JSON.stringify(path)}, which holds a history. Name another file.`,
    );
  expect([readFileSync(db, 'utf8'), readFileSync(`${db}-wal`, 'utf8')]).toEqual(['damaged', 'wal']);
  expect([existsSync(`${db}-shm`), existsSync(`${other}-journal`)]).toEqual([false, false]);
});
