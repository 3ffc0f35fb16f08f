import {createGuardedRunner, guardOutput} from '../agent/command-guard.ts';
import {createRunFolder} from '../agent/run-folder.ts';
import {markAgent} from '../agent/step-processes.ts';
import {type Lane, limitsOfTry, type ReplayLanes, resultOf} from '../app/plan-replay.ts';
import {recordRun} from '../app/record-run.ts';
import {folderIn, inReplayPlace, replayEnvironment} from '../app/replay-place.ts';
import {WORDINGS} from '../app/wordings.ts';
import {GitError} from '../domain/errors.ts';
import type {Repository} from '../domain/ports/git.ts';
import {type HistoryReader, isStored} from '../domain/ports/store.ts';
import type {Step} from '../domain/step.ts';
import type {ShownReplay} from '../render/terminal/replay.ts';
import {createStartTime, systemClock} from '../system/clock-and-uids.ts';
import {identifyRun} from '../system/process-info.ts';
import {earlierTries, findStart} from '../usecases/replay-step.ts';
import type {FinishedStep} from '../usecases/step/step-progress.ts';
import {finishInJob} from './finish-request.ts';
import {actionLog} from './log.ts';
import type {OpenedHistory} from './reading.ts';
import {noteRun, saveFinished} from './run-note.ts';

/** Compares all recorded tries of a step. Without a repository, their files are not compared. */
export async function showTries(
  {repository, history}: {readonly history: HistoryReader; readonly repository: Repository | null},
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
  run: OpenedHistory,
  step: Step,
  lane: Lane,
  {maxCostUsd, signal}: TryOptions,
): Promise<FinishedStep> {
  const {job, repository, store, history, uid} = run;
  const start = await findStart(repository, step);
  const note = noteRun(
    {folder: run.folder, key: job.key, signal},
    {uid, isFork: false, repository: repository.mark, template: null, sigstore: null},
    actionLog.warn,
  );
  let hasBegun = false;
  const folder = await createRunFolder(job.temporaryDirectory, lane.options.prompt);
  const result = await inReplayPlace(
    repository,
    {start: start.sha, keepsIn: 'private', uid},
    async ({folder: top, repository: own, presence, bringBack}) => {
      const options = {
        ...lane.options,
        directory: folderIn(top, step.setup?.directory ?? null),
        limits: limitsOfTry(step, maxCostUsd),
      };
      const {described} = lane;
      const guard = guardOutput(process.stdout);
      const onNote = () => {
        hasBegun = true;
      };
      return await recordRun({
        ...{options, described, repository: own, folder, log: actionLog, words: WORDINGS.action, stdin: 'none'},
        env: replayEnvironment(job.env),
        request: {
          ...finishInJob(job, options, {
            ...{uid, repository: own, folder: folder.path, store, agentConfig: described.agentConfig},
            replays: {
              ...{uid: step.uid, repository: step.repository},
              keep: async (after, ref) => {
                await bringBack(after);
                await pin(repository, after, ref);
              },
            },
          }),
          ...{projectId: job.projectId, detachedBranch: null, run: identifyRun(job.context.run, job.env)},
          ...{hasHistory: true, signal},
        },
        store: {...store, open: async () => history},
        runner: createGuardedRunner(guard, {folder: folder.path, env: job.env, clock: systemClock}),
        host: {startTime: createStartTime(), proofs: job.proofs, mayPush: null, onStarted: () => {}, note: onNote},
        onAgentStarted: (pid) => {
          const agentProcess = markAgent(pid);
          note.update({agentProcess});
          presence.noteAgent(agentProcess);
        },
        onCheck: () => actionLog.info('Checking the work of the try.'),
      });
    },
  ).catch((error: unknown) => {
    // Nothing is on record, and post has nothing to end.
    if (!hasBegun) saveFinished(job.key, uid);
    throw error;
  });
  if (isStored(result.publication)) saveFinished(job.key, uid);
  return result;
}

/** Pins a commit at the remote, since the checkout is discarded with the job. Throws GitError if the remote refuses. */
async function pin({remote}: Pick<Repository, 'remote'>, after: string, ref: string): Promise<void> {
  if (remote === null) throw new GitError('git-failed', 'There is no remote to keep it at.');
  const result = await remote.push([{ref, to: after, expected: null}], {atomic: false});
  if (result.kind !== 'pushed') throw new GitError('git-failed', result.explanation);
}
