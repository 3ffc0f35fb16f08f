import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {withTables} from '../../../scripts/readme-tables.ts';

const root = join(import.meta.dirname, '../../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

test('the tables of the README are those of the manifests', () => {
  expect(withTables(readme)).toBe(readme);
  expect(readme).toContain('| `continue-on-agent-error` | `false` |');
  expect(readme.match(/<!-- table: /g)).toHaveLength(8);
});

test('every link of the README to a file of ours leads somewhere', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1] ?? '');
  expect(links.length).toBeGreaterThan(4);
  for (const link of links) expect(() => readFileSync(join(root, link))).not.toThrow();
});
