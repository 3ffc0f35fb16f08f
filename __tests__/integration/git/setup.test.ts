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

  test('has the commits of submodules', async () => {
    const remote = await sandbox.createRepository({name: 'library'});
    const work = await sandbox.createRepository({name: 'with-submodule'});
    mkdirSync(join(work, 'libs'));
    await sandbox.git(work, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', remote, 'libs/sub');
    await sandbox.git(work, 'commit', '--quiet', '-m', 'add a submodule');
    expect((await describeAt(work)).submodules).toEqual([{path: 'libs/sub', sha: await sandbox.sha(remote)}]);
  });
});
