import {chmodSync, lstatSync, mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeEach, expect, test} from '@jest/globals';
import {inMachineTurn} from '../../../../src/stores/git/append.ts';
import {privateFolder} from '../../../../src/system/projects.ts';
import {testFolder} from '../../../helpers/test-folder.ts';

const root = testFolder();
let folder: string;
beforeEach(() => {
  folder = join(root, 'turns');
  mkdirSync(folder);
});

/** The path of the lock, learnt as anybody can: by looking while somebody has the turn. */
async function lockOf(name: string): Promise<string> {
  let lock = '';
  await inMachineTurn(folder, name, Date.now() + 1000, async () => {
    lock = join(folder, readdirSync(folder)[0] ?? '');
  });
  return lock;
}

async function takes(name: string, deadlineMs = 60_000): Promise<number> {
  const began = performance.now();
  await inMachineTurn(folder, name, Date.now() + deadlineMs, async () => undefined);
  return performance.now() - began;
}

test('two that add to one history go one after another, and leave nothing', async () => {
  const seen: string[] = [];
  const work = (name: string) => async () => {
    seen.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    seen.push(`${name} ends`);
  };
  const deadline = Date.now() + 60_000;
  await Promise.all([inMachineTurn(folder, 'x', deadline, work('a')), inMachineTurn(folder, 'x', deadline, work('b'))]);
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  expect(readdirSync(folder)).toEqual([]);
});

function datedLater(lock: string): void {
  writeFileSync(lock, '1');
  utimesSync(lock, 4102444800, 4102444800);
}

test.each([
  ['a folder with something in it', (lock: string) => mkdirSync(join(lock, 'deep'), {recursive: true})],
  ['an empty folder', (lock: string) => mkdirSync(lock)],
  ['a file of the year 2100', datedLater],
  ['a link to nowhere', (lock: string) => symlinkSync('/nowhere/at/all', lock)],
])(
  '%s in the place of the turn costs a few seconds, once',
  async (_, occupy) => {
    occupy(await lockOf('x'));
    expect(await takes('x')).toBeLessThan(6_000);
    expect(await takes('x')).toBeLessThan(1_000);
  },
  20_000,
);

test('a link is not followed', async () => {
  const lock = await lockOf('x');
  const target = join(root, 'target');
  symlinkSync(target, lock);
  await takes('x', 1000);
  expect(lstatSync(target, {throwIfNoEntry: false})).toBeUndefined();
});

test('a turn that changes hands without end is waited for half of the time there is', async () => {
  const lock = await lockOf('x');
  writeFileSync(lock, '');
  const changing = setInterval(() => {
    rmSync(lock, {force: true});
    writeFileSync(lock, '');
  }, 5);
  try {
    expect(await takes('x', 2_000)).toBeLessThan(2_000);
  } finally {
    clearInterval(changing);
  }
});

test('without a folder of its own everybody goes at once', async () => {
  await inMachineTurn(null, 'x', 0, async () => undefined);
  await inMachineTurn(join(root, 'missing'), 'x', 0, async () => undefined);
});

test('the folder is one that only this user can write to', () => {
  const env = {XDG_RUNTIME_DIR: join(root, 'run'), LAFORGE_HOME: join(root, 'home')};
  const first = join(root, 'run', 'laforge', 'turns');
  expect(privateFolder('turns', env)).toBe(first);
  chmodSync(first, 0o777);
  const second = join(root, 'home', 'turns');
  expect(privateFolder('turns', env)).toBe(second);
  rmSync(second, {recursive: true});
  symlinkSync(root, second);
  expect(privateFolder('turns', env)).toBeNull();
});
