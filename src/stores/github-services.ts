import {InputError} from '../domain/errors.ts';
import {otherService, whyNoArtifacts} from '../domain/forges.ts';
import type {StoreName} from '../domain/ports/store.ts';
import type {Environment} from '../domain/ports/system.ts';

/** The default store, with a notice if it is not the usual one. */
export function defaultStore(env: Environment): {readonly name: StoreName; readonly notice: string | null} {
  const reason = whyNoArtifactsInJob(env);
  if (reason === null) return {name: 'artifact', notice: null};
  return {
    name: 'git',
    notice: `No store was named, and ${reason}: the history is kept in the repository itself (store: git).`,
  };
}

/** Throws InputError if no run could find what another saved in this store. */
export function checkService(store: 'artifact' | 'cache', env: Environment): void {
  const reason = store === 'artifact' ? whyNoArtifactsInJob(env) : whyNoCaches(env);
  if (reason === null) return;
  throw new InputError(
    'bad-environment',
    `Input "store" is "${store}", which works only where GitHub's own service is, and ${reason}. Use "git", which keeps the history in the repository, or "file" with a store-path that lasts.`,
  );
}

/** Explains why artifacts cannot hold a history; null if they can. */
function whyNoArtifactsInJob(env: Environment): string | null {
  return whyNoArtifacts(env) ?? missing(env, ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RESULTS_URL']);
}

/**
 * Explains why caches cannot hold a history; null if they can. The client works only with the service version it knows,
 * and saves are found through a list that only GitHub has.
 */
function whyNoCaches(env: Environment): string | null {
  const other = otherService(env);
  if (other !== null) return `${other} does not list its caches, so that no run could find what another saved`;
  if (env.ACTIONS_CACHE_SERVICE_V2) return missing(env, ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RESULTS_URL']);
  return env.ACTIONS_CACHE_URL ? null : missing(env, ['ACTIONS_RESULTS_URL']);
}

function missing(env: Environment, names: readonly string[]): string | null {
  const name = names.find((it) => !env[it]);
  return name === undefined ? null : `${name} is not set here`;
}
