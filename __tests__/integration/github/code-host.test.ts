import {createServer, type IncomingHttpHeaders, type Server} from 'node:http';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import {createCodeHost} from '../../../src/github/code-host.ts';
import {refuse} from '../../helpers/github-service/routes.ts';
import {addPull, pullsOf} from '../../helpers/github-service/routes-pulls.ts';
import {type GithubService, startGithubService} from '../../helpers/github-service/service.ts';

let service: GithubService;

beforeEach(async () => {
  service = await startGithubService({repository: 'acme/widgets'});
});
afterEach(() => service.close());

function codeHost(permissions: Record<string, 'read' | 'write'> = {'pull-requests': 'read'}) {
  service.world.tokens.set('the-token', {login: 'github-actions[bot]', permissions});
  return createCodeHost({apiUrl: service.url, repository: 'acme/widgets', token: 'the-token'});
}

describe('a pull request', () => {
  test('is told as the rules need it', async () => {
    addPull(service.world, {number: 5, headRepository: 'Eve/Widgets', state: 'closed'});
    expect(await codeHost().getPullRequest(5)).toEqual({
      number: 5,
      headRef: 'fix',
      headSha: 'b'.repeat(40),
      headRepository: 'eve/widgets',
      baseRef: 'main',
      state: 'closed',
    });
  });

  test('whose fork is gone has no head repository', async () => {
    // GitHub's description does not know of this case; the service itself sends null.
    const head = {ref: 'fix', sha: 'b'.repeat(40), repo: null};
    service.intercept = () => ({status: 200, body: {number: 5, state: 'open', head, base: {ref: 'main'}}});
    expect(await codeHost().getPullRequest(5)).toMatchObject({headRef: 'fix', headRepository: null});
  });

  test('that is not there, or may not be seen, is said with the permission to add', async () => {
    await expect(codeHost().getPullRequest(5)).rejects.toThrow(
      /^Cannot read pull request #5: it is not there, or the token may not see it \(Not Found\)\. Give the job "permissions: pull-requests: read"/,
    );
    addPull(service.world, {number: 5});
    await expect(codeHost({}).getPullRequest(5)).rejects.toMatchObject({
      code: 'no-permission',
      message: expect.stringMatching(/"permissions: pull-requests: read"/),
    });
  });
});

describe('the pull request of a branch', () => {
  test('is the latest open one from this repository itself', async () => {
    addPull(service.world, {number: 1, state: 'closed'});
    addPull(service.world, {number: 2});
    addPull(service.world, {number: 3, baseRef: 'release'});
    addPull(service.world, {number: 4, headRepository: 'eve/widgets'});
    addPull(service.world, {number: 5, headRef: 'other'});
    expect(await codeHost().findPullRequestOf('fix')).toMatchObject({number: 3, baseRef: 'release'});
  });

  test('is none where only a fork or another branch has one', async () => {
    addPull(service.world, {number: 4, headRepository: 'eve/widgets'});
    addPull(service.world, {number: 5, headRef: 'other'});
    expect(await codeHost().findPullRequestOf('fix')).toBeUndefined();
  });

  test('is found by names that mean something in an address', async () => {
    addPull(service.world, {number: 6, headRef: 'a&b=c#d?é/1'});
    expect(await codeHost().findPullRequestOf('a&b=c#d?é/1')).toMatchObject({number: 6});
  });
});

describe('who may write', () => {
  test.each([
    ['admin', true],
    ['write', true],
    ['read', false],
    ['none', false],
  ] as const)('a login with %s: %s', async (permission, may) => {
    pullsOf(service.world).permissions.set('ada', permission);
    expect(await codeHost().canWrite('ada')).toBe(may);
  });

  test('nobody whom GitHub does not know here: strangers, apps, no name at all', async () => {
    expect(await codeHost().canWrite('mallory')).toBe(false);
    expect(await codeHost().canWrite('some-app[bot]')).toBe(false);
    expect(await codeHost().canWrite('')).toBe(false);
    expect(service.requests).toHaveLength(2);
  });

  test('is not guessed when GitHub will not say', async () => {
    service.intercept = () => refuse(403, 'Must have push access to view collaborator permission.');
    await expect(codeHost().canWrite('ada')).rejects.toThrow(/whether ada may write: the token may not do it/);
  });
});

