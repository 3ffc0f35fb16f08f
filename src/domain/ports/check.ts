import type {CheckResult} from '../documents.ts';
import type {Step} from '../step.ts';
import type {AgentResult} from './agent.ts';

/** The fate of the branch when the check of a step's work fails: `keep` leaves it as it is. */
export const ON_FAILURE = ['rollback', 'keep'] as const;
export type OnFailure = (typeof ON_FAILURE)[number];

/** The end of a check. */
export interface CheckEnd extends Pick<AgentResult, 'ending' | 'notes'> {
  readonly result: CheckResult;
}

/** Runs the check where the agent ran. Never throws: one that cannot be started has ended with 127, as in a shell. */
export type RunCheck = (step: Step, settledId: number | null) => Promise<CheckEnd>;
