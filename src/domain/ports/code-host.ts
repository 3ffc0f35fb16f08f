import type {Sha} from '../identity.ts';
import type {SigningKey} from './commits.ts';

export interface PullRequest {
  readonly number: number;
  readonly headRef: string;
  readonly headSha: Sha;
  /** `owner/name`, lower case; null if the fork was deleted. */
  readonly headRepository: string | null;
  readonly baseRef: string;
  readonly state: 'open' | 'closed';
}

/**
 * `no-force`: commits may be added, but the branch may not be moved back. `by-pull-request`: no direct pushes either.
 */
type BranchRules = 'none' | 'no-force' | 'by-pull-request' | 'unknown';

interface ProposedPull {
  readonly head: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
}

/**
 * Answers questions about pull requests, permissions and branch rules. Throws an Error that names a missing permission.
 */
export interface CodeHost {
  getPullRequest(number: number): Promise<PullRequest>;
  /** The open pull request of this repository with this branch as its head; undefined if there is none. */
  findPullRequestOf(branch: string): Promise<PullRequest | undefined>;
  /** True if this user may write to the repository. */
  canWrite(login: string): Promise<boolean>;
  /** True if the token may push to the repository; null if the host does not say. */
  mayPush(): Promise<boolean | null>;
  /** Tells what the branch's rules forbid for pushes; `unknown` if the host does not say. */
  rulesOf(branch: string): Promise<BranchRules>;
  /** Opens a pull request, or updates the open one with this head. */
  propose(proposal: ProposedPull): Promise<{readonly number: number; readonly url: string}>;
  /** Enables auto-merge: the host merges the pull request once its rules allow it. */
  mergeWhenAllowed(number: number): Promise<void>;
}

/** A commit that the host should make on top of a branch. */
interface HostCommit {
  /** The branch's short name. */
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

/** A host that can make commits and signs them. */
export interface CommitHost {
  /** The host's name for sentences. */
  readonly name: string;
  /** Tells if the host can make commits; null if it does not say. Throws RefusedError if it rejects the token. */
  canCommit(): Promise<boolean | null>;
  /** Makes a commit. Throws RefusedError or StoreError. */
  commit(commit: HostCommit): Promise<Sha>;
}

/** The signer of commits: a key of the user's, or the host, which makes the commits again. */
export type Signer = SigningKey | {readonly kind: 'host'; readonly host: CommitHost};
