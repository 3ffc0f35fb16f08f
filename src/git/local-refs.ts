import {GitError, RefusedError} from '../domain/errors.ts';
import type {Sha} from '../domain/identity.ts';
import type {RefUpdate} from '../domain/ports/remote.ts';
import {gitAt, gitOf, type Location} from './locate.ts';
import {linesOf, listKinds} from './plumbing.ts';
import {type GitOutput, lastWords} from './run-git.ts';

/** Sets refs of the user's repository in one transaction. Throws RefusedError when one is not as expected. */
export async function updateLocalRefs(location: Location, updates: readonly RefUpdate[]): Promise<void> {
  const output = await setRefs(location, ['--no-deref', '-m', 'laforge'], updates);
  if (output.exitCode === 0) return;
  const moved = updates.find(({ref}) => output.stderr.includes(`'${ref}'`));
  const what = `${moved?.ref ?? 'A ref'} could not be set here: ${lastWords(output)}`;
  throw /expected|already exists|unable to resolve/.test(output.stderr)
    ? new RefusedError('branch-moved', `${what} Somebody changed it meanwhile; run this again.`)
    : new GitError('git-failed', what);
}

/** Sets refs of the user's repository in one transaction; 128 is the exit code when one is not as expected. */
export async function setRefs(
  location: Location,
  options: readonly string[],
  updates: readonly RefUpdate[],
): Promise<GitOutput> {
  const input = ['start', ...updates.map(instruction), 'prepare', 'commit', ''].join('\n');
  return await gitAt(location, {args: ['update-ref', ...options, '--stdin'], input, allowExit: [128]});
}

/** The most commits to look for. A ref that leads to one of them usually leads to the newest. */
const LOOKED_FOR = 50;

/** Finds the refs of the user's repository, by full name, that still lead to one of these commits; also any reflog. */
export async function findKeepers(
  location: Location,
  shas: readonly Sha[],
): Promise<{readonly refs: readonly string[]; readonly reflog: boolean}> {
  const kinds = await listKinds(gitOf(location), shas);
  const present = shas.filter((sha) => kinds.get(sha) === 'commit');
  if (present.length === 0) return {refs: [], reflog: false};
  const wanted = present.slice(0, LOOKED_FOR).map((sha) => `--contains=${sha}`);
  const [refs, reflog] = await Promise.all([
    gitAt(location, {args: ['for-each-ref', '--format=%(refname)', ...wanted]}),
    gitAt(location, {args: ['rev-list', '--ignore-missing', '--reflog'], allowExit: [128]}),
  ]);
  const logged = new Set(reflog.exitCode === 0 ? reflog.stdout.split('\n') : []);
  return {
    refs: linesOf(refs.stdout),
    reflog: present.some((sha) => logged.has(sha)),
  };
}

function instruction({ref, to, expected}: RefUpdate): string {
  if (to === null) return `delete ${ref} ${expected ?? ''}`;
  return expected === null ? `create ${ref} ${to}` : `update ${ref} ${to} ${expected}`;
}
