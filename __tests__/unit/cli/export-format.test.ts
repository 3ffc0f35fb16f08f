import {expect, test} from '@jest/globals';
import {formatCsv} from '../../../src/cli/export-csv.ts';
import {exportToRecords, formatJson, formatNdjson} from '../../../src/cli/export-format.ts';
import {EMPTY_AGENT_CONFIG} from '../../../src/domain/documents.ts';
import {parseLedgerRecords} from '../../../src/ledger/record-schemas.ts';
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
};

test.each([
  ['json', formatJson],
  ['ndjson', formatNdjson],
])('what is exported as %s can be read back', (_format, format) => {
  const records = parseLedgerRecords(exportToRecords(format(history), 'the export'), 'the export');
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
  const types = formatNdjson(history)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).type);
  expect(types).toEqual(['step', 'step', 'rollback', 'step_claim', 'step_claim', 'rollback_claim']);
});

test.each(['', 'hello', '{"steps": 3}', '[]', '{"type":"step"}\nno json'])('%p is no export', (text) => {
  expect(() => exportToRecords(text, 'notes.txt')).toThrow('notes.txt is neither a steps.db nor an export of one');
});

test('an export with a field that cannot be right is refused, naming the field', () => {
  const text = formatJson(history)
    .replaceAll(aUid(1), 'not-a-uid')
    .replaceAll(/"digest": "[0-9a-f]+"/g, '"x": 1');
  expect(() => parseLedgerRecords(exportToRecords(text, 'x.json'), 'x.json')).toThrow(/x\.json .*uid/);
});

test('csv quotes what needs it, and no cell is a formula', () => {
  const config = {...EMPTY_AGENT_CONFIG, name: '=cmd()', command: 'say "hi", twice\nnow', model: null};
  const [head, ...lines] = formatCsv([aStep({id: 1, agentConfig: config, tokenUsage: null})]).split('\r\n');
  expect(head?.split(',').slice(0, 4)).toEqual(['id', 'uid', 'active', 'status']);
  const line = lines.join('\r\n');
  expect(line).toContain(`1,${aUid(1)},true,succeeded,acme/widgets,`);
  expect(line).toContain(',\'=cmd(),,"say ""hi"", twice\nnow",1,1,1,0,,,,,\r\n');
});

test.each([
  ['json', formatJson],
  ['ndjson', formatNdjson],
] as const)('%s of which a value was changed is refused', (_, format) => {
  const text = format(history);
  expect(parseLedgerRecords(exportToRecords(text, 'x'), 'x').steps.length).toBeGreaterThan(0);
  const changed = text.replace(/("branch": ?)"[^"]*"/, '$1"another"');
  expect(changed).not.toBe(text);
  expect(() => exportToRecords(changed, 'x.json')).toThrow(
    /^x\.json holds a record whose fields do not match its digest/,
  );
});
