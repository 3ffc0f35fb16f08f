import type {CheckRunRequest} from '../domain/ports/forge.ts';
import {createAsk, type GithubAccess} from './connection.ts';

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
