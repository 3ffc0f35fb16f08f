/**
 * Writes the README's tables of inputs and outputs from the manifests, between the markers that name them. With
 * `--check` it writes nothing and fails when the README says something else.
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

/** The README with its tables as the manifests have them now. */
export function withTables(readme: string): string {
  return readme.replace(
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
  const path = join(root, 'README.md');
  const readme = readFileSync(path, 'utf8');
  const wanted = withTables(readme);
  if (wanted !== readme && process.argv.includes('--check')) {
    console.error('README.md does not say what the manifests say. Run: npm run docs');
    process.exitCode = 1;
  } else if (wanted !== readme) writeFileSync(path, wanted);
}
