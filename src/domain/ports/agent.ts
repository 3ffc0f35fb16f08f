import type {Spent} from '../budget.ts';
import type {CheckResult, UsageReport} from '../documents.ts';
import type {Timestamp} from '../identity.ts';
import type {Step} from '../step.ts';

export interface AgentRequest {
  /** The program and its arguments, as they are: no shell reads them. */
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number | null;
  /** Both streams, as they came, go to this file too. */
  readonly logFile: string;
  /** Told the process id, which is that of the group, as soon as there is one. Must not throw. */
  readonly onStarted?: (pid: number) => void;
  /** Shown every chunk of the output as it comes. Must not throw. */
  readonly observe?: (chunk: Uint8Array, stream: 'stdout' | 'stderr') => void;
  /**
   * Watches what the agent uses, and resolves to true as soon as that is too much: the whole process group is ended. The
   * signal says that the agent has ended. Must not reject.
   */
  readonly isOverBudget?: (ended: AbortSignal) => Promise<boolean>;
  /** `inherit` hands our stdin on (the command line), `none` closes it (CI). */
  readonly stdin: 'inherit' | 'none';
  /** Aborted: we were asked to stop. The whole process group is ended. */
  readonly signal: AbortSignal;
}

/** The end of the agent's process. `exitCode` is its own, 124 for our timeout, 128+n for signal n. */
export interface AgentResult {
  readonly ending: 'exited' | 'timed_out' | 'cancelled' | 'over_budget';
  readonly exitCode: number;
  readonly startTime: Timestamp;
  readonly endTime: Timestamp;
  readonly durationMs: number;
  /** Remarks, one sentence each: the log could not be written, processes were left behind. */
  readonly notes: readonly string[];
}

/** The end of an agent as far as somebody saw it; the rest is null. `interrupted`: it was killed with its job. */
export interface AgentEnd extends Pick<AgentResult, 'startTime' | 'notes'> {
  readonly ending: AgentResult['ending'] | 'interrupted';
  readonly exitCode: number | null;
  readonly endTime: Timestamp | null;
  readonly durationMs: number | null;
}

/** Runs a process in a group of its own and streams what it prints. Throws InputError when it cannot be started. */
export interface AgentRunner {
  run(request: AgentRequest): Promise<AgentResult>;
}

/** The fate of the branch when the check of a step's work fails: `keep` leaves it as it is. */
export const ON_FAILURE = ['rollback', 'keep'] as const;
export type OnFailure = (typeof ON_FAILURE)[number];

/** The end of a check. */
export interface CheckEnd extends Pick<AgentResult, 'ending' | 'notes'> {
  readonly result: CheckResult;
}

/** Runs the check where the agent ran. Never throws: one that cannot be started has ended with 127, as in a shell. */
export type RunCheck = (step: Step, settledId: number | null) => Promise<CheckEnd>;

/** The agent of a step and its check, ready to start once the step has its names. */
export interface StepAgent {
  /** Throws where the agent cannot be started. */
  run(
    step: Step,
    settledId: number | null,
    watched: Pick<AgentRequest, 'isOverBudget' | 'signal'>,
  ): Promise<AgentResult>;
  /** Guards the branch; null for a step without a check. */
  readonly check: RunCheck | null;
  /** The same, for before the agent runs; null unless that is wanted. */
  readonly checkBefore: RunCheck | null;
}

/** Follows what an agent uses, while it runs and afterwards. */
export interface UsageFollower {
  /** False where nothing reads what this agent uses. */
  readonly isRead: boolean;
  /**
   * Looks again and again at what the agent has used so far. Resolves to the first look that is `enough`, or to null once
   * the signal is aborted. Never rejects.
   */
  until(enough: (spent: Spent) => boolean, ended: AbortSignal): Promise<Spent | null>;
  /** Reads the agent's usage after its end. Never throws. */
  read(agent: AgentEnd): Promise<UsageReport>;
}
