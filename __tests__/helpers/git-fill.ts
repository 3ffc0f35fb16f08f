import type {Repository} from '../../src/domain/ports/git.ts';
import type {Remote} from '../../src/domain/ports/remote.ts';
import type {StepDraft} from '../../src/domain/step.ts';
import {append} from '../../src/stores/git/append.ts';
import type {Addition} from '../../src/stores/pending/own-records.ts';
import {aDraft, anOutcome, tickingClock} from './ledger.ts';

/** So many commits at once: a history of any length is filled in so many pushes. */
const AT_ONCE = 5_000;

/** Adds so many finished steps to a history, one record each. */
export async function fillHistory(
  repository: Repository,
  count: number,
  draft: (n: number) => Partial<StepDraft> = () => ({}),
): Promise<void> {
  const {remote, objects} = repository;
  if (remote === null || objects === null) throw new Error('There is no remote to fill.');
  const deps = {
    objects,
    slug: 'default',
    turnFolder: null,
    remoteUrl: remote.url,
    now: tickingClock().now,
    ledgerAt: () => Promise.reject(new Error('The heads should tell.')),
  };
  for (let from = 1; from <= count; from += AT_ONCE) {
    const additions = Array.from({length: Math.min(AT_ONCE, count - from + 1)}, (_, index): Addition => {
      const step = {...aDraft((from + index) % 0xffff), ...draft(from + index)};
      const outcome = anOutcome({branch: step.branch});
      const record = {draft: step, parentUid: null, createdAt: '2026-01-01T00:00:00.000Z', outcome};
      return {kind: 'step', record, id: null, isNew: true};
    });
    const push: Remote['push'] = remote.push;
    const result = await append(
      deps,
      async () => additions,
      (along) => push(along, {atomic: false}),
      Date.now() + 60_000,
    );
    if (result.kind !== 'appended') throw new Error(`The history was not filled: ${result.kind}.`);
  }
}
