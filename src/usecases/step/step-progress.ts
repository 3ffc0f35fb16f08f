import type {Ceiling} from '../../domain/budget.ts';
import type {AgentConfig, Changes, CheckResult, UsageReport} from '../../domain/documents.ts';
import type {Sha, Timestamp, Uid} from '../../domain/identity.ts';
import type {AgentEnd, AgentResult, OnFailure, RunCheck, UsageFollower} from '../../domain/ports/agent.ts';
import type {Signer} from '../../domain/ports/code-host.ts';
import type {Repository} from '../../domain/ports/git.ts';
import type {History, HistoryReader, HistoryWriter, Publication, StepStore} from '../../domain/ports/store.ts';
import type {Clock, RunProof, StartTime, UidSource} from '../../domain/ports/system.ts';
import type {CloneState, Head, Identity, WorkTreeSnapshot} from '../../domain/ports/work-tree.ts';
import type {Rollback} from '../../domain/rollback.ts';
import type {Step, StepDraft, StepStatus} from '../../domain/step.ts';
import type {StepPhase} from '../../domain/step-status.ts';
import type {Wording} from '../../domain/wording.ts';

/** The result of the check of a step's work. */
export interface CheckedWork {
  /** The end of the step, its check included. */
  readonly status: StepStatus;
  /** Null where none ran. */
  readonly result: CheckResult | null;
  readonly notes: readonly string[];
  /** The reason why the work must not reach its branch although its status allows that; null otherwise. */
  readonly offBranch: string | null;
}

/** The start of a step, which its end is measured against. */
export interface StepStart {
  readonly head: Head;
  readonly workTree: WorkTreeSnapshot;
  readonly clone: CloneState;
  /** Branch tips at the remote, by short name; null when it could not be looked at. */
  readonly heads: ReadonlyMap<string, Sha> | null;
  readonly startTime: Timestamp;
  /** The record of the start, for a process that cannot read the history; null in a note of an earlier version. */
  readonly draft: StepDraft | null;
}

/** The fate of an agent's uncommitted work, and HEAD since then. */
export interface LeftWork {
  readonly head: Head;
  /** The commit on top of HEAD that holds it beside every branch; null where HEAD has it, or nothing was left. */
  readonly kept: Sha | null;
  /** Commits of the step that neither of them leads to, such as on another branch, as one; null where there are none. */
  readonly beside: Sha | null;
  readonly notes: readonly string[];
  /** The reason why not all of the agent's work is on HEAD; null when it is, or when it stays in a work tree that lasts. */
  readonly missed: string | null;
}

/**
 * The progress of a step. Each part is noted as soon as it is known, so that another process can go on from there when
 * this one is killed; null is not known yet.
 */
export interface StepProgress {
  readonly start: StepStart;
  readonly agent: AgentResult | null;
  readonly left: LeftWork | null;
  readonly used: UsageReport | null;
  readonly checked: CheckedWork | null;
}

/** The job, or the machine, that a step runs in. */
export interface StepHost {
  readonly uids: UidSource;
  /** The time that the agent's start may lose to services that do not answer. */
  readonly startTime: StartTime;
  /** Prove of steps of other runs that they were interrupted. */
  readonly proofs: readonly RunProof[];
  /** Asks whether we may push, where a trial push does not tell; null where it does. */
  readonly mayPush: (() => Promise<boolean | null>) | null;
  /** Told as soon as the step stands in the ledger and may run, before the agent starts. */
  readonly onStarted: (step: Step, history: History) => void;
  /** Told how far the step has come, from before it is on record. Must not throw. */
  readonly note: (progress: StepProgress) => void;
  /** Told how long each part after the agent took. */
  readonly onPhase?: (phase: StepPhase) => void;
}

