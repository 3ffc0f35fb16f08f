/**
 * Writes the tables of inputs and outputs in the pages for people from the manifests, between the markers that name
 * them. With `--check` it writes nothing and fails when a page says something else.
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from 'yaml';
import {z} from 'zod';

const root = join(import.meta.dirname, '..');

const Manifest = z.object({
  inputs: z.record(
    z.string(),
    z.object({description: z.string(), required: z.boolean().optional(), default: z.string().optional()}),
  ),
  outputs: z.record(z.string(), z.object({description: z.string()})),
});

/** The pages that have such tables. */
export const PAGES = ['docs/reference.md', 'rollback/README.md', 'undo/README.md', 'report/README.md'];

/** A page with its tables as the manifests have them now. */
export function withTables(page: string): string {
  return page.replace(
    /(<!-- table: (\S+) (inputs|outputs) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_whole, begin: string, path: string, kind: string, end: string) => {
      const manifest = Manifest.parse(parse(readFileSync(join(root, path), 'utf8')));
      return `${begin}${kind === 'inputs' ? inputsTable(manifest.inputs) : outputsTable(manifest.outputs)}${end}`;
    },
  );
}

function inputsTable(inputs: z.infer<typeof Manifest>['inputs']): string {
  const rows = Object.entries(inputs).map(([name, input]) => {
    const value = input.required === true ? 'required' : input.default === undefined ? '–' : `\`${input.default}\``;
    return `| \`${name}\` | ${value} | ${cell(input.description)} |\n`;
  });
  return `| input | default | meaning |\n| --- | --- | --- |\n${rows.join('')}`;
}

function outputsTable(outputs: z.infer<typeof Manifest>['outputs']): string {
  const rows = Object.entries(outputs).map(([name, output]) => `| \`${name}\` | ${cell(output.description)} |\n`);
  return `| output | meaning |\n| --- | --- |\n${rows.join('')}`;
}

/** A description as a cell: `word - meaning` of the manifests, where a colon would need quotes, reads as a colon. */
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
