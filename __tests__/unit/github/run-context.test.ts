import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {readJobBackendId, readRunContext} from '../../../src/github/run-context.ts';
import {parseEndedRun} from '../../../src/github/run-event.ts';
import {aSha} from '../../helpers/history-builders.ts';

const ENV = {
  GITHUB_ACTIONS: 'true',
  GITHUB_SERVER_URL: 'https://github.com/',
  GITHUB_API_URL: 'https://api.github.com',
  GITHUB_REPOSITORY: 'Acme/Widgets',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REF_NAME: 'main',
  GITHUB_SHA: aSha('aa'),
  GITHUB_RUN_ID: '77',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_JOB: 'agent',
  GITHUB_WORKFLOW: 'Agent',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_ACTOR: 'ada',
  GITHUB_TRIGGERING_ACTOR: 'bob',
};

const PULL = {
  number: 12,
  head: {ref: 'fix', sha: aSha('bb'), repo: {full_name: 'Acme/Widgets'}},
  base: {ref: 'main'},
  merge_commit_sha: aSha('dd'),
};

function read(event: unknown, env: Readonly<Record<string, string | undefined>> = {}) {
  return readRunContext({...ENV, ...env}, JSON.stringify(event));
}

function tokenWith(claims: unknown): string {
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`;
}

test('a run is read from what GitHub sets', () => {
  expect(read({repository: {default_branch: 'trunk'}})).toEqual({
    run: {
      ci: 'github',
      workflow: 'Agent',
      run_id: '77',
      attempt: 2,
      job: 'agent',
      job_backend_id: null,
      actor: 'ada',
      event: 'push',
      url: 'https://github.com/Acme/Widgets/actions/runs/77',
      pull_request: null,
    },
    serverUrl: 'https://github.com',
    apiUrl: 'https://api.github.com',
    repository: 'Acme/Widgets',
    ref: 'refs/heads/main',
    refName: 'main',
    sha: aSha('aa'),
    defaultBranch: 'trunk',
    triggeringActor: 'bob',
    initiator: 'ada',
  });
});

test('the number that act gives every run names none', () => {
  expect(read({}, {ACT: 'true', GITHUB_RUN_ID: '1'}).run).toMatchObject({ci: 'github', run_id: null, url: null});
});

test('outside GitHub Actions everything is unknown', () => {
  const context = readRunContext({HOME: '/root', GITHUB_TOKEN: 'x'}, null);
  expect(context.run.ci).toBe('local');
  expect(Object.values({...context.run, ci: null, ...context, run: null}).every((value) => value === null)).toBe(true);
});

describe('the pull request of a run', () => {
  test.each(['pull_request', 'pull_request_target', 'pull_request_review', 'pull_request_review_comment'])(
    'is in the event of %s',
    (event) => {
      expect(read({pull_request: PULL}, {GITHUB_EVENT_NAME: event}).run.pull_request).toEqual({
        number: 12,
        head_ref: 'fix',
        head_sha: aSha('bb'),
        head_repository: 'acme/widgets',
        base_ref: 'main',
        merge_sha: aSha('dd'),
      });
    },
  );

  test('has the merge commit that was checked out, which the event may be behind', () => {
    const env = {GITHUB_REF: 'refs/pull/12/merge', GITHUB_SHA: aSha('cc')};
    expect(read({pull_request: PULL}, env).run.pull_request?.merge_sha).toBe(aSha('cc'));
    expect(read({pull_request: {...PULL, number: 13}}, env).run.pull_request?.merge_sha).toBe(aSha('dd'));
  });

  test('whose fork is gone has no head repository', () => {
    const {run} = read({pull_request: {...PULL, head: {...PULL.head, repo: null}}});
    expect(run.pull_request).toMatchObject({head_ref: 'fix', head_repository: null});
  });

  const numberOnly = {
    number: 5,
    head_ref: null,
    head_sha: null,
    head_repository: null,
    base_ref: null,
    merge_sha: null,
  };

  test('is known by its number alone under a comment, and is none under a comment on an issue', () => {
    expect(read({issue: {number: 5, pull_request: {url: 'x'}}}).run.pull_request).toEqual(numberOnly);
    expect(read({issue: {number: 5}}).run.pull_request).toBeNull();
  });

  test('is known by its number alone in a merge queue', () => {
    const event = {merge_group: {head_ref: 'refs/heads/gh-readonly-queue/main/pr-5-abc123'}};
    expect(read(event).run.pull_request).toEqual(numberOnly);
  });

  test('is the only one of the run before, under workflow_run', () => {
    const before = {actor: {login: 'eve'}, head_branch: 'fix', head_repository: {full_name: 'acme/widgets'}};
    const one = {number: 12, head: {ref: 'fix', sha: aSha('bb')}, base: {ref: 'main'}};
    const {run, initiator} = read({workflow_run: {...before, pull_requests: [one]}});
    expect(run.pull_request).toMatchObject({number: 12, head_ref: 'fix', head_repository: 'acme/widgets'});
    expect(run.actor).toBe('ada');
    expect(initiator).toBe('eve');
    expect(read({workflow_run: {...before, pull_requests: [one, {...one, number: 13}]}}).run.pull_request).toBeNull();
    expect(read({workflow_run: {...before, pull_requests: []}}).run.pull_request).toBeNull();
  });
});

describe('an event that is not as GitHub describes it', () => {
  test.each([
    [null],
    ['{"pull_request": '],
    ['[]'],
    ['"x"'],
    ['{"pull_request": 5, "repository": "x", "workflow_run": {"pull_requests": {}}}'],
    ['{"pull_request": {"number": "12; rm -rf /"}}'],
    ['{"pull_request": {"number": -1}}'],
  ])('%j tells nothing and breaks nothing', (json) => {
    const context = readRunContext(ENV, json);
    expect(context.run.pull_request).toBeNull();
    expect(context.defaultBranch).toBeNull();
    expect(context.repository).toBe('Acme/Widgets');
  });

  test('keeps what is right beside what is wrong', () => {
    const event = {
      pull_request: {...PULL, head: {ref: 7, sha: 'HEAD; echo', repo: 'x'}},
      repository: {default_branch: 'main'},
    };
    expect(read(event).run.pull_request).toMatchObject({
      number: 12,
      head_ref: null,
      head_sha: null,
      head_repository: null,
    });
    expect(read(event).defaultBranch).toBe('main');
  });

  test('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => void read({pull_request: value, issue: value, workflow_run: value})),
    );
    fc.assert(fc.property(fc.string(), (json) => void readRunContext(ENV, json)));
  });
});

describe('the job in its backend', () => {
  test('is the last part of the scope for results', () => {
    const token = tokenWith({scp: 'Actions.GenericRead:00 Actions.Results:run-1:job-2 Actions.UploadArtifacts:00:1'});
    expect(readJobBackendId(token)).toBe('job-2');
    expect(read({}, {ACTIONS_RUNTIME_TOKEN: token}).run.job_backend_id).toBe('job-2');
  });

  test.each([
    null,
    '',
    'x',
    'a.b.c',
    'a.!!.c',
    tokenWith(5),
    tokenWith({scp: 5}),
    tokenWith({scp: 'Actions.Results:run'}),
    tokenWith({scp: 'Actions.Results:run:job:more'}),
    tokenWith({scp: 'Actions.Results:run:../../x'}),
  ])('is unknown from %j', (token) => {
    expect(readJobBackendId(token)).toBeNull();
  });
});

describe("the repository's id", () => {
  test.each([
    ['the variable', {GITHUB_REPOSITORY_ID: '7'}, {repository: {id: 8}}, '7'],
    ['the event, where a runner has no variable', {}, {repository: {id: 8}}, '8'],
    ['nothing that is no id', {GITHUB_REPOSITORY_ID: '../7'}, {}, undefined],
    ['nothing', {}, {}, undefined],
  ])('is that of %s', (_what, env, event, id) => {
    expect(read(event, env).run.repository_id).toBe(id);
  });

  test('tells that the head of a pull request is its own, when it had another name at the time of the event', () => {
    const pull = (id: number) => ({...PULL, head: {...PULL.head, repo: {id, full_name: 'acme/old-name'}}});
    const heads = [7, 8].map((id) => {
      const {run} = read({repository: {id: 7}, pull_request: pull(id)});
      return run.pull_request?.head_repository;
    });
    expect(heads).toEqual(['acme/widgets', 'acme/old-name']);
    const ended = {head_branch: 'fix', head_sha: aSha('bb'), head_repository: {id: 7, full_name: 'acme/old-name'}};
    const event = JSON.stringify({repository: {id: 7}, workflow_run: ended});
    expect(parseEndedRun(event, 'Acme/Widgets')?.headRepository).toBe('acme/widgets');
  });
});
