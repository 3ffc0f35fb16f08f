import {chmodSync, existsSync, mkdirSync, renameSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {openLedger} from '../../../src/ledger/open-ledger.ts';
import {systemClock} from '../../../src/system/clock-and-uids.ts';
import {act, errorsOf, tipOf, warningsOf} from '../../helpers/action-story.ts';
import {jsonLines} from '../../helpers/agent-scenario.ts';
import {assistant, FILE} from '../../helpers/claude-records.ts';
import {createGate, eventually} from '../../helpers/gate.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {pullsOf} from '../../helpers/github-service/routes-pulls.ts';
import {agentOf, isGroupGone, killMain, noteOf, pinsOf} from '../../helpers/killed-action.ts';
import {postReceivers} from '../../helpers/post-receiver.ts';
import {openPull, pushBranch} from '../../helpers/pull-request.ts';
import {workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);
const receivers = postReceivers();
const COMMIT = 'echo 1 > one.txt; git add one.txt; git commit -qm one';
const WORK = `${COMMIT}; echo half > half.txt; echo more >> README.md`;

type Inputs = Readonly<Record<string, string>>;

describe('a step whose action is killed while its agent runs', () => {
  test.each([
    ['artifact', 'branch'],
    ['cache', 'branch'],
    ['git', 'without-credentials'],
    ['file', 'branch'],
  ] as const)('is finished by post, its work kept on a pin: store %s, checkout %s', async (store, checkout) => {
    const [host, hook] = await Promise.all([startHost(), receivers.taking()]);
    const gate = createGate(sandbox.folder());
    // Only for the store `git`: the clients of the others take this origin for a GitHub Enterprise Server.
    const env: Inputs = checkout === 'branch' ? {} : {GITHUB_SERVER_URL: host.git.url};
    const job = await host.job({checkout, env});
    const place: Inputs = store === 'file' ? {'store-path': join(sandbox.folder(), 'steps.db')} : {};
    const inputs = {run: `${WORK}; echo agent-is-up $$; ${gate.wait}`, store, ...place, 'webhook-url': hook.url};
    sandbox.write(job.workspace, {'mine.txt': 'there before\n'});
    const start = await sandbox.sha(job.workspace);
    const {state, leader} = await killMain(job, inputs);
    const post = await job.runOne('post', inputs, {state});
    expect([post.exitCode, errorsOf(post), isGroupGone(leader)]).toEqual([0, [], true]);

    // The branch is where it was, here and there; what was done is in one line on the pin.
    const [pin = ''] = await pinsOf(sandbox, host.remote);
    const [head, kept] = [await sandbox.sha(job.workspace), await sandbox.sha(host.remote, pin)];
    expect(await tipOf(sandbox, host)).toBe(start);
    const done = await sandbox.git(host.remote, 'log', '--format=', '--name-status', `${start}..${pin}`);
    expect(done.split(/\n+/)).toEqual(['M\tREADME.md', 'A\thalf.txt', 'A\tone.txt']);
    expect(await sandbox.sha(host.remote, `${pin}~1`)).toBe(head);
    expect(await sandbox.git(job.workspace, 'status', '--porcelain')).toBe(' M README.md\n?? half.txt\n?? mine.txt');
    expect(warningsOf(post)).toEqual([
      '::warning::The agent still ran after its action had been killed, and was ended.',
      `::warning::What the agent left uncommitted was committed beside the branch, as ${kept.slice(0, 8)}.`,
      expect.stringContaining(`the step did not succeed (interrupted). It is kept: git fetch origin ${pin} gets it`),
    ]);
    expect(post.summary).toContain(pin);

    // A second post has nothing to do, and the next run goes on from the record.
    const again = await job.runOne('post', inputs, {state});
    expect([again.exitCode, again.log]).toEqual([0, '']);
    expect(hook.posts.map(({body}) => JSON.parse(body.toString()).status)).toEqual(['interrupted']);
    const next = await act(host, 'step', {run: 'true', store, ...place});
    expect(next.outputs).toMatchObject({'step-id': '2', 'parent-step-id': '1'});
  });

  test('shows in the comment of its pull request, and is no target of a rollback', async () => {
    const host = await startHost();
    await pushBranch(sandbox, host, 'fix');
    await openPull(sandbox, host);
    const comments = () => pullsOf(host.github.world).comments.map(({body}) => body);
    const gate = createGate(sandbox.folder());
    const job = await host.job({branch: 'fix'});
    const inputs = {run: `${COMMIT}; echo agent-is-up $$; ${gate.wait}`};
    const run = job.start('step', inputs);
    await agentOf(run);
    await eventually(() => comments()[0]?.includes('⏳ running'));
    run.kill('SIGKILL');
    const main = await run.ended;
    expect(main.outputs).toEqual({});
    // Whether the record of the start had arrived by then is a matter of chance.
    const saved = () => host.github.world.artifacts.filter(({name}) => !name.startsWith('laforge.running-'));
    expect(saved()).toEqual([]);

    const post = await job.runOne('post', inputs, {state: main.state});
    expect([post.exitCode, errorsOf(post)]).toEqual([0, []]);
    expect(comments()).toEqual([
      expect.stringMatching(/<b>1<\/b><\/a> \| .* \| 💥 interrupted, \+1&nbsp;−0, not on its branch/),
    ]);
    expect(saved()).toHaveLength(1);
    await job.runOne('post', inputs, {state: main.state});
    expect(saved()).toHaveLength(1);

    const rollback = await (await host.job({branch: 'fix'})).run('rollback', {'to-step': '1'});
    expect(errorsOf(rollback)).toEqual([expect.stringContaining('Step 1 was interrupted: its job died')]);
    const next = await (await host.job({branch: 'fix'})).run('step', {run: 'true'});
    expect(next.outputs).toMatchObject({'step-id': '2', 'parent-step-id': '1'});
  });

  test('is bundled with what it left where nothing may be pushed', async () => {
    const host = await startHost();
    const gate = createGate(sandbox.folder());
    const job = await host.job();
    const inputs = {run: `${WORK}; echo agent-is-up $$; ${gate.wait}`, push: 'none', commit: 'none'};
    const {state} = await killMain(job, inputs);
    const post = await job.runOne('post', inputs, {state});
    expect(warningsOf(post).at(-1)).toMatch(
      /It is kept as a git bundle: artifact laforge\.bundle-[0-9a-f-]+ of this run/,
    );
    expect(host.github.world.artifacts.map(({name}) => name)).toContainEqual(
      expect.stringMatching(/^laforge\.bundle-/),
    );
    expect(await pinsOf(sandbox, host.remote)).toEqual([]);
  });

  test('keeps its work on the disk of the runner where a dead token reads no history, and the next run records it', async () => {
    const host = await startHost();
    const gate = createGate(sandbox.folder());
    const home = join(sandbox.folder(), 'home');
    const env: Inputs = {GITHUB_SERVER_URL: host.git.url, LAFORGE_HOME: home, RUNNER_ENVIRONMENT: 'self-hosted'};
    const job = await host.job({checkout: 'without-credentials', env});
    const inputs = {run: `${WORK}; echo agent-is-up $$; ${gate.wait}`, store: 'git'};
    const {state} = await killMain(job, inputs);
    renameSync(host.remote, `${host.remote}.gone`);
    const post = await job.runOne('post', inputs, {state});
    renameSync(`${host.remote}.gone`, host.remote);
    expect([post.exitCode, errorsOf(post)]).toEqual([0, []]);
    const [, bundle = ''] = /kept as a git bundle: (\S+\.bundle) on this runner/.exec(post.log) ?? [];
    const clone = await sandbox.clone(host.remote);
    const heads = await sandbox.git(clone, 'bundle', 'list-heads', bundle);
    const [sha = ''] = heads.split(' ');
    await sandbox.git(clone, 'fetch', '-q', bundle, heads.split(' ')[1] ?? '');
    expect(await sandbox.git(clone, 'show', `${sha}:half.txt`)).toBe('half');

    const next = await (await host.job({checkout: 'without-credentials', env})).run('step', {
      run: 'true',
      store: 'git',
    });
    expect(next.outputs).toMatchObject({'step-id': '2', 'parent-step-id': '1'});
    const report = await (await host.job({env})).run('report', {store: 'git'});
    expect(report.summary).toMatch(/<b>1<\/b><\/a> \| [^|]* \| 💥 interrupted/);
  });

  test('whose check before it still ran keeps nothing that the check left as the work of the agent', async () => {
    const host = await startHost();
    const gate = createGate(sandbox.folder());
    const job = await host.job();
    const before = await tipOf(sandbox, host);
    const check = `echo made > by-the-check; git commit -q --allow-empty -m "by the check"; echo agent-is-up $$; ${gate.wait}`;
    const run = job.start('step', {run: 'echo never', check, 'check-before': 'true'});
    const leader = await agentOf(run);
    run.kill('SIGKILL');
    const post = await job.runOne(
      'post',
      {run: 'echo never', check, 'check-before': 'true'},
      {state: (await run.ended).state},
    );
    expect([post.exitCode, isGroupGone(leader)]).toEqual([0, true]);
    expect(await sandbox.git(host.remote, 'for-each-ref', '--format=%(refname)', 'refs/laforge/pins')).toBe('');
    expect(existsSync(join(job.workspace, 'by-the-check'))).toBe(true);
    expect(warningsOf(post).filter((line) => line.includes('work'))).toEqual([]);
    expect(await tipOf(sandbox, host)).toBe(before);
    expect((await (await host.job()).run('report', {})).summary).toMatch(
      /<b>1<\/b><\/a> \| [^|]* \| 💥 interrupted, no changes/,
    );
  });

  test.each([
    ['changed', 'for note in $RUNNER_TEMP/laforge-*/run.json; do sed -i s/uid/uix/ $note; done', {}],
    ['took away, telling the runner that main had finished', 'rm $RUNNER_TEMP/laforge-*/run.json', {finished: 'yes'}],
  ])('whose note the agent %s is finished with nothing but that, and git is left alone', async (_, forge, saved) => {
    const host = await startHost();
    const gate = createGate(sandbox.folder());
    const job = await host.job();
    const inputs = {run: `${COMMIT}; echo agent-is-up $$; ${gate.wait}; ${forge}; echo forged; sleep 60`};
    const run = job.start('step', inputs);
    const leader = await agentOf(run);
    gate.open();
    await run.logged(/^forged/m);
    run.kill('SIGKILL');
    const asked = host.git.requests.length;
    const post = await job.runOne('post', inputs, {state: {...(await run.ended).state, ...saved}});
    expect([post.exitCode, isGroupGone(leader), host.git.requests.length - asked]).toEqual([0, true, 0]);
    expect(warningsOf(post).at(-1)).toContain('were changed or removed while the agent ran');
    expect((await (await host.job()).run('report', {})).summary).toMatch(/<b>1<\/b><\/a> \| [^|]* \| 💥 interrupted/);
  });
});

describe('on a runner that gives each process of a job a token of its own', () => {
  const ANOTHER = {env: {ACTIONS_RUNTIME_TOKEN: 'another'}};

  test.each(['file', 'git'])(
    'post has nothing to do and to say after a main that ended well: store %s',
    async (store) => {
      const host = await startHost();
      const job = await host.job();
      const inputs = {run: COMMIT, store, 'store-path': join(sandbox.folder(), 'steps.db')};
      const {state} = await job.runOne('step', inputs, {env: {ACTIONS_RUNTIME_TOKEN: 'one'}});
      const post = await job.runOne('post', inputs, {state, ...ANOTHER});
      expect([post.exitCode, post.log]).toEqual([0, '']);
    },
  );

  test('after a failed step, the refusal of the next one says how to go on without its work, and post says nothing', async () => {
    const host = await startHost();
    const none = {env: {ACTIONS_RUNTIME_TOKEN: ''}};
    const job = await host.job();
    const store = {store: 'file', 'store-path': join(sandbox.folder(), 'steps.db')};
    const failed = await job.runOne('step', {run: `${COMMIT}; exit 3`, ...store}, none);
    const pin = failed.outputs['pin-ref'];
    const inputs = {run: 'echo two > two.txt', ...store};
    const refused = await job.runOne('step', inputs, none);
    const [said = ''] = errorsOf(refused);
    expect(said).toContain(`the work of a step that was not pushed (${pin} keeps it)`);
    const post = await job.runOne('post', inputs, {...none, state: refused.state});
    expect([post.exitCode, post.log]).toEqual([0, '']);

    // What the refusal says to do works, and the next step is pushed.
    const [, fetch = '', reset = ''] = /without it: git (.*) && git (.*); or/.exec(said) ?? [];
    for (const args of [fetch, reset]) await sandbox.git(job.workspace, ...args.split(' '));
    const next = await job.runOne('step', inputs, none);
    expect(next.outputs).toMatchObject({status: 'succeeded', pushed: 'pushed'});
  });

  test('the token of an input is no key: it may be what the agent has', async () => {
    const host = await startHost();
    const job = await host.job();
    const gate = createGate(sandbox.folder());
    const inputs = {
      ...{run: `${COMMIT}; echo agent-is-up $$; ${gate.wait}`, store: 'file'},
      ...{'store-path': join(sandbox.folder(), 'steps.db'), 'push-token': 'ghp_known_to_the_agent'},
    };
    const none = {env: {ACTIONS_RUNTIME_TOKEN: ''}};
    const run = job.start('step', inputs, none);
    const leader = await agentOf(run);
    run.kill('SIGKILL');
    const asked = host.git.requests.length;
    const post = await job.runOne('post', inputs, {state: (await run.ended).state, ...none});
    expect([post.exitCode, isGroupGone(leader), host.git.requests.length - asked]).toEqual([0, true, 0]);
    expect(warningsOf(post).at(-1)).toContain('gives it no key, or another');
    const ledger = openLedger(inputs['store-path'], {clock: systemClock, readonly: true});
    expect(ledger.getStep({kind: 'id', id: 1})).toMatchObject({value: {status: 'interrupted', pushed: 'none'}});
    ledger.close();
  });
});

describe('a job that is cancelled as the runner does it', () => {
  test('has its step recorded as cancelled by post, with what it used, when the agent takes too long to end', async () => {
    const host = await startHost();
    const gate = createGate(sandbox.folder());
    const job = await host.job();
    // A session of Claude Code goes on: what stood in its file before is not of this run.
    const session = join(sandbox.folder(), 'home', FILE);
    const lines = (...records: object[]) => jsonLines(...records).replaceAll('$CWD', job.workspace);
    sandbox.write(join(sandbox.folder(), 'home'), {
      [FILE]: lines(assistant('m1', [1000, 0, 0, 500])),
      added: lines(assistant('m2', [30, 0, 2000, 7])),
    });
    const goOn = `cat '${join(sandbox.folder(), 'home/added')}' >> '${session}'`;
    const inputs = {
      run: `: claude --continue; trap '' INT TERM; ${WORK}; ${goOn}; echo agent-is-up $$; ${gate.wait}`,
      agent: 'claude-code',
    };
    const home = {env: {HOME: join(sandbox.folder(), 'home')}};
    const run = job.start('step', inputs, home);
    const leader = await agentOf(run);
    run.kill('SIGINT');
    await eventually(() => noteOf(job).includes('"cancelled":true'));
    run.kill('SIGTERM');
    run.kill('SIGKILL');
    const post = await job.runOne('post', inputs, {state: (await run.ended).state, ...home});
    expect([post.exitCode, errorsOf(post), isGroupGone(leader)]).toEqual([0, [], true]);
    const [pin = ''] = await pinsOf(sandbox, host.remote);
    expect(await sandbox.git(host.remote, 'ls-tree', '--name-only', pin)).toContain('half.txt');
    const next = await act(host, 'step', {run: 'true'});
    const ledger = openLedger(next.outputs['steps-db'] ?? '', {clock: systemClock, readonly: true});
    expect(ledger.getStep({kind: 'id', id: 1})).toMatchObject({
      value: {
        status: 'cancelled',
        exitCode: null,
        tokenUsage: {agents: ['claude-code'], input_tokens: 30, cache_read_tokens: 2000, output_tokens: 7},
      },
    });
    ledger.close();
  });

  test('is left in time when nobody answers, and post finishes it as soon as they do', async () => {
    let isDown = false;
    let heal: () => void = () => {};
    const healed = new Promise<undefined>((resolve) => {
      heal = () => resolve(undefined);
    });
    const host = await startHost({intercept: () => (isDown ? healed : undefined)});
    const job = await host.job();
    const inputs = {run: `${WORK}; echo agent-is-up $$; sleep 300`};
    const run = job.start('step', inputs);
    const leader = await agentOf(run);
    isDown = true;
    host.git.answer(() => 'hang');
    run.kill('SIGINT');
    const main = await run.ended;
    expect([main.exitCode, isGroupGone(leader), errorsOf(main)]).toEqual([
      1,
      true,
      [expect.stringContaining('there is no time left here: the step is finished at the end of the job.')],
    ]);
    isDown = false;
    heal();
    host.git.answer(() => 'serve');

    const post = await job.runOne('post', inputs, {state: main.state});
    expect([post.exitCode, errorsOf(post)]).toEqual([0, []]);
    const [pin = ''] = await pinsOf(sandbox, host.remote);
    expect(await sandbox.git(host.remote, 'ls-tree', '--name-only', pin)).toContain('half.txt');
    const next = await act(host, 'step', {run: 'true'});
    const ledger = openLedger(next.outputs['steps-db'] ?? '', {clock: systemClock, readonly: true});
    expect(ledger.getStep({kind: 'id', id: 1})).toMatchObject({
      // How it ended was seen, and by then it was noted.
      value: {status: 'cancelled', exitCode: 130, pushed: 'pinned', changes: {own_commit_count: 2}},
    });
    ledger.close();
  });
});

describe('a step whose action is killed after its agent has ended', () => {
  test('while it pushes: the push whose answer it did not live to see is on record', async () => {
    const host = await startHost();
    const gate = createGate(sandbox.folder());
    const [hook, arrived] = [join(host.remote, 'hooks/post-receive'), join(sandbox.folder(), 'arrived')];
    mkdirSync(join(host.remote, 'hooks'), {recursive: true});
    writeFileSync(hook, `#!/bin/bash\ntouch '${arrived}'\n${gate.wait}\n`);
    chmodSync(hook, 0o755);
    const job = await host.job();
    const inputs = {run: `${COMMIT}; echo left > left.txt; echo agent-is-up $$`};
    const run = job.start('step', inputs);
    await eventually(() => existsSync(arrived));
    run.kill('SIGKILL');
    const {state} = await run.ended;
    gate.open();
    const post = await job.runOne('post', inputs, {state});
    expect([post.exitCode, errorsOf(post), warningsOf(post)]).toEqual([0, [], []]);
    expect(await tipOf(sandbox, host)).toBe(await sandbox.sha(job.workspace));
    expect(await pinsOf(sandbox, host.remote)).toEqual([]);
    expect((await (await host.job()).run('report', {})).summary).toMatch(
      /<b>1<\/b><\/a> \| [^|]* \| ✅ succeeded.*\n(?:.*\n)*.*2 files/,
    );
  });
});
