import {spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {chmodSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {createGate} from '../../helpers/gate.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeHomeOf, laforgeIn, PROGRAM} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox, PROGRAM);

/** Root may read and write every file, unless these two rights are taken away. */
const startedBy =
  process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : ([] as const);

const sh = (script: string) => ['--', 'sh', '-c', script];
const lastStep = async (repository: string) =>
  JSON.parse((await laforge(repository, ['steps', '--limit', '1', '--json'])).stdout)[0];

test('a file that nobody may read is left out of the commit, and named on screen and on record', async () => {
  const repository = await sandbox.createRepository();
  const script = 'echo new > new.txt; echo closed > closed.txt; chmod 0 closed.txt';
  const run = await laforge(repository, ['step', 'run', ...sh(script)], {startedBy});
  expect(run.stderr).toMatch(/Left uncommitted, because it cannot be read: "closed\.txt"/);
  const step = await lastStep(repository);
  expect([run.code, step.status, step.notes.join()]).toEqual([1, 'succeeded', expect.stringContaining('closed.txt')]);
  expect(await sandbox.git(repository, 'show', '--format=', '--name-only', 'HEAD')).toBe('new.txt');
});

test('a folder that nobody may list is named unless it was there before', async () => {
  const repository = await sandbox.createRepository();
  const script = 'echo new > new.txt; mkdir shut; echo shut > shut/shut.txt; chmod 0 shut';
  const run = await laforge(repository, ['step', 'run', ...sh(script)], {startedBy});
  const next = await laforge(repository, ['step', 'run', ...sh('echo next > next.txt')], {startedBy});
  chmodSync(join(repository, 'shut'), 0o755);
  expect([run.code, run.stderr]).toEqual([
    1,
    expect.stringContaining('Left uncommitted, because it cannot be read: "shut/".'),
  ]);
  expect([next.code, next.stderr]).toEqual([0, expect.not.stringContaining('shut')]);
  expect(await sandbox.git(repository, 'ls-files')).toBe('README.md\nnew.txt\nnext.txt');
});

test.each(['objects', 'refs/heads', 'logs/HEAD'])(
  'where .git/%s cannot be written, the index stays as it was, and doctor says why',
  async (name) => {
    const repository = await sandbox.createRepository({files: {'a.txt': 'a\n'}});
    await laforge(repository, ['step', 'run', ...sh('echo b > b.txt')]);
    const tip = await sandbox.sha(repository);
    const closed = join(repository, '.git', name);
    chmodSync(closed, 0o555);
    try {
      const run = await laforge(repository, ['step', 'run', ...sh('echo c > c.txt')], {startedBy});
      expect([run.code, run.stderr]).toEqual([
        1,
        expect.stringMatching(/left uncommitted was (?:not committed:|committed beside) .*\.git/),
      ]);
      const [, sha = ''] = /was committed beside the branch, as (\w+)[.,]/.exec(run.stderr) ?? [];
      const where = / kept as a git bundle: (\S+)\. git fetch | kept in this repository: git show (\S+)\n/.exec(
        run.stderr,
      );
      const kept = where?.[1] === undefined ? ['show-ref', where?.[2] ?? ''] : ['bundle', 'list-heads', where[1]];
      expect(await sandbox.git(repository, ...kept)).toMatch(new RegExp(`^${sha}`));
      expect(await sandbox.git(repository, 'status', '--porcelain')).toBe('?? c.txt');
      const rollback = await laforge(repository, ['step', 'rollback', '1', '--before', '--yes'], {startedBy});
      expect(rollback.stderr).toContain(`laforge: Cannot move main: "${closed}" cannot be written. Make it yours`);
      expect([await sandbox.sha(repository), await sandbox.git(repository, 'status', '--porcelain')]).toEqual([
        tip,
        '?? c.txt',
      ]);
      const doctor = await laforge(repository, ['doctor'], {startedBy});
      expect([doctor.code, doctor.stdout]).toEqual([
        1,
        expect.stringContaining(`fault    work tree  No commit can reach a branch: "${closed}" cannot be written.`),
      ]);
    } finally {
      chmodSync(closed, 0o755);
    }
    await sandbox.git(repository, 'add', '-A');
    await sandbox.git(repository, 'commit', '-qm', 'mine');
  },
);

test("another git's lock that stays is named before the agent starts, and by doctor", async () => {
  const repository = await sandbox.createRepository();
  const lock = join(repository, '.git/index.lock');
  sandbox.write(repository, {'.git/index.lock': ''});
  const run = await laforge(repository, ['step', 'run', ...sh('touch ran')]);
  const words = `another git is at work here, or was killed, since ${lock} exists, so no work could reach the branch. Wait for it, or if there is none: rm ${lock}`;
  expect([run.code, run.stderr]).toEqual([1, `laforge: The agent was not started: ${words} (LF024)\n`]);
  const doctor = await laforge(repository, ['doctor']);
  expect([doctor.code, doctor.stdout]).toEqual([
    1,
    expect.stringContaining(`fault    work tree  No step can begin: ${words}\n`),
  ]);
  const reading = await laforge(repository, ['step', 'run', '--commit', 'none', ...sh('test ! -e ran')]);
  expect([reading.code, existsSync(lock)]).toEqual([0, true]);
});

test('a repository that the agent deleted is told once, and no line says that the step succeeded', async () => {
  const repository = await sandbox.createRepository();
  await sandbox.createBareRemote({from: repository});
  const run = await laforge(repository, ['step', 'run', ...sh('rm -rf .git')]);
  const [, ...lines] = run.stderr.trimEnd().split('\n');
  expect([run.code, lines]).toEqual([
    1,
    [
      expect.stringMatching(
        /^laforge: warning: What the agent left uncommitted was not committed: .*not a git repository/,
      ),
      expect.stringMatching(/^laforge: the agent of step 1 succeeded in \S+; laforge step info 1$/),
      expect.stringMatching(/^laforge: The work of step 1 did not reach main, since .* \(LF060\)$/),
    ],
  ]);
});

test('a repository that the agent made anew is told in words, and not by what git says of its lost commits', async () => {
  const repository = await sandbox.createRepository();
  const script = 'rm -rf .git; git init -q -b main; echo n > n.txt';
  const run = await laforge(repository, ['step', 'run', ...sh(script)]);
  expect(run.code).toBe(1);
  expect(run.stderr.match(/warning: .*/g)).toEqual([
    expect.stringMatching(
      /: The agent removed the commit [0-9a-f]{8} ".+", where the step began, from this repository/,
    ),
  ]);
  expect(run.stderr).toMatch(
    /the agent of step 1 succeeded .*\n.*, since the commit where the step began is gone: see the warnings above\. \(LF060\)/,
  );
});

test('a remote that cannot be reached is quoted once, and the command that is told takes the work from its bundle', async () => {
  const repository = await sandbox.createRepository();
  const start = await sandbox.sha(repository);
  await sandbox.git(repository, 'remote', 'add', 'origin', 'https://127.0.0.1:1/octo/app.git');
  const run = await laforge(repository, ['step', 'run', '--push', ...sh('echo new > new.txt')]);
  const warning = run.stderr
    .split('\n')
    .filter((line) => line.includes('warning:'))
    .join();
  expect([run.code, warning.match(/unable to access/g)]).toEqual([1, ['unable to access']]);
  expect(warning).toMatch(/[^.]\. Nor could it be pinned\. It is kept as a git bundle: /);
  const command = /(git fetch \S+\.bundle \S+) gets it\.$/.exec(warning)?.[1] ?? '';
  await sandbox.git(repository, 'reset', '-q', '--hard', start);
  await sandbox.git(repository, ...command.split(' ').slice(1));
  expect(await sandbox.git(repository, 'show', 'FETCH_HEAD:new.txt')).toBe('new');
});

test('a laptop without a name for its commits is told once how to give it one, and a job is not', async () => {
  const repository = await sandbox.createRepository({identity: false});
  const run = async (args: readonly string[], env = {}) =>
    (await laforge(repository, ['step', 'run', ...args], {env})).stderr.match(/git config --global user\.\w+/g);
  const commands = ['git config --global user.name', 'git config --global user.email'];
  expect(await run(sh('echo 1 > n.txt'))).toEqual(commands);
  expect(await run(['--', 'true'])).toBeNull();
  expect(await run(sh('echo 2 > n.txt'), {GITLAB_CI: 'true'})).toBeNull();
  expect(await run(['--commit-author', 'Ada <ada@sandbox.test>', ...sh('echo 3 > n.txt')])).toBeNull();
});

test('labels are on record, and a wrong one is refused before the agent starts', async () => {
  const repository = await sandbox.createRepository();
  await laforge(repository, ['step', 'run', '--labels', 'team=payments,tier=1', '--', 'true']);
  expect((await lastStep(repository)).labels).toEqual({team: 'payments', tier: '1'});
  expect((await laforge(repository, ['step', 'info', '1'])).stdout).toMatch(/labels\s+team=payments, tier=1/);
  const wrong = await laforge(repository, ['step', 'run', '--labels', 'payments', '--', 'true']);
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('--labels has "payments". Write name=value')]);
  expect((await lastStep(repository)).id).toBe(1);
});

