import {runAction} from './log.ts';
import {jobKey, readRunState} from './run-state.ts';

/** The step action's post. Nearly every main comes to its end, so the code that finishes a step is loaded only for others. */
export const main = (): Promise<void> =>
  runAction(async () => {
    const key = jobKey(process.env);
    const state = readRunState(key);
    if (state === null || state.isFinished) return;
    const {finishAfterMain} = await import('./post.ts');
    await finishAfterMain(state, key);
  });
