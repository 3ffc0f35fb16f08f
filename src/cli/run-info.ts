import {userInfo} from 'node:os';
import type {RunInfo} from '../domain/documents.ts';
import type {Environment} from '../domain/ports/system.ts';
import {headBranch} from '../domain/workplace.ts';
import {readRunContext} from '../github/run-context.ts';
import {readEvent} from '../github/run-event.ts';
import {readCiJob} from './ci-systems.ts';

/** Describes the run and actor of a command: the CI's job, else the user of this machine. */
export function describeRun(env: Environment): RunInfo {
  const {run} = readRunContext(env, readEvent(env.GITHUB_EVENT_PATH));
  if (run.ci !== 'local') return run;
  const job = readCiJob(env);
  if (job === null) return {...run, actor: userName()};
  return {
    ci: job.name,
    workflow: job.workflow,
    run_id: job.runId,
    attempt: job.attempt,
    job: job.job,
    job_backend_id: job.jobId,
    actor: job.actor,
    event: job.event,
    url: job.url,
    pull_request: job.pullRequest,
  };
}

/**
 * The branch that a job is for. Records use it for the detached HEAD that most CIs check out. It is `<owner>:<ref>` for a
 * fork's pull request, and null for a tag and outside CI. `repository` is `host/owner/name` of the remote.
 */
export function branchOfJob(env: Environment, run: RunInfo, repository: string | null): string | null {
  const {pull_request: pullRequest} = run;
  if (pullRequest === null) return readCiJob(env)?.branch ?? null;
  const own = repository?.split('/').slice(1).join('/') ?? null;
  return pullRequest.head_repository === null ? pullRequest.head_ref : headBranch(pullRequest, own);
}

/** The user's name; null for a user id without an entry, as in some containers. */
function userName(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}
