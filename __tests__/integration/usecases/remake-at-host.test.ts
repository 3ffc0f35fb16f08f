import {chmodSync, rmSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, expect, test} from '@jest/globals';
import {createCommitHost} from '../../../src/github/code-host.ts';
import {signWork} from '../../../src/usecases/step/sign-work.ts';
import type {WorkDone} from '../../../src/usecases/step/step-progress.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {serveCommits} from '../../helpers/github-service/graphql-commits.ts';
import {refuse} from '../../helpers/github-service/routes.ts';
import {
  type GithubService,
  type GithubServiceOptions,
  startGithubService,
} from '../../helpers/github-service/service.ts';
import {aUid, someChanges} from '../../helpers/history-builders.ts';
import {type RecordedBranch, recordedBranches} from '../../helpers/recorded-branch.ts';

const sandbox = gitSandbox();
const recordedBranch = recordedBranches(sandbox);
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

type Served = Omit<Parameters<typeof serveCommits>[1], 'repository'> &
  Pick<GithubServiceOptions, 'intercept'> & {readonly contents?: 'read' | 'write'};

interface Ground {
  readonly branch: RecordedBranch;
  readonly service: GithubService;
  readonly before: string;
  /** Signs these commits of the step, newest first, and the work with them. */
  sign(own: readonly string[]): Promise<WorkDone>;
}

async function ground({intercept, contents = 'write', ...served}: Served = {signs: true}): Promise<Ground> {
  const branch = await recordedBranch();
  const service = await startGithubService({repository: 'acme/widgets', ...(intercept && {intercept})});
  closers.push(() => service.close());
  serveCommits(service.world, {repository: branch.remote, ...served});
  service.world.tokens.set('the-token', {login: 'github-actions[bot]', permissions: {contents}});
  const host = createCommitHost({apiUrl: service.url, repository: 'Acme/Widgets', token: 'the-token'});
  const before = await sandbox.sha(branch.work);
  return {
    ...{branch, service, before},
    sign: async (own) => {
      const work: WorkDone = {
        ...{
          after: own[0] ?? null,
          kept: null,
          branch: 'main',
          offBranch: null,
          missed: null,
          mustStay: null,
          notes: [],
        },
        made: new Set(own),
        changes: someChanges(...own),
      };
      return await signWork(await branch.open(), {signer: {kind: 'host', host}, uid: aUid(1), before}, work);
    },
  };
}

const commitAll = async (work: string, message: string) => {
  await sandbox.git(work, 'add', '--all');
  await sandbox.git(work, 'commit', '--quiet', '--allow-empty', '-m', message);
  return await sandbox.sha(work);
};
const refsAt = async ({branch}: Ground) => await sandbox.git(branch.remote, 'for-each-ref', '--format=%(refname)');

test('own commits are made again by the host, one on the other, with the same files and messages', async () => {
  const here = await ground();
  const {work} = here.branch;
  sandbox.write(work, {'a dir/é\n.txt': 'one\n', 'data.bin': Buffer.from([0, 255, 13, 10, 200]), 'empty.txt': ''});
  const one = await commitAll(work, 'one: a headline\n\nA body.\n\nLaforge-Step: 1');
  rmSync(join(work, 'a dir'), {recursive: true});
  sandbox.write(work, {'a dir/é\n.txt/now a folder.txt': 'two\n'.repeat(3), 'README.md': 'changed\n'});
  await sandbox.git(work, 'rm', '--quiet', 'data.bin');
  const two = await commitAll(work, 'two');
  const three = await commitAll(work, 'three, without files');
  const signed = await here.sign([three, two, one]);

  const after = signed.after ?? '';
  expect(signed).toMatchObject({offBranch: null, missed: null, notes: []});
  expect(await sandbox.sha(work)).toBe(after);
  expect(await sandbox.git(work, 'status', '--porcelain')).toBe('');
  expect(signed.changes?.own_commits).toMatchObject([{sha: after, replaces: three}, {replaces: two}, {replaces: one}]);
  expect(await sandbox.sha(work, `${after}~3`)).toBe(here.before);
  for (const [sha, old] of [
    [after, three],
    [`${after}~1`, two],
    [`${after}~2`, one],
  ] as const) {
    const of = async (commit: string) => (await sandbox.git(work, 'log', '-1', '--format=%T %B', commit)).trim();
    expect(await of(sha)).toBe(await of(old));
    expect(await sandbox.git(work, 'cat-file', 'commit', sha)).toMatch(/^gpgsig /m);
    expect(await sandbox.git(work, 'log', '-1', '--format=%an %cn', sha)).toBe('github-actions[bot] GitHub');
  }
  // The branch is delivery's to move, and nothing else is left there.
  expect(await refsAt(here)).toBe('refs/heads/main');
  expect(await sandbox.sha(here.branch.remote, 'main')).toBe(here.before);
});

