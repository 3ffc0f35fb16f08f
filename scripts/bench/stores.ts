import {addRun, type RunState} from '../../__tests__/helpers/github-service/world.ts';
import {aDraft, anOutcome, uidOf} from '../../__tests__/helpers/ledger.ts';
import {countRequestsOf, createGithubPlace} from '../../__tests__/helpers/store-places.ts';

/** The requests of a store's operation: the total, and the longest chain in which each waits for the one before. */
export interface StoreBenchRow {
  readonly store: 'artifact' | 'cache';
  readonly operation:
    | 'restore nothing'
    | 'restore'
    | 'save the start, while the agent runs'
    | 'save'
    | 'save, second step of a job';
  readonly total: number;
  readonly inSequence: number;
}

/** Counts the requests that the stores' real clients make to a slow fake GitHub on loopback. */
export async function benchStores(): Promise<readonly StoreBenchRow[]> {
  return [...(await benchStore('artifact')), ...(await benchStore('cache'))];
}

async function benchStore(store: StoreBenchRow['store']): Promise<readonly StoreBenchRow[]> {
  const place = await createGithubPlace(store);
  const startRun = () => addRun(place.service.world, {status: 'in_progress'});
  const begin = async (run: RunState) => {
    const placed = await place.run({job: {run}});
    return {...placed, history: await placed.open()};
  };
  const count = async (operation: StoreBenchRow['operation'], run: () => Promise<unknown>) => ({
    store,
    operation,
    ...(await countRequestsOf(place, run)),
  });
  const start = async ({history, startIsSaved}: Awaited<ReturnType<typeof begin>>, n: number) => {
    await history.startStep(aDraft(n));
    await startIsSaved();
    await history.finishStep(uidOf(n), anOutcome());
  };
  try {
    const nothing = await count('restore nothing', () => begin(startRun()));
    const run = startRun();
    const first = await begin(run);
    const starting = await count('save the start, while the agent runs', () => start(first, 1));
    const save = await count('save', () => first.history.publish());
    const second = await begin(run);
    await start(second, 2);
    const saveAgain = await count('save, second step of a job', () => second.history.publish());
    place.service.endRun(run.id);
    const next = startRun();
    const third = await begin(next);
    await start(third, 3);
    await third.history.publish();
    place.service.endRun(next.id);
    return [nothing, await count('restore', () => begin(startRun())), starting, save, saveAgain];
  } finally {
    await place.remove();
  }
}
