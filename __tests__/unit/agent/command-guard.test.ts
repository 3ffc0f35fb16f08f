import {PassThrough, Writable} from 'node:stream';
import {describe, expect, test} from '@jest/globals';
import {guardOutput} from '../../../src/agent/command-guard.ts';

async function guarded(...prints: readonly string[]): Promise<readonly string[]> {
  const stdout = new PassThrough();
  const guard = guardOutput(stdout);
  await guard.open();
  for (const text of prints) await new Promise((resolve) => guard.sink.write(text, resolve));
  await guard.close();
  return stdout.end().read().toString().split('\n');
}

describe('a guard', () => {
  test('puts the output between the stop and its token', async () => {
    const lines = await guarded('::set-output name=a::b\n', '##[error]no\n');
    const token = /^::stop-commands::([0-9a-f]{32})$/.exec(lines[0] ?? '')?.[1];
    expect(token).toBeDefined();
    expect(lines.slice(1)).toEqual(['::set-output name=a::b', '##[error]no', `::${token}::`, '']);
  });

  test('begins a line of its own when the output ends within one', async () => {
    const lines = await guarded('one\ntw', 'o');
    expect(lines.slice(1, 3)).toEqual(['one', 'two']);
    expect(lines[3]).toMatch(/^::[0-9a-f]{32}::$/);
  });

  test('adds no line to output that printed nothing', async () => {
    expect(await guarded()).toHaveLength(3);
  });

  test('takes a new token each time it opens', async () => {
    const stdout = new PassThrough();
    const guard = guardOutput(stdout);
    for (let i = 0; i < 2; i++) {
      await guard.open();
      await guard.close();
    }
    const tokens = stdout
      .read()
      .toString()
      .match(/(?<=::stop-commands::)\w+/g);
    expect(new Set(tokens).size).toBe(2);
  });

  test('opens and closes once, however often it is told', async () => {
    const stdout = new PassThrough();
    const guard = guardOutput(stdout);
    await guard.close();
    await guard.open();
    await guard.open();
    await guard.close();
    await guard.close();
    expect(stdout.read().toString().split('\n')).toHaveLength(3);
  });

  test('keeps a command of ours until commands are commands again', async () => {
    const stdout = new PassThrough();
    const guard = guardOutput(stdout);
    const print = (text: string) => guard.command(() => stdout.write(`::add-mask::${text}\n`));
    print('before');
    await guard.open();
    print('during');
    guard.sink.write('of the agent\n');
    print('during too');
    await guard.close();
    print('after');
    const lines: string[] = stdout.read().toString().split('\n');
    expect(lines.filter((line) => !/^::\w{32}::$|^::stop/.test(line))).toEqual([
      '::add-mask::before',
      'of the agent',
      '::add-mask::during',
      '::add-mask::during too',
      '::add-mask::after',
      '',
    ]);
    expect(lines[1]).toMatch(/^::stop-commands::/);
    expect(lines[3]).toMatch(/^::\w{32}::$/);
  });

  test('fails its sink, and nothing else, when nobody reads any more', async () => {
    const broken = new Writable({write: (_chunk, _encoding, done) => done(new Error('EPIPE'))});
    const guard = guardOutput(broken);
    await guard.open();
    const failure = new Promise((resolve) => guard.sink.on('error', resolve));
    guard.sink.write('out');
    expect(await failure).toBeDefined();
    await guard.close();
  });
});
