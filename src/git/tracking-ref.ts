import type {Sha} from '../domain/identity.ts';
import type {Baseline} from './baseline.ts';
import {gitAt, type Location} from './locate.ts';
import type {ConfigEntry} from './run-git.ts';

/**
 * The ref by which a clone tracks a branch of a remote, by its `remote.<name>.fetch` settings; null where it keeps
 * nothing of it.
 */
export function trackingRef(config: readonly ConfigEntry[], remote: string, branch: string): string | null {
  const ref = `refs/heads/${branch}`;
  const refspecs = config.filter(({key}) => key === `remote.${remote}.fetch`).map(({value}) => value);
  if (refspecs.some((refspec) => refspec.startsWith('^') && partForStar(refspec.slice(1), ref) !== null)) return null;
  for (const refspec of refspecs) {
    const [from = '', to = ''] = refspec.replace(/^\+/, '').split(':');
    const part = partForStar(from, ref);
    if (part !== null && to !== '') return to.replace('*', () => part);
  }
  return null;
}

/** The part of a ref that the `*` of a pattern stands for, '' for a pattern without one; null when it does not match. */
function partForStar(pattern: string, ref: string): string | null {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return pattern === ref ? '' : null;
  const matches = ref.length > before.length + after.length && ref.startsWith(before) && ref.endsWith(after);
  return matches ? ref.slice(before.length, ref.length - after.length) : null;
}

/**
 * Notes in the clone where a branch of the remote is after a push, as `git push` does. What cannot be noted is left: the
 * next fetch brings it.
 */
export async function notePush(
  location: Location,
  {entries, remote}: Pick<Baseline, 'entries' | 'remote'>,
  branch: string,
  to: Sha,
): Promise<void> {
  const ref = remote === null ? null : trackingRef(entries, remote.name, branch);
  if (ref === null) return;
  await gitAt(location, {args: ['update-ref', '-m', 'update by push', ref, to], allowExit: 'any'});
}
