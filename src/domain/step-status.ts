import type {AgentVerdict} from './documents.ts';
import type {AgentEnd} from './ports/agent.ts';
import {type Step, type StepDraft, type StepOutcome, type StepStatus, UNKNOWN_OUTCOME} from './step.ts';

/**
 * The end of a step, from the end of its agent's process. Some agents exit with 0 although they failed, were interrupted
 * or came to a limit: what their own record says of the run counts then.
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
 * The end of a step whose run is over without having recorded it. Nobody saw when, so it has no time; by that, a word of
 * the step's own run, however late, is told from this one and wins. `note` says what proves it.
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

/** True when a step's own run has recorded its end: not while it runs, and not when another run found out. */
export function hasSaidItsEnd({status, endTime}: Pick<Step, 'status' | 'endTime'>): boolean {
  return status === 'interrupted' ? endTime !== null : status !== 'running';
}

/** A part of a step after its agent, with its times in milliseconds since 1970. Only the process that did it knows them. */
export interface StepPhase {
  readonly name: 'check' | 'push' | 'publish';
  readonly start: number;
  readonly end: number;
}
