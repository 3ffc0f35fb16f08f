import {mkdirSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {beforeEach, expect, test} from '@jest/globals';
import {folderIn, replayEnvironment} from '../../../src/app/replay-place.ts';
import {testFolder} from '../../helpers/test-folder.ts';

const top = testFolder();
beforeEach(() => {
  mkdirSync(join(top, 'work', 'sub'), {recursive: true});
  mkdirSync(join(top, 'workshop'));
  symlinkSync('..', join(top, 'work', 'out'));
});

test('the folder that a record names is in the work tree, whatever the record says', () => {
  const work = join(top, 'work');
  expect([folderIn(work, null), folderIn(work, '.'), folderIn(work, 'sub')]).toEqual([work, work, join(work, 'sub')]);
  for (const outside of ['..', '../workshop', 'sub/../..', 'out', '/', top, 'gone'])
    expect(() => folderIn(work, outside)).toThrow(/is not in the work tree/);
});

test('a replay has the keys of agents, and nothing that git could push with', () => {
  const env = replayEnvironment({
    ANTHROPIC_API_KEY: 'a',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_DIR: '/x',
    GIT_SSH_COMMAND: 'ssh -i key',
    GIT_CONFIG_PARAMETERS: "'credential.helper=store'",
    SSH_AUTH_SOCK: '/run/x',
    GH_TOKEN: 't',
    GITHUB_TOKEN: 't',
    GITLAB_TOKEN: 't',
    CI_JOB_TOKEN: 't',
  });
  const names = Object.keys(env).filter((name) => !/^GIT_CONFIG_(?:COUNT|KEY_\d|VALUE_\d)$/.test(name));
  expect(names.sort()).toEqual([
    ...['ANTHROPIC_API_KEY', 'GIT_ASKPASS', 'GIT_AUTHOR_NAME', 'GIT_TERMINAL_PROMPT', 'LAFORGE_REPLAY'],
  ]);
});
