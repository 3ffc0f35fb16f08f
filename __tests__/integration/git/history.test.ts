import {existsSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {gitConnect} from '../../helpers/git-connect.ts';
import {gitHttp} from '../../helpers/git-http.ts';
import {gitSandbox, SANDBOX_IDENTITY} from '../../helpers/git-sandbox.ts';

const sandbox = gitSandbox();
const serve = gitHttp();
const open = gitConnect();

/** A remote with a long main and a side branch off its third commit, and shallow clones of it. */
async function shallow(commits: number, depth = 1) {
  const work = await sandbox.createRepository({commits: 3});
  await sandbox.git(work, 'branch', 'side');
  for (let number = 4; number <= commits; number++) {
    await sandbox.git(work, 'commit', '--quiet', '--allow-empty', '-m', `commit ${number}`);
  }
  await sandbox.git(work, 'checkout', '--quiet', 'side');
  const side = await sandbox.commitFile(work, 'side.txt', 'side\n');
  await sandbox.git(work, 'checkout', '--quiet', 'main');
  const bare = await sandbox.createBareRemote({name: 'remote.git', from: work});
  const server = await serve({root: sandbox.folder()});
  const clone = await sandbox.shallowClone(`${server.url}/remote.git`, {depth});
  return {work, bare, server, clone, side, tip: await sandbox.sha(bare, 'main')};
}

describe('ancestry in a shallow clone', () => {
  test('is found where merge-base says no, and the clone stays as shallow as it was', async () => {
    const {clone, bare, tip} = await shallow(60);
    const ancestor = await sandbox.sha(bare, 'main~55');
    expect((await sandbox.tryGit(clone, 'merge-base', '--is-ancestor', ancestor, tip)).exitCode).not.toBe(0);
    const before = readFileSync(join(clone, '.git', 'shallow'), 'utf8');
    expect(await (await open(clone)).history.isAncestor(ancestor, tip)).toBe('yes');
    expect(readFileSync(join(clone, '.git', 'shallow'), 'utf8')).toBe(before);
    expect((await sandbox.tryGit(clone, 'cat-file', '-e', ancestor)).exitCode).not.toBe(0);
  });

  test('is a no only when all history has been seen', async () => {
    const {clone, tip, side, server} = await shallow(5);
    const {history} = await open(clone);
    expect(await history.isAncestor(side, tip)).toBe('no');
    expect(await history.isAncestor(tip, side)).toBe('no');
    server.answer(() => 500);
    expect(await (await open(clone)).history.isAncestor(side, tip)).toBe('unknown');
  });

  test('is found for commits that only this clone has', async () => {
    const {clone, bare, side} = await shallow(5);
    const local = await sandbox.commitFile(clone, 'local.txt', 'local\n');
    const {history} = await open(clone);
    expect(await history.isAncestor(await sandbox.sha(bare, 'main~3'), local)).toBe('yes');
    expect(await history.isAncestor(side, local)).toBe('no');
  });

  test('is unknown without a remote to ask, and for a commit that nobody has', async () => {
    const {clone, tip, side} = await shallow(5);
    const {history} = await open(clone);
    expect(await history.isAncestor(tip, '1'.repeat(40))).toBe('unknown');
    await sandbox.git(clone, 'remote', 'set-url', 'origin', join(sandbox.folder(), 'gone.git'));
    expect(await (await open(clone)).history.isAncestor(side, tip)).toBe('unknown');
  });

  test('asks nobody where the clone itself can tell', async () => {
    const {clone, tip, bare, server} = await shallow(5, 3);
    const before = server.requests.length;
    const {history} = await open(clone);
    expect(await history.isAncestor(await sandbox.sha(bare, 'main~2'), tip)).toBe('yes');
    expect(await history.isAncestor(tip, tip)).toBe('yes');
    expect(server.requests).toHaveLength(before);
  });

  test('takes in what became shallow after opening', async () => {
    const work = await sandbox.createRepository({commits: 2});
    const bare = await sandbox.createBareRemote({name: 'remote.git', from: work});
    const server = await serve({root: sandbox.folder()});
    await sandbox.git(work, 'remote', 'set-url', 'origin', `${server.url}/remote.git`);
    const {history} = await open(work);
    const [tip, first] = [await sandbox.sha(work), await sandbox.sha(work, 'HEAD~1')];
    expect(await history.isAncestor(first, tip)).toBe('yes');
    const other = await sandbox.clone(bare);
    const later = await sandbox.commitFile(other, 'later.txt', 'later\n');
    await sandbox.git(other, 'push', '--quiet', 'origin', 'HEAD:refs/heads/later');
    await sandbox.git(work, 'fetch', '--quiet', '--depth=1', 'origin', 'later');
    expect(existsSync(join(work, '.git', 'shallow'))).toBe(true);
    expect(await history.isAncestor(first, later)).toBe('yes');
    expect(await history.isAncestor(later, first)).toBe('no');
  });
});

describe('commits', () => {
  test('are listed newest first, with people and times as they are, between two commits', async () => {
    const work = await sandbox.createRepository({commits: 2});
    await sandbox.createBareRemote({from: work});
    const env = ['-c', 'user.name=Zoë "Q" \u001fO\u2019Hara', '-c', 'user.email=zoe@example.org'];
    await sandbox.git(work, ...env, 'commit', '--quiet', '--allow-empty', '-m', 'one subject\n\nand a body\n');
    const {history} = await open(work);
    const [tip, parent, first] = [
      await sandbox.sha(work),
      await sandbox.sha(work, '@~1'),
      await sandbox.sha(work, '@~2'),
    ];
    const {commits, complete} = await history.commits(first, tip);
    expect(complete).toBe(true);
    expect(commits.map(({sha}) => sha)).toEqual([tip, parent]);
    expect(commits[0]).toEqual({
      sha: tip,
      parents: [parent],
      authorName: 'Zoë "Q" \u001fO\u2019Hara',
      committedAt: expect.stringMatching(/^2026-01-01T12:\d\d:00\.000Z$/),
      subject: 'one subject',
    });
    expect(commits[1]).toMatchObject({parents: [first], authorName: SANDBOX_IDENTITY.name});
    expect(await history.commits(tip, tip)).toEqual({commits: [], complete: true});
    expect(await history.commit(parent)).toEqual(commits[1]);
    expect(await history.commit('1'.repeat(40))).toBeNull();
    expect((await history.commits(null, tip)).commits.at(-1)).toMatchObject({sha: first, parents: []});
  });

  test('say that a shallow boundary hides some', async () => {
    const {clone, bare, tip} = await shallow(5, 3);
    const {history} = await open(clone);
    const inside = await sandbox.sha(bare, 'main~1');
    expect((await history.commits(inside, tip)).complete).toBe(true);
    const all = await history.commits(null, tip);
    expect([all.commits.length, all.complete]).toEqual([3, false]);
  });

  test('are resolved from refs and commit-ishes, and from nothing else', async () => {
    const work = await sandbox.createRepository({commits: 2});
    await sandbox.createBareRemote({from: work});
    const {history} = await open(work);
    const tip = await sandbox.sha(work);
    await sandbox.git(work, 'tag', '-a', '-m', 'tag', 'v1');
    for (const name of ['main', 'refs/heads/main', 'HEAD', 'v1', tip, tip.slice(0, 10)]) {
      expect(await history.resolve(name)).toBe(tip);
    }
    for (const name of ['none', '--help', '-n1', '', '1'.repeat(40), 'HEAD:README.md', 'HEAD^{tree}']) {
      expect(await history.resolve(name)).toBeNull();
    }
  });

  test('differ in paths below a folder, whatever they are called', async () => {
    const work = await sandbox.createRepository();
    await sandbox.createBareRemote({from: work});
    const from = await sandbox.sha(work);
    await sandbox.commitFile(work, '.github/workflows/ä "b"\n.yml', 'x');
    await sandbox.commitFile(work, '.github/workflows-not/c.yml', 'x');
    const to = await sandbox.commitFile(work, '*/d.yml', 'x');
    const {history} = await open(work);
    expect(await history.changedPaths(from, to, '.github/workflows')).toEqual(['.github/workflows/ä "b"\n.yml']);
    expect(await history.changedPaths(from, to, '*')).toEqual(['*/d.yml']);
    expect(await history.changedPaths(to, to, '')).toEqual([]);
    expect(await history.changedPaths(from, to, '')).toHaveLength(3);
  });
});

describe('a pin commit', () => {
  test("lies in the user's objects with its parent's tree, its message and an identity of its own", async () => {
    const work = await sandbox.createRepository({identity: false});
    await sandbox.createBareRemote({from: work});
    const {
      history,
      location: {repository: privateRepository},
    } = await open(work);
    const parent = await sandbox.sha(work);
    const message = 'Pin\n\n# {"kind":"rollback"}\nLaforge-Step-Uid: x\n';
    const pin = await history.createPinCommit(parent, message);
    privateRepository.remove();
    const shown = await sandbox.git(work, 'show', '-s', '--format=%P %T %an <%ae> %cn <%ce>', pin);
    const tree = await sandbox.sha(work, 'HEAD^{tree}');
    const laforge = 'LaForge <laforge@users.noreply.github.com>';
    expect(shown).toBe(`${parent} ${tree} ${laforge} ${laforge}`);
    expect(await history.commitMessage(pin)).toBe(message);
  });

  test('stays in the private repository when its parent was only fetched there', async () => {
    const {clone, side} = await shallow(4);
    const {history, remote} = await open(clone);
    expect(await remote.fetch([side], 1)).toBe(true);
    const pin = await history.createPinCommit(side, 'pin');
    expect((await sandbox.tryGit(clone, 'cat-file', '-e', pin)).exitCode).not.toBe(0);
    const ref = 'refs/laforge/pins/default/one';
    expect(await remote.push([{ref, to: pin, expected: null}], {atomic: true})).toEqual({kind: 'pushed'});
  });
});

describe('a bundle', () => {
  test('carries what one commit has and another has not, under the ref that was asked for', async () => {
    const work = await sandbox.createRepository({commits: 3});
    const remote = await sandbox.createBareRemote({from: work});
    const {history} = await open(work);
    const [from, to] = [await sandbox.sha(work, 'HEAD~1'), await sandbox.sha(work)];
    const file = join(sandbox.folder(), 'work.bundle');
    await history.bundle(from, to, 'refs/heads/laforge', file);
    const other = await sandbox.clone(remote);
    await sandbox.git(other, 'bundle', 'verify', file);
    expect(await sandbox.git(other, 'bundle', 'list-heads', file)).toBe(`${to} refs/heads/laforge`);
    expect(readFileSync(file, 'latin1')).toContain(`-${from}`);
  });
});

describe('a SHA-256 repository', () => {
  test('is fetched, pushed and read like any other', async () => {
    const work = join(sandbox.folder(), 'work');
    const bare = join(sandbox.folder(), 'remote.git');
    await sandbox.git(sandbox.folder(), 'init', '-q', '--object-format=sha256', '-b', 'main', work);
    await sandbox.git(sandbox.folder(), 'init', '-q', '--bare', '--object-format=sha256', '-b', 'main', bare);
    const first = await sandbox.commitFile(work, 'a.txt', 'a');
    const tip = await sandbox.commitFile(work, 'b.txt', 'b');
    await sandbox.git(work, 'remote', 'add', 'origin', bare);
    const {
      history,
      remote,
      location: {repository: privateRepository},
    } = await open(work);
    expect(tip).toHaveLength(64);
    expect(await remote.push([{ref: 'refs/heads/main', to: tip, expected: null}], {atomic: true})).toEqual({
      kind: 'pushed',
    });
    const pin = await history.createPinCommit(first, 'pin');
    expect(await history.isAncestor(first, tip)).toBe('yes');
    expect(await history.isAncestor(tip, pin)).toBe('no');
    expect(await remote.refs(['refs/heads/main'])).toEqual(new Map([['refs/heads/main', tip]]));
    const folder = dirname(privateRepository.objectDirectory());
    privateRepository.remove();
    expect(existsSync(folder)).toBe(false);
  });
});
