import type {Sha} from '../identity.ts';

export interface Identity {
  readonly name: string;
  readonly email: string;
}

/** The checked-out state. `sha` is null in a repository without commits; `branch` is null if HEAD is detached. */
export interface Head {
  readonly sha: Sha | null;
  readonly branch: string | null;
}

/** A git operation in progress on a branch. `workTree` is null for this work tree. */
export interface Operation {
  readonly name: 'rebase' | 'merge' | 'cherry-pick' | 'revert' | 'am' | 'bisect';
  readonly workTree: string | null;
}

/** The state of a clone before an agent ran in it. JSON. */
export interface CloneState {
  /** All commits named by a ref, a reflog, or a merge or fetch in progress. */
  readonly tips: readonly Sha[];
  /** The commits reachable from the tips and not from HEAD, as far as their dates are not before HEAD's. */
  readonly beyondHead: readonly Sha[];
  readonly gitFolders: readonly string[];
  /** The state of FETCH_HEAD, which reveals later fetches. */
  readonly fetchHeads: readonly string[];
  readonly takenAt: number;
}

/**
 * A commit beside HEAD. `name` is for people: a branch or the folder of a work tree; null if no name reaches the
 * commit.
 */
export interface PlaceBesideHead {
  readonly name: string | null;
  readonly sha: Sha;
}

/** The traces in a clone of where its commits came from. */
export interface CommitTraces {
  /** Made by a git command in this work tree, or in a new one. */
  readonly made: ReadonlySet<Sha>;
  /** Made in another work tree that already existed. */
  readonly madeElsewhere: ReadonlySet<Sha>;
  /** Made here after the given moment. */
  readonly madeLater: ReadonlySet<Sha>;
  /** The tips of fetches and pulls. */
  readonly fetched: ReadonlySet<Sha>;
  /** Commits pushed from here. */
  readonly pushed: ReadonlySet<Sha>;
  readonly hasFetched: boolean;
}

/**
 * The differences between a work tree and its commit before an agent ran. Holds names but no contents, so it copies
 * nobody's files and reveals none. JSON.
 */
export interface WorkTreeSnapshot {
  readonly head: Sha | null;
  /** The subject of that commit, where the reflog tells it; unknown in a later process. */
  readonly subject?: string;
  readonly branch: string | null;
  /** All entries of `git stash`, oldest first. */
  readonly stashes: readonly Stash[];
  /**
   * All paths that differ from HEAD: changed, deleted, untracked, ignored, or hidden by an index bit. Names are latin1,
   * one character a byte. A name that ends with a slash is a folder that git does not look into, such as an ignored one
   * or a nested repository, and stands for everything below it.
   */
  readonly older: readonly OlderPath[];
  /** The start of the snapshot, in milliseconds. */
  readonly takenAt: number;
}

/**
 * A path with what identifies the state of its file. An equal `stamp` shows that nobody has written the file since; it
 * is null for a folder, and `submodule` for that of a submodule, whose own uncommitted files are listed too. `content` is the hash of a tracked file, unless large: it shows that a file was written but is
 * the same again.
 */
export interface OlderPath {
  readonly path: string;
  readonly stamp: string | null;
  readonly content: string | null;
  /** The object that the index had for it and HEAD did not; unknown in a later process. */
  readonly staged?: Sha;
  /** Set for an ignored path; unknown in a later process. */
  readonly isIgnored?: true;
  /** Identifies a folder on disk under whatever name, where the system can. */
  readonly origin?: string;
}

/**
 * A path (for people) that had uncommitted work. git still has `staged`, what of it was in the index; `commit` has been
 * made since, and has the path.
 */
export interface GoneWork {
  readonly path: string;
  readonly staged: Sha | null;
  readonly commit: Sha | null;
}

export interface CommitRequest {
  readonly since: WorkTreeSnapshot;
  readonly message: string;
  readonly author: Identity | null;
  /** Absolute paths that must never be committed: ledger files. */
  readonly exclude: readonly string[];
  /**
   * `head` moves the checked-out branch to the commit. `apart` makes a commit on top of HEAD that no ref names, and
   * leaves HEAD, index and work tree as they are, despite unfinished merges, rebases and locks. Without HEAD the parent
   * is where the step began; if that is gone too, the commit has none.
   */
  readonly onto: 'head' | 'apart';
}

