import {expect, test} from '@jest/globals';
import type {ListedCall, TokenUsage} from '../../../src/domain/documents.ts';
import {plainPaint} from '../../../src/render/terminal/text.ts';
import {renderUsageExplained} from '../../../src/render/terminal/usage.ts';
import {aStep} from '../../helpers/history-builders.ts';
import {aUsage} from '../../helpers/usages.ts';

const options = {width: Number.POSITIVE_INFINITY, paint: plainPaint};
const explain = (tokenUsage: TokenUsage | null, status = 'succeeded') =>
  renderUsageExplained(aStep({id: 3, tokenUsage, status}), options);

const CALL: ListedCall = {
  ...{source: 'codex: rollout', model: 'gpt-5.5', calls: 1, input_tokens: 1000, cache_read_tokens: 20},
  ...{cache_write_tokens: 0, hour_write_tokens: null, output_tokens: 30, reasoning_tokens: null},
  ...{rate: null, above: null, cost: 0.25},
};
const PRICE = {input: 5, cache_read: 0.5, cache_write: 5, cache_write_1h: 5, output: 30};

test('shows each call with its record, classes, tier and cost, the prices, and why the state is partial', () => {
  const usage = aUsage([251_000, 40, 0, 60], {
    ...{state: 'partial', reason: 'the run was cut off', source: 'codex: rollout', session_id: 's-1'},
    ...{cost: 2.75, cost_estimated: true, price_list: 'laforge 2026-11-20'},
    calls: [CALL, {...CALL, input_tokens: 250_000, rate: 'priority', above: 200_000, cost: 2.5}],
    prices: [{model: 'gpt-5.5', rate: null, above: null, list: 'laforge 2026-11-20', ...PRICE}],
  });
  expect(explain(usage).split('\n')).toEqual([
    'The usage of step 3',
    '  tokens    251,100',
    '  how sure  at least: the run was cut off',
    '  records   codex: rollout',
    '  session   s-1',
    '  cost      ≈$2.75+ USD, estimated by laforge 2026-11-20',
    '',
    'CALLS  FROM            MODEL      INPUT  CACHE READ  CACHE WRITE  OUTPUT  TIER                     COST (USD)',
    '    1  codex: rollout  gpt-5.5    1,000          20            0      30                             ≈$0.2500',
    '    1  codex: rollout  gpt-5.5  250,000          20            0      30  priority, above 200,000      ≈$2.50',
    '',
    'Prices in USD per million tokens:',
    'MODEL    INPUT  CACHE READ  CACHE WRITE  FOR 1H  OUTPUT  LIST',
    'gpt-5.5     $5        $0.5           $5      $5     $30  laforge 2026-11-20',
  ]);
});

test('says where a cost comes from: stated, an average, or unknown', () => {
  expect(explain(aUsage([1, 0, 0, 1], {cost: 1}))).toContain('$1.00 USD, as the agent reports it');
  const average = {cost: 1, cost_estimated: true, price_list: 'x', cost_average: true};
  expect(explain(aUsage([1, 0, 0, 1], average))).toMatch(/estimated by x; an average, since /);
  expect(explain(aUsage([1, 0, 0, 1]))).toContain('cost      unknown: the agent reports none');
});

test('of an older record it shows the share of each model, else the whole, and of none that there is none', () => {
  const classes = {input_tokens: 6, cache_read_tokens: 0, cache_write_tokens: 0, output_tokens: 2};
  const byModel = [{model: 'opus\u001b[2J', ...classes, reasoning_tokens: null, cost: null}];
  expect(explain(aUsage([6, 0, 0, 2], {by_model: byModel}))).toMatch(/ \? .*opus␛\[2J +6 /);
  expect(explain(aUsage([6, 0, 0, 2], {models: ['gpt-5.5'], turns: 4}))).toMatch(/\n +4 +gpt-5\.5 +6 /);
  expect(explain(null)).toBe('The usage of step 3: unknown. Nothing of it is on record.');
  expect(explain(null, 'running')).toMatch(/It is still running\.$/);
});
