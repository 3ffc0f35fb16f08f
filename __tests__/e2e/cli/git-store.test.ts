import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

/** Every file of a clone with its content: checkout, index, configuration, refs, shallowness and objects. */
function filesOf(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, {recursive: true, withFileTypes: true}).filter((file) => file.isFile());
  return new Map(
    files.map(({parentPath, name}) => [join(parentPath, name), readFileSync(join(parentPath, name), 'latin1')]),
  );
}

test('a step recorded in one clone with --store git is listed in any other', async () => {
  const work = await sandbox.createRepository({name: 'work'});
  const remote = await sandbox.createBareRemote({from: work});
  expect(await laforge(work, ['step', 'run', '--store', 'git', '--', 'true'])).toMatchObject({code: 0});
  const listed = await laforge(await sandbox.clone(remote), ['steps', '--store', 'git', '--json']);
  expect([listed.code, listed.stderr]).toEqual([0, '']);
  expect(listed.stdout).toContain('"status": "succeeded"');
});

test('a history at the remote is exported into a file of another machine, and is the same there', async () => {
  const work = await sandbox.createRepository({name: 'work'});
  await sandbox.createBareRemote({from: work});
  for (const text of ['one', 'two'])
    await laforge(work, ['step', 'run', '--store', 'git', '--push', '--', 'sh', '-c', `echo ${text} >> x.txt`]);
  await laforge(work, ['step', 'rollback', '1', '--store', 'git', '--push', '--yes']);
  const exported = await laforge(work, ['export', '--store', 'git', '--format', 'ndjson', '-o', 'history.ndjson']);
  expect(exported.code).toBe(0);
  const db = `${sandbox.folder()}/copy.db`;
  const imported = await laforge(work, ['import', 'history.ndjson', '--db', db]);
  expect(imported).toMatchObject({code: 0, stdout: expect.stringContaining(': 2 steps added, 1 rollback added.')});
  const again = await laforge(work, ['export', '--db', db, '--format', 'ndjson']);
  expect(again.stdout).toBe((await laforge(work, ['export', '--store', 'git', '--format', 'ndjson'])).stdout);
  expect(again.stdout.split('\n')).toHaveLength(2 + 1 + 3 + 1);
});

test('reading the history at the remote touches nothing of a shallow clone', async () => {
  const work = await sandbox.createRepository({name: 'work', commits: 3});
  const remote = await sandbox.createBareRemote({from: work});
  for (const text of ['one', 'two'])
    await laforge(work, ['step', 'run', '--store', 'git', '--push', '--', 'sh', '-c', `echo ${text} >> x.txt`]);
  await laforge(work, ['step', 'rollback', '1', '--store', 'git', '--push', '--yes']);
  const clone = await sandbox.shallowClone(remote);
  sandbox.write(clone, {'README.md': 'changed', 'untracked.txt': 'x'});
  const before = filesOf(clone);
  for (const args of [
    ['steps'],
    ['step', 'info', '2'],
    ['export'],
    ['verify'],
    ['pins'],
    ['pins', 'drop', 'R1', '--dry-run'],
  ]) {
    expect(await laforge(clone, [...args, '--store', 'git'])).toMatchObject({code: 0});
    expect(filesOf(clone)).toEqual(before);
  }
  expect(await sandbox.git(clone, 'rev-list', '--count', 'HEAD')).toBe('1');
});

test('verify checks the history at the remote, and its exit status tells a fault from a remote that is down', async () => {
  const work = await sandbox.createRepository({name: 'work'});
  const remote = await sandbox.createBareRemote({from: work});
  const verify = (folder: string) => laforge(folder, ['verify', '--store', 'git']);
  expect(await verify(work)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('has no history at refs/laforge'),
  });
  await laforge(work, ['step', 'run', '--store', 'git', '--push', '--', 'sh', '-c', 'echo x > x.txt']);
  const sound = 'refs/laforge/ledger/default (2 records) is sound.\n';
  for (const folder of [work, await sandbox.clone(remote)]) {
    expect(await verify(folder)).toEqual({code: 0, stdout: sound, stderr: ''});
  }

  const record = 'refs/laforge/ledger/default';
  const good = await sandbox.sha(remote, record);
  await sandbox.git(remote, 'update-ref', record, 'main');
  const found = await laforge(work, ['verify', '--store', 'git', '--json']);
  expect(found.code).toBe(1);
  expect(JSON.parse(found.stdout)).toMatchObject({path: null, store: 'git', sound: false, remarks: []});
  await sandbox.git(remote, 'update-ref', record, good);
  await sandbox.git(work, 'remote', 'set-url', 'origin', 'file:///nowhere/at-all.git');
  expect(await verify(work)).toMatchObject({code: 3, stdout: ''});
});
