import {chmodSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeIn, PROGRAM} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox, PROGRAM);

test('a remote that never answers does not keep a command that has given it up', async () => {
  const repository = await sandbox.createRepository();
  const ssh = join(sandbox.folder(), 'ssh.sh');
  // Longer than this test may take.
  writeFileSync(ssh, '#!/bin/sh\nexec sleep 600\n');
  chmodSync(ssh, 0o755);
  await sandbox.git(repository, 'remote', 'add', 'origin', 'ssh://nowhere.invalid/x.git');
  const {code, stderr} = await laforge(repository, ['steps', '--store', 'git'], {env: {GIT_SSH: ssh}});
  expect([code, stderr]).toEqual([1, expect.stringContaining('could not be read')]);
});
