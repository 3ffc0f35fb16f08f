import type {PUSH_CODES} from '../errors.ts';
import type {Sha} from '../identity.ts';
import type {Operation} from './work-tree.ts';

/** A ref to move at the remote. `expected` is the lease: its exact present value, or null if it must not exist. */
export interface RefUpdate {
  readonly ref: string;
  readonly to: Sha | null;
  readonly expected: Sha | null;
}

export type PushRefusalCode = keyof typeof PUSH_CODES;

/** The result of a push. `explanation` is a sentence for people, with what to do. */
export type PushResult =
  | {readonly kind: 'pushed'}
  | {
      readonly kind: 'refused';
      readonly code: PushRefusalCode;
      readonly ref: string | null;
      readonly explanation: string;
    }
  /** The remote could not be reached, or hung up, so nobody knows whether the push arrived. */
  | {readonly kind: 'unreachable'; readonly explanation: string};

/** A commit to write: the tree of the commit before it, with these files added or replaced. */
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
 * Reads and writes objects without a work tree, for a history in the repository. They stay in a private repository of
 * ours, which fetches as few of the remote's objects as possible. Throws GitError.
 */
export interface ObjectStore {
  /**
   * Fetches refs of the remote, by full name or with a trailing `*`: of each, the newest commit with the top of its
   * tree and one level below, but no files in deeper folders. Empty if the remote has none of these refs.
   */
  fetchTips(refs: readonly string[]): Promise<ReadonlyMap<string, Sha>>;
  /** The latest `count` commits of a tip, newest first; fewer if the history is shorter. Fetches missing ones. */
  commitsFrom(tip: Sha, count: number): Promise<readonly Sha[]>;
  /** Fetches files by SHA in one request, while `read` fetches one at a time. */
  fetchFiles(shas: readonly Sha[]): Promise<void>;
  /** Reads objects by SHA or as `<commit>:<path>`; null for missing ones. Throws if they exceed `maxBytes` in total. */
  read(names: readonly string[], maxBytes: number): Promise<readonly (GitObject | null)[]>;
  /** Writes a chain of commits that begins on `parent`. They reach the remote by a push. */
  write(parent: Sha | null, commits: readonly NewCommit[]): Promise<readonly Sha[]>;
}

/** A remote as configured when the repository was opened. All its work runs in a private repository of ours. */
export interface Remote {
  readonly url: string;
  /** Its name in the user's clone, for commands to type. */
  readonly name: string;
  /** What git fetch in that clone must name: the name, or a URL when what is fetched is another repository. */
  readonly fetchFrom: string;
  /** `host/owner/name`, lower case; null if the URL does not contain it (a local path). */
  readonly repository: string | null;
  /** The digest of the address that pushes go to, if it has no such name: tells if the remote leads elsewhere later. */
  readonly addressSha256: string | null;
  /**
   * The remote's refs by full name, for these patterns (`refs/heads/main`, `refs/laforge/pins/default/*`). Throws
   * GitError.
   */
  refs(patterns: readonly string[]): Promise<ReadonlyMap<string, Sha>>;
  /** The branch that the remote's `HEAD` points to; null if the remote does not say. */
  defaultBranch(): Promise<string | null>;
  /**
   * Fetches commits by SHA or ref into the private repository. False if the remote no longer has one. Throws GitError.
   */
  fetch(what: readonly string[], depth?: number): Promise<boolean>;
  /** Pushes all refs at once, each under its lease, and never forced without one. Hooks of the work tree do not run. */
  push(updates: readonly RefUpdate[], options: {readonly atomic: boolean}): Promise<PushResult>;
  /** True if pushes use exactly this token, whether given to us or configured by a checkout. */
  pushesWith(token: string): Promise<boolean>;
  /** Asks the remote whether it would take a push, without changing anything. `pushed` means it probably would. */
  probe(updates: readonly RefUpdate[], options?: {readonly atomic: boolean}): Promise<PushResult>;
  /** The remote's present branches (short names) other than `except` that contain the commit. */
  branchesContaining(sha: Sha, except: string): Promise<readonly string[]>;
}

/** The branches and other refs of the user's own repository. */
export interface LocalRefs {
  /** True if git accepts the branch name and cannot take it for an option. */
  isBranchName(name: string): Promise<boolean>;
  /** The folders of other worktrees that have this branch checked out. */
  otherWorkTreesWith(branch: string): Promise<readonly string[]>;
  /** The git operation in progress on a branch, in any work tree; null if there is none. */
  operationOn(branch: string): Operation | null;
  /**
   * Moves a local branch from exactly `from` to `to`, and the files with it if it is checked out here. Never overwrites
   * an untracked or ignored file: throws RefusedError, naming them, before anything moves. Creates `pin` in the same
   * transaction. Returns the files that should be gone and could not be removed, as in a folder of another user's.
   */
  resetBranch(
    branch: string,
    from: Sha,
    to: Sha,
    pin: {readonly ref: string; readonly sha: Sha} | null,
  ): Promise<readonly string[]>;
  /**
   * Moves the files after a reset of the checked-out branch that was stopped before it got to them. False if there was
   * no such reset, or if the files have changed since.
   */
  finishReset(branch: string, from: Sha, to: Sha): Promise<boolean>;
  /** The local refs under a prefix. */
  localRefs(prefix: string): Promise<ReadonlyMap<string, Sha>>;
  /** Sets local refs in one transaction, each from exactly its expected value. Throws RefusedError if one has moved. */
  updateLocalRefs(updates: readonly RefUpdate[]): Promise<void>;
  /** Updates the remote-tracking branch after a push of ours, as `git push` does in a clone. */
  notePush(branch: string, to: Sha): Promise<void>;
  /** Those of these objects that no ref leads to any more: still here, as a commit or another kind, or removed. */
  findUnreached(shas: readonly Sha[]): Promise<ReadonlyMap<Sha, 'commit' | 'other' | 'removed'>>;
  /** The refs of this repository, by full name, that still reach one of these commits, and whether a reflog does. */
  keepersOf(shas: readonly Sha[]): Promise<{readonly refs: readonly string[]; readonly reflog: boolean}>;
}
