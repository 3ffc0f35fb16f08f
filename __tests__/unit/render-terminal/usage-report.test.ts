import {expect, test} from '@jest/globals';
import {createUsageReport, USAGE_DIMENSIONS} from '../../../src/domain/usage-report.ts';
import {usageReportToCsv, usageReportToJson} from '../../../src/render/report-data.ts';
import {displayWidth, plainPaint} from '../../../src/render/terminal/text.ts';
import {renderUsageReport} from '../../../src/render/terminal/usage.ts';
import {aStep} from '../../helpers/history-builders.ts';
import {aUsage} from '../../helpers/usages.ts';

const report = createUsageReport();
report.add([
  aStep({
    id: 3,
    branch: 'a "b",\u001b[2J',
    startTime: '2026-01-02T10:00:00.000Z',
    tokenUsage: aUsage([250, 750, 0, 10], {cost: 2}),
  }),
  aStep({
    id: 2,
    startTime: '2026-01-01T10:00:00.000Z',
    tokenUsage: aUsage([10, 0, 0, 1], {cost: 0.5, cost_estimated: true}),
  }),
  aStep({id: 1, startTime: '2026-01-01T09:00:00.000Z', tokenUsage: null}),
]);
const REPORT = report.report();
const options = {
  projectId: 'acme/widgets',
  since: '2026-01-01',
  dimensions: ['day'] as const,
  limit: null,
  width: Number.POSITIVE_INFINITY,
  paint: plainPaint,
};

test('is a line with all of it, and a table with bars that stand for the cost', () => {
  expect(renderUsageReport(REPORT, options).split('\n')).toEqual([
    'acme/widgets since 2026-01-01: 3 steps, 3m 00s, at least 1k tokens (1k in, 74% of it from cache; 11 out), at least $2.50, ≈$0.5000 of it estimated; tokens of 1 step unknown',
    '',
    'DAY         STEPS  TOKENS  CACHED  OUT  COST (USD)',
    `2026-01-02      1      1k     75%   10       $2.00  ${'█'.repeat(24)}`,
    `2026-01-01      2     11+      0%    1   ≈$0.5000+  ${'█'.repeat(6)}`,
    '',
    'No mark: exact. + at least. ≈ estimated by a price list. Empty: unknown.',
  ]);
});

test('says in words that a figure is a lower bound, of tokens and of the cost', () => {
  const cutOff = createUsageReport();
  cutOff.add([aStep({id: 1, tokenUsage: aUsage([10, 0, 0, 1], {cost: 2, state: 'partial'})})]);
  const lines = renderUsageReport(cutOff.report(), options).split('\n');
  expect(lines[0]).toContain('at least 11 tokens (10 in; 1 out), at least $2.00; 1 step counted in part');
  expect(lines[3]).toMatch(/ 11\+ .* \$2\.00\+ /);
});

test('has a table for each of what was asked for, and one row for what is beyond the limit', () => {
  const text = renderUsageReport(REPORT, {...options, dimensions: USAGE_DIMENSIONS, limit: 1});
  expect(text.match(/^(DAY|BRANCH|AGENT|MODEL)/gm)).toEqual(['DAY', 'BRANCH', 'AGENT', 'MODEL']);
  expect(text).toMatch(/^1 more +2 +11\+/m);
  expect(text).toContain('a "b",␛[2J');
});

test('fits a narrow terminal', () => {
  const lines = renderUsageReport(REPORT, {...options, width: 50})
    .split('\n')
    .slice(2);
  expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(50);
  expect(lines[1]).toMatch(/█{4}/);
});

test('as JSON it has the sums and each table', () => {
  const json = usageReportToJson(REPORT, {projectId: 'p', since: null, dimensions: ['branch', 'day']});
  expect(Object.keys(json)).toEqual(['project_id', 'since', 'total', 'by_branch', 'by_day']);
  expect(json).toMatchObject({
    total: {steps: 3, total_tokens: 1021, cache_read_tokens: 750, cost_usd: 2.5, estimated_usd: 0.5},
    by_branch: [
      {branch: 'a "b",\u001b[2J', cost_usd: 2, cache_share: 0.75},
      {branch: 'main', steps_without_tokens: 1},
    ],
  });
});

test('as CSV each line says what it is of', () => {
  const [head, total, first] = usageReportToCsv(REPORT, ['branch']).split('\r\n');
  expect(head).toMatch(/^by,name,steps,duration_ms,total_tokens,/);
  expect(total).toMatch(/^total,,3,180000,1021,/);
  expect(first).toBe('branch,"a ""b"",\u001b[2J",1,60000,1010,250,750,0,10,,0.75,2,,0,0,0');
});
