import type {Sha} from '../identity.ts';
import type {SigningKey} from './commits.ts';

/** A commit for the host to make on top of a branch. */
interface HostCommit {
  /** Its short name. */
  readonly branch: string;
  /** The tip that the branch must have. */
  readonly parent: Sha;
  readonly headline: string;
  /** The rest of the message; empty for none. */
  readonly body: string;
  /** Contents by path. */
  readonly written: ReadonlyMap<string, Uint8Array>;
  readonly deleted: readonly string[];
}

/** The host of the repository as one that makes commits by itself, and signs them. */
export interface CommitHost {
  /** The host's name, for sentences. */
  readonly name: string;
  /** Tells if it makes commits at all; null when it does not say. Throws RefusedError for a token that it does not take. */
  canCommit(): Promise<boolean | null>;
  /** Makes one. Throws RefusedError or StoreError. */
  commit(commit: HostCommit): Promise<Sha>;
}

/** Signs commits: a key of the user's, or the host, which makes them again. */
export type Signer = SigningKey | {readonly kind: 'host'; readonly host: CommitHost};
