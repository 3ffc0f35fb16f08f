import type {Timestamp} from '../identity.ts';

/** An artifact as GitHub's REST interface lists it. */
export interface ListedArtifact {
  readonly id: number;
  readonly name: string;
  readonly sizeInBytes: number;
  readonly expired: boolean;
  readonly createdAt: Timestamp;
  /** `sha256:…` of the archive; null for what was saved before GitHub kept one. */
  readonly digest: string | null;
  readonly runId: number;
  /** True when this repository's own code made it, false when a fork's pull request did; null where nobody says. */
  readonly ownRun: boolean | null;
}

export interface ListedCache {
  readonly key: string;
  readonly ref: string;
  readonly createdAt: Timestamp;
}

/** Reads the artifacts and caches of the repository. Throws StoreError, naming a missing permission. */
export interface ActionsIndex {
  /** Every page, highest id first, expired and foreign ones included. */
  artifactsNamed(name: string): Promise<readonly ListedArtifact[]>;
  /** Null when GitHub knows no such run. */
  artifactsOfRun(runId: number): Promise<readonly ListedArtifact[] | null>;
  /** True when the latest attempt of a run has ended and can save nothing more. Null when GitHub knows no such run. */
  isRunCompleted(runId: number): Promise<boolean | null>;
  /** Caches whose key begins with `prefix`, in any scope. */
  cachesWithPrefix(prefix: string): Promise<readonly ListedCache[]>;
}
