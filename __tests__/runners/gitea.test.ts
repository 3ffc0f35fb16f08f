import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {findJudges} from '../../scripts/install-judges.ts';
import {field, type Gitea, type GiteaRepository, gitSettings, startGitea} from '../helpers/judges/gitea.ts';
import {succeeded, TELL, waitFor} from '../helpers/judges/processes.ts';
import {DIST} from '../helpers/warm-bundle.ts';

const {gitea: server, runner, giteaFiles} = findJudges();
const onGitea = server === null || runner === null ? describe.skip : describe;
const SCENARIO_MS = 300_000;

interface JobSpec {
  readonly on?: string;
  /** Inputs of the step action, as a flow mapping. */
  readonly step: string;
  readonly ref?: string;
  readonly permissions?: string;
  readonly more?: string;
}

/** A workflow of one job: a checkout, a step, and what it put out. */
function workflow({on = 'workflow_dispatch', step, ref = '', permissions, more = ''}: JobSpec): string {
  return `on: ${on}
permissions: ${permissions ?? '{contents: write, actions: read, issues: write, pull-requests: write}'}
${more}
jobs:
  agent:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
        with: {ref: '${ref}'}
      - id: s
        uses: laforge/step-action@v1
        with: {${step}}
      - ${TELL}
`;
}

const ROLLBACK = `on:
  workflow_dispatch:
    inputs:
      to-step: {type: string}
      dry-run: {type: boolean}
permissions: {contents: write, actions: read, issues: write, pull-requests: write}
jobs:
  rollback:
    uses: laforge/step-action/.github/workflows/rollback.yml@v1
    with:
      to-step: \${{ inputs.to-step }}
      dry-run: \${{ inputs.dry-run }}
`;
const ACTION = (name: string) => `on: workflow_dispatch
permissions: {contents: write, actions: read, issues: write, pull-requests: write}
jobs:
  it:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - uses: laforge/step-action/${name}@v1
`;

const REVERT = `on: {workflow_dispatch: {inputs: {steps: {type: string}}}}
permissions: {contents: write, actions: read, issues: write, pull-requests: write}
jobs:
  it:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - uses: laforge/step-action/rollback@v1
        with: {revert-steps: '\${{ inputs.steps }}', pull-request: always}
`;
const COMMAND = `on: {issue_comment: {types: [created]}}
permissions: {contents: write, actions: read, issues: write, pull-requests: write}
jobs:
  it:
    if: startsWith(github.event.comment.body, '/laforge')
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - {id: c, uses: laforge/step-action/command@v1, with: {allow: replay, max-cost-usd: 1}}
      - run: echo "COMMAND \${{ steps.c.outputs.command }} \${{ steps.c.outputs.outcome }}"
`;

