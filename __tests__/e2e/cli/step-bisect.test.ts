import {readdirSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {faultsBySchema} from '../../helpers/json-schemas.ts';
import {laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

const step = (work: string, text: string) => laforge(work, ['step', 'run', '--', 'sh', '-c', text]);

/** Steps 1 and 2, two commits of people, steps 3 and 4. */
async function mixedBranch() {
  await sandbox.beginWith('mixed branch', async () => {
    const work = await sandbox.createRepository({name: 'app', files: {'n.txt': '0\n', '.gitignore': 'built\n'}});
    for (const number of [1, 2]) await step(work, `echo ${number} > n.txt`);
    await sandbox.commitFile(work, 'people.txt', 'one\n', 'people one');
    await sandbox.commitFile(work, 'people.txt', 'two\n', 'people two');
    for (const number of [3, 4]) await step(work, `echo ${number} > n.txt`);
  });
  return join(sandbox.folder(), 'app');
}

test('the step that broke it is found, with what it was asked and how to take it back', async () => {
  const work = await mixedBranch();
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('laforge-scratch-'));
  const check = 'test "$(cat n.txt)" -lt 3 && ! git status --porcelain | grep . && touch built';
  const found = await laforge(work, ['step', 'bisect', '--check', check]);
  expect(found.code).toBe(0);
  expect(found.stdout).toMatch(/^Step 3 broke it \(\d tests of test /);
  expect(found.stdout).toContain("\n  sh -c 'echo 3 > n.txt'\n  1 commit, 1 file (+1 -1)\n");
  expect(found.stdout).toMatch(/See it: +laforge step diff 3\nTake it back: +laforge step rollback 3 --before\n$/);
  // People's commits came after step 2, and a rollback would be refused for them.
  const older = await laforge(work, ['step', 'bisect', '--check', 'test "$(cat n.txt)" -lt 2']);
  expect(older.stdout).toMatch(/^Step 2 broke it .*\n[\s\S]*Take it back: +laforge step revert 2\n$/);
  expect(found.stderr).toContain('5 states of main to search, 4 of them left by steps.');
  expect(await sandbox.git(work, 'status', '--porcelain')).toBe('');
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('laforge-scratch-'))).toEqual(before);

  const again = JSON.parse((await laforge(work, ['step', 'bisect', '--check', check, '--json'])).stdout);
  expect(faultsBySchema('step-bisect', again)).toEqual([]);
  expect(again).toMatchObject({schema_version: 1, step: {id: 3}, confidence: 1, commits: [expect.any(String)]});
  expect(again.tests.filter(({known}: {known: boolean}) => !known)).toHaveLength(2);
});

test('people are named for what they broke, and no step is blamed', async () => {
  const work = await mixedBranch();
  const found = await laforge(work, ['step', 'bisect', '--check', '! grep -q two people.txt']);
  expect(found.code).toBe(0);
  expect(found.stdout).toMatch(/^No step broke it: people did \(/);
  expect(found.stdout).toMatch(/\n {2}[0-9a-f]{8} {2}people one \(Ada Sandbox\)\n {2}[0-9a-f]{8} {2}people two /);
  expect(found.stdout).toMatch(/Look closer: +git bisect start [0-9a-f]{8} [0-9a-f]{8}\n$/);
  const untestable = await laforge(work, [
    'step',
    'bisect',
    '--check',
    'test -e people.txt && exit 125; test "$(cat n.txt)" = 0',
  ]);
  expect(untestable).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/could not tell at .*--bad\. \(LF027\)/),
  });
  const skipped = await laforge(work, [
    'step',
    'bisect',
    '--check',
    'case $(cat n.txt) in 0|1) ;; 4) false ;; *) exit 125 ;; esac',
  ]);
  expect(skipped).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^It is one of 4, and the check cannot tell which/),
  });

  await laforge(work, ['step', 'revert', '4', '--yes']);
  const reverted = await laforge(work, ['step', 'bisect', '--good', '4', '--check', 'test "$(cat n.txt)" = 4']);
  expect(reverted.stdout).toMatch(/^R1, a revert, broke it \([\s\S]*Take it back: +laforge step undo R1\n$/);
});

