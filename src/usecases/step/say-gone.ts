import {nameCommit, quote, type Sha, shortSha} from '../../domain/identity.ts';
import type {Clone} from '../../domain/ports/git.ts';
import type {ChangedRemote, GoneWork, Head, Stash, WorkTree} from '../../domain/ports/work-tree.ts';
import {branchRef, HEADS, TAGS} from '../../domain/refs.ts';
import {quoteForShell} from '../../domain/shell-words.ts';
import {nameFirst, nameSome} from '../../domain/text.ts';
import {warnOnFailure} from '../warn-on-failure.ts';
import type {EndedStep, FinishStepDeps, StepStart} from './step-progress.ts';

type Repository = Clone &
  Pick<WorkTree, 'changedRemotes' | 'commitTraces' | 'findGone' | 'placesBesideHead' | 'stashes'>;

/** What a step began with, and the HEAD it left; null if that cannot be read. `exclude` are paths of our own. */
interface Ends {
  readonly start: StepStart;
  readonly end: Head | null;
  readonly exclude: readonly string[];
}

/** Looks for one kind of such things. Its sentences name each with the command that brings it back. */
type Look = (repository: Repository, ends: Ends) => Promise<readonly string[]>;

/** The kinds, in the order in which they are told. A job's clone goes with the job, and what it had is elsewhere. */
const IN_LASTING_CLONE: readonly Look[] = [sayWork, sayRefs, sayStashes];
const IN_ANY_CLONE: readonly Look[] = [sayRemotes, sayTags];

/** Warns of what the user had before the step and the agent took away or left aside. The step's branch is told elsewhere. */
export async function sayGone(
  {repository, warn}: Pick<FinishStepDeps, 'repository' | 'warn'>,
  {request, progress: {start}}: EndedStep,
  {
    end,
    isPinned,
  }: Pick<Ends, 'end'> & {
    /** True when a pin keeps what is on no branch. */
    readonly isPinned: boolean;
  },
): Promise<readonly string[]> {
  const ends = {start, end, exclude: request.privatePaths};
  const inLasting = isPinned ? IN_LASTING_CLONE : [...IN_LASTING_CLONE, sayLeftBehind];
  const looks = request.workTreeLasts && end !== null ? [...inLasting, ...IN_ANY_CLONE] : IN_ANY_CLONE;
  const sentences: string[] = [];
  for (const look of looks) sentences.push(...((await warnOnFailure(warn, () => look(repository, ends))) ?? []));
  return sentences;
}

/** Looks before a check, and returns what says, after it, which uncommitted work of the user's the check took away. */
export async function watchWork(
  {repository, warn}: Pick<FinishStepDeps, 'repository' | 'warn'>,
  {request, progress: {start}}: Pick<EndedStep, 'request' | 'progress'>,
): Promise<() => Promise<readonly string[]>> {
  if (!request.workTreeLasts) return async () => [];
  const ends = {start, end: null, exclude: request.privatePaths};
  const find = async () => (await warnOnFailure(warn, () => findWork(repository, ends))) ?? [];
  const before = new Set((await find()).map(({path}) => path));
  return async () => {
    const found = (await find()).filter(({path}) => !before.has(path));
    return (await warnOnFailure(warn, () => tellWork(repository, ends, found, 'check'))) ?? [];
  };
}

const MOST_TOLD = 10;

/** Refs or stashes that are told with a command each. More, as after `git fetch --prune-tags`, share one sentence. */
const MOST_ONE_BY_ONE = 4;

/** More than anybody loses; a sentence has room for them. */
const MOST_NAMED = 40;

/**
 * Finds branches and tags that were deleted or moved and whose commits no other ref leads to. Git collects them some day,
 * and until then the command in the sentence brings them back.
 */
