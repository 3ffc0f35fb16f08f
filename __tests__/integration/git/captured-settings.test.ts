import {appendFileSync, chmodSync, existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {afterEach, describe, expect, test} from '@jest/globals';
import {gitConnect} from '../../helpers/git-connect.ts';
import {gitHttp} from '../../helpers/git-http.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';

const sandbox = gitSandbox();
const serve = gitHttp();
const open = gitConnect();
const {HOME: home, GIT_CONFIG_GLOBAL: globalConfig} = process.env;

afterEach(() => {
  process.env.HOME = home;
  process.env.GIT_CONFIG_GLOBAL = globalConfig;
});

/** Everything an agent could write so that our git runs its command, or sends a token to its server. */
function hostileConfig(trap: string, evilUrl: string, url: string): string {
  const command = `touch '${trap}'`;
  return `
[core]
	sshCommand = ${command}
	fsmonitor = ${command}
	hooksPath = ${dirname(trap)}/hooks
	askPass = ${command}
	alternateRefsCommand = ${command}
[credential]
	helper = "!${command}"
[url "${evilUrl}"]
	insteadOf = ${new URL(url).origin}
	insteadOf = ${url}
	pushInsteadOf = ${url}
[http]
	extraheader = "X-Evil: 1"
	extraheader = "Authorization: basic ZXZpbA=="
	proxy = ${evilUrl}
	followRedirects = true
[remote "origin"]
	url = ${evilUrl}/remote.git
	pushurl = ${evilUrl}/remote.git
	receivepack = "${command};"
	uploadpack = "${command};"
	vcs = ext
[remote "laforge"]
	url = ${evilUrl}/remote.git
	pushurl = ${evilUrl}/remote.git
	proxy = ${evilUrl}
[protocol]
	allow = always
`;
}

describe('settings that are changed after opening', () => {
  test.each(['.git/config', '~/.gitconfig', "the private repository's config"])('have no effect: %s', async (place) => {
    const work = await sandbox.createRepository({name: 'work', commits: 2});
    const bare = await sandbox.createBareRemote({name: 'remote.git', from: work});
    const [server, evil] = [
      await serve({root: sandbox.folder(), token: 'secret'}),
      await serve({root: sandbox.folder()}),
    ];
    const url = `${server.url}/remote.git`;
    await sandbox.git(work, 'remote', 'set-url', 'origin', url);
    process.env.HOME = join(sandbox.folder(), 'home');
    delete process.env.GIT_CONFIG_GLOBAL;
    sandbox.write(process.env.HOME, {'.gitconfig': ''});
    const opened = await open(work, {pushToken: 'secret', serverUrl: server.url});
    const privateFolder = dirname(opened.location.repository.objectDirectory());

    const trap = join(sandbox.folder(), 'trap');
    const hooks = Object.fromEntries(
      ['pre-push', 'reference-transaction', 'post-checkout', 'pre-auto-gc', 'proc-receive', 'update'].map((hook) => [
        `hooks/${hook}`,
        `#!/bin/sh\ntouch '${trap}'\n`,
      ]),
    );
    for (const folder of [sandbox.folder(), join(work, '.git'), privateFolder]) {
      sandbox.write(folder, hooks);
      for (const hook of Object.keys(hooks)) chmodSync(join(folder, hook), 0o755);
    }
    const files = {
      '.git/config': join(work, '.git', 'config'),
      '~/.gitconfig': join(process.env.HOME, '.gitconfig'),
      "the private repository's config": join(privateFolder, 'config'),
    };
    appendFileSync(files[place as keyof typeof files], hostileConfig(trap, evil.url, url));

    const [tip, first] = [await sandbox.sha(bare, 'main'), await sandbox.sha(bare, 'main~1')];
    const pin = await opened.history.createPinCommit(tip, 'pin');
    expect(await opened.remote.refs(['refs/heads/*'])).toEqual(new Map([['refs/heads/main', tip]]));
    expect(await opened.remote.fetch(['refs/heads/main'])).toBe(true);
    expect(await opened.remote.branchesContaining(first, 'none')).toEqual(['main']);
    expect(
      await opened.remote.push(
        [
          {ref: 'refs/heads/main', to: first, expected: tip},
          {ref: 'refs/laforge/pins/default/one', to: pin, expected: null},
        ],
        {atomic: true},
      ),
    ).toEqual({kind: 'pushed'});
    expect(await opened.history.commits(first, tip)).toMatchObject({complete: true});
    expect(existsSync(trap)).toBe(false);
    expect(evil.requests).toEqual([]);
  });

  test('have no effect on who is asked for a remote over ssh', async () => {
    const work = await sandbox.createRepository({name: 'work'});
    const [asked, trap] = [join(sandbox.folder(), 'asked'), join(sandbox.folder(), 'trap')];
    await sandbox.git(work, 'remote', 'add', 'origin', 'git@host.test:o/n.git');
    await sandbox.git(work, 'config', 'core.sshCommand', `touch '${asked}'; false`);
    const {remote} = await open(work);
    await sandbox.git(work, 'config', 'core.sshCommand', `touch '${trap}'; false`);
    await expect(remote.refs(['refs/heads/*'])).rejects.toMatchObject({code: 'remote-unreachable'});
    expect([existsSync(asked), existsSync(trap)]).toEqual([true, false]);
  });
});
