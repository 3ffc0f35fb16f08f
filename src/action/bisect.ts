import {join} from 'node:path';
import {givenVariables} from '../agent/agent-env.ts';
import {openBisectCheck} from '../app/bisect-check.ts';
import {WORDINGS} from '../app/wordings.ts';
import type {BisectResult} from '../domain/bisect.ts';
import {RefusedError} from '../domain/errors.ts';
import {findStep} from '../domain/found-step.ts';
import {type Sha, type StepRef, shortSha} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {RunContext} from '../domain/workplace.ts';
import {type EndedRun, parseEndedRun, readEvent} from '../github/run-event.ts';
import {escapeBlock, escapeText, folded, type Markup, sections} from '../render/escape.ts';
import {renderBisect, testLine} from '../render/terminal/bisect.ts';
import {plural} from '../render/terminal/figures.ts';
import {plainPaint} from '../render/terminal/text.ts';
import {bisectSteps, type FollowUps, nextCommands} from '../usecases/bisect-steps.ts';
import {type BisectInputs, readBisectInputs} from './inputs.ts';
import {completeContext, listenForCancellation, openJob} from './job.ts';
import {actionLog, addToSummary, runAction, setOutputs} from './log.ts';
import {updateComment} from './pull-request-comment.ts';
import {type OpenedHistory, scopeOfRun, withHistoryAndCode} from './reading.ts';

/** The bisect action's main: finds the step that broke the check, by running it on states of the branch. Records nothing. */
export const main = (): Promise<void> =>
  runAction(async () => {
    const inputs = readBisectInputs();
    const job = openJob(inputs);
    const run = parseEndedRun(readEvent(job.env.GITHUB_EVENT_PATH), job.context.repository);
    if (run !== null && !run.hasFailed)
      return actionLog.info('The run that triggered this one did not fail, so there is nothing to search for.');
    if (run !== null && run.headRepository !== job.context.repository?.toLowerCase()) {
      const message = `The run that triggered this one ran code of ${run.headRepository}, and this action runs no code of another repository.`;
      throw new RefusedError('wrong-place', message);
    }
    if (inputs.storeNotice !== null) actionLog.notice(inputs.storeNotice);
    await withHistoryAndCode(inputs, job, (opened) => search(inputs, run, opened));
  });

async function search(inputs: BisectInputs, run: EndedRun | null, opened: OpenedHistory): Promise<void> {
  const {job, history, repository, folder} = opened;
  const context = await completeContext(job);
  const {pullRequest} = inputs;
  const scope = await scopeOfRun(job, context, {pullRequest, branch: inputs.branch ?? run?.branch ?? null});
  const {branch} = scope;
  if (branch === null) throw new RefusedError('not-bisectable', 'No branch is named. Name it with the input "branch".');
  const tip = await findTip(repository, branch, run);
  const find = async (ref: StepRef | null) =>
    ref === null ? null : findStep(history, ref, job.projectId, WORDINGS.action);
  const isGiven = givenVariables(null, job.env);
  const check = openBisectCheck(repository, {
    script: inputs.check,
    timeoutMs: inputs.checkTimeoutMs,
    // Like an agent, the check gets none of the runner's own variables and no token.
    env: Object.fromEntries(Object.entries(job.env).filter(([name]) => isGiven(name))),
    sink: process.stdout,
    resultsFile: join(folder, 'bisect.json'),
    signal: listenForCancellation(),
  });
  try {
    const ends = {good: await find(inputs.good), bad: await find(inputs.bad)};
    const {confidence, maxTests} = inputs;
    const result = await bisectSteps(
      {
        ...{repository, history, check: check.run, words: WORDINGS.action},
        onPlan: (states) => actionLog.info(`${plural(states.length - 1, 'state')} of ${branch} to search.`),
        onTest: (test) => actionLog.info(testLine(test)),
      },
      {...ends, branch, tip, confidence, maxTests},
    );
    await tell(inputs, opened, {context, branch, result});
  } finally {
    check.close();
  }
}

async function findTip(repository: Repository, branch: string, run: EndedRun | null): Promise<Sha> {
  const named = run?.branch === branch ? run.sha : null;
  const tip = await repository.resolve(named ?? `refs/heads/${branch}`);
  if (tip !== null) return tip;
  const what = named === null ? branch : `commit ${shortSha(named)} of ${branch}`;
  throw new RefusedError(
    'not-bisectable',
    `The checkout does not have ${what}. Give actions/checkout "ref: \${{ github.event.workflow_run.head_branch }}" and "fetch-depth: 0".`,
  );
}

async function tell(
  inputs: BisectInputs,
  {job, history}: OpenedHistory,
  {context, branch, result}: {readonly context: RunContext; readonly branch: string; readonly result: BisectResult},
): Promise<void> {
  const said = answer(result, inputs.check);
  addToSummary(`${said}\n`);
  const commentUrl = await updateComment({...inputs, job, context, branch, said}, history);
  const {culprit, tests, confidence} = result;
  setOutputs({
    'step-id': culprit?.step?.id,
    'step-uid': culprit?.step?.uid,
    commits: JSON.stringify((culprit?.commits ?? []).map(({sha}) => sha)),
    confidence: culprit && Number(confidence.toFixed(4)),
    tests: tests.length,
    'comment-url': commentUrl,
  });
}

const FOLLOW_UPS: FollowUps = {
  diff: null,
  rollBack: (step) => `the rollback action and ${WORDINGS.action.beforeStep(step)}`,
  revert: (step, branch) =>
    `the rollback action and revert-steps: ${step}${branch === null ? '' : `, branch: ${branch}`}`,
  undo: WORDINGS.action.undo,
};

/** Renders the answer in one line, with the search and the next commands folded below it. */
function answer(result: BisectResult, script: string): Markup {
  const check = script.split('\n')[0] ?? '';
  const [title = '', ...rest] = renderBisect(
    {...result, check, next: nextCommands(result, FOLLOW_UPS)},
    plainPaint,
  ).split('\n');
  const how = [...rest, '', ...result.tests.map((test) => testLine(test))].join('\n').trim();
  return sections([`🔎 ${escapeText(title, 300)}`, folded('How it was found', escapeBlock(how, 8_000))]);
}
