import type {Uid} from '../domain/identity.ts';
import {hasSaidItsEnd} from '../domain/interruption.ts';
import type {AgentEnd} from '../domain/ports/agent.ts';
import {statusOf} from '../domain/step-status.ts';
import {recordEnd} from '../usecases/step/record-end.ts';
import {sayPublication} from '../usecases/step/step-sentences.ts';
import {openActionStore} from './history-store.ts';
import type {StepInputs} from './inputs.ts';
import type {Job} from './job.ts';
import {actionLog} from './log.ts';

/**
 * Finishes a step whose repository cannot be used any more, or must not be: with nothing to tell the agent's settings
 * from the user's, a push could be led anywhere. The record says why its work is unknown.
 */
export async function finishWithoutGit(
  inputs: StepInputs,
  job: Job,
  step: {
    readonly folder: string;
    readonly uid: Uid;
    readonly agent: AgentEnd;
    readonly isFork: boolean;
    readonly why: string;
  },
): Promise<void> {
  const {folder, uid, agent, why} = step;
  // That history lives in the repository. A later run notes that this one is over.
  if (inputs.store === 'git') return actionLog.warn(why);
  const request = {folder, uid, withoutHistory: step.isFork, repository: null};
  const history = await (await openActionStore(inputs, job, request)).open();
  try {
    const lookup = await history.findStep({kind: 'uid', prefix: uid});
    if (lookup.kind !== 'found') return actionLog.warn(why);
    const started = lookup.value;
    const isEnded = hasSaidItsEnd(started);
    if (!isEnded) actionLog.warn(why);
    const end = isEnded
      ? ({kind: 'written', step: started} as const)
      : await recordEnd({history}, started, {
          status: statusOf(agent),
          branch: started.branch,
          commitShaAfter: null,
          agentConfig: started.agentConfig,
          endTime: agent.endTime,
          durationMs: agent.durationMs,
          tokenUsage: null,
          exitCode: agent.exitCode,
          pushed: 'none',
          pinRef: null,
          changes: null,
          check: null,
          notes: [...agent.notes, why],
        });
    const publication = end.kind === 'written' ? await history.publish() : end.publication;
    sayPublication(publication, started, actionLog.warn);
  } finally {
    await history.close();
  }
}
