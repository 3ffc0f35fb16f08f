import type {Sha} from '../identity.ts';

export interface Identity {
  readonly name: string;
  readonly email: string;
}

/** `sha` is null in a repository without commits; `branch` is null when HEAD is detached. */
export interface Head {
  readonly sha: Sha | null;
  readonly branch: string | null;
}

/** An operation under way on a branch. `workTree` null: in this work tree. */
export interface Operation {
  readonly name: 'rebase' | 'merge' | 'cherry-pick' | 'revert' | 'am' | 'bisect';
  readonly workTree: string | null;
}

/** The facts of a clone from before an agent ran in it. JSON. */
export interface CloneState {
  /** Every commit that a ref, a reflog, or a merge or fetch under way names. */
  readonly tips: readonly Sha[];
  /** The commits that these lead to and HEAD does not, as far as they are no older than HEAD by date. */
  readonly beyondHead: readonly Sha[];
  readonly gitFolders: readonly string[];
  /** The state of FETCH_HEAD, by which a fetch since then shows. */
  readonly fetchHeads: readonly string[];
  readonly takenAt: number;
}

/** `name` is for people: a branch, the folder of a work tree; null for a commit that no name leads to. */
export interface PlaceBesideHead {
  readonly name: string | null;
  readonly sha: Sha;
}

/** The traces in a clone of how commits came to it. */
export interface CommitTraces {
  /** Made by a command of git in this work tree, or in one that is new. */
  readonly made: ReadonlySet<Sha>;
  /** Made in another work tree, which was there before. */
  readonly madeElsewhere: ReadonlySet<Sha>;
  /** Made here after the moment that was asked for. */
  readonly madeLater: ReadonlySet<Sha>;
  /** The targets of fetches and pulls. */
  readonly fetched: ReadonlySet<Sha>;
  /** The commits that were pushed from here. */
  readonly pushed: ReadonlySet<Sha>;
  readonly hasFetched: boolean;
}

/**
 * The files that lay in the work tree beside its commit before an agent ran. It holds names and no content, so it costs no copy
 * of anybody's files and nothing of it can be collected. JSON.
 */
export interface WorkTreeSnapshot {
  readonly head: Sha | null;
  /** The newest entry of `git stash`. */
  readonly stash: Sha | null;
  /**
   * Every path that is not as HEAD has it: changed, deleted, untracked, ignored, hidden by a bit of the index. Names are
   * latin1, one character a byte. A name that ends in a slash is a folder that git does not look into, such as an ignored
   * one or a repository of its own, and stands for everything below it.
   */
  readonly older: readonly OlderPath[];
  /** The time at which the look began, in milliseconds. */
  readonly takenAt: number;
}

/**
 * A path with what its file is known by. `stamp` shows that nobody has written it since; null for a folder. `content` is the hash of a tracked
 * file that is not large, one that was written and is the same again.
 */
export interface OlderPath {
  readonly path: string;
  readonly stamp: string | null;
  readonly content: string | null;
}

export interface CommitRequest {
  readonly since: WorkTreeSnapshot;
  readonly message: string;
  readonly author: Identity | null;
  /** Absolute paths never to commit: ledger files. */
  readonly exclude: readonly string[];
  /**
   * `head` moves the checked-out branch to the commit. `apart` makes a commit on top of HEAD that no ref names, whatever
   * merge or rebase is unfinished and whatever is locked, and leaves HEAD, index and work tree as they are. Without a
   * HEAD it goes on top of where the step began, and is a first commit where that is gone too.
   */
  readonly onto: 'head' | 'apart';
}

/** The result of committing an agent's leftovers. `leftOut` names paths that stay as they are, with the reason. */
export type LeftoverCommit =
  | {readonly kind: 'committed'; readonly sha: Sha; readonly leftOut: readonly LeftOut[]}
  | {readonly kind: 'nothing'; readonly leftOut: readonly LeftOut[]}
  | {
      readonly kind: 'withheld';
      readonly reason: string;
      readonly leftOut: readonly LeftOut[];
      /** True amid a merge or the like that was in progress when the step began. */
      readonly isAsBefore?: boolean;
    };

/** The numbers of files in an archive, and of those that were too much for it, or look like secrets by their names. */
export interface Archived {
  readonly files: number;
  readonly leftOut: number;
}

export interface LeftOut {
  readonly path: string;
  readonly reason: LeftOutReason;
  /** The words of git, when git refused it. */
  readonly detail?: string;
  /** The number of files in it, if it is a folder. */
  readonly files?: number;
}

