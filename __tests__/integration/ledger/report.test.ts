import {expect, test} from '@jest/globals';
import fc from 'fast-check';
import type {RunInfo} from '../../../src/domain/documents.ts';
import type {StepRecord} from '../../../src/domain/records.ts';
import type {Period} from '../../../src/domain/report/period.ts';
import {createReport, type REPORT_DIMENSIONS, type Report} from '../../../src/domain/report/report.ts';
import {openDatabase} from '../../../src/ledger/database.ts';
import {A_CHECK, aDraft, anOutcome, anUndo, aRollback, uidOf} from '../../helpers/ledger.ts';
import {ledgerFolder} from '../../helpers/ledger-folder.ts';
import {tries} from '../../helpers/soak.ts';
import {aUsage} from '../../helpers/usages.ts';

const ledgers = ledgerFolder();

const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour)).toISOString();
const HOURS = 24 * 45;

const aRun = (actor: string | null, pull: number | null): RunInfo => ({
  ...{ci: 'github', workflow: null, run_id: null, attempt: null, job: null, job_backend_id: null},
  ...{actor, event: null, url: null},
  pull_request:
    pull === null
      ? null
      : {number: pull, head_ref: null, head_sha: null, head_repository: null, base_ref: null, merge_sha: null},
});

const someSteps = fc.array(
  fc.record({
    hour: fc.integer({min: 0, max: HOURS}),
    tookMs: fc.constantFrom(null, 0, 90_000, 7_200_000),
    branch: fc.constantFrom('main', 'fix', null),
    repository: fc.constantFrom('github.com/octo/repo', 'github.com/octo/other'),
    actor: fc.constantFrom('ada', 'bob', null),
    pull: fc.constantFrom(1, 2, 3, null),
    model: fc.constantFrom('opus', 'gpt', null),
    status: fc.constantFrom('running', 'succeeded', 'succeeded', 'failed', 'interrupted', 'check_failed', 'refused'),
    pushed: fc.constantFrom('pushed', 'pinned', 'bundled', 'none', null),
    check: fc.constantFrom(null, 0, 1),
    checkBefore: fc.constantFrom(null, 0, 1),
    cost: fc.constantFrom(null, 0, 0.25, 0.5, 3),
    isEstimated: fc.boolean(),
    isPartial: fc.boolean(),
    template: fc.constantFrom('fix', 'review', null),
    input: fc.constantFrom(0, 6, 6_000),
  }),
  {maxLength: 40},
);

const somePeriod: fc.Arbitrary<Period> = fc.constantFrom(
  {since: null, until: null},
  {since: at(300), until: null},
  {since: at(200), until: at(800)},
);

const someMoves = fc.array(
  fc.record({
    steps: fc.array(fc.integer({min: 1, max: 40}), {maxLength: 5}),
    branch: fc.constantFrom('main', 'fix', null),
    hour: fc.integer({min: 0, max: HOURS}),
    undoneAfter: fc.option(fc.integer({min: 0, max: 90}), {nil: null}),
  }),
  {maxLength: 6},
);

let files = 0;

/** A steps.db with these steps and moves, the report of it, and a way to ask the file itself. */
function write(steps: readonly Sample<typeof someSteps>[], moves: readonly Sample<typeof someMoves>[]) {
  files += 1;
  const ledger = ledgers.ledger(`${files}.db`);
  const records = steps.map((step, index): StepRecord => {
    const start = at(step.hour);
    const {repository, branch, model, isPartial: partial, isEstimated} = step;
    return {
      draft: aDraft(index + 1, {
        ...{startTime: start, repository, branch, run: aRun(step.actor, step.pull)},
        template: step.template === null ? null : {name: step.template, blob: 'b'.repeat(40), inputs: {}},
      }),
      parentUid: null,
      createdAt: start,
      outcome:
        step.status === 'running'
          ? null
          : anOutcome({
              ...{status: step.status, branch, pushed: step.pushed, durationMs: step.tookMs},
              endTime: step.tookMs === null ? null : new Date(Date.parse(start) + step.tookMs).toISOString(),
              check: step.check === null ? null : {...A_CHECK, exit_code: step.check},
              checkBefore: step.checkBefore === null ? null : {...A_CHECK, exit_code: step.checkBefore},
              tokenUsage: aUsage([step.input, 2, 0, 2], {
                cost: step.cost,
                models: model === null ? [] : [model],
                state: partial ? 'partial' : 'measured',
                ...(step.cost !== null && isEstimated ? {cost_estimated: true} : {}),
              }),
            }),
    };
  });
  const rollbacks = moves.flatMap(({steps: covered, branch, hour, undoneAfter}, index) => {
    const uids = [...new Set(covered)].filter((n) => n <= steps.length).map(uidOf);
    const rollback = aRollback(100 + index, uids, {branch, createdAt: at(hour)});
    return undoneAfter === null
      ? [rollback]
      : [rollback, anUndo(200 + index, rollback, {createdAt: at(hour + undoneAfter)})];
  });
  ledger.merge({steps: records, stepClaims: [], rollbacks, rollbackClaims: []});
  return ledger;
}