onGitea('on Gitea with its own runner', () => {
  let gitea: Gitea;
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'laforge-gitea-'));
    gitea = await startGitea(folder, {gitea: server ?? '', runner: runner ?? '', giteaFiles});
  }, SCENARIO_MS);
  afterAll(() => gitea?.stop());

  /** A repository with one workflow. */
  const withWorkflow = (name: string, spec: JobSpec, files: Readonly<Record<string, string>> = {}) =>
    gitea.createRepository(name, {'.gitea/workflows/agent.yml': workflow(spec), ...files});
  const scenario = (name: string, story: () => Promise<void>) => test(name, story, SCENARIO_MS);

  scenario('steps, the reusable rollback, an undo and a report keep their history with git, the default', async () => {
    const repository = await withWorkflow(
      'plain',
      {step: 'run: "date +%N >> a"'},
      {
        '.gitea/workflows/rollback.yml': ROLLBACK,
        '.gitea/workflows/undo.yml': ACTION('undo'),
        '.gitea/workflows/report.yml': ACTION('report'),
      },
    );
    const one = succeeded(await repository.run('agent.yml'));
    expect(one.results).toEqual([expect.objectContaining({'step-id': '1', pushed: 'pushed', recorded: 'true'})]);
    expect(one.log).toContain('No store was named, and the artifacts of Gitea are no place for one');
    const first = repository.tip('refs/heads/main');
    const two = succeeded(await repository.run('agent.yml'));
    expect(two.results).toEqual([expect.objectContaining({'step-id': '2', 'parent-step-id': '1', recorded: 'true'})]);
    const second = repository.tip('refs/heads/main');

    const roll = (dryRun: boolean) =>
      repository.run('rollback.yml', {inputs: {'to-step': '1', 'dry-run': String(dryRun)}});
    succeeded(await roll(true));
    expect(repository.tip('refs/heads/main')).toBe(second);
    succeeded(await roll(false));
    expect(repository.tip('refs/heads/main')).toBe(first);
    succeeded(await repository.run('undo.yml'));
    expect(repository.tip('refs/heads/main')).toBe(second);
    succeeded(await repository.run('report.yml'));
  });

  scenario('a history in a file goes on from run to run', async () => {
    const path = join(gitea.disk, 'steps.db');
    const repository = await withWorkflow('file', {step: `run: "date +%N >> a", store: file, store-path: ${path}`});
    succeeded(await repository.run('agent.yml'));
    const two = succeeded(await repository.run('agent.yml'));
    expect(two.results).toEqual([expect.objectContaining({'step-id': '2', 'parent-step-id': '1', recorded: 'true'})]);
  });

  test.each(['artifact', 'cache'])(
    'store %s, which no run could read back, is refused before the agent',
    async (store) => {
      const ran = join(gitea.disk, `ran-${store}`);
      const repository = await withWorkflow(`refused-${store}`, {step: `run: touch ${ran}, store: ${store}`});
      const run = await repository.run('agent.yml');
      expect(run.isSuccess).toBe(false);
      expect(run.log).toMatch(/Input "store" is "\w+", which works only where GitHub's own service is.* Use "git"/);
      expect(existsSync(ran)).toBe(false);
    },
    SCENARIO_MS,
  );

  scenario('among 120 comments and 34 pull requests ours is made once, on the right one', async () => {
    const repository = await withWorkflow('pulls', {step: 'run: "date +%N >> a"'});
    const open = async (number: number) => {
      repository.git('push', '-q', 'origin', `main:refs/heads/topic-${number}`);
      repository.git('checkout', '-q', '--detach', 'main');
      repository.push(`topic-${number}`, {[`file-${number}`]: 'x'});
      const body = {head: `topic-${number}`, base: 'main', title: `Number ${number}`};
      // Right after a push Gitea may not have seen the branch.
      const pull = await waitFor('A pull request', () => repository.ask('POST', '/pulls', body).catch(() => null));
      return Number(field(pull, 'number'));
    };
    const oldest = await open(1);
    for (let number = 2; number <= 34; number++) await open(number);
    for (let i = 0; i < 120; i++) await repository.ask('POST', `/issues/${oldest}/comments`, {body: `comment ${i}`});
    const began = Date.now();
    for (const id of ['1', '2']) {
      const run = await repository.run('agent.yml', {ref: 'topic-1'});
      expect(run.results).toEqual([expect.objectContaining({'step-id': id, recorded: 'true'})]);
      expect(run.results[0]?.['comment-url']).toContain(`/pulls/${oldest}#issuecomment-`);
      expect(run.log).not.toContain('::warning::');
    }
    expect(Date.now() - began).toBeLessThan(120_000);
    const comments = await repository.ask('GET', `/issues/${oldest}/comments`);
    const ours = (Array.isArray(comments) ? comments : []).filter((it) =>
      String(field(it, 'body')).includes('laforge'),
    );
    expect(ours).toHaveLength(1);
    expect(String(field(ours[0], 'body'))).toContain('2 steps');
  });

  scenario('a cancelled run is known as interrupted, keeps its work, and its budget is free again', async () => {
    const up = join(gitea.disk, 'cancelled');
    const budget = 'budget: 1 USD per project, max-cost-usd: 0.60';
    const agent = `if [ -e ${up} ]; then echo 2 > b; else echo 1 > a; touch ${up}; sleep 300; fi`;
    const repository = await withWorkflow('cancelled', {
      step: `run: "${agent}", ${budget}`,
      more: 'concurrency: {group: agent, cancel-in-progress: true}',
    });
    const first = await repository.dispatch('agent.yml');
    await waitFor('The agent', async () => existsSync(up) || null);
    // A newer run of the group cancels the one before.
    const second = await repository.run('agent.yml');
    expect(await repository.ended(first)).toMatchObject({isSuccess: false});
    expect(second.results).toEqual([expect.objectContaining({'step-id': '2', status: 'succeeded', recorded: 'true'})]);
    // Its token was dead at once, and no push-token was given: what is left is the disk of the runner.
    const kept = readdirSync(join(gitea.home, '.laforge/projects/boss/cancelled/runs'));
    expect(kept).toEqual([expect.stringMatching(/\.bundle$/)]);
    expect(second.log).toMatch(/Step 1 was interrupted: (attempt 1 of run \d+ is over, as Gitea says|its process)/);
    const third = await repository.run('agent.yml');
    expect(third.results).toEqual([expect.objectContaining({'step-id': '3', status: 'succeeded'})]);
  });

  scenario('a comment starts a step for the owner and a writer, and not for a reader', async () => {
    const repository = await withWorkflow('comments', {
      on: '{issue_comment: {types: [created]}}',
      step: 'run: "date +%N >> a", branch: pull-request, comment: none',
    });
    const people = {writer: await gitea.addPerson('wanda'), reader: await gitea.addPerson('rita')};
    await repository.ask('PUT', '/collaborators/wanda', {permission: 'write'});
    await repository.ask('PUT', '/collaborators/rita', {permission: 'read'});
    repository.push('topic', {file: 'x'});
    // Right after a push Gitea may not have seen the branch.
    const request = {head: 'topic', base: 'main', title: 'Topic'};
    const pull = await waitFor('A pull request', () => repository.ask('POST', '/pulls', request).catch(() => null));
    const say = async (as = gitea.boss) => {
      const [latest] = await repository.runs();
      await repository.ask('POST', `/issues/${Number(field(pull, 'number'))}/comments`, {body: 'go'}, as);
      const run = await waitFor(
        'The run',
        async () => (await repository.runs()).find(({id}) => id > (latest?.id ?? 0)) ?? null,
      );
      return await repository.ended(run.id);
    };
    expect((await say()).results).toEqual([expect.objectContaining({'step-id': '1', pushed: 'pushed'})]);
    expect((await say(people.writer)).results).toEqual([expect.objectContaining({'step-id': '2', pushed: 'pushed'})]);
    const tip = repository.tip('refs/heads/topic');
    const refused = await say(people.reader);
    expect(refused.log).toContain('Under issue_comment only somebody with write access may push, and rita has none');
    expect(repository.tip('refs/heads/topic')).toBe(tip);
  });

  scenario(
    'a revert is proposed, replaced by a larger one, merged by a squash, and noticed by the next step',
    async () => {
      const step = 'run: "date +%N > made-$LAFORGE_STEP_ID"';
      const repository = await withWorkflow('proposed', {step}, {'.gitea/workflows/revert.yml': REVERT});
      for (let made = 0; made < 3; made++) succeeded(await repository.run('agent.yml'));
      succeeded(await repository.run('revert.yml', {inputs: {steps: '3'}}));
      const larger = succeeded(await repository.run('revert.yml', {inputs: {steps: '2..3'}}));
      expect(larger.log).toMatch(/Pull request #\d+ is closed: R2 covers what R1 proposed/);
      const pulls = await repository.ask('GET', '/pulls?state=all');
      const list = Array.isArray(pulls) ? pulls : [];
      expect(list.map((pull) => [field(pull, 'state'), field(pull, 'title')]).toSorted()).toEqual([
        ['closed', 'Revert step 3'],
        ['open', 'Revert steps 3, 2'],
      ]);
      const open = list.find((pull) => field(pull, 'state') === 'open');
      const merge = `/pulls/${Number(field(open, 'number'))}/merge`;
      await waitFor('The merge', () =>
        repository.ask('POST', merge, {Do: 'squash'}).then(
          () => true,
          () => null,
        ),
      );
      const next = succeeded(await repository.run('agent.yml'));
      expect(next.results).toEqual([expect.objectContaining({'step-id': '4', 'parent-step-id': '1'})]);
      const steps = laforge(repository, ['steps', '--store', 'git', '--active', '--json']);
      expect(JSON.parse(steps).map((one: unknown) => field(one, 'id'))).toEqual([4, 1]);
    },
  );

  scenario('comments of a writer move the branch and run a step again, those of a reader do nothing', async () => {
    const repository = await withWorkflow(
      'commanded',
      {step: 'run: "date +%N > made-$LAFORGE_STEP_ID"'},
      {'.gitea/workflows/command.yml': COMMAND},
    );
    const reader = await gitea.addPerson('robin');
    await repository.ask('PUT', '/collaborators/robin', {permission: 'read'});
    repository.git('push', '-q', 'origin', 'main:refs/heads/topic');
    for (let made = 0; made < 2; made++) succeeded(await repository.run('agent.yml', {ref: 'topic'}));
    const request = {head: 'topic', base: 'main', title: 'Topic'};
    const pull = await waitFor('A pull request', () => repository.ask('POST', '/pulls', request).catch(() => null));
    const tip = () => repository.tip('refs/heads/topic');
    const start = tip();
    const say = async (body: string, as = gitea.boss) => {
      const [latest] = await repository.runs();
      await repository.ask('POST', `/issues/${Number(field(pull, 'number'))}/comments`, {body}, as);
      const run = await waitFor(
        'The run',
        async () => (await repository.runs()).find(({id}) => id > (latest?.id ?? 0)) ?? null,
      );
      const {log} = succeeded(await repository.ended(run.id));
      return [/COMMAND ([a-z]* [a-z]+)$/m.exec(log)?.[1], tip() === start];
    };
    expect(await say('/laforge status')).toEqual(['status done', true]);
    expect(await say('/laforge rollback to 1', reader)).toEqual([' ignored', true]);
    expect(await say('/laforge rollback to 1')).toEqual(['rollback done', false]);
    expect(await say('/laforge undo')).toEqual(['undo done', true]);
    expect(await say('/laforge replay 2')).toEqual(['replay done', true]);
    expect(await say('/laforge revert 1')).toEqual(['revert done', false]);
  });

  scenario('what a job may not push is said with the words of the forge, and the work is kept', async () => {
    const repository = await withWorkflow('protected', {step: 'run: "date +%N >> a"'});
    await repository.ask('POST', '/branch_protections', {rule_name: 'main', enable_push: false});
    const run = await repository.run('agent.yml');
    expect(run.isSuccess).toBe(false);
    expect(run.log).toMatch(/The remote says: "[^"]*(Internal Server Error|protected branch)/);
    expect(run.results).toEqual([expect.objectContaining({'step-id': '1', pushed: 'pinned', recorded: 'true'})]);
  });

  scenario('a job that may not push is stopped before its agent is paid for', async () => {
    const ran = join(gitea.disk, 'ran-readonly');
    const repository = await withWorkflow('readonly', {step: `run: touch ${ran}`, permissions: '{contents: read}'});
    const run = await repository.run('agent.yml');
    expect(run.isSuccess).toBe(false);
    expect(run.log).toContain('There is no permission to push to main, as the host says of the token');
    expect(existsSync(ran)).toBe(false);
  });

  /** A command of ours in the clone of a repository. */
  const laforge = (
    repository: GiteaRepository,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ) => {
    const {stdout, stderr} = spawnSync(process.execPath, [join(DIST, 'laforge.js'), ...args], {
      cwd: repository.git('rev-parse', '--show-toplevel').trim(),
      env: {PATH: process.env.PATH ?? '', HOME: gitea.disk, ...gitSettings(gitea.url, gitea.boss), ...env},
      encoding: 'utf8',
    });
    return stdout + stderr;
  };

  scenario('a hook of the repository is quoted on the command line', async () => {
    const repository = await withWorkflow('person', {step: 'run: "true"'});
    await repository.ask('POST', '/branch_protections', {rule_name: 'main', enable_push: false});
    const said = laforge(repository, ['step', 'run', '--push', '--', 'sh', '-c', 'echo 1 > a']);
    expect(said).toMatch(/main is protected at the remote.*The remote says: "[^"]*protected branch main/);
    expect(said).not.toContain('push-token');
  });

  const hasSsh = spawnSync('ssh', ['-V']).status === 0 && spawnSync('ssh-keygen', ['-?']).error === undefined;
  (hasSsh ? scenario : test.skip)('an ssh key that may only read has no permission', async () => {
    const repository = await withWorkflow('key', {step: 'run: "true"'});
    const key = join(gitea.disk, 'key');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
    const title = {title: 'ro', key: execFileSync('cat', [`${key}.pub`], {encoding: 'utf8'}).trim(), read_only: true};
    await repository.ask('POST', '/keys', title);
    repository.git('remote', 'set-url', 'origin', `ssh://git@127.0.0.1:${gitea.sshPort}/${repository.name}.git`);
    const ssh = `ssh -i ${key} -o IdentitiesOnly=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=${dirname(key)}/known`;
    const args = ['step', 'run', '--push', '--', 'sh', '-c', 'echo 1 > a'];
    const said = laforge(repository, args, {GIT_SSH_COMMAND: ssh});
    expect(said).toMatch(
      /There is no permission to push to the remote\..*The remote says: "[^"]*is not authorized to write/,
    );
  });
});
