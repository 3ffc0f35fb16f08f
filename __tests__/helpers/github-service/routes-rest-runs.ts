import {sampleOf} from './openapi-check.ts';
import {paginate, type Reply, type RestRoute, type RouteRequest, refuse} from './routes.ts';
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
    forge: 'github',
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
    forge: 'github',
    permissions: ['actions: read'],
    answer: listJobs,
  },
  {method: 'get', path: `${RUN}/jobs`, permissions: ['actions: read'], answer: listJobs},
];

function listJobs(request: RouteRequest): Reply {
  const run = runOf(request);
  if (run === undefined) return refuse(404, 'Not Found');
  const jobs = (run.jobs ?? []).map((job) => sampleOf('job', {run_id: run.id, ...job}));
  const page = paginate(
    request,
    `/repos/${request.world.repository.owner}/${request.world.repository.name}/actions/runs/${run.id}/jobs`,
    jobs,
  );
  return {status: 200, headers: page.headers, body: {total_count: jobs.length, jobs: page.items}};
}

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
