import {quote, shortSha} from '../../domain/identity.ts';
import type {Clone} from '../../domain/ports/git.ts';
import type {ChangedRemote, Head, WorkTree} from '../../domain/ports/work-tree.ts';
import {branchRef, HEADS, TAGS} from '../../domain/refs.ts';
import {quoteForShell} from '../../domain/shell-words.ts';
import {nameFirst, nameSome} from '../../domain/text.ts';
import type {StepStart} from './step-progress.ts';

type Repository = Clone & Pick<WorkTree, 'stashes'>;

const MOST_TOLD = 10;

/** More branches or stashes than anybody loses; a record has room for a hundred notes. */
const MOST_NAMED = 40;

/**
 * Warns, in a clone that lasts, of what its user had there and the agent took away: branches and tags that were deleted
 * or moved and whose commits no other ref leads to, and stashes. Git collects them some day, and until then the command
 * in the sentence brings them back. The step's own branch has a sentence of its own.
 */
export async function sayGone(
  repository: Repository,
  {localRefs: before = new Map(), stashes = [], head}: StepStart,
  end: Head,
): Promise<readonly string[]> {
  const now = new Map([...(await repository.localRefs(HEADS)), ...(await repository.localRefs(TAGS))]);
  const own = head.branch !== null && head.branch === end.branch ? branchRef(head.branch) : null;
  const changed = [...before].filter(([ref, sha]) => ref !== own && now.get(ref) !== sha);
  const unreached = await repository.findUnreached([...new Set(changed.map(([, sha]) => sha))]);
  const sentences: string[] = [];
  const lost = changed.filter(([, sha]) => unreached.has(sha)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const isRemoved = ([, sha]: (typeof lost)[number]) => unreached.get(sha) === 'removed';
  const removed = lost.filter(isRemoved);
  if (removed.length > 0)
    sentences.push(
      `The agent moved or deleted refs and removed from the repository what they led to, so no command brings it back: ${nameFirst(removed, MOST_NAMED, ([ref, sha]) => `${quote(ref)} (${shortSha(sha)})`)}.`,
    );
  for (const [ref, sha] of lost.filter((it) => !isRemoved(it)).slice(0, MOST_NAMED)) {
    const [kind, prefix] = ref.startsWith(TAGS) ? (['tag', TAGS] as const) : (['branch', HEADS] as const);
    const name = ref.slice(prefix.length);
    const did = `The agent ${now.has(ref) ? 'moved' : 'deleted'} the ${kind} ${quote(name)}`;
    const commit = unreached.get(sha) === 'commit' ? await repository.commit(sha) : null;
    const what = `${shortSha(sha)}${commit === null ? '' : ` ${quote(commit.subject)}`}`;
    // git moves no branch that is checked out.
    const back =
      ref === branchRef(end.branch ?? '') ? [`${name}-before-the-step`] : now.has(ref) ? ['-f', name] : [name];
    sentences.push(
      `${did}, and no other ref leads to ${what}, where it was. To have it back: ${quoteForShell(['git', kind, ...back, sha])}`,
    );
  }
  const left = new Set(stashes.length === 0 ? [] : (await repository.stashes()).map(({sha}) => sha));
  for (const {sha, message} of stashes.filter((it) => !left.has(it.sha)).slice(0, MOST_NAMED)) {
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
  {findGone, stashes}: Pick<WorkTree, 'findGone' | 'stashes'>,
  {workTree: since, stashes: before = []}: StepStart,
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
  const known = new Set(before.map(({sha}) => sha));
  const isStashed = (await stashes()).some(({sha}) => !known.has(sha));
  const stash = isStashed ? ' It may be in a stash that is new since then: git stash list.' : '';
  const back = commands === '' ? '' : ` What was staged can be had back, in the top folder: ${commands}`;
  return [
    `What was uncommitted here before the step is gone, deleted, moved or reset while the agent ran: ${nameFirst(gone, MOST_TOLD, ({path}) => quote(path))}.${stash}${back}`,
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
