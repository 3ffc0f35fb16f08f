import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import {createRunProof} from '../../../src/github/run-proof.ts';
import {type GithubService, startGithubService} from '../../helpers/github-service/service.ts';
import {addRun, type RunState} from '../../helpers/github-service/world.ts';

let service: GithubService;
beforeEach(async () => {
  service = await startGithubService();
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
    job_backend_id: '6a5f',
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
    service.intercept = () => ({status, body: {message: 'no'}});
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

describe('on Gitea, which knows runs and jobs by their number and no attempts', () => {
  let gitea: GithubService;
  beforeEach(async () => {
    gitea = await startGithubService({forge: 'gitea'});
  });
  afterEach(() => gitea.close());

  const ask = (run: RunState, changes = {}) => {
    const token = gitea.startJob().GITHUB_TOKEN ?? '';
    const access = {apiUrl: gitea.url, repository: 'octo/demo', token, forge: 'Gitea' as const};
    const url = `http://gitea.example/octo/demo/actions/runs/${run.id}`;
    const facts = runOf(run, {url, runner: 'gitea-runner', job_backend_id: '43', ...changes});
    return createRunProof(access, 'http://gitea.example').proveOver(facts, patience());
  };
  const inProgress = (jobs: RunState['jobs'] = []) => addRun(gitea.world, {status: 'in_progress', jobs});
  const ownJob = (status: string, run_attempt = 1) => ({id: 43, name: 'a', runner_name: 'r', status, run_attempt});
  const others = [1, 2, 3].map((id) => ({id, name: 'b', runner_name: 'gitea-runner', status: 'completed'}));

  test('a run that is completed is over', async () => {
    const run = addRun(gitea.world);
    expect(await ask(run)).toBe(`attempt 1 of run ${run.id} is over, as Gitea says.`);
  });

  test('of a run that goes on, its own job is told from the others by its id', async () => {
    const over = inProgress([...others, ownJob('completed')]);
    expect(await ask(over)).toBe(`its job of attempt 1 of run ${over.id} is over, as Gitea says.`);
    expect(await ask(inProgress([...others, ownJob('in_progress')]))).toBeNull();
  });

  test('a job that runs again under the same id has ended before', async () => {
    expect(await ask(inProgress([ownJob('in_progress', 2)]))).toMatch(/^its job of attempt 1/);
    expect(await ask(inProgress([ownJob('in_progress', 2)]), {attempt: 2})).toBeNull();
  });

  test('every job of a large matrix is looked at, or none counts', async () => {
    const matrix = Array.from({length: 45}, (_, id) => ({id: 100 + id, name: 'c', runner_name: 'r', status: 'queued'}));
    expect(await ask(inProgress([...matrix, ownJob('completed')]))).toMatch(/is over, as Gitea says/);
    expect(await ask(inProgress([...matrix, ...matrix, ownJob('completed')]))).toBeNull();
  });

  test('a run that it does not know proves nothing', async () => {
    expect(await ask({...addRun(gitea.world), id: 999_999})).toBeNull();
  });
});
