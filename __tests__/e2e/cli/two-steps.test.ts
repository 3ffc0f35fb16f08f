import {execFileSync, spawn} from 'node:child_process';
import {cpSync, existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {readProcess} from '../../../src/agent/linux-processes.ts';
import {createGate, eventually} from '../../helpers/gate.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeHomeOf, laforgeIn, PROGRAM} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox, PROGRAM);
const run = (script: string, ...options: string[]) => ['step', 'run', ...options, '--', 'sh', '-c', script];
const REFUSED = expect.stringMatching(
  /The agent was not started: a step is running in this work tree .*--share-work-tree\./,
);

/** A step whose agent has begun and goes on until the gate opens. */
async function longStep(repository: string) {
  const gate = createGate(sandbox.folder());
  const up = join(sandbox.folder(), 'up');
  const ended = laforge(repository, run(`touch '${up}'; ${gate.wait}; echo first > first.txt`));
  await eventually(() => existsSync(up));
  return {gate, ended};
}

describe('while a step is under way in a work tree', () => {
  test('another one is refused before its agent starts, and not after its end', async () => {
    const repository = await sandbox.createRepository();
    const {gate, ended} = await longStep(repository);
    const second = await laforge(repository, run('echo second > second.txt'));
    expect(second).toMatchObject({code: 1, stderr: REFUSED});
    expect(existsSync(join(repository, 'second.txt'))).toBe(false);
    gate.open();
    expect(await ended).toMatchObject({code: 0});
    expect(await laforge(repository, run('echo third > third.txt'))).toMatchObject({code: 0});
    expect(readdirSync(join(repository, '.git/laforge/steps'))).toEqual([]);
  });

  test('one in another work tree of the repository goes on', async () => {
    const repository = await sandbox.createRepository();
    await sandbox.git(repository, 'worktree', 'add', '--quiet', '-b', 'other', join(sandbox.folder(), 'linked'));
    const {gate, ended} = await longStep(repository);
    expect(await laforge(join(sandbox.folder(), 'linked'), run('echo x > x.txt'))).toMatchObject({code: 0});
    gate.open();
    expect(await ended).toMatchObject({code: 0});
  });

  test('no rollback, revert or undo moves the branch under its agent, and a plan is shown all the same', async () => {
    const repository = await sandbox.createRepository();
    for (const name of ['a', 'b']) await laforge(repository, run(`echo ${name} > ${name}.txt`));
    const {gate, ended} = await longStep(repository);
    const tip = await sandbox.sha(repository);
    for (const move of ['rollback 1', 'revert 1', 'undo'])
      expect(await laforge(repository, ['step', ...move.split(' '), '--yes'])).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(
          /^laforge: The branch was not moved: a step is running in .* Wait for it to end\./,
        ),
      });
    expect(await laforge(repository, ['step', 'revert', '1', '--dry-run'])).toMatchObject({code: 0});
    expect(await sandbox.sha(repository)).toBe(tip);
    gate.open();
    expect(await ended).toMatchObject({code: 0});
    expect(await laforge(repository, ['step', 'revert', '1', '--yes'])).toMatchObject({code: 0});
  });

  test('a step that its agent starts is a part of it, and goes on', async () => {
    const repository = await sandbox.createRepository();
    const inner = `'${PROGRAM.join("' '")}' step run -- sh -c 'echo in > in.txt'`;
    const env = {LAFORGE_HOME: laforgeHomeOf(sandbox)};
    expect(await laforge(repository, run(inner), {env})).toMatchObject({code: 0});
    expect(await sandbox.git(repository, 'show', 'HEAD:in.txt')).toBe('in');
  });

  test('one that is told to goes on, and neither has the commits for its own', async () => {
    const repository = await sandbox.createRepository();
    const {gate, ended} = await longStep(repository);
    expect(await laforge(repository, run('echo 2 > 2.txt', '--share-work-tree'))).toMatchObject({code: 0});
    gate.open();
    expect(await ended).toMatchObject({code: 0});
    const steps = JSON.parse((await laforge(repository, ['steps', '--json'])).stdout);
    expect(JSON.stringify(steps)).toContain('shared-work-tree');
    for (const {changes} of steps) expect(changes).toMatchObject({own_commit_count: 0});
  });
});

describe('what lies where steps enter themselves keeps nobody waiting', () => {
  const entry = (repository: string, uid = '018f6d5e-7b1a-7c3d-8e9f-0123456789ab') => {
    mkdirSync(join(repository, '.git/laforge/steps'), {recursive: true});
    return join(repository, '.git/laforge/steps', uid);
  };
  const content = {uid: '018f6d5e-7b1a-7c3d-8e9f-0123456789ab', at: 1, pid: 1, process: null};

  test.each<[string, (repository: string) => void]>([
    ['an old entry', (at) => writeFileSync(entry(at), JSON.stringify(content)) ?? utimesSync(entry(at), 1, 1)],
    [
      'an entry of tomorrow',
      (at) => {
        writeFileSync(entry(at), JSON.stringify(content));
        utimesSync(entry(at), Date.now() / 1000 + 86_400, Date.now() / 1000 + 86_400);
      },
    ],
    ['nonsense', (at) => writeFileSync(entry(at), '{"uid": 3')],
    ['a pipe', (at) => void execFileSync('mkfifo', [entry(at)])],
    ['a folder', (at) => mkdirSync(entry(at))],
    ['a file in the place of the folder', (at) => writeFileSync(join(at, '.git/laforge'), '')],
  ])('%s', async (_what, prepare) => {
    const repository = await sandbox.createRepository();
    prepare(repository);
    expect(await laforge(repository, run('echo x > x.txt'))).toMatchObject({code: 0});
  });
});

