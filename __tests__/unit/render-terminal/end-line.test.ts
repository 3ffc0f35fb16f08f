import {expect, test} from '@jest/globals';
import type {Step} from '../../../src/domain/step.ts';
import {endLine, workPlace} from '../../../src/render/terminal/end-line.ts';
import {aSha, aStep, someChanges} from '../../helpers/history-builders.ts';
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
