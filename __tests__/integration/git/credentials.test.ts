import {execFileSync} from 'node:child_process';
import {chmodSync, existsSync, lstatSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, describe, expect, test} from '@jest/globals';
import {captureBaseline, readConfig} from '../../../src/git/baseline.ts';
import {gitConnect} from '../../helpers/git-connect.ts';
import {type GitHttpOptions, gitHttp} from '../../helpers/git-http.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';

const sandbox = gitSandbox();
const serve = gitHttp();
const open = gitConnect();

afterEach(() => {
  delete process.env.GIT_ASKPASS;
});

const CHECKOUT = 'ghs_leftByCheckout';
const PUSH = 'ghp_givenAsPushToken';
const FALLBACK = 'ghs_givenAsGithubToken';
const PIN = 'refs/laforge/pins/default/one';

const basic = (token: string) => `basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;

async function hosted(options: Partial<GitHttpOptions> = {}) {
  const work = await sandbox.createRepository({name: 'work'});
  await sandbox.createBareRemote({name: 'remote.git', from: work});
  const server = await serve({root: sandbox.folder(), ...options});
  await sandbox.git(work, 'remote', 'set-url', 'origin', `${server.url}/remote.git`);
  return {work, server, update: {ref: PIN, to: await sandbox.sha(work), expected: null}};
}

const helper = (password: string) => `!f() { echo username=me; echo password=${password}; }; f`;

/** As actions/checkout 5 and earlier leave their token. */
async function leaveHeader(work: string, origin: string): Promise<void> {
  await sandbox.git(work, 'config', `http.${origin}/.extraheader`, `AUTHORIZATION: ${basic(CHECKOUT)}`);
}

describe('one Authorization header', () => {
  test('carries the push token, in place of what checkout left', async () => {
    const {work, server, update} = await hosted({token: PUSH});
    await leaveHeader(work, server.url);
    await sandbox.git(work, 'config', 'http.extraheader', `Authorization: ${basic('another')}`);
    const {remote} = await open(work, {pushToken: PUSH, fallbackToken: FALLBACK, serverUrl: server.url});
    expect(await remote.push([update], {atomic: true})).toEqual({kind: 'pushed'});
    expect(server.requests.map(({authorization}) => authorization)).toEqual(server.requests.map(() => [basic(PUSH)]));
  });

  test('carries what checkout left, in place of the fallback token', async () => {
    const {work, server, update} = await hosted({token: CHECKOUT});
    await leaveHeader(work, server.url);
    const {remote} = await open(work, {fallbackToken: FALLBACK, serverUrl: server.url});
    expect(await remote.push([update], {atomic: true})).toEqual({kind: 'pushed'});
    expect(new Set(server.requests.flatMap(({authorization}) => authorization))).toEqual(new Set([basic(CHECKOUT)]));
  });

  test('is known to be of a token, wherever that came from', async () => {
    const {work, server} = await hosted();
    const given = {fallbackToken: FALLBACK, serverUrl: server.url};
    expect(await (await open(work, given)).remote.pushesWith(FALLBACK)).toBe(true);
    expect(await (await open(work, {...given, pushToken: PUSH})).remote.pushesWith(FALLBACK)).toBe(false);
    await leaveHeader(work, server.url);
    const {remote} = await open(work, given);
    expect([await remote.pushesWith(CHECKOUT), await remote.pushesWith(FALLBACK)]).toEqual([true, false]);
    expect(server.requests).toEqual([]);
  });

  test('carries what newer checkouts leave in a file that counts only in this git folder', async () => {
    const {work, server, update} = await hosted({token: CHECKOUT});
    const file = join(sandbox.folder(), 'credentials.config');
    await sandbox.git(
      work,
      'config',
      '-f',
      file,
      `http.${server.url}/.extraheader`,
      `AUTHORIZATION: ${basic(CHECKOUT)}`,
    );
    await sandbox.git(work, 'config', `includeIf.gitdir:${work}/.git.path`, file);
    const {remote} = await open(work, {fallbackToken: FALLBACK, serverUrl: server.url});
    expect(await remote.push([update], {atomic: true})).toEqual({kind: 'pushed'});
  });

  test('carries the fallback token where nothing is configured for the host', async () => {
    const {work, server, update} = await hosted({token: FALLBACK});
    await leaveHeader(work, 'https://elsewhere.test');
    await sandbox.git(work, 'config', 'credential.https://elsewhere.test.helper', '!exit 1');
    const {remote} = await open(work, {fallbackToken: FALLBACK, serverUrl: server.url});
    expect(await remote.push([update], {atomic: true})).toEqual({kind: 'pushed'});
    expect(server.requests.every(({authorization}) => authorization.length === 1)).toBe(true);
  });

  test("carries the helper's answer, and the fallback token only when the helper has none", async () => {
    const {work, server, update} = await hosted({token: CHECKOUT});
    await sandbox.git(work, 'config', 'credential.helper', helper(CHECKOUT));
    const known = await open(work, {fallbackToken: FALLBACK, serverUrl: server.url});
    expect(await known.remote.push([update], {atomic: true})).toEqual({kind: 'pushed'});

    const second = await serve({root: sandbox.folder(), token: FALLBACK});
    await sandbox.git(work, 'remote', 'set-url', 'origin', `${second.url}/remote.git`);
    const asked = join(sandbox.folder(), 'asked');
    await sandbox.git(work, 'config', 'credential.helper', `!f() { echo "$1" >> '${asked}'; }; f`);
    const unknown = await open(work, {fallbackToken: FALLBACK, serverUrl: second.url});
    expect(await unknown.remote.push([{...update, ref: `${PIN}-2`}], {atomic: true})).toEqual({kind: 'pushed'});
    // Never `store`: the token would stay on the machine.
    expect(readFileSync(asked, 'utf8')).toBe('get\n');
  });

  test('is not there for a host without credentials', async () => {
    const {work, server, update} = await hosted();
    expect(await (await open(work)).remote.push([update], {atomic: true})).toEqual({kind: 'pushed'});
    expect(server.requests.flatMap(({authorization}) => authorization)).toEqual([]);
  });
});

describe('a token', () => {
  test('that is refused is not followed by another one', async () => {
    const {work, server, update} = await hosted({token: FALLBACK});
    await leaveHeader(work, server.url);
    const asked = join(sandbox.folder(), 'asked');
    await sandbox.git(work, 'config', 'credential.helper', `!f() { echo "$1" >> '${asked}'; }; f`);
    process.env.GIT_ASKPASS = join(sandbox.folder(), 'askpass');
    sandbox.write(sandbox.folder(), {askpass: `#!/bin/sh\necho "$1" >> '${asked}'; echo ${FALLBACK}\n`});
    chmodSync(process.env.GIT_ASKPASS, 0o755);
    const {remote} = await open(work, {pushToken: PUSH, fallbackToken: FALLBACK, serverUrl: server.url});
    expect(await remote.push([update], {atomic: true})).toMatchObject({kind: 'refused', code: 'no-permission'});
    expect(new Set(server.requests.flatMap(({authorization}) => authorization))).toEqual(new Set([basic(PUSH)]));
    // Nobody is asked for another, nor told to erase what they know.
    expect(existsSync(asked)).toBe(false);
  });

  test('goes to no other host than the one it is for', async () => {
    const {work, server, update} = await hosted();
    const {remote} = await open(work, {pushToken: PUSH, fallbackToken: FALLBACK, serverUrl: 'https://github.com'});
    expect(await remote.push([update], {atomic: true})).toEqual({kind: 'pushed'});
    expect(server.requests.flatMap(({authorization}) => authorization)).toEqual([]);
  });

  test.each([
    ['the push token', {pushToken: PUSH}, false],
    ['the fallback token', {fallbackToken: FALLBACK}, false],
    ['what checkout left', {}, true],
  ])('is not sent along a redirect: %s', async (_name, credentials, left) => {
    const elsewhere = await serve({root: sandbox.folder()});
    const {work, server, update} = await hosted({answer: ({url}) => ({location: `${elsewhere.url}${url}`})});
    if (left) await leaveHeader(work, server.url);
    const {remote} = await open(work, {...credentials, serverUrl: server.url});
    expect(await remote.push([update], {atomic: true})).toMatchObject({
      kind: 'refused',
      explanation: expect.stringContaining('new URL'),
    });
    await expect(remote.refs(['refs/heads/*'])).rejects.toThrow('new URL');
    expect(elsewhere.requests).toEqual([]);
  });

  test('takes the place of an ssh remote of the same host, and leaves another ssh host alone', async () => {
    const {work, server, update} = await hosted({token: PUSH});
    const marker = join(sandbox.folder(), 'ssh-was-asked');
    await sandbox.git(work, 'config', 'core.sshCommand', `touch '${marker}'; false`);
    await sandbox.git(work, 'remote', 'set-url', 'origin', 'git@127.0.0.1:remote.git');
    const {remote} = await open(work, {pushToken: PUSH, serverUrl: server.url});
    expect(await remote.push([update], {atomic: true})).toEqual({kind: 'pushed'});
    expect(existsSync(marker)).toBe(false);

    await sandbox.git(work, 'remote', 'set-url', 'origin', 'git@elsewhere.test:remote.git');
    const other = await open(work, {pushToken: PUSH, serverUrl: server.url});
    expect(await other.remote.push([update], {atomic: true})).toMatchObject({kind: 'unreachable'});
    expect(existsSync(marker)).toBe(true);
  });

  test.each([
    ['the push token', PUSH, {pushToken: PUSH, fallbackToken: FALLBACK}],
    ['the fallback token behind a helper', FALLBACK, {fallbackToken: FALLBACK}],
    ['a password in the URL', CHECKOUT, {}],
  ])('is in no argv, no URL and no file: %s', async (_name, token, tokens) => {
    const running: string[] = [];
    const {work, server, update} = await hosted({
      token,
      answer: () => {
        running.push(...commandLines());
        return 'serve';
      },
    });
    await sandbox.git(work, 'config', 'credential.helper', '!true');
    const user = token === CHECKOUT ? `me:${CHECKOUT}@` : '';
    await sandbox.git(work, 'remote', 'set-url', 'origin', `${server.url.replace('//', `//${user}`)}/remote.git`);
    const opened = await open(work, {...tokens, serverUrl: server.url});
    expect(await opened.remote.push([update], {atomic: true})).toEqual({kind: 'pushed'});
    expect(opened.remote.url).toBe(`${server.url}/remote.git`);

    const secrets = [token, basic(token).slice('basic '.length)];
    const leaks = (texts: readonly string[]) => texts.filter((text) => secrets.some((secret) => text.includes(secret)));
    expect(running.some((line) => line.includes('push --porcelain'))).toBe(true);
    expect(leaks(running)).toEqual([]);
    expect(leaks(server.requests.map(({url}) => url))).toEqual([]);
    const files = filesUnder(join(opened.location.repository.objectDirectory(), '..'));
    expect(leaks(files.map((file) => readFileSync(file, 'latin1')))).toEqual([]);
  });
});

