import type {Commits} from './commits.ts';
import type {Scratch} from './diffs.ts';
import type {LocalRefs, ObjectStore, Remote} from './remote.ts';
import type {Identity, WorkTree} from './work-tree.ts';

/** Opens the work tree that a folder is in. The one way to a Repository. */
export interface Git {
  /**
   * Also captures, once, what later work must not take from the folder again because an agent may have changed it: the
   * remote, its credentials, the filters. With the mark of an earlier opening only what was captured then counts.
   * Throws InputError: not a work tree, no git, git too old.
   */
  open(directory: string, mark?: RepositoryMark): Promise<Repository>;
}

/** The mark by which another process opens a repository as it was before an agent ran in it. JSON, without secrets. */
export interface RepositoryMark {
  readonly root: string;
  readonly gitDir: string;
  readonly commonDir: string;
  readonly mainWorkTree: string;
  /** Fingerprints of what was configured. */
  readonly settings: readonly string[];
  /** Programs that git starts, by their names, and where they were. */
  readonly programs: Readonly<Record<string, string>>;
  /** The files that each filter is made of, by its name, and a stamp by which each is known again. */
  readonly filterFiles: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A repository without its work tree: commits, refs, and the remote. */
export interface Clone extends Commits, LocalRefs {
  /** `origin`, or the only remote there is; null without one. */
  readonly remote: Remote | null;
}

/** One work tree and its repository. */
export interface Repository extends Clone, WorkTree {
  readonly commonDir: string;
  /** Top folder of the main work tree: the same for all worktrees of a repository. */
  readonly mainWorkTree: string;
  /** Objects shared with that remote; null without one. */
  readonly objects: ObjectStore | null;
  /** The pager that git is configured to use outside of this repository; null without one. */
  readonly pager: string | null;
  readonly identity: Identity | null;
  readonly mark: RepositoryMark;
  /** The settings of git under `laforge.`, by full key in lower case. */
  readonly settings: ReadonlyMap<string, string>;
  /** Makes a work tree by itself, in a temporary folder. */
  makeScratch(): Scratch;
  /** Ends what was opened: the private repository is removed. */
  close(): Promise<void>;
}
