import {chmodSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import type {RefUpdate} from '../../../src/domain/ports/remote.ts';
import {gitConnect} from '../../helpers/git-connect.ts';
import {applyHostRules, gitHttp} from '../../helpers/git-http.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';

const sandbox = gitSandbox();
const serve = gitHttp();
const open = gitConnect();

/** A repository with two commits on main, its remote, and the remote as a host on loopback. */
async function hosted(commits = 2) {
  const work = await sandbox.createRepository({commits});
  const remote = await sandbox.createBareRemote({name: 'remote.git', from: work});
  const server = await serve({root: sandbox.folder()});
  const url = `${server.url}/remote.git`;
  await sandbox.git(work, 'remote', 'set-url', 'origin', url);
  const [tip, first] = [await sandbox.sha(work, 'HEAD'), await sandbox.sha(work, 'HEAD~1')];
  return {work, remote, server, url, tip, first};
}

/** Every file under a folder with its content: what must stay byte for byte. */
function contents(directory: string): ReadonlyMap<string, string> {
  const names = readdirSync(directory, {recursive: true, encoding: 'utf8'});
  const files = names.filter((name) => statSync(join(directory, name)).isFile());
  return new Map(files.sort().map((name) => [name, readFileSync(join(directory, name), 'latin1')]));
}

describe('reading refs', () => {
  test('gives exactly the refs of the patterns, and not those whose names end alike', async () => {
    const {work, remote, tip, first} = await hosted();
    await sandbox.git(remote, 'update-ref', 'refs/laforge/pins/default/step-1', first);
    await sandbox.git(remote, 'update-ref', 'refs/other/refs/heads/main', first);
    const origin = (await open(work)).remote;
    expect(await origin.refs(['refs/heads/main', 'refs/laforge/pins/default/*'])).toEqual(
      new Map([
        ['refs/heads/main', tip],
        ['refs/laforge/pins/default/step-1', first],
      ]),
    );
    expect(await origin.refs(['refs/heads/none'])).toEqual(new Map());
  });

  test('names the default branch, and none for a remote whose HEAD leads nowhere', async () => {
    const {work, remote} = await hosted();
    const origin = (await open(work)).remote;
    expect(await origin.defaultBranch()).toBe('main');
    await sandbox.git(remote, 'symbolic-ref', 'HEAD', 'refs/heads/none');
    expect(await origin.defaultBranch()).toBeNull();
  });

  test.each([
    [500, 'remote-unreachable'],
    [403, 'git-failed'],
  ])('says of a %d whether the remote was reached', async (status, code) => {
    const {work, server} = await hosted();
    server.answer(() => status);
    await expect((await open(work)).remote.refs(['refs/heads/*'])).rejects.toMatchObject({name: 'GitError', code});
  });

  test('gives up on a host that never answers', async () => {
    const {work, server} = await hosted();
    await sandbox.git(work, 'config', 'http.lowSpeedTime', '1');
    server.answer(() => 'hang');
    const refs = (await open(work)).remote.refs(['refs/heads/*']);
    await expect(refs).rejects.toMatchObject({code: 'remote-unreachable'});
  });

  test('is asked whether it is there, once it kept us waiting for nothing, before anything is sent to it', async () => {
    const {work, server, tip} = await hosted();
    const {remote} = await open(work, {}, {questionMs: 1_000, againMs: 1_000, stallMs: 500});
    server.answer(() => 'hang');
    await expect(remote.refs(['refs/heads/*'])).rejects.toMatchObject({
      code: 'remote-unreachable',
      message: 'The remote could not be reached: fatal: no answer from the remote within 1 seconds (timed out)',
    });
    const pin: RefUpdate = {ref: 'refs/laforge/pins/default/x', to: tip, expected: null};
    expect(await remote.push([pin], {atomic: false})).toMatchObject({kind: 'unreachable'});
    expect(server.requests.filter(({url}) => url.includes('git-receive-pack'))).toEqual([]);
    server.answer(() => 'serve');
    expect(await remote.push([pin], {atomic: false})).toEqual({kind: 'pushed'});
  });
});

describe('fetching', () => {
  test('brings a commit into the private repository and leaves a full clone byte for byte as it was', async () => {
    const {work, remote} = await hosted();
    const other = await sandbox.clone(remote);
    const added = await sandbox.commitFile(other, 'added.txt', 'added\n');
    await sandbox.git(other, 'push', '--quiet', 'origin', 'HEAD:refs/heads/other');
    const before = contents(join(work, '.git'));
    const {remote: origin, history} = await open(work);
    expect(await history.commitMessage(added)).toBeNull();
    expect(await origin.fetch([added], 1)).toBe(true);
    expect(await history.commitMessage(added)).toBe('change added.txt\n');
    expect(contents(join(work, '.git'))).toEqual(before);
  });

  test('says that the remote no longer has a commit or a ref', async () => {
    const {work} = await hosted();
    const origin = (await open(work)).remote;
    expect(await origin.fetch(['1'.repeat(40)])).toBe(false);
    expect(await origin.fetch(['refs/heads/none'])).toBe(false);
  });

  test('asks nobody for what is here already', async () => {
    const {work, server, tip} = await hosted();
    const origin = (await open(work)).remote;
    expect(await origin.fetch([tip])).toBe(true);
    expect(server.requests).toEqual([]);
  });

  test('fetches everything from a host that gives no commit by its SHA', async () => {
    const {work, remote, url, server, first} = await hosted(3);
    applyHostRules(remote, {shaWants: false});
    const shallow = await sandbox.shallowClone(url);
    await sandbox.git(shallow, 'config', 'protocol.version', '0');
    const {remote: origin, history} = await open(shallow);
    expect(await history.commitMessage(first)).toBeNull();
    const requests = server.requests.length;
    expect(await origin.fetch([first], 1)).toBe(true);
    // The refusal, and then all there is.
    expect(server.requests.slice(requests).filter(({method}) => method === 'GET')).toHaveLength(2);
    expect(await history.commitMessage(first)).toBe('commit 2\n');
    expect(await sandbox.git(work, 'rev-parse', 'HEAD~1')).toBe(first);
  });
});

describe('pushing', () => {
  const branch = 'refs/heads/main';
  const pin = 'refs/laforge/pins/default/one';

  test('moves a branch back and creates a pin in one go', async () => {
    const {work, remote, tip, first} = await hosted();
    const result = await (await open(work)).remote.push(
      [
        {ref: branch, to: first, expected: tip},
        {ref: pin, to: tip, expected: null},
      ],
      {atomic: true},
    );
    expect(result).toEqual({kind: 'pushed'});
    expect(await sandbox.sha(remote, branch)).toBe(first);
    expect(await sandbox.sha(remote, pin)).toBe(tip);
  });

  test('deletes a ref under its lease', async () => {
    const {work, remote, tip} = await hosted();
    await sandbox.git(remote, 'update-ref', pin, tip);
    const origin = (await open(work)).remote;
    expect(await origin.push([{ref: pin, to: null, expected: tip}], {atomic: false})).toEqual({kind: 'pushed'});
    expect(await origin.refs([pin])).toEqual(new Map());
  });

  test.each([
    ['of another commit', (first: string, _tip: string): RefUpdate => ({ref: branch, to: first, expected: first})],
    ['of a ref that must not exist', (first: string): RefUpdate => ({ref: branch, to: first, expected: null})],
    ['of a ref that is gone', (first: string, tip: string): RefUpdate => ({ref: pin, to: first, expected: tip})],
  ])('refuses a stale lease %s', async (_case, update) => {
    const {work, remote, tip, first} = await hosted(3);
    const older = await sandbox.sha(work, 'HEAD~2');
    const result = await (await open(work)).remote.push([{...update(first, tip), to: older}], {atomic: true});
    expect(result).toMatchObject({kind: 'refused', code: 'moved', ref: update(first, tip).ref});
    expect(await sandbox.sha(remote, branch)).toBe(tip);
  });

  test('changes nothing when one of several leases is stale, and names that ref', async () => {
    const {work, remote, tip, first} = await hosted(3);
    const older = await sandbox.sha(work, 'HEAD~2');
    const updates = [
      {ref: pin, to: tip, expected: null},
      {ref: branch, to: older, expected: first},
    ];
    const result = await (await open(work)).remote.push(updates, {atomic: true});
    expect(result).toMatchObject({kind: 'refused', code: 'moved', ref: branch});
    expect(await sandbox.git(remote, 'for-each-ref', '--format=%(objectname) %(refname)')).toBe(`${tip} ${branch}`);
  });

  test('lets exactly one of six creators of a ref win, and tells the others that it has moved', async () => {
    const {work, remote} = await hosted();
    const creators = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(async (number) => {
        const {remote: origin, history} = await open(work);
        return {origin, sha: await history.createPinCommit(await sandbox.sha(work), `creator ${number}`)};
      }),
    );
    const results = await Promise.all(
      creators.map(({origin, sha}) => origin.push([{ref: pin, to: sha, expected: null}], {atomic: true})),
    );
    const winners = creators.filter((_, index) => results[index]?.kind === 'pushed');
    expect(winners.map(({sha}) => sha)).toEqual([await sandbox.sha(remote, pin)]);
    const codes = results.filter(({kind}) => kind !== 'pushed');
    expect(codes).toHaveLength(5);
    for (const result of codes) expect(result).toMatchObject({kind: 'refused', code: 'moved', ref: pin});
  });

  test('names the ref that the host keeps for itself', async () => {
    const {work, remote, tip} = await hosted();
    applyHostRules(remote, {hideRefs: ['refs/pull']});
    const push = (await open(work)).remote.push([{ref: 'refs/pull/1/head', to: tip, expected: null}], {atomic: false});
    expect(await push).toMatchObject({kind: 'refused', code: 'hidden-ref', ref: 'refs/pull/1/head'});
  });

  test.each([
    ['GH006: Protected branch update failed for refs/heads/main.', 'protected', 'Cannot force-push to this branch'],
    ['GH013: Repository rule violations found for refs/heads/main.', 'rules', 'Cannot force-push to this branch'],
  ])('explains %s', async (line, code, bullet) => {
    const {work, remote, tip, first} = await hosted();
    applyHostRules(remote, {preReceive: `printf '\\033[31merror: ${line}\\033[0m\\n\\n- ${bullet}\\n' >&2; exit 1`});
    const result = await (await open(work)).remote.push(
      [
        {ref: branch, to: first, expected: tip},
        {ref: pin, to: tip, expected: null},
      ],
      {atomic: true},
    );
    expect(result).toMatchObject({kind: 'refused', code, ref: branch, explanation: expect.stringContaining(bullet)});
    expect(result).toMatchObject({explanation: expect.not.stringContaining('\u001b')});
    expect(await sandbox.sha(remote, branch)).toBe(tip);
  });

  test('tries once more when the host had no time to look at workflow files', async () => {
    const {work, remote, tip} = await hosted();
    // A hook that refuses the first push of a branch in GitHub's words, and takes the next.
    const hook = join(remote, 'hooks/proc-receive');
    const script = String.raw`
      const fs = require('fs'), all = Buffer.alloc(65536); let at = 0;
      const read = (n) => { const from = at; while (at < from + n) at += fs.readSync(0, all, at, from + n - at); return all.toString('latin1', from, at); };
      const line = () => { const n = parseInt(read(4), 16); return n === 0 ? null : read(n - 4); };
      const say = (text) => fs.writeSync(1, (text.length + 4).toString(16).padStart(4, '0') + text);
      while (line() !== null);
      say('version=1\0atomic\n'); fs.writeSync(1, '0000');
      const isFirst = !fs.existsSync('seen'); fs.writeFileSync('seen', '');
      for (let it = line(); it !== null; it = line()) {
        const ref = it.trim().split(' ')[2];
        if (isFirst) say('ng ' + ref + ' Unable to determine if workflow can be created or updated due to timeout;\n');
        else { say('ok ' + ref + '\n'); say('option fall-through\n'); }
      }
      fs.writeSync(1, '0000');`;
    sandbox.write(remote, {'hooks/proc-receive': `#!${process.execPath}\n${script}`});
    chmodSync(hook, 0o755);
    await sandbox.git(remote, 'config', 'receive.procReceiveRefs', 'refs/heads/');
    const origin = (await open(work)).remote;
    const update = {ref: 'refs/heads/new', to: tip, expected: null};
    expect(await origin.push([update], {atomic: false})).toEqual({kind: 'pushed'});
    expect(await sandbox.sha(remote, 'refs/heads/new')).toBe(tip);
  });

  test('says that a host has no atomic pushes, and pushes there without', async () => {
    const {work, remote, tip} = await hosted();
    applyHostRules(remote, {atomic: false});
    const origin = (await open(work)).remote;
    const update = {ref: pin, to: tip, expected: null};
    expect(await origin.push([update], {atomic: true})).toMatchObject({kind: 'refused', code: 'no-atomic', ref: null});
    expect(await origin.push([update], {atomic: false})).toEqual({kind: 'pushed'});
  });

  test('does not know whether a push arrived at a host that fails on it', async () => {
    const {work, server, tip} = await hosted();
    server.answer(({method}) => (method === 'POST' ? 502 : 'serve'));
    const push = (await open(work)).remote.push([{ref: pin, to: tip, expected: null}], {atomic: true});
    expect(await push).toMatchObject({kind: 'unreachable'});
  });

  test.each([401, 403])('says what to permit when the host answers %d', async (status) => {
    const {work, server, tip} = await hosted();
    server.answer(({url}) => (url.includes('git-receive-pack') ? status : 'serve'));
    const push = (await open(work)).remote.push([{ref: pin, to: tip, expected: null}], {atomic: true});
    expect(await push).toMatchObject({
      kind: 'refused',
      code: 'no-permission',
      explanation: expect.stringContaining('Check the credentials that git has for this remote'),
    });
  });

  test('probes leases and permission without changing anything', async () => {
    const {work, remote, server, tip, first} = await hosted();
    const origin = (await open(work)).remote;
    const update = {ref: branch, to: first, expected: tip};
    expect(await origin.probe([update])).toEqual({kind: 'pushed'});
    expect(await origin.probe([{...update, expected: first}])).toMatchObject({kind: 'refused', code: 'moved'});
    server.answer(() => 403);
    expect(await origin.probe([update])).toMatchObject({kind: 'refused', code: 'no-permission'});
    expect(await sandbox.sha(remote, branch)).toBe(tip);
  });

  test('says that a commit to push is nowhere', async () => {
    const {work} = await hosted();
    const push = (await open(work)).remote.push([{ref: pin, to: '1'.repeat(40), expected: null}], {atomic: true});
    expect(await push).toMatchObject({kind: 'refused', explanation: expect.stringContaining('11111111')});
  });

  test('goes on when somebody has emptied the temporary folder', async () => {
    const {work, tip} = await hosted();
    const {
      remote: origin,
      history,
      location: {repository: privateRepository},
    } = await open(work);
    const pinned = await history.createPinCommit(tip, 'pin');
    rmSync(dirname(privateRepository.objectDirectory()), {recursive: true});
    expect(await origin.push([{ref: pin, to: pinned, expected: null}], {atomic: true})).toEqual({kind: 'pushed'});
  });

  test('pushes from a clone without files, which fetches them on demand', async () => {
    const {url, remote} = await hosted(3);
    const partial = await sandbox.clone(url, {args: ['--filter=blob:none', '--no-checkout']});
    await sandbox.git(partial, 'read-tree', 'HEAD');
    const tip = await sandbox.sha(partial);
    const added = await sandbox.commitFile(partial, 'added.txt', 'added\n');
    const {remote: origin, history} = await open(partial);
    expect(await history.isAncestor(tip, added)).toBe('yes');
    expect(await history.changedPaths(tip, added, '')).toEqual(['added.txt']);
    expect(await origin.push([{ref: branch, to: added, expected: tip}], {atomic: true})).toEqual({kind: 'pushed'});
    const back = await sandbox.sha(remote, `${tip}~1`);
    expect(await origin.push([{ref: branch, to: back, expected: added}], {atomic: true})).toEqual({kind: 'pushed'});
  });

  test('pushes a commit that a shallow clone does not have', async () => {
    const {remote, url, tip} = await hosted(3);
    const shallow = await sandbox.shallowClone(url);
    const target = await sandbox.sha(remote, 'main~2');
    const before = contents(join(shallow, '.git'));
    const push = (await open(shallow)).remote.push([{ref: branch, to: target, expected: tip}], {atomic: true});
    expect(await push).toEqual({kind: 'pushed'});
    expect(await sandbox.sha(remote, branch)).toBe(target);
    expect(contents(join(shallow, '.git'))).toEqual(before);
  });
});

describe('branches that contain a commit', () => {
  test.each(['true', 'false'])(
    'are found by what the remote has now, also from a shallow clone (filters: %s)',
    async (filters) => {
      const {work, remote, url, tip, first} = await hosted(3);
      await sandbox.git(remote, 'config', 'uploadpack.allowFilter', filters);
      await sandbox.git(work, 'push', '--quiet', remote, `${first}:refs/heads/at-first`, `${tip}:refs/heads/at-tip`);
      await sandbox.git(work, 'push', '--quiet', remote, `${first}~1:refs/heads/before`);
      const shallow = await sandbox.shallowClone(url);
      const before = contents(join(shallow, '.git'));
      for (const clone of [work, shallow]) {
        const origin = (await open(clone)).remote;
        expect(await origin.branchesContaining(first, 'main')).toEqual(['at-first', 'at-tip']);
        expect(await origin.branchesContaining(tip, 'main')).toEqual(['at-tip']);
        expect(await origin.branchesContaining('1'.repeat(40), 'main')).toEqual([]);
      }
      expect(contents(join(shallow, '.git'))).toEqual(before);
    },
  );
});
