import {decide, passesOf, shiftOf} from '../domain/compare-lanes.ts';
import type {Repository} from '../domain/ports/git.ts';
import {rateOf} from '../domain/report/figures.ts';
import {type Step, stepToJson} from '../domain/step.ts';
import type {ShownLane, ShownReplay} from '../render/terminal/replay.ts';
import type {Lane, ReplayLanes} from './plan-replay.ts';

export async function resultOf(
  repository: Pick<Repository, 'makeScratch'> | null,
  step: Step,
  lanes: ReplayLanes,
  done: ReadonlyMap<Lane['name'], readonly Step[]>,
): Promise<ShownReplay> {
  const [same, other] = [done.get('same') ?? [], done.get('other') ?? []];
  const scratch = repository?.makeScratch() ?? null;
  try {
    const ends = [step, ...same, ...other].flatMap(({commitShaAfter}) => commitShaAfter ?? []);
    const trees = await scratch?.treesOf(ends).catch(() => undefined);
    const shown = (name: ShownLane['name'], steps: readonly Step[]): ShownLane => {
      const tries = steps.map((one) => ({step: one, tree: trees?.get(one.commitShaAfter ?? '') ?? null}));
      const passes = passesOf(steps);
      return {name, tries, passes, rate: rateOf(passes.passed, passes.of)};
    };
    return {
      lanes: [
        shown('observed', [step]),
        ...(lanes.same === null ? [] : [shown('same', same)]),
        ...(lanes.other === null ? [] : [shown('other', other)]),
      ],
      verdict: lanes.other === null ? null : decide(passesOf(same), passesOf(other), lanes.hasCheck),
      shifts:
        lanes.other === null || lanes.same === null
          ? null
          : {costUsd: shiftOf(costsOf(same), costsOf(other)), durationMs: shiftOf(timesOf(same), timesOf(other))},
    };
  } finally {
    scratch?.remove();
  }
}

/** The costs that were fully measured. A lower bound would make a lane look cheap. */
function costsOf(steps: readonly Step[]): readonly number[] {
  return steps.flatMap(({tokenUsage}) =>
    tokenUsage?.state === 'measured' && tokenUsage.cost !== null ? [tokenUsage.cost] : [],
  );
}

function timesOf(steps: readonly Step[]): readonly number[] {
  return steps.flatMap(({durationMs}) => durationMs ?? []);
}

export function replayToJson(step: Step, {lanes, verdict, shifts}: ShownReplay) {
  return {
    schema_version: 1,
    step: stepToJson(step),
    lanes: lanes.map(({name, tries, passes, rate}) => ({
      name,
      passed: passes.passed,
      of: passes.of,
      low: rate.low,
      high: rate.high,
      trees: new Set(tries.flatMap(({tree}) => tree ?? [])).size,
      tries: tries.map((one) => ({...stepToJson(one.step), tree: one.tree})),
    })),
    shifts: shifts === null ? null : {cost_usd: shifts.costUsd, duration_ms: shifts.durationMs},
    decision:
      verdict === null
        ? null
        : {verdict: verdict.verdict, reason: verdict.reason, needed_tries: verdict.neededTries, p: verdict.p},
  };
}
