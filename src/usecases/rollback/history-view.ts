import type {History} from '../../domain/ports/store.ts';
import {isInForce, projectRollback, type Rollback, type RollbackDraft} from '../../domain/rollback.ts';
import type {Step} from '../../domain/step.ts';

/** The part of a history that a plan reads. */
export type HistoryView = Pick<
  History,
  'condition' | 'ofOneRepository' | 'getStep' | 'listSteps' | 'getRollback' | 'listRollbacks'
>;

/** The history as it will be once these moves are recorded. Every plan uses it; a dry run records nothing. */
export async function viewWith(history: HistoryView, unrecorded: readonly RollbackDraft[]): Promise<HistoryView> {
  if (unrecorded.length === 0) return history;

  const recorded = await history.listRollbacks();
  const records: readonly RollbackDraft[] = [...recorded, ...unrecorded].filter(({undoes}) => undoes !== null);
  const project = (rollback: Rollback): Rollback => ({...projectRollback(rollback, records), number: rollback.number});
  const found = unrecorded.map((draft) => projectRollback(draft, records)).reverse();
  const all = [...found, ...recorded.map(project)];
  const covered = new Set(all.filter(isInForce).flatMap(({stepUids}) => stepUids));
  const asNow = (step: Step): Step => ({...step, active: step.replays === null && !covered.has(step.uid)});

  return {
    condition: history.condition,
    ofOneRepository: history.ofOneRepository ?? false,
    getStep: async (ref) => {
      const lookup = await history.getStep(ref);
      return lookup.kind === 'found' || lookup.kind === 'contested' ? {...lookup, value: asNow(lookup.value)} : lookup;
    },
    listSteps: async (filter) => (await history.listSteps(filter)).map(asNow),
    getRollback: async (ref) => {
      const own = ref.kind === 'uid' ? found.filter(({uid}) => uid.startsWith(ref.prefix)) : [];
      const [only] = own;
      if (own.length === 1 && only !== undefined) return {kind: 'found', value: only};
      const lookup = await history.getRollback(ref);
      return lookup.kind === 'found' || lookup.kind === 'contested'
        ? {...lookup, value: project(lookup.value)}
        : lookup;
    },
    listRollbacks: async (filter) =>
      all
        .filter(({branch}) => filter?.branch === undefined || branch === filter.branch)
        .filter(({repository}) => filter?.repository === undefined || repository === filter.repository)
        .slice(0, filter?.limit),
  };
}