async function sayRefs(
  repository: Repository,
  {start: {localRefs: before = new Map(), head}, end}: Ends,
): Promise<readonly string[]> {
  const now = new Map([...(await repository.localRefs(HEADS)), ...(await repository.localRefs(TAGS))]);
  const own = head.branch !== null && head.branch === end?.branch ? branchRef(head.branch) : null;
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
  const kept = lost
    .filter((it) => !isRemoved(it))
    .map(([ref, sha]) =>
      lostRef({ref, sha, isMoved: now.has(ref), isCheckedOut: ref === branchRef(end?.branch ?? '')}),
    );
  for (const alike of Map.groupBy(kept, ({did, kind}) => `${did} ${kind}`).values()) {
    const [first] = alike;
    if (first !== undefined && alike.length > MOST_ONE_BY_ONE) {
      const names = nameFirst(alike, MOST_NAMED, ({name, sha}) => `${quote(name)} (${shortSha(sha)})`);
      sentences.push(
        `The agent ${first.did} ${alike.length} ${PLURALS[first.kind]}, and no other ref leads to where they were: ${names}. To have one back, such as the first: ${first.back}`,
      );
      continue;
    }
    for (const {did, kind, name, sha, back} of alike) {
      const commit = unreached.get(sha) === 'commit' ? await repository.commit(sha) : null;
      const what = nameCommit(sha, commit?.subject);
      sentences.push(
        `The agent ${did} the ${kind} ${quote(name)}, and no other ref leads to ${what}, where it was. To have it back: ${back}`,
      );
    }
  }
  return sentences;
}

const PLURALS = {tag: 'tags', branch: 'branches'} as const;

function lostRef(ref: {
  readonly ref: string;
  readonly sha: Sha;
  readonly isMoved: boolean;
  readonly isCheckedOut: boolean;
}) {
  const {sha, isMoved} = ref;
  const [kind, prefix] = ref.ref.startsWith(TAGS) ? (['tag', TAGS] as const) : (['branch', HEADS] as const);
  const name = ref.ref.slice(prefix.length);
  // With tag.gpgSign, git would make a new tag object and ask for a message.
  const options = [...(kind === 'tag' ? ['--no-sign'] : []), ...(isMoved ? ['-f'] : [])];
  // git moves no branch that is checked out.
  const args = ref.isCheckedOut ? [`${name}-before-the-step`] : [...options, name];
  return {
    kind,
    name,
    sha,
    did: isMoved ? 'moved' : 'deleted',
    back: quoteForShell(['git', kind, ...args, sha]),
  } as const;
}

async function sayStashes(
  repository: Repository,
  {
    start: {
      workTree: {stashes: before},
    },
  }: Ends,
): Promise<readonly string[]> {
  const left = new Set(before.length === 0 ? [] : (await repository.stashes()).map(({sha}) => sha));
  const dropped = before.filter(({sha}) => !left.has(sha));
  const unreached = await repository.findUnreached(dropped.map(({sha}) => sha));
  const nameOf = ({sha, message}: Stash) => nameCommit(sha, message === '' ? undefined : message);
  const backOf = ({sha, message}: Stash) =>
    quoteForShell(['git', 'stash', 'store', ...(message === '' ? [] : ['-m', message]), sha]);
  const removed = dropped.filter(({sha}) => unreached.get(sha) === 'removed');
  const kept = dropped.filter(({sha}) => unreached.get(sha) !== 'removed');
  const [first] = kept;
  return [
    ...(removed.length === 0
      ? []
      : [
          `The agent took ${nameFirst(removed, MOST_NAMED, nameOf)} out of the stash and removed it from the repository, so no command brings it back.`,
        ]),
    ...(first === undefined || kept.length <= MOST_ONE_BY_ONE
      ? kept.map((it) => `The agent took ${nameOf(it)} out of the stash. To have it back there: ${backOf(it)}`)
      : [
          `The agent took ${kept.length} entries out of the stash: ${nameFirst(kept, MOST_NAMED, nameOf)}. To have one back there, such as the first: ${backOf(first)}`,
        ]),
  ];
}

/** Finds the agent's commits that were HEAD while it was on no branch, and that nothing leads to since it left them. */
async function sayLeftBehind(repository: Repository, {start: {clone}}: Ends): Promise<readonly string[]> {
  const {made, madeElsewhere} = repository.commitTraces(clone, null);
  const isOwn = (sha: Sha) => made.has(sha) && !madeElsewhere.has(sha);
  if (![...made].some(isOwn)) return [];
  const places = await repository.placesBesideHead(clone);
  const left = places.filter(({name, sha}) => name === null && isOwn(sha)).map(({sha}) => sha);
  const sentences: string[] = [];
  for (const [sha, kind] of await repository.findUnreached(left)) {
    const commit = kind === 'commit' ? await repository.commit(sha) : null;
    if (commit === null) continue;
    const keep = quoteForShell(['git', 'branch', `step-${shortSha(sha)}`, sha]);
    sentences.push(
      `The agent left the commit ${shortSha(sha)} ${quote(commit.subject)} on no branch, and no ref leads to it. To keep it: ${keep}`,
    );
  }
  return sentences.slice(0, MOST_TOLD);
}

