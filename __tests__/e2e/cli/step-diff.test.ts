import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {faultsBySchema} from '../../helpers/json-schemas.ts';
import {laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

const script = (text: string) => ['step', 'run', '--', 'sh', '-c', text];

/** Two steps, the second rolled back, and another attempt at it. Made once, and copied. */
async function threeSteps() {
  await sandbox.beginWith('three steps', async () => {
    const work = await sandbox.createRepository({name: 'app', files: {'a.txt': 'one\ntwo\nthree\n'}});
    await laforge(work, script('sed -i s/one/eins/ a.txt'));
    await laforge(work, script('sed -i s/three/drei/ a.txt; echo extra > b.txt'));
    await laforge(work, ['step', 'rollback', '1', '--yes']);
    await laforge(work, script('sed -i s/three/trois/ a.txt'));
  });
  return join(sandbox.folder(), 'app');
}

test('what a step changed is shown as git shows it, also once it is rolled back', async () => {
  const work = await threeSteps();
  const shown = await laforge(work, ['step', 'diff', '2']);
  expect(shown).toMatchObject({code: 0, stderr: ''});
  expect(shown.stdout).toMatch(
    /^Step 2: what it changed\n {2}2 files changed, \+2 −1\n {2}Step 2 is rolled back by R1: its work is on no branch\.\n\ndiff --git/,
  );
  const {before, after} = await shasOf(work, '2');
  const patch = await laforge(work, ['step', 'diff', '2', '--patch']);
  expect(patch.stdout).toBe(`${await sandbox.git(work, 'diff', before, after)}\n`);
  await sandbox.git(work, 'config', 'diff.noprefix', 'true');
  expect((await laforge(work, ['step', 'diff', '2'])).stdout).toContain('\n+++ b.txt\n');
  expect((await laforge(work, ['step', 'diff', '2', '--patch'])).stdout).toBe(patch.stdout);
  expect((await laforge(work, ['step', 'diff', '2', '--name-only'])).stdout).toBe('a.txt\nb.txt\n');
  expect((await laforge(work, ['step', 'diff', '2', '--stat', '--paths', 'b.txt'])).stdout).toContain(' b.txt | 1 +\n');
  expect(await laforge(work, ['step', 'diff', '2', '--exit-code', '--name-only'])).toMatchObject({code: 1});
  expect(await laforge(work, ['step', 'diff', '2', '--exit-code', '--paths', 'none'])).toMatchObject({code: 0});
});

test('two attempts are compared by their work, two states by what was left, and a branch by what it had', async () => {
  const work = await threeSteps();
  const attempts = await laforge(work, ['step', 'diff', '2', '3']);
  expect(attempts.stdout).toMatch(/^Step 2 against step 3: what each of them did\n/);
  expect(attempts.stdout).toMatch(/\n {2}ended {2}succeeded, rolled back +succeeded\n/);
  expect(attempts.stdout).toContain('-drei\n+trois\n');
  expect((await laforge(work, ['step', 'diff', '1', '3'])).stdout).toMatch(
    /^Step 1 against step 3: the states they left\n/,
  );
  expect((await laforge(work, ['step', 'diff', '2', '3', '--code', 'commits'])).stdout).toMatch(
    /\n1: {2}\w+ < -: {2}-+ /,
  );

  const net = await laforge(work, ['step', 'diff', '2', '3', '--net', '--json']);
  const {code, notes} = JSON.parse(net.stdout);
  expect(code).toMatchObject({mode: 'states', files: [{path: 'a.txt', insertions: 1, deletions: 1}]});
  expect(notes).toEqual(['step 2 is rolled back, so the diff uses what step 1 left.']);

  const json = JSON.parse((await laforge(work, ['step', 'diff', '2', '3', '--json'])).stdout);
  expect(faultsBySchema('step-diff', json)).toEqual([]);
  const one = JSON.parse((await laforge(work, ['step', 'diff', '2', '--json'])).stdout);
  expect(faultsBySchema('step-diff', one)).toEqual([]);
  expect(json).toMatchObject({
    schema_version: 1,
    a: {id: 2},
    b: {id: 3},
    code: {
      mode: 'work',
      files: [
        {path: 'a.txt', in: 'both'},
        {path: 'b.txt', in: 'a', status: 'deleted'},
      ],
    },
    comparable: {same_before: true, same_check: null},
    figures: {cost_usd: {a: null, b: null, abs: null, favorable: null, exact: false}},
  });
});

test('steps that were recorded by two addresses of a repository are compared; commits that are not here are not', async () => {
  const work = await sandbox.createRepository({name: 'app', files: {'a.txt': 'one\n'}});
  const db = ['--db', join(sandbox.folder(), 'steps.db')];
  const step = (text: string) => laforge(work, ['step', 'run', ...db, '--', 'sh', '-c', text]);
  await step('echo two >> a.txt');
  await sandbox.git(work, 'remote', 'add', 'origin', 'https://git.invalid/acme/app.git');
  await step('echo three >> a.txt');
  const shown = await laforge(work, ['step', 'diff', '1', '2', ...db]);
  expect(shown).toMatchObject({code: 0, stdout: expect.stringContaining('+three\n')});

  const other = await sandbox.createRepository({name: 'other'});
  const refused = await laforge(other, ['step', 'diff', '1', '2', ...db]);
  expect(refused).toMatchObject({code: 1, stderr: expect.stringMatching(/of two repositories, .*--code none\./)});
});

test('work that began elsewhere is carried over before it is compared', async () => {
  const work = await threeSteps();
  await laforge(work, script('echo last > c.txt'));
  const carried = /Step 4 began elsewhere: its changes were carried onto [0-9a-f]{8}, where step 2 began\./;
  const shown = await laforge(work, ['step', 'diff', '2', '4']);
  expect(shown.stdout).toMatch(carried);
  // What is counted above the pairs is the same.
  expect((await laforge(work, ['step', 'diff', '2', '4', '--code', 'commits'])).stdout).toMatch(carried);
  expect(shown.stdout).toContain('Compare them with care: they began from different states of the files');
  const files = await laforge(work, ['step', 'diff', '2', '4', '--name-only']);
  expect(files.stdout).toBe('a.txt\nb.txt\nc.txt\n');
});

test('an attempt that a revert took back is compared with the next one by its work', async () => {
  const work = await sandbox.createRepository({name: 'app', files: {'a.txt': 'one\ntwo\nthree\n'}});
  await laforge(work, script('sed -i s/one/eins/ a.txt'));
  await laforge(work, script('echo more > b.txt'));
  await laforge(work, ['step', 'revert', '1', '--yes']);
  await laforge(work, script('sed -i s/one/un/ a.txt'));
  const shown = await laforge(work, ['step', 'diff', '1', '3']);
  expect(shown.stdout).toMatch(/^Step 1 against step 3: what each of them did\n/);
  expect(shown.stdout).toMatch(/\n-eins\n\+un\n/);
  expect(shown.stdout).not.toContain('b.txt');
});

test('Markdown and a page have the comparison, and nothing of the code in them is markup', async () => {
  const work = await sandbox.createRepository({name: 'app'});
  await laforge(work, script(`printf '%s\\n' '</pre><script>alert(1)</script>' '\`\`\`\`' '@octocat' > x.md`));
  await laforge(work, script('echo 2 > y.md'));
  const {stdout} = await laforge(work, ['step', 'diff', '1', '--md']);
  expect(stdout).toMatch(/^### Step|^### step 1/);
  expect(stdout).toContain('\n`````diff\ndiff --git a/x.md b/x.md\n');
  const file = join(work, '../page.html');
  expect(await laforge(work, ['step', 'diff', '1', '2', '--html', '../page.html'])).toMatchObject({code: 0});
  expect(await laforge(work, ['step', 'diff', '1', '--html', '../page.html'])).toMatchObject({code: 0});
  const page = readFileSync(file, 'utf8');
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).not.toMatch(/<script|https?:|src=|url\(/);
});

test('a binary file is in a patch as git apply wants it, and a project may be named in its clone', async () => {
  const work = await sandbox.createRepository({name: 'app'});
  await laforge(work, script('printf "\\0\\1\\2" > b.dat'));
  const {stdout} = await laforge(work, ['step', 'diff', '1', '--patch', '--project', 'app']);
  sandbox.write(work, {'../b.patch': stdout});
  await sandbox.git(work, 'apply', '-R', '../b.patch');
  expect(await sandbox.git(work, 'status', '--porcelain')).toBe(' D b.dat');
});

test('what cannot be compared is refused, with what to do', async () => {
  const work = await threeSteps();
  const said = async (...args: string[]) => {
    const {code, stderr} = await laforge(work, ['step', 'diff', ...args]);
    return `${code} ${stderr}`;
  };
  expect(await said()).toMatch(/^2 laforge: No step is named\. Give its number, such as 3, or two to compare/);
  expect(await said('2', '2')).toMatch(/^1 laforge: Both are step 2\. Name two steps, .* \(LF025\)\n$/);
  expect(await said('9')).toMatch(/^1 laforge: Project app has no step 9; laforge steps lists them\./);
  expect(await said('1', '2', '3', '4')).toMatch(/^2 laforge: "4" is one argument too many/);
  expect(await said('2', '--net')).toMatch(/^2 laforge: --net is for two steps/);
  expect(await said('2', '3', '--code', 'none', '--stat')).toMatch(
    /^2 laforge: --code none compares no code\. Leave out --stat/,
  );
  expect(await said('2', '3', '--code', 'work', '--net')).toMatch(/^2 laforge: --net compares states/);
  expect(await said('2', '--html', 'no/such/page.html')).toMatch(
    /^1 laforge: .* cannot be written\. Name another file with --html/,
  );
  expect(await said('2', '--json', '--md')).toMatch(/^2 laforge: --json and --md do not go together/);
  expect(await said('1', '2', '--code', 'commits', '--net')).toMatch(/^2 laforge: --code commits pairs whole commits/);
  expect(await said('1', '--paths', '../x')).toMatch(/^2 laforge: "\.\.\/x" is outside the work tree/);

  await sandbox.git(work, 'update-ref', '-d', (await pinOf(work)) ?? '');
  await sandbox.git(work, 'reflog', 'expire', '--expire=now', '--all');
  await sandbox.git(work, 'gc', '--quiet', '--prune=now');
  expect(await said('2')).toMatch(
    /^1 laforge: Commit [0-9a-f]{8}, where step 2 ended, cannot be had: it is neither here nor at the remote\. \(LF026\)\n$/,
  );
  expect(await said('2', '3', '--code', 'none')).toMatch(/^0 $/);
});

test('work on a pin of the remote is fetched for it', async () => {
  const work = await sandbox.createRepository({name: 'app'});
  const remote = await sandbox.createBareRemote({from: work});
  await sandbox.git(work, 'config', 'laforge.store', 'git');
  for (const text of ['one', 'two'])
    await laforge(work, ['step', 'run', '--push', '--', 'sh', '-c', `echo ${text} > ${text}.txt`]);
  await laforge(work, ['step', 'rollback', '1', '--push', '--yes']);
  const clone = await sandbox.clone(`file://${remote}`, {name: 'other'});
  const shown = await laforge(clone, ['step', 'diff', '2', '--store', 'git', '--name-only']);
  expect(shown).toMatchObject({code: 0, stdout: 'two.txt\n'});
});

async function shasOf(work: string, step: string) {
  const info = JSON.parse((await laforge(work, ['step', 'info', step, '--json'])).stdout);
  return {before: info.commit_sha_before as string, after: info.commit_sha_after as string};
}

async function pinOf(work: string): Promise<string | undefined> {
  const [pin] = JSON.parse((await laforge(work, ['pins', '--json'])).stdout);
  return pin?.ref;
}
