import {execFile} from 'node:child_process';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {beforeEach, describe, expect, test} from '@jest/globals';
import {findViolations} from '../../helpers/github-service/openapi-check.ts';
import {countRequests} from '../../helpers/github-service/request-log.ts';
import {type GithubService, startGithubService} from '../../helpers/github-service/service.ts';
import {addArtifact, addRun} from '../../helpers/github-service/world.ts';
import {testFolder} from '../../helpers/test-folder.ts';

const run = promisify(execFile);

/** Uploads a.txt of the folder twice, of which GitHub refuses the second, and downloads it. */
const CLIENT = `
  import {DefaultArtifactClient} from '@actions/artifact';
  const [, folder] = process.argv;
  const client = new DefaultArtifactClient();
  const {id} = await client.uploadArtifact('things', [folder + '/a.txt'], folder);
  await client.uploadArtifact('things', [folder + '/a.txt'], folder).catch(({message}) => console.error(message));
  const {GITHUB_TOKEN: token, GITHUB_RUN_ID} = process.env;
  const findBy = {token, workflowRunId: Number(GITHUB_RUN_ID), repositoryOwner: 'octo', repositoryName: 'demo'};
  await client.downloadArtifact(id, {path: folder + '/down', findBy});
`;

let service: GithubService;
const folder = testFolder();
beforeEach(async () => {
  service = await startGithubService();
});

async function get(path: string, token: string) {
  const response = await fetch(`${service.url}/repos/octo/demo${path}`, {
    headers: {authorization: `token ${token}`},
    redirect: 'manual',
  });
  return {status: response.status, headers: response.headers, body: JSON.parse((await response.text()) || 'null')};
}

describe('the loopback GitHub', () => {
  test('takes an upload of the real artifact client and hands the same bytes out by REST', async () => {
    const job = service.startJob();
    await writeFile(join(folder, 'a.txt'), 'hello');
    // In a process of its own, as in a job: the client reads the address of GitHub's API once, when it is loaded.
    const client = run(process.execPath, ['--input-type=module', '-e', CLIENT, folder], {
      env: {...process.env, ...job},
    });
    const {stderr} = await client;

    expect(stderr).toMatch(/\(409\) Conflict/);
    expect(await readFile(join(folder, 'down/a.txt'), 'utf8')).toBe('hello');
    expect(service.requests.map((it) => it.kind)).toEqual(['twirp', 'blob', 'blob', 'twirp', 'twirp', 'rest', 'blob']);
    expect(countRequests(service.requests)).toEqual({total: 7, inSequence: 7});
    await service.close();
  });

  test('lists in pages of at most a hundred, in an order that is not that of the ids', async () => {
    const {GITHUB_TOKEN: token = ''} = service.startJob();
    const run = addRun(service.world);
    for (let i = 0; i < 250; i++) addArtifact(service.world, {name: 'n', runId: run.id, zip: Buffer.from('x')});
    const pages = await Promise.all(
      [1, 2, 3].map((page) => get(`/actions/artifacts?name=n&per_page=100&page=${page}`, token)),
    );
    const ids = pages.flatMap((it) => it.body.artifacts.map((artifact: {id: number}) => artifact.id));
    expect(pages.map((it) => it.body.artifacts.length)).toEqual([100, 100, 50]);
    expect(new Set(ids).size).toBe(250);
    expect(ids).not.toEqual([...ids].sort((a, b) => a - b));
    expect(ids).not.toEqual([...ids].sort((a, b) => b - a));
    await service.close();
  });

  test('refuses a wrong token, a missing permission and an expired artifact in the words of GitHub', async () => {
    const {GITHUB_TOKEN: reader = ''} = service.startJob();
    const {GITHUB_TOKEN: stranger = ''} = service.startJob({permissions: {contents: 'write'}});
    const run = addRun(service.world);
    const gone = addArtifact(service.world, {name: 'n', runId: run.id, zip: Buffer.from('x'), expired: true});
    expect(await get('/actions/artifacts', 'wrong')).toMatchObject({status: 401, body: {message: 'Bad credentials'}});
    expect(await get('/actions/artifacts', stranger)).toMatchObject({
      status: 403,
      body: {message: 'Resource not accessible by integration'},
    });
    expect(await get(`/actions/artifacts/${gone.id}/zip`, reader)).toMatchObject({status: 410});
    await service.close();
  });

  test('fails a test whose request or answer is not as GitHub describes it, naming the fault', async () => {
    const {GITHUB_TOKEN: token = ''} = service.startJob();
    await get('/actions/artifacts?sort=id', token);
    await expect(service.close()).rejects.toThrow(
      'GET /repos/{owner}/{repo}/actions/artifacts: request query sort: not a parameter of this operation',
    );
    const faults = findViolations({
      method: 'get',
      path: '/repos/{owner}/{repo}/actions/artifacts',
      pathParameters: {owner: 'octo', repo: 'demo'},
      query: new URLSearchParams(),
      body: undefined,
      status: 200,
      answer: {total_count: 1, artifacts: [{id: 'seven'}]},
    });
    expect(faults).toContain(
      'GET /repos/{owner}/{repo}/actions/artifacts: response 200/artifacts/0/id must be integer',
    );
  });

  test('fails a test that lets a token reach the blob store', async () => {
    const {GITHUB_TOKEN: token = ''} = service.startJob();
    const run = addRun(service.world);
    const {id} = addArtifact(service.world, {name: 'n', runId: run.id, zip: Buffer.from('x')});
    const {headers} = await get(`/actions/artifacts/${id}/zip`, token);
    const blob = await fetch(headers.get('location') ?? '', {headers: {authorization: `token ${token}`}});
    expect(blob.status).toBe(403);
    await expect(service.close()).rejects.toThrow('an Authorization header reached the blob store');
  });

  test('answers for a workflow run in the form GitHub describes', async () => {
    const {GITHUB_TOKEN: token = ''} = service.startJob();
    const run = addRun(service.world, {status: 'queued'});
    expect(await get(`/actions/runs/${run.id}`, token)).toMatchObject({status: 200, body: {status: 'queued'}});
    await service.close();
  });
});
