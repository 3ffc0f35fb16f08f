import type {Sha, Timestamp} from '../identity.ts';
import type {Diffs, Scratch} from './diffs.ts';

/** Opens the work tree that a folder is in. The one way to a Repository. */
export interface Git {
  /**
   * Also captures, once, what later work must not take from the folder again because an agent may have changed it: the
   * remote, its credentials, the filters. With the mark of an earlier opening only what was captured then counts.
   * Throws InputError: not a work tree, no git, git too old.
   */
  open(directory: string, mark?: RepositoryMark): Promise<Repository>;
}

/** By which another process opens a repository as it was before an agent ran in it. JSON, without secrets. */
export interface RepositoryMark {
  readonly root: string;
  readonly gitDir: string;
  readonly commonDir: string;
  readonly mainWorkTree: string;
  /** Fingerprints of what was configured. */
  readonly settings: readonly string[];
  /** Programs that git starts, by their names, and where they were. */
  readonly programs: Readonly<Record<string, string>>;
  /** By the name of a filter, the files that it is made of, and by what each is known again. */
  readonly filterFiles: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

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
  /** By which a fetch since then shows. */
  readonly fetchHeads: readonly string[];
  readonly takenAt: number;
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
}

/**
 * By `stamp` a file is known again that nobody has written since; null for a folder. By `content`, the hash of a tracked
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
  | {readonly kind: 'withheld'; readonly reason: string; readonly leftOut: readonly LeftOut[]};

export interface LeftOut {
  readonly path: string;
  readonly reason: LeftOutReason;
  /** The words of git, when git refused it. */
  readonly detail?: string;
  /** The number of files in it, if it is a folder. */
  readonly files?: number;
}

/**
 * `dirty-before`: it lay there before the step and has changed since. `submodule`: a repository of its own, whose commit
 * its remote has; `unpublished`: one whose commit, or whose first commit, nobody else has. `filter`: it belongs to a
 * filter that was not configured, `filter-changed` to one whose program is another by now. `unreadable`: nobody may read it. `not-a-file`: a pipe, a socket or a
 * device. `refused`: git does not take it.
 */
export type LeftOutReason =
  | 'dirty-before'
  | 'submodule'
  | 'unpublished'
  | 'ledger'
  | 'filter'
  | 'filter-changed'
  | 'unreadable'
  | 'not-a-file'
  | 'refused';

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
}

export interface PutBack {
  /** HEAD or its branch had been moved. */
  readonly moved: boolean;
  /** The ref that keeps what went; null when nothing did. */
  readonly kept: string | null;
  /** Files that could not be put back, because a folder is in their place. */
  readonly stays: readonly string[];
}

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

/** `unknown`: the history is cut off (shallow) and could not be completed. */
export type Ancestry = 'yes' | 'no' | 'unknown';

/** A ref to move at the remote. `expected` is the lease: the exact value it has now, null when it must not exist. */
export interface RefUpdate {
  readonly ref: string;
  readonly to: Sha | null;
  readonly expected: Sha | null;
}

export type PushRefusalCode =
  | 'moved'
  | 'protected'
  | 'rules'
  | 'hidden-ref'
  | 'workflow-files'
  | 'signatures'
  | 'no-permission'
  | 'no-atomic'
  | 'too-large'
  | 'other';

/** `explanation` is a sentence for people, with what to do; `detail` is what the remote said, without escapes. */
export type PushResult =
  | {readonly kind: 'pushed'}
  | {
      readonly kind: 'refused';
      readonly code: PushRefusalCode;
      readonly ref: string | null;
      readonly explanation: string;
      readonly detail: string;
    }
  /** Nobody knows whether it arrived: the remote could not be reached, or hung up. */
  | {readonly kind: 'unreachable'; readonly explanation: string; readonly detail: string};

