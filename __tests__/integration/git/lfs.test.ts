import {createHash} from 'node:crypto';
import {chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync} from 'node:fs';
import {delimiter, dirname, join} from 'node:path';
import {afterEach, describe, expect, test} from '@jest/globals';
import {hasGitLfs} from '../../../scripts/prepare-tests.ts';
import {gitConnect} from '../../helpers/git-connect.ts';
import {gitHttp} from '../../helpers/git-http.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {type LfsServerOptions, lfsServer} from '../../helpers/lfs-server.ts';

// Where there is no git-lfs and none could be installed, nothing of it can be tested; the gate always has it.
const describeWithLfs = hasGitLfs() ? describe : describe.skip;

const sandbox = gitSandbox();
const serve = gitHttp();
const serveLfs = lfsServer();
const open = gitConnect();
const path = process.env.PATH;

afterEach(() => {
  process.env.PATH = path;
});

const TOKEN = 'ghp_givenAsPushToken';
const MAIN = 'refs/heads/main';
const CONTENT = Buffer.from('a large file\n'.repeat(300));

const basic = (token: string) => `basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
const idOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');

/** A repository that keeps `*.bin` with Git LFS, one commit ahead of a remote that offers git and LFS at one origin. */
async function hosted(options: LfsServerOptions & {readonly content?: Buffer} = {}) {
  const {content = CONTENT, ...lfsOptions} = options;
  const work = await sandbox.createRepository({
    name: 'work',
    files: {'.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n'},
  });
  const bare = await sandbox.createBareRemote({name: 'remote.git', from: work});
  const git = await serve({root: sandbox.folder(), ...(options.token !== undefined && {token: options.token})});
  const server = await serveLfs({gitUrl: git.url, ...lfsOptions});
  await sandbox.git(work, 'remote', 'set-url', 'origin', `${server.url}/remote.git`);
  await sandbox.git(work, 'lfs', 'install', '--local', '--skip-repo');
  const before = await sandbox.sha(work);
  const after = await sandbox.commitFile(work, 'large.bin', content);
  return {work, bare, git, server, id: idOf(content), update: {ref: MAIN, to: after, expected: before}};
}

const withToken = (url: string) => ({pushToken: TOKEN, serverUrl: url});

describeWithLfs('a push of commits with Git LFS objects', () => {
  test('uploads the objects before the branch moves', async () => {
    const {work, bare, server, id, update} = await hosted();
    const {remote} = await open(work);
    expect(await remote.push([update], {atomic: true})).toEqual({kind: 'pushed'});
    expect(server.objects).toEqual(new Map([[id, CONTENT]]));
    expect(await sandbox.sha(bare, 'main')).toBe(update.to);
    const steps = server.requests.map(({method, url}) => `${method} ${url.split('?')[0]}`);
    const uploaded = steps.indexOf(`PUT /storage/${id}`);
    expect(steps.slice(uploaded - 1, uploaded + 2)).toEqual([
      'POST /remote.git/info/lfs/objects/batch',
      `PUT /storage/${id}`,
      'POST /objects/verify',
    ]);
    expect(steps.indexOf('POST /remote.git/git-receive-pack')).toBeGreaterThan(uploaded + 1);
  });

  test('uploads those of a new branch too, and nothing that the remote has', async () => {
    const {work, server, id, update} = await hosted();
    const opened = await open(work);
    expect(await opened.remote.push([update], {atomic: true})).toEqual({kind: 'pushed'});
    const more = Buffer.from('another large file\n'.repeat(100));
    const next = await sandbox.commitFile(work, 'more.bin', more);
    const pin = {ref: 'refs/laforge/pins/default/one', to: next, expected: null};
    const batches = () => server.requests.filter(({url}) => url.endsWith('/objects/batch')).length;
    expect(batches()).toBe(1);
    expect(await opened.remote.push([pin], {atomic: true})).toEqual({kind: 'pushed'});
    expect([...server.objects.keys()]).toEqual([id, idOf(more)]);
    expect(batches()).toBe(2);
    // Back and forth again: everything is there.
    expect(await opened.remote.push([{...update, to: update.expected, expected: update.to}], {atomic: true})).toEqual({
      kind: 'pushed',
    });
    expect(await opened.remote.push([{...pin, ref: `${pin.ref}-2`}], {atomic: true})).toEqual({kind: 'pushed'});
    expect(server.objects.size).toBe(2);
  });

  test('leaves nothing of ours in the repository or its storage', async () => {
    const {work, update} = await hosted();
    const listing = () => readdirSync(join(work, '.git'), {recursive: true, encoding: 'utf8'}).sort();
    const [files, config] = [listing(), readFileSync(join(work, '.git', 'config'), 'utf8')];
    const {remote} = await open(work);
    expect(await remote.push([update], {atomic: true})).toEqual({kind: 'pushed'});
    expect(listing()).toEqual(files);
    expect(readFileSync(join(work, '.git', 'config'), 'utf8')).toBe(config);
  });

  test('works for a pointer whose object is not here, when the remote takes the commit', async () => {
    const {work, server, id, update} = await hosted();
    rmSync(join(work, '.git', 'lfs', 'objects'), {recursive: true});
    const {remote} = await open(work);
    expect(await remote.push([update], {atomic: true})).toEqual({kind: 'pushed'});
    expect(server.objects.has(id)).toBe(false);
  });

  test('copies the objects to a remote that is a folder', async () => {
    const {work, bare, id, update} = await hosted();
    await sandbox.git(work, 'remote', 'set-url', 'origin', bare);
    const {remote} = await open(work);
    expect(await remote.push([update], {atomic: true})).toEqual({kind: 'pushed'});
    expect(readFileSync(join(bare, 'lfs', 'objects', id.slice(0, 2), id.slice(2, 4), id))).toEqual(CONTENT);
  });

  test('asks over ssh for the server of a remote that is reached so', async () => {
    const {work, bare, server, id, update} = await hosted({token: TOKEN, uploadAuthorization: basic(TOKEN)});
    const answer = {href: `${server.url}/remote.git/info/lfs`, header: {Authorization: basic(TOKEN)}};
    const ssh = join(sandbox.folder(), 'ssh');
    sandbox.write(sandbox.folder(), {
      ssh: `#!/bin/sh
