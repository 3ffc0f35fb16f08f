import {laneInWords, planReplay, type ReplayRequest} from '../app/plan-replay.ts';
import {isAskable} from '../app/replay-command.ts';
import {WORDINGS} from '../app/wordings.ts';
import {notReplayable, RefusedError} from '../domain/errors.ts';
import {findStep} from '../domain/found-step.ts';
import {parseStepRef, type StepRef} from '../domain/identity.ts';
import {type HistoryReader, isStored} from '../domain/ports/store.ts';
import {type Step, stepName} from '../domain/step.ts';
import type {ShownReplay} from '../render/terminal/replay.ts';
import {checkRan} from '../usecases/replay-step.ts';
import type {CommandInputs} from './inputs.ts';
import {type Job, listenForCancellation} from './job.ts';
import {actionLog} from './log.ts';
import {withHistoryAndCode} from './reading.ts';
import {runTry, showTries} from './replay-try.ts';

export interface AskedReplay {
  readonly step: StepRef;
  /** The other agent; null means the same one again. */
  readonly agent: string | null;
  readonly times: number;
}

const MOST_TIMES = 10;
/** The statuses of tries that another attempt of the run repeats. */
const CUT_OFF: ReadonlySet<string> = new Set(['cancelled', 'interrupted']);

/** Parses `3 [with codex] [times 5]`; null if the words do not parse. Throws InputError for a bad step name. */
export function readReplayWords(words: readonly string[]): AskedReplay | null {
  const [name, ...more] = words;
  const [agent, rest] = more[0] === 'with' ? [more[1] ?? '', more.slice(2)] : [null, more];
  if (name === undefined || (agent !== null && !isAskable(agent))) return null;
  if (rest.length === 0) return {step: parseStepRef(name, 'The step'), agent, times: 1};
  const times = /^[1-9]\d?$/.test(rest[1] ?? '') ? Number(rest[1]) : MOST_TIMES + 1;
  if (rest[0] !== 'times' || rest.length > 2 || times > MOST_TIMES) return null;
  return {step: parseStepRef(name, 'The step'), agent, times};
}

interface ReplayDeps {
  readonly inputs: CommandInputs;
  readonly job: Job;
  /** The comment's id, by which another attempt of the run finds the tries of this one. */
  readonly commentId: number;
}

/**
 * Makes the tries that a comment asks for, except those that an earlier attempt of its run made. Resolves to their number.
 * Throws RefusedError if the workflow does not allow replays, or the budget is too small.
 */
export async function replayForComment({inputs, job, commentId}: ReplayDeps, asked: AskedReplay): Promise<number> {
  const {allow, maxCostUsd} = inputs;
  if (!allow.includes('replay') || maxCostUsd === null) {
    throw new RefusedError(
      'wrong-place',
      'The workflow does not allow replays, which spend money. Give the action the inputs allow: replay, and max-cost-usd.',
    );
  }
  const signal = listenForCancellation();
  let made = 0;
  for (let count = 0; count < asked.times && !signal.aborted; count++) {
    await withHistoryAndCode(inputs, job, async (run) => {
      const {step, lane} = await planTry(run, inputs, asked);
      const earlier = await run.history.listSteps({startedSince: step.startTime});
      const tries = earlier.filter(
        ({replays, run: by, status}) => replays === step.uid && by?.comment_id === commentId && !CUT_OFF.has(status),
      );
      if (tries.length >= asked.times) return;
      checkMoney(step, maxCostUsd, asked.times);
      if (made === 0) actionLog.info(`The try ${laneInWords(lane).join(', ')}.`);
      const share = maxCostUsd / asked.times;
      const {step: tried, publication} = await runTry(run, step, lane, {maxCostUsd: share, signal});
      if (!isStored(publication)) throw new Error('The record of the try could not be published.');
      checkRan(tried);
      made++;
    });
  }
  return made;
}

export async function showReplay(
  history: HistoryReader,
  {inputs, job}: Pick<ReplayDeps, 'inputs' | 'job'>,
  asked: AskedReplay,
): Promise<{readonly step: Step; readonly shown: ShownReplay}> {
  const {step, lanes} = await planTry({history, job}, inputs, asked);
  return {step, shown: await showTries({history, repository: null}, step, lanes)};
}

async function planTry(
  {history, job}: {readonly history: HistoryReader; readonly job: Job},
  inputs: CommandInputs,
  asked: AskedReplay,
) {
  const step = await findStep(history, asked.step, job.projectId, WORDINGS.comment);
  const request: ReplayRequest = {
    ...{command: null, template: null, model: null, prompt: null, check: null, checkTimeoutMs: null},
    ...{timeoutMs: null, envAllow: null},
    ...{agent: asked.agent, words: WORDINGS.comment},
  };
  const tokens = [inputs.githubToken, inputs.pushToken];
  const lanes = await planReplay(step, request, job.env, true, tokens).catch((error: unknown) => {
    if (asked.agent !== null) return planReplay(step, request, job.env, false, tokens);
    throw error;
  });
  const lane = asked.agent === null ? lanes.same : lanes.other;
  if (lane === null) throw notReplayable(`${stepName(step)} cannot be run again.`);
  return {step, lanes, lane};
}

function checkMoney(step: Step, maxCostUsd: number, times: number): void {
  const cost = step.tokenUsage?.cost ?? null;
  if (cost === null || maxCostUsd / times >= cost) return;
  throw notReplayable(
    `${stepName(step)} cost ${cost.toFixed(4)} USD, and max-cost-usd leaves ${(maxCostUsd / times).toFixed(4)} a try. Ask for fewer tries, or allow more in the workflow.`,
  );
}
