import type {Sha} from '../identity.ts';

/** A state of the files, by a commit or a tree; null is the state without any file. */
export type FileState = Sha | null;

export interface DiffRequest {
  readonly from: FileState;
  readonly to: FileState;
  /** Pathspecs of git, from the top of the work tree; none means all files. */
  readonly paths: readonly string[];
}

/** One file that differs. A binary file has no lines, and null for their counts. */
export interface FileChange {
  readonly path: string;
  /** Its path before it was renamed or copied. */
  readonly oldPath: string | null;
  readonly status: 'added' | 'deleted' | 'modified' | 'renamed' | 'copied' | 'type-changed';
  readonly insertions: number | null;
  readonly deletions: number | null;
}

/** Options for git's printing of a diff. */
export interface DiffLook {
  /** `whole-patch` has the contents of binary files too, as `git apply` wants them. */
  readonly form: 'patch' | 'whole-patch' | 'stat' | 'name-only';
  readonly colour: boolean;
  /** Columns of the terminal; null where a program or a file reads. */
  readonly columns: number | null;
}

/** A piece of work: from one commit to another. */
export interface Work {
  readonly before: FileState;
  readonly after: FileState;
}

/** A work done again on another state. Where both changed the same lines, its files are as the work left them. */
export interface CarriedWork {
  readonly tree: Sha;
  readonly conflicts: readonly string[];
}

/**
 * Differences as git tells them, with the user's own settings of how a diff looks. No external diff, no text conversion
 * and no attribute of the work tree counts: an agent may have written them. Files that a partial clone lacks are fetched.
 * Commits must be here. Throws GitError.
 */
export interface Diffs {
  /** Every file that differs, as git orders them. */
  files(request: DiffRequest): Promise<readonly FileChange[]>;
  /** The output of `git diff`, byte for byte. */
  print(request: DiffRequest, look: DiffLook): Promise<Buffer>;
  /** The output of `git range-diff` for the commits of two works. Both began from a commit. */
  printCommits(a: Work, b: Work, look: Pick<DiffLook, 'colour'>): Promise<Buffer>;
  /** Does a work again on another state, in a repository of ours. */
  carry(work: Work, onto: FileState): Promise<CarriedWork>;
}

/**
 * A work tree by itself, in a folder of ours: it has the repository's objects and its filters, and no remote, branch, hook
 * or credential. What runs there reaches nothing of the user's by git.
 */
export interface Scratch {
  readonly folder: string;
  /** The hash of its files, by which the same files are known again. Throws GitError. */
  treeOf(commit: Sha): Promise<Sha>;
  /**
   * Makes the files those of a commit. Files that git does not know go, and those that are ignored stay, so that a build
   * need not begin anew. Throws GitError.
   */
  checkOut(commit: Sha): Promise<void>;
  /** Removes the folder. */
  remove(): void;
}
