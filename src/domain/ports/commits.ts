import type {Sha, Timestamp, Uid} from '../identity.ts';
import type {Diffs, Work} from './diffs.ts';
import type {GitObject} from './remote.ts';
import type {Identity} from './work-tree.ts';

export interface Commit {
  readonly sha: Sha;
  readonly parents: readonly Sha[];
  readonly authorName: string;
  readonly committerName: string;
  readonly committerEmail: string;
  readonly committedAt: Timestamp;
  readonly subject: string;
}

/** A commit as it is named to people. */
export interface KeptCommit {
  readonly sha: Sha;
  readonly subject: string;
}

/** A repository inside the work tree, at a commit of its own. */
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
  /** Null: the job's bot. */
  readonly author: Identity | null;
}

/** A private key of OpenSSH, or the file that has one. */
export type SigningKey =
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'file'; readonly path: string};

export interface CommitToSign {
  readonly sha: Sha;
  /** Those that it gets. */
  readonly parents: readonly Sha[];
  readonly key: SigningKey;
}

/** A commit whose changes to its parent are to be no more than regular files, of so many bytes in all. */
export interface PlainRequest {
  readonly commit: Sha;
  readonly parent: Sha;
  readonly maxBytes: number;
}

/** Regular files, by their paths in UTF-8. */
export interface PlainChanges {
  /** The blobs of those that are written. */
  readonly written: ReadonlyMap<string, Sha>;
  readonly deleted: readonly string[];
}

/** `unknown`: the history is cut off (shallow) and could not be completed. */
export type Ancestry = 'yes' | 'no' | 'unknown';

/** Commits of the user's repository, and those that a remote has. They are read, or added without touching a branch. */
export interface Commits {
  readonly diffs: Diffs;
  readonly landed: Landed;
  isShallow(): Promise<boolean>;
  /** The subset of these commits that the tips lead to. Tips of the remote are fetched for it; others that are not here are passed over. */
  reachedFrom(place: 'remote' | 'local', tips: readonly Sha[], shas: readonly Sha[]): Promise<ReadonlySet<Sha>>;
  /** SHA of a local ref or commit-ish; null when there is none. */
  resolve(revision: string): Promise<Sha | null>;
  /** One commit; null when it is not here. Throws GitError, as all that reads commits, when it is not what its name says. */
  commit(sha: Sha): Promise<Commit | null>;
  /** Commits reachable from `to` and not from `from`, newest first; `from` null means all. `complete` is false when a shallow boundary hides some. */
  commits(from: Sha | null, to: Sha): Promise<{readonly commits: readonly Commit[]; readonly complete: boolean}>;
  diffStat(from: Sha | null, to: Sha): Promise<DiffStat>;
  /** The submodules that a commit's `.gitmodules` names, with the commits it has them at. */
  submodulesOf(commit: Sha): Promise<readonly Submodule[]>;
  /** Paths that differ between two commits, restricted to a folder. */
  changedPaths(from: Sha, to: Sha, under: string): Promise<readonly string[]>;
  /** Tells if `ancestor` is reachable from `descendant`; deepens (in the private repository) until it knows. */
  isAncestor(ancestor: Sha, descendant: Sha): Promise<Ancestry>;
  /** A commit with `parent`'s tree and this message, in our private repository: what a pin points at. Others are further parents. */
  createPinCommit(parent: Sha, message: string, others?: readonly Sha[]): Promise<Sha>;
  /** A commit of ours with this tree on top of another, in our private repository: a push or a move brings it further. */
  createCommit(commit: PlannedCommit): Promise<Sha>;
  /** Makes a commit again with a signature, in our private repository; all else but its parents stays. Throws GitError. */
  signCommit(commit: CommitToSign): Promise<Sha>;
  /** Tells if a commit has a signature, whoever made that. */
  hasSignature(commit: Sha): Promise<boolean>;
  /** The signature of a commit, with the text that it is of; null where it has none. Nothing of it is checked. */
  signatureOf(commit: Sha): Promise<{readonly text: Uint8Array; readonly signature: string} | null>;
  /** The changes of a commit as regular files. Throws RefusedError, naming the path, where there is more to them than that. */
  plainChanges(request: PlainRequest): Promise<PlainChanges>;
  /** The tree of a commit, or the tree itself. */
  treeOf(state: Sha): Promise<Sha>;
  /** A tree with a folder as another tree has it; the folder is not there when that has none. */
  withFolder(tree: Sha, folder: string, from: Sha): Promise<Sha>;
  /** The commits of `from`..`to` that changed one of these paths, newest first. */
  commitsTouching(from: Sha, to: Sha, paths: readonly string[]): Promise<readonly Sha[]>;
  /** The commits of `from`..`to`, newest first and no merges, that change just what this work does. */
  commitsWithPatch(from: Sha, to: Sha, work: Work): Promise<readonly Sha[]>;
  /** A commit without files, in the user's objects: its message is all there is. It stands alone, or on one that is there. */
  createNote(message: string, parent?: Sha | null): Promise<Sha>;
  /** The messages of a commit and of those below it, newest first. No more than `most` commits are read. */
  messagesOf(tip: Sha, most: number): Promise<readonly string[]>;
  /**
   * Lists for each group of tips the commits that it alone leads to, neither another group nor one of the other tips; newest
   * first. The tips are of the remote, whose history is completed here for it, or of this repository. Throws GitError.
   */
  commitsOnlyOf(
    place: 'remote' | 'local',
    groups: ReadonlyMap<string, readonly Sha[]>,
    others: readonly Sha[],
  ): Promise<ReadonlyMap<string, readonly KeptCommit[]>>;
  /**
   * The types of these SHAs: `commit`, another type of object, or absent where nothing here has them. With tips of the
   * remote their history is completed first, commits alone, unless this clone is shallow. Throws GitError.
   */
  kindsOf(shas: readonly Sha[], remoteTips: readonly Sha[] | null): Promise<ReadonlyMap<Sha, GitObject['type']>>;
  /** The message of a commit that was fetched or made here; null when it is not here. */
  commitMessage(sha: Sha): Promise<string | null>;
  /** Writes a bundle with the commits of `to` that `from` has not. */
  bundle(from: Sha | null, to: Sha, ref: string, file: string): Promise<void>;
  /**
   * Adds the objects of a bundle, and sets no ref: to the user's own, or to those of ours, from which they can be pushed.
   * Throws GitError.
   */
  unbundle(file: string, into: 'own' | 'private'): Promise<void>;
}

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