test('a step of another branch is known by its commits, on its own and through a merge', async () => {
  const work = await sandbox.createRepository({name: 'app', files: {'s.txt': 'ok\n'}});
  await step(work, 'echo 1 > one');
  await sandbox.git(work, 'checkout', '--quiet', '-b', 'side');
  await step(work, 'echo bad > s.txt');
  await sandbox.git(work, 'checkout', '--quiet', 'main');
  await sandbox.commitFile(work, 'people.txt', 'one\n');
  await sandbox.git(work, 'merge', '--quiet', '--no-ff', '-m', 'merge side', 'side');
  await step(work, 'echo 3 > three');
  const found = await laforge(work, ['step', 'bisect', '--check', 'grep -q ok s.txt']);
  expect(found.stdout).toMatch(/^Step 2 broke it .*\n[\s\S]*Take it back: +git revert [0-9a-f]{8}\n$/);
  await sandbox.git(work, 'checkout', '--quiet', '-B', 'renamed', 'side');
  const fast = await laforge(work, [
    'step',
    'bisect',
    '--good',
    '1',
    '--bad',
    '2',
    '--branch',
    'main',
    '--check',
    'grep -q ok s.txt',
  ]);
  expect(fast.stdout).toMatch(/^Step 2 broke it /);
});

test('a check that is wrong at times is asked until the answer is sure', async () => {
  const work = await mixedBranch();
  const count = `${sandbox.folder()}/count`;
  // Every fifth run fails, whatever the state.
  const check = `c=$(cat ${count} 2>/dev/null || echo 0); echo $((c + 1)) > ${count}; [ $((c % 5)) != 4 ] && test "$(cat n.txt)" -lt 3`;
  const found = await laforge(work, ['step', 'bisect', '--check', check, '--flaky', '--json']);
  const {step: culprit, confidence, tests} = JSON.parse(found.stdout);
  expect(culprit).toMatchObject({id: 3});
  expect(confidence).toBeGreaterThanOrEqual(0.95);
  expect(tests.length).toBeGreaterThan(6);
  const few = JSON.parse(
    (await laforge(work, ['step', 'bisect', '--check', check, '--flaky', '--max-tests', '3', '--json'])).stdout,
  );
  expect(few.tests).toHaveLength(3);
});

test('what cannot be searched is refused, with what to do', async () => {
  const work = await mixedBranch();
  const said = async (...args: string[]) => {
    const {code, stderr} = await laforge(work, ['step', 'bisect', ...args]);
    return `${code} ${stderr.replace(/^laforge: (step \d|[0-9a-f]{8}: |\d+ (states|commits)).*\n/gm, '')}`;
  };
  expect(await said()).toMatch(/^2 laforge: --check is missing\./);
  expect(await said('--check', 'true', '--confidence', '0.9')).toMatch(/^2 .*--confidence is only used with --flaky/);
  expect(await said('--check', 'true', '--flaky', '--confidence', '2')).toMatch(
    /^2 .*Use a share from 0\.5 to below 1/,
  );
  expect(await said('--check', 'true')).toMatch(/^1 laforge: The check passes at .*, where step 4 ended/);
  expect(await said('--check', 'false')).toMatch(
    /^1 laforge: The check already fails at [0-9a-f]{8}\. Name an earlier/,
  );
  const missing = /at [0-9a-f]{8} \(it printed ".*no-such-program: (command )?not found"\)\. Name an earlier/;
  expect(await said('--check', 'no-such-program')).toMatch(missing);
  // It may have been installed meanwhile.
  expect(await said('--check', 'no-such-program')).toMatch(missing);
  expect(await said('--check', 'kill -9 $$')).toMatch(
    /^1 laforge: The check ended with 137 at .*, and so did the search/,
  );
  expect(await said('--check', 'true', '--good', '4')).toMatch(/^1 laforge: Nothing lies between/);
  expect(await said('--check', 'true', '--good', '4', '--bad', '1')).toMatch(
    /^1 laforge: .* does not lead to .*, the bad one: it came later\. Name the earlier one with --good/,
  );
  expect(await said('--check', 'true', '--branch', 'none')).toMatch(/^1 laforge: Branch none has no step/);
});
