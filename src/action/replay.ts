import {setFailed} from '@actions/core';
import {laneInWords, planReplay} from '../app/plan-replay.ts';
import {WORDINGS} from '../app/wordings.ts';
import {RefusedError} from '../domain/errors.ts';
import {findStep} from '../domain/found-step.ts';
import {isStored} from '../domain/ports/store.ts';
import {isForkRun} from '../domain/workplace.ts';
import {escapeBlock} from '../render/escape.ts';
import {renderReplay, replayToJson} from '../render/terminal/replay.ts';
import {plainPaint} from '../render/terminal/text.ts';
import {checkRan, earlierTries} from '../usecases/replay-step.ts';
import {type ReplayInputs, readReplayInputs} from './inputs.ts';
import {checkMayWrite, completeContext, listenForCancellation, openJob} from './job.ts';
import {actionLog, addToSummary, runAction, setOutputs} from './log.ts';
import {type OpenedHistory, withHistoryAndCode} from './reading.ts';
import {runTry, showTries} from './replay-try.ts';
import {stepOutputs} from './report-step.ts';
import {openTemplate} from './template.ts';

const SUMMARY_LENGTH = 60_000;

/** The replay action's main: makes one try of a step, recorded beside its branch, and compares all tries so far. */
export const main = (): Promise<void> =>
  runAction(async () => {
    const inputs = readReplayInputs(await openTemplate());
    const job = openJob(inputs, inputs.request.envAllow);
    const context = await completeContext(job);
    if (isForkRun(context)) {
      throw new RefusedError('wrong-place', "This run belongs to a fork's pull request, whose runs replay nothing.");
    }
    await checkMayWrite(job, 'replay a step');
    const signal = listenForCancellation();
    await withHistoryAndCode(inputs, job, (opened) => replay(inputs, opened, signal));
  });

async function replay(inputs: ReplayInputs, run: OpenedHistory, signal: AbortSignal): Promise<void> {
  const {job, history} = run;
  const {maxCostUsd} = inputs;
  const step = await findStep(history, inputs.step, job.projectId, WORDINGS.action);
  const tokens = [inputs.githubToken, inputs.pushToken];
  // Both lanes are planned for the comparison, but if only the other one is tried, the same lane may be missing.
  const plan = (wantsSame: boolean) => planReplay(step, inputs.request, job.env, wantsSame, tokens);
  const lanes = await plan(true).catch((error: unknown) => {
    if (inputs.lane === 'other') return plan(false);
    throw error;
  });
  for (const remark of lanes.remarks) actionLog.notice(remark);
  const lane = inputs.lane === null ? null : lanes[inputs.lane];
  const made = lane === null || inputs.times === null ? [] : await earlierTries(history, step, lane.key);
  const isDone = inputs.times !== null && made.length >= inputs.times;
  if (isDone)
    actionLog.notice(
      `Input "times" is ${inputs.times}, and ${made.length} of those tries are on record already: no more are made.`,
    );
  else if (lane !== null) actionLog.info(`The try ${laneInWords(lane).join(', ')}.`);
  const result = lane === null || isDone ? null : await runTry(run, step, lane, {maxCostUsd, signal});
  const shown = await showTries(run, step, lanes);
  const text = renderReplay(shown, {paint: plainPaint, width: Number.POSITIVE_INFINITY});
  actionLog.info(text);
  addToSummary(`## LaForge replay\n\n${escapeBlock(text, SUMMARY_LENGTH)}\n`);
  setOutputs({
    ...(result === null
      ? {}
      : stepOutputs(result.step, {stepsDb: null, logFile: null, recorded: isStored(result.publication)})),
    verdict: shown.verdict?.verdict,
    lanes: JSON.stringify(replayToJson(step, shown).lanes.map(({tries: _tries, ...rest}) => rest)),
  });
  if (result !== null && !isStored(result.publication)) setFailed('The record of the try could not be published.');
  if (result !== null) checkRan(result.step);
}
