import type {RunProof} from '../domain/ports/system.ts';
import {type Connection, createConnection, type GithubAccess, pageSize, statusOf} from './connection.ts';

type Run = Parameters<RunProof['proveOver']>[0];

/** The most attempts of runs that are asked about, each with at most two requests. */
const ATTEMPTS_AT_ONCE = 8;

/**
 * Proofs from the forge that a run is over: an attempt is over when it is completed; a job of one that is not, when
 * the job itself is, or every job of the attempt that ran on its runner. GITHUB_JOB cannot be found among the jobs, whose
 * names are for people; a runner has one job at a time. That the forge knows no such run proves nothing: it may have been
 * deleted while a machine it had lost still worked.
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
  /** The id of a job. On Gitea its jobs know it of themselves; on GitHub they know another one. */
  readonly id: string;
  readonly runner: string | null;
  readonly isOver: boolean;
}

/** Null where the forge does not say, or not all. */
async function askAbout(run: Run, connection: () => Promise<Connection>): Promise<Attempt | null> {
  try {
    const it = await connection();
    try {
      return await askAboutAttempt(run, it);
    } catch (error) {
      // Gitea 1.26 knows no attempts, only the run as it is now; and a run that is gone is not found by this either.
      return statusOf(error) === 404 ? await askAboutRun(run, it) : null;
    }
  } catch {
    return null;
  }
}

async function askAboutAttempt({run_id, attempt}: Run, it: Connection): Promise<Attempt | null> {
  const {actions} = it.octokit.rest;
  const of = {owner: it.owner, repo: it.repo, run_id: Number(run_id), attempt_number: Number(attempt)};
  if ((await actions.getWorkflowRunAttempt(of)).data.status === 'completed') return OVER;
  const {data} = await actions.listJobsForWorkflowRunAttempt({...of, ...pageSize(it.forge)});
  return toAttempt(data, Number(attempt));
}

async function askAboutRun({run_id, attempt}: Run, it: Connection): Promise<Attempt | null> {
  const {actions} = it.octokit.rest;
  const of = {owner: it.owner, repo: it.repo, run_id: Number(run_id)};
  if ((await actions.getWorkflowRun(of)).data.status === 'completed') return OVER;
  const {data} = await actions.listJobsForWorkflowRun({...of, ...pageSize(it.forge)});
  return toAttempt(data, Number(attempt));
}

const OVER: Attempt = {isOver: true, jobs: []};

type JobList = Awaited<ReturnType<Connection['octokit']['rest']['actions']['listJobsForWorkflowRun']>>['data'];

/** A later attempt may go on with the same job under the same id. */
function toAttempt(list: JobList, attempt: number): Attempt | null {
  if (list.jobs.length < list.total_count) return null;
  const jobs = list.jobs.map((job) => ({
    id: String(job.id),
    runner: job.runner_name,
    isOver: job.status === 'completed' || (job.run_attempt ?? attempt) > attempt,
  }));
  return {isOver: false, jobs};
}