/**
 * `dirty-before`: it lay there before the step and has changed since. `stashed`: it lay in the stash. `submodule`: a repository of its own, whose commit
 * its remote has; `unpublished`: one whose commit, or whose first commit, nobody else has. `filter`: it belongs to a
 * filter that was not configured, `filter-changed` to one whose program is another by now. `unreadable`: nobody may read it. `not-a-file`: a pipe, a socket or a
 * device. `refused`: git does not take it.
 */
export type LeftOutReason =
  | 'dirty-before'
  | 'stashed'
  | 'submodule'
  | 'unpublished'
  | 'ledger'
  | 'filter'
  | 'filter-changed'
  | 'unreadable'
  | 'not-a-file'
  | 'refused';

/** What was in stashes: `sha` is the last commit of it, null when there is none. */
export interface StashedWork {
  readonly sha: Sha | null;
  readonly leftOut: readonly LeftOut[];
}

/** The state that a program must not change, held from before it ran: HEAD, its branch, the index, the files. */
export interface HeldCheckout {
  readonly head: Head;
  /**
   * Puts back HEAD, its branch and the index, always; with them the files where HEAD had been moved, or on request. New
   * files stay. What goes is kept under a local ref, as one commit: the files as they were found, over the commits that
   * were left. Throws GitError.
   */
  putBack(request: PutBackRequest): Promise<PutBack>;
}

export interface PutBackRequest {
  readonly keep: {readonly ref: string; readonly message: string};
  /** Also the files, wherever HEAD was found. */
  readonly files: boolean;
  /** A commit that is checked out next: new files where it has some of its own go too. */
  readonly makeRoomFor: Sha | null;
  /** Also new files, unless git ignores them. */
  readonly newFiles?: boolean;
}

export interface PutBack {
  /** HEAD or its branch had been moved. */
  readonly moved: boolean;
  /** The ref that keeps what went; null when nothing did. */
  readonly kept: string | null;
  /** Files that could not be put back, because a folder is in their place. */
  readonly stays: readonly string[];
}

/** One checked-out folder and its files. Writes only what a method says. */
export interface WorkTree {
  /** Top folder of the work tree, absolute. */
  readonly root: string;
  readonly gitDir: string;
  head(): Promise<Head>;
  /** Makes `branch` the checked-out one: the remote's (fetched), the local one, or a new one from HEAD. Throws RefusedError when local changes are in the way. */
  switchTo(branch: string): Promise<'existing' | 'created'>;
  /** Takes back a `switchTo` that made the branch, while nothing has moved since: then no file changes. Tells if it did. */
  leaveNewBranch(branch: string, back: Head): Promise<boolean>;
  /** Lists what lies in the work tree beside its commit. Writes nothing into the repository. */
  snapshot(): Promise<WorkTreeSnapshot>;
  /** Commits what the work tree holds and HEAD does not, but for what lay there at the snapshot. */
  commitLeftovers(request: CommitRequest): Promise<LeftoverCommit>;
  /**
   * Writes an archive of the files that were made or changed since the snapshot, for what git cannot commit: all, or those
   * at or below these paths. Null where there is nothing to write, or where a filter of the user's may keep secrets out of commits.
   */
  archiveChanged(
    since: WorkTreeSnapshot,
    request: {readonly file: string; readonly exclude: readonly string[]; readonly only: readonly string[] | 'all'},
  ): Promise<Archived | null>;
  /**
   * Makes a commit of what was put into `git stash` since the snapshot, on top of the given one, that no ref names.
   * Throws GitError.
   */
  commitStashes(request: Pick<CommitRequest, 'since' | 'message' | 'author'>, onto: Sha | null): Promise<StashedWork>;
  /** Tells if this stash is still in the list of stashes. */
  isStashed(stash: Sha): Promise<boolean>;
  /**
   * Notes which files of before an agent has committed by itself: no reset of ours takes those from the disk. Resolves to
   * all that lay there uncommitted and are in commits by now.
   */
  noteFilesThatStay(since: WorkTreeSnapshot): Promise<readonly string[]>;
  /** Holds what is checked out, so that it can be put back after a program that may change it. */
  holdCheckout(): Promise<HeldCheckout>;
  /** Notes the commits in the clone before an agent runs. */
  cloneState(): Promise<CloneState>;
  /** Reads how commits have come since, and up to a moment which were made here. */
  commitTraces(since: CloneState, until: Date | null): CommitTraces;
  /**
   * The places in the clone, other than HEAD, that lead to commits now: branches, work trees that are new since then, and
   * commits that HEAD was on by itself and went away from.
   */
  placesBesideHead(since: CloneState): Promise<readonly PlaceBesideHead[]>;
  /** Paths with uncommitted changes to tracked files. */
  dirtyPaths(): Promise<readonly string[]>;
}
