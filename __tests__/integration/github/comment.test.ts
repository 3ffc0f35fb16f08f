import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import {RefusedError, StoreError} from '../../../src/domain/errors.ts';
import {createUpsertComment} from '../../../src/github/comment.ts';
import {refuse} from '../../helpers/github-service/routes.ts';
import {addComment, addPull, pullsOf} from '../../helpers/github-service/routes-pulls.ts';
import {type GithubService, startGithubService} from '../../helpers/github-service/service.ts';

const MARKER = '<!-- laforge:default -->';
const BODY = `${MARKER}\n### LaForge: 1 step\n`;
const ACTIONS = 'github-actions[bot]';

let service: GithubService;

beforeEach(async () => {
  service = await startGithubService({repository: 'acme/widgets'});
  addPull(service.world, {number: 5});
});
afterEach(() => service.close());

/** Writes the comment with a token of this account. */
function upsert(
  body = BODY,
  login = ACTIONS,
  permissions: Record<string, 'read' | 'write'> = {'pull-requests': 'write'},
) {
  service.world.tokens.set('the-token', {login, permissions});
  const write = createUpsertComment({apiUrl: service.url, repository: 'Acme/Widgets', token: 'the-token'});
  return write({pullRequest: 5, marker: MARKER, body});
}

const write = (login: string, body: string) => addComment(service.world, {pullRequest: 5, login, body});
const bodies = () => pullsOf(service.world).comments.map(({login, body}) => [login, body]);
const requests = () => service.requests.map(({method, path}) => `${method} ${path.replace(/\/\d{4,}/, '/ID')}`);
const COMMENTS = '/repos/Acme/Widgets/issues/5/comments';

describe('the comment on a pull request', () => {
  test('is created where there is none, among any number of others', async () => {
    for (let i = 0; i < 250; i++) write(`user-${i}`, `comment ${i}`);
    const result = await upsert();
    const [created] = pullsOf(service.world).comments.slice(-1);
    expect(created).toMatchObject({login: ACTIONS, body: BODY});
    expect(result).toEqual({
      url: `https://github.com/acme/widgets/pull/5#issuecomment-${created?.id}`,
      outcome: 'created',
    });
    expect(requests()).toEqual([
      `GET ${COMMENTS}?per_page=100&page=1`,
      `GET ${COMMENTS}?per_page=100&page=2`,
      `GET ${COMMENTS}?per_page=100&page=3`,
      `POST ${COMMENTS}`,
    ]);
  });

  test('is found on the third page and updated in place', async () => {
    for (let i = 0; i < 240; i++) write('ada', `comment ${i}`);
    const own = write(ACTIONS, `${MARKER}\nold`);
    for (let i = 0; i < 9; i++) write('ada', `later ${i}`);
    expect(await upsert()).toEqual({
      url: `https://github.com/acme/widgets/pull/5#issuecomment-${own.id}`,
      outcome: 'updated',
    });
    expect(own.body).toBe(BODY);
    expect(pullsOf(service.world).comments).toHaveLength(250);
  });

  test('is looked for no further than where it is', async () => {
    write(ACTIONS, `${MARKER}\nold`);
    for (let i = 0; i < 200; i++) write('ada', `comment ${i}`);
    await upsert();
    expect(requests()).toEqual([`GET ${COMMENTS}?per_page=100&page=1`, 'PATCH /repos/Acme/Widgets/issues/comments/ID']);
  });

  test('is not written again when nothing has changed, whatever line ends GitHub keeps', async () => {
    write(ACTIONS, BODY.replaceAll('\n', '\r\n').trimEnd());
    expect(await upsert()).toMatchObject({outcome: 'unchanged'});
    expect(service.requests.map(({method}) => method)).toEqual(['GET']);
  });

  test('is the oldest when there are two', async () => {
    write(ACTIONS, `${MARKER}\nfirst`);
    write(ACTIONS, `${MARKER}\nsecond`);
    await upsert();
    expect(bodies()).toEqual([
      [ACTIONS, BODY],
      [ACTIONS, `${MARKER}\nsecond`],
    ]);
  });

  test('is never one that somebody else forged, even where the token could edit it', async () => {
    write('mallory', `${MARKER}\nforged`);
    write('dependabot[bot]', `${MARKER}\nforged too`);
    expect(await upsert()).toMatchObject({outcome: 'created'});
    expect(bodies()).toEqual([
      ['mallory', `${MARKER}\nforged`],
      ['dependabot[bot]', `${MARKER}\nforged too`],
      [ACTIONS, BODY],
    ]);
  });

  test('is not one that only quotes the marker, nor that of another history', async () => {
    write(ACTIONS, `> ${MARKER}`);
    write(ACTIONS, '<!-- laforge:docs -->\nother');
    expect(await upsert()).toMatchObject({outcome: 'created'});
  });

  test.each(['laforge-app[bot]', 'ada'])('is found again under the token of %s', async (login) => {
    write('mallory', `${MARKER}\nforged`);
    const own = write(login, `${MARKER}\nold`);
    expect(await upsert(BODY, login)).toMatchObject({outcome: 'updated'});
    expect(own.body).toBe(BODY);
    expect(requests()).toContain('POST /graphql');
  });

  test('is found again where a forge has no GraphQL', async () => {
    service.intercept = ({path}) => (path === '/graphql' ? refuse(404, 'Not Found') : undefined);
    const own = write('ada', `${MARKER}\nold`);
    expect(await upsert(BODY, 'ada')).toMatchObject({outcome: 'updated'});
    expect(own.body).toBe(BODY);
    write('mallory', 'x');
    pullsOf(service.world).comments.splice(0, 1);
    write('mallory', `${MARKER}\nforged`);
    expect(await upsert(BODY, ACTIONS)).toMatchObject({outcome: 'created'});
  });

  test('is not written a second time because the service could not say whose the first is', async () => {
    service.intercept = ({path}) => (path === '/graphql' ? refuse(502, 'Bad Gateway') : undefined);
    write('ada', `${MARKER}\nold`);
    await expect(upsert(BODY, 'ada')).rejects.toThrow(StoreError);
    expect(bodies()).toEqual([['ada', `${MARKER}\nold`]]);
  });

  test('is created anew when somebody deletes it meanwhile', async () => {
    const own = write(ACTIONS, `${MARKER}\nold`);
    service.intercept = ({method}) => {
      const {comments} = pullsOf(service.world);
      if (method === 'PATCH') comments.splice(comments.indexOf(own), 1);
      return undefined;
    };
    expect(await upsert()).toMatchObject({outcome: 'created'});
    expect(bodies()).toEqual([[ACTIONS, BODY]]);
  });

  test('may have 65,536 characters', async () => {
    const longest = MARKER.padEnd(65_536, 'x');
    expect(await upsert(longest)).toMatchObject({outcome: 'created'});
    await expect(upsert(`${longest}x`)).rejects.toThrow(/GitHub answered 422: .*body is too long/);
  });
});

