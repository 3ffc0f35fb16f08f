import type {RunProof} from '../domain/ports/run-proof.ts';
import {type Connection, createConnection, type GithubAccess} from './connection.ts';

type Run = Parameters<RunProof['proveOver']>[0];

/** So many attempts of runs are asked about, with two requests each at most. */
const ATTEMPTS_AT_ONCE = 8;
const PAGE_SIZE = 100;

/**
 * What GitHub knows of this repository's runs: an attempt is over when it is completed; a job of one that is not, when
 * every job of the attempt that ran on its runner is. GITHUB_JOB cannot be found among the jobs, whose names are for
 * people; a runner has one job at a time. That GitHub knows no such run proves nothing: it may have been deleted while a
 * machine it had lost still worked.
 */
export function createRunProof(access: GithubAccess, serverUrl: string): RunProof {
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
      if (attempt.isOver) return `${name} is over, as GitHub says.`;
      const jobs = attempt.jobs.filter((job) => run.runner != null && job.runner === run.runner);
      if (jobs.length === 0 || jobs.some((job) => !job.isOver)) return null;
      return `its job of ${name} is over, as GitHub says.`;
    },
  };
}

interface Attempt {
  readonly isOver: boolean;
  readonly jobs: readonly {readonly runner: string | null; readonly isOver: boolean}[];
}

/** Null where GitHub does not say, or not all. */
async function askAbout({run_id, attempt}: Run, connection: () => Promise<Connection>): Promise<Attempt | null> {
  try {
    const {octokit, owner, repo} = await connection();
    const of = {owner, repo, run_id: Number(run_id), attempt_number: Number(attempt)};
    const {data} = await octokit.rest.actions.getWorkflowRunAttempt(of);
    if (data.status === 'completed') return {isOver: true, jobs: []};
    const list = (await octokit.rest.actions.listJobsForWorkflowRunAttempt({...of, per_page: PAGE_SIZE})).data;
    if (list.jobs.length < list.total_count) return null;
    return {
      isOver: false,
      jobs: list.jobs.map((job) => ({runner: job.runner_name, isOver: job.status === 'completed'})),
    };
  } catch {
    return null;
  }
}
