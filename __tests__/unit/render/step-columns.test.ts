import {gunzipSync} from 'node:zlib';
import {expect, test} from '@jest/globals';
import {EMPTY_AGENT_CONFIG, NO_CHANGES} from '../../../src/domain/documents.ts';
import {StepColumns} from '../../../src/render/report-page/step-columns.ts';
import {aStep} from '../../helpers/history-builders.ts';

function columnsOf(...ids: readonly (number | null)[]): StepColumns {
  const columns = new StepColumns();
  const commit = (id: number | null) => ({sha: 'a'.repeat(40), subject: `Fix ${id} \u202e${(id ?? 0) * 7919}`});
  const changes = (id: number | null) => ({...NO_CHANGES, own_commits: [commit(id)], own_commit_count: 1});
  columns.add(ids.map((id) => ({...aStep({id: id ?? 1, changes: changes(id)}), id})));
  return columns;
}

const unpack = (html: string) => JSON.parse(gunzipSync(Buffer.from(html.replace(/<[^>]*>/g, ''), 'base64')).toString());

test('where room is short the newest steps stay', () => {
  const columns = columnsOf(...Array.from({length: 3_000}, (_, index) => 3_000 - index));
  const {html, packed} = columns.pack(10, 20_000);
  expect(html.length).toBeLessThanOrEqual(20_000);
  expect(packed).toBeGreaterThan(100);
  expect(packed).toBeLessThan(2_990);
  const {ids, texts, values} = unpack(html);
  expect(ids.slice(0, 3)).toEqual([2_990, -1, -1]);
  expect(ids).toHaveLength(packed);
  const [title] = texts.slice(3);
  expect(title.words[title.column[0]]).toBe(`Fix 2990 \\u202e${2_990 * 7919}`);
  expect([...texts.map(({column}: {column: number[]}) => column), ...values].map(({length}) => length)).toEqual(
    Array(11).fill(packed),
  );
  expect(columns.pack(3_000, 20_000)).toEqual({html: '', packed: 0});
});

test('the agent of a step is named as in the tables of the report', () => {
  const columns = new StepColumns();
  columns.add([aStep({id: 1, agentConfig: {...EMPTY_AGENT_CONFIG, command: './bin/agent.sh x'}})]);
  const {texts} = unpack(columns.pack(0, 20_000).html);
  expect(texts.flatMap(({words}: {words: string[]}) => words)).toContain('agent.sh');
});

test('a step without a number is named by what it is called', () => {
  const {labels, ids} = unpack(columnsOf(9, null, 8).pack(0, 20_000).html);
  expect(ids).toEqual([9, -9, 8]);
  expect(labels).toEqual([[1, expect.stringMatching(/./)]]);
});
