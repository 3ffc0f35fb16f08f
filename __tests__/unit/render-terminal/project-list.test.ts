import {expect, test} from '@jest/globals';
import {NO_USAGE} from '../../../src/domain/usage-totals.ts';
import {type ProjectOverview, projectToJson, renderProjectList} from '../../../src/render/terminal/project-list.ts';
import {plainPaint} from '../../../src/render/terminal/text.ts';
import {at} from '../../helpers/history-builders.ts';

const healthy: ProjectOverview = {
  id: 'acme/app',
  path: '/p/acme/app/steps.db',
  steps: 12,
  activeSteps: 10,
  lastStep: {id: 12, status: 'succeeded', startTime: at(0), agent: 'claude'},
  usage: {...NO_USAGE, steps: 12, totalTokens: 2_340_000, costUsd: 3.42},
  fault: null,
};
const damaged: ProjectOverview = {
  ...healthy,
  id: 'broken',
  path: '/p/broken/steps.db',
  steps: 0,
  activeSteps: 0,
  lastStep: null,
  usage: null,
  fault: 'file is not a database',
};

test('lists every project, a damaged one with its fault', () => {
  const options = {width: Number.POSITIVE_INFINITY, paint: plainPaint, now: new Date(at(5))};
  expect(renderProjectList([healthy, damaged], options).split('\n')).toEqual([
    'PROJECT   STEPS  ACTIVE  LAST STEP   WHEN       AGENT   TOKENS   COST  FILE',
    'acme/app     12      10  succeeded   5 min ago  claude    2.3M  $3.42  /p/acme/app/steps.db',
    'broken                   unreadable                                    /p/broken/steps.db: file is not a database',
  ]);
});

test('marks figures that are not exact, as usage and report do', () => {
  const options = {width: Number.POSITIVE_INFINITY, paint: plainPaint, now: new Date(at(5))};
  const usage = {
    ...NO_USAGE,
    steps: 3,
    totalTokens: 840,
    withoutTokens: 1,
    costUsd: 3.42,
    estimatedUsd: 1,
    withoutCost: 1,
  };
  expect(renderProjectList([{...healthy, usage}], options).split('\n')[1]).toContain('840+  ≈$3.42+');
});

test('does not say the path of a damaged file twice', () => {
  const options = {width: Number.POSITIVE_INFINITY, paint: plainPaint, now: new Date(at(5))};
  const fault = '/p/broken/steps.db is damaged.';
  expect(renderProjectList([{...damaged, fault}], options).split('\n')[1]).toMatch(
    /unreadable {2}\/p\/broken\/steps\.db is damaged\.$/,
  );
});

test('has one JSON shape for both', () => {
  expect(projectToJson(healthy)).toEqual({
    project_id: 'acme/app',
    path: '/p/acme/app/steps.db',
    steps: 12,
    active_steps: 10,
    last_step: {id: 12, status: 'succeeded', start_time: at(0), agent: 'claude'},
    total_tokens: 2_340_000,
    cost_usd: 3.42,
    estimated_usd: null,
    fault: null,
  });
  expect(projectToJson(damaged)).toMatchObject({last_step: null, total_tokens: null, fault: 'file is not a database'});
});
