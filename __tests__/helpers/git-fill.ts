import type {Repository} from '../../src/domain/ports/git.ts';
import type {StepDraft} from '../../src/domain/step.ts';
import {append} from '../../src/stores/git/append.ts';
import type {Addition} from '../../src/stores/git/plan-append.ts';
import {aDraft, anOutcome, tickingClock} from './ledger.ts';

/** Begins a history with so many finished steps, one record each, in one push. */
export async function fillHistory(
  repository: Repository,
  count: number,
  draft: (n: number) => Partial<StepDraft> = () => ({}),
): Promise<void> {
  const {remote, objects} = repository;
  if (remote === null || objects === null) throw new Error('There is no remote to fill.');
  const clock = tickingClock();
  const additions = Array.from({length: count}, (_, index): Addition => {
    const step = aDraft(index + 1, draft(index + 1));
    const outcome = anOutcome({branch: step.branch});
    const record = {draft: step, parentUid: null, createdAt: '2026-01-01T00:00:00.000Z', outcome};
    return {kind: 'step', record, id: null, isNew: true};
  });
  const result = await append(
    {
      objects,
      slug: 'default',
      now: clock.now,
      ledgerAt: () => Promise.reject(new Error('The heads should tell.')),
      onTip: () => {},
      lastLook: () => null,
    },
    async () => additions,
    (along) => remote.push(along, {atomic: false}),
    Date.now() + 60_000,
  );
  if (result.kind !== 'appended') throw new Error(`The history was not filled: ${result.kind}.`);
}
