import type {Step, StepDraft, StepOutcome} from './step.ts';

/**
 * How a step ended whose run is over without having said so. Nobody saw when: by that any word of the step's own run,
 * however late, is told from this one and wins. `note` says what proves it.
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

/** Whether a step's own run has said how it ended: not while it runs, and not where another run had to find out. */
export function hasSaidItsEnd({status, endTime}: Pick<Step, 'status' | 'endTime'>): boolean {
  return status === 'interrupted' ? endTime !== null : status !== 'running';
}
