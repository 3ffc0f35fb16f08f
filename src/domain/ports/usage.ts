import type {Spent} from '../budget.ts';
import type {UsageReport} from '../documents.ts';
import type {AgentEnd} from './agent.ts';

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
