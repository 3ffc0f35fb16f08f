/**
 * Checks src/ against the layout table in CONTRIBUTING.md: which folder may import which, which libraries belong to one folder,
 * and that no files import each other in a circle, not even for types. Prints violations and exits with 1.
 */
import {globSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

/** Libraries that only one place may import. */
const OWNERS: Readonly<Record<string, string>> = {
  '@actions/core': 'action/',
  '@actions/github': 'github/',
  '@actions/artifact': 'stores/artifact/',
  '@actions/cache': 'stores/cache/',
  '@sigstore': 'provenance/',
  'node:sqlite': 'ledger/database.ts',
  commander: 'cli/',
};
/** Pure folders, which may import nothing from outside src/. */
const PURE = new Set(['domain', 'usecases']);

const imports = new Map<string, readonly string[]>();
for (const file of globSync('**/*.ts', {cwd: 'src'}).sort()) {
  const text = readFileSync(join('src', file), 'utf8');
  const found = text.matchAll(/(?:\bfrom|^import|\bimport\()\s*'([^'\n]+)'/gm);
  imports.set(
    file,
    [...found].map(([, name = '']) => (name.startsWith('.') ? join(dirname(file), name) : name)),
  );
}

const faults = [...imports].flatMap(([file, names]) => names.flatMap((name) => faultOf(file, name)));
for (const circle of findCircles()) faults.push(`${circle.join(' → ')}: these files import each other in a circle.`);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;

function faultOf(file: string, name: string): readonly string[] {
  const folder = folderOf(file);
  if (imports.has(name)) {
    const allowed = readTable().get(folder);
    const isAllowed = folderOf(name) === folder || allowed === undefined || allowed(folderOf(name));
    return isAllowed ? [] : [`src/${file} imports ${name}: see the layout in CONTRIBUTING.md.`];
  }
  if (PURE.has(folder)) return [`src/${file} imports ${name}: ${folder} knows nothing outside the sources.`];
  const owner = Object.entries(OWNERS).find(([library]) => name === library || name.startsWith(`${library}/`))?.[1];
  return owner === undefined || file.startsWith(owner)
    ? []
    : [`src/${file} imports ${name}, which belongs to ${owner}.`];
}

function folderOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : '';
}

/** Reads for each folder what it may import, from the third column: `nothing`, `domain, git`, `all`, `all but cli`. */
function readTable(): ReadonlyMap<string, (folder: string) => boolean> {
  const rows = readFileSync('CONTRIBUTING.md', 'utf8').matchAll(/^\| `src\/(\w+)\/` \|[^|]*\| ([^|]+) \|$/gm);
  return new Map(
    [...rows].map(([, folder = '', may = '']) => {
      const named = new Set(may.replace(/^all but /, '').split(', '));
      return [folder, (other: string) => may === 'all' || named.has(other) !== may.startsWith('all but ')];
    }),
  );
}

/** Finds import circles. */
function findCircles(): readonly (readonly string[])[] {
  const circles: (readonly string[])[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    const start = way.indexOf(file);
    if (start >= 0) circles.push([...way.slice(start), file]);
    if (start >= 0 || done.has(file)) return;
    for (const name of imports.get(file) ?? []) if (imports.has(name)) visit(name, [...way, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return circles;
}