type Sample<A> = A extends fc.Arbitrary<readonly (infer T)[]> ? T : never;

function reportOf(ledger: ReturnType<typeof write>, period: Period): Report {
  const report = createReport(period);
  report.add(ledger.listSteps());
  report.endHistory(ledger.listRollbacks());
  return report.report();
}

type Dimension = (typeof REPORT_DIMENSIONS)[number];
const KEY: Readonly<Record<Dimension, string>> = {
  day: 'substr(start_time, 1, 10)',
  week: `date(start_time, '-6 days', 'weekday 1')`,
  month: 'substr(start_time, 1, 7)',
  agent: `json_extract(agent_config_json, '$.name')`,
  model: `json_extract(token_usage_json, '$.models[0]')`,
  branch: 'branch',
  actor: `json_extract(run_json, '$.actor')`,
  template: `json_extract(template_json, '$.name')`,
};

/** The figures as SQL finds them in the file. */
const FIGURES = `count(*) AS steps, sum(status = 'succeeded') AS succeeded,
  sum(json_extract(check_json, '$.exit_code') = 0) AS passed, count(check_json) AS checked,
  sum(json_extract(check_before_json, '$.exit_code') <> 0) AS failedBefore,
  sum(json_extract(check_before_json, '$.exit_code') <> 0 AND json_extract(check_json, '$.exit_code') = 0) AS fixed,
  sum(status = 'succeeded' AND NOT active) AS rolledBack, sum(status = 'interrupted') AS interrupted,
  sum(stayed) AS stayed, sum(cost) AS cost, sum(cost) FILTER (WHERE estimated) AS estimated,
  sum(duration_ms) AS durationMs, sum(json_extract(token_usage_json, '$.input_tokens')) AS input,
  sum(json_extract(token_usage_json, '$.cache_read_tokens')) AS cacheRead,
  sum(json_extract(token_usage_json, '$.cache_write_tokens')) AS cacheWrite,
  sum(json_extract(token_usage_json, '$.output_tokens')) AS output,
  sum(json_extract(token_usage_json, '$.total_tokens')) AS total,
  sum(cost IS NULL) AS withoutCost, sum(cost) FILTER (WHERE NOT stayed) AS wasted`;
const FINISHED = `(SELECT *, json_extract(token_usage_json, '$.cost') AS cost,
    json_extract(token_usage_json, '$.cost_estimated') AS estimated,
    status = 'succeeded' AND active AND coalesce(pushed, '') NOT IN ('pinned', 'bundled') AS stayed
  FROM steps WHERE status NOT IN ('running', 'refused')
    AND start_time >= coalesce(@since, '') AND start_time < coalesce(@until, 'z'))`;
const TROUBLES = `WITH troubles AS (
    SELECT repository, branch, end_time AS at FROM steps
      WHERE branch IS NOT NULL AND end_time IS NOT NULL AND json_extract(check_json, '$.exit_code') <> 0
    UNION ALL
    SELECT repository, branch, created_at FROM rollbacks r WHERE branch IS NOT NULL AND kind = 'rollback'
      AND NOT EXISTS (SELECT 1 FROM rollbacks u WHERE u.undoes = r.uid)),
  fixed AS (SELECT t.*, (SELECT min(end_time) FROM steps s WHERE s.branch = t.branch AND s.repository = t.repository
      AND status = 'succeeded' AND coalesce(json_extract(check_json, '$.exit_code'), 0) = 0 AND end_time > t.at) AS fix
    FROM troubles t)
  SELECT min(at) AS since, fix AS until FROM fixed GROUP BY repository, branch, fix
  HAVING since >= coalesce(@since, '') AND since < coalesce(@until, 'z')`;

const IN_PERIOD = `r.branch IS NOT NULL AND r.kind = 'rollback' AND r.created_at >= coalesce(@since, '')
  AND r.created_at < coalesce(@until, 'z')`;
const UNDONE = `SELECT r.created_at AS since, u.created_at AS until FROM rollbacks r
  JOIN rollbacks u ON u.undoes = r.uid WHERE ${IN_PERIOD}`;
const ROLLED_BACK = `SELECT max(s.end_time) AS since, r.created_at AS until FROM rollbacks r
  JOIN rollback_steps c ON c.rollback = r.number JOIN steps s ON s.uid = c.step_uid
  WHERE ${IN_PERIOD} AND s.end_time <= r.created_at GROUP BY r.uid`;

const near = (value: number | null | undefined) => (value == null ? null : expect.closeTo(value, 9));

