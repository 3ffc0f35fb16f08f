import type {Sha, Timestamp, Uid} from '../identity.ts';
import type {Diffs} from './diffs.ts';
import type {GitObject} from './remote.ts';
import type {Identity} from './work-tree.ts';

export interface Commit {
  readonly sha: Sha;
  readonly parents: readonly Sha[];
  readonly authorName: string;
  readonly committedAt: Timestamp;
  readonly subject: string;
}

/** A commit as people see it named. */
export interface KeptCommit {
  readonly sha: Sha;
  readonly subject: string;
}

/** A repository inside the work tree, with its commit. */
export interface Submodule {
  readonly path: string;
  readonly sha: Sha;
}

export interface DiffStat {
  readonly filesChanged: number;
  readonly insertions: number;
  readonly deletions: number;
}

interface PlannedCommit {
  readonly tree: Sha;
  readonly parent: Sha;
  readonly message: string;
  readonly at: Date;
  /** Null for the job's bot. */
  readonly author: Identity | null;
}

/** An OpenSSH private key, or the file that holds it. */
export type SigningKey =
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'file'; readonly path: string};

export interface CommitToSign {
  readonly sha: Sha;
  /** The parents of the signed commit. */
  readonly parents: readonly Sha[];
  readonly key: SigningKey;
}

/** A commit that may change only regular files compared with its parent, of at most `maxBytes` in total. */
export interface PlainRequest {
  readonly commit: Sha;
  readonly parent: Sha;
  readonly maxBytes: number;
}

/** Changed regular files, by their paths in UTF-8. */
export interface PlainChanges {
  /** The blobs of the written files. */
  readonly written: ReadonlyMap<string, Sha>;
  readonly deleted: readonly string[];
}

/** `unknown`: the history is cut off (shallow) and could not be completed. */
export type Ancestry = 'yes' | 'no' | 'unknown';

