import type {PUSH_CODES} from '../errors.ts';
import type {Sha} from '../identity.ts';
import type {Operation} from './work-tree.ts';

/** A ref to move at the remote. `expected` is the lease: the exact value it has now, null when it must not exist. */
export interface RefUpdate {
  readonly ref: string;
  readonly to: Sha | null;
  readonly expected: Sha | null;
}

export type PushRefusalCode = keyof typeof PUSH_CODES;

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

/** Branches and other refs of the user's own repository. */
export interface LocalRefs {
  /** True when git accepts it as a branch name and it cannot be taken for an option. */
  isBranchName(name: string): Promise<boolean>;
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
}