/** A commit to write: its tree is that of the commit before it, with these files in place of what they had. */
export interface NewCommit {
  readonly message: string;
  readonly at: Date;
  /** Contents by path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export interface GitObject {
  readonly sha: Sha;
  readonly type: 'commit' | 'tree' | 'blob' | 'tag';
  readonly content: Uint8Array;
}

/**
 * Objects that are read and written for themselves, without a work tree: what a history in the repository is made of.
 * They stay in a private repository of ours, and of the remote's come as few as are asked for. Throws GitError.
 */
export interface ObjectStore {
  /**
   * Brings refs of the remote, by full name or with a `*` at the end. Of each comes the newest commit with the top of
   * its tree and one level below: files of deeper folders stay away. Empty when the remote has not one of the names.
   */
  fetchTips(refs: readonly string[]): Promise<ReadonlyMap<string, Sha>>;
  /** The latest `count` commits of a tip, newest first; fewer when the history is shorter. Fetches commits that are not here. */
  commitsFrom(tip: Sha, count: number): Promise<readonly Sha[]>;
  /** Brings files by SHA, all at once; `read` brings one at a time. */
  fetchFiles(shas: readonly Sha[]): Promise<void>;
  /** Objects by SHA or as `<commit>:<path>`; null for what is not there. More than `maxBytes` in all is an error. */
  read(names: readonly string[], maxBytes: number): Promise<readonly (GitObject | null)[]>;
  /** Writes commits, each on top of the one before, the first on `parent`. A push brings them to the remote. */
  write(parent: Sha | null, commits: readonly NewCommit[]): Promise<readonly Sha[]>;
}

/** A remote as it was configured when the repository was opened. All its work runs in a private repository of ours. */
export interface Remote {
  readonly url: string;
  /** `host/owner/name`, lower case; null when the URL does not say so (a local path). */
  readonly repository: string | null;
  /** Refs at the remote by full name, for these patterns (`refs/heads/main`, `refs/laforge/pins/default/*`). Throws GitError. */
  refs(patterns: readonly string[]): Promise<ReadonlyMap<string, Sha>>;
  /** The branch `HEAD` of the remote stands for; null when it does not say. */
  defaultBranch(): Promise<string | null>;
  /** Brings commits here, into the private repository, by SHA or ref. False when the remote no longer has one. Throws GitError. */
  fetch(what: readonly string[], depth?: number): Promise<boolean>;
  /** One atomic push, each ref under its lease, never forced without one. Hooks of the work tree do not run. */
  push(updates: readonly RefUpdate[], options: {readonly atomic: boolean}): Promise<PushResult>;
  /** True when pushes use exactly this token, be it given to us or left configured by a checkout. */
  pushesWith(token: string): Promise<boolean>;
  /** Asks the remote to refuse or accept without changing anything; `pushed` means it would probably take it. */
  probe(updates: readonly RefUpdate[]): Promise<PushResult>;
  /** Remote branches (short names) other than `except` that contain the commit, by what the remote has now. */
  branchesContaining(sha: Sha, except: string): Promise<readonly string[]>;
}

/** One work tree and its repository. Reads the user's objects; writes only what a method says. */
export interface Repository {
  /** Top folder of the work tree, absolute. */
  readonly root: string;
  readonly gitDir: string;
  readonly commonDir: string;
  /** Top folder of the main work tree: the same for all worktrees of a repository. */
  readonly mainWorkTree: string;
  /** `origin`, or the only remote there is; null without one. */
  readonly remote: Remote | null;
  /** Objects shared with that remote; null without one. */
  readonly objects: ObjectStore | null;
  readonly diffs: Diffs;
  /** The pager that git is configured to use outside of this repository; null without one. */
  readonly pager: string | null;
  readonly identity: Identity | null;
  readonly mark: RepositoryMark;
  /** The settings of git under `laforge.`, by full key in lower case. */
  readonly settings: ReadonlyMap<string, string>;
  head(): Promise<Head>;
  isShallow(): Promise<boolean>;
  /** True when git accepts it as a branch name and it cannot be taken for an option. */
  isBranchName(name: string): Promise<boolean>;
  /** Makes `branch` the checked-out one: the remote's (fetched), the local one, or a new one from HEAD. Throws RefusedError when local changes are in the way. */
  switchTo(branch: string): Promise<'existing' | 'created'>;
  /** Lists what lies in the work tree beside its commit. Writes nothing into the repository. */
  snapshot(): Promise<WorkTreeSnapshot>;
  /** Commits what the work tree holds and HEAD does not, but for what lay there at the snapshot. */
  commitLeftovers(request: CommitRequest): Promise<LeftoverCommit>;
  /**
   * Makes a commit of what was put into `git stash` since the snapshot, on top of the given one, that no ref names. Null
   * when nothing was. Throws GitError.
   */
  commitStashes(request: Pick<CommitRequest, 'since' | 'message' | 'author'>, onto: Sha | null): Promise<Sha | null>;
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
  /** A commit with `parent`'s tree and this message, in our private repository: what a pin points at. */
  createPinCommit(parent: Sha, message: string): Promise<Sha>;
  /** A commit by itself, without parents and files, in the user's objects: its message is all there is. */
  createNote(message: string): Promise<Sha>;
  /**
   * For each group of tips the commits that it alone leads to, neither another group nor one of the other tips; newest
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
  /** Paths with uncommitted changes to tracked files. */
  dirtyPaths(): Promise<readonly string[]>;
  /** Folders of other worktrees that have this branch checked out. */
  otherWorkTreesWith(branch: string): Promise<readonly string[]>;
  /** The operation of git under way, in any work tree, that a branch belongs to; null without one. */
  operationOn(branch: string): Operation | null;
  /**
   * Moves a local branch from exactly `from` to `to`; with it the checked-out files when it is checked out here. Never
   * overwrites an untracked or ignored file: then it throws RefusedError, naming them, and nothing has moved. `pin`
   * is created in the same transaction.
   */
  resetBranch(branch: string, from: Sha, to: Sha, pin: {readonly ref: string; readonly sha: Sha} | null): Promise<void>;
  /** Moves the files after a reset of the checked-out branch that was stopped before they had moved. False: it was not, or they have changed since. */
  finishReset(branch: string, from: Sha, to: Sha): Promise<boolean>;
  /** Local refs under a prefix. */
  localRefs(prefix: string): Promise<ReadonlyMap<string, Sha>>;
  /** Sets local refs in one transaction, each from exactly what is expected of it. Throws RefusedError when one moved. */
  updateLocalRefs(updates: readonly RefUpdate[]): Promise<void>;
  /** Notes where a branch of the remote is after a push of ours, as `git push` does in a clone. */
  notePush(branch: string, to: Sha): Promise<void>;
  /** The refs of this repository, by full name, that still lead to one of these commits, and if a reflog does. */
  keepersOf(shas: readonly Sha[]): Promise<{readonly refs: readonly string[]; readonly reflog: boolean}>;
  /** Makes a work tree by itself, in a temporary folder. */
  makeScratch(): Scratch;
  /** Ends what was opened: the private repository is removed. */
  close(): Promise<void>;
}
