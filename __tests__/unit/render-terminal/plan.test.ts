import {expect, test} from '@jest/globals';
import type {RollbackPlan} from '../../../src/domain/rollback-plan.ts';
import {renderRollbackPlan, renderUndoPlan} from '../../../src/render/terminal/plan.ts';
import {plainPaint} from '../../../src/render/terminal/text.ts';
import {aCommit, aRollback, aSha, aStep} from '../../helpers/history-builders.ts';

const PIN = 'refs/laforge/pins/default/x';

function aPlan(overrides: Partial<RollbackPlan> = {}): RollbackPlan & {pinRef: string} {
  return {
    pinRef: PIN,
    mode: 'to',
    step: aStep({id: 13}),
    branch: 'main',
    from: aSha(15),
    to: aSha(13),
    goes: [aStep({id: 15}), aStep({id: 14})],
    stays: aStep({id: 13}),
    displaced: [
      {commit: aCommit({sha: aSha(15)}), fate: {kind: 'own', step: aStep({id: 15})}},
      {commit: aCommit({sha: aSha(14), subject: 'by hand\u001b[2J'}), fate: {kind: 'discarded'}},
    ],
    warnings: ['Commits that no step made go too and stay pinned.'],
    ...overrides,
  };
}

test('says which steps stay and go, and where the branch moves', () => {
  expect(renderRollbackPlan(aPlan(), plainPaint).split('\n')).toEqual([
    'Step 13 stays, steps 14 and 15 go, main moves from 15000000 to 13000000.',
    `2 commits leave it and stay pinned at ${PIN}:`,
    '  15000000  work of 15000000  (step 15)',
    '  14000000  by hand␛[2J  (no step)',
    'warning: Commits that no step made go too and stay pinned.',
  ]);
});

test('has words for a plan that keeps no step, and for one that moves nothing', () => {
  const plan = aPlan({stays: null, goes: [aStep({id: 1})], from: aSha(1), to: aSha(1), displaced: [], warnings: []});
  expect(renderRollbackPlan(plan, plainPaint)).toBe(
    'No step of the branch stays, step 1 goes, main stays at 10000000.',
  );
});

test('names commits that other branches keep', () => {
  const displaced = [{commit: aCommit({sha: aSha(1)}), fate: {kind: 'elsewhere' as const, branches: ['dev', 'next']}}];
  expect(renderRollbackPlan(aPlan({displaced}), plainPaint)).toContain('(also on dev, next)');
});

test('an undo says which steps come back', () => {
  const plan = {
    kind: 'plan' as const,
    pinRef: PIN,
    rollback: aRollback({number: 4}),
    branch: 'main',
    from: aSha(13),
    to: aSha(15),
    returns: [aStep({id: 15}), aStep({id: 14})],
    warnings: [],
  };
  expect(renderUndoPlan(plan, plainPaint)).toBe(
    'R4 is taken back, steps 14 and 15 become active again, main moves from 13000000 to 15000000.',
  );
});
