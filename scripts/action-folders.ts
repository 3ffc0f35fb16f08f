import {globSync} from 'node:fs';
import {dirname, join} from 'node:path';

/** The folders of all actions but the step action, which is at the top: those with a manifest. */
export const ACTION_FOLDERS: readonly string[] = globSync('*/action.yml', {cwd: join(import.meta.dirname, '..')})
  .map((path) => dirname(path))
  .sort();
