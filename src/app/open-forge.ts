import {InputError} from '../domain/errors.ts';
import {forgeOf} from '../domain/forges.ts';
import type {ActionsForge, Forge} from '../domain/ports/forge.ts';
import type {Environment} from '../domain/ports/system.ts';
import {GITLAB_VARIABLE} from '../domain/runner-variables.ts';
import type {RunContext} from '../domain/workplace.ts';
import {openActionsForge} from '../github/code-host.ts';
import {openGitlab} from '../gitlab/notes.ts';

/** Opens the forge of an action's job; null if its API, the repository or the token is unknown. */
export function openForgeOfJob(
  {serverUrl, apiUrl, repository}: Pick<RunContext, 'serverUrl' | 'apiUrl' | 'repository'>,
  env: Environment,
  token: string | null,
): ActionsForge | null {
  if (token === null || apiUrl === null || repository === null) return null;
  return openActionsForge({forge: forgeOf(env), apiUrl, repository, token}, serverUrl);
}

/** Opens the forge that a command of a job runs on, with the user's token. Throws InputError without one. */
export function openForge(env: Environment, context: RunContext): Forge {
  const {CI_API_V4_URL: apiUrl, CI_PROJECT_ID: project, CI_SERVER_URL: server, CI_PROJECT_PATH: path} = env;
  const isGitlab = env.GITLAB_CI === 'true' && apiUrl && project;
  if (isGitlab) {
    const token = env[GITLAB_VARIABLE];
    if (token) return openGitlab({apiUrl, project, token}, {serverUrl: server ?? null, repository: path ?? null});
    throw new InputError(
      'bad-environment',
      `${GITLAB_VARIABLE} is not set. Give the job a project access token with the scope api: the job's own token can't write notes.`,
    );
  }
  const forge = openForgeOfJob(context, env, env.GH_TOKEN || env.GITHUB_TOKEN || null);
  if (forge !== null) return forge;
  throw new InputError(
    'bad-environment',
    context.apiUrl === null
      ? 'This is no job of GitHub, Gitea, Forgejo or GitLab, so there is no pull request to write to.'
      : 'GH_TOKEN is not set. Give this workflow step the job\'s token in it ("env:"), and the job "permissions: pull-requests: write".',
  );
}