while [ "\${1#-}" != "$1" ]; do [ "$1" = -o ] || [ "$1" = -p ] && shift; shift; done
shift
case "$*" in
  *git-lfs-authenticate*) echo '${JSON.stringify(answer)}' ;;
  *git-lfs-transfer*) exit 1 ;;
  *git-receive-pack*) exec git receive-pack '${bare}' ;;
  *git-upload-pack*) exec git upload-pack '${bare}' ;;
esac
`,
    });
    chmodSync(ssh, 0o755);
    await sandbox.git(work, 'remote', 'set-url', 'origin', 'git@host.test:remote.git');
    await sandbox.git(work, 'config', 'core.sshCommand', ssh);
    await sandbox.git(work, 'config', 'ssh.variant', 'ssh');
    const {remote} = await open(work);
    expect(await remote.push([update], {atomic: true})).toEqual({kind: 'pushed'});
    expect([...server.objects.keys()]).toEqual([id]);
  });
});

describeWithLfs('the LFS server', () => {
  test.each(['lfs.url', 'lfs.pushurl', 'remote.origin.lfsurl'])('is the one of %s', async (key) => {
    const {work, server, id, update} = await hosted();
    const other = await serveLfs();
    await sandbox.git(work, 'config', key, `${other.url}/objects-here`);
    const {remote} = await open(work);
    expect(await remote.push([update], {atomic: true})).toEqual({kind: 'pushed'});
    expect([...other.objects.keys()]).toEqual([id]);
    expect(other.requests[0]?.url).toBe('/objects-here/objects/batch');
    expect(server.requests.filter(({url}) => url.includes('/lfs/'))).toEqual([]);
  });

  test("is the one of the project's .lfsconfig at the start, unless the user configured another", async () => {
    const {work, id, update} = await hosted();
    const [projects, users] = [await serveLfs(), await serveLfs()];
    sandbox.write(work, {'.lfsconfig': `[lfs]\n\turl = ${projects.url}\n`});
    expect(await (await open(work)).remote.push([update], {atomic: true})).toEqual({kind: 'pushed'});
    expect([...projects.objects.keys()]).toEqual([id]);

    await sandbox.git(work, 'config', 'lfs.url', users.url);
    const back = {...update, to: update.expected, expected: update.to};
    const {remote} = await open(work);
    expect(await remote.push([back], {atomic: true})).toEqual({kind: 'pushed'});
    expect(await remote.push([update], {atomic: true})).toEqual({kind: 'pushed'});
    expect([[...users.objects.keys()], projects.objects.size]).toEqual([[id], 1]);
  });

  test('is no other one by what an agent writes later, and no token goes anywhere else', async () => {
    const {work, server, id, update} = await hosted({token: TOKEN});
    const evil = await serveLfs();
    const {
      remote,
      location: {repository: privateRepository},
    } = await open(work, withToken(server.url));
    const trap = join(sandbox.folder(), 'trap');
    const hostile = `
