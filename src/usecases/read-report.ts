import type {History} from '../domain/ports/store.ts';
import {isWithin, type Period, periodBefore} from '../domain/report/period.ts';
import {collectPulls, type PullReport, type PullWork} from '../domain/report/pull-requests.ts';
import {createReport, type Report} from '../domain/report/report.ts';
import {createNewestNames} from '../domain/repository-key.ts';
import type {Step} from '../domain/step.ts';

/** The number of steps that are read at a time. */
const PAGE = 500;
const MOST_STEPS_SHOWN = 1_000;

export interface ReadReport {
  readonly report: Report;
  /** The newest steps of the period, as many as a page may show. */
  readonly newest: readonly Step[];
}

interface ReportRequest {
  readonly period: Period;
  readonly branch: string | null;
  readonly now: Date;
  /** Asks git what became of pull requests; null where that is not wanted. */
  readonly findPulls: ((works: readonly PullWork[]) => Promise<PullReport>) | null;
  /** Told of the steps of the period that are not among the newest, page by page. */
  readonly onEarlier?: (steps: readonly Step[]) => void;
}

/** Adds up a history page by page: a long one never stands in memory as a whole. */
export async function readReport(
  history: Pick<History, 'listSteps' | 'listRollbacks'>,
  {period, branch, now, findPulls, onEarlier}: ReportRequest,
): Promise<ReadReport> {
  const report = createReport(period, periodBefore(period, now));
  const pulls = collectPulls(period);
  const newest: Step[] = [];
  const names = createNewestNames();
  const filter = branch === null ? {} : {branch};
  let beforeId: number | undefined;
  for (;;) {
    const page = await history.listSteps({...filter, limit: PAGE, ...(beforeId === undefined ? {} : {beforeId})});
    names.learn(page);
    const named = page.map((step) => ({...step, repository: names.newest(step.repository)}));
    report.add(named);
    pulls.add(named);
    const shown = page.filter(({startTime}) => isWithin(period, startTime));
    const room = MOST_STEPS_SHOWN - newest.length;
    newest.push(...shown.slice(0, room));
    onEarlier?.(shown.slice(room));
    beforeId = page.at(-1)?.id ?? undefined;
    if (page.length === PAGE && beforeId !== undefined) continue;
    const rollbacks = await history.listRollbacks(filter);
    const made = report.report(rollbacks.map((it) => ({...it, repository: names.newest(it.repository)})));
    return {report: findPulls === null ? made : {...made, pulls: await findPulls(pulls.pulls())}, newest};
  }
}
