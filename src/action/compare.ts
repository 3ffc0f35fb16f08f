import type {Scope} from '../app/history-to-view.ts';
import {WORDINGS} from '../app/wordings.ts';
import {RefusedError} from '../domain/errors.ts';
import {findStep} from '../domain/found-step.ts';
import type {StepRef} from '../domain/identity.ts';
import type {HistoryReader} from '../domain/ports/store.ts';
import type {Step} from '../domain/step.ts';
import {diffToJson, foldedDiff, renderDiffMarkdown} from '../render/step-diff.ts';
import {compareWith} from '../usecases/diff-steps.ts';
import {readCompareInputs} from './inputs.ts';
import {completeContext, openJob} from './job.ts';
import {actionLog, addToSummary, runAction, setOutputs} from './log.ts';
import {updateComment} from './pull-request-comment.ts';
import {scopeOfRun, withHistoryAndCode} from './reading.ts';

/** The runner limits an output to a megabyte. */
const MOST_JSON_LENGTH = 500_000;

/** The compare action's main: shows in summary and comment how a step differs from an earlier one. Records nothing. */
export const main = (): Promise<void> =>
  runAction(async () => {
    const inputs = readCompareInputs();
    const job = openJob(inputs);
    const {projectId} = job;
    if (inputs.storeNotice !== null) actionLog.notice(inputs.storeNotice);
    await withHistoryAndCode(inputs, job, async ({history, repository}) => {
      const context = await completeContext(job);
      const scope = await scopeOfRun(job, context, inputs);
      const step = await chooseStep(history, inputs.step, scope, projectId);
      const request = {projectId, step, other: inputs.compareWith, code: inputs.code};
      const {diff, patch} = await compareWith({repository, history, words: WORDINGS.action}, request);
      addToSummary(`${renderDiffMarkdown(diff, patch)}\n`);
      const said = foldedDiff(diff, patch);
      const commentUrl = await updateComment({...inputs, job, context, branch: step.branch, said}, history);
      const data = diffToJson(diff);
      const json = JSON.stringify(data);
      setOutputs({
        same: data.code.same,
        'files-changed': diff.mode === 'none' ? null : diff.files.length,
        conflicts: diff.conflicts.length,
        comparison: json.length > MOST_JSON_LENGTH ? null : json,
        'comment-url': commentUrl,
      });
    });
  });

/** Finds the named step, else the latest of the branch or the pull request. Throws RefusedError. */
async function chooseStep(history: HistoryReader, ref: StepRef | null, scope: Scope, projectId: string): Promise<Step> {
  if (ref !== null) return findStep(history, ref, projectId, WORDINGS.action);
  const {branch, pullRequest} = scope;
  const filter = branch !== null ? {branch} : pullRequest !== null ? {pullRequest} : {};
  const [latest] = await history.listSteps({...filter, limit: 1});
  if (latest !== undefined) return latest;
  throw new RefusedError(
    'unknown-step',
    `There is no step on ${branch ?? 'this pull request'} to compare. Name one with the input "step".`,
  );
}