describe('on Gitea', () => {
  let gitea: GithubService;
  beforeEach(async () => {
    gitea = await startGithubService({repository: 'acme/widgets', forge: 'gitea'});
  });
  afterEach(() => gitea.close());

  const host = (login = 'gitea-actions') => {
    gitea.world.tokens.set('the-token', {login, permissions: {'pull-requests': 'read'}});
    return createCodeHost({apiUrl: gitea.url, repository: 'acme/widgets', token: 'the-token', forge: 'Gitea'});
  };
  const permit = (entries: Readonly<Record<string, 'owner' | 'admin' | 'write' | 'read'>>) => {
    for (const [login, permission] of Object.entries(entries)) pullsOf(gitea.world).permissions.set(login, permission);
  };

  test.each([1, 31, 50, 120])('the oldest of %i open pull requests is found', async (count) => {
    for (let number = 1; number <= count; number++) addPull(gitea.world, {number, headRef: `topic-${number}`});
    expect(await host().findPullRequestOf('topic-1')).toMatchObject({number: 1});
    expect(gitea.requests.length).toBeLessThanOrEqual(3);
  });

  test('none is found, and the search ends, where the branch has none', async () => {
    for (let number = 1; number <= 60; number++) addPull(gitea.world, {number, headRef: `topic-${number}`});
    expect(await host().findPullRequestOf('topic')).toBeUndefined();
  });

  test.each([
    ['acme', true],
    ['ada', true],
    ['Bob', true],
    ['rita', false],
    ['mallory', false],
  ])(
    "a job, which may not ask for permissions, learns whether %s may write to a person's repository",
    async (who, may) => {
      permit({acme: 'owner', ada: 'admin', bob: 'write', rita: 'read'});
      expect(await host().canWrite(who)).toBe(may);
    },
  );

  test('an owner may write, by the token of an administrator', async () => {
    permit({acme: 'owner', rita: 'read'});
    expect(await host('acme').canWrite('acme')).toBe(true);
    expect(await host('acme').canWrite('rita')).toBe(false);
  });

  test("of an organization's repository a job learns nothing, and is told what to give", async () => {
    permit({ada: 'write', rita: 'read'});
    await expect(host().canWrite('ada')).rejects.toThrow(
      "Cannot check whether ada may write: Gitea shows that only to administrators of the repository, and a job's token is not one. Give github-token the token of an administrator.",
    );
  });
});

describe('requests', () => {
  test('are not made before something is asked', () => {
    codeHost();
    expect(service.requests).toEqual([]);
  });

  test('are tried once more when the server failed', async () => {
    addPull(service.world, {number: 5});
    let asked = 0;
    service.intercept = () => (++asked === 1 ? refuse(503, 'Service Unavailable') : undefined);
    expect(await codeHost().getPullRequest(5)).toMatchObject({number: 5});
    expect(asked).toBe(2);
  });

  test('to a host that does not answer end in a sentence', async () => {
    const host = createCodeHost({apiUrl: 'http://127.0.0.1:9', repository: 'acme/widgets', token: 'the-token'});
    await expect(host.getPullRequest(5)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/^Cannot read pull request #5: no answer came \(.+\)\.$/),
    });
  });

  test('to a host that takes them and says nothing end too', async () => {
    let asked = 0;
    const silent = createServer(() => void asked++);
    const apiUrl = await listen(silent);
    const host = createCodeHost({apiUrl, repository: 'acme/widgets', token: 'the-token', timeoutMs: 100});
    await expect(host.getPullRequest(5)).rejects.toThrow(/no answer came/);
    await stop(silent);
    expect(asked).toBe(1);
  });

  test('follow a redirect to another host without the token', async () => {
    const seen: IncomingHttpHeaders[] = [];
    const other = createServer((request, response) => {
      seen.push(request.headers);
      response.writeHead(404, {'content-type': 'application/json'}).end('{"message": "Not Found"}');
    });
    const location = `${await listen(other)}/pulls/5`;
    service.intercept = () => ({status: 301, headers: {location}});
    await expect(codeHost().getPullRequest(5)).rejects.toThrow(/it is not there/);
    await stop(other);
    expect(seen).toHaveLength(1);
    expect(JSON.stringify(seen)).not.toContain('the-token');
  });

  test('for a repository that is no owner/name are not made', async () => {
    const host = createCodeHost({apiUrl: service.url, repository: 'widgets', token: 'the-token'});
    await expect(host.getPullRequest(5)).rejects.toThrow('GITHUB_REPOSITORY is "widgets", not owner/name.');
  });
});

describe('a proposal', () => {
  const rights = {'pull-requests': 'write', contents: 'write'} as const;
  const proposed = {head: 'laforge/revert-00000001', base: 'main', title: 'Revert step 3', body: 'Takes it back.'};

  test('opens a pull request, brings the open one up to date, and has it merged when that is allowed', async () => {
    const host = codeHost(rights);
    const first = await host.propose(proposed);
    expect(await host.propose({...proposed, body: 'Newer.'})).toMatchObject({number: first.number});
    expect(pullsOf(service.world).pulls).toMatchObject([
      {headRef: proposed.head, title: 'Revert step 3', text: 'Newer.'},
    ]);
    await host.mergeWhenAllowed(first.number);
    expect(pullsOf(service.world).autoMerges).toEqual([expect.stringMatching(/"how":"MERGE"/)]);
  });

  test('that no job may make here says where to allow it', async () => {
    const message = 'GitHub Actions is not permitted to create or approve pull requests.';
    service.intercept = ({method}) => (method === 'POST' ? refuse(403, message) : undefined);
    await expect(codeHost(rights).propose(proposed)).rejects.toMatchObject({
      code: 'no-permission',
      message: expect.stringMatching(
        /^GitHub lets no job open pull requests here\. Allow it under Settings, .* from laforge\/revert-00000001\.$/,
      ),
    });
  });

  test.each([
    [undefined, 'none'],
    [[], 'no-force'],
    [['non_fast_forward'], 'no-force'],
    [['pull_request', 'non_fast_forward'], 'by-pull-request'],
  ])('is asked for under the rules %j: %s', async (rules, expected) => {
    if (rules !== undefined) pullsOf(service.world).rules.set('main', rules);
    expect(await codeHost(rights).rulesOf('main')).toBe(expected);
  });
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
