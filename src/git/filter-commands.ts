import {quoteForShell} from '../domain/shell-words.ts';
import type {ConfigEntry} from './git-environment.ts';
import type {Location} from './locate.ts';
import {FILTER_PREFIX} from './run-git.ts';

interface FilterCommands {
  readonly config: readonly ConfigEntry[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Makes the captured clean and smudge filters work in a git that runs elsewhere: each program finds the same git
 * folder, work tree and settings as when the user's own git starts it. git-crypt keeps its key there, and transcrypt
 * its password.
 */
export function filterCommands({root, gitDir, baseline, repository}: Location): FilterCommands {
  const filters = baseline.config.filter(({key, value}) => FILTER.test(key) && value !== '');
  if (filters.length === 0) return {config: [], env: {}};
  const changed = [...baseline.filters.changed().keys()];
  const place = {GIT_DIR: gitDir, GIT_WORK_TREE: root, ...repository.capturedPlace()};
  const variables = Object.entries(place).map(([name, value]) => `${name}=${quoteForShell([value])}`);
  return {
    config: [
      ...filters.map(({key, value}) => ({key, value: `${FILTER_PREFIX}${value}`})),
      // The caller leaves out the files of filters that have changed.
      ...changed.flatMap((name) =>
        Object.entries(NO_FILTER).map(([variable, value]) => ({key: `filter.${name}.${variable}`, value})),
      ),
    ],
    env: {LAFORGE_FILTER: `export ${variables.join(' ')}; unset GIT_INDEX_FILE GIT_OBJECT_DIRECTORY LAFORGE_FILTER`},
  };
}

const NO_FILTER = {clean: '', smudge: '', process: '', required: 'false'};
const FILTER = /^filter\..*\.(clean|smudge|process)$/;
