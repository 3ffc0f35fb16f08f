import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';

/*
 * The soak tests have two sizes. `npm run test:soak` takes all of each story; the gate takes a sample, so that no story
 * can rot.
 */

/** Set by jest.soak.config.js. */
const IS_SOAK = Reflect.get(globalThis, 'SOAK') === true;

/** What decides the gate's samples: the commit, so that they differ from one to the next. The same again: `GATE_SEED=…`. */
export const GATE_SEED = process.env.GATE_SEED ?? seedOfCommit();

function seedOfCommit(): string {
  try {
    const cwd = import.meta.dirname;
    return execFileSync('git', ['rev-parse', '--short=8', 'HEAD'], {cwd, encoding: 'utf8', stdio: 'pipe'}).trim();
  } catch {
    return 'no commit';
  }
}

/** One thing for the gate, another for the soak tests. */
export function bySize<Value>({gate, soak}: {readonly gate: Value; readonly soak: Value}): Value {
  return IS_SOAK ? soak : gate;
}

/**
 * How often fast-check tries a property: all of it for the soak tests, each time with other values; a tenth in the gate,
 * by the gate's seed.
 */
export function tries(all: number): {readonly numRuns: number; readonly seed?: number} {
  if (IS_SOAK) return {numRuns: all};
  return {
    numRuns: Math.max(2, Math.ceil(all / 10)),
    seed: createHash('sha256').update(GATE_SEED).digest().readInt32BE(),
  };
}

/** All items for the soak tests; as many as told, chosen by the seed, for the gate. */
export function sample<Item>(items: readonly Item[], {gate}: {readonly gate: number}): readonly Item[] {
  if (IS_SOAK) return items;
  const order = items.map((item, index) => ({
    item,
    key: createHash('sha256').update(`${GATE_SEED} ${index}`).digest('hex'),
  }));
  return order
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, gate)
    .map(({item}) => item);
}
