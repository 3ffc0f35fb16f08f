import {isUid} from '../../domain/identity.ts';
import type {Environment} from '../../domain/ports/system.ts';
import {pickVariables} from '../client/client-process.ts';

/**
 * The names of a history's saves. GitHub lists artifacts only by exact name, and accepts a name once in each attempt of
 * a run. So the first save takes the plain name, which makes the run findable, and all others add a uid.
 */
export interface ArtifactNames {
  readonly save: string;
  /** The name for records of running steps. */
  readonly running: string;
}

export function artifactNames(slug: string): ArtifactNames {
  return {save: `laforge-${slug}`, running: `laforge.running-${slug}`};
}

export function isNameOrWithUid(name: string, found: string): boolean {
  return found === name || (found.startsWith(`${name}-`) && isUid(found.slice(name.length + 1)));
}

/** The variables that the artifact client reads. */
const VARIABLES = [
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_RESULTS_URL',
  'GITHUB_SERVER_URL',
  'GITHUB_API_URL',
  'GITHUB_RETENTION_DAYS',
];

/** Picks the variables that the client needs. */
export function clientVariables(env: Environment): Readonly<Record<string, string>> {
  return pickVariables(env, VARIABLES);
}
