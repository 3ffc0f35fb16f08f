import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {type BenchRow, benchRow, median} from './rows.ts';
import {createScratch, type Scratch} from './scratch.ts';

const STEPS = 32;
const BROKE_IT = 20;
const ROUNDS = 5;
/** The allowed ratios to the times of `git revert` and of `git bisect run` with the same check. */
const LIMITS = {revert: 20, bisect: 6};

/**
 * Measures `step revert` of a step in the middle of a branch, and `step bisect`, against git on the same commits. Alternates
 * between them, so that other load on the machine affects all alike.
 */
export async function benchHistoryMoves(dist: string): Promise<readonly BenchRow[]> {
  const scratch = createScratch();
  const git = (...args: string[]) => run(scratch, 'git', args);
  const laforge = (...args: string[]) => run(scratch, process.execPath, [join(dist, 'laforge.js'), ...args]);
  try {
    const shas = Array.from({length: STEPS}, (_, index) => {
      const file = index + 1 === BROKE_IT ? 'broken' : `made-${index + 1}`;
      laforge('step', 'run', '--quiet', '--', 'sh', '-c', `echo ${file} > ${file}`);
      return git('rev-parse', 'HEAD').stdout.trim();
    });
    const [first = '', last = ''] = [shas.at(0), shas.at(-1)];
    const times: Record<'revert' | 'gitRevert' | 'bisect' | 'gitBisect', number[]> = {
      ...{revert: [], gitRevert: [], bisect: [], gitBisect: []},
    };
    for (let round = 1; round <= ROUNDS; round++) {
      // A search reuses the results of earlier ones with the same check, so make each check different.
      const check = `test ! -e broken # ${round}`;
      const found = laforge('step', 'bisect', '--good', '1', '--check', check, '--json');
      if (JSON.parse(found.stdout).step.id !== BROKE_IT) throw new Error(`Not found: ${found.stdout}`);
      times.bisect.push(found.ms);
      git('bisect', 'start', last, first);
      times.gitBisect.push(git('bisect', 'run', 'sh', '-c', check).ms);
      git('bisect', 'reset');
    }
    for (let round = 1; round <= ROUNDS; round++) {
      times.gitRevert.push(git('revert', '--no-edit', shas[STEPS - 1 - round] ?? '').ms);
      git('reset', '--quiet', '--hard', 'HEAD~1');
      times.revert.push(laforge('step', 'revert', String(1 + round), '--yes').ms);
    }
    return (
      [
        [`laforge step revert: one of ${STEPS} steps, against git revert`, 'revert', 'gitRevert'],
        [`laforge step bisect: ${STEPS} steps, against git bisect run`, 'bisect', 'gitBisect'],
      ] as const
    ).map(([name, ours, theirs]) =>
      benchRow({
        ...{name, value: median(times[ours]), unit: 'ms', yardstick: median(times[theirs])},
        limit: ours === 'revert' ? LIMITS.revert : LIMITS.bisect,
      }),
    );
  } finally {
    scratch.remove();
  }
}

function run({repository, env}: Scratch, program: string, args: readonly string[]) {
  const began = performance.now();
  const {stdout, stderr, status} = spawnSync(program, args, {cwd: repository, env, encoding: 'utf8'});
  const ms = performance.now() - began;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr}`);
  return {ms, stdout};
}
