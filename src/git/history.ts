import {join} from 'node:path';
import {GitError} from '../domain/errors.ts';
import {isSha, type Sha} from '../domain/identity.ts';
import type {Ancestry, Commit, Commits as CommitsPort, KeptCommit} from '../domain/ports/commits.ts';
import type {CheckedCommits, Commits} from './checked-commits.ts';
import {type CommitObject, hasSignature, readPlainChanges, signatureOf, signCommit} from './commit-object.ts';
import {type Connection, completeHistory, type FetchOptions, readCompletely, WHOLE_DEPTH} from './connection.ts';
import {isShallow} from './head.ts';
import {BOT, identityEnvironment, LAFORGE} from './identity.ts';
import {gitOf, type Location} from './locate.ts';
import {
  commitTree,
  linesOf,
  listKinds,
  listTree,
  missingCommits,
  onIndex,
  parseChangeCount,
  recordsOf,
  resolveName,
  setEntries,
  toCountChanges,
  treeOf,
} from './plumbing.ts';
import {lendFolder, type PrivateRepository} from './private-repository.ts';
import {emptyTree} from './raw-diff.ts';

/** The commits, without what is read in another way. */
export type History = Omit<CommitsPort, 'diffs' | 'landed' | 'submodulesOf'>;

interface HistoryPlace {
  readonly location: Location;
  readonly commits: Commits;
  readonly connection: Connection | null;
}