/** Commits of the user's repository and of its remote. They are read, or added without touching a branch. */
export interface Commits {
  readonly diffs: Diffs;
  readonly landed: Landed;
  isShallow(): Promise<boolean>;
  /**
   * The subset of these commits that the tips reach. Tips of the remote are fetched first; other tips that are missing
   * here are skipped.
   */
  reachedFrom(place: 'remote' | 'local', tips: readonly Sha[], shas: readonly Sha[]): Promise<ReadonlySet<Sha>>;
  /** The SHA of a local ref or commit-ish; null if there is none. */
  resolve(revision: string): Promise<Sha | null>;
  /**
   * Reads one commit; null if it is not here. Like every reader of commits, throws GitError if its bytes do not match
   * its name.
   */
  commit(sha: Sha): Promise<Commit | null>;
  /**
   * The commits of `from`..`to`, newest first and children before their parents; all of `to` if `from` is null.
   * `complete` is false if a shallow boundary hides some.
   */
  commits(from: Sha | null, to: Sha): Promise<{readonly commits: readonly Commit[]; readonly complete: boolean}>;
  diffStat(from: Sha | null, to: Sha): Promise<DiffStat>;
  /** The submodules that a commit's `.gitmodules` names, with their commits. */
  submodulesOf(commit: Sha): Promise<readonly Submodule[]>;
  /** The paths below a folder that differ between two commits. */
  changedPaths(from: Sha, to: Sha, under: string): Promise<readonly string[]>;
  /** Tells if `ancestor` is reachable from `descendant`; deepens the private repository until it knows. */
  isAncestor(ancestor: Sha, descendant: Sha): Promise<Ancestry>;
  /**
   * Makes the commit that a pin points at in our private repository, with this message and `parent`'s tree. `others`
   * become further parents.
   */
  createPinCommit(parent: Sha, message: string, others?: readonly Sha[]): Promise<Sha>;
  /** Makes a commit with this tree on top of another, in our private repository. A push or a move takes it further. */
  createCommit(commit: PlannedCommit): Promise<Sha>;
  /**
   * Makes a commit again with a signature, in our private repository. Everything but its parents stays the same. Throws
   * GitError.
   */
  signCommit(commit: CommitToSign): Promise<Sha>;
  /** Tells if a commit has a signature, whoever made it. */
  hasSignature(commit: Sha): Promise<boolean>;
  /** The signature of a commit and the text that it signs; null if it has none. Verifies nothing. */
  signatureOf(commit: Sha): Promise<{readonly text: Uint8Array; readonly signature: string} | null>;
  /** The changes of a commit as regular files. Throws RefusedError, naming the path, if it changes anything else. */
  plainChanges(request: PlainRequest): Promise<PlainChanges>;
  /** The tree of a commit; a tree stays itself. */
  treeOf(state: Sha): Promise<Sha>;
  /** Returns a tree with one folder replaced by that of another tree, or removed if the other tree has none. */
  withFolder(tree: Sha, folder: string, from: Sha): Promise<Sha>;
  /** The commits of `from`..`to` that changed one of these paths, newest first. */
  commitsTouching(from: Sha, to: Sha, paths: readonly string[]): Promise<readonly Sha[]>;
  /**
   * Makes a commit without files in the user's objects: only its message matters. It has no parent, or an existing one.
   */
  createNote(message: string, parent?: Sha | null): Promise<Sha>;
  /** The messages of a commit and its ancestors, newest first, of at most `most` commits. */
  messagesOf(tip: Sha, most: number): Promise<readonly string[]>;
  /**
   * Lists, for each group of tips, the commits that only it reaches: neither another group nor one of the other tips
   * does. Newest first. The tips are the remote's, whose history is then completed here, or this repository's. Throws
   * GitError.
   */
  commitsOnlyOf(
    place: 'remote' | 'local',
    groups: ReadonlyMap<string, readonly Sha[]>,
    others: readonly Sha[],
  ): Promise<ReadonlyMap<string, readonly KeptCommit[]>>;
  /**
   * The object types of these SHAs; absent if no such object is here. Given tips of the remote, completes their history
   * first (commits only), unless this clone is shallow. Throws GitError.
   */
  kindsOf(shas: readonly Sha[], remoteTips: readonly Sha[] | null): Promise<ReadonlyMap<Sha, GitObject['type']>>;
  /** The message of a commit that was fetched or made here; null if it is not here. */
  commitMessage(sha: Sha): Promise<string | null>;
  /** Writes a bundle with the commits of `from`..`to`. */
  bundle(from: Sha | null, to: Sha, ref: string, file: string): Promise<void>;
  /**
   * Adds the objects of a bundle without setting a ref: to the user's own objects, or to our private ones, from which
   * they can be pushed. Throws GitError.
   */
  unbundle(file: string, into: 'own' | 'private'): Promise<void>;
}

export interface LandedCommit {
  readonly sha: Sha;
  readonly parents: readonly Sha[];
  readonly committedAt: Timestamp;
  /** The steps that its message names, anywhere in it: a squash contains the messages of all its commits. */
  readonly stepUids: readonly Uid[];
}

/**
 * Tells which files and lines a branch has and which commits they come from. Fetches nothing, so commits must be here.
 * Throws GitError.
 */
export interface Landed {
  /** The commits since a time, children before parents. */
  commits(tip: Sha, since: Timestamp): Promise<readonly LandedCommit[]>;
  /** The git patch-id of each commit; merges and empty commits have none. */
  patchIds(commits: readonly Sha[]): Promise<ReadonlyMap<Sha, string>>;
  /** The commit at which a line of commits left a branch. */
  forkOf(tip: Sha, of: Sha): Promise<Sha | null>;
  /** The git patch-id of everything that changed from one commit to another; null when nothing did. */
  patchIdOf(from: Sha, to: Sha): Promise<string | null>;
  /** The files that were renamed since a time: for each commit of the branch, the new names by the old ones. */
  renames(tip: Sha, since: Timestamp): Promise<ReadonlyMap<Sha, ReadonlyMap<string, string>>>;
  /**
   * The number of lines of a file by the commit they come from; empty if there is no such text file. Everything
   * reachable from `before` counts as that one commit, which is faster; null goes back to the beginning.
   */
  linesOf(at: Sha, path: string, before: Sha | null): Promise<ReadonlyMap<Sha, number>>;
}
