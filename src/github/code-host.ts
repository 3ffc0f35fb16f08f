import {RefusedError} from '../domain/errors.ts';
import {isSha} from '../domain/identity.ts';
import {asArray, dig} from '../domain/json.ts';
import type {ActionsForge, CheckRunRequest, CodeHost, CommitHost, PullRequest} from '../domain/ports/forge.ts';
import {keepAttestation} from './attestations.ts';
import {createCommentThread, createUpsertComment} from './comment.ts';
import {
  type Connection,
  createAsk,
  createConnection,
  explainFailure,
  type GithubAccess,
  pageSize,
  readPages,
  statusOf,
} from './connection.ts';
import {createRunProof} from './run-proof.ts';

/** The fields of a pull request that we use, common to GitHub's two shapes of it. */
interface Listed {
  readonly number: number;
  readonly state: string;
  readonly head: {readonly ref: string; readonly sha: string; readonly repo: {readonly full_name: string} | null};
  readonly base: {readonly ref: string};
}

/** Opens a forge with GitHub's API. `serverUrl` is the address of its pages. */
export function openActionsForge(access: GithubAccess, serverUrl: string | null): ActionsForge {
  return {
    ...createCodeHost(access),
    ...createCommentThread(access),
    upsertComment: createUpsertComment(access),
    writeCheckRun: createCheckRuns(access),
    keepAttestation: (bundle) => keepAttestation(access, bundle),
    commits: createCommitHost(access),
    runProof: createRunProof(access, serverUrl ?? ''),
    pages: {serverUrl, repository: access.repository, commitPath: '/commit/'},
  };
}

/** Answers questions about branches, pull requests and permissions, on GitHub or a forge with its REST API. */
export function createCodeHost(access: GithubAccess): CodeHost {
  const connection = createConnection(access);
  const ask = createAsk(access);
  const {forge} = access;
  return {
    async rulesOf(branch) {
      try {
        const {octokit, owner, repo} = await connection();
        const {data} = await octokit.rest.repos.getBranch({owner, repo, branch});
        const types = forge === undefined || forge === 'GitHub' ? await rulesetOf(await connection(), branch) : [];
        if (types.some((type) => PULL_REQUEST_ONLY.has(type))) return 'by-pull-request';
        return types.includes('non_fast_forward') || data.protected ? 'no-force' : 'none';
      } catch {
        return 'unknown';
      }
    },

    async propose({head, base, title, body}) {
      const doing = `open a pull request from ${head} to ${base}`;
      return await ask({doing, permission: 'pull-requests: write'}, async (it) => {
        const {octokit, owner, repo} = it;
        const open = await openPullInto(it, head, base);
        const writing =
          open === undefined
            ? octokit.rest.pulls.create({owner, repo, head, base, title, body})
            : octokit.rest.pulls.update({owner, repo, pull_number: open.number, title, body});
        const {data} = await writing.catch((error: unknown) => {
          if (!(error instanceof Error && /not permitted to create or approve pull requests/.test(error.message)))
            throw error;
          throw new RefusedError(
            'no-permission',
            `${forge ?? 'GitHub'} lets no job open pull requests here. Allow it under Settings, Actions, General, "Allow GitHub Actions to create and approve pull requests", or open it yourself from ${head}.`,
          );
        });
        return {number: data.number, url: data.html_url};
      });
    },

    async withdraw({head, base, why: body}) {
      const doing = `close the pull request from ${head} to ${base}`;
      return await ask({doing, permission: 'pull-requests: write'}, async (it) => {
        const {octokit, owner, repo} = it;
        const open = await openPullInto(it, head, base);
        if (open === undefined) return null;
        await octokit.rest.issues.createComment({owner, repo, issue_number: open.number, body});
        await octokit.rest.pulls.update({owner, repo, pull_number: open.number, state: 'closed'});
        return {number: open.number};
      });
    },

    async mergeWhenAllowed(number) {
      const doing = `have pull request #${number} merged when its rules allow it`;
      await ask({doing, permission: 'contents: write'}, async ({octokit, owner, repo}) => {
        const {data: pull} = await octokit.rest.pulls.get({owner, repo, pull_number: number});
        const {data: settings} = await octokit.rest.repos.get({owner, repo});
        const method =
          settings.allow_merge_commit !== false ? 'MERGE' : settings.allow_squash_merge !== false ? 'SQUASH' : 'REBASE';
        await octokit.graphql(AUTO_MERGE, {id: pull.node_id, how: method});
      });
    },

    getPullRequest: (number) =>
      ask({doing: `read pull request #${number}`, permission: 'pull-requests: read'}, async ({octokit, owner, repo}) =>
        toPullRequest((await octokit.rest.pulls.get({owner, repo, pull_number: number})).data),
      ),

    async findPullRequestOf(branch) {
      const doing = `look for the pull request of ${branch}`;
      const found = await ask({doing, permission: 'pull-requests: read'}, (it) => openPullsOf(it, branch));
      return found.toSorted((a, b) => b.number - a.number)[0];
    },

    async mayPush() {
      try {
        const {octokit, owner, repo} = await connection();
        return (await octokit.rest.repos.get({owner, repo})).data.permissions?.push ?? null;
      } catch {
        return null;
      }
    },

    async canWrite(login) {
      if (login === '') return false;
      try {
        const {octokit, owner, repo} = await connection();
        const {data} = await octokit.rest.repos.getCollaboratorPermissionLevel({owner, repo, username: login});
        // `permission` is one of four classic levels: maintain maps to write, triage to read. Gitea adds "owner".
        return ['owner', 'admin', 'write'].includes(data.permission);
      } catch (error) {
        if (statusOf(error) === 403 && forge !== undefined && forge !== 'GitHub') {
          return await isAmongWriters(await connection(), login);
        }
        // Not a user. Apps, whose logins end in [bot], are not found either, and so never count as writers.
        if (statusOf(error) === 404) return false;
        throw explainFailure(error, {...askingMayWrite(login), forge});
      }
    },
  };
}

