import {runAction} from './log.ts';
import {jobKey, type RunState, readRunState} from './run-note.ts';

type Finish = (state: RunState, key: string) => Promise<void>;

/** Runs post. Nearly every main completes, so the code that finishes a step is loaded only when needed. */
const afterMain = (load: () => Promise<Finish>): Promise<void> =>
  runAction(async () => {
    const key = jobKey(process.env);
    const state = readRunState(key);
    if (state !== null && !state.isFinished) await (await load())(state, key);
  });

/** The post of the step action. */
export const main = (): Promise<void> => afterMain(async () => (await import('./post.ts')).finishAfterMain);
/** The post of the actions that replay a step. */
export const afterTry = (): Promise<void> => afterMain(async () => (await import('./post.ts')).finishTry);
