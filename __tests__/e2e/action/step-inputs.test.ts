import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {openDatabase} from '../../../src/ledger/database.ts';
import {openLedger} from '../../../src/ledger/open-ledger.ts';
import {systemClock} from '../../../src/system/clock-and-uids.ts';
import {errorsOf, type Inputs, warningsOf} from '../../helpers/action-story.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);
const WRITE = 'echo work > work.txt';

/** A host with the branch `other`, and one step in a checkout of main. */
async function runStep(inputs: Inputs) {
  const host = await startHost();
  const clone = await sandbox.clone(host.remote);
  await sandbox.commitFile(clone, 'sub/other.txt', 'other\n');
  await sandbox.git(clone, 'push', '-q', 'origin', 'HEAD:other', 'HEAD:main');
  const main = await sandbox.sha(host.remote, 'main');
  const job = await host.job();
  const run = await job.run('step', {store: 'file', 'store-path': join(sandbox.folder(), 'steps.db'), ...inputs});
  const work = (format: string) =>
    sandbox.git(host.remote, 'log', '-1', `--format=${format}`, run.outputs['commit-sha-after'] ?? '');
  return {host, job, run, main, work, branch: (name: string) => sandbox.sha(host.remote, `refs/heads/${name}`)};
}

describe('the input branch', () => {
  test.each(['agent/new', 'other'])('has the work done and pushed on %s, and main stays', async (name) => {
    const {run, main, branch} = await runStep({branch: name, run: WRITE});
    expect(run.outputs).toMatchObject({branch: name, pushed: 'pushed', 'commit-sha-before': main});
    expect(await branch(name)).toBe(run.outputs['commit-sha-after']);
    expect(await branch('main')).toBe(main);
  });
});

describe('what an agent does to its branch', () => {
  test('a new branch of its own is pushed and recorded', async () => {
    const {run, main, branch} = await runStep({run: `git switch -qc side; ${WRITE}`});
    expect(run.outputs).toMatchObject({branch: 'side', pushed: 'pushed'});
    expect(await branch('side')).toBe(run.outputs['commit-sha-after']);
    expect(await branch('main')).toBe(main);
  });

  test('a rewritten history is pinned, and fails the workflow step', async () => {
    const {host, run, main, branch} = await runStep({run: 'git commit --amend -qm rewritten'});
    expect(run.exitCode).toBe(1);
    expect(run.outputs).toMatchObject({status: 'succeeded', branch: 'main', pushed: 'pinned'});
    expect(warningsOf(run)).toEqual([
      expect.stringContaining('its history was rewritten. It is kept: git fetch origin refs/laforge'),
    ]);
    expect(await sandbox.sha(host.remote, run.outputs['pin-ref'])).toBe(run.outputs['commit-sha-after']);
    expect(await branch('main')).toBe(main);
  });

  test('its own push counts as the work of the step', async () => {
    const {run, branch} = await runStep({run: `${WRITE}; git add .; git commit -qm own; git push -q origin HEAD:main`});
    expect(run.outputs).toMatchObject({pushed: 'pushed', changed: 'true'});
    expect(await branch('main')).toBe(run.outputs['commit-sha-after']);
  });
});

describe('the inputs commit and push', () => {
  test('commit: none leaves what the agent left', async () => {
    const {job, run} = await runStep({commit: 'none', run: WRITE});
    expect(run.outputs).toMatchObject({changed: 'false', pushed: 'unchanged'});
    expect(run.summary).toContain('1 file left uncommitted');
    expect(await sandbox.git(job.workspace, 'status', '--porcelain')).toBe('?? work.txt');
  });

  test('push: none pushes nothing, not even a pin', async () => {
    const {host, run, main, branch} = await runStep({push: 'none', run: WRITE});
    expect(run.exitCode).toBe(0);
    expect(run.outputs).toMatchObject({changed: 'true', pushed: 'none', 'pin-ref': ''});
    expect(await branch('main')).toBe(main);
    expect(await sandbox.git(host.remote, 'for-each-ref', 'refs/laforge')).toBe('');
  });

  test('the commit has the message and author that were asked for, and names the step', async () => {
    const {run, work} = await runStep({
      run: WRITE,
      'commit-message': 'Step {step-id} of {agent} on {branch}\n\n{prompt}',
      'commit-author': 'Ada Lovelace <ada@example.test>',
      'agent-config': 'name: claude',
      prompt: 'Fix it.',
    });
    expect(await work('%an <%ae>, %cn')).toBe('Ada Lovelace <ada@example.test>, Ada Lovelace');
    expect(await work('%B')).toBe(
      `Step 1 of claude on main\n\nFix it.\n\nLaforge-Step-Uid: ${run.outputs['step-uid']}\nLaforge-Step: 1\n`,
    );
  });

  test('without them the work is of github-actions[bot], in the words of the prompt', async () => {
    const {work} = await runStep({run: WRITE, prompt: 'Fix the flaky test\nand more'});
    expect(await work('%an: %s')).toBe('github-actions[bot]: Fix the flaky test');
  });
});

