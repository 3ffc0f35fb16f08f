import {expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

test('a step recorded in one clone with --store git is listed in any other', async () => {
  const work = await sandbox.createRepository({name: 'work'});
  const remote = await sandbox.createBareRemote({from: work});
  expect(await laforge(work, ['step', 'run', '--store', 'git', '--', 'true'])).toMatchObject({code: 0});
  const listed = await laforge(await sandbox.clone(remote), ['steps', '--store', 'git', '--json']);
  expect([listed.code, listed.stderr]).toEqual([0, '']);
  expect(listed.stdout).toContain('"status": "succeeded"');
});