/** Opens a repository's history. It is read through the private repository, where no setting of the folder applies. */
export function openHistory({location, commits, connection}: HistoryPlace): History {
  const {commonDir, repository} = location;
  const place = {repository, commits, connection};
  const {git} = repository;
  const theirObjects = {GIT_OBJECT_DIRECTORY: join(commonDir, 'objects')};

  return {
    commit: async (sha) => [...(await commits.near.read([sha])).values()].map(withoutMessage)[0] ?? null,

    commits: async (from, to) => {
      const {shas, isWhole} = await commits.near.between(from === null ? [] : [from], [to]);
      return {commits: [...(await commits.near.read(shas)).values()].map(withoutMessage), complete: isWhole};
    },

    isAncestor: async (ancestor, descendant) => await findAncestor(place, ancestor, descendant),

    reachedFrom: async (where, tips, shas) => {
      const isRemote = where === 'remote' && connection !== null;
      if (isRemote) await completeHistory(connection, repository.forHistory(), tips);
      const reached = await (isRemote ? commits.far : commits.near).reachedFrom(tips);
      return new Set(shas.filter((sha) => reached.has(sha)));
    },

    changedPaths: async (from, to, under) => {
      const paths = under === '' || under === '.' ? [] : [`:(top,literal)${under}`];
      const {stdout} = await repository.git({
        args: ['diff-tree', '-r', '-z', '--name-only', '--no-renames', '--end-of-options', from, to, '--', ...paths],
      });
      return recordsOf(stdout);
    },

    resolve: async (revision) => {
      const found = await resolveName(gitOf(location), `${revision}^{commit}`);
      if (found !== null) return found;
      return isSha(revision) && (await missingCommits(git, [revision])).length === 0 ? revision : null;
    },

    isShallow: async () => isShallow(commonDir),

    diffStat: async (from, to) => {
      const command = toCountChanges(from ?? emptyTree(location), to);
      // Only for the record: it is not worth fetching files that nobody has asked for.
      return parseChangeCount(await readCompletely(repository, null, command));
    },

    commitMessage: async (sha) => (await commits.near.read([sha])).get(sha)?.message ?? null,

    createPinCommit: async (parent, message, others = []) => {
      const commit = {tree: `${parent}^{tree}`, parents: [parent, ...others], message};
      try {
        // 1. into the user's objects, so that a local ref can hold it …
        return await commitTree(git, commit, {...identityEnvironment(LAFORGE), ...theirObjects});
      } catch (error) {
        // 2. … unless only our repository has the parent: a commit without its parent would damage the user's.
        if (!(error instanceof GitError) || error.code !== 'git-failed') throw error;
        return await commitTree(git, commit, identityEnvironment(LAFORGE));
      }
    },

    createCommit: async ({tree, parent, message, at, author}) => {
      const date = `@${Math.floor(at.getTime() / 1000)} +0000`;
      const dates = {GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date};
      return await commitTree(
        git,
        {tree, parents: [parent], message},
        {...identityEnvironment(author ?? BOT), ...dates},
      );
    },

    signCommit: async (commit) => await signCommit(repository, commit),
    hasSignature: async (commit) => await hasSignature(repository, commit),
    signatureOf: async (commit) => await signatureOf(repository, commit),
    plainChanges: async (request) => await readPlainChanges(repository, request),

    treeOf: async (state) => await treeOf(git, state),

    withFolder: async (tree, folder, from) => await withFolder(location, tree, folder, from),

    commitsTouching: async (from, to, paths) => {
      const specs = paths.map((path) => `:(top,literal)${path}`);
      const args = ['rev-list', '--end-of-options', to, `^${from}`, '--', ...specs];
      return linesOf((await git({args})).stdout);
    },

    createNote: async (message, parent = null) => {
      const env = {...identityEnvironment(LAFORGE), ...theirObjects};
      const tree = (await git({args: ['mktree'], env})).stdout.trim();
      return await commitTree(git, {tree, parents: parent === null ? [] : [parent], message}, env);
    },

    messagesOf: async (tip, most) => {
      const {shas} = await commits.near.between([], [tip]);
      return [...(await commits.near.read(shas.slice(0, most))).values()].map(({message}) => message);
    },

    commitsOnlyOf: async (where, groups, others) =>
      await findCommitsOnlyOf({...place, connection: where === 'local' ? null : connection}, groups, others),

    kindsOf: async (shas, remoteTips) => {
      const canComplete = remoteTips !== null && connection !== null && repository.shallowBoundaries().size === 0;
      const where = canComplete ? repository.forHistory() : repository;
      if (canComplete) await completeHistory(connection, where, remoteTips);
      return await listKinds(where.git, shas);
    },

    bundle: async (from, to, ref, file) => {
      await repository.git({args: ['update-ref', '--end-of-options', ref, to]});
      const range = from === null ? [ref] : [ref, `^${from}`];
      await repository.git({args: ['bundle', 'create', '--quiet', file, ...range]});
    },

    unbundle: async (file, into) => {
      const config = [{key: 'transfer.fsckObjects', value: 'true'}];
      const own = {
        ...theirObjects,
        // Our refs point to what was fetched, and git checks refs.
        GIT_ALTERNATE_OBJECT_DIRECTORIES: repository.objectDirectory(),
      };
      await repository.git({args: ['bundle', 'unbundle', file], config, env: into === 'own' ? own : {}});
    },
  };
}

/** Drops the message, which can have megabytes, for lists of commits. */
function withoutMessage({message: _, ...commit}: CommitObject): Commit {
  return commit;
}

/** The owner of a commit that two or more groups lead to. */
const SEVERAL = Symbol('several');

/**
 * Lists, for each group of tips, the commits that no other group and none of the other tips leads to, newest first.
 * With a connection the tips are the remote's and their history is completed; without one they are the user's own, as
 * far as that history reaches.
 */
