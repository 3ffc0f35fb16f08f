import {chmodSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {afterEach, describe, expect, test} from '@jest/globals';
import {gitConnect} from '../../helpers/git-connect.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {repositoryOpener} from '../../helpers/open-repository.ts';

const sandbox = gitSandbox();
const connect = gitConnect();
const open = repositoryOpener();
const {HOME: home, GIT_CONFIG_GLOBAL: globalConfig} = process.env;

afterEach(() => {
  process.env.HOME = home;
  process.env.GIT_CONFIG_GLOBAL = globalConfig;
});

/** A work tree with a remote on the disk, which has all of it but for the last commit. */
async function aheadOfRemote(name = 'remote.git') {
  const work = await sandbox.createRepository({commits: 2});
  const remote = await sandbox.createBareRemote({name, from: work});
  const [first, tip] = [await sandbox.sha(work), await sandbox.commitFile(work, 'new.txt', 'new\n')];
  return {work, remote, first, tip, update: {ref: 'refs/heads/main', to: tip, expected: first}};
}

describe('a remote is reached as its settings say', () => {
  test('by its own uploadpack and receivepack, as they were before the agent', async () => {
    const {work, remote: bare, first, tip, update} = await aheadOfRemote();
    const programs = ['upload', 'receive'].map((kind) => {
      const program = join(sandbox.folder(), `${kind}-as-configured`);
      sandbox.write(sandbox.folder(), {
        [`${kind}-as-configured`]: `#!/bin/sh\ntouch "$0.ran"\nexec git ${kind}-pack "$@"\n`,
        [`${kind}-of-the-agent`]: '#!/bin/sh\ntouch "$0.ran"\nexit 1\n',
      });
      chmodSync(program, 0o755);
      chmodSync(join(sandbox.folder(), `${kind}-of-the-agent`), 0o755);
      return {key: `remote.origin.${kind}pack`, program};
    });
    for (const {key, program} of programs) await sandbox.git(work, 'config', key, program);
    const {remote} = await connect(work);
    for (const {key, program} of programs) {
      await sandbox.git(work, 'config', key, program.replace('as-configured', 'of-the-agent'));
    }
    expect(await remote.refs(['refs/heads/main'])).toEqual(new Map([['refs/heads/main', first]]));
    expect(await remote.push([update], {atomic: true})).toEqual({kind: 'pushed'});
    expect(await sandbox.sha(bare, 'main')).toBe(tip);
    const ran = readdirSync(sandbox.folder()).filter((name) => name.endsWith('.ran'));
    expect(ran.sort()).toEqual(['receive-as-configured.ran', 'upload-as-configured.ran']);
  });

  test("when it is a folder of another user's that the user trusts, and not when the clone alone says so", async () => {
    const {work, update} = await aheadOfRemote();
    // git's own way to have a folder taken for another user's.
    for (const kind of ['upload', 'receive']) {
      const program = `env GIT_TEST_ASSUME_DIFFERENT_OWNER=1 git-${kind}-pack`;
      await sandbox.git(work, 'config', `remote.origin.${kind}pack`, program);
    }
    await sandbox.git(work, 'config', 'safe.directory', '*');
    expect(await (await connect(work)).remote.push([update], {atomic: true})).not.toMatchObject({kind: 'pushed'});
    sandbox.write(sandbox.folder(), {global: '[safe]\n\tdirectory = *\n'});
    process.env.GIT_CONFIG_GLOBAL = join(sandbox.folder(), 'global');
    expect(await (await connect(work)).remote.push([update], {atomic: true})).toEqual({kind: 'pushed'});
  });

  test('through its own proxy', async () => {
    const asked: string[] = [];
    const proxy = createServer(({url}, response) => {
      asked.push(url ?? '');
      response.writeHead(502).end();
    });
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
    try {
      const work = await sandbox.createRepository();
      await sandbox.git(work, 'remote', 'add', 'origin', 'http://host.invalid/o/n.git');
      const {port} = proxy.address() as AddressInfo;
      await sandbox.git(work, 'config', 'remote.origin.proxy', `http://127.0.0.1:${port}`);
      const {remote} = await connect(work);
      await expect(remote.refs(['refs/heads/main'])).rejects.toMatchObject({name: 'GitError'});
      expect(asked[0]).toBe('http://host.invalid/o/n.git/info/refs?service=git-upload-pack');
    } finally {
      proxy.closeAllConnections();
      proxy.close();
    }
  });

  test('in the home folder', async () => {
    const {work, remote: bare, first, tip, update} = await aheadOfRemote('home/x.git');
    process.env.HOME = join(sandbox.folder(), 'home');
    await sandbox.git(work, 'remote', 'set-url', 'origin', '~/x.git');
    const {remote} = await connect(work);
    expect((await remote.refs(['refs/heads/main'])).get('refs/heads/main')).toBe(first);
    expect(await remote.push([update], {atomic: true})).toEqual({kind: 'pushed'});
    expect(await sandbox.sha(bare, 'main')).toBe(tip);
  });
});

const request = {message: 'left', author: null, exclude: [], onto: 'head'} as const;

describe('what the agent left is committed as the settings say', () => {
  test('in a repository that is shared with a group, all that git writes stays writable for it', async () => {
    const work = await sandbox.createRepository();
    await sandbox.git(work, 'config', 'core.sharedRepository', 'group');
    const repository = await open(work);
    const since = await repository.snapshot();
    const files = Object.fromEntries([1, 2, 3, 4, 5].map((number) => [`new-${number}.txt`, `${number}\n`]));
    const before = new Set(readdirSync(join(work, '.git'), {recursive: true, encoding: 'utf8'}));
    sandbox.write(work, files);
    expect(await repository.commitLeftovers({...request, since})).toMatchObject({kind: 'committed', leftOut: []});
    const modeOf = (name: string) => statSync(join(work, '.git', name)).mode;
    const written = readdirSync(join(work, '.git'), {recursive: true, encoding: 'utf8'}).filter(
      (name) => name.startsWith('objects') && !before.has(name),
    );
    const folders = written.filter((name) => statSync(join(work, '.git', name)).isDirectory());
    expect(folders.length).toBeGreaterThan(0);
    // Objects are read-only for everybody; the folders they are in, the index and the branch are not.
    const shared = [...folders, 'index', 'refs/heads/main', 'logs/HEAD'];
    expect(shared.filter((name) => (modeOf(name) & 0o060) !== 0o060)).toEqual([]);
  });

  test('there, what a reset must leave on the disk is known to the whole group', async () => {
    const work = await sandbox.createRepository();
    await sandbox.git(work, 'init', '--quiet', '--shared=group');
    sandbox.write(work, {'.env': 'mine\n'});
    const repository = await open(work);
    const since = await repository.snapshot();
    await sandbox.commitFile(work, '.env', 'mine\n');
    await repository.noteFilesThatStay(since);
    const note = join(work, '.git/laforge/files-that-stay');
    expect([readFileSync(note, 'utf8'), statSync(note).mode & 0o777]).toEqual(['.env', 0o664]);
  });

  test('core.safecrlf is no reason to refuse an old file, and a new one is named that git itself refuses', async () => {
    const work = await sandbox.createRepository({files: {'a.txt': 'a\n'}});
    await sandbox.git(work, 'config', 'core.autocrlf', 'input');
    await sandbox.git(work, 'config', 'core.safecrlf', 'true');
    sandbox.write(work, {'old.txt': 'old\r\n', 'a.txt': 'changed\r\n'});
    const repository = await open(work);
    const since = await repository.snapshot();
    expect(since.older.map(({path}) => path)).toEqual(['a.txt', 'old.txt']);
    sandbox.write(work, {'new.txt': 'new\n', 'windows.txt': 'new\r\n'});
    expect((await sandbox.tryGit(work, 'add', 'windows.txt')).exitCode).not.toBe(0);
    const outcome = await repository.commitLeftovers({...request, since});
    expect(outcome).toMatchObject({kind: 'committed', leftOut: [{path: 'windows.txt', reason: 'refused'}]});
    expect(await sandbox.git(work, 'show', '--format=', '--name-only', 'HEAD')).toBe('new.txt');
    expect(await sandbox.git(work, 'status', '--porcelain')).toBe(' M a.txt\n?? old.txt\n?? windows.txt');
  });
});
