import {afterEach, expect, test} from '@jest/globals';
import type {Repository} from '../../../src/domain/ports/git.ts';
import {openGit} from '../../../src/git/open.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';

const sandbox = gitSandbox();
const opened: Repository[] = [];
afterEach(async () => {
  for (const repository of opened.splice(0)) await repository.close();
});
const open = async (folder: string) => {
  const repository = await openGit({temporaryDirectory: sandbox.folder()}).open(folder);
  opened.push(repository);
  return repository;
};

/** main with three commits; `a` and `b` leave it at the second, share a commit, and have one and two of their own. */
const forked = async () => {
  const work = await sandbox.createRepository({commits: 3});
  await sandbox.git(work, 'checkout', '--quiet', '-b', 'shared', 'HEAD~1');
  await sandbox.commitFile(work, 'shared.txt', 'x', 'shared');
  await sandbox.git(work, 'checkout', '--quiet', '-b', 'a');
  const a = await sandbox.commitFile(work, 'a.txt', 'x', 'a');
  await sandbox.git(work, 'checkout', '--quiet', '-b', 'b', 'shared');
  await sandbox.commitFile(work, 'b.txt', 'x', 'b one');
  const b = await sandbox.commitFile(work, 'b.txt', 'y', 'b two');
  await sandbox.git(work, 'checkout', '--quiet', 'main');
  await sandbox.git(work, 'branch', '-D', 'shared');
  return {work, a, b, main: await sandbox.sha(work)};
};
const subjects = (found: ReadonlyMap<string, readonly {readonly subject: string}[]>) =>
  Object.fromEntries([...found].map(([name, commits]) => [name, commits.map(({subject}) => subject)]));

test.each(['local', 'remote'] as const)('commits that one group alone leads to, at the %s', async (place) => {
  const {work, a, b, main} = await forked();
  const remote = await sandbox.createBareRemote({from: work});
  // What is asked about the remote need not be here.
  const repository = await open(place === 'local' ? work : await sandbox.shallowClone(remote));
  const groups = (entries: Record<string, readonly string[]>) => new Map(Object.entries(entries));
  expect(subjects(await repository.commitsOnlyOf(place, groups({a: [a], b: [b]}), [main]))).toEqual({
    a: ['a'],
    b: ['b two', 'b one'],
  });
  expect(subjects(await repository.commitsOnlyOf(place, groups({both: [a, b]}), [main])).both?.sort()).toEqual([
    'a',
    'b one',
    'b two',
    'shared',
  ]);
  expect(subjects(await repository.commitsOnlyOf(place, groups({a: [a], twin: [a]}), [main, b]))).toEqual({
    a: [],
    twin: [],
  });
  expect(subjects(await repository.commitsOnlyOf(place, groups({}), [main]))).toEqual({});
});
