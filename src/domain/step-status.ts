import type {AgentVerdict, TimedCall} from './documents.ts';
import type {AgentEnd} from './ports/agent.ts';
import {type Step, type StepDraft, type StepOutcome, type StepStatus, UNKNOWN_OUTCOME} from './step.ts';

/**
 * Derives a step's status from the end of its agent's process. Some agents exit with 0 although they failed, were
 * interrupted or hit a limit, so their own verdict counts then.
 */
export function statusOf(
  result: Pick<AgentEnd, 'ending' | 'exitCode'>,
  verdict: AgentVerdict | null = null,
): StepStatus {
  switch (result.ending) {
    case 'timed_out':
      return 'timed_out';
    case 'cancelled':
      return 'cancelled';
    case 'interrupted':
      return 'interrupted';
    case 'over_budget':
      return 'over_budget';
    case 'exited':
      return result.exitCode === 0 && (verdict?.kind ?? 'completed') === 'completed' ? 'succeeded' : 'failed';
  }
}

/**
 * The outcome of a step whose run ended without recording one. Nobody saw when, so it has no end time. That
 * distinguishes it from the word of the step's own run, which wins however late it comes. `note` states the proof.
 */
export function interruptedOutcome(step: Pick<StepDraft, 'branch' | 'agentConfig'>, note: string): StepOutcome {
  return {
    ...UNKNOWN_OUTCOME,
    status: 'interrupted',
    branch: step.branch,
    agentConfig: step.agentConfig,
    notes: [`It never said how it ended: ${note}`],
  };
}

/** True if the step's own run recorded its end: not while it runs, and not if another run found out. */
export function hasSaidItsEnd({status, endTime}: Pick<Step, 'status' | 'endTime'>): boolean {
  return status === 'interrupted' ? endTime !== null : status !== 'running';
}

/**
 * A part of a step after its agent, with its times in milliseconds since 1970. Only the process that did it knows them.
 */
export interface StepPhase {
  readonly name: 'check' | 'push' | 'publish';
  readonly start: number;
  readonly end: number;
}

/** What a step's own process saw of it beside its record. */
export interface SeenParts {
  /** The phases after the agent that have ended. */
  readonly phases: readonly StepPhase[];
  /** The agent's calls. */
  readonly calls: readonly TimedCall[];
}
