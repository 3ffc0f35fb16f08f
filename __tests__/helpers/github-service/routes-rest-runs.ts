import {sampleOf} from './openapi-check.ts';
import {type RestRoute, type RouteRequest, refuse} from './routes.ts';
import type {RunState} from './world.ts';

const RUN = '/repos/{owner}/{repo}/actions/runs/{run_id}';
const ATTEMPT = `${RUN}/attempts/{attempt_number}`;

/** Workflow runs as REST tells them. */
export const restRunRoutes: readonly RestRoute[] = [
  {
    method: 'get',
    path: RUN,
    permissions: ['actions: read'],
    answer: (request) => {
      const run = runOf(request);
      return run === undefined ? refuse(404, 'Not Found') : {status: 200, body: describe(run, run.attempt)};
    },
  },
  {
    method: 'get',
    path: ATTEMPT,
    permissions: ['actions: read'],
    answer: (request) => {
      const run = runOf(request);
      const attempt = Number(request.parameters.attempt_number);
      if (run === undefined || attempt > run.attempt) return refuse(404, 'Not Found');
      return {status: 200, body: describe(run, attempt)};
    },
  },
  {
    method: 'get',
    path: `${ATTEMPT}/jobs`,
    permissions: ['actions: read'],
    answer: (request) => {
      const run = runOf(request);
      if (run === undefined) return refuse(404, 'Not Found');
      const jobs = (run.jobs ?? []).map((job) => sampleOf('job', {run_id: run.id, ...job}));
      return {
        status: 200,
        body: {total_count: jobs.length, jobs: jobs.slice(0, Number(request.query.get('per_page')))},
      };
    },
  },
];

function runOf({world, parameters}: RouteRequest): RunState | undefined {
  return world.runs.get(Number(parameters.run_id));
}

/** Only the latest attempt of a run can be under way. */
function describe(run: RunState, attempt: number) {
  const status = attempt < run.attempt ? 'completed' : run.status;
  return sampleOf('workflow-run', {
    id: run.id,
    event: run.event,
    status,
    conclusion: status === 'completed' ? 'success' : null,
    run_attempt: attempt,
    head_branch: run.headBranch,
    head_sha: run.headSha,
    head_repository_id: run.headRepositoryId,
  });
}