describe('what keeps the comment from being written is said:', () => {
  test('a missing permission, by its line', async () => {
    const refused = upsert(BODY, ACTIONS, {'pull-requests': 'read'});
    await expect(refused).rejects.toThrow(RefusedError);
    await expect(refused).rejects.toMatchObject({
      code: 'no-permission',
      message:
        'Cannot write the comment on pull request #5: the token may not do it (Resource not accessible by integration). ' +
        'Give the job "permissions: pull-requests: write", or github-token a token that may do this.',
    });
    expect(bodies()).toEqual([]);
  });

  test('a locked conversation', async () => {
    pullsOf(service.world).pulls.splice(0);
    addPull(service.world, {number: 5, locked: true});
    await expect(upsert()).rejects.toThrow(/the conversation is locked .*"comment: none"/);
  });

  test('a pull request that is not there', async () => {
    pullsOf(service.world).pulls.splice(0);
    await expect(upsert()).rejects.toThrow(/pull request #5: it is not there, or the token may not see it/);
  });

  test('a rate limit, which is no missing permission', async () => {
    service.intercept = () => ({
      ...refuse(403, 'You have exceeded a secondary rate limit.'),
      headers: {'retry-after': '60'},
    });
    await expect(upsert()).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/no more requests for now/),
    });
  });

  test('a service that is down, after a second try at reading', async () => {
    service.intercept = () => refuse(502, 'Bad Gateway');
    await expect(upsert()).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/GitHub answered 502: Bad Gateway/),
    });
    expect(requests()).toHaveLength(2);
  });

  test('never with the token in it', async () => {
    service.intercept = () => refuse(401, 'Bad credentials');
    const said = await upsert().catch((error: unknown) => error);
    expect(said).toMatchObject({message: expect.stringMatching(/does not accept the token .*"github-token"/)});
    expect(String(said)).not.toContain('the-token');
  });
});

describe('on Gitea, which lists all comments whatever page is asked for', () => {
  let gitea: GithubService;
  beforeEach(async () => {
    gitea = await startGithubService({repository: 'acme/widgets', forge: 'gitea'});
    addPull(gitea.world, {number: 5});
    gitea.world.tokens.set('the-token', {login: 'gitea-actions', permissions: {'pull-requests': 'write'}});
  });
  afterEach(() => gitea.close());

  const upsertThere = () => {
    const access = {apiUrl: gitea.url, repository: 'acme/widgets', token: 'the-token', forge: 'Gitea' as const};
    return createUpsertComment(access)({pullRequest: 5, marker: MARKER, body: BODY});
  };
  const said = (login: string, body: string) => addComment(gitea.world, {pullRequest: 5, login, body});

  test.each([99, 100, 250])('among %i comments of others ours is made once and then found', async (count) => {
    for (let i = 0; i < count; i++) said('ada', `comment ${i}`);
    expect(await upsertThere()).toMatchObject({outcome: 'created'});
    expect(await upsertThere()).toMatchObject({outcome: 'unchanged'});
    expect(pullsOf(gitea.world).comments).toHaveLength(count + 1);
    // Two lists at most for the first, one for the second, one comment, and whom the token stands for.
    expect(gitea.requests.length).toBeLessThanOrEqual(6);
  });
});

test('all requests for one comment have one limit together', async () => {
  for (let i = 0; i < 1000; i++) write('ada', `comment ${i}`);
  let asked = 0;
  service.intercept = async () => {
    asked++;
    await new Promise((resolve) => setTimeout(resolve, 60));
    return undefined;
  };
  service.world.tokens.set('the-token', {login: ACTIONS, permissions: {'pull-requests': 'write'}});
  const access = {apiUrl: service.url, repository: 'acme/widgets', token: 'the-token'};
  const late = createUpsertComment(access, 200)({pullRequest: 5, marker: MARKER, body: BODY});
  await expect(late).rejects.toThrow(/^Cannot write the comment on pull request #5: no answer came/);
  expect(asked).toBeLessThan(11);
});
