import {expect, test} from '@jest/globals';
import {EMPTY_AGENT_CONFIG} from '../../../src/domain/documents.ts';
import {rateOf} from '../../../src/domain/report/figures.ts';
import {type Period, weekOf} from '../../../src/domain/report/period.ts';
import {createReport, type Report} from '../../../src/domain/report/report.ts';
import type {Rollback} from '../../../src/domain/rollback.ts';
import type {Step} from '../../../src/domain/step.ts';
import {aRollback, aStep, at, aUid} from '../../helpers/history-builders.ts';
import {aUsage} from '../../helpers/usages.ts';

const ALWAYS: Period = {since: null, until: null};

function reportOf(steps: readonly Step[], rollbacks: readonly Rollback[] = [], period = ALWAYS): Report {
  const report = createReport(period);
  report.add(steps);
  report.endHistory(rollbacks);
  return report.report();
}

const costing = (cost: number | null) => ({tokenUsage: aUsage([6, 2, 0, 2], {cost})});
const failedCheck = {command: 'npm test', exit_code: 1, duration_ms: 1, last_lines: []};

test('a rate has the interval of Wilson, and none where nothing was counted', () => {
  // The figures of Newcombe (1998), table I.
  const {low, high} = rateOf(81, 263);
  expect([low?.toFixed(4), high?.toFixed(4)]).toEqual(['0.2553', '0.3662']);
  expect(rateOf(0, 20).high?.toFixed(4)).toBe('0.1611');
  expect(rateOf(0, 20).low).toBe(0);
  expect(rateOf(3, 3).high).toBe(1);
  expect(rateOf(0, 0)).toEqual({count: 0, of: 0, share: null, low: null, high: null});
});

test('what failed, was rolled back or was pinned is wasted, and the rest bears all of the cost', () => {
  const {total} = reportOf([
    aStep({id: 1, ...costing(1)}),
    aStep({id: 2, ...costing(2), active: false}),
    aStep({id: 3, ...costing(4), pushed: 'pinned'}),
    // It failed before anybody rolled it back.
    aStep({id: 4, ...costing(8), status: 'check_failed', active: false}),
    aStep({id: 5, ...costing(16), status: 'running'}),
  ]);
  expect(total.usage).toMatchObject({steps: 4, costUsd: 15});
  expect(total.fates).toMatchObject({
    stayed: {steps: 1, costUsd: 1},
    failed: {steps: 1, costUsd: 8},
    rolled_back: {steps: 1, costUsd: 2},
    pinned: {steps: 1, costUsd: 4},
  });
  expect(total).toMatchObject({costPerStayed: 15, wastedShare: 14 / 15});
  expect(total.rollback).toMatchObject({count: 1, of: 3});
});

test('replays, and the step that keeps one, are no steps that fared well or badly', () => {
  const kept = {...EMPTY_AGENT_CONFIG, metadata: {kept_replay: aUid(2)}};
  const report = reportOf([
    aStep({id: 1, ...costing(2), status: 'check_failed'}),
    aStep({id: 2, ...costing(4), replays: aUid(1), active: false}),
    aStep({id: 3, ...costing(0), agentConfig: kept}),
  ]);
  expect(report.total).toMatchObject({usage: {steps: 1, costUsd: 2}, success: {count: 0, of: 1}});
  expect(report).toMatchObject({unfinished: 0, groups: {agent: [{figures: {usage: {steps: 1}}}]}});
});

test('there is no average while the cost of half of the steps is unknown', () => {
  const known = aStep({id: 1, ...costing(1)});
  const unknown = aStep({id: 2, ...costing(null)});
  expect(reportOf([known, unknown]).total).toMatchObject({costPerStayed: null, wastedShare: null});
  expect(reportOf([known, unknown, aStep({id: 3, ...costing(2)})]).total.costPerStayed).toBe(1);
});

test('a branch is fixed by the next step that succeeds, and what goes wrong meanwhile counts once', () => {
  const steps = [
    aStep({id: 1, status: 'check_failed', check: failedCheck}),
    aStep({id: 5, status: 'failed'}),
    aStep({id: 6, branch: 'other'}),
    aStep({id: 11}),
    aStep({id: 12, active: false}),
  ];
  const rollback = aRollback({createdAt: at(8), stepUids: [aUid(1)]});
  const {recovery} = reportOf(steps, [rollback, aRollback({uid: aUid(101), createdAt: at(20), stepUids: [aUid(12)]})]);
  expect(recovery).toMatchObject({
    fix: {count: 1, medianMs: 10 * 60_000, longestMs: 10 * 60_000},
    unfixed: 1,
    rollback: {count: 2, medianMs: 6.5 * 60_000},
    undo: {count: 0, medianMs: null},
  });
});

test('a rollback that was taken back is no trouble, and the time until then is known', () => {
  const rollback = aRollback({createdAt: at(8), undoneBy: aUid(200)});
  const undo = aRollback({uid: aUid(200), kind: 'undo', undoes: rollback.uid, target: null, createdAt: at(11)});
  const {recovery, timelines} = reportOf([aStep({id: 1}), aStep({id: 2})], [undo, rollback]);
  expect(recovery).toMatchObject({fix: {count: 0}, unfixed: 0, undo: {count: 1, medianMs: 180_000}});
  expect(timelines.branches[0]?.events.map(({kind}) => kind)).toEqual(['step', 'step', 'rollback', 'undo']);
});

test('steps before a period tell what it needs of them, and are not counted', () => {
  const run = (number: number) => ({
    ...{ci: 'github', workflow: null, run_id: null, attempt: null, job: null, job_backend_id: null},
    ...{actor: null, event: null, url: null},
    pull_request: {number, head_ref: null, head_sha: null, head_repository: null, base_ref: null, merge_sha: null},
  });
  const steps = [
    aStep({id: 1, run: run(7)}),
    aStep({id: 5, run: run(7)}),
    aStep({id: 6, run: run(8)}),
    aStep({id: 9, status: 'check_failed', check: failedCheck}),
    aStep({id: 11}),
  ];
  const report = reportOf(steps, [], {since: at(5), until: at(11)});
  expect(report.total.usage.steps).toBe(3);
  expect(report.oneShot).toMatchObject({count: 1, of: 2});
  expect(report.recovery.fix).toMatchObject({count: 1, medianMs: 120_000});
});

test('a week is named by its Monday, also across the end of a year', () => {
  expect(weekOf('2026-01-01T00:00:00.000Z')).toBe('2025-12-29');
  expect(weekOf('2026-01-04T23:59:59.999Z')).toBe('2025-12-29');
  expect(weekOf('2026-01-05T00:00:00.000Z')).toBe('2026-01-05');
  expect(weekOf('soon')).toBe('soon');
});

test('a long timeline keeps its newest events and says how many are left out', () => {
  const steps = Array.from({length: 260}, (_, index) => aStep({id: index + 1}));
  const [main] = reportOf(steps).timelines.branches;
  expect(main).toMatchObject({branch: 'main', leftOut: 60});
  expect(main?.events.at(-1)).toMatchObject({id: 260});
});
