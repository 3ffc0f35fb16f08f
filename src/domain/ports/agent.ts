import type {Spent} from '../budget.ts';
import type {CheckResult, UsageOfRun} from '../documents.ts';
import type {Timestamp} from '../identity.ts';
import type {Step} from '../step.ts';

export interface AgentRequest {
  /** The program and its arguments, verbatim: no shell reads them. */
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number | null;
  /** Receives a copy of both streams, in the order of their output. */
  readonly logFile: string;
  /** Receives the process id, which is also the id of the group, as soon as it exists. Must not throw. */
  readonly onStarted?: (pid: number) => void;
  /** Receives every chunk of output as it arrives. Must not throw. */
  readonly observe?: (chunk: Uint8Array, stream: 'stdout' | 'stderr') => void;
  /**
   * Watches the agent's usage and resolves to true once it exceeds a limit; then the whole process group is ended. The
   * signal is aborted when the agent has ended. Must not reject.
   */
  readonly isOverBudget?: (ended: AbortSignal) => Promise<boolean>;
  /** `inherit` passes our stdin on (the command line), `none` closes it (CI). */
  readonly stdin: 'inherit' | 'none';
  /** Aborted when we are asked to stop; then the whole process group is ended. */
  readonly signal: AbortSignal;
}

/** How a process is started, before it is known who may stop it. */
export type Launch = Omit<AgentRequest, 'signal'>;

/** The end of the agent's process. `exitCode` is its own, 124 for our timeout, 128+n for signal n. */
export interface AgentResult {
  readonly ending: 'exited' | 'timed_out' | 'cancelled' | 'over_budget';
  readonly exitCode: number;
  readonly startTime: Timestamp;
  readonly endTime: Timestamp;
  readonly durationMs: number;
  /** Remarks, one sentence each: the log could not be written, processes were left running. */
  readonly notes: readonly string[];
  /** The limit that it was ended for, as a clause. */
  readonly overBudget?: string | null;
}

/** The end of an agent as far as anybody saw it; the rest is null. `interrupted`: it was killed with its job. */
export interface AgentEnd extends Pick<AgentResult, 'startTime' | 'notes'> {
  readonly ending: AgentResult['ending'] | 'interrupted';
  readonly exitCode: number | null;
  readonly endTime: Timestamp | null;
  readonly durationMs: number | null;
}

/** Runs a process in its own group and streams its output. Throws InputError if it cannot start. */
export interface AgentRunner {
  run(request: AgentRequest): Promise<AgentResult>;
}

/** The fate of the branch when the check of a step's work fails: `keep` leaves it as it is. */
export const ON_FAILURE = ['rollback', 'keep'] as const;
export type OnFailure = (typeof ON_FAILURE)[number];

export interface CheckEnd extends Pick<AgentResult, 'ending' | 'notes'> {
  readonly result: CheckResult;
}

/** Runs the check where the agent ran. Never throws: a check that cannot start ends with 127, as in a shell. */
export type RunCheck = (step: Step, settledId: number | null) => Promise<CheckEnd>;

/** A step's agent and check, ready to start once the step has its names. */
export interface StepAgent {
  /** Throws if the agent cannot start. */
  run(
    step: Step,
    settledId: number | null,
    watched: Pick<AgentRequest, 'isOverBudget' | 'signal'>,
  ): Promise<AgentResult>;
  /** Guards the branch; null for a step without a check. */
  readonly check: RunCheck | null;
  /** The same check before the agent runs; null unless requested. */
  readonly checkBefore: RunCheck | null;
}

/** Follows an agent's usage, during its run and afterwards. */
export interface UsageFollower {
  /** False if no reader knows this agent's usage. */
  readonly isRead: boolean;
  /**
   * Polls the agent's usage. Resolves to the first reading that is `enough`, or to null once the signal is aborted.
   * Never rejects.
   */
  until(enough: (spent: Spent) => boolean, ended: AbortSignal): Promise<Spent | null>;
  /** Reads the usage after the agent has ended. Never throws. */
  read(agent: AgentEnd): Promise<UsageOfRun>;
}
