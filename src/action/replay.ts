import {join} from 'node:path';
import {setFailed, summary} from '@actions/core';
import {guardOutput} from '../agent/command-guard.ts';
import {createRunFolder} from '../agent/run-folder.ts';
import {findAgentOfStep, markAgent} from '../agent/step-processes.ts';
import {describeSetup} from '../app/describe-step.ts';
import {finishRequest} from '../app/finish-request.ts';
import {type Lane, laneInWords, limitsOfTry, planReplay} from '../app/plan-replay.ts';
import {folderIn, inReplayPlace, replayEnvironment} from '../app/replay-place.ts';
import {replayToJson, resultOf} from '../app/replay-result.ts';
import {createStepAgent} from '../app/step-agent.ts';
import {WORDINGS} from '../app/wordings.ts';
import {GitError, RefusedError} from '../domain/errors.ts';
import {foundStep} from '../domain/found-step.ts';
import type {Repository} from '../domain/ports/git.ts';
import {type History, isStored} from '../domain/ports/store.ts';
import type {Step} from '../domain/step.ts';
import {isForkRun} from '../domain/workplace.ts';
import {BOT} from '../git/identity.ts';
import {escapeBlock} from '../render/escape.ts';
import {renderReplay} from '../render/terminal/replay.ts';
import {plainPaint} from '../render/terminal/text.ts';
import {createStartTime, systemClock, systemUids} from '../system/clock-and-uids.ts';
import {identifyRun} from '../system/process-info.ts';
import {enterWorkTree} from '../system/steps-under-way.ts';
import {followUsage} from '../usage/follow-run.ts';
import {earlierTries, findStart} from '../usecases/replay-step.ts';
import {type RecordStepResult, recordStep} from '../usecases/step/record-step.ts';
import {createGuardedRunner} from './guarded-runner.ts';
import {type ActionStore, openActionStore, openToRead} from './history-store.ts';
import {type ReplayInputs, readReplayInputs} from './inputs.ts';
import {checkMayWrite, completeContext, type Job, openJob} from './job.ts';
import {actionLog, runAction} from './log.ts';
import {setOutputs, stepOutputs} from './outputs.ts';
import {openTemplate} from './template.ts';

const SUMMARY_LENGTH = 60_000;

/** The replay action's main: one try of a step, recorded beside its branch, and what all tries so far say. */
export const main = (): Promise<void> =>
  runAction(async () => {
    const inputs = readReplayInputs(await openTemplate());
    const job = openJob(inputs, inputs.request.envAllow);
    const context = await completeContext(job);
    if (isForkRun(context)) {
      throw new RefusedError('wrong-place', "This run belongs to a fork's pull request, whose runs replay nothing.");
    }
    await checkMayWrite(job, 'replay a step');
    const cancelled = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cancelled.abort(signal));
    const folder = await createRunFolder(job.temporaryDirectory, null);
    const repository = await job.git.open(job.workspace);
    try {
      const uid = systemUids.next();
      const store = await openActionStore(inputs, job, {folder: folder.path, uid, create: false, repository});
      const history = await openToRead(store, actionLog.warn);
      try {
        await replay({inputs, job, repository, store, history, uid, signal: cancelled.signal});
      } finally {
        await history.close();
      }
    } finally {
      await repository.close();
    }
  });

interface Replay {
  readonly inputs: ReplayInputs;
  readonly job: Job;
  readonly repository: Repository;
  readonly store: ActionStore;
  readonly history: History;
  readonly uid: string;
  readonly signal: AbortSignal;
}

