import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {EMPTY_AGENT_CONFIG, NO_CHANGES} from '../../../src/domain/documents.ts';
import {StoreError} from '../../../src/domain/errors.ts';
import {boundDraft, boundOutcome, parseLedgerRecords} from '../../../src/domain/records.ts';
import {A_CHECK, aDraft, anOutcome, aRollback, shaOf, uidOf} from '../../helpers/ledger.ts';
import {someRecords} from '../../helpers/ledger-records.ts';
import {tries} from '../../helpers/soak.ts';

describe('records from outside', () => {
  test('are read as they were written', () => {
    fc.assert(
      fc.property(someRecords(), (records) => {
        expect(parseLedgerRecords(JSON.parse(JSON.stringify(records)), 'The fragment')).toEqual(records);
      }),
      tries(100),
    );
  });

  test('of a version that knew neither limits nor checks have none', () => {
    const {limits: _, ...draft} = aDraft(1);
    const {check: __, ...outcome} = anOutcome();
    const old = {steps: [{...record, draft, outcome}], stepClaims: [], rollbacks: [], rollbackClaims: []};
    expect(parseLedgerRecords(old, 'The fragment').steps).toEqual([record]);
  });

  const record = {draft: aDraft(1), parentUid: null, createdAt: '2026-01-01T00:00:00.000Z', outcome: anOutcome()};
  const records = {steps: [record], stepClaims: [], rollbacks: [], rollbackClaims: []};
  const claim = {uid: uidOf(1), number: 1, claimedAt: '2026-01-01T00:00:00.000Z'};

  test.each([
    ['a uid', {...records, steps: [{...record, draft: aDraft(1, {uid: '../../etc'})}]}, 'steps.0.draft.uid'],
    ['a SHA', {...records, steps: [{...record, draft: aDraft(1, {commitShaBefore: 'HEAD'})}]}, 'commit_sha_before'],
    ['a time', {...records, steps: [{...record, createdAt: 'yesterday'}]}, 'created_at'],
    ['a day that is none', {...records, steps: [{...record, createdAt: '2026-02-30T00:00:00.000Z'}]}, 'created_at'],
    ['a status', {...records, steps: [{...record, outcome: anOutcome({status: '<b>'})}]}, 'status'],
    ['an end that is none', {...records, steps: [{...record, outcome: anOutcome({status: 'running'})}]}, 'status'],
    ['a number', {...records, stepClaims: [{...claim, number: -1}]}, 'step_claims.0.number'],
    ['a huge number', {...records, stepClaims: [{...claim, number: 2 ** 52}]}, 'step_claims.0.number'],
    ['nothing', {...records, steps: [null]}, 'steps.0'],
  ])('with %s that cannot be right are set aside as they are, and the field is named', (_what, value, field) => {
    const good = {...record, draft: aDraft(2)};
    const parsed = parseLedgerRecords({...value, steps: [...value.steps, good]}, 'The fragment');
    expect(parsed.steps).toContainEqual(good);
    expect(parsed.setAside).toEqual([
      {text: JSON.stringify(value.stepClaims[0] ?? value.steps[0]), reason: expect.stringContaining(field)},
    ]);
  });

  test.each([null, [], {}, {...records, steps: 7}])('are refused where there are none: %j', (value) => {
    expect(() => parseLedgerRecords(value, 'The fragment')).toThrow(/^The fragment (holds no records|has no list of)/);
    expect(() => parseLedgerRecords(value, 'The fragment')).toThrow(StoreError);
  });

  test('of any damage leave all others to be read, and themselves as they are', () => {
    const others = [aDraft(2), aDraft(3)].map((draft) => ({...record, draft}));
    const whole = JSON.parse(JSON.stringify({...record, outcome: anOutcome({check: A_CHECK})}));
    const paths = pathsOf(whole);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.oneof(fc.jsonValue(), long, deep), (path, value) => {
        const odd = withValue(whole, path, value);
        const text = JSON.stringify({...records, steps: [others[0], odd, others[1]], rollbacks: [aRollback(9, [])]});
        const parsed = parseLedgerRecords(JSON.parse(text), 'The fragment');
        expect(parsed.steps).toEqual(expect.arrayContaining(others));
        expect(parsed.rollbacks).toEqual([aRollback(9, [])]);
        if (parsed.setAside === undefined) expect(parsed.steps).toHaveLength(3);
        else expect(parsed.setAside.map((it) => it.text)).toEqual([JSON.stringify(JSON.parse(text).steps[1])]);
        // Whatever was read can be written and read again.
        for (const step of parsed.steps) {
          expect(parseLedgerRecords({...records, steps: [JSON.parse(JSON.stringify(step))]}, 'x').steps).toEqual([
            step,
          ]);
        }
      }),
      tries(150),
    );
  });
});

describe('a record that is made', () => {
  test('is within its bounds, and says what was shortened', () => {
    const subject = 's'.repeat(1_100_000);
    const changes = {...NO_CHANGES, own_commits: [{sha: shaOf(1), subject}]};
    const outcome = boundOutcome(anOutcome({changes, notes: ['a note']}));
    expect(outcome.changes?.own_commits[0]?.subject).toHaveLength(1_000);
    expect(outcome.notes).toEqual([
      'a note',
      'Too long for a record, and shortened in it: changes.own_commits.0.subject (1100000 characters, 999 kept).',
    ]);
    expect(boundOutcome(outcome)).toEqual(outcome);
    expect(boundDraft(aDraft(1))).toEqual({draft: aDraft(1), cuts: []});
  });

  test('is never longer than a store takes, however many of its texts are as long as they may be', () => {
    const filler = (length: number) => '\u0001'.repeat(length);
    const agentConfig = {
      ...EMPTY_AGENT_CONFIG,
      command: filler(100_000),
      system_prompt: filler(250_000),
      tools: Array.from({length: 1_000}, () => filler(500)),
      metadata: {a: filler(240_000)},
    };
    const notes = Array.from({length: 100}, () => filler(4_000));
    const outcome = boundOutcome(anOutcome({agentConfig, notes}));
    expect(JSON.stringify(outcome).length).toBeLessThan(600_000);
    expect(outcome.notes.at(-1)).toMatch(/^Too long for a record/);
    expect(JSON.stringify(boundDraft(aDraft(1, {agentConfig})).draft).length).toBeLessThan(600_000);
  });
});

const long = fc.integer({min: 0, max: 3_000_000}).map((length) => 'x'.repeat(length));
const deep = fc.integer({min: 0, max: 3_000}).map((depth) => JSON.parse(`${'['.repeat(depth)}1${']'.repeat(depth)}`));

type Path = readonly string[];

/** Every place in a value, the value itself left out. */
function pathsOf(value: unknown): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[key], ...pathsOf(inner).map((path) => [key, ...path])]);
}

function withValue(object: Readonly<Record<string, unknown>>, [key = '', ...rest]: Path, value: unknown): object {
  const inner = object[key];
  const isWithin = rest.length > 0 && typeof inner === 'object' && inner !== null;
  const copy = Array.isArray(object) ? [...object] : {...object};
  return Object.assign(copy, {[key]: isWithin ? withValue({...inner}, rest, value) : value});
}
