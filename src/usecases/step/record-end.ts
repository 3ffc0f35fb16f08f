import {describeError} from '../../domain/errors.ts';
import type {Uid} from '../../domain/identity.ts';
import type {History, Publication} from '../../domain/ports/store.ts';
import type {Step, StepOutcome} from '../../domain/step.ts';

type RecordedEnd =
  | {readonly kind: 'written'; readonly step: Step}
  /** The disk is full, say: the history has the start of the step alone. */
  | {readonly kind: 'lost'; readonly publication: Publication};

/** Writes how a step ended into its history. Never throws: what failed is in the answer. */
export async function recordEnd(history: History, uid: Uid, outcome: StepOutcome): Promise<RecordedEnd> {
  try {
    return {kind: 'written', step: await history.finishStep(uid, outcome)};
  } catch (error) {
    const where = history.dbPath === null ? 'no file' : `${history.dbPath}, without its end`;
    return {kind: 'lost', publication: {kind: 'kept', where, reason: describeError(error)}};
  }
}
