import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {createRunProof} from '../../../src/github/run-proof.ts';
import {
  type GithubService,
  type GithubServiceOptions,
  startGithubService,
} from '../../helpers/github-service/service.ts';
import {addRun, type RunState} from '../../helpers/github-service/world.ts';

let service: GithubService;
let fault: GithubServiceOptions['intercept'];
beforeEach(async () => {
  fault = undefined;
  service = await startGithubService({intercept: (request) => fault?.(request)});
});
afterEach(() => service.close());

const patience = () => AbortSignal.timeout(60_000);

function proof(permissions?: Readonly<Record<string, 'read'>>) {
  const token = service.startJob(permissions === undefined ? {} : {permissions}).GITHUB_TOKEN ?? '';
  return createRunProof({apiUrl: service.url, repository: 'octo/demo', token}, 'https://github.com');
}

/** What is on record of a run's step. */
function runOf({id, attempt}: RunState, changes = {}) {
  return {
    ci: 'github',
    run_id: String(id),
    attempt,
    job: 'agent',
    url: `https://github.com/Octo/Demo/actions/runs/${id}`,
    runner: 'runner-1',
    ...changes,
  };
}

const job = (runner_name: string | null, status: string) => ({name: 'Some (1, 2)', runner_name, status});
const running = (jobs: RunState['jobs'] = []) => addRun(service.world, {status: 'in_progress', jobs});

test('a run that is completed is over', async () => {
  const run = addRun(service.world);
  expect(await proof().proveOver(runOf(run), patience())).toBe(`attempt 1 of run ${run.id} is over, as GitHub says.`);
});

test('a run that is not is under way, and so is a waiting one', async () => {
  for (const status of ['in_progress', 'queued', 'waiting', 'requested', 'pending']) {
    const run = addRun(service.world, {status});
    expect(await proof().proveOver(runOf(run), patience())).toBeNull();
  }
});

test('an attempt is over when a later one is under way', async () => {
  const run = addRun(service.world, {status: 'in_progress', attempt: 2});
  expect(await proof().proveOver(runOf({...run, attempt: 1}), patience())).toMatch(/^attempt 1 of run \d+ is over/);
  expect(await proof().proveOver(runOf(run), patience())).toBeNull();
});

test.each([
  ['its only job on that runner is over', [job('runner-1', 'completed'), job('runner-2', 'in_progress')], true],
  ['one of its jobs on that runner goes on', [job('runner-1', 'completed'), job('runner-1', 'in_progress')], false],
  ['no job was on that runner', [job('runner-2', 'completed')], false],
  ['its jobs have no runner yet', [job(null, 'queued')], false],
])('of a run that is under way where %s: %s', async (_name, jobs, isOver) => {
  const answer = await proof().proveOver(runOf(running(jobs)), patience());
  if (isOver) expect(answer).toMatch(/^its job of attempt 1 of run \d+ is over, as GitHub says\.$/);
  else expect(answer).toBeNull();
});

test('a job that does not know its runner is not taken for another', async () => {
  const run = running([job(null, 'completed'), job('runner-1', 'completed')]);
  expect(await proof().proveOver(runOf(run, {runner: null}), patience())).toBeNull();
});

test('more jobs than one page holds prove nothing', async () => {
  const run = running(Array.from({length: 101}, () => job('runner-1', 'completed')));
  expect(await proof().proveOver(runOf(run), patience())).toBeNull();
});

test('a run that GitHub does not know may have been deleted: that proves nothing', async () => {
  expect(await proof().proveOver(runOf({...addRun(service.world), id: 999_999}), patience())).toBeNull();
});

test('runs of another repository, or none, are not asked about', async () => {
  const run = addRun(service.world);
  const before = service.requests.length;
  for (const changes of [
    {url: `https://github.com/octo/other/actions/runs/${run.id}`},
    {url: `https://ghe.example/octo/demo/actions/runs/${run.id}`},
    {url: null},
    {run_id: null},
    {run_id: '../../../user'},
    {attempt: null},
  ]) {
    expect(await proof().proveOver(runOf(run, changes), patience())).toBeNull();
  }
  expect(service.requests.length).toBe(before);
});

test('a service that fails, or may not be asked, proves nothing', async () => {
  const run = addRun(service.world);
  expect(await proof({}).proveOver(runOf(run), patience())).toBeNull();
  for (const status of [401, 404, 429, 500, 503]) {
    fault = () => ({status, body: {message: 'no'}});
    expect(await proof().proveOver(runOf(run), patience())).toBeNull();
  }
});

test('each attempt is asked about once, and no more than a few', async () => {
  const it = proof();
  const runs = Array.from({length: 20}, () => addRun(service.world));
  const answers = await Promise.all([...runs, ...runs].map((run) => it.proveOver(runOf(run), patience())));
  expect(answers.filter((answer) => answer !== null)).toHaveLength(16);
  expect(service.requests).toHaveLength(8);
});
