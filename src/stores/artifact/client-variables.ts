import type {Environment} from '../deps.ts';

/** The variables that the artifact client reads. */
const VARIABLES = [
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_RESULTS_URL',
  'GITHUB_SERVER_URL',
  'GITHUB_API_URL',
  'GITHUB_RETENTION_DAYS',
];

/** The part of the environment that the client needs. */
export function clientVariables(env: Environment): Readonly<Record<string, string>> {
  return Object.fromEntries(VARIABLES.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}
