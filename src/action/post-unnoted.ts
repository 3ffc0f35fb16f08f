import {endAgentOfStep} from '../agent/agent-mark.ts';
import type {Uid} from '../domain/identity.ts';
import {isForkRun} from '../domain/workplace.ts';
import {systemClock} from '../system/system-clock.ts';
import {sayPublication} from '../usecases/step-sentences.ts';
import {openActionStore} from './history-store.ts';
import type {StepInputs} from './inputs.ts';
import type {Job} from './job.ts';
import {actionLog} from './log.ts';

const CHANGED =
  'What the action had noted of this step was changed or removed while the agent ran, and then the action was killed: nothing the agent did was looked at.';

/**
 * Finishes a step whose note is not main's any more. Git is left alone then: with nothing to tell the agent's settings
 * from the user's, a push could be led anywhere.
 */
export async function finishUnnoted(
  inputs: StepInputs,
  job: Job,
  {folder, uid}: {readonly folder: string; readonly uid: Uid},
): Promise<void> {
  const {notes} = await endAgentOfStep(null, uid);
  for (const sentence of [CHANGED, ...notes]) actionLog.warn(sentence);
  if (inputs.store === 'git') return;
  const withoutHistory = isForkRun(job.context);
  const store = await openActionStore(inputs, job, {folder, uid, withoutHistory, repository: null});
  const history = await store.open();
  try {
    const lookup = await history.findStep({kind: 'uid', prefix: uid});
    if (lookup.kind !== 'found') return;
    const started = lookup.value;
    const endTime = systemClock.now();
    const step =
      started.status !== 'running'
        ? started
        : await history.finishStep(uid, {
            status: 'interrupted',
            branch: started.branch,
            commitShaAfter: null,
            agentConfig: started.agentConfig,
            endTime: endTime.toISOString(),
            durationMs: Math.max(0, endTime.getTime() - Date.parse(started.startTime)),
            tokenUsage: null,
            exitCode: null,
            pushed: 'none',
            pinRef: null,
            changes: null,
            check: null,
            notes: [CHANGED, ...notes],
          });
    sayPublication(await history.publish(), step, actionLog.warn);
  } finally {
    await history.close();
  }
}
