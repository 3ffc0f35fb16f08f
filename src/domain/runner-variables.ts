/** The variable with the connection string of the postgres store, for the command line. */
export const DATABASE_VARIABLE = 'LAFORGE_DATABASE_URL';

/** The variable with a GitLab token that may write notes, for `laforge ci comment`. */
export const GITLAB_VARIABLE = 'LAFORGE_GITLAB_TOKEN';

/**
 * Variables that belong to the runner and to actions: tokens and services of the run, our inputs (which may hold a
 * token), our state, the command files that let a process change the job, and the secrets of our own commands. A
 * trailing `*` matches anything.
 */
export const RUNNERS_OWN: readonly string[] = [
  'ACTIONS_*',
  'SYSTEM_*',
  'INPUT_*',
  'STATE_*',
  DATABASE_VARIABLE,
  GITLAB_VARIABLE,
  // Gitea and Forgejo run the same actions and also name these files after themselves.
  ...['GITHUB', 'GITEA', 'FORGEJO'].flatMap((host) =>
    ['ENV', 'PATH', 'OUTPUT', 'STATE', 'STEP_SUMMARY', 'ARTIFACTS', 'ARTIFACTS_LIST'].map((file) => `${host}_${file}`),
  ),
];

/**
 * True if `pattern` covers everything that `name`, which may itself be a pattern, can match. Set `ignoreCase` on
 * Windows, where names of variables have no case.
 */
export function coversVariable(pattern: string, name: string, ignoreCase: boolean): boolean {
  const [a, b] = ignoreCase ? [pattern.toUpperCase(), name.toUpperCase()] : [pattern, name];
  return a.endsWith('*') ? b.startsWith(a.slice(0, -1)) : a === b;
}

/** Returns a function that tells if one of these patterns covers a name: it is asked of every variable of a process. */
export function coveredBy(patterns: readonly string[], ignoreCase: boolean): (name: string) => boolean {
  const fold = (text: string) => (ignoreCase ? text.toUpperCase() : text);
  const beginnings = patterns.filter((it) => it.endsWith('*')).map((it) => fold(it.slice(0, -1)));
  const names = new Set(patterns.map(fold));
  return (name) => {
    const own = fold(name);
    return names.has(own) || beginnings.some((beginning) => own.startsWith(beginning));
  };
}

/** True if a variable is the runner's own, so that only an action has a use for it. */
export const isRunnersOwn = coveredBy(RUNNERS_OWN, true);
