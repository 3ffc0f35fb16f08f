import {resolve} from 'node:path';
import {getState} from '@actions/core';
import {describeError} from '../domain/errors.ts';
import type {Sha} from '../domain/identity.ts';
import {hasSaidItsEnd} from '../domain/interruption.ts';
import type {History} from '../domain/ports/store.ts';
import type {Step} from '../domain/step.ts';
import {isForkRun} from '../domain/workplace.ts';
import {systemClock} from '../system/system-clock.ts';
import {sayPublication} from '../usecases/step-sentences.ts';
import {openActionStore, openStoreRepository} from './history-store.ts';
import {readStepInputs, type StepInputs} from './inputs.ts';
import {completeContext, type Job, openJob} from './job.ts';
import {actionLog, runAction} from './log.ts';
import {updateComment} from './pull-request-comment.ts';
import {RUN_FOLDER_STATE, type RunNote, readRunNote, writeRunNote} from './run-note.ts';

/** The step action's post: finishes and publishes what main could not. Mostly there is nothing to do. */
export const main = (): Promise<void> =>
  runAction(async () => {
    const folder = getState(RUN_FOLDER_STATE);
    const note = folder === '' ? null : readRunNote(folder);
    if (note === null || note.finished) return;
    const inputs = readStepInputs();
    const job = openJob(inputs);
    const context = await completeContext(job);
    const fork = isForkRun(context);
    const repository = await openStoreRepository(inputs, job, resolve(job.workspace, inputs.workingDirectory));
    const store = await openActionStore(inputs, job, {folder, uid: note.uid, withoutHistory: fork, repository});
    const history = await store.open();
    try {
      const step = await finishStep(history, note, inputs, job);
      if (step === null) return;
      const publication = await history.publish();
      sayPublication(publication, step, actionLog.warn);
      writeRunNote(folder, {...note, finished: publication.kind !== 'kept'});
      const comment = await updateComment(
        {...inputs, job, context, comment: fork ? 'none' : inputs.comment, branch: step.branch},
        history,
      );
      if (comment.warning !== null) actionLog.warn(comment.warning);
    } finally {
      await history.close();
      await repository?.close();
    }
  });

/** The step as it is on record now; null when it never came to be recorded. */
async function finishStep(history: History, note: RunNote, inputs: StepInputs, job: Job): Promise<Step | null> {
  const lookup = await history.findStep({kind: 'uid', prefix: note.uid});
  if (lookup.kind !== 'found') return null;
  const step = lookup.value;
  if (hasSaidItsEnd(step)) return step;
  const end = systemClock.now();
  return history.finishStep(note.uid, {
    status: note.cancelled ? 'cancelled' : 'interrupted',
    branch: step.branch,
    commitShaAfter: await headNow(inputs, job),
    agentConfig: step.agentConfig,
    endTime: end.toISOString(),
    durationMs: Math.max(0, end.getTime() - Date.parse(step.startTime)),
    tokenUsage: null,
    exitCode: null,
    pushed: 'none',
    pinRef: null,
    changes: null,
    check: null,
    notes: ['The action was ended before it could look at what the agent did: nothing was committed or pushed for it.'],
  });
}

async function headNow(inputs: StepInputs, job: Job): Promise<Sha | null> {
  try {
    const repository = await job.git.open(resolve(job.workspace, inputs.workingDirectory));
    try {
      return (await repository.head()).sha;
    } finally {
      await repository.close();
    }
  } catch (error) {
    actionLog.warn(`HEAD could not be read: ${describeError(error)}`);
    return null;
  }
}
