import type {RunningStep} from './store.ts';

/** Tells of runs whether they are over for certain: nothing but what is proven counts, and silence proves nothing. */
export interface RunProof {
  /**
   * A proof that nobody runs this run's step any more, as a sentence; null when there is none, nobody can tell, or
   * the signal was aborted first. Never throws.
   */
  proveOver(run: NonNullable<RunningStep['run']>, signal: AbortSignal): Promise<string | null>;
}
