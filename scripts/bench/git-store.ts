import {join} from 'node:path';
import {fillHistory} from '../../__tests__/helpers/git-fill.ts';
import {createGitPlace, type GitPlace} from '../../__tests__/helpers/git-place.ts';
import {aDraft} from '../../__tests__/helpers/ledger.ts';
import {realStoreDeps} from '../../__tests__/helpers/store-places.ts';
import {createGitStore} from '../../src/stores/git/git-store.ts';
import {systemClock, systemUids} from '../../src/system/clock-and-uids.ts';
import {type BenchRow, benchRow, median} from './rows.ts';

const SIZES = [10, 1_000, 100_000];
const APPENDS = 21;
/** The limit on appending to the largest history, as a multiple of appending to the smallest. */
const LIMIT = 1.3;
/** The limit on showing the largest history a second time, as the same multiple. */
const SHOW_LIMIT = 2;

interface Measured {
  readonly size: number;
  readonly place: GitPlace;
  readonly times: number[];
}

/**
 * Measures the git store against a host on loopback: the time, requests and bytes to open a history and add a record, and the
 * time to load the whole of the largest. The sizes take turns, so that other load on the machine affects all alike.
 */
export async function benchGitStore(sizes: readonly number[] = SIZES): Promise<readonly BenchRow[]> {
  const all: Measured[] = [];
  try {
    for (const size of sizes) {
      const place = await createGitPlace({http: true});
      all.push({size, place, times: []});
      await fillHistory((await place.run({clone: 'filling'})).repository, size, () => ({uid: systemUids.next()}));
      place.atRemote('repack', '-adq');
    }
    for (let round = 0; round < APPENDS; round++) {
      for (const {place, times} of all) times.push(await timeAppend(place));
    }
    const rows: BenchRow[] = [];
    const yardstick = median(all[0]?.times ?? []);
    for (const {size, place, times} of all) rows.push(...(await appendRows(size, place, times, yardstick)));
    const largest = all.at(-1);
    return largest === undefined ? rows : [...rows, ...(await loadRows(largest, yardstick))];
  } finally {
    for (const {place} of all) await place.remove();
  }
}

async function timeAppend(place: GitPlace): Promise<number> {
  const run = await place.run({clone: 'appending', deps: {clock: systemClock}});
  const began = performance.now();
  const history = await run.open();
  await history.startStep(aDraft(1, {uid: systemUids.next()}));
  const took = performance.now() - began;
  await run.repository.close();
  return took;
}

async function appendRows(
  size: number,
  place: GitPlace,
  times: readonly number[],
  yardstick: number,
): Promise<readonly BenchRow[]> {
  const name = `store git: open and append a record to ${size.toLocaleString('en-US')}`;
  const {requests, sent, received} = await place.count(() => timeAppend(place));
  return [
    benchRow({name, value: median(times), unit: 'ms', yardstick, limit: LIMIT}),
    benchRow({name, value: requests, unit: 'requests'}),
    benchRow({name, value: sent + received, unit: 'bytes'}),
  ];
}

/** Times showing a whole history twice: for a command that has never seen it, and for the next one. */
async function loadRows({size, place}: Measured, yardstick: number): Promise<readonly BenchRow[]> {
  const show = async () => {
    const {repository} = await place.run({clone: 'loading'});
    const copyFolder = join(place.root, 'kept');
    const began = performance.now();
    const store = createGitStore(realStoreDeps(), {slug: 'default', repository, folder: null, copyFolder});
    const history = await store.open();
    await history.countSteps();
    const took = performance.now() - began;
    await history.close();
    return took;
  };
  const name = `store git: show all of ${size.toLocaleString('en-US')} records`;
  return [
    benchRow({name, value: await show(), unit: 'ms'}),
    benchRow({name: `${name} again`, value: await show(), unit: 'ms', yardstick, limit: SHOW_LIMIT}),
  ];
}
