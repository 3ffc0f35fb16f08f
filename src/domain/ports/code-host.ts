import type {Sha} from '../identity.ts';

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