[lfs]
	url = ${evil.url}
	pushurl = ${evil.url}
	standalonetransferagent = evil
[lfs "customtransfer.evil"]
	path = touch
	args = ${trap}
[lfs "${server.url}/remote.git/info/lfs"]
	access = none
[remote "origin"]
	lfsurl = ${evil.url}
	lfspushurl = ${evil.url}
[remote "laforge"]
	lfsurl = ${evil.url}
	lfspushurl = ${evil.url}
[url "${evil.url}"]
	insteadOf = ${server.url}
`;
    const to = await sandbox.commitFile(work, '.lfsconfig', hostile);
    sandbox.write(work, {
      '.git/config': readFileSync(join(work, '.git', 'config'), 'utf8') + hostile,
      '.git/lfs/config': hostile,
    });
    const privateFolder = dirname(privateRepository.objectDirectory());
    sandbox.write(privateFolder, {'.lfsconfig': hostile, config: hostile});
    for (const hooks of [join(work, '.git', 'hooks'), join(privateFolder, 'hooks')]) {
      sandbox.write(hooks, {'pre-push': `#!/bin/sh\ntouch '${trap}'\n`});
      chmodSync(join(hooks, 'pre-push'), 0o755);
    }
    expect(await remote.push([{...update, to}], {atomic: true})).toEqual({kind: 'pushed'});
    expect([...server.objects.keys()]).toEqual([id]);
    expect(evil.requests).toEqual([]);
    expect(existsSync(trap)).toBe(false);
  });
});

