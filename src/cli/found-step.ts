import {RefusedError} from '../domain/errors.ts';
import type {StepRef} from '../domain/identity.ts';
import type {Lookup} from '../domain/ports/ledger.ts';
import type {Step} from '../domain/step.ts';

/** The step that was named. A number that several steps claimed still shows the one that holds it. Throws RefusedError. */
export function foundStep(lookup: Lookup<Step>, ref: StepRef, projectId: string): Step {
  const asked = ref.kind === 'id' ? `step ${ref.id}` : `step with a uid that begins with ${ref.prefix}`;
  switch (lookup.kind) {
    case 'found':
    case 'contested':
      return lookup.value;
    case 'unknown':
      throw new RefusedError('unknown-step', `Project ${projectId} has no ${asked}. laforge steps lists those it has.`);
    case 'ambiguous':
      throw new RefusedError(
        'contested-id',
        `Project ${projectId} has ${lookup.uids.length} steps whose uids begin so: ${lookup.uids.join(', ')}. Give more characters.`,
      );
  }
}
