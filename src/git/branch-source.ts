import {GitError} from '../domain/errors.ts';
import type {Remote} from '../domain/ports/git.ts';
import type {Baseline} from './baseline.ts';
import {type Connection, PATIENCE, REMOTE_LIMITS} from './connection.ts';
import {gitAt, type Location} from './locate.ts';
import {REMOTE_NAME} from './private-repository.ts';
import {explainReadFailure} from './refusals.ts';
import type {BranchSource} from './switch-branch.ts';

/**
 * The captured remote as the source of a branch that is to be checked out: the one fetch of ours that goes into the
 * user's repository. It is plain, so what a clone has of history stays as it is, unless a depth is asked for.
 */
export function openBranchSource(
  location: Location,
  baseline: Baseline,
  remote: Remote,
  connection: Connection,
): BranchSource | null {
  const captured = baseline.remote;
  if (captured === null) return null;
  return {
    remoteName: captured.name,
    tip: async (branch) => (await remote.refs([`refs/heads/${branch}`])).get(`refs/heads/${branch}`) ?? null,
    fetch: async (branch, trackingRef, depth) => {
      const access = await connection.readAccess();
      const options = depth === null ? [] : [`--depth=${depth}`];
      const output = await gitAt(location, {
        args: ['fetch', ...OPTIONS, ...options, REMOTE_NAME, `+refs/heads/${branch}:${trackingRef}`],
        // The repository's own headers apply here too, and two Authorization headers are refused: an empty one resets.
        config: [
          ...PATIENCE,
          ...headerKeys(baseline).map((key) => ({key, value: ''})),
          ...access.config,
          {key: `remote.${REMOTE_NAME}.url`, value: access.url},
        ],
        env: access.env,
        allowExit: 'any',
        limitMs: REMOTE_LIMITS.transferMs,
      });
      if (output.exitCode === 0) return;
      const {unreachable, explanation} = explainReadFailure(output.stderr, connection.advice);
      throw new GitError(unreachable ? 'remote-unreachable' : 'git-failed', explanation);
    },
  };
}

const OPTIONS = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--no-auto-maintenance'];

function headerKeys({config}: Baseline): readonly string[] {
  return [...new Set(config.map(({key}) => key).filter((key) => /^http\.(.*\.)?extraheader$/.test(key)))];
}