/** The arguments of every process of the machine, as any of its users can read them. */
function commandLines(): readonly string[] {
  if (!existsSync('/proc/self/cmdline')) return execFileSync('ps', ['-axww', '-o', 'args=']).toString().split('\n');
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return processes.map((id) => {
    try {
      return readFileSync(join('/proc', id, 'cmdline'), 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  });
}

function filesUnder(place: string): readonly string[] {
  const names = readdirSync(place, {recursive: true, encoding: 'utf8'});
  return names.map((name) => join(place, name)).filter((file) => lstatSync(file).isFile());
}

describe('the captured remote', () => {
  test.each([
    ['its URL, relative to the work tree', {'remote.origin.url': '../remote.git'}, ['/remote.git', '/remote.git']],
    [
      'the longest insteadOf',
      {'remote.origin.url': 'gh:o/n', 'url.https://a.test/.insteadOf': 'gh:', 'url.https://b.test/.insteadOf': 'gh:o/'},
      ['https://b.test/n', 'https://b.test/n'],
    ],
    [
      'pushInsteadOf for pushes',
      {'remote.origin.url': 'https://a.test/o/n', 'url.git@a.test:.pushInsteadOf': 'https://a.test/'},
      ['https://a.test/o/n', 'git@a.test:o/n'],
    ],
    [
      'pushurl before pushInsteadOf',
      {
        'remote.origin.url': 'https://a.test/o/n',
        'remote.origin.pushurl': 'p:n',
        'url.git@a.test:.pushInsteadOf': 'https://a.test/',
        'url.https://p.test/.insteadOf': 'p:',
      },
      ['https://a.test/o/n', 'https://p.test/n'],
    ],
    [
      'the only remote, whatever its name',
      {'remote.up.stream.url': 'https://a.test/n'},
      ['https://a.test/n', 'https://a.test/n'],
    ],
  ])('is %s, as git itself says', async (_case, config, [fetchUrl = '', pushUrl = '']) => {
    const work = await sandbox.createRepository();
    for (const [key, value] of Object.entries(config)) await sandbox.git(work, 'config', key, value);
    const {remote} = captureBaseline(await readConfig(work), {root: work, commonDir: join(work, '.git')});
    const inSandbox = (url: string) => (url.startsWith('/') ? join(sandbox.folder(), url) : url);
    expect(remote).toMatchObject({fetchUrl: inSandbox(fetchUrl), pushUrl: inSandbox(pushUrl)});
    if (remote === null || fetchUrl.startsWith('/')) return;
    expect(await sandbox.git(work, 'remote', 'get-url', remote.name)).toBe(fetchUrl);
    expect(await sandbox.git(work, 'remote', 'get-url', '--push', remote.name)).toBe(pushUrl);
  });

  test('is none among several without an origin', async () => {
    const work = await sandbox.createRepository();
    await sandbox.git(work, 'remote', 'add', 'one', 'https://a.test/1');
    await sandbox.git(work, 'remote', 'add', 'two', 'https://a.test/2');
    expect(captureBaseline(await readConfig(work), {root: work, commonDir: join(work, '.git')}).remote).toBeNull();
  });

  test('is read where it is pushed when that is another repository', async () => {
    const {work, server} = await hosted();
    await sandbox.git(work, 'remote', 'set-url', 'origin', 'https://upstream.test/o/n');
    await sandbox.git(work, 'remote', 'set-url', '--push', 'origin', `${server.url}/remote.git`);
    const {remote} = await open(work);
    expect([...(await remote.refs(['refs/heads/main'])).keys()]).toEqual(['refs/heads/main']);
    expect(remote.url).toBe(`${server.url}/remote.git`);
  });
});
