import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {areAtOdds, mergeRecords, orderUnsettled, strongerStep} from '../../../src/domain/merge.ts';
import {foldOutcome, type StepRecord} from '../../../src/domain/records.ts';
import {interruptedOutcome} from '../../../src/domain/step-status.ts';
import {aDraft, anOutcome, uidOf} from '../../helpers/ledger.ts';
import {someRecords} from '../../helpers/ledger-records.ts';

const running: StepRecord = {draft: aDraft(1), parentUid: null, createdAt: '2026-01-01T00:00:00.000Z', outcome: null};
const foundOut = foldOutcome({...running, outcome: interruptedOutcome(running.draft, 'it is gone.')});
const interrupted = foldOutcome({...running, outcome: anOutcome({status: 'interrupted', exitCode: null})});
const finished = foldOutcome({...running, outcome: anOutcome({endTime: '2026-01-01T03:00:00.000Z'})});

describe('of two records of one step', () => {
  test("its own run's finish wins over interrupted, and that over running; own words win over another run's", () => {
    for (const [weaker, stronger] of [
      [running, foundOut],
      [foundOut, interrupted],
      [foundOut, finished],
      [running, interrupted],
      [interrupted, finished],
      [running, finished],
    ] as const) {
      expect(strongerStep(weaker, stronger)).toBe(stronger);
      expect(strongerStep(stronger, weaker)).toBe(stronger);
    }
  });

  test('with two own finishes the one that ended first wins', () => {
    // Its text sorts before the other's, so that only the time can decide.
    const later = foldOutcome({...running, outcome: anOutcome({endTime: '2026-01-01T04:00:00.000Z', durationMs: 1})});
    expect(strongerStep(later, finished)).toBe(finished);
    expect(strongerStep(finished, later)).toBe(finished);
  });

  test('what a version from before chains dropped contradicts nothing, and gives way', () => {
    const none = {instructions: [], image: null, image_version: null, env: [], submodules: []};
    const setup = {
      script_sha256: null,
      shell: 'bash',
      directory: '.',
      platform: 'linux x64',
      check: 'npm test',
      ...none,
    };
    const whole = foldOutcome({
      ...finished,
      draft: {...finished.draft, chain: {seen: []}, labels: {team: 'a'}, setup},
    });
    const dropped = {chain: null, labels: null, setup: {...setup, shell: null, directory: null, check: null}};
    const older = {...whole, draft: {...whole.draft, ...dropped}};
    for (const [a, b] of [
      [whole, older],
      [older, whole],
    ] as const) {
      expect(areAtOdds(a, b)).toBe(false);
      expect(strongerStep(a, b)).toBe(whole);
    }
    const changed = {...older, draft: {...older.draft, labels: {team: 'b'}}};
    const costless = {...older, outcome: {...anOutcome(), ...older.outcome, exitCode: null}};
    const unlabelled = {...whole, draft: {...whole.draft, labels: null}};
    for (const other of [changed, costless, unlabelled]) expect(areAtOdds(whole, other)).toBe(true);
  });

  test('those are at odds that no honest runs make', () => {
    const otherwise = foldOutcome({...running, outcome: interruptedOutcome(running.draft, 'its machine is off.')});
    const seen = {...running, createdAt: '2026-01-01T09:00:00.000Z', parentUid: uidOf(9)};
    for (const [a, b] of [
      [running, finished],
      [running, foundOut],
      [foundOut, interrupted],
      [foundOut, otherwise],
      [running, seen],
    ] as const)
      expect(areAtOdds(a, b)).toBe(false);
    const earlier = {...running, draft: {...running.draft, startTime: '2025-01-01T00:00:00.000Z'}};
    const cheaper = foldOutcome({...running, outcome: {...anOutcome(), tokenUsage: null, exitCode: 7}});
    for (const [a, b] of [
      [earlier, running],
      [earlier, finished],
      [finished, cheaper],
    ] as const)
      expect(areAtOdds(a, b)).toBe(true);
  });

  test('the branch and config that its end told count, and a config it did not tell stays', () => {
    const folded = foldOutcome({...running, outcome: anOutcome({branch: null, agentConfig: null})});
    expect(folded.draft).toEqual({...running.draft, branch: null});
    expect(folded.outcome?.agentConfig).toEqual(running.draft.agentConfig);
  });
});

describe('merged records', () => {
  test('are the same whatever the order and grouping, and merging twice changes nothing', () => {
    fc.assert(
      fc.property(someRecords(), someRecords(), someRecords(), (a, b, c) => {
        const left = mergeRecords(mergeRecords(a, b), c);
        expect(mergeRecords(a, mergeRecords(b, c))).toEqual(left);
        expect(mergeRecords(c, mergeRecords(b, a))).toEqual(left);
        expect(mergeRecords(left, a)).toEqual(left);
        expect(mergeRecords(left, left)).toEqual(left);
      }),
    );
  });

  test('have every uid and every claim of both sides', () => {
    fc.assert(
      fc.property(someRecords(), someRecords(), (a, b) => {
        const merged = mergeRecords(a, b);
        const uids = [...a.steps, ...b.steps].map((record) => record.draft.uid);
        expect(merged.steps.map((record) => record.draft.uid)).toEqual([...new Set(uids)].sort());
        for (const claim of [...a.stepClaims, ...b.stepClaims]) expect(merged.stepClaims).toContainEqual(claim);
        for (const claim of [...a.rollbackClaims, ...b.rollbackClaims]) {
          expect(merged.rollbackClaims).toContainEqual(claim);
        }
      }),
    );
  });
});

describe('records without a number', () => {
  test('get theirs in the order of their earliest claims, or of their creation where they made none', () => {
    const at = (second: number) => `2026-01-01T00:00:0${second}.000Z`;
    const unsettled = new Map([
      [uidOf(1), at(5)],
      [uidOf(2), at(1)],
      [uidOf(3), at(3)],
    ]);
    const claims = new Map([
      [
        uidOf(2),
        [
          {uid: uidOf(2), number: 9, claimedAt: at(6)},
          {uid: uidOf(2), number: 8, claimedAt: at(4)},
        ],
      ],
    ]);
    expect(orderUnsettled(unsettled, claims)).toEqual([uidOf(3), uidOf(2), uidOf(1)]);
  });
});