async function findCommitsOnlyOf(
  {repository, commits, connection}: AncestryPlace,
  groups: ReadonlyMap<string, readonly Sha[]>,
  others: readonly Sha[],
): Promise<ReadonlyMap<string, readonly KeptCommit[]>> {
  const found = new Map<string, KeptCommit[]>([...groups.keys()].map((name) => [name, []]));
  const tips = [...groups.values()].flat();
  if (tips.length === 0) return found;
  const where = connection === null ? commits.near : commits.far;
  if (connection !== null)
    await completeHistory(connection, repository.forHistory(), [...new Set([...tips, ...others])]);

  const owners = new Map<Sha, string | typeof SEVERAL>();
  const lead = (group: string | typeof SEVERAL, sha: Sha) => {
    const owner = owners.get(sha);
    owners.set(sha, owner === undefined || owner === group ? group : SEVERAL);
  };
  for (const [group, shas] of groups) for (const sha of shas) lead(group, sha);
  const {shas} = await where.between(others, tips);
  for (const {sha, subject, parents} of (await where.read(shas)).values()) {
    // Children come before their parents, so a commit's owner is settled when it is reached.
    const owner = owners.get(sha) ?? SEVERAL;
    for (const parent of parents) lead(owner, parent);
    if (owner !== SEVERAL) found.get(owner)?.push({sha, subject});
  }
  return found;
}

/** The depths to which a shallow history is fetched, one after the other, before all of it is. */
const STEPS = [50, 400, 3200];

/** The answer of one repository. `at` names what must be fetched to learn more. */
type Look =
  | {readonly answer: 'yes' | 'no'}
  | {readonly answer?: never; readonly kind: 'cut' | 'absent'; readonly at: readonly Sha[]};

interface AncestryPlace {
  readonly repository: PrivateRepository;
  readonly commits: Commits;
  readonly connection: Connection | null;
}

/**
 * Tells if one commit is an ancestor of another. A shallow clone would make git say no for "not seen", so a no is given
 * only on a complete history, which is deepened in growing steps, commits alone. `unknown` when that fails or when a
 * commit on the way is not what its name says.
 */
async function findAncestor(
  {repository, commits, connection}: AncestryPlace,
  ancestor: Sha,
  descendant: Sha,
): Promise<Ancestry> {
  if (ancestor === descendant) return 'yes';
  try {
    let look = await lookFor(commits.near, ancestor, descendant);
    for (const step of [...STEPS, null]) {
      if (look.answer !== undefined) return look.answer;
      const fetched = await connection?.fetch(repository.forHistory(), look.at, fetchOptions(look.kind, step));
      if (!fetched) return 'unknown';
      look = await lookFor(commits.far, ancestor, descendant);
    }
    return look.answer ?? 'unknown';
  } catch (error) {
    if (error instanceof GitError) return 'unknown';
    throw error;
  }
}

/** A cut-off history is deepened; a commit that is absent is fetched with a depth. */
function fetchOptions(kind: 'cut' | 'absent', step: number | null): FetchOptions {
  if (step === null) return {depth: WHOLE_DEPTH, commitsOnly: true};
  return kind === 'cut' ? {deepen: step, commitsOnly: true} : {depth: step, commitsOnly: true};
}

async function lookFor(commits: CheckedCommits, ancestor: Sha, descendant: Sha): Promise<Look> {
  const {found, walk} = await commits.leadsTo(descendant, ancestor);
  if (found) return {answer: 'yes'};
  if (walk.unread.has(descendant)) return {kind: 'absent', at: [descendant]};
  return walk.ends.size === 0 ? {answer: 'no'} : {kind: 'cut', at: [...walk.ends]};
}

/** Makes a tree with one folder taken from another tree, in an index of our own. Throws GitError. */
async function withFolder(location: Location, tree: Sha, folder: string, from: Sha): Promise<Sha> {
  const {repository} = location;
  return await lendFolder(repository, async (place) => {
    const git = onIndex(repository.git, join(place, 'index'));
    const [ours, theirs] = [await listTree(git, tree, [folder]), await listTree(git, from, [`${folder}/`])];
    const changes = [
      ...ours.map(({path}) => ({path, after: null})),
      ...theirs.map(({path, ...after}) => ({path, after})),
    ];
    await git({args: ['read-tree', '--end-of-options', tree]});
    await setEntries(git, changes, location);
    return (await git({args: ['write-tree']})).stdout.trim();
  });
}