async function openPullInto(it: Connection, head: string, base: string): Promise<PullRequest | undefined> {
  return (await openPullsOf(it, head)).find(({baseRef}) => baseRef === base);
}

async function openPullsOf({octokit, owner, repo, forge}: Connection, branch: string): Promise<readonly PullRequest[]> {
  const query = {owner, repo, head: `${owner}:${branch}`, state: 'open' as const, ...pageSize(forge)};
  const own = `${owner}/${repo}`.toLowerCase();
  const found: PullRequest[] = [];
  for await (const listed of readPages((page) => octokit.rest.pulls.list({...query, page}))) {
    // A forge ignores filters it does not understand, so check each result.
    const pull = toPullRequest(listed);
    if (pull.state === 'open' && pull.headRef === branch && pull.headRepository === own) found.push(pull);
  }
  return found;
}

/**
 * Gitea and Forgejo show other users' permissions only to administrators, which a job's token is not. They show everybody the
 * users that an issue can be assigned to: in a user's repository, exactly those with write access; in an organization's, also
 * members who can only write issues. Only the list of a user's repository contains the owner.
 */
async function isAmongWriters({octokit, owner, repo, forge}: Connection, login: string): Promise<boolean> {
  const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  try {
    const {data} = await octokit.rest.issues.listAssignees({owner, repo, ...pageSize(forge)});
    const isOfPerson = data.some((user) => isSame(user.login, owner));
    if (isOfPerson) return data.some((user) => isSame(user.login, login));
  } catch (error) {
    if (statusOf(error) >= 500) throw explainFailure(error, {...askingMayWrite(login), forge});
  }
  throw new RefusedError(
    'no-permission',
    `Cannot check whether ${login} may write: ${forge} shows that only to administrators of the repository, and a job's token is not one. Give github-token the token of an administrator.`,
  );
}

/** Types of rules under which a branch changes only by pull request. */
const PULL_REQUEST_ONLY: ReadonlySet<string> = new Set(['pull_request', 'merge_queue', 'update']);

const AUTO_MERGE = `mutation($id: ID!, $how: PullRequestMergeMethod!) {
  enablePullRequestAutoMerge(input: {pullRequestId: $id, mergeMethod: $how}) { clientMutationId }
}`;

/** The types of the rules that rulesets apply to a branch. */
async function rulesetOf({octokit, owner, repo}: Connection, branch: string): Promise<readonly string[]> {
  const {data} = await octokit.rest.repos.getBranchRules({owner, repo, branch, per_page: 100});
  return data.map(({type}) => type ?? '');
}

