import {chmodSync, readFileSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeHomeOf, laforgeIn, PROGRAM} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

/** The findings by topic, with the exit status. */
async function examine(
  cwd: string,
  {args = [], env = {}}: {args?: readonly string[]; env?: Record<string, string>} = {},
) {
  const {code, stdout} = await laforge(cwd, ['doctor', '--json', ...args], {env});
  const findings: {topic: string; verdict: string; message: string}[] = JSON.parse(stdout);
  return {code, ...Object.fromEntries(findings.map(({topic, verdict, message}) => [topic, [verdict, message]]))};
}

async function clone() {
  const remote = await sandbox.createBareRemote({from: await sandbox.createRepository()});
  return {remote, work: await sandbox.clone(remote)};
}

test('a clone on a branch, with an agent on PATH, has all that a step needs, and nothing changes', async () => {
  const {remote, work} = await clone();
  const refs = await sandbox.git(remote, 'for-each-ref');
  sandbox.write(sandbox.folder(), {'programs/claude': '#!/bin/sh\ntouch ran\n'});
  chmodSync(join(sandbox.folder(), 'programs', 'claude'), 0o755);
  const env = {PATH: `${join(sandbox.folder(), 'programs')}:${process.env.PATH}`};
  expect(await examine(work, {args: ['--store', 'git'], env})).toEqual({
    code: 0,
    ci: ['ok', 'No CI that is known: steps are recorded as your own.'],
    branch: ['ok', `main, at ${(await sandbox.sha(work)).slice(0, 8)}`],
    committer: ['ok', 'Ada Sandbox <ada@sandbox.test>'],
    remote: ['ok', 'the remote answers, and accepts a trial push, which does not run its rules and hooks'],
    lease: ['ok', 'a branch moves only from the tip that was looked at'],
    atomic: ['ok', 'a branch moves together with its record, or not at all'],
    history: ['ok', '0 steps in refs/laforge/ledger/default at the remote'],
    agents: ['ok', 'claude: their tokens and cost are read'],
  });
  expect(await sandbox.git(remote, 'for-each-ref')).toBe(refs);
  expect(await sandbox.git(work, 'status', '--porcelain', '--ignored')).toBe('');
});

