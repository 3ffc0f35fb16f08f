import {join} from 'node:path';
import {isSha, type Sha} from '../domain/identity.ts';
import type {Commit, KeptCommit} from '../domain/ports/commits.ts';
import type {Repository} from '../domain/ports/git.ts';
import {type AncestryPlace, findAncestor} from './ancestry.ts';
import type {Commits} from './checked-commits.ts';
import type {CommitObject} from './commit-object.ts';
import {completeHistory} from './complete-history.ts';
import {type Connection, listKinds, missingCommits} from './connection.ts';
import {BOT, identityEnvironment, LAFORGE} from './identity.ts';
import {gitAt, type Location} from './locate.ts';
import type {PrivateRepository} from './private-repository.ts';
import {withFolder} from './tree-folder.ts';

/** The part of a Repository that reads history, and adds to it without touching a branch. */
export type History = Pick<
  Repository,
  | 'commit'
  | 'commits'
  | 'isAncestor'
  | 'reachedFrom'
  | 'changedPaths'
  | 'resolve'
  | 'commitMessage'
  | 'createPinCommit'
  | 'createNote'
  | 'createCommit'
  | 'treeOf'
  | 'withFolder'
  | 'commitsTouching'
  | 'commitsOnlyOf'
  | 'kindsOf'
  | 'bundle'
>;

interface HistoryPlace {
  readonly location: Location;
  readonly repository: PrivateRepository;
  readonly commits: Commits;
  readonly connection: Connection | null;
}

/** The history of a repository, read through the private repository, where no setting of the folder applies. */
export function openHistory({location, repository, commits, connection}: HistoryPlace): History {
  const {commonDir} = location;
  const place = {repository, commits, connection};
  const treeOf = async (state: Sha) =>
    (await repository.git({args: ['rev-parse', '--verify', '--end-of-options', `${state}^{tree}`]})).stdout.trim();

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
      return stdout.split('\0').filter((path) => path !== '');
    },

    resolve: async (revision) => {
      const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
      const {exitCode, stdout} = await gitAt(location, {args, allowExit: [1, 128]});
      if (exitCode === 0) return stdout.trim();
      return isSha(revision) && (await missingCommits(repository, [revision])).length === 0 ? revision : null;
    },

    commitMessage: async (sha) => (await commits.near.read([sha])).get(sha)?.message ?? null,

    createPinCommit: async (parent, message) => {
      const args = ['commit-tree', '-p', parent, `${parent}^{tree}`];
      const theirs = {...identityEnvironment(LAFORGE), GIT_OBJECT_DIRECTORY: join(commonDir, 'objects')};
      // 1. into the user's objects, so that a local ref can hold it …
      const pinned = await repository.git({args, input: message, env: theirs, allowExit: [128]});
      if (pinned.exitCode === 0) return pinned.stdout.trim();
      // 2. … unless the parent is in ours alone: there a commit without its parent would be damage.
      return (await repository.git({args, input: message, env: identityEnvironment(LAFORGE)})).stdout.trim();
    },

    createCommit: async ({tree, parent, message, at, author}) => {
      const date = `@${Math.floor(at.getTime() / 1000)} +0000`;
      const env = {
        ...identityEnvironment(author ?? BOT),
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_DATE: date,
      };
      const args = ['commit-tree', '-p', parent, tree];
      return (await repository.git({args, input: message, env})).stdout.trim();
    },

    treeOf,

    withFolder: async (tree, folder, from) => await withFolder(repository, tree, folder, from),

    commitsTouching: async (from, to, paths) => {
      const specs = paths.map((path) => `:(top,literal)${path}`);
      const args = ['rev-list', '--end-of-options', to, `^${from}`, '--', ...specs];
      return (await repository.git({args})).stdout.split('\n').filter((line) => line !== '');
    },

    createNote: async (message) => {
      const env = {...identityEnvironment(LAFORGE), GIT_OBJECT_DIRECTORY: join(commonDir, 'objects')};
      const tree = (await repository.git({args: ['mktree'], env})).stdout.trim();
      return (await repository.git({args: ['commit-tree', tree], input: message, env})).stdout.trim();
    },

    commitsOnlyOf: async (where, groups, others) =>
      await findCommitsOnlyOf({...place, connection: where === 'local' ? null : connection}, groups, others),

    kindsOf: async (shas, remoteTips) => {
      const canComplete = remoteTips !== null && connection !== null && repository.shallowBoundaries().size === 0;
      const where = canComplete ? repository.forHistory() : repository;
      if (canComplete) await completeHistory(connection, where, remoteTips);
      return await listKinds(where, shas);
    },

    bundle: async (from, to, ref, file) => {
      await repository.git({args: ['update-ref', '--end-of-options', ref, to]});
      const range = from === null ? [ref] : [ref, `^${from}`];
      await repository.git({args: ['bundle', 'create', '--quiet', file, ...range]});
    },
  };
}

/** A commit as lists of commits carry it: a message can have megabytes. */
function withoutMessage({message: _, ...commit}: CommitObject): Commit {
  return commit;
}

/** Two groups or more lead to the commit. */
const SEVERAL = Symbol('several');

/**
 * For each group of tips the commits that it alone leads to, neither another group nor one of the other tips; newest
 * first. With a connection the tips are the remote's and their history is completed; without one they are the user's
 * own, as far as that history reaches.
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
    // Children come before their parents, so whose a commit is has been settled when it is reached.
    const owner = owners.get(sha) ?? SEVERAL;
    for (const parent of parents) lead(owner, parent);
    if (owner !== SEVERAL) found.get(owner)?.push({sha, subject});
  }
  return found;
}
