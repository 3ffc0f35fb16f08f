import type {Ceiling} from '../../domain/budget.ts';
import type {AgentConfig, Changes, CheckResult, UsageOfRun} from '../../domain/documents.ts';
import type {Sha, Uid} from '../../domain/identity.ts';
import type {AgentEnd, AgentResult, OnFailure, RunCheck, UsageFollower} from '../../domain/ports/agent.ts';
import type {Signer} from '../../domain/ports/forge.ts';
import type {Repository} from '../../domain/ports/git.ts';
import type {History, Publication, StepStore} from '../../domain/ports/store.ts';
import type {Clock, RunProof, StartTime, UidSource} from '../../domain/ports/system.ts';
import type {CloneState, Head, Identity, WorkTreeSnapshot} from '../../domain/ports/work-tree.ts';
import type {Rollback} from '../../domain/rollback.ts';
import type {Step, StepDraft, StepStatus} from '../../domain/step.ts';
import type {StepPhase} from '../../domain/step-status.ts';
import type {Wording} from '../../domain/wording.ts';

export interface CheckedWork {
  /** The step's status, with its check taken into account. */
  readonly status: StepStatus;
  /** Null when no check ran. */
  readonly result: CheckResult | null;
  readonly notes: readonly string[];
  /** Why the work must not reach its branch although its status allows that; null otherwise. */
  readonly offBranch: string | null;
}

/** The state at a step's start, to measure its end against. */
export interface StepStart {
  readonly head: Head;
  readonly workTree: WorkTreeSnapshot;
  readonly clone: CloneState;
  /** The local branches and tags, in a clone that lasts. */
  readonly localRefs?: ReadonlyMap<string, Sha>;
  /** The local tags, when the work is to be pushed; unknown in a later process. */
  readonly tags?: ReadonlyMap<string, Sha>;
  /** Branch tips at the remote, by short name; null when it could not be asked. */
  readonly heads: ReadonlyMap<string, Sha> | null;
  /** The result of the check before the agent; null when none ran. */
  readonly checkBefore: CheckResult | null;
  /** The record of the start, for a process that cannot read the history. */
  readonly draft: StepDraft;
}

/** The result of keeping an agent's uncommitted work, and the HEAD afterwards. */
export interface LeftWork {
  readonly head: Head;
  /** The commit on top of HEAD that keeps it beside every branch; null when HEAD has it, or nothing was left. */
  readonly kept: Sha | null;
  /** The step's commits that neither of them leads to, such as on another branch, joined into one; null for none. */
  readonly beside: Sha | null;
  readonly notes: readonly string[];
  /** The number of files that stay uncommitted by `commit: none`. */
  readonly uncommitted: number;
  /** Why part of the agent's work is not on HEAD; null when all is, or when it stays in a work tree that lasts. */
  readonly missed: string | null;
}

/**
 * The progress of a step. Each part is noted as soon as it is known, so that another process can continue when this one
 * is killed; null means not known yet.
 */
export interface StepProgress {
  readonly start: StepStart;
  readonly agent: AgentResult | null;
  readonly left: LeftWork | null;
  readonly used: UsageOfRun | null;
  readonly checked: CheckedWork | null;
}

/** The job or the machine that a step runs in. */
export interface StepHost {
  readonly uids: UidSource;
  /** The time that services that do not answer may delay the agent's start. */
  readonly startTime: StartTime;
  /** Prove that steps of other runs were interrupted. */
  readonly proofs: readonly RunProof[];
  /** Asks whether we may push; null where a trial push tells that. */
  readonly mayPush: (() => Promise<boolean | null>) | null;
  /** Called when the step is in the ledger and may run, before the agent starts. */
  readonly onStarted: (step: Step, history: History) => void;
  /** Called with the step's progress, beginning before it is recorded. Must not throw. */
  readonly note: (progress: StepProgress) => void;
  /** Called with the duration of each part after the agent. */
  readonly onPhase?: (phase: StepPhase) => void;
}