describeWithLfs('credentials', () => {
  /** The server takes its token for the API; a store is shown only what the server hands out for it. */
  const shownTo = (requests: readonly {readonly url: string; readonly authorization: readonly string[]}[]) => ({
    api: new Set(requests.filter(({url}) => url.endsWith('/batch')).flatMap(({authorization}) => authorization)),
    store: new Set(requests.filter(({url}) => url.startsWith('/storage')).flatMap(({authorization}) => authorization)),
  });

  test('are the push token, in headers of the LFS server alone', async () => {
    const store = await serveLfs();
    const {work, server, id, update} = await hosted({token: TOKEN, storage: store});
    await sandbox.git(work, 'config', `http.${server.url}/.extraheader`, `AUTHORIZATION: ${basic('left-by-checkout')}`);
    const {remote} = await open(work, withToken(server.url));
    expect(await remote.push([update], {atomic: true})).toEqual({kind: 'pushed'});
    expect(shownTo(server.requests).api).toEqual(new Set([basic(TOKEN).replace('basic', 'Basic')]));
    expect(store.requests.map(({method, authorization}) => [method, authorization])).toEqual([['PUT', []]]);
    expect([...store.objects.keys()]).toEqual([id]);
    expect([...server.requests, ...store.requests].some(({url}) => url.includes(TOKEN))).toBe(false);
  });

  test('are what checkout left, and give way to what the server hands out for one object', async () => {
    const {work, server, update} = await hosted({token: TOKEN, uploadAuthorization: `Basic ${btoa(`x:${TOKEN}`)}`});
    await sandbox.git(work, 'config', `http.${server.url}/.extraheader`, `AUTHORIZATION: ${basic(TOKEN)}`);
    const {remote} = await open(work);
    expect(await remote.push([update], {atomic: true})).toEqual({kind: 'pushed'});
    expect(shownTo(server.requests).store).toEqual(new Set([`Basic ${btoa(`x:${TOKEN}`)}`]));
    expect(server.requests.every(({authorization}) => authorization.length === 1)).toBe(true);
  });

  test('are those of the URL, which no store is told when it asks', async () => {
    const store = await serveLfs({answer: ({authorization}) => (authorization.length === 0 ? 401 : undefined)});
    const {work, bare, server, update} = await hosted({token: TOKEN, storage: store});
    await sandbox.git(work, 'remote', 'set-url', 'origin', `${server.url.replace('//', `//me:${TOKEN}@`)}/remote.git`);
    const {remote} = await open(work);
    expect(await remote.push([update], {atomic: true})).toMatchObject({kind: 'refused'});
    expect(store.requests.length).toBeGreaterThan(0);
    expect(store.requests.flatMap(({authorization}) => authorization)).toEqual([]);
    expect(await sandbox.sha(bare, 'main')).toBe(update.expected);
  });

  test('are not sent to an LFS server elsewhere', async () => {
    const {work, server, update} = await hosted({token: TOKEN});
    const other = await serveLfs({token: TOKEN});
    await sandbox.git(work, 'config', 'lfs.url', other.url);
    const {remote} = await open(work, withToken(server.url));
    expect(await remote.push([update], {atomic: true})).toMatchObject({kind: 'refused'});
    expect(other.requests.length).toBeGreaterThan(0);
    expect(other.requests.flatMap(({authorization}) => authorization)).toEqual([]);
  });
});

describeWithLfs('an upload that fails', () => {
  test.each([
    ['is refused', 403],
    ['breaks the server', 500],
    ['is too large', 413],
  ] as const)('because it %s leaves the branch where it was, and says so', async (_case, status) => {
    const {work, bare, server, update} = await hosted({
      token: TOKEN,
      answer: ({url}) => (url.endsWith('/objects/batch') ? status : undefined),
    });
    const opened = await open(work, withToken(server.url));
    const result = await opened.remote.push([update], {atomic: true});
    expect(result).toMatchObject({
      kind: 'refused',
      code: 'other',
      ref: null,
      explanation: expect.stringMatching(
        /^The Git LFS objects of these commits could not be uploaded: .*\brefused with/s,
      ),
    });
    expect(await sandbox.sha(bare, 'main')).toBe(update.expected);
    expect(server.requests.some(({url}) => url.endsWith('git-receive-pack'))).toBe(false);
    for (const secret of [TOKEN, basic(TOKEN).slice(6), 'GIT_CONFIG', 's3cret']) {
      expect(JSON.stringify(result)).not.toContain(secret);
    }
  });

  test('in a panic keeps the environment, which git-lfs would log, from people and from files', async () => {
    const {work, server, update} = await hosted({answer: ({url}) => (url.endsWith('/batch') ? 500 : undefined)});
    const header = 'Authorization: Bearer b3arer';
    await sandbox.git(work, 'config', `http.${server.url}/.extraheader`, header);
    const {
      remote,
      location: {repository: privateRepository},
    } = await open(work);
    await sandbox.git(work, 'config', '--unset-all', `http.${server.url}/.extraheader`);
    const result = await remote.push([update], {atomic: true});
    expect(result).toMatchObject({kind: 'refused', explanation: expect.stringContaining('refused with 500')});
    const batch = server.requests.find(({url}) => url.endsWith('/batch'));
    expect(batch?.authorization).toEqual(['Bearer b3arer']);
    const files = [work, dirname(privateRepository.objectDirectory())].flatMap((folder) =>
      readdirSync(folder, {recursive: true, encoding: 'utf8', withFileTypes: true})
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1')),
    );
    expect(files.length).toBeGreaterThan(10);
    for (const text of [JSON.stringify(result), ...files]) expect(text).not.toContain('b3arer');
  });

  test.each([422, 500])('because the store answers %i leaves the branch where it was', async (status) => {
    const {work, bare, update} = await hosted({answer: ({method}) => (method === 'PUT' ? status : undefined)});
    const {remote} = await open(work);
    const result = await remote.push([update], {atomic: true});
    expect(result).toMatchObject({
      kind: 'refused',
      code: 'other',
      explanation: expect.stringMatching(/^The Git LFS objects of these commits could not be uploaded: \S/),
    });
    expect(JSON.stringify(result)).not.toContain('s3cret');
    expect(await sandbox.sha(bare, 'main')).toBe(update.expected);
  });

  test('because the server never answers is given up after the time that is configured', async () => {
    const {work, bare, update} = await hosted({answer: ({url}) => (url.endsWith('/batch') ? 'hang' : undefined)});
    await sandbox.git(work, 'config', 'lfs.activitytimeout', '1');
    const {remote} = await open(work);
    expect(await remote.push([update], {atomic: true})).toMatchObject({kind: 'refused', code: 'other'});
    expect(await sandbox.sha(bare, 'main')).toBe(update.expected);
  });

  test('because there is no git-lfs says what to do', async () => {
    const {work, bare, update} = await hosted();
    const folder = join(sandbox.folder(), 'git-alone');
    mkdirSync(folder);
    const git =
      (path ?? '')
        .split(delimiter)
        .map((one) => join(one, 'git'))
        .find((one) => existsSync(one)) ?? '';
    symlinkSync(git, join(folder, 'git'));
    process.env.PATH = folder;
    const {remote} = await open(work);
    expect(await remote.push([update], {atomic: true})).toMatchObject({
      kind: 'refused',
      explanation: expect.stringMatching(/uploaded: git-lfs is configured, and there is none on the PATH\. Install it/),
    });
    process.env.PATH = path;
    expect(await sandbox.sha(bare, 'main')).toBe(update.expected);
  });
});

describeWithLfs('nothing is asked of an LFS server', () => {
  test.each([
    [
      'when git-lfs is not configured',
      async (work: string) => void (await sandbox.git(work, 'lfs', 'uninstall', '--local')),
    ],
    [
      'when no commit has a pointer',
      async (work: string) => void (await sandbox.git(work, 'reset', '--hard', 'HEAD~1')),
    ],
  ])('%s', async (_case, change) => {
    const {work, server, update} = await hosted();
    await change(work);
    const to = await sandbox.commitFile(work, 'plain.txt', 'plain\n');
    const {remote} = await open(work);
    expect(await remote.push([{...update, to}], {atomic: true})).toEqual({kind: 'pushed'});
    expect(server.requests.filter(({url}) => /lfs|objects|storage/.test(url))).toEqual([]);
    expect(server.objects.size).toBe(0);
  });

  test('by a probe', async () => {
    const {work, server, update} = await hosted();
    const {remote} = await open(work);
    expect(await remote.probe([update])).toEqual({kind: 'pushed'});
    expect(server.requests.filter(({url}) => /lfs|storage/.test(url))).toEqual([]);
  });
});
