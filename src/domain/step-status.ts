import type {AgentResult} from './ports/agent.ts';
import type {StepStatus} from './step.ts';

/** How a step ended, from how its agent's process ended. */
export function statusOf(result: Pick<AgentResult, 'ending' | 'exitCode'>): StepStatus {
  switch (result.ending) {
    case 'timed_out':
      return 'timed_out';
    case 'cancelled':
      return 'cancelled';
    case 'exited':
      return result.exitCode === 0 ? 'succeeded' : 'failed';
  }
}
