import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {changeIndex} from '../../../src/git/checkout-guard.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';

const sandbox = gitSandbox();

/** A change of ours, then a person's `add`, then a failure: returns what is staged in the end. */
async function staged({ours, theirs}: {readonly ours: boolean; readonly theirs: boolean}): Promise<string> {
  const work = await sandbox.createRepository();
  sandbox.write(work, {'ours.txt': 'ours', 'theirs.txt': 'theirs'});
  const add = (name: string) => sandbox.git(work, 'add', name);
  const changed = changeIndex(join(work, '.git/index'), ours ? [() => add('ours.txt')] : [], async () => {
    if (theirs) await add('theirs.txt');
    throw new Error('no room');
  });
  await expect(changed).rejects.toThrow('no room');
  return await sandbox.git(work, 'diff', '--cached', '--name-only');
}

test.each([
  ['our change is taken back', {ours: true, theirs: false}, ''],
  ['what a person staged stays, with our change', {ours: true, theirs: true}, 'ours.txt\ntheirs.txt'],
  ['what a person staged stays, where we changed nothing', {ours: false, theirs: true}, 'theirs.txt'],
])('after a failure %s', async (_, who, left) => {
  expect((await staged(who)).trim()).toBe(left);
});