test('a link to a folder among the refs, which no step can begin with, is a fault', async () => {
  const {work} = await clone();
  symlinkSync('heads', join(work, '.git', 'refs', 'more'));
  const found = await examine(work);
  expect(found).toMatchObject({code: 1, branch: ['fault', expect.stringMatching(/refs\/more" is a link .*: rm /)]});
  const {code, stderr} = await laforge(work, ['step', 'run', '--', 'true']);
  expect({code, stderr}).toEqual({code: 1, stderr: expect.stringContaining('refs/more" is a link')});
});

test("in a CI's job without a branch it says what to write, and that the disk will not last", async () => {
  const {work} = await clone();
  await sandbox.git(work, 'checkout', '-q', '--detach');
  const env = {GITLAB_CI: 'true', CI_COMMIT_BRANCH: 'main'};
  expect(await examine(work, {env})).toMatchObject({
    code: 0,
    ci: ['ok', 'GitLab CI/CD: steps, rollbacks and reports work.'],
    comment: ['limited', expect.stringMatching(/a project access token in LAFORGE_GITLAB_TOKEN/)],
    branch: ['limited', expect.stringContaining('Write --branch main to have its work reach that branch.')],
    history: ['limited', expect.stringContaining('write --store git to keep the history in the repository.')],
  });
});

const GITHUB = {GITHUB_ACTIONS: 'true', GITHUB_SERVER_URL: 'https://github.com'};
const OIDC = {ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x'};

test.each([
  ['GitHub Actions', {...GITHUB, ...OIDC}, 'comment checks artifacts oidc summary', ''],
  ['GitHub Actions', GITHUB, 'comment checks artifacts summary', 'oidc: "permissions: id-token: write"'],
  [
    'GitHub Actions',
    {...GITHUB, GITHUB_SERVER_URL: 'https://ghe.acme.test', ...OIDC},
    'comment checks oidc summary',
    'artifacts: store: git',
  ],
  [
    'Gitea Actions',
    {...GITHUB, GITEA_ACTIONS: 'true'},
    'comment checks',
    'artifacts: store: git, oidc: --attest KEY, summary: laforge steps',
  ],
  [
    'Forgejo Actions',
    {...GITHUB, FORGEJO_ACTIONS: 'true'},
    'comment checks',
    'artifacts: store: git, oidc: "enable-openid-connect: true", summary: laforge steps',
  ],
  [
    'GitLab CI/CD',
    {GITLAB_CI: 'true', LAFORGE_GITLAB_TOKEN: 'x'},
    'comment',
    'checks: the check, artifacts: --store git, oidc: --attest KEY, summary: expose_as',
  ],
  [
    'Buildkite',
    {BUILDKITE: 'true'},
    '',
    'comment: laforge report --md, checks: the check, artifacts: --store git, oidc: --attest KEY, summary: laforge report',
  ],
])('on %s %#, what its forge can do is told, and what to write instead', async (title, env, works, instead) => {
  const {work} = await clone();
  const found = await examine(work, {args: ['--store', 'git'], env});
  expect(found).toMatchObject({code: 0, ci: ['ok', `${title}: steps, rollbacks and reports work.`]});
  const services = ['comment', 'checks', 'artifacts', 'oidc', 'summary'] as const;
  const told: Partial<Record<string, readonly string[]>> = Object(found);
  expect(services.filter((it) => told[it]?.[0] === 'ok').join(' ')).toBe(works);
  const others = services.filter((it) => told[it]?.[0] === 'limited');
  expect(others).toHaveLength(instead === '' ? 0 : instead.split(', ').length);
  for (const each of instead === '' ? [] : instead.split(', ')) {
    const [service = '', ...words] = each.split(': ');
    expect(told[service]?.[1]).toContain(words.join(': '));
  }
  expect([told.lease?.[0], told.atomic?.[0]]).toEqual(['ok', 'ok']);
});

test('a remote without atomic pushes is told from one that has them', async () => {
  const {remote, work} = await clone();
  await sandbox.git(remote, 'config', 'receive.advertiseAtomic', 'false');
  expect(await examine(work)).toMatchObject({
    code: 0,
    remote: ['ok', expect.stringContaining('accepts a trial push')],
    lease: ['ok', expect.any(String)],
    atomic: ['limited', expect.stringContaining('a pin is pushed before its branch moves')],
  });
});

test('a remote that refuses a push limits what works; a damaged history is a fault, and people see both', async () => {
  const {work} = await clone();
  await sandbox.git(work, 'remote', 'set-url', 'origin', join(sandbox.folder(), 'gone.git'));
  sandbox.write(sandbox.folder(), {'steps.db': 'no database'});
  const {code, stdout} = await laforge(work, ['doctor', '--db', join(sandbox.folder(), 'steps.db')]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^limited {2}remote .*gone\.git/m);
  expect(stdout).toMatch(/^fault {4}history .*steps\.db/m);
});

test('outside of a repository and without a committer nothing else is asked', async () => {
  sandbox.write(sandbox.folder(), {'plain/file': ''});
  expect(await examine(join(sandbox.folder(), 'plain'))).toMatchObject({
    code: 1,
    repository: ['fault', expect.stringContaining('is not in a git work tree')],
  });
  const bare = await sandbox.createRepository({identity: false, commits: 0});
  expect(await examine(bare)).toMatchObject({
    code: 0,
    branch: ['ok', 'main, without a commit'],
    committer: ['limited', expect.stringContaining('write --commit-author')],
    remote: ['limited', expect.stringContaining('git remote add origin')],
  });
});

test('where no record could be written it says so, and what waits or is under way is named', async () => {
  const {remote, work} = await clone();
  const missing = join(sandbox.folder(), 'missing', 'steps.db');
  expect(await examine(work, {args: ['--db', missing]})).toMatchObject({
    code: 1,
    history: ['fault', expect.stringContaining('missing does not exist. Create it, or name another file.')],
  });
  sandbox.write(sandbox.folder(), {'a-file': ''});
  for (const home of ['/proc/laforge', join(sandbox.folder(), 'a-file', 'home')])
    expect(await examine(work, {env: {LAFORGE_HOME: home}})).toMatchObject({
      code: 1,
      history: ['fault', expect.any(String)],
    });

  sandbox.write(remote, {'hooks/pre-receive': '#!/bin/sh\nexit 1\n'});
  chmodSync(join(remote, 'hooks', 'pre-receive'), 0o755);
  await laforge(work, ['step', 'run', '--store', 'git', '--', 'true']);
  const script = `"$@" doctor --json > ../own.json && LAFORGE_STEP_UID= "$@" doctor --json > ../other.json || echo $? > ../code`;
  await laforge(work, ['step', 'run', '--', 'sh', '-c', script, 'sh', ...PROGRAM]);
  const told = (name: string) => readFileSync(join(sandbox.folder(), name), 'utf8');
  expect([told('code'), told('own.json')]).toEqual(['1\n', expect.not.stringContaining('work tree"')]);
  expect(told('other.json')).toContain('No other step can begin: a step is running in this work tree (process');
  expect(await examine(work, {args: ['--store', 'git']})).toMatchObject({
    code: 0,
    waiting: ['limited', expect.stringMatching(/^1 record waits to be published.* laforge steps --store git/)],
  });
});

test('records that wait are counted up to a hundred, whatever else lies in their folder', async () => {
  const {work} = await clone();
  const folder = join(laforgeHomeOf(sandbox), 'projects', 'p', 'waiting');
  const files = (count: number, where: string) =>
    Object.fromEntries(Array.from({length: count}, (_, n) => [`${where}/${n}.json`, '{}']));
  sandbox.write(folder, {...files(2, 'other'), ...files(3, 'other/deep/er'), 'note.txt': 'x'});
  const args = ['--store', 'git', '--project', 'p'];
  const waiting = async () => (await examine(work, {args})) as {waiting?: readonly string[]};
  expect((await waiting()).waiting?.[1]).toMatch(/^2 records wait to be published, in .*\. Run laforge steps /);
  sandbox.write(folder, files(150, 'another'));
  expect((await waiting()).waiting?.[1]).toMatch(/^100 records or more wait to be published, in /);
});