test('every figure is what SQL finds in the same file', () => {
  fc.assert(
    fc.property(someSteps, someMoves, somePeriod, (steps, moves, period) => {
      const ledger = write(steps, moves);
      const report = reportOf(ledger, period);
      const db = openDatabase(ledger.path, {readonly: true});
      type Row = Readonly<Record<string, number | null>> & {readonly name: string | null};
      const check = ({figures}: {figures: Report['total']}, row: Row | undefined) => {
        const value = (key: string) => row?.[key] ?? 0;
        const {usage, fates, success, rollback, interrupted} = figures;
        expect(usage.steps).toBe(value('steps'));
        expect(fates.stayed.steps).toBe(value('stayed'));
        expect([success.count, success.of]).toEqual([value('succeeded'), value('steps')]);
        expect([figures.check.count, figures.check.of]).toEqual([value('passed'), value('checked')]);
        expect([figures.fixed.count, figures.fixed.of]).toEqual([value('fixed'), value('failedBefore')]);
        expect([rollback.count, rollback.of]).toEqual([value('rolledBack'), value('succeeded')]);
        expect(interrupted.count).toBe(value('interrupted'));
        const {inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, totalTokens, durationMs} = usage;
        const sums = [inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, totalTokens, durationMs];
        const keys = ['input', 'cacheRead', 'cacheWrite', 'output', 'total', 'durationMs'];
        expect(sums).toEqual(keys.map((key) => row?.[key] ?? null));
        expect(usage.costUsd).toEqual(near(row?.cost));
        expect(usage.estimatedUsd).toEqual(near(row?.estimated));
        const isKnown = value('withoutCost') * 2 < value('steps') && row?.cost != null;
        expect(figures.costPerStayed).toEqual(
          isKnown && value('stayed') > 0 ? near(value('cost') / value('stayed')) : null,
        );
        expect(figures.wastedShare).toEqual(
          isKnown && value('cost') > 0 ? near(value('wasted') / value('cost')) : null,
        );
      };
      check({figures: report.total}, db.get<Row>(`SELECT ${FIGURES} FROM ${FINISHED}`, {...period}));
      for (const [dimension, key] of Object.entries(KEY)) {
        const rows = db.all<Row>(`SELECT ${key} AS name, ${FIGURES} FROM ${FINISHED} GROUP BY 1`, {...period});
        const groups = report.groups[dimension as Dimension];
        expect(groups).toHaveLength(rows.length);
        for (const group of groups)
          check(
            group,
            rows.find(({name}) => name === group.name),
          );
      }
      const troubles = db.all<{since: string; until: string | null}>(TROUBLES, {...period});
      const times = troubles.flatMap(({since, until}) =>
        until === null ? [] : [Date.parse(until) - Date.parse(since)],
      );
      expect(report.recovery.fix.count).toBe(times.length);
      expect(report.recovery.fix.longestMs).toBe(times.length === 0 ? null : Math.max(...times));
      expect(report.recovery.unfixed).toBe(troubles.length - times.length);
      for (const [times, sql] of [
        [report.recovery.undo, UNDONE],
        [report.recovery.rollback, ROLLED_BACK],
      ] as const) {
        const took = db.all<{since: string; until: string}>(sql, {...period});
        const all = took.map(({since, until}) => Date.parse(until) - Date.parse(since)).sort((a, b) => a - b);
        const middle = all.slice(Math.ceil(all.length / 2) - 1, Math.floor(all.length / 2) + 1);
        const median = all.length === 0 ? null : middle.reduce((sum, one) => sum + one, 0) / middle.length;
        expect(times).toEqual({count: all.length, medianMs: median, longestMs: all.at(-1) ?? null});
      }
      const pulls = db.all<{total: number; stayed: number}>(
        `SELECT (SELECT count(*) FROM steps a WHERE a.pull_request = s.pull_request AND a.repository = s.repository
             AND a.status NOT IN ('running', 'refused')) AS total
           FROM ${FINISHED} s WHERE stayed AND pull_request IS NOT NULL GROUP BY repository, pull_request`,
        {...period},
      );
      expect([report.oneShot.count, report.oneShot.of]).toEqual([
        pulls.filter(({total}) => total === 1).length,
        pulls.length,
      ]);
      db.close();
      ledger.close();
    }),
    tries(60),
  );
});

test('the same history makes the same report, however many steps are read at a time', () => {
  fc.assert(
    fc.property(someSteps, someMoves, fc.integer({min: 1, max: 7}), (steps, moves, size) => {
      const ledger = write(steps, moves);
      const whole = reportOf(ledger, {since: null, until: null});
      const paged = createReport({since: null, until: null});
      const all = ledger.listSteps();
      for (let from = 0; from < all.length; from += size) paged.add(all.slice(from, from + size));
      paged.endHistory(ledger.listRollbacks());
      expect(JSON.stringify(paged.report())).toBe(JSON.stringify(whole));
      ledger.close();
    }),
    tries(20),
  );
});
