import type {Sha, Timestamp, Uid} from '../identity.ts';

/** A commit that a branch has. */
export interface LandedCommit {
  readonly sha: Sha;
  readonly parents: readonly Sha[];
  readonly committedAt: Timestamp;
  /** The steps that its message names, wherever in it: a squash has the messages of all it was made of. */
  readonly stepUids: readonly Uid[];
}

/** Tells which files and lines a branch has, and from which commits they are. Commits must be here: nothing is fetched. Throws GitError. */
export interface Landed {
  /** The commits since a time, children before their parents. */
  commits(tip: Sha, since: Timestamp): Promise<readonly LandedCommit[]>;
  /** By commit, what it changes as git's patch-id tells it; merges and what changes nothing have none. */
  patchIds(commits: readonly Sha[]): Promise<ReadonlyMap<Sha, string>>;
  /** The same of all that a line of commits changes since it left a branch. */
  patchIdSince(tip: Sha, of: Sha): Promise<string | null>;
  /** For each state of a branch since a time, by its commit, the files that got another name: the new one by the old one. */
  renames(tip: Sha, since: Timestamp): Promise<ReadonlyMap<Sha, ReadonlyMap<string, string>>>;
  /**
   * The number of lines of a file, by the commit that they are from; empty where there is no such text file. What `before`
   * leads to is one to it, which is sooner told; null goes back to the beginning.
   */
  linesOf(at: Sha, path: string, before: Sha | null): Promise<ReadonlyMap<Sha, number>>;
}
