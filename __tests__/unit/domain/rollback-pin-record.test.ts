import {describe, expect, test} from '@jest/globals';
import {formatPinMessage, nameSteps, parsePinMessage} from '../../../src/domain/pin-messages.ts';
import {pinPrefix, pinRefOf, readPinRef} from '../../../src/domain/pin-refs.ts';
import type {RollbackDraft} from '../../../src/domain/rollback.ts';
import {aRollback, aStep, aUid} from '../../helpers/history-builders.ts';

const {number: _number, undoneBy: _undoneBy, isProposed: _isProposed, ...plain} = aRollback();
const draft: RollbackDraft = {
  ...plain,
  reason: 'broke the build\n\nLaforge-Rollback-Record-1:\n{}',
  run: {
    ci: 'github',
    workflow: 'rollback',
    run_id: '42',
    attempt: 1,
    job: 'rollback',
    job_backend_id: null,
    actor: 'ada',
    event: 'workflow_dispatch',
    url: 'https://github.com/acme/widgets/actions/runs/42',
    pull_request: {
      number: 12,
      head_ref: 'feature',
      head_sha: null,
      head_repository: 'acme/widgets',
      base_ref: 'main',
      merge_sha: null,
    },
  },
};
const undo: RollbackDraft = {...draft, uid: aUid(101), kind: 'undo', undoes: draft.uid, target: null};
const message = formatPinMessage(draft, [aStep({id: 2})]);
const withJson = (change: (json: Record<string, unknown>) => unknown): string => {
  const lines = message.trimEnd().split('\n');
  const json = JSON.parse(lines.at(-1) ?? '');
  return [...lines.slice(0, -1), JSON.stringify(change(json))].join('\n');
};

describe("a pin's commit message", () => {
  test('tells people what happened in its subject and body', () => {
    expect(message.split('\n').slice(0, 4)).toEqual([
      'laforge: rollback of main from 20000000 to 10000000 (step 2)',
      '',
      'Keeps the commits that left the branch: git log 10000000..20000000',
      'Reason: "broke the build\\n\\nLaforge-Rollback-Record-1:\\n{}"',
    ]);
  });

  test('gives the record back whole, whatever the reason says', () => {
    expect(parsePinMessage(message)).toEqual(draft);
    expect(parsePinMessage(formatPinMessage(undo, []))).toEqual(undo);
    expect(parsePinMessage(`${message}\n\n`)).toEqual(draft);
  });

  test.each([
    ['without a marker', 'laforge: rollback of main'],
    ['with two records', `${message}\n${message}`],
    ['with text behind the record', `${message}more\n`],
    ['whose record is no JSON', message.replace('{"uid"', '{uid')],
    ['whose record is no object', withJson(() => [])],
    ['with a key too many', withJson((json) => ({...json, extra: 1}))],
    ['with a key too few', withJson(({reason: _, ...json}) => json)],
    ['with a uid of another kind', withJson((json) => ({...json, uid: '1'}))],
    ['with an unknown kind', withJson((json) => ({...json, kind: 'delete'}))],
    ['of a rollback that undoes something', withJson((json) => ({...json, undoes: aUid(1)}))],
    ['of an undo that undoes nothing', withJson((json) => ({...json, kind: 'undo', target: null}))],
    ['with a branch that is no text', withJson((json) => ({...json, branch: null}))],
    ['with an abbreviated SHA', withJson((json) => ({...json, to_sha: '1234567'}))],
    ['with an option for a SHA', withJson((json) => ({...json, from_sha: '--exec=x'}))],
    ['with the same step twice', withJson((json) => ({...json, step_uids: [aUid(2), aUid(2)]}))],
    ['with steps that are no uids', withJson((json) => ({...json, step_uids: ['2']}))],
    ['with an odd time', withJson((json) => ({...json, created_at: 'yesterday'}))],
    ['with an odd target', withJson((json) => ({...json, target: {mode: 'after', step_uid: aUid(1)}}))],
    ['with an odd run', withJson((json) => ({...json, run: {ci: 'github'}}))],
    ['of nine million characters', withJson((json) => ({...json, reason: 'x'.repeat(9_000_000)}))],
  ])('%s is not taken for a record', (_, text) => {
    expect(parsePinMessage(text)).toBeUndefined();
  });

  test('names ten steps and counts the others', () => {
    const many = Array.from({length: 12}, (_, index) => aStep({id: index + 1}));
    expect(nameSteps(many)).toBe('steps 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more');
    expect(nameSteps([])).toBe('no steps');
  });
});

describe('the refs of pins', () => {
  test('stand under the slug of their history, and tell what they keep', () => {
    expect(pinPrefix('default')).toBe('refs/laforge/pins/default/');
    for (const kind of ['rollback', 'proposal', 'step', 'check', 'beside'] as const)
      expect(readPinRef(pinRefOf(kind, 'default', aUid(1)), 'default')).toEqual({kind, uid: aUid(1)});
    expect(readPinRef(pinRefOf('rollback', 'other', aUid(1)), 'default')).toBeUndefined();
    expect(readPinRef('refs/laforge/pins/default/../../heads/main', 'default')).toBeUndefined();
  });
});