/** A new file that may hold secrets, or a new folder of installed packages with the number of its files. */
export interface DoubtfulPath {
  readonly path: string;
  readonly files?: number;
}

/** The result of committing an agent's leftovers. `leftOut` names the paths that stay as they are, with the reasons. */
export type LeftoverCommit =
  | {
      readonly kind: 'committed';
      readonly sha: Sha;
      readonly leftOut: readonly LeftOut[];
      /** What is new in the commit, and usually not meant for one. */
      readonly doubtful?: readonly DoubtfulPath[];
    }
  | {readonly kind: 'nothing'; readonly leftOut: readonly LeftOut[]}
  | {
      readonly kind: 'withheld';
      readonly reason: string;
      readonly leftOut: readonly LeftOut[];
      /** True if a merge or the like was in progress when the step began, and still is. */
      readonly isAsBefore?: boolean;
    };

/**
 * The number of files in an archive, and of those left out because they were too many or too large, or have names like
 * secrets.
 */
export interface Archived {
  readonly files: number;
  readonly leftOut: number;
}

export interface LeftOut {
  readonly path: string;
  readonly reason: LeftOutReason;
  /** git's message, if git refused the path. */
  readonly detail?: string;
  /** The number of files in it, if it is a folder. */
  readonly files?: number;
  /** What it was before the step, if it is that file under another name. */
  readonly from?: string;
}

/**
 * `dirty-before`: it was there before the step and has changed since. `older-folder`: files of a folder that git did not
 * look into then, such as an ignored one, so nobody noted which of them were there. `carried`: a file from before the step, renamed or copied; `alike`: it may be one, as a stash does not tell. `stashed`: it was in the stash. `git-folder`: a
 * git folder under another name that may be a copy of this repository's or have a credential. `submodule`: a nested
 * repository whose commit its remote has; `was-submodule`: an older file of a submodule that the agent removed; `unpublished`: one whose commit, or whose first commit, nobody else
 * has. `filter`: it belongs to a filter that was not configured; `filter-changed`: the filter's program has changed.
 * `untracked`: the agent took it from git and left it on disk; `not-in-index`: so for every file of HEAD, which is no
 * decision. `unreadable`: nobody may read it. `not-a-file`: a pipe, a socket or a device. `refused`: git does not accept it.
 */
export type LeftOutReason =
  | 'dirty-before'
  | 'older-folder'
  | 'carried'
  | 'alike'
  | 'stashed'
  | 'git-folder'
  | 'submodule'
  | 'was-submodule'
  | 'unpublished'
  | 'ledger'
  | 'filter'
  | 'filter-changed'
  | 'untracked'
  | 'not-in-index'
  | 'unreadable'
  | 'not-a-file'
  | 'refused';

/** An entry of `git stash`. The message is empty where git keeps none. */
export interface Stash {
  readonly sha: Sha;
  readonly message: string;
}

export interface StashRequest extends Pick<CommitRequest, 'since' | 'message' | 'author'> {
  /** True where others may stash too, in other work trees of the clone. */
  readonly hasOthers: boolean;
}

/** The work found in stashes. `sha` is its last commit, null if there is none. */
export interface StashedWork {
  readonly sha: Sha | null;
  readonly leftOut: readonly LeftOut[];
  /** New stashes that may be somebody else's. */
  readonly doubtful: readonly Sha[];
}

/** The state that a program must not change, captured before it ran: HEAD, its branch, the index, the files. */
export interface HeldCheckout {
  readonly head: Head;
  /**
   * Restores HEAD, its branch and the index; the files too if HEAD had moved, or on request. New files stay. What is
   * replaced is kept under a local ref as one commit: the files as they were found, on top of the commits that were
   * left. Throws GitError.
   */
  putBack(request: PutBackRequest): Promise<PutBack>;
  /** Names the files that are different or new since then, unless git ignores them. */
  changedFiles(): Promise<readonly string[]>;
}

export interface PutBackRequest {
  readonly keep: {readonly ref: string; readonly message: string};
  /** Restores the files too, even if HEAD had not moved. */
  readonly files: boolean;
  /** A commit that is checked out next: new files at its paths go too. */
  readonly makeRoomFor: Sha | null;
  /** Removes new locks on the index and HEAD: nobody but the program works there. */
  readonly unlock?: boolean;
  /** Removes new files too, unless git ignores them. */
  readonly newFiles?: boolean;
}

