import type {Timestamp} from '../identity.ts';

export interface ListedArtifact {
  readonly id: number;
  readonly name: string;
  readonly sizeInBytes: number;
  readonly expired: boolean;
  readonly createdAt: Timestamp;
  /** `sha256:…` of the archive; null if it was saved before GitHub recorded digests. */
  readonly digest: string | null;
  readonly runId: number;
  /** True if this repository's own code made it, false if a fork's pull request did; null if unknown. */
  readonly ownRun: boolean | null;
}

export interface ListedCache {
  readonly key: string;
  readonly ref: string;
  readonly createdAt: Timestamp;
}

/** Lists the artifacts and caches of the repository. Throws StoreError, naming a missing permission. */
export interface ActionsIndex {
  /** All pages, highest id first, including expired and foreign artifacts. */
  artifactsNamed(name: string): Promise<readonly ListedArtifact[]>;
  /** Null if GitHub knows no such run. */
  artifactsOfRun(runId: number): Promise<readonly ListedArtifact[] | null>;
  /** True if the latest attempt of a run has ended and can save nothing more; null if GitHub knows no such run. */
  isRunCompleted(runId: number): Promise<boolean | null>;
  /** Lists caches whose key begins with `prefix`, in any scope. */
  cachesWithPrefix(prefix: string): Promise<readonly ListedCache[]>;
}
