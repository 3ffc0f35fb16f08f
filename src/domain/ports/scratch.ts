import type {Sha} from '../identity.ts';

/**
 * A work tree by itself, in a folder of ours: it has the repository's objects and its filters, and no remote, branch, hook
 * or credential. What runs there reaches nothing of the user's by git.
 */
export interface Scratch {
  readonly folder: string;
  /** By which files that are the same are known again. Throws GitError. */
  treeOf(commit: Sha): Promise<Sha>;
  /**
   * Makes the files those of a commit. Files that git does not know go, and those that are ignored stay, so that a build
   * need not begin anew. Throws GitError.
   */
  checkOut(commit: Sha): Promise<void>;
  /** Removes the folder. */
  remove(): void;
}
