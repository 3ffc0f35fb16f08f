/**
 * Builds dist/: the sources and their libraries as CommonJS chunks, the licences, and the entry files as they are. Not
 * minified: reviews read its diff.
 */
import {createHash} from 'node:crypto';
import {copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type CodeSplittingGroup, type OutputChunk, type OutputOptions, type RolldownOutput, rolldown} from 'rolldown';

const root = join(import.meta.dirname, '..');
const out = join(root, process.argv[2] ?? 'dist');

/**
 * What the programs that are started most load each time: these modules with all that they import. It comes in a few
 * files, each with what the same of them need: to load eighty small ones takes a tenth of a short step.
 */
const PROGRAMS = {
  action: ['src/action/step.ts', 'src/stores/file/file-store.ts'],
  post: ['src/action/begin-post.ts'],
  help: ['src/cli/index.ts'],
  run: ['src/cli/index.ts', 'src/cli/step-run.ts', 'src/cli/step-recording.ts', 'src/stores/file/file-store.ts'],
  steps: [
    'src/cli/index.ts',
    'src/cli/steps.ts',
    'src/cli/create-store.ts',
    'src/stores/file/file-store.ts',
    'src/usecases/mark-interrupted.ts',
    'src/usecases/rollback/finish-moves.ts',
    'src/system/process-info.ts',
    'src/render/terminal/step-list.ts',
  ],
};

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
const options: OutputOptions = {
  dir: join(out, 'chunks'),
  format: 'cjs',
  entryFileNames: '[name].js',
  chunkFileNames: '[name].js',
  comments: false,
};
const groups = groupByPrograms(chunksOf((await bundle.generate(options)).output));
const {output} = await bundle.write({...options, codeSplitting: {groups}});
await bundle.close();

const chunks = chunksOf(output);
const digest = createHash('sha256');
for (const {fileName, code} of chunks.toSorted((a, b) => (a.fileName < b.fileName ? -1 : 1)))
  digest.update(`${fileName}\0${code}\0`);
writeFileSync(join(out, 'chunks', 'id.txt'), digest.digest('hex'));
writeFileSync(join(out, 'licenses.txt'), licensesOf(chunks.flatMap(({moduleIds}) => moduleIds)));
for (const file of readdirSync(join(root, 'src/entry'))) copyFileSync(join(root, 'src/entry', file), join(out, file));

function chunksOf(files: RolldownOutput['output']): readonly OutputChunk[] {
  return files.flatMap((file) => (file.type === 'chunk' ? [file] : []));
}

/** Groups for the modules of PROGRAMS, from chunks that were made without any: those know what each module imports. */
function groupByPrograms(ungrouped: readonly OutputChunk[]): CodeSplittingGroup[] {
  const programsOf = new Map<string, string[]>();
  for (const [program, modules] of Object.entries(PROGRAMS)) {
    const found = new Set(
      ungrouped.filter(({moduleIds}) => modules.some((module) => moduleIds.includes(join(root, module)))),
    );
    for (const {imports} of found)
      for (const chunk of ungrouped) if (imports.includes(chunk.fileName)) found.add(chunk);
    for (const id of [...found].flatMap(({moduleIds}) => moduleIds))
      programsOf.set(id, [...(programsOf.get(id) ?? []), program]);
  }
  const names = new Set(
    [...programsOf.values()].filter(({length}) => length > 1).map((programs) => programs.join('-')),
  );
  // What more of them need comes first, since a group takes along what its modules import.
  return [...names].map((name) => ({
    name,
    test: (id) => programsOf.get(id)?.join('-') === name,
    priority: name.split('-').length,
  }));
}

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
