import {sampleOf} from './openapi-check.ts';
import type {RestRoute} from './routes.ts';
import type {World} from './world.ts';

const written = new WeakMap<World, unknown[]>();

/** The check runs and statuses that were written, as they came. */
export function checksOf(world: World): unknown[] {
  const found = written.get(world) ?? [];
  written.set(world, found);
  return found;
}

/** Check runs and the statuses of commits. */
export const restCheckRoutes: readonly RestRoute[] = [
  {
    method: 'post',
    path: '/repos/{owner}/{repo}/check-runs',
    forge: 'github',
    permissions: ['checks: write'],
    answer: ({world, body}) => {
      checksOf(world).push(body);
      return {status: 201, body: sampleOf('check-run')};
    },
  },
  {
    method: 'post',
    path: '/repos/{owner}/{repo}/statuses/{sha}',
    permissions: ['statuses: write'],
    answer: ({world, body, parameters}) => {
      checksOf(world).push({sha: parameters.sha, ...Object(body)});
      return {status: 201, body: sampleOf('status')};
    },
  },
];
