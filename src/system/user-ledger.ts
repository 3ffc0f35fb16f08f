import {homedir} from 'node:os';
import {join, resolve} from 'node:path';
import {projectPathParts} from '../domain/slug.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The name of a project's ledger in its folder. */
export const LEDGER_FILE = 'steps.db';

/** Where this user's histories are: `LAFORGE_HOME`, else `~/.laforge`. */
export function laforgeHome(env: Environment): string {
  if (env.LAFORGE_HOME) return resolve(env.LAFORGE_HOME);
  return join(env.HOME || homedir(), '.laforge');
}

/** The folder under which every project has its own. */
export function projectsFolder(env: Environment): string {
  return join(laforgeHome(env), 'projects');
}

/** The folder of a project. Throws InputError, naming `what`, on an id that cannot be one. */
export function projectFolder(env: Environment, projectId: string, what: string): string {
  return join(projectsFolder(env), ...projectPathParts(projectId, what));
}
