import {createHash} from 'node:crypto';
import {join} from 'node:path';
import {GitError} from '../domain/errors.ts';
import {isSha, type Sha} from '../domain/identity.ts';
import type {Commit, Repository} from '../domain/ports/git.ts';
import {findAncestor} from './ancestry.ts';
import {findCommitsOnlyOf} from './commits-only-of.ts';
import {completeHistory} from './complete-history.ts';
import {type Connection, listKinds, missingCommits} from './connection.ts';
import {identityEnvironment, LAFORGE} from './identity.ts';
import {parseBatch} from './objects.ts';
import type {PrivateRepository} from './private-repository.ts';
import {runGit} from './run-git.ts';

/** The part of a Repository that reads history, and adds to it without touching a branch. */
export type History = Pick<
  Repository,
  | 'commits'
  | 'isAncestor'
  | 'changedPaths'
  | 'resolve'
  | 'commitMessage'
  | 'createPinCommit'
  | 'createNote'
  | 'commitsOnlyOf'
  | 'kindsOf'
  | 'bundle'
>;

export interface HistoryPlace {
  readonly root: string;
  /** The git folder common to all worktrees. */
  readonly commonDir: string;
  readonly repository: PrivateRepository;
  readonly connection: Connection | null;
}

/** The history of a repository, read through the private repository, where no setting of the folder applies. */
export function openHistory({root, commonDir, repository, connection}: HistoryPlace): History {
  const readMessage = async (sha: Sha): Promise<string | null> => {
    const {exitCode, stdout} = await repository.git({
      args: ['log', '-1', '--no-show-signature', '--encoding=UTF-8', '--format=%B', '--end-of-options', sha, '--'],
      allowExit: [128],
    });
    return exitCode === 0 ? stdout.replace(/\n$/, '') : null;
  };

  return {
    commits: async (from, to, limit) => {
      const range = from === null ? [to] : [to, `^${from}`];
      const most = limit === undefined ? [] : [`--max-count=${limit}`];
      const {stdout} = await repository.git({args: ['log', ...LOG, ...most, '--end-of-options', ...range, '--']});
      const commits = parseLog(stdout);
      if (from !== null) {
        await checkContents(
          repository,
          commits.map(({sha}) => sha),
        );
      }
      const boundaries = repository.shallowBoundaries();
      return {commits, complete: !commits.some(({sha}) => boundaries.has(sha))};
    },

    isAncestor: async (ancestor, descendant) => await findAncestor(repository, connection, ancestor, descendant),

    changedPaths: async (from, to, under) => {
      const paths = under === '' || under === '.' ? [] : [`:(top,literal)${under}`];
      const {stdout} = await repository.git({
        args: ['diff-tree', '-r', '-z', '--name-only', '--no-renames', '--end-of-options', from, to, '--', ...paths],
      });
      return stdout.split('\0').filter((path) => path !== '');
    },

    resolve: async (revision) => {
      const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
      const env = {GIT_NO_LAZY_FETCH: '1'};
      const {exitCode, stdout} = await runGit({args, cwd: root, env, allowExit: [1, 128]});
      if (exitCode === 0) return stdout.trim();
      return isSha(revision) && (await missingCommits(repository, [revision])).length === 0 ? revision : null;
    },

    commitMessage: readMessage,

    createPinCommit: async (parent, message) => {
      const args = ['commit-tree', '-p', parent, `${parent}^{tree}`];
      const theirs = {...identityEnvironment(LAFORGE), GIT_OBJECT_DIRECTORY: join(commonDir, 'objects')};
      // 1. into the user's objects, so that a local ref can hold it …
      const pinned = await repository.git({args, input: message, env: theirs, allowExit: [128]});
      if (pinned.exitCode === 0) return pinned.stdout.trim();
      // 2. … unless the parent is in ours alone: there a commit without its parent would be damage.
      return (await repository.git({args, input: message, env: identityEnvironment(LAFORGE)})).stdout.trim();
    },

    createNote: async (message) => {
      const env = {...identityEnvironment(LAFORGE), GIT_OBJECT_DIRECTORY: join(commonDir, 'objects')};
      const tree = (await repository.git({args: ['mktree'], env})).stdout.trim();
      return (await repository.git({args: ['commit-tree', tree], input: message, env})).stdout.trim();
    },

    commitsOnlyOf: async (place, groups, others) =>
      await findCommitsOnlyOf(repository, place === 'local' ? null : connection, groups, others),

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

/**
 * Makes sure that commits are what their names say. git believes the files it reads, and an agent can write others in
 * their place: a commit with other parents would make a push that is no fast-forward look like one. Throws GitError.
 */
async function checkContents(repository: PrivateRepository, shas: readonly Sha[]): Promise<void> {
  if (shas.length === 0) return;
  const input = `${shas.join('\n')}\n`;
  const {stdout} = await repository.git({args: ['cat-file', '--batch'], input, encoding: 'latin1'});
  for (const {sha, type, content} of parseBatch(stdout).values()) {
    const hash = createHash(sha.length === 40 ? 'sha1' : 'sha256').update(`${type} ${content.length}\0`);
    if (hash.update(content).digest('hex') === sha) continue;
    throw new GitError(
      'git-failed',
      `The commit ${sha} is not what its name says: its file was changed. Look at it with git fsck.`,
    );
  }
}

/** NUL can stand in no name and no subject, so the fields need no other fence. */
const LOG = ['-z', '--no-show-signature', '--encoding=UTF-8', '--format=%H%x00%P%x00%an%x00%cn%x00%ce%x00%ct%x00%s'];
const FIELDS = 7;
/** The last second that a Date can hold: a commit may claim any time at all. */
const LAST_SECOND = 8_640_000_000_000;

function parseLog(text: string): readonly Commit[] {
  const fields = text.split('\0');
  const commits: Commit[] = [];
  for (let at = 0; at + FIELDS <= fields.length; at += FIELDS) {
    const [
      sha = '',
      parents = '',
      authorName = '',
      committerName = '',
      committerEmail = '',
      seconds = '',
      subject = '',
    ] = fields.slice(at, at + FIELDS);
    const time = Math.min(Number(seconds) || 0, LAST_SECOND);
    commits.push({
      sha,
      parents: parents.split(' ').filter((parent) => parent !== ''),
      authorName,
      committerName,
      committerEmail,
      committedAt: new Date(time * 1000).toISOString(),
      subject,
    });
  }
  return commits;
}