// Elsewhere than on Linux its entry counts for some seconds more, whatever became of its agent.
const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('the agent of a step that was killed keeps the work tree until it has ended, too', async () => {
  const repository = await sandbox.createRepository();
  const [program = '', ...args] = PROGRAM;
  const up = join(sandbox.folder(), 'up');
  const child = spawn(program, [...args, ...run(`touch '${up}'; exec sleep 60`)], {
    cwd: repository,
    env: {...sandbox.env(), LAFORGE_HOME: laforgeHomeOf(sandbox)},
    stdio: 'ignore',
  });
  await eventually(() => existsSync(up));
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  const next = () => laforge(repository, run('echo x > x.txt'));
  const {code, stderr} = await next();
  expect({code, stderr}).toMatchObject({code: 1, stderr: expect.stringMatching(/whose laforge was killed .*"sleep"/)});
  const pid = Number(/end it with kill (\d+),/.exec(stderr)?.[1]);
  const doctor = await laforge(repository, ['doctor']);
  expect(doctor.stdout).toContain(`Wait for it to end or end it with kill ${pid}.\n`);
  process.kill(pid);
  await eventually(() => readProcess(pid) === null);
  expect(await next()).toMatchObject({code: 0});
  expect(readdirSync(join(repository, '.git/laforge/steps'))).toEqual([]);
});

onLinux(
  'what a killed step left is claimed for nobody, and its record and the refusals say how to look at it',
  async () => {
    const repository = await sandbox.createRepository();
    // A folder of nobody known, as one of the user's own, is never removed.
    const temporary = join(sandbox.folder(), 'temporary');
    mkdirSync(join(temporary, 'laforge-abcdef'), {recursive: true});
    const inTemporary = {env: {TMPDIR: temporary}};
    await laforge(repository, run('echo one > one.txt'), inTemporary);
    const before = (await sandbox.sha(repository)).slice(0, 8);
    const [program = '', ...args] = PROGRAM;
    const script = 'echo half > half.txt; git add .; git commit -qm half; echo $PPID; sleep 60';
    const child = spawn(program, [...args, ...run(script)], {
      cwd: repository,
      env: {...sandbox.env(), LAFORGE_HOME: laforgeHomeOf(sandbox), TMPDIR: temporary},
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    const left = () => readdirSync(temporary).sort();
    expect(left().length).toBeGreaterThan(2);
    // The agent may still read its prompt in the folder of its run.
    await laforge(repository, ['steps'], inTemporary);
    expect(left().filter((name) => name !== 'laforge-abcdef')).toEqual([
      expect.stringMatching(/^laforge-[A-Za-z0-9]{6}$/),
    ]);
    const doctor = await laforge(repository, ['doctor']);
    const pids = (/end it with kill ([\d ]+)/.exec(doctor.stdout)?.[1] ?? '').trim().split(' ').map(Number);
    for (const pid of pids) process.kill(pid);
    await eventually(() => pids.every((pid) => readProcess(pid) === null));

    const half = (await sandbox.sha(repository)).slice(0, 8);
    const info = await laforge(repository, ['step', 'info', '2'], inTemporary);
    expect(left()).toEqual(['laforge-abcdef']);
    expect(info.stdout).toContain(
      `unknown, since it was killed: git log ${before}..main shows the commits since it began`,
    );
    const ownId = await laforge(repository, ['step', 'rollback', '2', '--before', '--yes']);
    expect(ownId.stderr).toContain(`git log ${before}..main shows what came since it began. To take that back, name a`);
    const rollback = ['step', 'rollback', '1', '--yes'];
    const refused = await laforge(repository, rollback);
    expect(refused.stderr).toContain(
      `${half} "half" (came since step 2 began, which was interrupted, so perhaps its agent's)`,
    );
    expect(await laforge(repository, [...rollback, '--allow-discard'])).toMatchObject({code: 0});
    expect((await sandbox.sha(repository)).slice(0, 8)).toBe(before);
  },
);

onLinux(
  'what a killed search and a history of the remote left in the temporary folder goes with the next',
  async () => {
    const repository = await sandbox.createRepository();
    await sandbox.createBareRemote({from: repository});
    const temporary = join(sandbox.folder(), 'temporary');
    mkdirSync(temporary);
    const [program = '', ...args] = PROGRAM;
    const start = (script: string) => {
      const bisect = ['step', 'bisect', '--store', 'git', '--good', '1', '--check', script];
      const env = {...sandbox.env(), LAFORGE_HOME: laforgeHomeOf(sandbox), TMPDIR: temporary};
      return spawn(program, [...args, ...bisect], {cwd: repository, env, stdio: 'ignore'});
    };
    for (const number of [1, 2]) await laforge(repository, run(`echo ${number} > n.txt`, '--store', 'git', '--push'));
    const up = join(sandbox.folder(), 'up');
    const child = start(`echo $$ > '${up}.new'; mv '${up}.new' '${up}'; exec sleep 60`);
    await eventually(() => existsSync(up));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    process.kill(Number(readFileSync(up, 'utf8')));
    const kinds = () => readdirSync(temporary).map((name) => name.replace(/-[A-Za-z0-9]{6}$/, ''));
    const [history = ''] = readdirSync(temporary).filter((name) => name.startsWith('laforge-history-'));
    expect(kinds()).toEqual(expect.arrayContaining(['laforge-bisect', 'laforge-history', 'laforge-scratch']));
    // A record in one may be the only copy.
    cpSync(join(temporary, history), join(temporary, 'laforge-history-record'), {recursive: true});
    writeFileSync(join(temporary, 'laforge-history-record/record.json'), '{}');
    expect(await laforge(repository, ['steps'], {env: {TMPDIR: temporary}})).toMatchObject({code: 0});
    expect(readdirSync(temporary)).toEqual(['laforge-history-record']);
  },
);
