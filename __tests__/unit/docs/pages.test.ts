import {globSync, readFileSync, statSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {ACTION_FOLDERS} from '../../../scripts/action-folders.ts';
import {PAGES, withTables} from '../../../scripts/reference-tables.ts';
import {MESSAGE_CODES, PUSH_CODES, STEP_CODES} from '../../../src/domain/errors.ts';

const root = join(import.meta.dirname, '../../..');
const read = (page: string) => readFileSync(join(root, page), 'utf8');

describe.each(PAGES)('%s', (page) => {
  test('has the tables of the manifests', () => {
    expect(withTables(read(page))).toBe(read(page));
  });
});

test('every input and output of every action is in the reference', () => {
  expect(read('docs/reference.md')).toContain('| `continue-on-agent-error` | `false` |');
  expect(read('docs/reference.md').match(/<!-- table: /g)).toHaveLength(2 * (1 + ACTION_FOLDERS.length));
});

describe.each([...globSync('*.md', {cwd: root}), ...globSync(`{docs,${ACTION_FOLDERS}}/*.md`, {cwd: root})])(
  '%s',
  (page) => {
    test('has no link to a file that is not there', () => {
      for (const [, link = ''] of read(page).matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g))
        expect([link, statSync(join(root, dirname(page), link), {throwIfNoEntry: false})?.isFile()]).toEqual([
          link,
          true,
        ]);
    });
  },
);

test('the README is a page that a person reads', () => {
  expect(statSync(join(root, 'README.md')).size).toBeLessThanOrEqual(9 * 1024);
});

test('every code of a message has its place on the page about messages, in their order', () => {
  const listed = [...read('docs/troubleshooting.md').matchAll(/^### (LF\d{3})$/gm)].map(([, code]) => code);
  const codes = [MESSAGE_CODES, PUSH_CODES, STEP_CODES].flatMap((table) => Object.values(table));
  expect(listed).toEqual([...new Set(codes)].sort());
});

test('every action is part of the package', () => {
  expect(JSON.parse(read('package.json')).files).toEqual(expect.arrayContaining([...ACTION_FOLDERS]));
});
