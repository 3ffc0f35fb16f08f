import {expect, test} from '@jest/globals';
import {formatJson, formatNdjson, parseExport} from '../../../src/cli/export-format.ts';
import {EMPTY_AGENT_CONFIG} from '../../../src/domain/documents.ts';
import {formatCsv} from '../../../src/render/csv.ts';
import {aRollback, aStep, at, aUid} from '../../helpers/history-builders.ts';
import {A_CHECK, SOME_LIMITS} from '../../helpers/ledger.ts';

const history = {
  steps: [
    aStep({id: 1, limits: SOME_LIMITS, check: A_CHECK}),
    aStep({id: 2, status: 'running', endTime: null, exitCode: null, changes: null}),
  ],
  rollbacks: [aRollback()],
  stepClaims: [
    {uid: aUid(1), number: 1, claimedAt: at(1)},
    {uid: aUid(2), number: 2, claimedAt: at(2)},
  ],
  rollbackClaims: [{uid: aUid(100), number: 1, claimedAt: at(10)}],
  setAside: [{text: '{"of":"a later version"}', reason: 'is unknown'}],
};

test.each([
  ['json', formatJson],
  ['ndjson', formatNdjson],
])('what is exported as %s can be read back', (_format, format) => {
  const records = parseExport([...format(history)].join(''), 'the export');
  expect(records.stepClaims).toEqual(history.stepClaims);
  expect(records.rollbackClaims).toEqual(history.rollbackClaims);
  expect(records.steps.map(({draft}) => draft.limits)).toEqual([SOME_LIMITS, null]);
  expect(records.steps.map(({outcome}) => outcome?.check)).toEqual([A_CHECK, undefined]);
  const [rollback] = history.rollbacks;
  expect(rollback).toMatchObject(records.rollbacks[0] ?? {});
  expect(records.steps.map(({draft, outcome}) => [draft.uid, draft.branch, outcome?.status])).toEqual([
    [aUid(1), 'main', 'succeeded'],
    [aUid(2), 'main', undefined],
  ]);
});

test('ndjson is one object a line, each with its type', () => {
  const types = [...formatNdjson(history)]
    .join('')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).type);
  expect(types).toEqual(['step', 'step', 'rollback', 'step_claim', 'step_claim', 'rollback_claim', 'set_aside']);
});

test.each(['', 'hello', '{"steps": 3}', '[]'])('%p is no export', (text) => {
  expect(() => parseExport(text, 'notes.txt')).toThrow('notes.txt is neither a steps.db nor an export of one');
});

test.each([
  ['json', formatJson],
  ['ndjson', formatNdjson],
] as const)('of an export as %s a record that cannot be right is set aside, and the others are read', (_, format) => {
  const text = [...format(history)]
    .join('')
    .replaceAll(aUid(1), 'not-a-uid')
    .replaceAll(/"digest": ?"[0-9a-f]+"/g, '"x": 1');
  const {steps, setAside} = parseExport(text, 'x.json');
  expect(steps.map(({draft}) => draft.uid)).toEqual([aUid(2)]);
  expect(setAside?.map(({reason}) => reason)).toContainEqual(expect.stringMatching(/^steps\.0\..*uid: is no UUIDv7/));
  expect(setAside).toContainEqual(history.setAside[0]);
});

test('a line that is no row of ours is set aside as it stands there', () => {
  const {steps, setAside} = parseExport(
    `${[...formatNdjson(history)].join('')}{"type":"tomorrow",  "x":1e999}\nwords\n`,
    'x',
  );
  expect(steps).toHaveLength(2);
  expect(setAside?.map(({text}) => text)).toEqual([
    '{"type":"tomorrow",  "x":1e999}',
    'words',
    '{"of":"a later version"}',
  ]);
});

test('csv quotes what needs it, and no cell is a formula', () => {
  const config = {...EMPTY_AGENT_CONFIG, name: '=cmd()', command: 'say "hi", twice\nnow', model: null};
  const [head, ...lines] = [...formatCsv([aStep({id: 1, agentConfig: config, tokenUsage: null})])]
    .join('')
    .split('\r\n');
  expect(head?.split(',').slice(0, 4)).toEqual(['id', 'uid', 'active', 'status']);
  const line = lines.join('\r\n');
  expect(line).toContain(`1,${aUid(1)},true,succeeded,acme/widgets,`);
  expect(line).toContain(',\'=cmd(),,"say ""hi"", twice\nnow",1,1,1,0,,,,,\r\n');
});

test.each([
  ['json', formatJson],
  ['ndjson', formatNdjson],
] as const)('a record of %s of which a value was changed is set aside', (_, format) => {
  const text = [...format(history)].join('');
  const changed = text.replace(/("branch": ?)"[^"]*"/, '$1"another"');
  expect(changed).not.toBe(text);
  const {steps, setAside} = parseExport(changed, 'x.json');
  expect(steps).toHaveLength(1);
  expect(setAside?.[0]).toEqual({
    text: expect.stringContaining('another'),
    reason: expect.stringMatching(/^its fields do not match its digest/),
  });
});

test('a row between more odd lines than a function takes arguments is read, and each line is set aside', () => {
  const [row = ''] = [...formatNdjson(history)].join('').split('\n');
  const {steps, setAside} = parseExport(`${'-\n'.repeat(130_000)}${row}\n`, 'x.ndjson');
  expect(steps.map(({draft}) => draft.uid)).toEqual([aUid(1)]);
  expect(setAside).toHaveLength(130_000);
});
