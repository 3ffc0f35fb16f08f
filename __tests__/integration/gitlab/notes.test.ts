import {describe, expect, test} from '@jest/globals';
import {findMergeRequest, upsertNote} from '../../../src/gitlab/notes.ts';
import {GITLAB_TOKEN, type GitlabServer, gitlabServers} from '../../helpers/gitlab.ts';
import {postReceivers} from '../../helpers/post-receiver.ts';

const startGitlab = gitlabServers();
const receivers = postReceivers();
const accessTo = ({apiUrl}: Pick<GitlabServer, 'apiUrl'>) => ({apiUrl, project: 'acme/app', token: GITLAB_TOKEN});
const MARKER = '<!-- laforge:default ';
const wanted = (body: string) => ({mergeRequest: 7, marker: MARKER, body: `${MARKER}-->\n${body}`});

describe('the note on a merge request', () => {
  test('is made once, then kept up to date, and left alone where nothing is new', async () => {
    const gitlab = await startGitlab();
    expect(await upsertNote(accessTo(gitlab), wanted('one'))).toBe('created');
    expect(await upsertNote(accessTo(gitlab), wanted('two'))).toBe('updated');
    expect(await upsertNote(accessTo(gitlab), wanted('two\r\n'))).toBe('unchanged');
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
    expect(await upsertNote(accessTo(gitlab), wanted('new'))).toBe('updated');
    expect([gitlab.notes[0]?.body, gitlab.notes.at(-1)?.body]).toEqual([`${MARKER}-->\nforged`, `${MARKER}-->\nnew`]);
    expect(gitlab.wrong).toEqual([]);
  });

  test('is read once more where the server failed, and written once', async () => {
    const gitlab = await startGitlab();
    gitlab.failing.push(502);
    expect(await upsertNote(accessTo(gitlab), wanted('one'))).toBe('created');
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
    await expect(upsertNote(accessTo(gitlab), wanted('one'))).rejects.toThrow(reason);
    expect(gitlab.notes).toEqual([]);
  });

  test('waits for no server that hangs, is gone or answers something else', async () => {
    const patience = {timeoutMs: 200, limitMs: 400};
    for (const url of [await receivers.hanging(), await receivers.dead(), await receivers.talkingNonsense()]) {
      const request = upsertNote({...accessTo({apiUrl: url}), ...patience}, wanted('one'));
      await expect(request).rejects.toThrow(/^GitLab did not answer when asked to write the note/);
    }
    const other = await receivers.taking(() => ({body: '<html>'}));
    await expect(upsertNote({...accessTo({apiUrl: other.url}), ...patience}, wanted('one'))).rejects.toThrow(
      /something other than JSON/,
    );
  });

  test('takes its token nowhere but to the API, and there only by TLS', async () => {
    const elsewhere = await receivers.taking();
    const gitlab = await receivers.taking(() => ({status: 302, headers: {location: elsewhere.url}}));
    await expect(upsertNote(accessTo({apiUrl: gitlab.url}), wanted('one'))).rejects.toThrow(/did not answer/);
    expect(elsewhere.posts).toEqual([]);
    await expect(upsertNote(accessTo({apiUrl: 'http://gitlab.example.com/api/v4'}), wanted('one'))).rejects.toThrow(
      'CI_API_V4_URL is "http://gitlab.example.com/api/v4". It must be an https address of GitLab\'s API.',
    );
  });
});

test('the open merge request of a branch is found by its name', async () => {
  const gitlab = await startGitlab();
  gitlab.open.set('fix/a&b', 12);
  expect(await findMergeRequest(accessTo(gitlab), 'fix/a&b')).toBe(12);
  expect(await findMergeRequest(accessTo(gitlab), 'other')).toBeNull();
  expect(gitlab.wrong).toEqual([]);
});
