import type {RunProof} from '../domain/ports/system.ts';
import {type Connection, createConnection, type GithubAccess, pageSize, statusOf} from './connection.ts';

type Run = Parameters<RunProof['proveOver']>[0];

/** The limit on attempts to ask about, each with at most two requests. */
const ATTEMPTS_AT_ONCE = 8;

/**
 * Asks the forge for proof that a run is over: its attempt is completed, or its job is, or every job of the attempt on the
 * same runner is. GITHUB_JOB does not identify a job, since the API lists display names; but a runner has only one job at a
 * time. A run that the forge does not know proves nothing: it may have been deleted while a lost machine still worked.
 */
export function createRunProof(access: GithubAccess, serverUrl: string): RunProof {
  const {forge = 'GitHub'} = access;
  const connection = createConnection({...access, timeoutMs: 3_000});
  const answers = new Map<string, Promise<Attempt | null>>();
  const ask = (run: Run) => {
    const key = `${run.run_id} ${run.attempt}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = answers.size < ATTEMPTS_AT_ONCE ? askAbout(run, connection) : Promise.resolve(null);
    answers.set(key, answer);
    return answer;
  };
  return {
    async proveOver(run) {
      const page = `${serverUrl}/${access.repository}/actions/runs/${run.run_id}`;
      const isOurs =
        run.run_id !== null && /^[1-9]\d*$/.test(run.run_id) && run.url?.toLowerCase() === page.toLowerCase();
      if (!isOurs || run.attempt === null) return null;
      const attempt = await ask(run);
      if (attempt === null) return null;
      const name = `attempt ${run.attempt} of run ${run.run_id}`;
      if (attempt.isOver) return `${name} is over, as ${forge} says.`;
      const own = attempt.jobs.filter((job) => job.id === run.job_backend_id);
      const jobs = own.length > 0 ? own : attempt.jobs.filter((job) => run.runner != null && job.runner === run.runner);
      if (jobs.length === 0 || jobs.some((job) => !job.isOver)) return null;
      return `its job of ${name} is over, as ${forge} says.`;
    },
  };
}

interface Attempt {
  readonly isOver: boolean;
  readonly jobs: readonly Job[];
}

interface Job {
  /** The job's id in the API. On Gitea a job knows it; on GitHub a job only knows its backend id. */
  readonly id: string;
  readonly runner: string | null;
  readonly isOver: boolean;
}

/** Resolves to null if the forge does not answer, or not completely. */
async function askAbout(run: Run, connection: () => Promise<Connection>): Promise<Attempt | null> {
  try {
    const it = await connection();
    try {
      return await askOnce(run, it, true);
    } catch (error) {
      // Gitea 1.26 has no attempts, only the current run. A deleted run is not found this way either.
      return statusOf(error) === 404 ? await askOnce(run, it, false) : null;
    }
  } catch {
    return null;
  }
}

/** Asks about the attempt or, where there are none, about the current run. */
async function askOnce({run_id, attempt}: Run, it: Connection, hasAttempts: boolean): Promise<Attempt | null> {
  const {actions} = it.octokit.rest;
  const run = {owner: it.owner, repo: it.repo, run_id: Number(run_id)};
  const one = {...run, attempt_number: Number(attempt)};
  const {data: found} = await (hasAttempts ? actions.getWorkflowRunAttempt(one) : actions.getWorkflowRun(run));
  if (found.status === 'completed') return {isOver: true, jobs: []};
  const size = pageSize(it.forge);
  const {data} = hasAttempts
    ? await actions.listJobsForWorkflowRunAttempt({...one, ...size})
    : await actions.listJobsForWorkflowRun({...run, ...size});
  if (data.jobs.length < data.total_count) return null;
  const jobs = data.jobs.map((job) => ({
    id: String(job.id),
    runner: job.runner_name,
    // A later attempt continues a job under the same id.
    isOver: job.status === 'completed' || (job.run_attempt ?? 0) > Number(attempt),
  }));
  return {isOver: false, jobs};
}
