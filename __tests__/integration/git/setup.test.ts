import {mkdirSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {describeSetup} from '../../../src/app/describe-step.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {repositoryOpener} from '../../helpers/open-repository.ts';

const sandbox = gitSandbox();
const open = repositoryOpener();

const COMMAND = {kind: 'program', argv: ['claude', '-p', 'fix it']} as const;

async function describeAt(work: string, folder = '.', env: Readonly<Record<string, string>> = {}, allow?: string[]) {
  const options = {command: COMMAND, directory: join(work, folder), envAllow: allow ?? null, check: null};
  return await describeSetup(await open(work), options, env, []);
}

describe('the setup of a step', () => {
  test('has digests of what instructs an agent, down to where it runs', async () => {
    const files = {
      'CLAUDE.md': 'be brief\n',
      '.claude/commands/fix.md': 'fix\n',
      'app/AGENTS.md': 'app\n',
      'other/AGENTS.md': 'no\n',
    };
    const work = await sandbox.createRepository({files});
    const before = await describeAt(work, 'app');
    expect(before.instructions.map(({path}) => path)).toEqual(['CLAUDE.md', '.claude', 'app/AGENTS.md']);
    sandbox.write(work, {'.claude/commands/fix.md': 'fix it\n', '.claude/worktrees/x/big.txt': 'x\n'});
    const after = await describeAt(work, 'app');
    const [claude, folder, app] = before.instructions;
    expect(after.instructions).toEqual([
      claude,
      {path: '.claude', sha256: expect.not.stringMatching(folder?.sha256 ?? '')},
      app,
    ]);
  });

  test('reads nothing through a link, and waits for no pipe', async () => {
    const work = await sandbox.createRepository({name: 'linked'});
    sandbox.write(sandbox.folder(), {'secret.txt': 'one\n'});
    symlinkSync(join(sandbox.folder(), 'secret.txt'), join(work, 'CLAUDE.md'));
    const {instructions} = await describeAt(work);
    sandbox.write(sandbox.folder(), {'secret.txt': 'two\n'});
    expect((await describeAt(work)).instructions).toEqual(instructions);
    expect(instructions).toHaveLength(1);
  });

  test('names variables without values, the runner and the digest of the command', async () => {
    const work = await sandbox.createRepository();
    const env = {OPENAI_API_KEY: 'sk-x', HOME: '/h', GITHUB_SHA: 'x', ImageOS: 'ubuntu24', ImageVersion: '20261101.1'};
    const setup = await describeAt(work, '.', env);
    expect(setup).toMatchObject({
      image: 'ubuntu24',
      image_version: '20261101.1',
      script_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(setup.env).toEqual(['ImageOS', 'ImageVersion', 'OPENAI_API_KEY']);
    expect((await describeAt(work, '.', env, ['ImageOS'])).env).toEqual(['ImageOS']);
  });

  test.each([
    ['GITHUB_ACTIONS', ['ImageOS', 'ImageVersion', 'GITHUB_SHA', 'RUNNER_OS', 'AGENT_TOOLSDIRECTORY']],
    ['GITLAB_CI', ['CI_COMMIT_SHA', 'CI_JOB_TOKEN', 'GITLAB_USER_LOGIN', 'FF_USE_FASTZIP']],
    ['BUILDKITE', ['BUILDKITE_BUILD_ID', 'BUILDKITE_AGENT_ACCESS_TOKEN']],
    ['CIRCLECI', ['CIRCLE_SHA1']],
    ['TF_BUILD', ['BUILD_SOURCEVERSION', 'AGENT_NAME', 'SYSTEM_TEAMPROJECT']],
    ['JENKINS_URL', ['JENKINS_HOME', 'BUILD_NUMBER', 'JOB_NAME', 'EXECUTOR_NUMBER', 'WORKSPACE']],
  ])('does not name what the CI system of %s sets, but what the user does', async (mark, names) => {
    const own = ['CI_TOKENS', 'GITLAB_TOKEN', 'NODE_ENV', 'OPENAI_API_KEY'].filter(
      (name) => mark !== 'GITLAB_CI' || !name.startsWith('CI_'),
    );
    const work = await sandbox.createRepository();
    const env = Object.fromEntries([mark, 'CI', ...names, ...own].map((name) => [name, 'x']));
    expect((await describeAt(work, '.', env)).env).toEqual(own);
    // Elsewhere a variable of such a name is the user's own.
    expect((await describeAt(work, '.', {BUILD_NUMBER: '1', AGENT_NAME: 'x'})).env).toEqual([
      'AGENT_NAME',
      'BUILD_NUMBER',
    ]);
  });

  test('has the commits of submodules', async () => {
    const remote = await sandbox.createRepository({name: 'library'});
    const work = await sandbox.createRepository({name: 'with-submodule'});
    mkdirSync(join(work, 'libs'));
    await sandbox.git(work, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', remote, 'libs/sub');
    await sandbox.git(work, 'commit', '--quiet', '-m', 'add a submodule');
    expect((await describeAt(work)).submodules).toEqual([{path: 'libs/sub', sha: await sandbox.sha(remote)}]);
  });
});
