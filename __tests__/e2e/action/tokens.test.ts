import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {pullsOf} from '../../helpers/github-service/routes-pulls.ts';
import {openPull, pullRequestJob, pushBranch} from '../../helpers/pull-request.ts';
import {type ActionName, type ActionRun, workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);

/** A token in every spelling that would give it away. */
function spellings(token: string): readonly string[] {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return [token, basic, Buffer.from(token).toString('base64'), encodeURIComponent(token)];
}

/** Every file below a folder, as text. */
function filesIn(folder: string): [string, string][] {
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map(({parentPath, name}) => [join(parentPath, name), readFileSync(join(parentPath, name), 'latin1')]);
}

const SOURCES = [
  {source: 'a checkout', checkout: 'branch', store: 'artifact'},
  {source: 'push-token', checkout: 'without-credentials', store: 'file'},
] as const;

test.each(SOURCES)('no token shows anywhere when pushes use that of $source', async ({checkout, store}) => {
  const host = await startHost();
  await pushBranch(sandbox, host, 'fix');
  const pull = await openPull(sandbox, host);
  const job = await host.job({...pullRequestJob(host, pull), checkout});
  const pushToken = checkout === 'branch' ? `push-${host.token}` : host.token;
  // Tokens go to the server alone, which is not github.com here.
  const env: Record<string, string> = checkout === 'branch' ? {} : {GITHUB_SERVER_URL: host.git.url};
  const inputs = {store, 'store-path': join(sandbox.folder(), 'kept.db'), 'push-token': pushToken};
  const texts: [string, string][] = [];
  const collect = (name: string, run: ActionRun) => {
    // The runner takes this line for itself: from then on it hides the token.
    texts.push([`log of ${name}`, run.log.replace(/^::add-mask::.*$/gm, '')]);
    texts.push([`outputs of ${name}`, JSON.stringify(run.outputs)], [`state of ${name}`, JSON.stringify(run.state)]);
    texts.push([`summary of ${name}`, run.summary]);
    const db = run.outputs['steps-db'];
    if (db) texts.push([`steps.db of ${name}`, readFileSync(db, 'latin1')]);
    return run.outputs;
  };
  // Each is a process, as on a runner: others see its arguments.
  const act = async (action: ActionName, given: Readonly<Record<string, string>>) =>
    collect(action, await job.run(action, {...inputs, ...given}, {env, nodeArgs: []}));

  const first = await act('step', {
    // The commands of all processes, ours among them, as anybody on the machine sees them.
    run: 'ps -A -ww -o args=; env; echo 1 > one.txt',
    'agent-config': JSON.stringify({name: 'claude', metadata: {header: `Bearer ${pushToken}`, token: host.token}}),
    prompt: 'Do it.',
  });
  expect(first).toMatchObject({pushed: 'pushed', recorded: 'true'});
  expect(texts[0]?.[1]).toMatch(/LAFORGE_PROMPT=Do it\.\n/);
  expect(texts[0]?.[1]).toMatch(/\/step\.js\n/);
  expect(await act('step', {run: `: ${pushToken}; echo 2 > two.txt; exit 1`})).toMatchObject({pushed: 'pinned'});
  expect(await act('rollback', {'to-step': '1'})).toMatchObject({'rollback-id': 'R1'});
  expect(await act('undo', {'rollback-id': 'R1'})).toMatchObject({'rollback-id': 'R2'});
  expect(await act('report', {'pull-request': '7'})).not.toMatchObject({'comment-url': ''});
  host.git.answer(() => 403);
  expect(await act('step', {run: 'true'})).toEqual({});
  host.git.answer(() => 'serve');

  texts.push(...pullsOf(host.github.world).comments.map(({body}): [string, string] => ['comment', body]));
  texts.push(...host.git.requests.map(({url}): [string, string] => ['URL of git', url]));
  texts.push(...host.github.requests.map(({path}): [string, string] => ['URL of the service', path]));
  // The script of a user who writes a token into it has to have it.
  texts.push(...filesIn(job.env.RUNNER_TEMP ?? '').filter(([name]) => !name.endsWith('.sh')));
  texts.push(...filesIn(host.remote));
  texts.push(['commits', await sandbox.git(host.remote, 'log', '--all', '--format=%B%an%ae%cn%ce')]);
  const runtimeToken = job.env.ACTIONS_RUNTIME_TOKEN ?? '?';
  for (const token of [host.token, pushToken, runtimeToken].flatMap(spellings)) {
    expect(texts.filter(([, text]) => text.includes(token)).map(([name]) => name)).toEqual([]);
  }
  expect(texts.length).toBeGreaterThan(40);
});
