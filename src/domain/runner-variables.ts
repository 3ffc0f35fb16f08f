import type {Environment} from './ports/system.ts';

/** The connection string of the store postgres, for the command line. */
export const DATABASE_VARIABLE = 'LAFORGE_DATABASE_URL';

/** A token of GitLab's that may write notes, for `laforge ci comment`. */
export const GITLAB_VARIABLE = 'LAFORGE_GITLAB_TOKEN';

/**
 * Variables that the runner gives an action for itself: the tokens and services of the run, our inputs (a token may be one), our
 * state, and the command files, by which a process changes the job; and the keys of our own commands. `*` at the end stands for anything.
 */
export const RUNNERS_OWN: readonly string[] = [
  'ACTIONS_*',
  'SYSTEM_*',
  'INPUT_*',
  'STATE_*',
  DATABASE_VARIABLE,
  GITLAB_VARIABLE,
  // Gitea and Forgejo run the same actions and name the files after themselves too.
  ...['GITHUB', 'GITEA', 'FORGEJO'].flatMap((host) =>
    ['ENV', 'PATH', 'OUTPUT', 'STATE', 'STEP_SUMMARY', 'ARTIFACTS', 'ARTIFACTS_LIST'].map((file) => `${host}_${file}`),
  ),
];

/**
 * True when everything that `name` (itself perhaps a pattern) can mean is meant by `pattern`. `ignoreCase` where the
 * system's variables have none: Windows.
 */
export function coversVariable(pattern: string, name: string, ignoreCase: boolean): boolean {
  const [a, b] = ignoreCase ? [pattern.toUpperCase(), name.toUpperCase()] : [pattern, name];
  return a.endsWith('*') ? b.startsWith(a.slice(0, -1)) : a === b;
}

/** True when a variable is the runner's own, so that no process but an action has a use for it. */
export function isRunnersOwn(name: string): boolean {
  return OWN.test(name);
}

/** The same list as one expression: it is asked for every variable of every process that we start. */
const OWN = new RegExp(`^(?:${RUNNERS_OWN.map((name) => name.replace(/\*$/, '.*')).join('|')})$`, 'is');

/** The forge that a job belongs to, as sentences name it. */
export type Forge = 'GitHub' | 'Gitea' | 'Forgejo';

/** Reads it from the variables that a runner sets: Gitea's and Forgejo's set GitHub's too, and one of their own. */
export function forgeOf(env: Environment): Forge {
  if (env.FORGEJO_ACTIONS === 'true') return 'Forgejo';
  return env.GITEA_ACTIONS === 'true' ? 'Gitea' : 'GitHub';
}
