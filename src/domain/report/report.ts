import type {Rollback} from '../rollback.ts';
import {keepsReplay, labelsOf, type Step} from '../step.ts';
import {agentOf, compareNames, modelShares} from '../usage-report.ts';
import {stepToTotals} from '../usage-totals.ts';
import {
  addToTally,
  emptyTally,
  type Fate,
  type Figures,
  fateOf,
  figuresOf,
  joinTally,
  type Rate,
  rateOf,
  type Tally,
} from './figures.ts';
import {isWithin, type Period, TIME_UNITS, weekOf} from './period.ts';
import type {PullReport} from './pull-requests.ts';
import {type Recovery, RecoveryClock, type RecoveryTimes, recoveryOf} from './recovery.ts';
import {joinTimelines, TimelineKeeper, type Timelines} from './timeline.ts';

/** The ways to group a report. Days, weeks and months are UTC, by when a step began. */
export const REPORT_DIMENSIONS = [...TIME_UNITS, 'agent', 'model', 'branch', 'actor', 'template'] as const;
/** The ways to group a report of many repositories. Branches are left out, since they share nothing but their names. */
export const FLEET_REPORT_DIMENSIONS = [
  ...(['repository', 'organisation', 'team'] as const),
  ...TIME_UNITS,
  ...(['agent', 'model', 'actor', 'template'] as const),
] as const;
export type ReportDimension = (typeof REPORT_DIMENSIONS | typeof FLEET_REPORT_DIMENSIONS)[number];
/** Leaves out days and weeks, which would say the same thing three times. */
export const DIMENSIONS_FOR_PEOPLE: readonly ReportDimension[] = [
  'month',
  'agent',
  'model',
  'branch',
  'actor',
  'template',
];

/** The steps of one day, agent, branch and so on. A step with two models counts for both, with its usage of each. */
interface ReportGroup {
  /** Null if unknown. A week is named by its Monday. */
  readonly name: string | null;
  readonly figures: Figures;
}

/**
 * The report of one or many histories. It is computed from records only, so the same history always gives the same
 * report.
 */
export interface Report {
  readonly period: Period;
  readonly total: Figures;
  /** The period of the same length before; null if there is none, or if no step in it has ended. */
  readonly previous: {readonly period: Period; readonly total: Figures} | null;
  /** The number of steps that are running or were refused. They count for nothing else. */
  readonly unfinished: number;
  /** Of the pull requests with a step in the period that stayed, the share that needed no other step. */
  readonly oneShot: Rate;
  readonly recovery: Recovery;
  /**
   * Days, weeks and months oldest first; the others with the highest cost first. Empty if steps were not grouped that
   * way.
   */
  readonly groups: Readonly<Record<ReportDimension, readonly ReportGroup[]>>;
  readonly timelines: Timelines;
  /** The fate of pull requests on a branch; null if no branch was named. */
  readonly pulls: PullReport | null;
}

/** A page of one history; histories come one after another. */
export interface HistoryPart {
  readonly steps: readonly Step[];
  /** All rollbacks of the history, on its last page; null on earlier pages. */
  readonly rollbacks: readonly Rollback[] | null;
}

type Tallies = Map<string | null, Tally>;

/** Weeks and months are added up from days. */
type CountedDimension = Exclude<ReportDimension, 'week' | 'month'>;

/**
 * Adds up all steps of a history, page by page. Events before or after the period tell what became of the steps in it.
 */