test.each<[string, (work: string) => void, RegExp]>([
  ['an executable file', (work) => chmodSync(join(work, 'odd'), 0o755), /"odd" in \w{8} is executable$/],
  ['another mode', (work) => chmodSync(join(work, 'README.md'), 0o755), /"README.md" in \w{8} is executable$/],
  ['a symlink', (work) => symlinkSync('odd', join(work, 'link')), /"link" in \w{8} is a symlink$/],
  [
    'too many bytes',
    (work) => sandbox.write(work, {'a.bin': Buffer.alloc(13e6, 1), 'b.bin': Buffer.alloc(13e6, 2)}),
    /"b.bin" in \w{8} brings its changes over 25 MB$/,
  ],
])('%s goes to no branch, with its path, and the host is asked for nothing', async (_, change, why) => {
  const here = await ground();
  const {work} = here.branch;
  const fine = await sandbox.commitFile(work, 'fine.txt', 'fine\n');
  sandbox.write(work, {odd: 'odd\n'});
  change(work);
  const odd = await commitAll(work, 'odd');
  const left = await here.sign([odd, fine]);
  expect(left).toMatchObject({after: odd, offBranch: expect.stringMatching(why)});
  expect(here.service.requests).toEqual([]);
  expect(await sandbox.sha(work)).toBe(odd);
});

test('a merge, a submodule and a mode that is taken away are refused too', async () => {
  const here = await ground();
  const {work} = here.branch;
  await sandbox.git(work, 'update-index', '--add', '--cacheinfo', `160000,${here.before},sub`);
  await sandbox.git(work, 'commit', '--quiet', '-m', 'a submodule');
  const sub = await sandbox.sha(work);
  expect((await here.sign([sub])).offBranch).toMatch(/"sub" in \w{8} is a submodule$/);

  await sandbox.git(work, 'reset', '--quiet', '--hard', here.before);
  for (const mode of ['+x', '-x']) {
    await sandbox.git(work, 'update-index', `--chmod=${mode}`, 'README.md');
    await sandbox.git(work, 'commit', '--quiet', '-m', mode);
  }
  expect((await here.sign([await sandbox.sha(work)])).offBranch).toMatch(/"README.md" in \w{8} changes its mode$/);

  await sandbox.git(work, 'reset', '--quiet', '--hard', here.before);
  const one = await sandbox.commitFile(work, 'one.txt', 'one\n');
  await sandbox.git(work, 'checkout', '--quiet', '-b', 'side', here.before);
  const side = await sandbox.commitFile(work, 'side.txt', 'side\n');
  await sandbox.git(work, 'checkout', '--quiet', 'main');
  await sandbox.git(work, 'merge', '--quiet', '--no-edit', 'side');
  const merge = await sandbox.sha(work);
  expect((await here.sign([merge, side, one])).offBranch).toMatch(/\w{8} is a merge$/);
  expect(here.service.requests).toEqual([]);
});

test.each<[string, Served, RegExp]>([
  ['makes other files', {signs: true, change: () => Buffer.from('other')}, /changed "two.txt", compared with \w{8}$/],
  ['does not sign', {signs: false}, /GitHub did not sign \w{8}: its administrators/],
  ['may not', {signs: true, contents: 'read'}, /not accessible by integration\. Give the job "permissions: contents/],
  ['has no GraphQL', {signs: true, intercept: () => refuse(404, 'Not Found')}, /it is not there, or the token may not/],
  ['fails', {signs: true, intercept: () => refuse(502, 'Bad Gateway')}, /GitHub answered 502/],
])('a host that %s leaves the work as it was, and no branch behind', async (_, served, why) => {
  const here = await ground(served);
  const one = await sandbox.commitFile(here.branch.work, 'one.txt', 'other');
  const two = await sandbox.commitFile(here.branch.work, 'two.txt', 'two\n');
  const left = await here.sign([two, one]);
  expect(left).toMatchObject({after: two, offBranch: expect.stringMatching(why)});
  expect(await sandbox.sha(here.branch.work)).toBe(two);
  expect(await refsAt(here)).toBe('refs/heads/main');
});

test('commits that a killed process had made and pushed are found, and not made again', async () => {
  const here = await ground();
  const one = await sandbox.commitFile(here.branch.work, 'one.txt', 'one\n');
  const {after} = await here.sign([one]);
  await sandbox.git(here.branch.work, 'push', '--quiet', 'origin', 'HEAD:main');
  const asked = here.service.requests.length;
  expect(await here.sign([one])).toMatchObject({
    after,
    offBranch: null,
    missed: null,
    changes: {own_commits: [{replaces: one}]},
  });
  expect(here.service.requests).toHaveLength(asked);
});

test('a branch that a killed process left is taken over, and one that cannot be removed is named', async () => {
  const here = await ground();
  const one = await sandbox.commitFile(here.branch.work, 'one.txt', 'one\n');
  const name = `laforge/sign-${aUid(1).slice(-12)}`;
  await sandbox.git(here.branch.work, 'push', '--quiet', 'origin', `${one}:refs/heads/${name}`);
  await sandbox.git(here.branch.remote, 'config', 'receive.denyDeletes', 'true');
  const signed = await here.sign([one]);
  expect(signed).toMatchObject({offBranch: null, missed: null, changes: {own_commits: [{replaces: one}]}});
  expect(signed.notes).toEqual([expect.stringContaining(`refs/heads/${name} stays at the remote and can be deleted`)]);
});
