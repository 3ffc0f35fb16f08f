import {mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {measureAgent} from '../helpers/measured-agent.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'laforge-gigabyte-'));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

test('one line of a gigabyte is shown and logged to its end, and does not fill the memory', async () => {
  const {bytes, exitCode, grownMb} = await measureAgent(folder, 'head -c 1000000000 /dev/zero');
  expect([bytes, exitCode]).toEqual([1_000_000_000, 0]);
  expect(grownMb).toBeLessThan(80);
  expect(statSync(join(folder, 'agent.log')).size).toBe(1_000_000_000);
});
