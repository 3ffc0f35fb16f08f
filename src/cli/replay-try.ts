import {nowhere} from '../agent/output-tee.ts';
import type {Lane} from '../app/plan-replay.ts';
import {folderIn, inReplayPlace, replayEnvironment} from '../app/replay-place.ts';
import type {Limits} from '../domain/documents.ts';
import type {Sha} from '../domain/identity.ts';
import type {Step} from '../domain/step.ts';
import {createStartTime, systemUids} from '../system/clock-and-uids.ts';
import type {CliContext} from './context.ts';
import type {HistoryHere} from './open-history.ts';
import type {HistoryOptions} from './place.ts';
import {openRunStore, recordStepRun} from './step-recording.ts';

interface Try {
  readonly step: Step;
  readonly start: Sha;
  readonly lane: Lane;
  readonly limits: Limits | null;
  readonly history: HistoryOptions;
  /** Shows the agent's output on stderr. */
  readonly verbose: boolean;
  readonly signal: AbortSignal;
}

/** Runs a step again beside the branch and records it. A ref in the user's repository keeps its work. */
export async function runTry(context: CliContext, opened: HistoryHere, request: Try): Promise<Step> {
  const {step, lane, signal, start} = request;
  const uid = systemUids.next();
  return await inReplayPlace(
    opened.repository,
    {start, keepsIn: 'own', uid},
    async ({folder, repository, presence, bringBack}) => {
      const startTime = createStartTime();
      const store = await openRunStore(context, opened, startTime);
      const sink = request.verbose ? context.streams.stderr : nowhere();
      const quiet = {
        ...context,
        env: replayEnvironment(context.env),
        streams: {...context.streams, stderr: nowhere()},
      };
      const options = {
        ...lane.options,
        directory: folderIn(folder, step.setup?.directory ?? null),
        limits: request.limits,
        commitAuthor: repository.identity === null ? opened.repository.identity : null,
      };
      const {step: recorded} = await recordStepRun(
        quiet,
        {history: request.history, step: options, shareWorkTree: false, quiet: true, attest: null},
        lane.described,
        {...opened, repository, uid, presence, store, startTime, signal},
        {
          replays: {uid: step.uid, repository: step.repository},
          sinks: {stdout: sink, stderr: sink},
          keepAside: async (_before, after, ref) => {
            await bringBack(after);
            await opened.repository.updateLocalRefs([{ref, to: after, expected: null}]);
          },
        },
      );
      return recorded;
    },
  );
}
