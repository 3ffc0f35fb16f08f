import type {Sha, Timestamp, Uid} from '../identity.ts';
import type {Json} from '../json.ts';
import type {SigningKey} from './commits.ts';
import type {RunProof} from './system.ts';

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
  propose(
    pull: Readonly<Record<'head' | 'base' | 'title' | 'body', string>>,
  ): Promise<{readonly number: number; readonly url: string}>;
  /** Closes the open pull request from this head, after a comment that says why. Null if there is none. */
  withdraw(pull: Readonly<Record<'head' | 'base' | 'why', string>>): Promise<{readonly number: number} | null>;
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

export interface CommentRequest {
  readonly pullRequest: number;
  /** The start of the hidden first line of `body`, which identifies the comment. */
  readonly marker: string;
  readonly body: string;
}

export interface CommentResult {
  /** Null where the forge does not say. */
  readonly url: string | null;
  readonly outcome: 'created' | 'updated' | 'unchanged';
}

/** Creates or updates our comment on a pull request. */
export type UpsertComment = (request: CommentRequest) => Promise<CommentResult>;

/** Reactions that exist on every forge with GitHub's API. */
export type Reaction = 'eyes' | 'rocket' | 'confused';

/** Other requests about a pull request's comments. */
export interface CommentThread {
  /** The text of our own comment that begins with a marker; null if there is none. */
  readOwn(pullRequest: number, marker: string): Promise<string | null>;
  react(comment: number, reaction: Reaction): Promise<void>;
}

/** The conclusions we use, in GitHub's words. */
export type Conclusion = 'success' | 'failure' | 'action_required' | 'cancelled' | 'timed_out';

export interface CheckRunRequest {
  readonly name: string;
  readonly sha: Sha;
  readonly conclusion: Conclusion;
  readonly uid: Uid;
  readonly startedAt: Timestamp;
  readonly endedAt: Timestamp;
  readonly title: string;
  /** Sanitized Markdown. */
  readonly summary: string;
  readonly url: string | null;
}

/** The host's answer. The reason is null if the host has no attestations at all. */
export type KeptAttestation = {readonly kept: true} | {readonly kept: false; readonly why: string | null};

/** A repository at its forge, reached with a token: what each forge can do. */
export interface Forge {
  /** The open pull request of a branch of this repository, not of a fork's branch of that name. */
  findPullRequestOf(branch: string): Promise<{readonly number: number} | undefined>;
  readonly upsertComment: UpsertComment;
  /** Where people look at it. */
  readonly pages: {
    readonly serverUrl: string | null;
    /** `owner/name`. */
    readonly repository: string | null;
    readonly commitPath: string;
  };
}

/** A forge with GitHub's API, on which the actions run. */
export interface ActionsForge extends CodeHost, CommentThread, Pick<Forge, 'upsertComment' | 'pages'> {
  /** Rejects with an error that says what to do. */
  writeCheckRun(request: CheckRunRequest): Promise<void>;
  /** Never rejects. */
  keepAttestation(bundle: Json): Promise<KeptAttestation>;
  readonly commits: CommitHost;
  readonly runProof: RunProof;
}

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
