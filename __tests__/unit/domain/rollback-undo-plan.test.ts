import {describe, expect, test} from '@jest/globals';
import {WORDINGS} from '../../../src/app/wordings.ts';
import {findUndoTarget, planUndo, type UndoFacts, type UndoTargetFacts} from '../../../src/domain/undo-plan.ts';
import {aRollback, aSha, aStep, aUid} from '../../helpers/history-builders.ts';

const rollback = aRollback({number: 2});
const named = (overrides: Partial<UndoTargetFacts> = {}): UndoTargetFacts => ({
  ref: {kind: 'number', number: 2},
  lookup: {kind: 'found', value: rollback},
  condition: {kind: 'found'},
  branch: null,
  isBranchGone: false,
  repeat: {mode: 'to', step: aStep({id: 1})},
  words: WORDINGS.action,
  ...overrides,
});
const found = (overrides: Parameters<typeof aRollback>[0]) =>
  named({lookup: {kind: 'found', value: aRollback({number: 2, ...overrides})}});

describe('the rollback an undo takes back', () => {
  test('has its branch go from where the rollback left it to where it found it', () => {
    expect(findUndoTarget(named())).toEqual({rollback, branch: 'main', from: aSha(1), to: aSha(2)});
  });

  test('may have another name for its branch now, where the old one is no more', () => {
    expect(findUndoTarget(named({branch: 'trunk', isBranchGone: true}))).toMatchObject({branch: 'trunk', to: aSha(2)});
  });

  test.each([
    [
      'unknown',
      named({lookup: {kind: 'unknown'}}),
      'unknown-rollback',
      'There is no R2 in the history. Check its number, the project and the store.',
    ],
    [
      'one of a history that has expired',
      named({lookup: {kind: 'unknown'}, condition: {kind: 'expired', lastSavedAt: '2026-01-01T00:00:00Z'}}),
      'unknown-rollback',
      'There is no R2 to be found: the history expired (last saved 2026-01-01T00:00:00Z), so its rollbacks can no longer be named. Their pins still keep what they displaced.',
    ],
    [
      'the latest of a branch that has none',
      named({ref: null, lookup: {kind: 'unknown'}, branch: 'main'}),
      'unknown-rollback',
      'There is no rollback of main left to undo.',
    ],
    [
      'one of several with that beginning',
      named({ref: {kind: 'uid', prefix: '019a2b3c'}, lookup: {kind: 'ambiguous', uids: [aUid(1), aUid(2)]}}),
      'contested-id',
      `rollback 019a2b3c could be any of ${aUid(1)}, ${aUid(2)}. Give more characters of the uid.`,
    ],
    [
      'a number that two claimed',
      named({
        lookup: {kind: 'contested', value: rollback, uids: [aUid(1), aUid(2)]},
        claimants: [
          aRollback({uid: aUid(1), number: 2, createdAt: '2026-01-01T00:05:00.000Z'}),
          aRollback({uid: aUid(2), number: 3, kind: 'revert', branch: 'side', createdAt: '2026-01-01T00:06:00.000Z'}),
        ],
      }),
      'contested-id',
      `R2 is a number that 2 rollbacks have claimed: ${aUid(1)} (a rollback of main, 2026-01-01T00:05Z, now R2) and ${aUid(2)} (a revert of side, 2026-01-01T00:06Z, now R3). Name the one you mean by its uid.`,
    ],
    [
      'an undo',
      found({kind: 'undo', undoes: aUid(50), target: null}),
      'not-reversible',
      'R2 is an undo, and an undo is not undone: roll back again with to-step: 1.',
    ],
    [
      'undone already',
      found({undoneBy: aUid(101)}),
      'not-reversible',
      'R2 is undone already. To have it again, roll back with to-step: 1.',
    ],
    [
      'a bare deactivation',
      found({branch: null, fromSha: null, toSha: null}),
      'not-reversible',
      'R2 deactivated steps without moving a branch, so there is nothing to put back.',
    ],
    [
      'of another branch',
      named({branch: 'feature'}),
      'not-reversible',
      'R2 is a rollback of main, not of feature. Leave the input "branch" out, or name a rollback of feature.',
    ],
  ])('is refused when it is %s', (_, facts, code, message) => {
    expect(() => findUndoTarget(facts)).toThrow(expect.objectContaining({code, message}));
  });
});