describe('what the command sees and says goes through', () => {
  test('stdin, stdout and stderr are its own; what we say is on stderr', async () => {
    const repository = await sandbox.createRepository({name: 'app'});
    const run = await laforge(repository, ['step', 'run', ...sh('cat; echo aside >&2')], {input: 'from stdin\n'});
    expect(run).toMatchObject({code: 0, stdout: 'from stdin\n'});
    expect(run.stderr.split('\n')).toEqual([
      "laforge: step 1 of app on main: sh -c 'cat; echo aside >&2'",
      'aside',
      expect.stringMatching(/^laforge: step 1 succeeded in .*: no changes; laforge step info 1$/),
      '',
    ]);
  });

  test('--quiet leaves stderr to the command', async () => {
    const repository = await sandbox.createRepository();
    const run = await laforge(repository, ['step', 'run', '--quiet', ...sh('echo aside >&2')]);
    expect(run).toEqual({code: 0, stdout: '', stderr: 'aside\n'});
  });

  test('arguments arrive as they were typed, options of its own included', async () => {
    const repository = await sandbox.createRepository();
    const run = await laforge(repository, [
      'step',
      'run',
      '--',
      process.execPath,
      '-p',
      'process.argv.slice(1)',
      '--',
      '--push',
      '$HOME',
      'a b',
      '',
    ]);
    expect(run.stdout).toBe("[ '--push', '$HOME', 'a b', '' ]\n");
  });

  test('it learns its step, project and prompt from the environment', async () => {
    const repository = await sandbox.createRepository({name: 'app'});
    const script =
      'echo $LAFORGE_STEP_ID $LAFORGE_PROJECT_ID $LAFORGE_PROMPT; cat "$LAFORGE_PROMPT_FILE"; echo; echo $LAFORGE_STEP_UID';
    const run = await laforge(repository, ['step', 'run', '--prompt', 'fix it', ...sh(script)]);
    const step = await lastStep(repository);
    expect(run.stdout).toBe(`1 app fix it\nfix it\n${step.uid}\n`);
    sandbox.write(repository, {'task.md': 'another task'});
    const second = await laforge(repository, [
      'step',
      'run',
      '--prompt-file',
      'task.md',
      ...sh('cat "$LAFORGE_PROMPT_FILE"'),
    ]);
    expect(second.stdout).toBe('another task');
  });

  test('a prompt that no variable can hold is refused when the command reads only the variable', async () => {
    const repository = await sandbox.createRepository({name: 'app', files: {'task.md': 'p'.repeat(110_000)}});
    const given = ['step', 'run', '--prompt-file', 'task.md'];
    const refused = await laforge(repository, [...given, ...sh('touch ran; printf %s "$LAFORGE_PROMPT" | wc -c')]);
    expect([refused.code, refused.stdout, readdirSync(repository).includes('ran')]).toEqual([2, '', false]);
    expect(refused.stderr).toBe(
      'laforge: --prompt-file has 110000 bytes, and a variable may have no more than 102400, so LAFORGE_PROMPT, which the command uses, would be empty. Let the command read it from the file, as in: my-agent < "$LAFORGE_PROMPT_FILE". (LF001)\n',
    );
    const read = await laforge(repository, [...given, ...sh('wc -c < "$LAFORGE_PROMPT_FILE"')]);
    expect([read.code, read.stdout.trim()]).toEqual([0, '110000']);
    expect(read.stderr).toContain('The agent finds it in the file LAFORGE_PROMPT_FILE alone.\n');
  });

  test('what it is asked is recorded without secrets, and names the step in lists', async () => {
    const repository = await sandbox.createRepository({
      name: 'app',
      files: {'bin/claude': '#!/bin/sh\necho x > x.txt\n'},
    });
    await sandbox.git(repository, 'update-index', '--chmod=+x', 'bin/claude');
    await sandbox.git(repository, 'checkout-index', '-f', 'bin/claude');
    const prompt = 'Fix the login\nThe password is hunter2hunter2';
    await laforge(repository, ['step', 'run', '--', './bin/claude', '-p', prompt], {
      env: {APP_PASSWORD: 'hunter2hunter2'},
    });
    const step = await lastStep(repository);
    expect(step.prompt).toEqual({
      text: 'Fix the login\nThe password is ***',
      sha256: createHash('sha256').update(prompt).digest('hex'),
      bytes: prompt.length,
      altered: true,
    });
    expect(await sandbox.git(repository, 'log', '-1', '--format=%s')).toBe('Fix the login');
    expect((await laforge(repository, ['steps'])).stdout).toMatch(/ASKED\n +1 {2}succeeded .* {2}Fix the login\n/);
    const info = await laforge(repository, ['step', 'info', '1']);
    expect(info.stdout).toMatch(/asked +Fix the login \(recorded without secrets, or cut\)\n/);
  });

  test('--no-record-prompt keeps the digest of what it is asked alone', async () => {
    const repository = await sandbox.createRepository({name: 'app'});
    const script = 'claude() { :; }; claude -p "It\'s \\"secret\\""';
    await laforge(repository, ['step', 'run', '--no-record-prompt', ...sh(script)]);
    const step = await lastStep(repository);
    expect(step).toMatchObject({prompt: {text: null, bytes: 13}});
    expect(JSON.stringify(step)).not.toContain('secret');
    const info = await laforge(repository, ['step', 'info', '1']);
    expect(info.stdout).toMatch(/asked +a prompt of 13 bytes that was not recorded\n/);
  });

  test('--env-allow hides everything else but what programs need', async () => {
    const repository = await sandbox.createRepository();
    const env = {KEPT_ONE: '1', OTHER: '2'};
    const run = await laforge(
      repository,
      ['step', 'run', '--env-allow', 'KEPT_*', ...sh('echo "$KEPT_ONE$OTHER"; test -n "$PATH" && echo path')],
      {env},
    );
    expect(run.stdout).toBe('1\npath\n');
  });

  test('it runs in the folder that -C names', async () => {
    const repository = await sandbox.createRepository({files: {'sub/a.txt': 'a'}});
    const run = await laforge(repository, ['step', 'run', '-C', 'sub', ...sh('pwd; ls')]);
    expect(run.stdout).toBe(`${join(repository, 'sub')}\na.txt\n`);
  });
});

