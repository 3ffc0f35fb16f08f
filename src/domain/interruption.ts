import type {Step, StepDraft, StepOutcome} from './step.ts';

/**
 * The end of a step whose run is over without having recorded it. Nobody saw when, so it has no time; by that, a word of
 * the step's own run, however late, is told from this one and wins. `note` says what proves it.
 */
export function interruptedOutcome(step: Pick<StepDraft, 'branch' | 'agentConfig'>, note: string): StepOutcome {
  return {
    status: 'interrupted',
    branch: step.branch,
    commitShaAfter: null,
    agentConfig: step.agentConfig,
    endTime: null,
    durationMs: null,
    tokenUsage: null,
    exitCode: null,
    pushed: null,
    pinRef: null,
    changes: null,
    check: null,
    notes: [`It never said how it ended: ${note}`],
  };
}

/** True when a step's own run has recorded its end: not while it runs, and not when another run found out. */
export function hasSaidItsEnd({status, endTime}: Pick<Step, 'status' | 'endTime'>): boolean {
  return status === 'interrupted' ? endTime !== null : status !== 'running';
}
