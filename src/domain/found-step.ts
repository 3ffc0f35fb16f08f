import {contestedId, unknownStep} from './history-refusals.ts';
import type {StepRef, Uid} from './identity.ts';
import type {Lookup} from './ports/ledger.ts';
import type {HistoryReader} from './ports/store.ts';
import {latestFirst, type Step} from './step.ts';
import type {Wording} from './wording.ts';

/**
 * Returns the step that a name stands for; for a number that several steps claimed, its holder. Throws RefusedError.
 */
export function foundStep(lookup: Lookup<Step>, ref: StepRef, projectId: string, words: Wording): Step {
  const asked = ref.kind === 'id' ? `step ${ref.id}` : `step with a uid that begins with ${ref.prefix}`;
  switch (lookup.kind) {
    case 'found':
    case 'contested':
      return lookup.value;
    case 'unknown':
      throw unknownStep.inProject(asked, projectId, words);
    case 'ambiguous':
      throw contestedId.inProject(projectId, lookup.uids);
  }
}

type Steps = Pick<HistoryReader, 'getStep'>;

/** Finds the step that a name stands for. Throws RefusedError. */
export async function findStep(history: Steps, ref: StepRef, projectId: string, words: Wording): Promise<Step> {
  return foundStep(await history.getStep(ref), ref, projectId, words);
}

/** Finds a step by its whole uid; undefined if the history does not have it. */
export async function stepOf(history: Steps, uid: Uid): Promise<Step | undefined> {
  const lookup = await history.getStep({kind: 'uid', prefix: uid});
  return lookup.kind === 'found' ? lookup.value : undefined;
}

/** The steps with these uids that the history has, latest first. */
export async function stepsOf(history: Steps, uids: readonly Uid[]): Promise<readonly Step[]> {
  const steps: Step[] = [];
  for (const uid of uids) {
    const step = await stepOf(history, uid);
    if (step !== undefined) steps.push(step);
  }
  return latestFirst(steps);
}