/** The changes of a step to its repository, and their place. */
export interface WorkDone {
  /** HEAD when the agent had ended. */
  readonly after: Sha | null;
  /** The commit on top of it that holds what was left uncommitted, beside every branch. */
  readonly kept: Sha | null;
  readonly branch: string | null;
  /** The reason why the work is not on that branch; null when it is. */
  readonly offBranch: string | null;
  /** The reason why the work must be published nowhere: it builds on commits of somebody's own. Null otherwise. */
  readonly mustStay: string | null;
  /** Commits of before..after, and the one that was kept. */
  readonly made: ReadonlySet<Sha>;
  /** Warnings about it for people, one sentence each. */
  readonly notes: readonly string[];
  /** Null where the history could not be read. */
  readonly changes: Changes | null;
}

/**
 * Takes the work of a finished step whose check failed off its branch again, and publishes the rollback with the step;
 * `heads` are the branch tips at the remote when it began. Null where there is nothing to take back, or where a rule said
 * no, which is a warning.
 */
export type TakeBack = (
  deps: FinishStepDeps,
  request: FinishStepRequest,
  step: Step,
  done: {readonly work: WorkDone} & Pick<StepStart, 'heads'>,
) => Promise<{readonly rollback: Rollback; readonly publication: Publication | null} | null>;

/** The dependencies of finishing a step. */
export interface FinishStepDeps {
  readonly repository: Repository;
  readonly history: HistoryReader & HistoryWriter;
  readonly store: Pick<StepStore, 'keepFile' | 'keepRecord' | 'keepEnd'>;
  readonly usage: Pick<UsageFollower, 'read'>;
  /** Null in a process that comes after the one that ran the agent: it checks nothing, and pushes nothing unchecked. */
  readonly check: RunCheck | null;
  readonly takeBack: TakeBack;
  readonly clock: Clock;
  readonly host: Pick<StepHost, 'uids' | 'note' | 'onPhase'>;
  /** The front end's words for what to write. */
  readonly words: Wording;
  readonly warn: (message: string) => void;
}

/** The options of a step that its end needs. */
export interface FinishStepRequest {
  /** True when another step was under way in the work tree meanwhile. */
  readonly isShared?: () => boolean;
  readonly uid: Uid;
  readonly slug: string;
  readonly agentConfig: AgentConfig;
  readonly commit: 'auto' | 'none';
  readonly commitTemplate: string | null;
  readonly commitAuthor: Identity | null;
  /** Signs the step's own commits; null or left out where nothing does. */
  readonly signer?: Signer | null;
  /** The identity the agent commits with: git's own, or the one it was given. */
  readonly agentIdentity: Identity;
  readonly push: 'auto' | 'none';
  readonly continueOnAgentError: boolean;
  /** The fate of the branch when the check of the work fails; null for a step without a check. */
  readonly onFailure: OnFailure | null;
  readonly bundleFile: string;
  /** For work that is meant for no branch: keeps it under a ref, whatever became of the step. */
  readonly keepAside?: ((before: Sha | null, after: Sha, ref: string) => Promise<void>) | null;
  /** Absolute paths that are never committed: the ledger and what lies beside it. */
  readonly privatePaths: readonly string[];
  /** False in a job whose work tree is gone when it ends: then work that was stopped half-way is kept elsewhere. */
  readonly workTreeLasts: boolean;
}

/** A step whose agent has ended. */
export interface EndedStep {
  readonly started: Step;
  readonly settledId: number | null;
  readonly agent: AgentEnd;
  /** The ceilings at its start. A process that comes later knows only the step's own limits. */
  readonly ceilings?: readonly Ceiling[];
  readonly progress: StepProgress;
  /**
   * True for a process that comes after the one that ran the agent: other things may have happened to the work tree
   * since, so that what was not looked at in time is kept beside the branch.
   */
  readonly isLate: boolean;
}

/** A step that is finished. */
export interface FinishedStep {
  readonly step: Step;
  readonly publication: Publication;
  /** The move that took the work off its branch again, because its check failed. */
  readonly rollback: Rollback | null;
  /** The reason why not all of the agent's work was committed; null when it was. */
  readonly missed: string | null;
}
