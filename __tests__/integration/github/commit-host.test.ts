import {afterEach, beforeEach, expect, test} from '@jest/globals';
import type {ForgeName} from '../../../src/domain/forges.ts';
import {createCommitHost} from '../../../src/github/code-host.ts';
import {refuse} from '../../helpers/github-service/routes.ts';
import {type GithubService, startGithubService} from '../../helpers/github-service/service.ts';

let service: GithubService;

beforeEach(async () => {
  service = await startGithubService({repository: 'acme/widgets'});
  service.world.tokens.set('the-token', {login: 'github-actions[bot]', permissions: {contents: 'write'}});
});
afterEach(() => service.close());

const host = (token = 'the-token', forge: ForgeName = 'GitHub', base = '') =>
  createCommitHost({forge, apiUrl: `${service.url}${base}`, repository: 'acme/widgets', token});

test('a host says whether it makes commits, as far as it can be asked', async () => {
  expect(await host().canCommit()).toBe(true);
  service.intercept = () => ({status: 200, body: {data: {__type: null}}});
  expect(await host().canCommit()).toBe(false);
  for (const status of [404, 405]) {
    service.intercept = () => refuse(status, 'no');
    expect(await host().canCommit()).toBe(false);
  }
  service.intercept = () => refuse(503, 'Service unavailable');
  expect(await host().canCommit()).toBeNull();
  service.intercept = () => refuse(401, 'Bad credentials');
  await expect(host().canCommit()).rejects.toThrow(/does not accept the token/);
});

test('Gitea and Forgejo are not asked, and GitHub Enterprise Server at its own place', async () => {
  for (const forge of ['Gitea', 'Forgejo'] as const) expect(await host('the-token', forge).canCommit()).toBe(false);
  expect(service.requests).toEqual([]);
  service.intercept = () => ({status: 200, body: {data: {__type: {name: 'CreateCommitOnBranchInput'}}}});
  expect(await host('the-token', 'GitHub', '/api/v3').canCommit()).toBe(true);
  expect(service.requests.map(({path}) => path)).toEqual(['/api/graphql']);
});

test('an answer that names no commit is an error', async () => {
  service.intercept = () => ({status: 200, body: {data: {createCommitOnBranch: {commit: {oid: 'main; rm -rf /'}}}}});
  const commit = {branch: 'x', parent: 'a'.repeat(40), headline: 'x', body: '', written: new Map(), deleted: []};
  await expect(host().commit(commit)).rejects.toThrow(/GitHub did not name the commit that it made/);
});
