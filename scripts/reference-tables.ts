/**
 * Writes the tables of inputs and outputs from the manifests into the pages, between the markers that name them. With `--check`
 * it writes nothing and fails if a page differs.
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from 'yaml';
import {dictionary, flag, object, orElse, Reading, text, type ValueOf, WRONG} from '../src/domain/kinds.ts';
import {ACTION_FOLDERS} from './action-folders.ts';

const root = join(import.meta.dirname, '..');

const words = text(Number.MAX_SAFE_INTEGER);
const manifest = object({
  inputs: dictionary(
    object({
      description: words,
      required: orElse<boolean>(flag, () => false),
      default: orElse<string | undefined>(words, () => undefined),
    }),
  ),
  outputs: dictionary(object({description: words})),
});
type Manifest = ValueOf<typeof manifest>;

/** The pages with tables. */
export const PAGES: readonly string[] = ['docs/reference.md', ...ACTION_FOLDERS.map((folder) => `${folder}/README.md`)];

/** Updates the tables of a page from the manifests. */
export function withTables(page: string): string {
  return page.replace(
    /(<!-- table: (\S+) (inputs|outputs) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_whole, begin: string, path: string, kind: string, end: string) => {
      const {inputs, outputs} = readManifest(path);
      return `${begin}${kind === 'inputs' ? inputsTable(inputs) : outputsTable(outputs)}${end}`;
    },
  );
}

function readManifest(path: string): Manifest {
  const reading = new Reading(true);
  const found = manifest.read(parse(readFileSync(join(root, path), 'utf8')), reading);
  if (found === WRONG) throw new Error(`${path} is no manifest of an action: ${reading.wrong}.`);
  return found;
}

function inputsTable(inputs: Manifest['inputs']): string {
  const rows = Object.entries(inputs).map(([name, input]) => {
    const value = input.required ? 'required' : input.default === undefined ? '–' : `\`${input.default}\``;
    return `| \`${name}\` | ${value} | ${cell(input.description)} |\n`;
  });
  return `| input | default | meaning |\n| --- | --- | --- |\n${rows.join('')}`;
}

function outputsTable(outputs: Manifest['outputs']): string {
  const rows = Object.entries(outputs).map(([name, output]) => `| \`${name}\` | ${cell(output.description)} |\n`);
  return `| output | meaning |\n| --- | --- |\n${rows.join('')}`;
}

/** Formats a description as a cell. Manifests write `word - meaning`, since a colon would need quotes; here it becomes one. */
function cell(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replaceAll('|', '\\|')
    .replace(/^(`[^`]+`) - /, '$1: ');
}

if (import.meta.main) {
  for (const name of PAGES) {
    const path = join(root, name);
    const page = readFileSync(path, 'utf8');
    const wanted = withTables(page);
    if (wanted !== page && process.argv.includes('--check')) {
      console.error(`${name} does not say what the manifests say. Run: npm run docs`);
      process.exitCode = 1;
    } else if (wanted !== page) writeFileSync(path, wanted);
  }
}
