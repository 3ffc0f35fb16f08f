import type {Sha} from '../identity.ts';

/** The state of the files: a commit or a tree; null is the state without any files. */
export type FileState = Sha | null;

export interface DiffRequest {
  readonly from: FileState;
  readonly to: FileState;
  /** Pathspecs of git, from the top of the work tree; empty for all files. */
  readonly paths: readonly string[];
}

/** One file that differs. The counts of a binary file are null. */
export interface FileChange {
  readonly path: string;
  /** The path before a rename or copy. */
  readonly oldPath: string | null;
  readonly status: 'added' | 'deleted' | 'modified' | 'renamed' | 'copied' | 'type-changed';
  readonly insertions: number | null;
  readonly deletions: number | null;
}

export interface DiffLook {
  /** `whole-patch` includes the contents of binary files, so that `git apply` can use it. */
  readonly form: 'patch' | 'whole-patch' | 'stat' | 'name-only';
  readonly colour: boolean;
  /** The width of the terminal; null for output to a program or a file. */
  readonly columns: number | null;
}

/** A piece of work: the change from one commit to another. */
export interface Work {
  readonly before: FileState;
  readonly after: FileState;
}

/** A work that was redone on another state. In a file in conflict, the work's version stands. */
export interface CarriedWork {
  readonly tree: Sha;
  readonly conflicts: readonly string[];
}

/**
 * Differences as git shows them, with the user's own settings for diffs. External diffs, text conversions and
 * attributes of the work tree are ignored: an agent may have written them. Files that a partial clone lacks are
 * fetched. Commits must be here. Throws GitError.
 */
export interface Diffs {
  /** Lists every file that differs, in git's order. */
  files(request: DiffRequest): Promise<readonly FileChange[]>;
  /** The output of `git diff`, byte for byte. */
  print(request: DiffRequest, look: DiffLook): Promise<Buffer>;
  /** The output of `git range-diff` for the commits of two works. Both must begin at a commit. */
  printCommits(a: Work, b: Work, look: Pick<DiffLook, 'colour'>): Promise<Buffer>;
  /** Redoes a work on another state, in a repository of ours. */
  carry(work: Work, onto: FileState): Promise<CarriedWork>;
}

/**
 * A separate work tree in a folder of ours. It has the repository's objects and filters, but no remote, branch, hook or
 * credential, so nothing that runs there reaches the user's repository through git.
 */
export interface Scratch {
  readonly folder: string;
  /** The trees of commits: those with the same files have the same. Commits that are not here are left out. Throws GitError. */
  treesOf(commits: readonly Sha[]): Promise<ReadonlyMap<Sha, Sha>>;
  /**
   * Replaces the files with those of a commit. Untracked files are removed; ignored ones stay, so that a build need not
   * start over. Throws GitError.
   */
  checkOut(commit: Sha): Promise<void>;
  remove(): void;
}
