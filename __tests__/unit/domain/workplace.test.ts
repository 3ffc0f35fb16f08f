import {describe, expect, test} from '@jest/globals';
import type {PullRequestInfo} from '../../../src/domain/documents.ts';
import {
  decideWorkplace,
  isForkRun,
  needsPullRequestHead,
  needsWriteCheck,
  type RunContext,
  type WorkplaceRequest,
  withPullRequest,
} from '../../../src/domain/workplace.ts';
import {aSha} from '../../helpers/history-builders.ts';
import {aPull, aRun} from '../../helpers/run-contexts.ts';

const MERGE: Partial<RunContext> = {ref: 'refs/pull/12/merge', refName: '12/merge', sha: aSha('cc')};
const FORK = aPull({head_repository: 'eve/widgets'});
const on = (branch: string) => ({sha: aSha('aa'), branch});
const detachedAt = (digits: string) => ({sha: aSha(digits), branch: null});

function decide(context: RunContext, request: Partial<WorkplaceRequest> = {}) {
  return decideWorkplace({
    context,
    head: on('main'),
    remoteRepository: 'acme/widgets',
    requestedBranch: null,
    push: 'auto',
    ...request,
  });
}

describe('a step without "branch" may work where', () => {
  test.each<[string, RunContext, WorkplaceRequest['head'], string | null, RegExp | null]>([
    ['a push run has its branch', aRun('push'), on('main'), 'main', null],
    ['a dispatched run switched to another branch', aRun('workflow_dispatch'), on('dev'), 'dev', null],
    ['a laptop has a branch', aRun(null), on('main'), 'main', null],
    ['a laptop has no commit yet', aRun(null), {sha: null, branch: 'main'}, 'main', null],
    [
      'a tag is checked out, with a warning',
      aRun('push'),
      detachedAt('aa'),
      null,
      /stands for no branch.*"branch: NAME"/,
    ],
    ['the head of its pull request is', aRun('pull_request', MERGE, aPull()), on('fix'), 'fix', null],
    ['a commented pull request has its head', aRun('issue_comment', {}, aPull()), on('fix'), 'fix', null],
    ['an issue has a branch of its own', aRun('issues'), on('agent/5'), 'agent/5', null],
    ['a workflow_run has the branch it is about', aRun('workflow_run', {}, aPull()), on('fix'), 'fix', null],
    [
      'the merge of its pull request is, with a warning',
      aRun('pull_request', MERGE, aPull()),
      detachedAt('cc'),
      'fix',
      /the merge of pull request #12, so the work will be pinned, not pushed to "fix".*"with: ref: \$\{\{ github\.head_ref \}\}"/,
    ],
    [
      'a review has the merge, with a warning',
      aRun('pull_request_review', MERGE, aPull()),
      detachedAt('cc'),
      'fix',
      /"branch: pull-request"/,
    ],
    [
      'the head is detached, with a warning',
      aRun('issue_comment', {}, aPull()),
      detachedAt('bb'),
      'fix',
      /HEAD is detached/,
    ],
    [
      'the fork of a pull request runs, saying no more than its notice',
      aRun('pull_request', MERGE, FORK),
      detachedAt('cc'),
      'eve:fix',
      null,
    ],
    [
      'the fork of a pull request is detached, with a warning',
      aRun('issue_comment', {}, FORK),
      detachedAt('bb'),
      'eve:fix',
      /is in a fork/,
    ],
    [
      'the fork of a pull request is gone',
      aRun('issue_comment', {}, aPull({head_repository: null})),
      detachedAt('bb'),
      'unknown:fix',
      /is in a fork/,
    ],
  ])('%s', (_, context, head, branchToRecord, warning) => {
    const place = decide(context, {head});
    expect(place).toEqual({
      switchTo: null,
      branchToRecord,
      warnings: warning === null ? [] : [expect.stringMatching(warning)],
    });
  });

  test('the remote is the fork itself', () => {
    const place = decide(aRun('pull_request_target', {}, FORK), {head: on('fix'), remoteRepository: 'eve/widgets'});
    expect(place).toMatchObject({branchToRecord: 'fix'});
  });
});

