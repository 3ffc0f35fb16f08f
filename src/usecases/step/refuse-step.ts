import {NO_CHANGES} from '../../domain/documents.ts';
import type {History} from '../../domain/ports/store.ts';
import {type Step, type StepOutcome, UNKNOWN_OUTCOME} from '../../domain/step.ts';
import type {FinishedStep} from './finish-step.ts';
import {recordEnd} from './record-end.ts';
import {sayPublication} from './step-sentences.ts';

/** Records a step as refused, its agent never started. It ended when it began, and changed nothing. */
export async function refuseStep(
  {history, warn}: {readonly history: History; readonly warn: (message: string) => void},
  started: Step,
  why: {readonly refusal: string; readonly notes: readonly string[]; readonly isPushed: boolean},
): Promise<FinishedStep> {
  const outcome: StepOutcome = {
    ...UNKNOWN_OUTCOME,
    status: 'refused',
    branch: started.branch,
    commitShaAfter: started.commitShaBefore,
    agentConfig: started.agentConfig,
    endTime: started.startTime,
    durationMs: 0,
    pushed: why.isPushed ? 'unchanged' : 'none',
    changes: NO_CHANGES,
    notes: [`The agent was not started: ${why.refusal}.`, ...why.notes],
  };
  const end = await recordEnd({history}, started, outcome);
  const step = end.kind === 'lost' ? {...started, ...outcome} : end.step;
  const publication = end.kind === 'lost' ? end.publication : await history.publish();
  sayPublication(publication, step, warn);
  return {step, publication, rollback: null, missed: null};
}
