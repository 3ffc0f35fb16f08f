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
