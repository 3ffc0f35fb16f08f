import {quoteForShell} from '../domain/shell-words.ts';
import type {ConfigEntry} from './git-environment.ts';
import type {Location} from './locate.ts';
import {FILTER_PREFIX} from './run-git.ts';

interface FilterCommands {
  readonly config: readonly ConfigEntry[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The captured clean and smudge filters for a git that works elsewhere: each program finds the git folder, the work tree
 * and the settings that it would find if the user's own git had started it. git-crypt has its key there, and transcrypt
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
      // Files of those that have changed are left out by whoever asks.
      ...changed.flatMap((name) =>
        Object.entries(NO_FILTER).map(([variable, value]) => ({key: `filter.${name}.${variable}`, value})),
      ),
    ],
    env: {LAFORGE_FILTER: `export ${variables.join(' ')}; unset GIT_INDEX_FILE GIT_OBJECT_DIRECTORY LAFORGE_FILTER`},
  };
}

const NO_FILTER = {clean: '', smudge: '', process: '', required: 'false'};
const FILTER = /^filter\..*\.(clean|smudge|process)$/;
