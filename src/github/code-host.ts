import type {CodeHost, PullRequest} from '../domain/ports/code-host.ts';
import {createConnection, type GithubAccess, statusOf} from './connection.ts';
import {explainFailure} from './request-failure.ts';

/** The parts of GitHub's two shapes of a pull request that we use. */
interface Listed {
  readonly number: number;
  readonly state: string;
  readonly head: {readonly ref: string; readonly sha: string; readonly repo: {readonly full_name: string} | null};
  readonly base: {readonly ref: string};
}

/** Asks GitHub, or a forge that speaks its REST interface, what the rules of a run need to know. */
export function createCodeHost(access: GithubAccess): CodeHost {
  const connection = createConnection(access);
  return {
    async getPullRequest(number) {
      try {
        const {octokit, owner, repo} = await connection();
        return toPullRequest((await octokit.rest.pulls.get({owner, repo, pull_number: number})).data);
      } catch (error) {
        throw explainFailure(error, {doing: `read pull request #${number}`, permission: 'pull-requests: read'});
      }
    },

    async findPullRequestOf(branch) {
      try {
        const {octokit, owner, repo} = await connection();
        const {data} = await octokit.rest.pulls.list({
          owner,
          repo,
          head: `${owner}:${branch}`,
          state: 'open',
          per_page: 100,
        });
        // A filter GitHub cannot make sense of is no filter: each answer is looked at again.
        const own = `${owner}/${repo}`.toLowerCase();
        return data
          .map(toPullRequest)
          .filter((pull) => pull.state === 'open' && pull.headRef === branch && pull.headRepository === own)
          .toSorted((a, b) => b.number - a.number)[0];
      } catch (error) {
        throw explainFailure(error, {
          doing: `look for the pull request of ${branch}`,
          permission: 'pull-requests: read',
        });
      }
    },

    async canWrite(login) {
      if (login === '') return false;
      try {
        const {octokit, owner, repo} = await connection();
        const {data} = await octokit.rest.repos.getCollaboratorPermissionLevel({owner, repo, username: login});
        // `permission` is the nearest of the four classic levels: maintain is told as write, triage as read.
        return data.permission === 'admin' || data.permission === 'write';
      } catch (error) {
        // Unknown here, as apps are whose login ends in [bot]. An app that may push can be asked by a person who may.
        if (statusOf(error) === 404) return false;
        throw explainFailure(error, {doing: `ask whether ${login} may write`, permission: 'contents: write'});
      }
    },
  };
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
