import type {Sha, Timestamp, Uid} from '../identity.ts';
import type {Step} from '../step.ts';
import {compareTexts} from '../text.ts';
import {addTotals, NO_USAGE, totalsOf, type UsageTotals} from '../usage-totals.ts';
import {fateOf, knownCost, type Rate, rateOf} from './figures.ts';
import {isWithin, type Period} from './period.ts';

/** The facts about a finished step of a pull request that its report needs. */
interface PullStep {
  readonly uid: Uid;
  readonly startTime: Timestamp;
  /** True if its work stayed on the branch. */
  readonly stayed: boolean;
  /** Newest first; empty if it made none or none are on record. */
  readonly ownCommits: readonly Sha[];
  readonly after: Sha | null;
  readonly usage: UsageTotals;
}

export interface PullWork {
  readonly repository: string | null;
  readonly number: number;
  /** Oldest first. */
  readonly steps: readonly PullStep[];
}

/** The way in which a pull request was found on the base branch. */
export type MergedBy = 'ancestry' | 'patch' | 'squash' | 'trailer';

export interface PullFacts {
  /** Null if its commits are not here and no message names it. */
  readonly merged: boolean | null;
  readonly by: MergedBy | null;
  readonly mergedAt: Timestamp | null;
  /**
   * The number of its steps' lines at the merge; null if they could not be told from people's lines or were not
   * counted.
   */
  readonly lines: number | null;
  /** The number of these lines that the branch has now. */
  readonly surviving: number | null;
  /**
   * True if somebody changed or removed one of them within seven days; null if unknown or if the seven days are not
   * over.
   */
  readonly reworked: boolean | null;
  /** The same within thirty days. */
  readonly reworked30: boolean | null;
}

interface PullFigures extends PullFacts {
  readonly repository: string | null;
  readonly number: number;
  /** The usage of the finished steps before the merge, including failed and rolled back ones. */
  readonly usage: UsageTotals;
}

export interface PullReport {
  readonly base: string;
  readonly pulls: readonly PullFigures[];
  /** Counts only pull requests of which this is known. */
  readonly merged: Rate;
  readonly stepsPerMerged: number | null;
  /** Null while the cost of half of their steps or more is unknown. */
  readonly costPerMerged: number | null;
  readonly lines: number | null;
  readonly surviving: number | null;
  readonly costPerSurvivingLine: number | null;
  readonly reworked: Rate;
  readonly reworked30: Rate;
}

/** Collects the work of the pull requests that have a finished step in the period. */
export function collectPulls(period: Period): {
  add(steps: readonly Step[]): void;
  pulls(): readonly PullWork[];
} {
  const found = new Map<string, {repository: string | null; number: number; steps: PullStep[]; isCounted: boolean}>();
  return {
    add(steps) {
      for (const step of steps) {
        const number = step.run?.pull_request?.number;
        const fate = fateOf(step);
        if (number === undefined || fate === null) continue;
        const {uid, startTime, repository} = step;
        const key = `${repository}#${number}`;
        const pull = found.get(key) ?? {repository, number, steps: [], isCounted: false};
        pull.steps.push({
          ...{uid, startTime, stayed: fate === 'stayed', after: step.commitShaAfter, usage: totalsOf([step])},
          ownCommits: (step.changes?.own_commits ?? []).map(({sha}) => sha),
        });
        pull.isCounted ||= isWithin(period, startTime);
        found.set(key, pull);
      }
    },
    pulls: () =>
      [...found.values()]
        .filter(({isCounted}) => isCounted)
        .map(({repository, number, steps}) => ({
          ...{repository, number},
          steps: steps.toSorted((a, b) => compareTexts(a.startTime, b.startTime)),
        }))
        .sort((a, b) => a.number - b.number),
  };
}

export function pullReport(
  base: string,
  found: readonly {readonly work: PullWork; readonly facts: PullFacts}[],
): PullReport {
  const pulls = found.map(({work, facts}): PullFigures => {
    const {mergedAt} = facts;
    const until = work.steps.filter(({startTime}) => mergedAt === null || startTime < mergedAt);
    const usage = until.map((step) => step.usage).reduce(addTotals, NO_USAGE);
    return {...facts, repository: work.repository, number: work.number, usage};
  });
  const known = pulls.filter(({merged}) => merged !== null);
  const merged = pulls.filter((pull) => pull.merged === true);
  const usage = merged.map((pull) => pull.usage).reduce(addTotals, NO_USAGE);
  const cost = knownCost(usage);
  const counted = merged.filter(({surviving}) => surviving !== null);
  const sum = (of: (pull: PullFigures) => number | null) =>
    counted.length === 0 ? null : counted.reduce((all, pull) => all + (of(pull) ?? 0), 0);
  const surviving = sum((pull) => pull.surviving);
  const costOfCounted = knownCost(counted.map((pull) => pull.usage).reduce(addTotals, NO_USAGE));
  const rework = (of: 'reworked' | 'reworked30') => {
    const judged = merged.map((pull) => pull[of]).filter((one) => one !== null);
    return rateOf(judged.filter((one) => one).length, judged.length);
  };
  return {
    base,
    pulls,
    merged: rateOf(merged.length, known.length),
    stepsPerMerged: merged.length === 0 ? null : usage.steps / merged.length,
    costPerMerged: cost === null || merged.length === 0 ? null : cost / merged.length,
    lines: sum((pull) => pull.lines),
    surviving,
    costPerSurvivingLine:
      costOfCounted === null || surviving === null || surviving === 0 ? null : costOfCounted / surviving,
    reworked: rework('reworked'),
    reworked30: rework('reworked30'),
  };
}
