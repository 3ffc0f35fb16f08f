import type {Changes} from '../domain/documents.ts';
import type {History, Publication} from '../domain/ports/store.ts';
import type {Step, StepOutcome} from '../domain/step.ts';
import {attempt} from './attempt.ts';
import type {FinishedStep} from './finish-step.ts';
import {sayPublication} from './step-sentences.ts';

const NO_CHANGES: Changes = {own_commits: [], own_commit_count: 0, files_changed: 0, insertions: 0, deletions: 0};

/** Records a step as refused, its agent never started. It ended when it began, and changed nothing. */
export async function refuseStep(
  {history, warn}: {readonly history: History; readonly warn: (message: string) => void},
  started: Step,
  why: {readonly refusal: string; readonly notes: readonly string[]; readonly isPushed: boolean},
): Promise<FinishedStep> {
  const outcome: StepOutcome = {
    status: 'refused',
    branch: started.branch,
    commitShaAfter: started.commitShaBefore,
    agentConfig: started.agentConfig,
    endTime: started.startTime,
    durationMs: 0,
    tokenUsage: null,
    exitCode: null,
    pushed: why.isPushed ? 'unchanged' : 'none',
    pinRef: null,
    changes: NO_CHANGES,
    check: null,
    notes: [`The agent was not started: ${why.refusal}.`, ...why.notes],
  };
  const finished = await attempt(warn, () => history.finishStep(started.uid, outcome));
  const step = finished ?? {...started, ...outcome};
  const publication: Publication =
    finished === undefined
      ? {kind: 'kept', where: history.dbPath ?? 'nowhere', reason: 'the end of the step could not be written'}
      : await history.publish();
  sayPublication(publication, step, warn);
  return {step, publication, rollback: null};
}
