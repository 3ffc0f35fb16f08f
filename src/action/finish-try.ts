import {endAgentOfStep} from '../agent/step-processes.ts';
import {stepOf} from '../domain/found-step.ts';
import type {History} from '../domain/ports/store.ts';
import {type Step, stepName, UNKNOWN_OUTCOME} from '../domain/step.ts';
import {hasSaidItsEnd} from '../domain/step-status.ts';
import {systemClock} from '../system/clock-and-uids.ts';
import {recordEnd} from '../usecases/step/finish-step.ts';
import {sayPublication} from '../usecases/step/step-sentences.ts';
import {openActionStore} from './history-store.ts';
import {readCommonInputs} from './inputs.ts';
import {openJob} from './job.ts';
import {actionLog} from './log.ts';
import {readRunNote} from './run-note.ts';
import type {RunState} from './run-state.ts';

/**
 * Ends a try whose main was killed: its agent, then its record. The agent's work is not examined: an interrupted try counts
 * for nothing, and the next run repeats it.
 */
export async function finishTry({folder, uid, hasKey}: RunState, key: string): Promise<void> {
  const inputs = readCommonInputs();
  const job = openJob(inputs);
  const found = hasKey ? await readRunNote(folder, key) : null;
  if (found?.kind === 'finished') return;
  const note = found?.kind === 'unfinished' ? found.note : null;
  const notes = await endAgentOfStep(note?.agentProcess ?? null, uid);
  for (const sentence of notes) actionLog.warn(sentence);
  // The git store needs the repository, whose settings are trusted only as noted. A later run records the end.
  if (inputs.store === 'git' && note === null) return actionLog.warn(WHY);
  const repository = note === null ? null : await job.git.open(job.workspace, note.repository);
  try {
    const store = await openActionStore(inputs, job, {folder, uid, create: false, repository});
    const history = await store.open();
    try {
      const step = await stepOf(history, uid);
      if (step !== undefined) await end(history, step, note?.cancelled === true, notes);
    } finally {
      await history.close();
    }
  } finally {
    await repository?.close();
  }
}

const WHY = "The action was killed while a try ran: the agent's work was not examined.";

async function end(history: History, step: Step, cancelled: boolean, notes: readonly string[]): Promise<void> {
  if (!hasSaidItsEnd(step)) {
    const {branch, agentConfig} = step;
    await recordEnd({history}, step, {
      ...UNKNOWN_OUTCOME,
      ...{branch, agentConfig, status: cancelled ? 'cancelled' : 'interrupted', pushed: 'none'},
      ...{endTime: systemClock.now().toISOString(), notes: [...notes, WHY]},
    });
    actionLog.warn(`${WHY} The try, ${stepName(step)}, counts for nothing; the next run makes it again.`);
  }
  sayPublication(await history.publish(), step, actionLog.warn);
}
