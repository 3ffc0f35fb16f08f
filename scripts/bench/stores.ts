import {addRun, type RunState} from '../../__tests__/helpers/github-service/world.ts';
import {aDraft, anOutcome, uidOf} from '../../__tests__/helpers/ledger.ts';
import {countRequestsOf, createGithubPlace} from '../../__tests__/helpers/store-places.ts';

/** The requests one operation of a store makes, in all and in the longest chain of those that wait for another. */
export interface StoreBenchRow {
  readonly store: 'artifact' | 'cache';
  readonly operation: 'restore nothing' | 'restore' | 'save' | 'save, second step of a job';
  readonly total: number;
  readonly inSequence: number;
}

/** Counts the requests that the stores' real clients make to a GitHub on loopback whose answers take their time. */
export async function benchStores(): Promise<readonly StoreBenchRow[]> {
  return [...(await benchStore('artifact')), ...(await benchStore('cache'))];
}

async function benchStore(store: StoreBenchRow['store']): Promise<readonly StoreBenchRow[]> {
  const place = await createGithubPlace(store);
  const startRun = () => addRun(place.service.world, {status: 'in_progress'});
  const open = async (run: RunState) => (await place.run({job: {run}})).open();
  const count = async (operation: StoreBenchRow['operation'], run: () => Promise<unknown>) => ({
    store,
    operation,
    ...(await countRequestsOf(place, run)),
  });
  const record = async (run: RunState, n: number) => {
    const history = await open(run);
    await history.startStep(aDraft(n));
    await history.finishStep(uidOf(n), anOutcome());
    return history;
  };
  try {
    const nothing = await count('restore nothing', () => open(startRun()));
    const run = startRun();
    const first = await record(run, 1);
    const save = await count('save', () => first.publish());
    const second = await record(run, 2);
    const saveAgain = await count('save, second step of a job', () => second.publish());
    place.service.endRun(run.id);
    const next = startRun();
    await (await record(next, 3)).publish();
    place.service.endRun(next.id);
    return [nothing, await count('restore', () => open(startRun())), save, saveAgain];
  } finally {
    await place.remove();
  }
}