function askingMayWrite(login: string) {
  return {doing: `ask whether ${login} may write`, permission: 'contents: write'};
}

function toPullRequest(pull: Listed): PullRequest {
  return {
    number: pull.number,
    headRef: pull.head.ref,
    headSha: pull.head.sha,
    headRepository: pull.head.repo?.full_name.toLowerCase() ?? null,
    baseRef: pull.base.ref,
    state: pull.state === 'open' ? 'open' : 'closed',
  };
}

/** The limit on a commit status's description. Gitea and Forgejo have commit statuses instead of check runs. */
const STATUS_LENGTH = 140;

/** Writes check runs with a job's token: GitHub accepts them only from apps, not from users. */
export function createCheckRuns(access: GithubAccess): (request: CheckRunRequest) => Promise<void> {
  const ask = createAsk(access);
  const {forge = 'GitHub'} = access;
  const permission = forge === 'GitHub' ? 'checks: write' : 'statuses: write';
  return async (request) => {
    const {name, sha, url} = request;
    await ask({doing: `write the check run ${name}`, permission}, async ({octokit, owner, repo}) => {
      if (forge !== 'GitHub') {
        await octokit.rest.repos.createCommitStatus({
          ...{owner, repo, sha, context: name},
          state: request.conclusion === 'success' ? 'success' : 'failure',
          description: request.title.slice(0, STATUS_LENGTH),
          ...(url !== null && {target_url: url}),
        });
        return;
      }
      await octokit.rest.checks.create({
        ...{owner, repo, name},
        head_sha: sha,
        status: 'completed',
        conclusion: request.conclusion,
        external_id: request.uid,
        started_at: request.startedAt,
        completed_at: request.endedAt,
        ...(url !== null && {details_url: url}),
        output: {title: request.title, summary: request.summary},
      });
    });
  };
}

const MAKE = `mutation($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;
const ASK = 'query { __type(name: "CreateCommitOnBranchInput") { name } }';

/** The time limit of one request, which carries all files of a commit. */
const COMMIT_MS = 60_000;

/** Creates commits through GitHub's API, which signs them because no author is given. The token is sent only to `apiUrl`. */
export function createCommitHost(access: GithubAccess): CommitHost {
  const connection = createConnection({...access, timeoutMs: COMMIT_MS});
  const {forge: name = 'GitHub', repository} = access;
  return {
    name,

    canCommit: async () => {
      if (name !== 'GitHub') return false;
      try {
        const {octokit} = await connection();
        return dig(await octokit.graphql(ASK), '__type', 'name') !== undefined;
      } catch (error) {
        const status = statusOf(error);
        if (status === 401) throw explainFailure(error, {doing: 'ask for commits', permission: 'contents: write'});
        return status === 404 || status === 405 ? false : null;
      }
    },

    commit: async ({branch, parent, headline, body, written, deleted}) => {
      const input = {
        branch: {repositoryNameWithOwner: repository, branchName: branch},
        message: body === '' ? {headline} : {headline, body},
        expectedHeadOid: parent,
        fileChanges: {
          additions: [...written].map(([path, content]) => ({path, contents: Buffer.from(content).toString('base64')})),
          deletions: deleted.map((path) => ({path})),
        },
      };
      const attempt = {doing: `make a commit in ${repository}`, permission: 'contents: write', forge: name};
      try {
        const {octokit} = await connection();
        const oid = dig(await octokit.graphql(MAKE, {input}), 'createCommitOnBranch', 'commit', 'oid');
        if (typeof oid === 'string' && isSha(oid)) return oid;
      } catch (error) {
        const [said] = asArray(dig(error, 'errors')).map((one) => dig(one, 'message'));
        if (typeof said !== 'string') throw explainFailure(error, attempt);
        throw new RefusedError('push-refused', `Cannot ${attempt.doing}: ${name} answered: ${said}.${grant(said)}`);
      }
      throw new RefusedError('push-refused', `Cannot ${attempt.doing}: ${name} did not name the commit that it made.`);
    },
  };
}

function grant(said: string): string {
  if (!/not accessible|permission/i.test(said)) return '';
  return ' Give the job "permissions: contents: write", or github-token a token that may do this.';
}
