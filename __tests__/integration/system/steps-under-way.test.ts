import {chmodSync, mkdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {systemUids} from '../../../src/system/clock-and-uids.ts';
import {enterWorkTree} from '../../../src/system/steps-under-way.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';

const sandbox = gitSandbox();

test.each([0o2775, 0o755])(
  'entries are as open as the git folder, so that a group that shares it finds them: %o',
  (mode) => {
    const gitDir = join(sandbox.folder(), '.git');
    mkdirSync(gitDir);
    chmodSync(gitDir, mode);
    const request = {gitDir, uid: systemUids.next(), share: false, within: undefined, findAgent: () => [], advice: ''};
    enterWorkTree(request).leave();
    const modes = ['laforge', 'laforge/steps'].map((name) => statSync(join(gitDir, name)).mode & 0o7777);
    expect(modes).toEqual([mode, mode]);
  },
);
