import {quote, type Sha, shortSha} from '../../domain/identity.ts';
import type {Clone} from '../../domain/ports/git.ts';
import type {ChangedRemote, WorkTree} from '../../domain/ports/work-tree.ts';
import {HEADS, TAGS} from '../../domain/refs.ts';
import {quoteForShell} from '../../domain/shell-words.ts';
import {nameFirst, nameSome} from '../../domain/text.ts';
import type {StepStart} from './step-progress.ts';

type Repository = Clone & Pick<WorkTree, 'stashes'>;

const MOST_TOLD = 10;

/** More stashes than anybody has; a record has room for a hundred notes. */
const MOST_STASHES = 50;

/**
 * Warns, in a clone that lasts, of what its user had there and the agent took away: branches whose commits no other ref
 * leads to, and stashes. Git collects them some day, and until then the command in the sentence brings them back.
 */
export async function sayGone(
  repository: Repository,
  {branches = new Map(), stashes = []}: StepStart,
): Promise<readonly string[]> {
  const now = await repository.localRefs(HEADS);
  const deleted = [...branches].filter(([ref]) => !now.has(ref)).slice(0, MOST_TOLD);
  const sentences: string[] = [];
  for (const [ref, sha] of deleted) {
    const name = ref.slice(HEADS.length);
    if ((await repository.keepersOf([sha])).refs.length > 0) continue;
    const what = await describe(repository, sha);
    if (what !== null)
      sentences.push(
        `The agent deleted the branch ${quote(name)}, and no other ref leads to ${what}. To have it back: ${quoteForShell(['git', 'branch', name, sha])}`,
      );
  }
  const left = new Set(stashes.length === 0 ? [] : (await repository.stashes()).map(({sha}) => sha));
  for (const {sha, message} of stashes.filter((it) => !left.has(it.sha)).slice(0, MOST_STASHES)) {
    const what = `${shortSha(sha)}${message === '' ? '' : ` ${quote(message)}`}`;
    const back = quoteForShell(['git', 'stash', 'store', ...(message === '' ? [] : ['-m', message]), sha]);
    sentences.push(
      (await repository.commit(sha)) === null
        ? `The agent took ${what} out of the stash and removed it from the repository, so no command brings it back.`
        : `The agent took ${what} out of the stash. To have it back there: ${back}`,
    );
  }
  return sentences;
}

/**
 * Warns of uncommitted work that was there before and is no more, as after `git reset --hard` or `git clean`. For what
 * was staged git may still have the content.
 */
export async function sayGoneWork(
  {findGone}: Pick<WorkTree, 'findGone'>,
  {workTree: since}: StepStart,
  exclude: readonly string[],
): Promise<readonly string[]> {
  if (since.older.length === 0) return [];
  const gone = await findGone({since, exclude});
  if (gone.length === 0) return [];
  const staged = gone.flatMap(({path, staged}) => (staged === null ? [] : [[path, staged] as const]));
  const commands = staged
    .slice(0, MOST_TOLD)
    .map(([path, sha]) => `git cat-file -p ${sha} > ${quoteForShell([path])}`)
    .join('; ');
  const back = commands === '' ? '' : ` What was staged can be had back, in the top folder: ${commands}`;
  return [
    `What was uncommitted here before the step is gone, deleted or reset by the agent: ${nameFirst(gone, MOST_TOLD, ({path}) => quote(path))}.${back}`,
  ];
}

/** Warns of remotes that the agent removed or had lead elsewhere: what is pushed there next would go wrong, or to another. */
export async function sayRemotes(
  {changedRemotes}: Pick<WorkTree, 'changedRemotes'>,
  {head}: StepStart,
): Promise<readonly string[]> {
  const changed = await changedRemotes(head.branch);
  return changed.slice(0, MOST_TOLD).map((remote) => `The agent ${whatOf(remote)}. To have it back: ${remote.back}`);
}

/** Warns of tags that the agent made and did not push, such as `npm version` does: a step pushes its branch alone. */
export async function sayTags(
  {remote, localRefs}: Pick<Clone, 'remote' | 'localRefs'>,
  {tags}: StepStart,
): Promise<readonly string[]> {
  if (remote === null || tags === undefined) return [];
  const made = [...(await localRefs(TAGS))].filter(([ref, sha]) => tags.get(ref) !== sha);
  if (made.length === 0) return [];
  const pushed = await remote.refs([`${TAGS}*`]);
  const left = made.map(([ref]) => ref).filter((ref) => !pushed.has(ref));
  if (left.length === 0) return [];
  const names = nameSome(
    left.map((ref) => quote(ref.slice(TAGS.length))),
    MOST_TOLD,
  );
  const command = quoteForShell(['git', 'push', remote.name, ...left.slice(0, MOST_TOLD)]);
  return [
    `The agent made tags that are only in this clone, since a step pushes no tags: ${names}. To push them: ${command}`,
  ];
}

function whatOf(remote: ChangedRemote): string {
  const name = quote(remote.name);
  switch (remote.kind) {
    case 'removed':
      return `removed the remote ${name}, which was ${quote(remote.was)}`;
    case 'renamed':
      return `renamed the remote ${name} to ${quote(remote.to)}`;
    case 'moved':
      return `had the remote ${name} lead to ${quote(remote.to)}, and no longer to ${quote(remote.was)}`;
    case 'other-push':
      return `had git push send ${remote.branch} to ${quote(remote.to)}, and no longer to the remote ${name}`;
  }
}

async function describe(repository: Repository, sha: Sha): Promise<string | null> {
  const commit = await repository.commit(sha);
  return commit === null ? null : `${shortSha(sha)} ${quote(commit.subject)}`;
}
