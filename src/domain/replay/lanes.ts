import type {Step} from '../step.ts';
import type {Passes} from './statistics.ts';

/** By which the tries of one lane are known again: what was run, what it was asked, and what it was checked by. */
export interface LaneKey {
  readonly script: string | null;
  readonly prompt: string | null;
  readonly check: string | null;
}

/** The lane that a recorded step is a try of. */
export function keyOf({setup, prompt, check}: Step): LaneKey {
  return {script: setup?.script_sha256 ?? null, prompt: prompt?.sha256 ?? null, check: check?.command ?? null};
}

/** Statuses of agents that came to their end: one that was stopped from outside is no try. */
const TRIED = new Set(['succeeded', 'failed', 'check_failed', 'timed_out', 'over_budget']);

/** True for a try of that lane which counts. One whose agent failed never came to its check. */
export function isTryOf(step: Step, key: LaneKey): boolean {
  const own = keyOf(step);
  return (
    TRIED.has(step.status) &&
    own.script === key.script &&
    own.prompt === key.prompt &&
    (own.check === key.check || (own.check === null && step.status !== 'succeeded'))
  );
}

/** Tries that succeeded: their check, where there is one, passed. */
export function passesOf(steps: readonly Step[]): Passes {
  return {passed: steps.filter(({status}) => status === 'succeeded').length, of: steps.length};
}
