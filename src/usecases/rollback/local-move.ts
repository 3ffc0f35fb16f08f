import {describeError} from '../../domain/errors.ts';
import {type Sha, shortSha} from '../../domain/identity.ts';
import type {Commits} from '../../domain/ports/commits.ts';
import type {Clone} from '../../domain/ports/git.ts';
import type {Log} from '../../domain/ports/system.ts';
import {branchRef} from '../../domain/refs.ts';

/** The move of the local branch. `left`: it stays as it is, for the reason given. */
export type LocalMove =
  | {readonly kind: 'none'}
  | {readonly kind: 'move'; readonly from: Sha; readonly to: Sha}
  | {readonly kind: 'left'; readonly reason: string};

/** Plans the local branch when the remote one goes back: it follows if the target is one of its ancestors too. */
export async function planLocalReset(repository: Commits, branch: string, to: Sha): Promise<LocalMove> {
  const from = await repository.resolve(branchRef(branch));
  if (from === null || from === to) return {kind: 'none'};
  if ((await repository.isAncestor(to, from)) === 'yes') return {kind: 'move', from, to};
  const reason = `it is at ${shortSha(from)}, which does not build on ${shortSha(to)}. Bring it there yourself when you need it.`;
  return {kind: 'left', reason};
}

/** Plans the local branch when commits are added to the remote one: it follows if the remote has all of its own. */
export async function planLocalAdvance(
  repository: Commits,
  where: 'remote' | 'local' | 'both',
  {branch, from: tip, to}: {readonly branch: string; readonly from: Sha; readonly to: Sha},
): Promise<LocalMove> {
  if (where === 'remote') return {kind: 'none'};
  if (where === 'local') return {kind: 'move', from: tip, to};
  const from = await repository.resolve(branchRef(branch));
  if (from === null) return {kind: 'none'};
  if ((await repository.isAncestor(from, tip)) === 'yes') return {kind: 'move', from, to};
  return {
    kind: 'left',
    reason: `it is at ${shortSha(from)}, which the remote branch does not have. Merge the two with git pull.`,
  };
}

/** Warns that only the local branch moves, if `differs` holds for where the remote one was last seen. */
export async function sayRemoteStays(
  repository: Pick<Clone, 'localRefs'>,
  branch: string,
  how: string,
  differs: (seen: Sha) => boolean | Promise<boolean>,
): Promise<readonly string[]> {
  for (const [ref, seen] of await repository.localRefs('refs/remotes/')) {
    const [, , , ...name] = ref.split('/');
    if (name.join('/') !== branch || !(await differs(seen))) continue;
    return [`Only the ${branch} of this clone moves: the remote one, as it was last seen, ${how}.`];
  }
  return [];
}

/** Moves the local branch after the remote one. The remote one has moved by now, so a failure is only reported. */
export async function followRemote(local: LocalMove, move: () => Promise<void>): Promise<LocalMove> {
  if (local.kind !== 'move') return local;
  try {
    await move();
    return local;
  } catch (error) {
    return {kind: 'left', reason: describeError(error)};
  }
}

/** Warns of a local branch that stays, and returns the warning. */
export function sayLeft(log: Log, branch: string, local: LocalMove): readonly string[] {
  if (local.kind !== 'left') return [];
  const warning = `The local ${branch} was left as it is: ${local.reason}`;
  log.warn(warning);
  return [warning];
}
