import {describeError} from '../../domain/errors.ts';
import type {HistoryWriter, Publication, StepStore} from '../../domain/ports/store.ts';
import type {Step, StepOutcome} from '../../domain/step.ts';

/**
 * Writes a step's end into its history. Never throws: when the history does not take it, on a full disk for example, it
 * has only the step's start, and `lost` says where the whole record is.
 */
export async function recordEnd(
  {history, store}: {readonly history: HistoryWriter; readonly store?: Pick<StepStore, 'keepEnd'>},
  started: Step,
  outcome: StepOutcome,
): Promise<{readonly step: Step; readonly lost: Publication | null}> {
  try {
    return {step: await history.finishStep(started.uid, outcome), lost: null};
  } catch (error) {
    const reason = describeError(error);
    const where = history.dbPath === null ? 'no file' : `${history.dbPath}, without its end`;
    const lost: Publication = {kind: 'kept', where, reason};
    const kept = await store?.keepEnd?.(started, outcome, reason).catch(() => lost);
    return {step: {...started, ...outcome}, lost: kept ?? lost};
  }
}