describe('how it ended', () => {
  test('the exit status is its own, and recorded', async () => {
    const repository = await sandbox.createRepository();
    expect(await laforge(repository, ['step', 'run', ...sh('exit 7')])).toMatchObject({code: 7});
    expect(await lastStep(repository)).toMatchObject({id: 1, status: 'failed', exit_code: 7});
    expect(await laforge(repository, ['step', 'run', ...sh('kill -KILL $$')])).toMatchObject({code: 137});
    expect(await lastStep(repository)).toMatchObject({id: 2, status: 'failed', exit_code: 137});
  });

  test('a program that is not there is a failed step with 127, as in a shell', async () => {
    const repository = await sandbox.createRepository();
    const run = await laforge(repository, ['step', 'run', '--', 'no-such-program-here']);
    expect(run.code).toBe(127);
    expect(run.stderr).toContain('Cannot run "no-such-program-here": there is no such program.');
    expect(run.stderr).not.toContain('ENOENT');
    const used = {total_tokens: 0, cost: 0, state: 'measured', source: 'the agent never started'};
    expect(await lastStep(repository)).toMatchObject({status: 'failed', exit_code: 127, token_usage: used});
    await laforge(repository, ['step', 'run', ...sh('no-such-program-here')]);
    expect(await lastStep(repository)).toMatchObject({exit_code: 127, token_usage: {state: 'unknown'}});
  });

  test('a program that is there and cannot be run is a failed step with 126, as in a shell', async () => {
    const repository = await sandbox.createRepository({files: {'plain.txt': 'no program\n', 'folder/a': ''}});
    for (const program of ['./plain.txt', './folder', './plain.txt/x']) {
      const shell = spawnSync('bash', ['-c', program], {cwd: repository});
      const run = await laforge(repository, ['step', 'run', '--', program]);
      expect([run.code, shell.status]).toEqual([126, 126]);
      const used = {total_tokens: 0, state: 'measured'};
      expect(await lastStep(repository)).toMatchObject({status: 'failed', exit_code: 126, token_usage: used});
    }
  });

  test('one that takes too long is ended with everything it started', async () => {
    const repository = await sandbox.createRepository();
    const run = await laforge(repository, ['step', 'run', '--timeout-minutes', '0.005', ...sh('sleep 60 & sleep 60')]);
    expect(run.code).toBe(124);
    expect(run.stderr).toContain('step 1 timed out in');
    expect(await lastStep(repository)).toMatchObject({status: 'timed_out', exit_code: 124});
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)(
    '%s to us ends it with everything it started, the step is recorded as cancelled, and we exit with %d',
    async (signal, code) => {
      const repository = await sandbox.createRepository();
      const run = await laforge(repository, ['step', 'run', ...sh('echo ready; sleep 60 & wait')], {
        onOutput: (child, stdout) => {
          if (stdout === 'ready\n') child.kill(signal);
        },
      });
      expect(run.code).toBe(code);
      const step = await lastStep(repository);
      expect(step).toMatchObject({status: 'cancelled', exit_code: 130});
      expect(step.duration_ms).toBeLessThan(30_000);
    },
  );

  test.each([
    ['nohup, started by bash', ['bash', '-c', 'nohup "$@"', 'bash']],
    ['nohup at a terminal, which gets a stdin that cannot be read', ['sh', '-c', 'nohup "$@" 0> /dev/null', 'sh']],
    ['a shell that ignores it', ['sh', '-c', 'trap "" HUP; "$@"; exit $?', 'sh']],
  ])('SIGHUP ends nothing under %s', async (_, startedBy) => {
    const repository = await sandbox.createRepository();
    const script = 'kill -HUP $PPID; for i in 1 2 3; do git status > /dev/null; done; echo end > end.txt';
    const run = await laforge(repository, ['step', 'run', ...sh(script)], {startedBy});
    expect([run.code, await lastStep(repository)]).toMatchObject([0, {status: 'succeeded', exit_code: 0}]);
    expect(await sandbox.git(repository, 'show', 'HEAD:end.txt')).toBe('end');
  });
});

describe('what is recorded', () => {
  test('what it printed is kept in a log file that step info names', async () => {
    const repository = await sandbox.createRepository({name: 'app'});
    await laforge(repository, ['step', 'run', ...sh('echo out; echo err >&2')]);
    const {uid} = await lastStep(repository);
    const runs = join(laforgeHomeOf(sandbox), 'projects', 'app', 'runs');
    expect(readdirSync(runs)).toEqual([`${uid}.log`]);
    expect(
      readFileSync(join(runs, `${uid}.log`), 'utf8')
        .split('\n')
        .sort(),
    ).toEqual(['', 'err', 'out']);
    expect((await laforge(repository, ['step', 'info', '1'])).stdout).toContain(
      `  log        ${join(runs, `${uid}.log`)}\n`,
    );
  });

  test('tokens and cost come from the file LAFORGE_USAGE_FILE names', async () => {
    const repository = await sandbox.createRepository();
    const usage = JSON.stringify({
      input_tokens: 1000,
      cache_read_tokens: 0,
      cache_write_tokens: 0,
      output_tokens: 234,
      cost: 0.5,
    });
    const run = await laforge(repository, ['step', 'run', ...sh(`echo '${usage}' > "$LAFORGE_USAGE_FILE"`)]);
    expect(run.stderr).toContain('1.2k tokens (1k in; 234 out), $0.5000; laforge step info 1');
    expect(await lastStep(repository)).toMatchObject({token_usage: {total_tokens: 1234, cost: 0.5, state: 'measured'}});
  });

  test('an unknown key in that file is named in a note, without a secret in it, and fails nothing', async () => {
    const repository = await sandbox.createRepository();
    const secret = 'correct-horse-battery';
    const usage = JSON.stringify({cost_usd: 0.5, [`key ${secret}`]: 1});
    const run = await laforge(repository, ['step', 'run', ...sh(`echo '${usage}' > "$LAFORGE_USAGE_FILE"`)], {
      env: {MY_API_KEY: secret},
    });
    const sentence =
      'The usage file has unknown keys, which are ignored: "cost_usd" (did you mean "cost"?), "key ***".';
    expect(run).toMatchObject({code: 0, stderr: expect.stringContaining(sentence)});
    expect(await lastStep(repository)).toMatchObject({status: 'succeeded', notes: [sentence]});
  });

  test('the agent config is recorded, and a secret in the command is not', async () => {
    const repository = await sandbox.createRepository();
    const secret = 'correct-horse-battery';
    const config = '{"name": "claude", "model": "opus"}';
    await laforge(repository, ['step', 'run', '--agent-config', config, '--', 'true', `--key=${secret}`], {
      env: {MY_API_KEY: secret},
    });
    expect((await lastStep(repository)).agent_config).toMatchObject({
      name: 'claude',
      model: 'opus',
      command: 'true --key=***',
    });
  });

  test('with --commit none what it leaves stays uncommitted', async () => {
    const repository = await sandbox.createRepository();
    const before = await sandbox.sha(repository);
    sandbox.write(repository, {'mine.txt': "not the agent's"});
    const agent = sh('echo x > left.txt; rm README.md');
    const run = await laforge(repository, ['step', 'run', '--commit', 'none', ...agent]);
    expect(run.stderr).toMatch(/step 1 succeeded in .*: 2 files left uncommitted; laforge step info 1\n$/);
    expect(await sandbox.sha(repository)).toBe(before);
    expect(await sandbox.git(repository, 'status', '--porcelain')).toBe(' D README.md\n?? left.txt\n?? mine.txt');
    expect((await laforge(repository, ['step', 'info', '1'])).stdout).toMatch(
      /\n {2}changes +2 files left uncommitted\n/,
    );
  });

  test('what lay there before is never committed, and the message and author are as asked', async () => {
    const repository = await sandbox.createRepository();
    sandbox.write(repository, {'mine.txt': "not the agent's"});
    const options = [
      '--commit-message',
      'agent: {prompt}',
      '--commit-author',
      'Bot <bot@example.com>',
      '--prompt',
      'do it',
    ];
    await laforge(repository, ['step', 'run', ...options, ...sh('echo x > left.txt')]);
    expect(await sandbox.git(repository, 'log', '-1', '--format=%an <%ae> %s')).toBe(
      'Bot <bot@example.com> agent: do it',
    );
    expect(await sandbox.git(repository, 'status', '--porcelain')).toBe('?? mine.txt');
  });

  test('a LAFORGE_HOME inside of the work tree is not committed', async () => {
    const repository = await sandbox.createRepository();
    const env = {LAFORGE_HOME: join(repository, '.laforge')};
    await laforge(repository, ['step', 'run', ...sh('echo x > left.txt')], {env});
    expect(await sandbox.git(repository, 'show', '--format=', '--name-only', 'HEAD')).toBe('left.txt');
  });
});

describe('when the history is in trouble', () => {
  test('two steps at once get two numbers', async () => {
    const repository = await sandbox.createRepository();
    const run = () => laforge(repository, ['step', 'run', '--share-work-tree', ...sh('echo $LAFORGE_STEP_ID')]);
    const runs = await Promise.all([run(), run()]);
    expect(runs.map(({stdout}) => stdout).sort()).toEqual(['1\n', '2\n']);
  });

  test('a damaged file costs a warning, and the step is kept beside it for the next run', async () => {
    const repository = await sandbox.createRepository();
    const db = join(sandbox.folder(), 'own.db');
    await laforge(repository, ['step', 'run', '--db', db, '--', 'true']);
    const sound = readFileSync(db);
    truncateSync(db, 9000);
    const run = await laforge(repository, ['step', 'run', '--db', db, ...sh('echo ran')]);
    expect(run).toMatchObject({code: 0, stdout: 'ran\n'});
    expect(run.stderr).toMatch(
      /^laforge: warning: The record of step .* is in the store by itself .*own\.db\.record-.*\.json/m,
    );
    expect((await laforge(repository, ['steps', '--db', db])).code).toBe(1);
    writeFileSync(db, sound);
    const steps = JSON.parse((await laforge(repository, ['steps', '--db', db, '--json'])).stdout);
    expect(steps.map(({id}: Record<string, unknown>) => id)).toEqual([2, 1]);
  });

  test('with --require-record a record that was not published fails a step that succeeded', async () => {
    const repository = await sandbox.createRepository();
    const db = join(sandbox.folder(), 'own.db');
    await laforge(repository, ['step', 'run', '--db', db, '--', 'true']);
    truncateSync(db, 9000);
    const run = (script: string) => laforge(repository, ['step', 'run', '--require-record', '--db', db, ...sh(script)]);
    expect(await run('true')).toMatchObject({code: 1, stderr: expect.stringContaining('(--require-record)')});
    expect((await run('exit 3')).code).toBe(3);
  });
});

describe('branches', () => {
  test('--branch makes a new one from HEAD and works there', async () => {
    const repository = await sandbox.createRepository();
    const main = await sandbox.sha(repository);
    const run = await laforge(repository, ['step', 'run', '--branch', 'agent/fix', ...sh('echo x > x.txt')]);
    expect(run.stderr).toMatch(/^laforge: The branch "agent\/fix" is new: it begins here, at [0-9a-f]{8} of main\.\n/);
    expect(await lastStep(repository)).toMatchObject({branch: 'agent/fix', commit_sha_before: main});
    expect(await sandbox.sha(repository, 'main')).toBe(main);
  });

  test('a name that is nowhere is said to be new, with the branch that may have been meant, also with --quiet', async () => {
    const repository = await sandbox.createRepository();
    await sandbox.createBareRemote({from: repository});
    const run = ['step', 'run', '--quiet', '--branch', 'mian', '--push', ...sh('echo x > x.txt')];
    expect((await laforge(repository, run)).stderr).toMatch(
      /^laforge: warning: The branch "mian" is new: .*, and the push of work makes it at the remote\. Did you mean "main"\?\n$/,
    );
    expect((await laforge(repository, run)).stderr).toBe('');
  });

  test('nothing is pushed unless --push says so; then the branch at origin is where the step ended', async () => {
    const repository = await sandbox.createRepository();
    const remote = await sandbox.createBareRemote({from: repository});
    const main = await sandbox.sha(repository);
    await laforge(repository, ['step', 'run', ...sh('echo x > x.txt')]);
    expect(await sandbox.sha(remote, 'main')).toBe(main);
    expect(await lastStep(repository)).toMatchObject({pushed: 'none'});
    await sandbox.git(repository, 'push', '--quiet', 'origin', 'main');
    expect(await laforge(repository, ['step', 'run', '--push', ...sh('echo y > y.txt')])).toMatchObject({code: 0});
    expect(await sandbox.sha(remote, 'main')).toBe(await sandbox.sha(repository));
    expect(await lastStep(repository)).toMatchObject({pushed: 'pushed'});
  });

  test.each([
    ['took off its branch', 'git reset -q --hard HEAD~1'],
    ['rewrote', 'git commit -q --amend -m other'],
  ])('a commit of before that the agent %s is named, unless a ref has it', async (_what, script) => {
    const repository = await sandbox.createRepository({commits: 2});
    const before = await sandbox.sha(repository);
    expect((await laforge(repository, ['step', 'run', ...sh(script)])).stderr).toContain(
      `To keep it: git branch before-the-step ${before}\n`,
    );
    await sandbox.git(repository, 'reset', '-q', '--hard', before);
    await sandbox.git(repository, 'tag', 'kept');
    expect((await laforge(repository, ['step', 'run', ...sh(script)])).stderr).not.toContain('To keep it');
  });

  test.each(['echo d > det', 'echo d > det; git add det; git commit -qm det'])(
    'work on a HEAD that the agent detached is told with the command that keeps it, unless a branch has it: %s',
    async (script) => {
      const repository = await sandbox.createRepository();
      const run = await laforge(repository, ['step', 'run', ...sh(`git checkout -q --detach; ${script}`)]);
      const sentence = `The agent left HEAD detached, so no branch has its work. Keep it: git branch <name> ${(await sandbox.sha(repository)).slice(0, 8)}`;
      expect([run.code, run.stderr.split(sentence).length]).toEqual([0, 2]);
      expect((await lastStep(repository)).notes).toEqual([sentence]);
      await sandbox.git(repository, 'checkout', '-q', 'main');
      const kept = ['git checkout -q --detach', 'echo k > k', 'git add k', 'git commit -qm k', 'git branch k'];
      for (const harmless of ['git checkout -q --detach', kept.join('; ')]) {
        expect((await laforge(repository, ['step', 'run', ...sh(harmless)])).stderr).not.toContain('Keep it');
        await sandbox.git(repository, 'checkout', '-q', 'main');
      }
    },
  );

  test('work that --push could not bring to its branch makes the exit status 1', async () => {
    const repository = await sandbox.createRepository();
    const remote = await sandbox.createBareRemote({from: repository});
    const run = await laforge(repository, [
      'step',
      'run',
      '--push',
      ...sh(`mv '${remote}' '${remote}.away'; echo x > x`),
    ]);
    expect(run).toMatchObject({code: 1, stderr: expect.stringMatching(/did not reach main: .*\(LF060\)\n$/)});
  });
});

// Elsewhere nothing identifies a process for certain, and the step stays on record as running.
const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux(
  'a step whose process was killed is interrupted for whoever looks next, and a later one has it as its parent',
  async () => {
    const repository = await sandbox.createRepository({name: 'app'});
    const gate = createGate(sandbox.folder());
    const killed = await laforge(repository, ['step', 'run', ...sh(`echo up; ${gate.wait}`)], {
      onOutput: (child) => void child.kill('SIGKILL'),
    });
    gate.open();
    expect(killed.code).toBeNull();
    const steps = await laforge(repository, ['steps']);
    expect(steps.stderr).toMatch(
      /^laforge: Step 1 was interrupted: its process \(\d+\) is gone from the machine it ran on\. laforge step info 1 has the commands that show what it left\.\n$/,
    );
    expect(steps.stdout).toMatch(/ 1 .*interrupted/);
    const info = await laforge(repository, ['step', 'info', '1']);
    expect(info).toMatchObject({code: 0, stderr: ''});
    expect(info.stdout).toContain('It never said how it ended: its process');
    await laforge(repository, ['step', 'run', '--quiet', ...sh('true')]);
    expect(await lastStep(repository)).toMatchObject({id: 2, parent_step_id: 1, status: 'succeeded'});
  },
);
