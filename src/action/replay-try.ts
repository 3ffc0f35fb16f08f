import {join} from 'node:path';
import {guardOutput} from '../agent/command-guard.ts';
import {createRunFolder} from '../agent/run-folder.ts';
import {findAgentOfStep, markAgent} from '../agent/step-processes.ts';
import {describeSetup} from '../app/describe-step.ts';
import {finishRequest} from '../app/finish-request.ts';
import {type Lane, limitsOfTry, type ReplayLanes} from '../app/plan-replay.ts';
import {folderIn, inReplayPlace, replayEnvironment} from '../app/replay-place.ts';
import {resultOf} from '../app/replay-result.ts';
import {createStepAgent} from '../app/step-agent.ts';
import {WORDINGS} from '../app/wordings.ts';
import {GitError} from '../domain/errors.ts';
import type {Repository} from '../domain/ports/git.ts';
import {type History, isStored} from '../domain/ports/store.ts';
import type {Step} from '../domain/step.ts';
import {BOT} from '../git/identity.ts';
import type {ShownReplay} from '../render/terminal/replay.ts';
import {createStartTime, systemClock, systemUids} from '../system/clock-and-uids.ts';
import {identifyRun} from '../system/process-info.ts';
import {enterWorkTree} from '../system/steps-under-way.ts';
import {followUsage} from '../usage/follow-run.ts';
import {earlierTries, findStart} from '../usecases/replay-step.ts';
import {type RecordStepResult, recordStep} from '../usecases/step/record-step.ts';
import {createGuardedRunner} from './guarded-runner.ts';
import {type ActionStore, openActionStore, openToRead} from './history-store.ts';
import type {CommonInputs} from './inputs.ts';
import type {Job} from './job.ts';
import {actionLog} from './log.ts';
import {beginRunNote} from './run-note.ts';
import {saveFinished, saveRunState} from './run-state.ts';

/** The repository and history for one try. */
export interface ReplayRun {
  readonly job: Job;
  readonly repository: Repository;
  readonly history: History;
  readonly store: ActionStore;
  readonly uid: string;
  /** The private folder of this try, which main and post share. */
  readonly folder: string;
}

/** Opens the repository and history for a try, calls `use`, and closes them. */
export async function withReplayRun<Result>(
  inputs: CommonInputs,
  job: Job,
  use: (run: ReplayRun) => Promise<Result>,
): Promise<Result> {
  const folder = await createRunFolder(job.temporaryDirectory, null);
  const repository = await job.git.open(job.workspace);
  try {
    const uid = systemUids.next();
    const store = await openActionStore(inputs, job, {folder: folder.path, uid, create: false, repository});
    const history = await openToRead(store, actionLog.warn);
    try {
      return await use({job, repository, store, history, uid, folder: folder.path});
    } finally {
      await history.close();
    }
  } finally {
    await repository.close();
  }
}

/** Compares all recorded tries of a step. Without a repository, their files are not compared. */
export async function showTries(
  {repository, history}: {readonly history: History; readonly repository: Repository | null},
  step: Step,
  lanes: ReplayLanes,
): Promise<ShownReplay> {
  const done = new Map<Lane['name'], readonly Step[]>();
  for (const one of [lanes.same, lanes.other].filter((it) => it !== null))
    done.set(one.name, await earlierTries(history, step, one.key));
  return await resultOf(repository, step, lanes, done);
}

interface TryOptions {
  readonly maxCostUsd: number | null;
  readonly signal: AbortSignal;
}

/** Runs a step again beside its branch and records it. A pin at the remote keeps its work. */
export async function runTry(
  run: ReplayRun,
  step: Step,
  lane: Lane,
  {maxCostUsd, signal}: TryOptions,
): Promise<RecordStepResult> {
  const {job, repository, store, history, uid} = run;
  const start = await findStart(repository, step);
  saveRunState(job.key, run.folder, uid);
  const noted = {uid, repository: repository.mark, template: null, sigstore: null, agentProcess: null, progress: null};
  const ends = {cancelled: signal.aborted, told: false, finished: false, isFork: false};
  const note = beginRunNote(run.folder, job.key, {...noted, ...ends}, actionLog.warn);
  signal.addEventListener('abort', () => note.update({cancelled: true}));
  const folder = await createRunFolder(job.temporaryDirectory, lane.options.prompt);
  const result = await inReplayPlace(
    repository,
    {start: start.sha, keepsIn: 'private'},
    async ({folder: top, repository: own, bringBack}) => {
      const presence = enterWorkTree({
        ...{gitDir: own.gitDir, uid, share: false, within: undefined, findAgent: findAgentOfStep, advice: ''},
      });
      const options = {
        ...lane.options,
        directory: folderIn(top, step.setup?.directory ?? null),
        limits: limitsOfTry(step, maxCostUsd),
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
        onStarted: (pid) => {
          const agentProcess = markAgent(pid);
          note.update({agentProcess});
          presence.noteAgent(agentProcess);
        },
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
            setup: await describeSetup(own, options, env, described.secrets),
            template: described.template,
            replays: {uid: step.uid, repository: step.repository},
            detachedBranch: null,
            run: identifyRun(job.context.run, job.env),
            hasHistory: true,
            limits: options.limits,
            labels: options.labels,
            signal,
          },
        );
      } finally {
        presence.leave();
      }
    },
  );
  if (isStored(result.publication)) saveFinished(job.key, uid);
  return result;
}

/** Pins a commit at the remote, since the checkout is discarded with the job. Throws GitError if the remote refuses. */
async function pin({remote}: Pick<Repository, 'remote'>, after: string, ref: string): Promise<void> {
  if (remote === null) throw new GitError('git-failed', 'There is no remote to keep it at.');
  const result = await remote.push([{ref, to: after, expected: null}], {atomic: false});
  if (result.kind !== 'pushed') throw new GitError('git-failed', result.explanation);
}