async function replay(run: Replay): Promise<void> {
  const {inputs, job, repository, history} = run;
  const step = foundStep(await history.findStep(inputs.step), inputs.step, job.projectId, WORDINGS.action);
  const tokens = [inputs.githubToken, inputs.pushToken];
  // The other is compared with the same; what cannot be had of that is no matter where only the other is tried.
  const plan = (wantsSame: boolean) => planReplay(step, inputs.request, job.env, wantsSame, tokens);
  const lanes = await plan(true).catch((error: unknown) => {
    if (inputs.lane === 'other') return plan(false);
    throw error;
  });
  for (const remark of lanes.remarks) actionLog.notice(remark);
  const lane = inputs.lane === null ? null : lanes[inputs.lane];
  if (lane !== null) actionLog.info(`The try ${laneInWords(lane).join(', ')}.`);
  const result = lane === null ? null : await runTry(run, step, lane);
  const done = new Map<Lane['name'], readonly Step[]>();
  for (const one of [lanes.same, lanes.other].filter((it) => it !== null))
    done.set(one.name, await earlierTries(history, step, one.key));
  const shown = await resultOf(repository, step, lanes, done);
  const text = renderReplay(shown, {paint: plainPaint, width: Number.POSITIVE_INFINITY});
  actionLog.info(text);
  await summary.addRaw(`## LaForge replay\n\n${escapeBlock(text, SUMMARY_LENGTH)}\n`, true).write();
  setOutputs({
    ...(result === null
      ? {}
      : stepOutputs(result.step, {stepsDb: null, logFile: null, recorded: isStored(result.publication)})),
    verdict: shown.verdict?.verdict ?? '',
    lanes: JSON.stringify(replayToJson(step, shown).lanes.map(({tries: _tries, ...rest}) => rest)),
  });
  if (result !== null && !isStored(result.publication)) setFailed('The record of the try could not be published.');
}

async function runTry(run: Replay, step: Step, lane: Lane): Promise<RecordStepResult> {
  const {inputs, job, repository, store, history, uid, signal} = run;
  const start = await findStart(repository, step);
  const folder = await createRunFolder(job.temporaryDirectory, lane.options.prompt);
  return await inReplayPlace(
    repository,
    {start: start.sha, keepsIn: 'private'},
    async ({folder: top, repository: own, bringBack}) => {
      const presence = enterWorkTree({
        ...{gitDir: own.gitDir, uid, share: false, within: undefined, findAgent: findAgentOfStep, advice: ''},
      });
      const options = {
        ...lane.options,
        directory: folderIn(top, step.setup?.directory ?? null),
        limits: limitsOfTry(step, inputs.maxCostUsd),
      };
      const {described} = lane;
      const env = replayEnvironment(job.env);
      const guard = guardOutput(process.stdout);
      const usage = followUsage(options.usageReader, folder.usageFile, {prices: described.prices, telemetry: 'none'});
      const request = finishRequest(options, {
        ...{uid, repository: own, agentConfig: described.agentConfig, bot: BOT, workTreeLasts: false},
        slug: job.slug,
        bundleFile: join(folder.path, `${uid}.bundle`),
        privatePaths: [folder.path, ...store.privatePaths],
      });
      const agent = createStepAgent({
        ...{options, folder, usage, env, signal, secrets: described.secrets},
        runner: createGuardedRunner(guard, {folder: folder.path, env: job.env}),
        logFile: folder.logFile,
        checkLogFile: folder.checkLogFile,
        identity: own.identity === null ? request.agentIdentity : null,
        stdin: 'none',
        onStarted: (pid) => presence.noteAgent(markAgent(pid)),
        onCheck: () => actionLog.info('Checking the work of the try.'),
      });
      try {
        return await recordStep(
          {
            ...{repository: own, agent, usage, clock: systemClock, log: actionLog, words: WORDINGS.action},
            store: {...store, open: async () => history},
            host: {
              ...{uids: systemUids, startTime: createStartTime(), proofs: job.proofs, mayPush: null},
              onStarted: () => {},
              note: () => {},
            },
          },
          {
            ...request,
            keepAside: async (_before, after, ref) => {
              await bringBack(after);
              await pin(repository, after, ref);
            },
            projectId: job.projectId,
            prompt: described.prompt,
            setup: await describeSetup(own, options, env),
            template: described.template,
            replays: {uid: step.uid, repository: step.repository},
            detachedBranch: null,
            run: identifyRun(job.context.run, job.env),
            hasHistory: true,
            limits: options.limits,
            signal,
          },
        );
      } finally {
        presence.leave();
      }
    },
  );
}

/** At the remote, since the checkout goes with the job. Throws GitError where the remote does not take it. */
async function pin({remote}: Repository, after: string, ref: string): Promise<void> {
  if (remote === null) throw new GitError('git-failed', 'There is no remote to keep it at.');
  const result = await remote.push([{ref, to: after, expected: null}], {atomic: false});
  if (result.kind !== 'pushed') throw new GitError('git-failed', result.explanation);
}
