import {isTryOf, type LaneKey, neverRan} from '../domain/compare-lanes.ts';
import {notReplayable, RefusedError} from '../domain/errors.ts';
import {type Sha, shortSha} from '../domain/identity.ts';
import type {Clone} from '../domain/ports/git.ts';
import type {History} from '../domain/ports/store.ts';
import {type Step, stepName} from '../domain/step.ts';
import {capital} from '../domain/text.ts';
import {bringCommit, isHere} from './fetch-commits.ts';

/** The commit to run a step again from. */
interface ReplayStart {
  readonly sha: Sha;
  /** False when it was fetched, so the user's repository itself does not have it. */
  readonly isHere: boolean;
}

/** Finds where a step began, here or at the remote. Throws RefusedError when that is gone or no replay is possible. */
export async function findStart(repository: Clone, step: Step): Promise<ReplayStart> {
  const {commitShaBefore: sha} = step;
  if (step.status === 'running') {
    throw notReplayable(`${stepName(step)} is still running. Run it again once it has ended.`);
  }
  if (sha === null) {
    throw notReplayable(
      `${capital(stepName(step))} began without a commit, so there is nothing to begin from. Name another step.`,
    );
  }
  if (await isHere(repository, sha)) return {sha, isHere: true};
  if (await bringCommit(repository, sha, null)) return {sha, isHere: false};
  throw new RefusedError(
    'commit-gone',
    `Commit ${shortSha(sha)}, where ${stepName(step)} began, is neither here nor at the remote.`,
  );
}

/** Lists the recorded tries of a lane, oldest first. */
export async function earlierTries(
  history: Pick<History, 'listSteps'>,
  step: Step,
  key: LaneKey,
): Promise<readonly Step[]> {
  const later = await history.listSteps({startedSince: step.startTime});
  return later.filter((one) => one.replays === step.uid && isTryOf(one, key)).reverse();
}

/** Throws RefusedError for a try whose agent never ran: it does not count, and neither would another one. */
export function checkRan(tried: Step): void {
  if (!neverRan(tried)) return;
  const why = tried.exitCode === 126 ? 'its program may not be executed' : 'its program was not found';
  throw notReplayable(
    `The try, ${stepName(tried)}, ended with exit code ${tried.exitCode}: ${why}, so its agent never ran. It does not count, and there is no verdict. See that the program is installed and on PATH; a relative path must lead to a file of the repository.`,
  );
}

/** Runs tasks in order, at most `jobs` at a time. After a failure it starts no more, and throws that failure. */
export async function runSome<Task>(
  tasks: readonly Task[],
  jobs: number,
  run: (task: Task) => Promise<void>,
): Promise<void> {
  const waiting = [...tasks];
  let failure: unknown;
  const work = async () => {
    for (let task = waiting.shift(); task !== undefined && failure === undefined; task = waiting.shift()) {
      try {
        await run(task);
      } catch (error) {
        failure ??= error;
      }
    }
  };
  await Promise.all(Array.from({length: Math.min(jobs, tasks.length)}, work));
  if (failure !== undefined) throw failure;
}