export function createReport(
  period: Period,
  before: Period | null = null,
  dimensions: readonly ReportDimension[] = REPORT_DIMENSIONS,
): {
  add(steps: readonly Step[]): void;
  /** Ends a history and frees its steps. Later steps belong to another history. */
  endHistory(rollbacks: readonly Rollback[]): void;
  report(): Report;
} {
  let clock = new RecoveryClock();
  let keeper = new TimelineKeeper(period);
  const tallies = new Map<CountedDimension, Tallies>(
    [...dimensions.filter(isCounted), 'day' as const].map((dimension) => [dimension, new Map()]),
  );
  const recoveries: RecoveryTimes[] = [];
  let timelines: Timelines = {branches: [], leftOut: 0};
  const pulls = new Map<string, {steps: number; hasStayed: boolean}>();
  const total = emptyTally();
  const earlier = emptyTally();
  let unfinished = 0;

  const count = (step: Step, fate: Fate): void => {
    const usage = stepToTotals(step);
    addToTally(total, step, fate, usage);
    for (const [dimension, names] of tallies) {
      if (dimension !== 'model') addToTally(tallyOf(names, NAMES[dimension](step)), step, fate, usage);
      else
        for (const share of modelShares(step, usage)) addToTally(tallyOf(names, share.name), step, fate, share.usage);
    }
  };

  return {
    add(steps) {
      // A replay beside the branch says nothing about the branch.
      for (const step of steps.filter(({replays}) => replays === null)) {
        clock.add(step);
        keeper.add(step);
        const fate = fateOf(step);
        const isCounted = isWithin(period, step.startTime);
        // For a replay that was kept, the agent ran in the try. Keeping it only brought the work onto the branch.
        const isRun = !keepsReplay(step);
        if (fate === null) unfinished += isCounted && isRun ? 1 : 0;
        else {
          if (isCounted && isRun) count(step, fate);
          if (isRun && before !== null && isWithin(before, step.startTime)) {
            addToTally(earlier, step, fate, stepToTotals(step));
          }
          countForPull(pulls, step, isCounted && fate === 'stayed');
        }
      }
    },
    endHistory(rollbacks) {
      recoveries.push(clock.times(rollbacks, period));
      timelines = joinTimelines(timelines, keeper.timelines(rollbacks));
      clock = new RecoveryClock();
      keeper = new TimelineKeeper(period);
    },
    report() {
      const landed = [...pulls.values()].filter(({hasStayed}) => hasStayed);
      const previous = figuresOf(earlier);
      const days = tallies.get('day') ?? new Map();
      const all: readonly (readonly [ReportDimension, Tallies])[] = [
        ...tallies,
        ['week', joinBy(days, weekOf)],
        ['month', joinBy(days, (day) => day.slice(0, 7))],
      ];
      const groups = all.map(([dimension, names]) => [dimension, sortGroups(dimension, names)]);
      return {
        period,
        total: figuresOf(total),
        previous: before === null || previous.usage.steps === 0 ? null : {period: before, total: previous},
        unfinished,
        oneShot: rateOf(landed.filter(({steps}) => steps === 1).length, landed.length),
        recovery: recoveryOf(recoveries),
        groups: {...NO_GROUPS, ...Object.fromEntries(groups)},
        timelines,
        pulls: null,
      };
    },
  };
}

const NO_GROUPS: Report['groups'] = {
  ...{repository: [], organisation: [], team: [], day: [], week: [], month: []},
  ...{agent: [], model: [], branch: [], actor: [], template: []},
};

function isCounted(dimension: ReportDimension): dimension is CountedDimension {
  return dimension !== 'week' && dimension !== 'month';
}

function countForPull(
  pulls: Map<string, {steps: number; hasStayed: boolean}>,
  {repository, run}: Step,
  hasStayed: boolean,
): void {
  const number = run?.pull_request?.number;
  if (number === undefined) return;
  const key = `${repository}#${number}`;
  const pull = pulls.get(key) ?? {steps: 0, hasStayed: false};
  pulls.set(key, {steps: pull.steps + 1, hasStayed: pull.hasStayed || hasStayed});
}

function tallyOf(names: Tallies, name: string | null): Tally {
  const known = names.get(name);
  if (known !== undefined) return known;
  const tally = emptyTally();
  names.set(name, tally);
  return tally;
}

function joinBy(days: Tallies, nameOf: (day: string) => string): Tallies {
  const names: Tallies = new Map();
  for (const [day, tally] of days) joinTally(tallyOf(names, nameOf(day ?? '')), tally);
  return names;
}

const NAMES: Readonly<Record<Exclude<CountedDimension, 'model'>, (step: Step) => string | null>> = {
  day: ({startTime}) => startTime.slice(0, 10),
  agent: agentOf,
  branch: ({branch}) => branch,
  repository: ({repository}) => repository,
  organisation: ({repository}) => repository?.split('/').slice(0, 2).join('/') ?? null,
  team: (step) => labelsOf(step)?.team ?? null,
  actor: ({run}) => run?.actor ?? null,
  template: ({template}) => template?.name ?? null,
};

function sortGroups(dimension: ReportDimension, names: Tallies): readonly ReportGroup[] {
  const groups = [...names].map(([name, tally]) => ({name, figures: figuresOf(tally)}));
  const isTime = TIME_UNITS.some((unit) => unit === dimension);
  return groups.sort((a, b) =>
    isTime
      ? compareNames(a.name, b.name)
      : (b.figures.usage.costUsd ?? -1) - (a.figures.usage.costUsd ?? -1) ||
        b.figures.usage.steps - a.figures.usage.steps ||
        compareNames(a.name, b.name),
  );
}
