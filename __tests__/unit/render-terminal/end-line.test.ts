import {expect, test} from '@jest/globals';
import type {Step} from '../../../src/domain/step.ts';
import {endLine, rollbackLine, workPlace} from '../../../src/render/terminal/end-line.ts';
import {aRollback, aSha, aStep, aUid, someChanges} from '../../helpers/history-builders.ts';
import {someUsage} from '../../helpers/history-view.ts';

test('one line says how a step ended, what it changed and what it cost', () => {
  const step = aStep({id: 3, changes: someChanges(aSha(1)), tokenUsage: someUsage(17_500, 0.0205)});
  expect(endLine(step)).toMatch(/^step 3 succeeded in 1m 00s: \d+ commits?, .*17\.5k tokens.*\$0\.0205$/);
  expect(endLine(aStep({id: 4, status: 'failed', exitCode: 7, changes: null}))).toBe(
    'step 4 failed (exit 7) in 1m 00s',
  );
  expect(endLine(aStep({id: 5, status: 'timed_out', durationMs: null, changes: null}))).toBe('step 5 timed out');
});

test.each<[Partial<Step>, string]>([
  [{pushed: 'pushed', branch: 'main'}, 'pushed to main'],
  [{pushed: 'unchanged', branch: 'main'}, 'main is unchanged'],
  [{pushed: 'pinned', pinRef: 'refs/laforge/pins/default/step-x'}, 'kept at refs/laforge/pins/default/step-x'],
  [{pushed: 'bundled'}, 'kept as a git bundle'],
  [{pushed: 'none', changes: someChanges(aSha(1))}, 'not pushed'],
  [{pushed: 'none', changes: null}, ''],
  [{pushed: 'pushed', branch: '\u001b[31mred\n::error::x'}, 'pushed to ␛[31mred ::error::x'],
])('where the work is, %j, is a clause', (facts, clause) => {
  expect(workPlace(aStep({...facts, id: 3}))).toBe(clause);
});

test('tells a rollback in one line, with what it takes back', () => {
  const revert = aRollback({
    uid: aUid(50),
    number: 1,
    kind: 'revert',
    toSha: null,
    isProposed: true,
    branch: 'a\u001bb',
  });
  const undo = aRollback({uid: aUid(51), number: null, kind: 'undo', undoes: aUid(50)});
  expect(rollbackLine(revert, [])).toBe('R1 is a revert of 1 step on a␛b, proposed');
  expect(rollbackLine(undo, [undo, revert])).toBe(`${aUid(51)} is an undo of R1 on main`);
});
