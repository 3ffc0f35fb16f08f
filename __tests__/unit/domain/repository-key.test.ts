import {describe, expect, test} from '@jest/globals';
import {createNewestNames, isSameRepository, latestOf, withRepositoryId} from '../../../src/domain/repository-key.ts';

const key = (repository: string | null, repositoryId: string | null = null) => ({repository, repositoryId});
const OLD = 'github.com/acme/old';
const NEW = 'github.com/acme/new';

test.each([
  ['a new name with the id of before', key(OLD, '7'), key(NEW, '7'), true],
  ['a fork, with an id of its own', key(OLD, '7'), key('github.com/bob/old', '8'), false],
  ['another repository that took the old name over', key(OLD, '7'), key(OLD, '8'), false],
  ['the same name, and one record without an id', key(OLD, '7'), key(OLD), true],
  ['another name, and one record without an id', key(OLD, '7'), key(NEW), false],
  ['the same number at another host', key(OLD, '7'), key('git.acme.com/acme/old', '7'), false],
  ['no name at all', key(null), key(null), true],
])('%s: %#', (_what, a, b, isSame) => {
  expect([isSameRepository(a, b), isSameRepository(b, a)]).toEqual([isSame, isSame]);
});

test.each([
  ['its own step, be another newer', [null, NEW, OLD], OLD, OLD],
  ['what was there before it had a name', [NEW, null], OLD, null],
  ['nothing of others, who have names', [NEW], OLD, undefined],
  ['the only name there is, now that it has none', [NEW], null, NEW],
  ['nothing where it could be any', [NEW, OLD], null, undefined],
])('the latest step is %s', (_what, latest, repository, found) => {
  const steps = latest.map((name) => ({repository: name, run: null}));
  expect(latestOf(steps, key(repository))?.repository).toBe(found);
});

describe('a run', () => {
  const run = {
    ...{
      ci: 'github',
      workflow: null,
      run_id: '1',
      attempt: 1,
      job: null,
      job_backend_id: null,
      actor: null,
      event: null,
    },
    ...{url: 'https://GitHub.com/Acme/New/actions/runs/1', pull_request: null, repository_id: '7'},
  };

  test('keeps the id of its own repository', () => {
    expect(withRepositoryId(run, NEW).repository_id).toBe('7');
  });

  test.each([['github.com/acme/tools'], ['github.com/acme/new/actions'], [null]])(
    'does not give it to what else is checked out: %p',
    (repository) => expect(withRepositoryId(run, repository)).not.toHaveProperty('repository_id'),
  );
});

test('the newest name stands for the former ones, also in records without an id', () => {
  const names = createNewestNames();
  const record = (repository: string, repositoryId?: string) => ({
    repository,
    run: repositoryId === undefined ? {} : {repository_id: repositoryId},
  });
  names.learn([record(NEW, '7'), record('github.com/bob/fork', '8')]);
  names.learn([record(OLD), record(OLD, '7'), record('github.com/other/name')]);
  const asked = [NEW, OLD, 'github.com/bob/fork', 'github.com/other/name', null];
  expect(asked.map((name) => names.newest(name))).toEqual([
    NEW,
    NEW,
    'github.com/bob/fork',
    'github.com/other/name',
    null,
  ]);
});
