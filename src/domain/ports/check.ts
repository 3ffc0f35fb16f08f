import type {CheckResult} from '../documents.ts';
import type {Step} from '../step.ts';
import type {AgentResult} from './agent.ts';

/** What becomes of the branch when the check of a step's work fails: `keep` leaves it as it is then. */
export const ON_FAILURE = ['rollback', 'keep'] as const;
export type OnFailure = (typeof ON_FAILURE)[number];

/** How a check ended. */
export interface CheckEnd extends Pick<AgentResult, 'ending' | 'notes'> {
  readonly result: CheckResult;
}

/** Runs the check where the agent ran. Never throws: one that cannot be started has ended with 127, as in a shell. */
export type RunCheck = (step: Step, settledId: number | null) => Promise<CheckEnd>;