describe('what runs', () => {
  test('record-prompt: false keeps the text of the prompt out of record, summary and commit', async () => {
    const {run, work} = await runStep({
      run: `${WRITE}; echo "$LAFORGE_PROMPT"; claude() { :; }; claude -p "Ship the merger"`,
      prompt: 'Ship the merger',
      'record-prompt': 'false',
    });
    const step = JSON.parse(run.outputs.step ?? '');
    expect(step.prompt).toEqual({text: null, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), bytes: 15});
    expect(step.agent_config.command).toContain('claude -p "***"');
    expect([run.outputs.step, run.summary, await work('%B')].join('\n')).not.toContain('merger');
    expect(run.log).toContain('Ship the merger\n');
  });

  test('a script in a subfolder, in another shell, with the whole prompt in a file', async () => {
    const {job, run} = await runStep({
      'working-directory': 'sub',
      shell: 'sh -x {0}',
      run: 'pwd; wc -c < "$LAFORGE_PROMPT_FILE"; echo "prompt=[$LAFORGE_PROMPT]"',
      prompt: 'p'.repeat(110_000),
    });
    expect(run.log).toContain(`${join(job.workspace, 'sub')}\n`);
    expect(run.log).toMatch(/^\s*110000$/m);
    expect(run.log).toContain('prompt=[]\n');
    expect(run.log).toContain('+ pwd\n');
  });

  test('a prompt that no variable can hold, for a script that reads only the variable, is refused', async () => {
    const {job, run} = await runStep({run: 'touch ran; : "$LAFORGE_PROMPT"', prompt: 'p'.repeat(110_000)});
    expect(errorsOf(run)).toEqual([
      expect.stringMatching(/^::error::Input "prompt" has 110000 bytes.*LAFORGE_PROMPT_FILE"\. /),
    ]);
    expect(existsSync(join(job.workspace, 'ran'))).toBe(false);
  });

  test('a shell that is not there is an agent that failed with 127, and is recorded', async () => {
    const {run} = await runStep({shell: 'no-such-shell {0}', run: 'true'});
    expect(run.outputs).toMatchObject({status: 'failed', 'exit-code': '127', recorded: 'true'});
    expect(warningsOf(run)).toEqual([expect.stringContaining('Cannot run "no-such-shell": there is no such program.')]);
    expect(errorsOf(run)).toEqual(['::error::The agent of step 1 failed with exit code 127.']);
  });

  test('sees only what env-allow names, and what it needs to run', async () => {
    const {run} = await runStep({'env-allow': 'RUNNER_OS', run: 'env'});
    expect(run.log).toMatch(/^RUNNER_OS=Linux$/m);
    expect(run.log).toMatch(/^LAFORGE_STEP_ID=1$/m);
    expect(run.log).not.toMatch(/^GITHUB_/m);
  });

  test('tells what it used by the usage file', async () => {
    const {run} = await runStep({
      run: `echo '{"input_tokens": 10, "output_tokens": 5, "cost": 0.01}' > "$LAFORGE_USAGE_FILE"`,
    });
    expect(run.outputs).toMatchObject({'input-tokens': '10', 'output-tokens': '5', 'cost-usd': '0.01'});
    expect(run.summary).toContain('$0.01');
  });
});

describe('a store-path that cannot be used is refused by its name, and the agent does not run:', () => {
  const makeDatabase = (path: string, sql: string) => {
    const database = openDatabase(path);
    database.exec(sql);
    database.close();
  };
  const paths: [string, (path: string) => void, string][] = [
    ['a folder', (path) => mkdirSync(path), 'is not a steps.db'],
    ['a text', (path) => writeFileSync(path, '# Read me\n'.repeat(200)), 'is not a steps.db'],
    ['another database', (path) => makeDatabase(path, 'CREATE TABLE songs (title TEXT)'), 'is not a steps.db'],
    [
      'a newer steps.db',
      (path) => {
        openLedger(path, {clock: systemClock}).close();
        makeDatabase(path, 'PRAGMA user_version = 999');
      },
      'newer',
    ],
  ];
  test.each(paths)('%s', async (_name, make, message) => {
    const path = join(sandbox.folder(), 'kept.db');
    make(path);
    const {job, run} = await runStep({'store-path': path, run: 'touch ran'});
    expect(errorsOf(run)).toEqual([
      expect.stringContaining(`::error::Input "store-path" is ${JSON.stringify(path)}, which cannot be used: `),
    ]);
    expect(errorsOf(run)[0]).toContain(message);
    expect(existsSync(join(job.workspace, 'ran'))).toBe(false);
  });
});

test('a folder of the project that cannot be made costs no step: its record is kept, and says where to name another', async () => {
  const host = await startHost();
  const home = join(sandbox.folder(), 'no-folder');
  writeFileSync(home, '');
  const job = await host.job({env: {LAFORGE_HOME: home}});
  const run = await job.run('step', {store: 'file', run: WRITE});
  expect([run.exitCode, errorsOf(run)]).toEqual([0, []]);
  expect(run.outputs).toMatchObject({status: 'succeeded', recorded: 'false', 'step-id': '', pushed: 'pushed'});
  expect(warningsOf(run).join('\n')).toContain(
    'Name a file elsewhere with the input store-path, or let LAFORGE_HOME name a folder that can be written',
  );
  const refused = await job.run('rollback', {store: 'file', 'to-step': '1'});
  expect(refused.exitCode).toBe(1);
  expect(errorsOf(refused)).toEqual([expect.stringContaining('The history could not be read: The folder ')]);
});

test('a project-id keeps a history of its own, and names its artifact', async () => {
  const host = await startHost();
  await (await host.job()).run('step', {run: 'true'});
  const run = await (await host.job()).run('step', {run: 'echo "[$LAFORGE_PROJECT_ID]"', 'project-id': 'My Org/Docs'});
  expect(run.outputs['step-id']).toBe('1');
  expect(run.log).toContain('[My Org/Docs]');
  expect(host.github.world.artifacts.map(({name}) => name)).toEqual([
    'laforge-default',
    expect.stringMatching(/^laforge-.*Docs$/i),
  ]);
});
