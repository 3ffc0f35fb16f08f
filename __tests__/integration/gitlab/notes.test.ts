import {describe, expect, test} from '@jest/globals';
import {openGitlab} from '../../../src/gitlab/notes.ts';
import {GITLAB_TOKEN, type GitlabServer, gitlabServers} from '../../helpers/gitlab.ts';
import {postReceivers} from '../../helpers/post-receiver.ts';

const startGitlab = gitlabServers();
const receivers = postReceivers();
const forgeAt = ({apiUrl}: Pick<GitlabServer, 'apiUrl'>, limits: {timeoutMs?: number; limitMs?: number} = {}) =>
  openGitlab({apiUrl, project: 'acme/app', token: GITLAB_TOKEN, ...limits}, {serverUrl: null, repository: null});
const outcomeOf = async (gitlab: Pick<GitlabServer, 'apiUrl'>, body: string) =>
  (await forgeAt(gitlab).upsertComment(wanted(body))).outcome;
const MARKER = '<!-- laforge:default ';
const wanted = (body: string) => ({pullRequest: 7, marker: MARKER, body: `${MARKER}-->\n${body}`});

describe('the note on a merge request', () => {
  test('is made once, then kept up to date, and left alone where nothing is new', async () => {
    const gitlab = await startGitlab();
    expect(await outcomeOf(gitlab, 'one')).toBe('created');
    expect(await outcomeOf(gitlab, 'two')).toBe('updated');
    expect(await outcomeOf(gitlab, 'two\r\n')).toBe('unchanged');
    expect(gitlab.notes.map(({body}) => body)).toEqual([`${MARKER}-->\ntwo`]);
    expect(gitlab.wrong).toEqual([]);
  });

  test('is found among hundreds, and never taken for one that somebody else wrote with its marker', async () => {
    const gitlab = await startGitlab();
    const by = (username: string, body: string) =>
      gitlab.notes.push({id: gitlab.notes.length + 1, body, author: {username}});
    by('mallory', `${MARKER}-->\nforged`);
    for (let n = 0; n < 240; n++) by('alice', 'a remark');
    by('project_1_bot', `${MARKER}-->\nours`);
    expect(await outcomeOf(gitlab, 'new')).toBe('updated');
    expect([gitlab.notes[0]?.body, gitlab.notes.at(-1)?.body]).toEqual([`${MARKER}-->\nforged`, `${MARKER}-->\nnew`]);
    expect(gitlab.wrong).toEqual([]);
  });

  test('is read once more where the server failed, and written once', async () => {
    const gitlab = await startGitlab();
    gitlab.failing.push(502);
    expect(await outcomeOf(gitlab, 'one')).toBe('created');
    expect(gitlab.asked).toEqual(['GET /user', 'GET /user', 'GET /notes', 'POST /notes']);
  });

  test.each([
    [
      401,
      /GitLab answered 401 when asked to write the note on merge request !7\. It takes a project access token with the scope api/,
    ],
    [404, /The project or the merge request is not there, or the token may not see it\./],
    [422, /GitLab answered 422/],
  ])('that GitLab answers with %i is refused in words', async (status, reason) => {
    const gitlab = await startGitlab();
    gitlab.failing.push(status);
    await expect(outcomeOf(gitlab, 'one')).rejects.toThrow(reason);
    expect(gitlab.notes).toEqual([]);
  });

  test('waits for no server that hangs, is gone or answers something else', async () => {
    const patience = {timeoutMs: 200, limitMs: 400};
    for (const url of [await receivers.hanging(), await receivers.dead(), await receivers.talkingNonsense()]) {
      const request = forgeAt({apiUrl: url}, patience).upsertComment(wanted('one'));
      await expect(request).rejects.toThrow(/^GitLab did not answer when asked to write the note/);
    }
    const other = await receivers.taking(() => ({body: '<html>'}));
    await expect(forgeAt({apiUrl: other.url}, patience).upsertComment(wanted('one'))).rejects.toThrow(
      /something other than JSON/,
    );
  });

  test('takes its token nowhere but to the API, and there only by TLS', async () => {
    const elsewhere = await receivers.taking();
    const gitlab = await receivers.taking(() => ({status: 302, headers: {location: elsewhere.url}}));
    await expect(outcomeOf({apiUrl: gitlab.url}, 'one')).rejects.toThrow(/did not answer/);
    expect(elsewhere.posts).toEqual([]);
    await expect(outcomeOf({apiUrl: 'http://gitlab.example.com/api/v4'}, 'one')).rejects.toThrow(
      'CI_API_V4_URL is "http://gitlab.example.com/api/v4". It must be an https address of GitLab\'s API.',
    );
  });
});

test('the open merge request of a branch is found by its name, and not that of a fork', async () => {
  const gitlab = await startGitlab();
  gitlab.open.push({iid: 13, source_branch: 'fix/a&b', source_project_id: 99, target_project_id: 11});
  gitlab.open.push({iid: 12, source_branch: 'fix/a&b', source_project_id: 11, target_project_id: 11});
  expect(await forgeAt(gitlab).findPullRequestOf('fix/a&b')).toEqual({number: 12});
  expect(await forgeAt(gitlab).findPullRequestOf('other')).toBeUndefined();
  expect(gitlab.wrong).toEqual([]);
});