/**
 * Finds uncommitted work that was there before and is no more, as after `git reset --hard` or `git clean`. For what
 * was staged git may still have the content, and so may a commit of the agent's on a branch that it left again.
 */
async function sayWork(repository: Repository, ends: Ends): Promise<readonly string[]> {
  return await tellWork(repository, ends, await findWork(repository, ends), 'agent');
}

async function findWork(
  repository: Repository,
  {start: {workTree: since, clone}, exclude}: Ends,
): Promise<readonly GoneWork[]> {
  if (since.older.length === 0) return [];
  const {made, madeElsewhere} = repository.commitTraces(clone, null);
  // A reflog has what was made before the step too.
  const known = new Set([...clone.tips, ...madeElsewhere]);
  return await repository.findGone({since, exclude, made: [...made].filter((sha) => !known.has(sha))});
}

async function tellWork(
  repository: Repository,
  {start: {workTree: since}}: Ends,
  found: readonly GoneWork[],
  who: 'agent' | 'check',
): Promise<readonly string[]> {
  const sentences: string[] = [];
  for (const [sha, paths] of Map.groupBy(found, ({commit}) => commit))
    if (sha !== null) sentences.push(await sayCommitted(repository, sha, paths, who));
  const gone = found.filter(({commit}) => commit === null);
  if (gone.length === 0) return sentences;
  const staged = gone.flatMap(({path, staged}) => (staged === null ? [] : [[path, staged] as const]));
  const commands = staged
    .slice(0, MOST_TOLD)
    .map(([path, sha]) => `git cat-file -p ${sha} > ${quoteForShell([path])}`)
    .join('; ');
  const earlier = new Set(since.stashes.map(({sha}) => sha));
  const isStashed = (await repository.stashes()).some(({sha}) => !earlier.has(sha));
  const stash = isStashed ? ' It may be in a stash that is new since then: git stash list.' : '';
  const back = commands === '' ? '' : ` What was staged can be had back, in the top folder: ${commands}`;
  return [
    ...sentences,
    `The ${who} deleted or reset what was uncommitted here before the step: ${namePaths(gone)}.${stash}${back}`,
  ];
}

const namePaths = (paths: readonly Pick<GoneWork, 'path'>[]) => nameFirst(paths, MOST_TOLD, ({path}) => quote(path));

/** Says where work of somebody's is that the agent committed and is no longer in the work tree. */
async function sayCommitted(
  repository: Clone,
  sha: Sha,
  paths: readonly GoneWork[],
  who: 'agent' | 'check',
): Promise<string> {
  const commit = await repository.commit(sha);
  const {refs} = await repository.keepersOf([sha]);
  const branch = refs.find((ref) => ref.startsWith(HEADS));
  const where = branch === undefined ? 'in a commit on no branch' : `on ${quote(branch.slice(HEADS.length))}`;
  const what = nameCommit(sha, commit?.subject);
  const names = paths.slice(0, MOST_TOLD).map(({path}) => path);
  const back = quoteForShell(['git', 'restore', `--source=${sha}`, '--', ...names]);
  return `The ${who} committed what was uncommitted here before the step ${where}, as ${what}, and took it out of this work tree: ${namePaths(paths)}. To have it here, in the top folder: ${back}`;
}

/** Finds remotes that the agent removed or had lead elsewhere: what is pushed there next would go wrong, or to another. */
async function sayRemotes({changedRemotes}: Repository, {start: {head}}: Ends): Promise<readonly string[]> {
  const changed = await changedRemotes(head.branch);
  return changed.slice(0, MOST_TOLD).map((remote) => `The agent ${whatOf(remote)}. To have it back: ${remote.back}`);
}

/** Finds tags that the agent made and did not push, such as `npm version` does: a step pushes its branch alone. */
async function sayTags({remote, localRefs}: Repository, {start: {tags}}: Ends): Promise<readonly string[]> {
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