export interface PutBack {
  /** True if HEAD or its branch had moved. */
  readonly moved: boolean;
  /** The ref that keeps what was replaced; null if nothing was. */
  readonly kept: string | null;
  /** Files that could not be restored because a folder is in their place. */
  readonly stays: readonly string[];
}

/**
 * A remote of the clone that is not what it was: it has been removed or renamed, it leads elsewhere, or `git push` on a
 * branch now goes to another. `back` is the command that restores it. URLs are without credentials.
 */
export type ChangedRemote = {readonly name: string; readonly back: string} & (
  | {readonly kind: 'removed'; readonly was: string}
  | {readonly kind: 'renamed'; readonly to: string}
  | {readonly kind: 'moved'; readonly was: string; readonly to: string}
  | {readonly kind: 'other-push'; readonly branch: string; readonly to: string}
);

/** A checked-out folder and its files. Writes only what a method says. */
export interface WorkTree {
  /** The top folder of the work tree, absolute. */
  readonly root: string;
  readonly gitDir: string;
  head(): Promise<Head>;
  /** The file by which another git has locked the index, HEAD or its branch, if it stays for some seconds; else null. */
  findLock(): Promise<string | null>;
  /** Says which place that a commit changes cannot be written, and what to do; null when all can. */
  whyUnwritable(): string | null;
  /**
   * Checks out `branch`: the remote's (fetched), the local one, or a new one from HEAD. Throws RefusedError if local
   * changes are in the way.
   */
  switchTo(branch: string): Promise<'existing' | 'created'>;
  /**
   * Undoes a `switchTo` that created the branch if nothing has moved since, so that no file changes. Tells if it did.
   */
  leaveNewBranch(branch: string, back: Head): Promise<boolean>;
  /** Lists what the work tree has beside its commit, and notes its remotes. Writes nothing into the repository. */
  snapshot(): Promise<WorkTreeSnapshot>;
  /** Commits what the work tree has and HEAD does not, except what was there at the snapshot. */
  commitLeftovers(request: CommitRequest): Promise<LeftoverCommit>;
  /** Counts the files that it would commit. */
  countLeftovers(request: Pick<CommitRequest, 'since' | 'exclude'>): Promise<number>;
  /**
   * Archives the files that were made or changed since the snapshot, for when git cannot commit: all of them, or those
   * at or below these paths. Null if there are none, or if a filter of the user's may be what keeps secrets out of
   * commits.
   */
  archiveChanged(
    since: WorkTreeSnapshot,
    request: {readonly file: string; readonly exclude: readonly string[]; readonly only: readonly string[] | 'all'},
  ): Promise<Archived | null>;
  /**
   * Commits what was stashed in this work tree since the snapshot, on top of the given commit. No ref names the result.
   * Throws GitError.
   */
  commitStashes(request: StashRequest, onto: Sha | null): Promise<StashedWork>;
  /** All stashes, oldest first. */
  stashes(): Promise<readonly Stash[]>;
  /**
   * Notes the earlier files that an agent has committed: no reset of ours removes them from the disk. Resolves to
   * everything that was uncommitted at the snapshot and is in commits now.
   */
  noteFilesThatStay(since: WorkTreeSnapshot): Promise<readonly string[]>;
  /** What was uncommitted at the snapshot and is deleted, or at the content of the commit again. `made`: commits since. */
  findGone(
    request: Pick<CommitRequest, 'since' | 'exclude'> & {readonly made: readonly Sha[]},
  ): Promise<readonly GoneWork[]>;
  /** The remotes that have changed since this process took the snapshot. */
  changedRemotes(branch: string | null): Promise<readonly ChangedRemote[]>;
  /** Captures the checkout, so that it can be restored after a program that may change it. */
  holdCheckout(): Promise<HeldCheckout>;
  /** Notes the commits in the clone before an agent runs. */
  cloneState(): Promise<CloneState>;
  /** Reads where commits came from since then, and which were made here until the given moment. */
  commitTraces(since: CloneState, until: Date | null): CommitTraces;
  /**
   * The places other than HEAD that lead to commits in the clone: branches, new work trees, and commits that HEAD was
   * detached at and left.
   */
  placesBesideHead(since: CloneState): Promise<readonly PlaceBesideHead[]>;
  /** The paths of tracked files with uncommitted changes. */
  dirtyPaths(): Promise<readonly string[]>;
}