/** A step's changes to its repository, and where they are. */
export interface WorkDone {
  /** HEAD when the agent had ended. */
  readonly after: Sha | null;
  /** The commit on top of it that keeps leftovers beside every branch. */
  readonly kept: Sha | null;
  readonly branch: string | null;
  /** Why the work is not on that branch; null when it is. */
  readonly offBranch: string | null;
  /** Why part of it is not on HEAD; null when all is. */
  readonly missed: string | null;
  /** Why the work must not be published: it builds on somebody's unpublished commits. Null otherwise. */
  readonly mustStay: string | null;
  /** The commits before..after, and `kept`. */
  readonly made: ReadonlySet<Sha>;
  /** Warnings about it, one sentence each. */
  readonly notes: readonly string[];
  /** Null when the commits could not be read. */
  readonly changes: Changes | null;
}

export interface FinishStepDeps {
  readonly repository: Repository;
  readonly history: History;
  readonly store: Pick<StepStore, 'keepFile' | 'keepRecord' | 'keepEnd'>;
  readonly usage: Pick<UsageFollower, 'read'>;
  /** Null in a process that did not run the agent: it checks nothing, and pushes nothing unchecked. */
  readonly check: RunCheck | null;
  readonly clock: Clock;
  readonly host: Pick<StepHost, 'uids' | 'note' | 'onPhase'>;
  /** The front end's words for what to type. */
  readonly words: Wording;
  readonly warn: (message: string) => void;
}

/** The step that is run again. Its replay runs in a temporary repository, and is on no branch. */
export interface Replayed {
  readonly uid: Uid;
  readonly repository: string | null;
  /** Keeps the replay's work under a ref, whatever its outcome. */
  readonly keep: (after: Sha, ref: string) => Promise<void>;
}

/** The options of a step that its end needs. */
export interface FinishStepRequest {
  /** True when another step ran in the work tree at the same time. */
  readonly isShared?: () => boolean;
  readonly uid: Uid;
  readonly slug: string;
  readonly agentConfig: AgentConfig;
  readonly commit: 'auto' | 'none';
  readonly commitMessage: string | null;
  readonly commitAuthor: Identity | null;
  /** Signs the step's own commits; null or absent for no signatures. */
  readonly signer?: Signer | null;
  /** The identity that the agent commits with: git's own, or the one it was given. */
  readonly agentIdentity: Identity;
  readonly push: 'auto' | 'none';
  readonly continueOnAgentError: boolean;
  /** `rollback` or `keep` the branch when the check fails; null for a step without a check. */
  readonly onFailure: OnFailure | null;
  readonly bundleFile: string;
  /** The step that this one runs again. */
  readonly replays?: Replayed | null;
  /** Absolute paths that are never committed: the ledger and the files beside it. */
  readonly privatePaths: readonly string[];
  /** False in a job whose work tree ends with it: then work that was stopped half-way is kept elsewhere. */
  readonly workTreeLasts: boolean;
  /** True in a CI's job, whose clone may go with it although `workTreeLasts`: nobody tells us if the machine keeps it. */
  readonly isInJob?: boolean;
}

export interface EndedStep {
  readonly request: FinishStepRequest;
  readonly started: Step;
  readonly settledId: number | null;
  readonly agent: AgentEnd;
  /** The ceilings at its start. A later process knows only the step's own limits. */
  readonly ceilings?: readonly Ceiling[];
  readonly progress: StepProgress;
  /**
   * True in a process that did not run the agent, where nobody had looked at the work before: the work tree may have
   * changed since, so the work is kept beside the branch.
   */
  readonly isUnseen: boolean;
}

export interface FinishedStep {
  readonly step: Step;
  readonly publication: Publication;
  /** The rollback of the work after its check failed. */
  readonly rollback: Rollback | null;
  /** Why the workflow step fails: the agent failed, or its work missed its branch. Null when it does not fail. */
  readonly failure: string | null;
  /** The history that has it, which the caller closes. */
  readonly history: History;
}
