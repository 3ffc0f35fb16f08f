import type {Sha} from '../identity.ts';
import type {SigningKey} from './commits.ts';

export interface PullRequest {
  readonly number: number;
  readonly headRef: string;
  readonly headSha: Sha;
  /** `owner/name`, lower case; null when the fork is gone. */
  readonly headRepository: string | null;
  readonly baseRef: string;
  readonly state: 'open' | 'closed';
}

/** `no-force`: commits may be added, and the branch not moved back. `by-pull-request`: not even that. */
type BranchRules = 'none' | 'no-force' | 'by-pull-request' | 'unknown';

interface ProposedPull {
  readonly head: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
}

/** The questions of the rules to the host of the repository. Throws an Error that names a missing permission. */
export interface CodeHost {
  getPullRequest(number: number): Promise<PullRequest>;
  /** The open pull request of this repository whose head is this branch; undefined without one. */
  findPullRequestOf(branch: string): Promise<PullRequest | undefined>;
  /** True when this login may write to the repository. */
  canWrite(login: string): Promise<boolean>;
  /** True when the token may push to the repository; null when the host does not say. */
  mayPush(): Promise<boolean | null>;
  /** The limits that the rules of a branch set to pushes; `unknown` where the host does not say. */
  rulesOf(branch: string): Promise<BranchRules>;
  /** Opens a pull request, or brings the open one of this head up to date. */
  propose(proposal: ProposedPull): Promise<{readonly number: number; readonly url: string}>;
  /** Has a pull request merged once its rules allow it. */
  mergeWhenAllowed(number: number): Promise<void>;
}

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
