import {describe, expect, test} from '@jest/globals';
import {WORDINGS} from '../../../src/app/wordings.ts';
import {findRollbackTarget, type TargetFacts} from '../../../src/domain/rollback-plan.ts';
import type {Step} from '../../../src/domain/step.ts';
import {aRollback, aSha, aStep, aUid} from '../../helpers/history-builders.ts';

const facts = (step: Step, overrides: Partial<TargetFacts> = {}): TargetFacts => ({
  ref: {kind: 'id', id: step.id ?? 0},
  mode: 'to',
  lookup: {kind: 'found', value: step},
  condition: {kind: 'found'},
  branch: null,
  isBranchGone: false,
  deactivatedBy: undefined,
  words: WORDINGS.action,
  ...overrides,
});

describe('the target of a rollback', () => {
  test('is where the step ended for "to" and where it began for "before", on the step\'s own branch', () => {
    const step = aStep({id: 3});
    expect(findRollbackTarget(facts(step))).toMatchObject({branch: 'main', sha: aSha(3)});
    expect(findRollbackTarget(facts(step, {mode: 'before'}))).toMatchObject({sha: aSha(2)});
  });

  test('may be an imported step without a branch when the branch is named: git checks the rest', () => {
    const step = aStep({id: 3, branch: null, repository: null});
    expect(findRollbackTarget(facts(step, {branch: 'main'}))).toMatchObject({branch: 'main'});
    const message = 'Step 3 ran on no branch. Say with the input "branch" which one to roll back.';
    expect(() => findRollbackTarget(facts(step))).toThrow(expect.objectContaining({code: 'not-reversible', message}));
  });

  test('may be a step of a branch that is no more, on the branch that was named in its place', () => {
    const asked = {branch: 'trunk', isBranchGone: true};
    expect(findRollbackTarget(facts(aStep({id: 3}), asked))).toMatchObject({branch: 'trunk', formerName: 'main'});
    expect(findRollbackTarget(facts(aStep({id: 3, branch: 'trunk'}), asked))).toMatchObject({formerName: null});
  });

  test.each([
    [
      'an unknown step',
      facts(aStep({id: 7}), {lookup: {kind: 'unknown'}}),
      'unknown-step',
      'There is no step 7: the history does not have it; the job summary of a step or of the report action lists them.',
    ],
    [
      'a step of an expired history',
      facts(aStep({id: 7}), {lookup: {kind: 'unknown'}, condition: {kind: 'expired', lastSavedAt: null}}),
      'unknown-step',
      'There is no step 7: the history expired, so its steps can no longer be named.',
    ],
    [
      'a step of a history that could not be read',
      facts(aStep({id: 7}), {lookup: {kind: 'unknown'}, condition: {kind: 'unreadable', reason: 'HTTP 503.'}}),
      'unknown-step',
      'There is no step 7: the history could not be read (HTTP 503), so try again later.',
    ],
    [
      'an ambiguous uid',
      facts(aStep({id: 7}), {
        ref: {kind: 'uid', prefix: '019a2b3c'},
        lookup: {kind: 'ambiguous', uids: [aUid(1), aUid(2)]},
      }),
      'contested-id',
      `Step 019a2b3c could be any of ${aUid(1)}, ${aUid(2)}. Give more characters of the uid.`,
    ],
    [
      'an id that two steps claimed',
      facts(aStep({id: 7}), {lookup: {kind: 'contested', value: aStep({id: 7}), uids: [aUid(7), aUid(8)]}}),
      'contested-id',
      `Step 7 is a number that 2 steps have claimed: ${aUid(7)} and ${aUid(8)}. Name the one you mean by its uid.`,
    ],
    [
      'an inactive step',
      facts(aStep({id: 7, active: false}), {deactivatedBy: aRollback({number: 2})}),
      'not-reversible',
      'Step 7 was rolled back by R2 on 2026-01-01. Take that back first with the undo action and rollback-id: R2, or name an active step.',
    ],
    [
      'a step deactivated without a branch move',
      facts(aStep({id: 7, active: false}), {deactivatedBy: aRollback({number: 2, branch: null})}),
      'not-reversible',
      'Step 7 was rolled back by R2 on 2026-01-01. That moved no branch and cannot be taken back, so name an active step.',
    ],
    [
      'a replay',
      facts(aStep({id: 7, active: false, replays: aUid(3)})),
      'not-reversible',
      'Step 7 is a replay: it is on no branch, so nothing of it is to be taken back.',
    ],
    [
      'a running step',
      facts(aStep({id: 7, status: 'running'})),
      'not-reversible',
      'Step 7 is still running. Wait until it has ended, or cancel its job.',
    ],
    [
      'an interrupted step',
      facts(aStep({id: 7, status: 'interrupted', parentUid: aUid(6), commitShaBefore: 'a'.repeat(40)})),
      'not-reversible',
      'Step 7 was interrupted: its job died and nobody knows where it left its branch. git log aaaaaaaa..main shows what came since it began. To take that back, name a step before it and say allow-discard: true (what goes stays pinned).',
    ],
    [
      'an interrupted step that is the first of its branch',
      facts(aStep({id: 7, status: 'interrupted', branch: 'main', commitShaBefore: 'a'.repeat(40)})),
      'not-reversible',
      'Step 7 was interrupted: its job died and nobody knows where it left its branch. No step came before it, so look at what it left with git log aaaaaaaa..main, and take that back with git revert.',
    ],
    [
      'a step of another branch',
      facts(aStep({id: 7, branch: 'feature'}), {branch: 'main'}),
      'not-reversible',
      'Step 7 belongs to the branch feature, not to main. Leave the input "branch" out, or name a step of main.',
    ],
    [
      'the first step of an empty repository, to before it',
      facts(aStep({id: 1, commitShaBefore: null}), {mode: 'before'}),
      'not-reversible',
      'Step 1 began in a repository without commits, so there is nothing before it to go back to. Name a step to keep instead.',
    ],
    [
      'a step without a commit',
      facts(aStep({id: 7, commitShaAfter: null})),
      'not-reversible',
      'Step 7 left no commit on record, so there is nothing to go back to. Name another step.',
    ],
  ])('is refused for %s, with a sentence that says what to do', (_, given, code, message) => {
    expect(() => findRollbackTarget(given)).toThrow(expect.objectContaining({code, message}));
  });

  test('says what to type on the command line', () => {
    const given = facts(aStep({id: 7, active: false}), {deactivatedBy: aRollback({number: 2}), words: WORDINGS.cli});
    expect(() => findRollbackTarget(given)).toThrow('laforge step undo R2');
  });
});
