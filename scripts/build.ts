/**
 * Builds dist/: the sources and their libraries as CommonJS chunks, the licences, and the entry files as they are. Not
 * minified: reviews read its diff.
 */
import {createHash} from 'node:crypto';
import {copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {rolldown} from 'rolldown';

const root = join(import.meta.dirname, '..');
const out = join(root, process.argv[2] ?? 'dist');

rmSync(out, {recursive: true, force: true});
const bundle = await rolldown({
  cwd: root,
  input: {index: 'src/index.ts'},
  platform: 'node',
  transform: {target: 'node22'},
  // Such as a module that one file means to load later and another loads at once, which costs each start its time.
  onLog: (_, {message}) => {
    throw new Error(message);
  },
  // The modules of @actions/core do nothing when they are loaded, so that an unused one can go: its OIDC client would
  // bring a whole HTTP library (undici, 0.7 MB) into the start of every action.
  treeshake: {moduleSideEffects: (id) => !/node_modules\/@actions\/core\//.test(id)},
});
const {output} = await bundle.write({
  dir: join(out, 'chunks'),
  format: 'cjs',
  entryFileNames: '[name].js',
  chunkFileNames: '[name].js',
  comments: false,
});
await bundle.close();

const chunks = output.flatMap((file) => (file.type === 'chunk' ? [file] : []));
const digest = createHash('sha256');
for (const {fileName, code} of chunks.toSorted((a, b) => (a.fileName < b.fileName ? -1 : 1)))
  digest.update(`${fileName}\0${code}\0`);
writeFileSync(join(out, 'chunks', 'id.txt'), digest.digest('hex'));
writeFileSync(join(out, 'licenses.txt'), licensesOf(chunks.flatMap(({moduleIds}) => moduleIds)));
for (const file of readdirSync(join(root, 'src/entry'))) copyFileSync(join(root, 'src/entry', file), join(out, file));

/** Name, licence and licence text of every package that one of these modules comes from. */
function licensesOf(moduleIds: readonly string[]): string {
  const folders = moduleIds.flatMap(
    (id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id.replaceAll('\\', '/')) ?? [],
  );
  const texts = new Set(folders.map(licenseOf));
  return [...texts].sort().join('\n');
}

function licenseOf(folder: string): string {
  const {name, license} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file !== undefined && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '';
  return `${name}\n${license}\n${text.trim()}\n`;
}
