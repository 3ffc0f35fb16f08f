import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import {UNKNOWN_USAGE} from '../../../src/domain/documents.ts';
import {chooseUsageReader} from '../../../src/usage/registry.ts';

let folder: string;
let usageFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'usage-file-'));
  usageFile = join(folder, 'usage.json');
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

async function read(agent = 'auto', exitCode = 0) {
  const place = {command: 'true', home: folder, cwd: folder, env: {}};
  const watch = await chooseUsageReader(agent, 'Input "agent"').begin(place);
  const run = {
    usageFile,
    logFile: join(folder, 'log'),
    exitCode,
    startTime: Date.parse('2026-01-01'),
    endTime: Date.parse('2026-01-02'),
  };
  return (await watch.read(run)).usage;
}

describe('the usage file', () => {
  test('is read by auto and by its name, and left alone by none', async () => {
    writeFileSync(usageFile, '{"input_tokens": 3, "output_tokens": 4}\n');
    expect(await read('auto')).toMatchObject({total_tokens: 7, source: 'LAFORGE_USAGE_FILE'});
    expect(await read('usage-file')).toMatchObject({total_tokens: 7});
    expect(await read('none')).toEqual(UNKNOWN_USAGE);
  });

  test.each([124, 137, 143])('is at least what it tells where the agent was cut off (exit %s)', async (exitCode) => {
    writeFileSync(usageFile, '{"input_tokens": 3, "output_tokens": 4}\n');
    expect(await read('auto', 1)).toMatchObject({total_tokens: 7, state: 'measured'});
    expect(await read('auto', exitCode)).toMatchObject({
      ...{total_tokens: 7, state: 'partial'},
      reason: expect.stringMatching(/^it was killed/),
    });
  });

  test('has a cost by list prices where it states none, of all its models or of none', async () => {
    const record = {input_tokens: 1_000_000, cache_read_tokens: 1_000_000, output_tokens: 1_000_000};
    const write = (...models: string[]) =>
      writeFileSync(usageFile, models.map((model) => JSON.stringify({...record, model})).join('\n'));
    write('claude-haiku-4-5');
    const estimate = {cost: 6.1, cost_estimated: true, price_list: expect.stringMatching(/^laforge 20/)};
    expect(await read()).toMatchObject(estimate);
    write('claude-haiku-4-5', 'claude-haiku-4-5');
    expect(await read()).toMatchObject({cost: 12.2, cost_estimated: true});
    write('claude-haiku-4-5', 'a model that no list has');
    expect((await read()).cost).toBeNull();
    writeFileSync(usageFile, JSON.stringify({...record, model: 'claude-haiku-4-5', cost: 0}));
    expect(await read()).toMatchObject({cost: 0});
  });

  test.each([
    ['is missing', () => {}],
    ['is empty', () => writeFileSync(usageFile, '')],
    ['is a folder', () => mkdirSync(usageFile)],
    ['is a pipe that nobody writes to', () => void execFileSync('mkfifo', [usageFile])],
    ['is random bytes', () => writeFileSync(usageFile, Buffer.from([0xff, 0xfe, 0, 1, 2]))],
  ])('says nothing when it %s', async (_name, make) => {
    make();
    expect(await read()).toEqual(UNKNOWN_USAGE);
  });

  test('is not followed when it is a link, wherever it leads', async () => {
    writeFileSync(join(folder, 'elsewhere'), '{"turns": 3}');
    symlinkSync(join(folder, 'elsewhere'), usageFile);
    expect(await read()).toEqual(UNKNOWN_USAGE);
  });

  test('is read for its first 10 MB', async () => {
    const padding = ' '.repeat(200);
    writeFileSync(usageFile, `{"turns":1}${padding}\n`.repeat(60_000));
    const usage = await read();
    expect(usage.state).toBe('partial');
    expect(usage.turns).toBe(Math.ceil((10 * 1024 * 1024) / 212));
  });
});
