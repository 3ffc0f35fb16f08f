import {quote, shortSha} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {Log} from '../domain/ports/system.ts';
import type {Head} from '../domain/ports/work-tree.ts';
import {HEADS} from '../domain/refs.ts';
import {nearNames} from '../domain/text.ts';
import type {StepOptions} from './step-options.ts';

/**
 * Checks out the requested branch. A branch that does not exist is created at HEAD, with a notice before the agent costs
 * anything: a mistyped name would otherwise become a new branch at the remote. Resolves to the previous HEAD if the branch is
 * new, else to null.
 */
export async function goToBranch(
  repository: Repository,
  branch: string,
  push: StepOptions['push'],
  log: Pick<Log, 'notice' | 'warn'>,
): Promise<Head | null> {
  const head = await repository.head();
  if ((await repository.switchTo(branch)) === 'existing') return null;
  const from = head.sha === null ? '' : `, at ${shortSha(head.sha)}${head.branch === null ? '' : ` of ${head.branch}`}`;
  const pushed = push === 'none' ? '' : ', and the push of work makes it at the remote';
  const near = nearNames(
    branch,
    [...(await namesHere(repository))].filter((name) => name !== branch),
  );
  const meant = near.length === 0 ? '' : ` Did you mean ${near.map(quote).join(' or ')}?`;
  const sentence = `The branch ${quote(branch)} is new: it begins here${from}${pushed}.${meant}`;
  if (near.length === 0) log.notice(sentence);
  else log.warn(sentence);
  return head;
}

/** The names of all branches this clone knows, local and remote-tracking. */
async function namesHere(repository: Repository): Promise<ReadonlySet<string>> {
  const own = [...(await repository.localRefs(HEADS)).keys()].map((ref) => ref.slice(HEADS.length));
  const followed = [...(await repository.localRefs(REMOTES)).keys()].map((ref) => ref.slice(REMOTES.length));
  return new Set([...own, ...followed.map((name) => name.slice(name.indexOf('/') + 1))]);
}

const REMOTES = 'refs/remotes/';