const facts = (overrides: Partial<UndoFacts> = {}): UndoFacts => ({
  target: {rollback, branch: 'main', from: aSha(1), to: aSha(2)},
  place: 'remote',
  tip: aSha(1),
  rollbacks: [rollback],
  stepsSince: [],
  displaced: 'kept',
  dropped: null,
  ancestry: 'yes',
  covered: [aStep({id: 2, active: false})],
  words: WORDINGS.action,
  ...overrides,
});

describe('the plan of an undo', () => {
  test('puts the branch and exactly the covered steps back', () => {
    expect(planUndo(facts())).toMatchObject({
      branch: 'main',
      from: aSha(1),
      to: aSha(2),
      returns: [{id: 2}],
    });
  });

  const moved = 'Cannot undo R2: it left main at 10000000, and main is at';
  test.each([
    [
      'a later rollback moved the branch',
      facts({tip: aSha('e'), rollbacks: [aRollback({uid: aUid(200), number: 3, toSha: aSha('e')}), rollback]}),
      'branch-moved',
      `${moved} e0000000 now. R3 moved it there: take that back first with the undo action and rollback-id: R3.`,
    ],
    [
      'steps are on top of it',
      facts({tip: aSha(4), stepsSince: [aStep({id: 4}), aStep({id: 3, commitShaBefore: aSha(1)})]}),
      'branch-moved',
      `${moved} 40000000 now. Step 4 and 1 earlier one are on top of that now: before-step: 3 leads back there.`,
    ],
    [
      'somebody pushed',
      facts({tip: aSha('f')}),
      'branch-moved',
      `${moved} f0000000 now. Somebody pushed since: keep what they pushed elsewhere and reset main to ${aSha(1)} first.`,
    ],
    [
      'somebody moved it in this clone',
      facts({place: 'local', tip: aSha('f')}),
      'branch-moved',
      `${moved} f0000000 now. Somebody moved it since: keep what is on it elsewhere and reset main to ${aSha(1)} first.`,
    ],
    [
      'somebody put it back by hand',
      facts({tip: aSha(2)}),
      'branch-moved',
      `${moved} 20000000 now. That is where it was before R2: somebody put it back by hand.`,
    ],
    [
      'the branch is gone',
      facts({tip: null}),
      'branch-gone',
      `main is no longer at the remote, so R2 cannot be taken back there. Name what it was renamed to with the input "branch". What was displaced is kept at refs/laforge/pins/default/${aUid(100)}.`,
    ],
    [
      'the pin was deleted',
      facts({displaced: 'gone'}),
      'not-reversible',
      `What R2 displaced is gone: its pin refs/laforge/pins/default/${aUid(100)} was deleted, and no branch has 20000000.`,
    ],
    [
      'the pin keeps something else',
      facts({displaced: 'odd'}),
      'not-confirmed',
      `The pin refs/laforge/pins/default/${aUid(100)} does not keep 20000000, which R2 says it displaced. Somebody moved it; look at both before moving main by hand.`,
    ],
    [
      'the displaced tip does not build on where the branch is',
      facts({ancestry: 'no'}),
      'not-an-ancestor',
      `Cannot undo R2: 20000000, which it displaced, does not build on 10000000, where it left main. Its record is wrong; look at refs/laforge/pins/default/${aUid(100)}.`,
    ],
    [
      'a shallow clone cannot tell',
      facts({ancestry: 'unknown'}),
      'not-confirmed',
      'Cannot tell whether 20000000, which R2 displaced, builds on 10000000: this clone is shallow and could not be deepened. Check out with fetch-depth: 0.',
    ],
  ])('is refused when %s', (_, given, code, message) => {
    expect(() => planUndo(given)).toThrow(expect.objectContaining({code, message}));
  });
});