describe('a step without "branch" is refused where', () => {
  test.each<[string, RunContext, WorkplaceRequest['head'], RegExp]>([
    [
      'another branch than the head is',
      aRun('pull_request', MERGE, aPull()),
      on('main'),
      /pull request #12, whose head is "fix", but "main" is checked out.*"branch: pull-request" to work on the pull request, "branch: main" if that is meant, or "push: none"/,
    ],
    [
      'a comment on a pull request has main',
      aRun('issue_comment', {}, aPull()),
      on('main'),
      /#12.*"branch: pull-request"/,
    ],
    [
      'a comment on a pull request has main by its commit',
      aRun('issue_comment', {}, aPull()),
      detachedAt('aa'),
      /under issue_comment the default branch is checked out, by its commit/,
    ],
    [
      'the pull request is known by number alone',
      aRun('issue_comment', {}, aPull({head_ref: null, head_repository: null})),
      on('fix'),
      /#12, but "fix" is/,
    ],
    [
      'a fork has a branch of the same name',
      aRun('pull_request_target', {}, aPull({head_ref: 'main', head_repository: 'eve/widgets'})),
      on('main'),
      /head is "eve:main", but "main" is.*"branch: NAME"/,
    ],
    [
      'an issue has main',
      aRun('issues'),
      on('main'),
      /under issues the default branch "main" is checked out.*"branch: NAME" with the branch to work on/,
    ],
    ['an issue has main by its commit', aRun('issues'), detachedAt('aa'), /by its commit/],
    ['a discussion has main', aRun('discussion_comment'), on('main'), /under discussion_comment/],
    ['a workflow_run has main', aRun('workflow_run'), on('main'), /under workflow_run/],
    ['a pull_request_target has main', aRun('pull_request_target', {}, aPull()), on('main'), /"branch: pull-request"/],
    [
      'main itself is the head, under a comment',
      aRun('issue_comment', {}, aPull({head_ref: 'main', base_ref: 'release'})),
      on('main'),
      /under issue_comment the default branch/,
    ],
    [
      'the event does not say the default branch',
      aRun('issues', {defaultBranch: null}),
      on('main'),
      /default branch "main"/,
    ],
    [
      'a merge queue has its own branch',
      aRun('merge_group', {}, aPull({head_ref: null})),
      on('gh-readonly-queue/main/pr-12-abc'),
      /#12/,
    ],
  ])('%s', (_, context, head, message) => {
    expect(() => decide(context, {head})).toThrow(message);
    expect(decide(context, {head, push: 'none'})).toMatchObject({warnings: []});
    expect(decide(context, {head, requestedBranch: 'agent/1'})).toEqual({
      switchTo: 'agent/1',
      branchToRecord: 'agent/1',
      warnings: [],
    });
  });
});

describe('"branch: pull-request"', () => {
  test.each(['pull_request', 'issue_comment', 'workflow_run', 'pull_request_target'])(
    'is the head, under %s',
    (event) => {
      expect(decide(aRun(event, {}, aPull()), {requestedBranch: 'pull-request'})).toEqual({
        switchTo: 'fix',
        branchToRecord: 'fix',
        warnings: [],
      });
    },
  );

  test.each<[string, RunContext, RegExp]>([
    ['without a pull request', aRun('push'), /this run \(push\) belongs to no pull request\. Name a branch instead/],
    ['outside CI', aRun(null), /this run belongs to no pull request/],
    [
      'for a fork',
      aRun('issue_comment', {}, FORK),
      /the fork "eve\/widgets", which this run cannot push to.*refs\/pull\/12\/head.*"push: none"/,
    ],
    ['for a fork that is gone', aRun('issue_comment', {}, aPull({head_repository: null})), /a fork that is gone/],
    ['when the head is not known', aRun('issue_comment', {}, aPull({head_ref: null})), /is not known/],
  ])('is refused %s', (_, context, message) => {
    expect(() => decide(context, {requestedBranch: 'pull-request'})).toThrow(message);
  });
});

test.each<[string | null, PullRequestInfo | null, boolean]>([
  ...['issue_comment', 'issues', 'discussion', 'discussion_comment', 'pull_request_target', 'workflow_run'].map(
    (event): [string, null, boolean] => [event, null, true],
  ),
  // A star, a fork, a page of the wiki, and what an app says of anybody's pull request.
  ...['watch', 'fork', 'gollum', 'check_run', 'check_suite', 'status'].map((event): [string, null, boolean] => [
    event,
    null,
    true,
  ]),
  // Gitea's names.
  ...['pull_request_comment', 'issue_label', 'wiki'].map((event): [string, null, boolean] => [event, null, true]),
  // Anybody may review; where a fork is reviewed the token can only read.
  ['pull_request_review', aPull({}), true],
  ['pull_request_review_comment', aPull({}), true],
  ['pull_request_approved', aPull({}), true],
  ['pull_request_review', FORK, false],
  ...['push', 'workflow_dispatch', 'repository_dispatch', 'schedule', 'release', 'create', 'merge_group'].map(
    (event): [string, null, boolean] => [event, null, false],
  ),
  ['pull_request', aPull({}), false],
  [null, null, false],
])('an actor who may write is needed under %s (%j): %s', (event, pullRequest, needed) => {
  const {run, repository} = aRun(event ?? '', {}, pullRequest);
  expect(needsWriteCheck({repository, run: {...run, event}})).toBe(needed);
});

test.each<[string, PullRequestInfo | null, boolean]>([
  ['pull_request', FORK, true],
  ['pull_request', aPull({head_repository: null}), true],
  ['pull_request_review', FORK, true],
  ['pull_request', aPull({head_repository: 'ACME/widgets'}), false],
  // These run the repository's own code with its own token, whoever caused them.
  ['pull_request_target', FORK, false],
  ['issue_comment', FORK, false],
  ['push', null, false],
])('%s of %j is a run of a fork: %s', (event, pull, fork) => {
  expect(isForkRun(aRun(event, {}, pull))).toBe(fork);
});

test('a pull request known by number is completed by what the code host knows', () => {
  const context = aRun(
    'issue_comment',
    {},
    aPull({head_ref: null, head_sha: null, head_repository: null, merge_sha: 'm'}),
  );
  expect(needsPullRequestHead(context)).toBe(true);
  const found = {
    number: 12,
    headRef: 'fix',
    headSha: aSha('bb'),
    headRepository: 'acme/widgets',
    baseRef: 'main',
    state: 'open',
  } as const;
  const completed = withPullRequest(context, found);
  expect(completed.run.pull_request).toEqual(aPull({merge_sha: 'm'}));
  expect(needsPullRequestHead(completed)).toBe(false);
  expect(needsPullRequestHead(aRun('push'))).toBe(false);
});
