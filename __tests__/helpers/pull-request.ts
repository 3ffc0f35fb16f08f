import type {GitSandbox} from './git-sandbox.ts';
import {addPull} from './github-service/routes-pulls.ts';
import {addRun} from './github-service/world.ts';
import type {Host, JobSpec} from './workflow.ts';

export interface OpenedPull {
  readonly number: number;
  readonly headRef: string;
  readonly headSha: string;
  readonly headRepository: string;
  readonly mergeSha: string;
}

/** Pushes a branch that is one commit ahead of main, before anybody opens a pull request for it. */
export async function pushBranch(sandbox: GitSandbox, host: Host, name: string): Promise<string> {
  const clone = await sandbox.clone(host.remote);
  await sandbox.git(clone, 'checkout', '-q', '-b', name);
  const sha = await sandbox.commitFile(clone, 'proposal.txt', 'proposal\n', 'propose something');
  await sandbox.git(clone, 'push', '-q', 'origin', `HEAD:refs/heads/${name}`);
  return sha;
}

/** Opens pull request 7 of what a branch has, with its merge where GitHub keeps it: `refs/pull/7/merge`. */
export async function openPull(
  sandbox: GitSandbox,
  host: Host,
  {headRef = 'fix', headRepository = 'octo/demo'}: {readonly headRef?: string; readonly headRepository?: string} = {},
): Promise<OpenedPull> {
  const number = 7;
  const clone = await sandbox.clone(host.remote);
  const isFork = headRepository !== 'octo/demo';
  // Of a fork nothing is at this remote but what GitHub puts there.
  const headSha = isFork
    ? await sandbox.commitFile(clone, 'stranger.txt', 'from a fork\n', 'a commit of a fork')
    : await sandbox.sha(host.remote, `refs/heads/${headRef}`);
  await sandbox.git(clone, 'checkout', '-q', '--detach', 'origin/main');
  await sandbox.git(clone, 'merge', '-q', '--no-ff', '-m', 'merge of 7', headSha);
  const mergeSha = await sandbox.sha(clone);
  await sandbox.git(
    clone,
    'push',
    '-q',
    'origin',
    `HEAD:refs/pull/${number}/merge`,
    `${headSha}:refs/pull/${number}/head`,
  );
  addPull(host.github.world, {number, headRef, headSha, headRepository});
  return {number, headRef, headSha, headRepository, mergeSha};
}

/** A job of event `pull_request`: a fork's has a token that can only read. */
export function pullRequestJob(host: Host, pull: OpenedPull): JobSpec {
  const {number, headRef, headSha, headRepository, mergeSha} = pull;
  const isFork = headRepository !== 'octo/demo';
  return {
    event: 'pull_request',
    branch: isFork ? 'main' : headRef,
    checkout: isFork ? 'merge' : 'branch',
    run: addRun(host.github.world, {
      status: 'in_progress',
      event: 'pull_request',
      headBranch: headRef,
      headSha,
      ...(isFork ? {headRepositoryId: 99} : {}),
    }),
    ...(isFork ? {permissions: {contents: 'read', actions: 'read', 'pull-requests': 'read'}} : {}),
    payload: {
      pull_request: {
        number,
        head: {ref: headRef, sha: headSha, repo: {full_name: headRepository}},
        base: {ref: 'main'},
        merge_commit_sha: mergeSha,
      },
    },
    env: {
      GITHUB_REF: `refs/pull/${number}/merge`,
      GITHUB_REF_NAME: `${number}/merge`,
      GITHUB_HEAD_REF: headRef,
      GITHUB_BASE_REF: 'main',
      GITHUB_SHA: mergeSha,
    },
  };
}

/** A comment on a pull request, as the event that it causes tells it. */
export interface SaidComment {
  readonly id: number;
  readonly body: string;
  readonly by: string;
  readonly action?: 'created' | 'edited' | 'deleted';
  readonly type?: 'User' | 'Bot';
  readonly onIssue?: boolean;
}

/** The job that such a comment starts, on the default branch. */
export function saidJob(pull: Pick<OpenedPull, 'number'>, comment: SaidComment): JobSpec {
  const {id, body, by, action = 'created', type = 'User', onIssue = false} = comment;
  const job = commentJob(pull, by);
  const issue = {number: pull.number, ...(onIssue ? {} : {pull_request: {}})};
  return {...job, payload: {action, issue, comment: {id, body, user: {login: by, type}}}};
}

/** A job that a comment on a pull request started: it runs on the default branch, and may write. */
export function commentJob(pull: Pick<OpenedPull, 'number'>, by: string): JobSpec {
  return {
    event: 'issue_comment',
    payload: {issue: {number: pull.number, pull_request: {}}, comment: {user: {login: by}}},
    env: {GITHUB_ACTOR: by, GITHUB_TRIGGERING_ACTOR: by},
  };
}
