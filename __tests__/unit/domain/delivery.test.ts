import {describe, expect, test} from '@jest/globals';
import {branchOfRecord, type DeliveryFacts, decideDelivery} from '../../../src/domain/delivery.ts';

const sha = (digit: string) => digit.repeat(40);
const [A, B, C, X] = [sha('a'), sha('b'), sha('c'), sha('d')];

/** A step that began at A, made B and C, and succeeded; the branch is still at A. */
const facts = (changed: Partial<DeliveryFacts> = {}): DeliveryFacts => ({
  before: A,
  after: C,
  branch: 'main',
  offBranch: null,
  status: 'succeeded',
  continueOnAgentError: false,
  onFailure: null,
  tipAtStart: A,
  tip: A,
  movedBack: null,
  made: new Set([B, C]),
  descends: 'yes',
  ...changed,
});

const pinned = (reason: string) => ({kind: 'pin', reason: expect.stringContaining(reason)});

describe('where the work goes', () => {
  test.each<[string, Partial<DeliveryFacts>, object]>([
    ['the branch, from the tip the step began at', {}, {kind: 'push', branch: 'main', lease: A}],
    ['the branch, from what the agent pushed of it', {tip: B}, {kind: 'push', branch: 'main', lease: B}],
    ['the branch, new to the remote', {tip: null, tipAtStart: null}, {kind: 'push', branch: 'main', lease: null}],
    [
      'a pin, where the remote has no such branch and could not be asked whether it had one at the start',
      {tip: null, tipAtStart: 'unknown'},
      pinned('which could not be asked when the step began'),
    ],
    [
      'the branch, though the remote could not be asked at the start: it is where the step began',
      {tipAtStart: 'unknown'},
      {kind: 'push', branch: 'main', lease: A},
    ],
    ['nowhere, when nothing was committed', {after: A}, {kind: 'unchanged'}],
    ['nowhere, in a repository without commits', {before: null, after: null}, {kind: 'unchanged'}],
    ['nowhere more, when the agent pushed it all', {tip: C}, {kind: 'pushed-already'}],
    ['nowhere more, when a failed agent pushed it all', {tip: C, status: 'failed'}, {kind: 'pushed-already'}],
    [
      'the branch, of a failed agent where that is wanted',
      {status: 'failed', continueOnAgentError: true},
      {kind: 'push', branch: 'main', lease: A},
    ],
    ['a pin, of a failed agent', {status: 'failed'}, pinned('did not succeed (failed)')],
    [
      'the branch, of one that ran too long where that is wanted',
      {status: 'timed_out', continueOnAgentError: true},
      {kind: 'push', branch: 'main', lease: A},
    ],
    [
      'the branch, of one that was ended over its budget where that is wanted',
      {status: 'over_budget', continueOnAgentError: true},
      {kind: 'push', branch: 'main', lease: A},
    ],
    ['a pin, of one that ran too long', {status: 'timed_out'}, pinned('timed_out')],
    ['a pin, of one that was ended over its budget', {status: 'over_budget'}, pinned('over_budget')],
    [
      'a pin, of one that was cancelled, whatever is wanted',
      {status: 'cancelled', continueOnAgentError: true},
      pinned('cancelled'),
    ],
    [
      'a pin, of one that was refused, whatever is wanted',
      {status: 'refused', continueOnAgentError: true},
      pinned('refused'),
    ],
    ['a pin, when a status is unknown to us', {status: 'of_tomorrow'}, pinned('of_tomorrow')],
    ['a pin, when its check failed', {status: 'check_failed', onFailure: 'keep'}, pinned('its check failed')],
    [
      'a pin, when its check failed, whatever else is forgiven',
      {status: 'check_failed', onFailure: 'keep', continueOnAgentError: true},
      pinned('its check failed'),
    ],
    [
      'a pin, when its check failed and the branch that the agent pushed is to go back',
      {status: 'check_failed', onFailure: 'rollback', tip: C},
      pinned('its check failed'),
    ],
    [
      'nowhere else, when its check failed and the branch that the agent pushed is to stay',
      {status: 'check_failed', onFailure: 'keep', tip: C},
      {kind: 'pushed-already'},
    ],
    ['a pin, when somebody pushed meanwhile', {tip: X, descends: 'no'}, pinned('has moved at the remote to dddddddd')],
    ['a pin, when somebody pushed what it could build on', {tip: X, descends: 'yes'}, pinned("not this step's work")],
    ['a pin, when the agent rewrote history', {descends: 'no'}, pinned('history was rewritten')],
    ['a pin, when nobody can tell whether it did', {descends: 'unknown'}, pinned('history was rewritten')],
    ['a pin, when the branch is gone', {tip: null}, pinned('is gone from the remote')],
    ['a pin, when HEAD stood for no branch', {branch: null}, pinned('detached')],
    ['a pin, when HEAD ended elsewhere', {offBranch: 'the agent ended on dev'}, pinned('ended on dev')],
  ])('%s', (_name, changed, delivery) => {
    expect(decideDelivery(facts(changed))).toEqual(delivery);
  });
});

describe('the branch of record', () => {
  const start = {startBranch: 'main', startedDetached: false, endBranch: 'main', endBranchIsNew: false};
  const off = (branch: string | null) => ({branch, offBranch: expect.any(String)});
  test.each([
    ['the start branch, where HEAD stayed', start, {branch: 'main', offBranch: null}],
    ['a branch the agent made', {...start, endBranch: 'fix', endBranchIsNew: true}, {branch: 'fix', offBranch: null}],
    ['the start branch, when the agent went to an old one', {...start, endBranch: 'dev'}, off('main')],
    ['the start branch, when the agent left HEAD detached', {...start, endBranch: null}, off('main')],
    ['what a detached HEAD stood for', {...start, startedDetached: true, endBranch: null}, off('main')],
    [
      'nothing, when it stood for nothing',
      {...start, startBranch: null, startedDetached: true, endBranch: null},
      off(null),
    ],
    [
      'what a detached HEAD stood for, when the agent checked that branch out',
      {...start, startedDetached: true},
      off('main'),
    ],
  ])('is %s', (_name, facts, place) => {
    expect(branchOfRecord(facts)).toEqual(place);
  });
});
