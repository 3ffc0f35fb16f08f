import {execFile} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import type {Step} from '../../src/domain/step.ts';
import {admitLedger, verifyLedger} from '../../src/ledger/inspect.ts';
import type {TimeLimits} from '../../src/stores/store-deps.ts';
import {systemClock} from '../../src/system/clock-and-uids.ts';
import {addRun} from './github-service/world.ts';
import {createFilePlace, createGithubPlace, type GithubPlace, type StorePlace} from './store-places.ts';
import type {Writer, WrittenStep} from './store-writer.ts';
import {COMPILE_CACHE, warmBundle} from './warm-bundle.ts';

export interface WritersOptions {
  readonly store: Writer['store'];
  readonly writers: number;
  readonly steps: number;
  /** So many of the jobs are of one run. */
  readonly jobsOfRun: number;
}

export interface WrittenHistory {
  /** What the processes said of their steps. */
  readonly written: readonly WrittenStep[];
  /** What a job after all of them finds, newest first. */
  readonly steps: readonly Step[];
  /** What `laforge verify` finds in it. */
  readonly problems: readonly unknown[];
}

/** Many jobs share one small machine here, and each step has up to four programs of its own for GitHub's clients. */
const PATIENCE: Partial<TimeLimits> = {
  restoreMs: 600_000,
  publishMs: 600_000,
  runningMs: 600_000,
  discardMs: 600_000,
};

/** Runs so many jobs at once, each a process that records so many steps; then reads the history as the next job does. */
export async function writeAtOnce({store, writers, steps, jobsOfRun}: WritersOptions): Promise<WrittenHistory> {
  const root = mkdtempSync(join(tmpdir(), 'laforge-writers-'));
  const place = store === 'file' ? await createFilePlace() : await createGithubPlace(store);
  try {
    const path = (await place.run()).store.name === 'file' ? join((await place.run()).folder, 'default.db') : '';
    const variables = isAtGithub(place)
      ? startJobs(place, writers, jobsOfRun)
      : Array.from({length: writers}, () => ({}));
    const outputs = await Promise.all(
      variables.map((it, n) =>
        runWriter({
          store,
          steps,
          branch: `b${n % 7}`,
          folder: join(root, String(n)),
          path,
          variables: it,
          script: join(warmBundle(), 'store-client.js'),
          timeLimits: PATIENCE,
        }),
      ),
    );
    if (isAtGithub(place)) {
      Object.assign(place.limits, PATIENCE, {restoreBesideMs: 600_000});
      for (const id of place.service.world.runs.keys()) place.service.endRun(id);
    }
    const history = await (await place.run()).open();
    if (history.dbPath !== null) admitLedger(history.dbPath, systemClock);
    return {
      written: outputs.flat(),
      steps: await history.listSteps(),
      problems: history.dbPath === null ? [history.condition] : verifyLedger(history.dbPath),
    };
  } finally {
    await place.remove();
    rmSync(root, {recursive: true, force: true});
  }
}

function isAtGithub(place: StorePlace): place is GithubPlace {
  return 'service' in place;
}

/** What the runner sets for each of the jobs. */
function startJobs(place: GithubPlace, jobs: number, ofRun: number): readonly Writer['variables'][] {
  const {world} = place.service;
  const runs = Array.from({length: Math.ceil(jobs / ofRun)}, () => addRun(world, {status: 'in_progress'}));
  return Array.from({length: jobs}, (_, n) => {
    const run = runs[Math.floor(n / ofRun)];
    return place.service.startJob(run === undefined ? {} : {run});
  });
}

async function runWriter(writer: Writer): Promise<readonly WrittenStep[]> {
  const script = join(import.meta.dirname, 'store-writer.ts');
  const env = {...process.env, NODE_OPTIONS: '', NODE_COMPILE_CACHE: COMPILE_CACHE, WRITER: JSON.stringify(writer)};
  const {stdout} = await promisify(execFile)(process.execPath, [script], {env});
  return stdout
    .trim()
    .split('\n')
    .map((line): WrittenStep => JSON.parse(line));
}
