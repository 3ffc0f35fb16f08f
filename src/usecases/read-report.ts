import type {Clone} from '../domain/ports/git.ts';
import type {History} from '../domain/ports/store.ts';
import {isWithin, type Period, periodBefore} from '../domain/report/period.ts';
import {collectPulls} from '../domain/report/pull-requests.ts';
import {createReport, FLEET_REPORT_DIMENSIONS, type HistoryPart, type Report} from '../domain/report/report.ts';
import {createNewestNames} from '../domain/repository-key.ts';
import type {Step} from '../domain/step.ts';
import {findMerged} from './find-merged.ts';

/** Steps to read at once. Few, because V8 keeps memory by the number of live objects. */
const PAGE = 128;
const MOST_STEPS_SHOWN = 1_000;

export interface ReadReport {
  readonly report: Report;
  /** The newest steps of the period, up to what a page may show. */
  readonly newest: readonly Step[];
}

interface ReportRequest {
  readonly period: Period;
  readonly branch: string | null;
  readonly now: Date;
  /** The branch and the clone in which to find what became of pull requests; null when that is not wanted. */
  readonly merges: {readonly repository: Clone; readonly base: string} | null;
  /** Receives all steps of the period, newest first, page by page. */
  readonly onSteps?: (steps: readonly Step[]) => void;
}

/** Sums up a history page by page, so that a long one is never in memory as a whole. */
export async function readReport(
  history: Pick<History, 'listSteps' | 'listRollbacks'>,
  {period, branch, now, merges, onSteps}: ReportRequest,
): Promise<ReadReport> {
  const report = createReport(period, periodBefore(period, now));
  const pulls = collectPulls(period);
  const newest: Step[] = [];
  const names = createNewestNames();
  const filter = branch === null ? {} : {branch};
  let beforeId: number | undefined;
  for (let limit = PAGE; ; ) {
    const isLean = newest.length === MOST_STEPS_SHOWN;
    const page = await history.listSteps({
      ...filter,
      isLean,
      limit,
      ...(beforeId === undefined ? {} : {beforeId}),
    });
    // Waiting steps have no numbers and come first: a page must reach beyond all of them.
    if (page.length === limit && page.at(-1)?.id === null) {
      limit *= 2;
      continue;
    }
    limit = PAGE;
    names.learn(page);
    const named = page.map((step) => {
      const repository = names.newest(step.repository);
      return repository === step.repository ? step : {...step, repository};
    });
    report.add(named);
    if (merges !== null) pulls.add(named);
    const shown = page.filter(({startTime}) => isWithin(period, startTime));
    newest.push(...shown.slice(0, MOST_STEPS_SHOWN - newest.length));
    onSteps?.(shown);
    beforeId = page.at(-1)?.id ?? undefined;
    // A page is shorter by each step that cannot be read.
    if (beforeId !== undefined) continue;
    const rollbacks = await history.listRollbacks(filter);
    report.endHistory(rollbacks.map((it) => ({...it, repository: names.newest(it.repository)})));
    const made = report.report();
    if (merges === null) return {report: made, newest};
    return {report: {...made, pulls: await findMerged(merges.repository, merges.base, pulls.pulls())}, newest};
  }
}

/** Sums up many histories part by part. In memory are the facts of one of them at a time, and the figures of all. */
export async function readFleetReport(
  parts: AsyncIterable<HistoryPart>,
  {period, now, isPage}: Pick<ReportRequest, 'period' | 'now'> & {readonly isPage: boolean},
): Promise<ReadReport> {
  const report = createReport(period, periodBefore(period, now), FLEET_REPORT_DIMENSIONS);
  let newest: readonly Step[] = [];
  for await (const {steps, rollbacks} of parts) {
    report.add(steps);
    if (rollbacks !== null) report.endHistory(rollbacks);
    if (!isPage) continue;
    const shown = [...newest, ...steps.filter(({startTime}) => isWithin(period, startTime))];
    newest = shown.sort((a, b) => (a.startTime > b.startTime ? -1 : 1)).slice(0, MOST_STEPS_SHOWN);
  }
  return {report: report.report(), newest};
}
