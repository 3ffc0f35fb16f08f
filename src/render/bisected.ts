import type {Sha} from '../domain/identity.ts';
import type {Commit} from '../domain/ports/git.ts';
import type {Step} from '../domain/step.ts';

/** A state of the branch, as the search has it: see usecases/bisect-steps.ts. */
export interface BisectedState {
  readonly sha: Sha;
  readonly step: Step | null;
  readonly commits: readonly Commit[];
}

export interface BisectedTest {
  readonly state: BisectedState;
  readonly verdict: 'good' | 'bad' | 'skip';
  readonly exitCode: number;
  readonly durationMs: number;
  readonly isKnown: boolean;
}

/** The shown parts of a search that has ended. */
export interface ShownBisect {
  readonly check: string;
  readonly tests: readonly BisectedTest[];
  readonly culprit: BisectedState | null;
  readonly suspects: readonly BisectedState[];
  readonly confidence: number;
  /** Commands for what to do next, each after what it does. */
  readonly next: readonly (readonly [what: string, command: string])[];
}
