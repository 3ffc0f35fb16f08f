import type {Commits} from './commits.ts';
import type {Scratch} from './diffs.ts';
import type {LocalRefs, ObjectStore, Remote} from './remote.ts';
import type {Identity, WorkTree} from './work-tree.ts';

/** Opens the work tree around a folder. The only way to get a Repository. */
export interface Git {
  /**
   * Also captures what later work must not read from the folder, since an agent may have changed it: the remote, its
   * credentials, the filters. Given the mark of an earlier opening, only what was captured then counts. Throws
   * InputError: not a work tree, no git, git too old.
   */
  open(directory: string, mark?: RepositoryMark): Promise<Repository>;
}

/** A mark with which another process opens a repository as it was before an agent ran in it. JSON, without secrets. */
export interface RepositoryMark {
  readonly root: string;
  readonly gitDir: string;
  readonly commonDir: string;
  readonly mainWorkTree: string;
  /** Fingerprints of the configuration. */
  readonly settings: readonly string[];
  /** The programs that git starts, by name, and where they were. */
  readonly programs: Readonly<Record<string, string>>;
  /** The files of each filter, by its name, each with a stamp that identifies its contents. */
  readonly filterFiles: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A repository without its work tree: commits, refs and the remote. */
export interface Clone extends Commits, LocalRefs {
  /** `origin`, or the only remote; null if there is none. */
  readonly remote: Remote | null;
}

export interface Repository extends Clone, WorkTree {
  readonly commonDir: string;
  /** The top folder of the main work tree, which is the same for all worktrees of a repository. */
  readonly mainWorkTree: string;
  /** The objects shared with the remote; null without a remote. */
  readonly objects: ObjectStore | null;
  /** The pager configured outside of this repository; null if there is none. */
  readonly pager: string | null;
  readonly identity: Identity | null;
  readonly mark: RepositoryMark;
  /** git settings under `laforge.`, by full key in lower case. */
  readonly settings: ReadonlyMap<string, string>;
  /** Makes a separate work tree in a temporary folder. */
  makeScratch(): Scratch;
  /** Removes the private repository. */
  close(): Promise<void>;
}
