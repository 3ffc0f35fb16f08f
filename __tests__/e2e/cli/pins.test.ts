import {renameSync} from 'node:fs';
import {expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

test('a leaked secret is rolled back, found among the pins, and dropped for good', async () => {
  const work = await sandbox.createRepository({name: 'app'});
  const remote = await sandbox.createBareRemote({from: work});
  for (const text of ['one', 'a key'])
    await laforge(work, ['step', 'run', '--push', '--', 'sh', '-c', `echo ${text} >> notes.txt`]);
  await laforge(work, ['step', 'rollback', '1', '--push', '--yes', '--reason', 'a key']);

  const listed = await laforge(work, ['pins']);
  expect(listed).toMatchObject({code: 0, stderr: ''});
  expect(listed.stdout).toMatch(
    /^app: 1 pin\n\nPIN .*\nR1 {3}rollback of main: step 2 {2}in force {2}1 commit .*at the remote and here .*a key\n/,
  );
  const [pin] = JSON.parse((await laforge(work, ['pins', '--json'])).stdout);
  expect(pin).toMatchObject({name: 'R1', of: 'rollback', state: 'in force', steps: [{id: 2}], files_changed: 1});

  const refused = await laforge(work, ['pins', 'drop', 'R1']);
  expect(refused).toMatchObject({code: 1, stderr: expect.stringContaining('run it again with --yes')});
  expect(refused.stdout).toMatch(/^R1 goes, the pin of rollback R1 of main, at the remote and here: refs\/laforge/);
  const planned = await laforge(work, ['pins', 'drop', 'app', 'R1', '--project', 'app', '--dry-run']);
  expect(planned).toMatchObject({code: 2, stderr: expect.stringContaining('"app" names no pin')});
  expect(await sandbox.git(remote, 'for-each-ref', pin.ref)).not.toBe('');

  const dropped = await laforge(work, ['pins', 'drop', 'R1', '--yes', '--reason', 'a key was in it']);
  expect(dropped).toMatchObject({code: 0, stderr: ''});
  expect(dropped.stdout).toMatch(/\nDropped refs\/laforge\/pins\/\S+\.\nWhat may still have the commits:\n/);
  expect(dropped.stdout).toContain('  - the reflogs of this repository: ');
  for (const folder of [work, remote]) expect(await sandbox.git(folder, 'for-each-ref', 'refs/laforge/pins')).toBe('');

  const undone = await laforge(work, ['step', 'undo', 'R1', '--push', '--yes']);
  expect(undone).toMatchObject({code: 1, stderr: expect.stringMatching(/ dropped it on \S+ \(a key was in it\)\./)});
  const info = await laforge(work, ['step', 'info', '2']);
  expect(info.stdout).toMatch(/R1 rolled this step back, .* \(its pin is gone: .* \(a key was in it\)\)/);
  expect((await laforge(work, ['pins'])).stdout).toBe('Project app has no pins.\n');
});

test('a history finds its pins that bear the name it had before: to list, verify and drop them, and to undo', async () => {
  const before = await sandbox.createRepository({name: 'app'});
  await sandbox.createBareRemote({from: before});
  for (const name of ['one', 'two'])
    await laforge(before, ['step', 'run', '--push', '--', 'sh', '-c', `echo ${name} > ${name}.txt`]);
  const tip = await sandbox.sha(before);
  await laforge(before, ['step', 'rollback', '1', '--push', '--yes']);
  const work = `${before} renamed`;
  renameSync(before, work);
  const named = ['--project', 'app'];
  await sandbox.git(
    work,
    'update-ref',
    '--no-deref',
    'refs/laforge/pins/other/step-01a22a29-577b-77c4-bedb-e564b4397e04',
    tip,
  );

  const [pin, ...others] = JSON.parse((await laforge(work, ['pins', '--json', ...named])).stdout);
  expect([pin, others]).toMatchObject([{name: 'R1', of: 'rollback', state: 'in force'}, []]);
  expect(pin.ref).toMatch(/^refs\/laforge\/pins\/default\//);
  expect((await laforge(work, ['pins', 'drop', 'R1', '--dry-run', ...named])).stdout).toMatch(/^R1 goes/);
  expect(await laforge(work, ['verify', 'app'])).toMatchObject({code: 0, stdout: expect.not.stringContaining(pin.ref)});
  expect(await laforge(work, ['step', 'undo', 'R1', '--push', '--yes', ...named])).toMatchObject({code: 0, stderr: ''});
  expect(await sandbox.sha(work)).toBe(tip);
  expect(await sandbox.git(work, 'ls-remote', 'origin', 'main')).toContain(tip);
});
