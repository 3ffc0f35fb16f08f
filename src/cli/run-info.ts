import {userInfo} from 'node:os';
import type {RunInfo} from '../domain/documents.ts';
import type {Environment} from './context.ts';

/** The run and actor of a command: in a workflow's own shell step as GitHub says, elsewhere the user of this machine. */
export function describeRun(env: Environment): RunInfo {
  const nothing = {
    workflow: null,
    run_id: null,
    attempt: null,
    job: null,
    job_backend_id: null,
    event: null,
    url: null,
  };
  if (env.GITHUB_ACTIONS !== 'true') {
    return {ci: 'local', ...nothing, actor: userName(), pull_request: null};
  }
  const runId = env.GITHUB_RUN_ID ?? null;
  const attempt = Number(env.GITHUB_RUN_ATTEMPT);
  const page = env.GITHUB_SERVER_URL !== undefined && env.GITHUB_REPOSITORY !== undefined && runId !== null;
  return {
    ci: 'github',
    workflow: env.GITHUB_WORKFLOW ?? null,
    run_id: runId,
    attempt: Number.isSafeInteger(attempt) && attempt > 0 ? attempt : null,
    job: env.GITHUB_JOB ?? null,
    // Only actions are told it: a workflow's shell steps have no token with it.
    job_backend_id: null,
    actor: env.GITHUB_ACTOR ?? null,
    event: env.GITHUB_EVENT_NAME ?? null,
    url: page ? `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}/actions/runs/${runId}` : null,
    pull_request: null,
  };
}

/** Null for a user id without an entry in the system's list, as containers have them. */
function userName(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}
