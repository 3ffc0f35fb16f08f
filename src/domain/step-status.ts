import type {AgentVerdict} from './documents.ts';
import type {AgentEnd} from './ports/agent.ts';
import type {StepStatus} from './step.ts';

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
