import {describeError} from '../../domain/errors.ts';
import type {HistoryWriter, Publication, StepStore} from '../../domain/ports/store.ts';
import type {Step, StepOutcome} from '../../domain/step.ts';

type RecordedEnd =
  | {readonly kind: 'written'; readonly step: Step}
  /** The disk is full, say: the history has the start of the step alone. */
  | {readonly kind: 'lost'; readonly publication: Publication};

/** Writes how a step ended into its history. Never throws: what failed is in the answer. */
export async function recordEnd(
  {history, store}: {readonly history: HistoryWriter; readonly store?: Pick<StepStore, 'keepEnd'>},
  started: Step,
  outcome: StepOutcome,
): Promise<RecordedEnd> {
  try {
    return {kind: 'written', step: await history.finishStep(started.uid, outcome)};
  } catch (error) {
    const reason = describeError(error);
    return {
      kind: 'lost',
      publication: await keepElsewhere(history, reason, store?.keepEnd?.(started, outcome, reason)),
    };
  }
}

async function keepElsewhere(
  history: HistoryWriter,
  reason: string,
  kept: Promise<Publication> | undefined,
): Promise<Publication> {
  const where = history.dbPath === null ? 'no file' : `${history.dbPath}, without its end`;
  const lost: Publication = {kind: 'kept', where, reason};
  return kept === undefined ? lost : await kept.catch(() => lost);
}
