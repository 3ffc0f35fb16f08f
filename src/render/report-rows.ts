import {type Figures, type Rate, wastedOf} from '../domain/report/figures.ts';
import type {Times} from '../domain/report/recovery.ts';
import type {Report, ReportDimension} from '../domain/report/report.ts';
import {cacheShareOfTotals, type UsageTotals} from '../domain/usage-totals.ts';
import {formatCost, formatShare, markAtLeast} from './format.ts';
import {formatCount, formatDuration, plural} from './terminal/figures.ts';

/** A table of a report, for a terminal, for Markdown and for the page. Its first column names the rows. */
export interface ReportTable {
  readonly title: string;
  readonly columns: readonly {readonly title: string; readonly isFigure?: boolean}[];
  readonly rows: readonly (readonly string[])[];
}

/** The subject of the report: `octo/demo since 2026-11-01, on main: 42 steps`. */
export function reportHeading(
  {period, total, unfinished}: Report,
  {projectId, branch}: {readonly projectId: string; readonly branch: string | null},
): string {
  const day = (time: string) => time.replace('T00:00:00.000Z', '');
  const since = period.since === null ? '' : ` since ${day(period.since)}`;
  const until = period.until === null ? '' : ` before ${day(period.until)}`;
  const rest = unfinished === 0 ? '' : `, and ${unfinished} that run or were refused`;
  return `${projectId}${since}${until}${branch === null ? '' : `, on ${branch}`}: ${plural(total.usage.steps, 'finished step')}${rest}`;
}

export function ratesTable({total, oneShot}: Report): ReportTable {
  const row = (name: string, rate: Rate, what: string) => [
    name,
    formatShare(rate.share),
    `${rate.count} of ${plural(rate.of, what)}`,
    rate.low === null ? '' : `${formatShare(rate.low)} to ${formatShare(rate.high)}`,
  ];
  return {
    title: 'How steps end',
    columns: [{title: ''}, {title: 'share', isFigure: true}, {title: 'counted'}, {title: '95 % interval'}],
    rows: [
      row('Succeeded', total.success, 'finished step'),
      row('Check passed', total.check, 'check'),
      row('Rolled back', total.rollback, 'succeeded step'),
      row('Interrupted', total.interrupted, 'finished step'),
      row('One step was enough', oneShot, 'pull request'),
    ],
  };
}

export function costTable({total}: Report): ReportTable {
  const {usage, fates} = total;
  const wasted = wastedOf(total);
  const parts = [
    ['failed', fates.failed] as const,
    ['rolled back', fates.rolled_back] as const,
    ['not on the branch', fates.pinned] as const,
  ].filter(([, {steps}]) => steps > 0);
  const cached = formatShare(cacheShareOfTotals(usage));
  return {
    title: 'What they cost',
    columns: [{title: ''}, {title: 'sum', isFigure: true}, {title: 'remarks'}],
    rows: [
      ['Cost', costOf(usage), costCoverage(usage)],
      [
        'Cost of each step that stayed',
        averageCost(total),
        total.costPerStayed === null
          ? 'no average while none stayed, or half of the costs are unknown'
          : `${plural(fates.stayed.steps, 'step')} stayed`,
      ],
      [
        'Wasted',
        costOf(wasted),
        [
          total.wastedShare === null ? '' : `${formatShare(total.wastedShare)} of the cost`,
          ...parts.map(
            ([name, part]) => `${name}: ${[plural(part.steps, 'step'), costOf(part)].filter(Boolean).join(', ')}`,
          ),
        ]
          .filter((part) => part !== '')
          .join('; '),
      ],
      ['Tokens', tokensOf(usage), cached === '' ? '' : `${cached} of the input from cache`],
      ['Time of agents', formatDuration(usage.durationMs), ''],
    ],
  };
}

export function recoveryTable({recovery}: Report): ReportTable {
  const {fix, unfixed, rollback, undo} = recovery;
  const row = (name: string, {count, medianMs, longestMs}: Times, remark = '') => [
    name,
    formatDuration(medianMs),
    formatDuration(longestMs),
    `${plural(count, 'time')}${remark}`,
  ];
  return {
    title: 'How long it takes',
    columns: [{title: ''}, {title: 'median', isFigure: true}, {title: 'longest', isFigure: true}, {title: 'counted'}],
    rows: [
      row('To fix', fix, unfixed === 0 ? '' : `; ${unfixed} not fixed yet`),
      row('To roll back', rollback),
      row('To undo a rollback', undo),
    ],
  };
}

export const DIMENSION_TITLES: Readonly<Record<ReportDimension, string>> = {
  day: 'Day',
  week: 'Week from',
  month: 'Month',
  agent: 'Agent',
  model: 'Model',
  branch: 'Branch',
  actor: 'Actor',
};

export function groupTable({groups}: Report, dimension: ReportDimension): ReportTable {
  return {
    title: `By ${dimension}`,
    columns: [
      {title: DIMENSION_TITLES[dimension]},
      ...['steps', 'succeeded', 'rolled back', 'cost', 'each stayed', 'wasted', 'tokens', 'cached'].map((title) => ({
        title,
        isFigure: true,
      })),
    ],
    rows: groups[dimension].map(({name, figures}) => [
      name ?? 'not known',
      String(figures.usage.steps),
      formatShare(figures.success.share),
      formatShare(figures.rollback.share),
      costOf(figures.usage),
      averageCost(figures),
      costOf(wastedOf(figures)),
      tokensOf(figures.usage),
      formatShare(cacheShareOfTotals(figures.usage)),
    ]),
  };
}

/** With a plus where more was spent than is known, and ≈ where a part is estimated. */
export function costOf({costUsd, estimatedUsd, withoutCost, partial}: UsageTotals): string {
  return markAtLeast(formatCost(costUsd, (estimatedUsd ?? 0) > 0), withoutCost + partial > 0);
}

export function tokensOf({totalTokens, withoutTokens, partial}: UsageTotals): string {
  return markAtLeast(formatCount(totalTokens), withoutTokens + partial > 0);
}

function averageCost({usage, costPerStayed}: Figures): string {
  return costOf({...usage, costUsd: costPerStayed});
}

function costCoverage({steps, withoutCost, partial, estimatedUsd}: UsageTotals): string {
  return [
    withoutCost === 0 ? '' : `of ${steps - withoutCost} of ${plural(steps, 'step')}; the rest is unknown`,
    partial === 0 ? '' : `${plural(partial, 'step')} counted in part`,
    estimatedUsd === null || estimatedUsd === 0 ? '' : `${formatCost(estimatedUsd, true)} of it estimated`,
  ]
    .filter((part) => part !== '')
    .join('; ');
}
