import {sampleOf} from './openapi-check.ts';
import {type RestRoute, refuse} from './routes.ts';

/** Workflow runs as REST tells them. */
export const restRunRoutes: readonly RestRoute[] = [
  {
    method: 'get',
    path: '/repos/{owner}/{repo}/actions/runs/{run_id}',
    permissions: ['actions: read'],
    answer: (request) => {
      const run = request.world.runs.get(Number(request.parameters.run_id));
      if (run === undefined) return refuse(404, 'Not Found');
      return {
        status: 200,
        body: sampleOf('workflow-run', {
          id: run.id,
          event: run.event,
          status: run.status,
          conclusion: run.status === 'completed' ? 'success' : null,
          run_attempt: run.attempt,
          head_branch: run.headBranch,
          head_sha: run.headSha,
          head_repository_id: run.headRepositoryId,
        }),
      };
    },
  },
];
