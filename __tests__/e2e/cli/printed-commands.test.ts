import {execFileSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

/** Types a command that was printed, as a shell reads it. */
async function type(work: string, command: string) {
  const print = `printf '%s\\0' ${command}`;
  const [program, ...args] = execFileSync('sh', ['-c', print], {encoding: 'utf8'}).split('\0').slice(0, -1);
  if (program === 'laforge') return await laforge(work, args);
  return {code: 0, stdout: await sandbox.git(work, ...args), stderr: ''};
}

/** What stands between these two in a text. */
function between(text: string, before: string, after: string | RegExp): string {
  return text.slice(text.indexOf(before) + before.length).split(after)[0] ?? '';
}

describe.each([
  ['the history of this machine', []],
  ['the same with a push', ['--push']],
  ['a history at the remote', ['--store', 'git']],
  ['the same with a push', ['--store', 'git', '--push']],
  ['another project', ['--project', "o'hara/its app"]],
  ['a file of its own', ['--db', 'its own.db']],
])('what is printed can be typed: %s, %j', (_, options) => {
  test('to have the work of a failed check, and to read of its step', async () => {
    const work = await sandbox.createRepository({name: 'work'});
    const remote = await sandbox.createBareRemote({from: work});
    await laforge(work, ['step', 'run', ...options, '--', 'true']);
    const {stderr} = await laforge(work, [
      ...['step', 'run', ...options, '--check', 'false', '--'],
      ...['sh', '-c', 'echo new > new.txt'],
    ]);
    const back = between(stderr, 'To have the work all the same, use ', '. (LF062)');
    expect(await type(work, back.startsWith('git ') ? back : `${back} --yes`)).toMatchObject({code: 0, stderr: ''});
    expect(await sandbox.git(work, 'show', 'main:new.txt')).toBe('new');
    if (options.includes('--push')) expect(await sandbox.git(remote, 'show', 'main:new.txt')).toBe('new');
    const info = `laforge step info ${between(stderr, 'laforge step info ', '\n')}`;
    expect((await type(work, info)).stdout).toMatch(/^Step 2: check_failed/);

    const history = options.filter((option) => option !== '--push');
    const unknown = await laforge(work, ['step', 'info', '9', ...history]);
    const list = between(unknown.stderr, 'has no step 9; ', ' lists them');
    expect((await type(work, list)).stdout).toMatch(/^\S.*: 2 steps[, ]/);
    const unnamed = await laforge(work, ['step', 'info', ...history]);
    expect(between(unnamed.stderr, '(', ' lists them)')).toBe(list);
    const none = await laforge(work, ['steps', '--status', 'cancelled', ...history]);
    expect(between(none.stdout, '). ', ' shows them all')).toBe(list);
    const noPin = await laforge(work, ['pins', 'drop', 'refs/laforge/none', ...history]);
    expect(await type(work, between(noPin.stderr, 'or here. ', ' lists those'))).toMatchObject({code: 0, stderr: ''});
  }, 60_000);
});

test('how to take back what a search found can be typed where the history is at the remote', async () => {
  const work = await sandbox.createRepository({name: 'work'});
  await sandbox.createBareRemote({from: work});
  const git = ['--store', 'git'];
  for (const text of ['one', 'two']) {
    const run = ['step', 'run', ...git, '--push', '--', 'sh', '-c', `echo ${text} > ${text}`];
    expect(await laforge(work, run)).toMatchObject({code: 0});
  }
  const found = await laforge(work, ['step', 'bisect', ...git, '--check', 'test ! -e two']);
  expect(await type(work, between(found.stdout, 'See it: ', '\n'))).toMatchObject({code: 0});
  expect(await type(work, `${between(found.stdout, 'Take it back: ', '\n')} --yes`)).toMatchObject({code: 0});
  expect(await sandbox.git(work, 'ls-files')).toBe('README.md\none');
});

test('where work was only bundled, the next step says how to go on, and the bundle has the work', async () => {
  const work = await sandbox.createRepository({name: 'work'});
  const remote = await sandbox.createBareRemote({from: work});
  const refuse = '#!/bin/sh\nwhile read -r _ _ ref; do case $ref in refs/laforge/*) exit 1;; esac; done\n';
  mkdirSync(join(remote, 'hooks'));
  writeFileSync(join(remote, 'hooks', 'pre-receive'), refuse, {mode: 0o755});
  const run = (script: string) => laforge(work, ['step', 'run', '--push', '--', 'sh', '-c', script]);
  const failed = await run('echo kept > kept.txt; exit 3');
  const refused = await run('echo more > more.txt');
  expect([failed.code, refused.code]).toEqual([3, 1]);
  expect(refused.stderr).toContain('(the bundle of a step has its work)');
  for (const command of between(refused.stderr, 'the branch as it is now: ', ';').split(' && '))
    await type(work, command);
  expect(await run('echo more > more.txt')).toMatchObject({code: 0});
  expect(await sandbox.git(remote, 'ls-tree', '--name-only', 'main')).toBe('README.md\nmore.txt');
  await type(work, between(failed.stderr, '.bundle. ', ' gets it.'));
  expect(await sandbox.git(work, 'show', 'FETCH_HEAD:kept.txt')).toBe('kept');
});

test('a bundle of a shallow clone says what another shallow clone needs before it can have the work', async () => {
  const from = await sandbox.createRepository({name: 'from'});
  const remote = await sandbox.createBareRemote({from});
  mkdirSync(join(remote, 'hooks'), {recursive: true});
  const refuse = '#!/bin/sh\nwhile read -r _ _ ref; do case $ref in refs/laforge/*) exit 1;; esac; done\n';
  writeFileSync(join(remote, 'hooks', 'pre-receive'), refuse, {mode: 0o755});
  const shallow = async (name: string) => {
    const folder = join(sandbox.folder(), name);
    await sandbox.git(sandbox.folder(), 'clone', '--quiet', '--depth', '1', `file://${remote}`, folder);
    return folder;
  };
  const next = async () => {
    await sandbox.git(from, 'commit', '--quiet', '--allow-empty', '-m', 'next');
    await sandbox.git(from, 'push', '--quiet', remote, 'main');
  };
  await next();
  const work = await shallow('work');
  const {stderr} = await laforge(work, ['step', 'run', '--push', '--', 'sh', '-c', 'echo kept > kept.txt; exit 3']);
  const begun = await sandbox.sha(remote, 'main');
  const fetch = between(stderr, '.bundle. ', ' gets it.');
  expect(stderr).toContain(` A clone that lacks ${begun.slice(0, 8)} needs git fetch --unshallow first.\n`);
  await next();
  const other = await shallow('other');
  await expect(type(other, fetch)).rejects.toThrow('lacks these prerequisite commits');
  await type(other, between(stderr, ' needs ', ' first.'));
  await type(other, fetch);
  expect(await sandbox.git(other, 'show', 'FETCH_HEAD:kept.txt')).toBe('kept');
});

test('commands for the remote name it as it is called, and can be typed', async () => {
  const work = await sandbox.createRepository({name: 'work'});
  const remote = await sandbox.createBareRemote({from: work});
  await sandbox.git(work, 'remote', 'rename', 'origin', 'up-stream');
  const git = ['--store', 'git'];
  const run = async (script: string, ...options: string[]) =>
    (await laforge(work, ['step', 'run', ...git, ...options, '--', 'sh', '-c', script])).stderr;

  const only = await run('echo one > one.txt');
  await type(work, between(only, 'the work is only here: ', '\n'));
  expect(await sandbox.git(remote, 'show', 'main:one.txt')).toBe('one');

  const pinned = await run('echo two > two.txt; touch .git/index.lock', '--push');
  execFileSync('rm', [`${work}/.git/index.lock`]);
  await type(work, between(pinned, 'It is kept: ', ' gets it'));
  expect(await sandbox.git(work, 'show', 'FETCH_HEAD:two.txt')).toBe('two');
  await sandbox.git(work, 'checkout', '--quiet', '--force', 'main');

  await run('echo three > three.txt');
  const here = await laforge(work, ['step', 'rollback', '3', ...git, '--push', '--yes']);
  await type(work, between(here.stderr, 'Push it first if others may see it: ', ';'));
  expect(await sandbox.git(remote, 'show', 'main:three.txt')).toBe('three');

  await sandbox.git(remote, 'branch', '-D', 'main');
  const gone = await laforge(work, ['step', 'rollback', '3', ...git, '--push', '--yes']);
  await type(work, between(gone.stderr, 'if it is wanted: ', ' (LF'));
  expect(await sandbox.git(remote, 'show', 'main:three.txt')).toBe('three');
});
