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

/** What the rules of a run ask the service that hosts the repository. Throws an Error that names the permission that is missing. */
export interface CodeHost {
  getPullRequest(number: number): Promise<PullRequest>;
  /** The open pull request of this repository whose head is this branch; undefined without one. */
  findPullRequestOf(branch: string): Promise<PullRequest | undefined>;
  /** Whether this login may write to the repository. */
  canWrite(login: string): Promise<boolean>;
  /** Whether the token that asks may push to the repository; null where the host does not say. */
  mayPush(): Promise<boolean | null>;
}
