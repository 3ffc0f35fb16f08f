/**
 * Builds dist/: the sources and their libraries as CommonJS chunks, the licences, and unchanged entry files. It is not minified,
 * since reviewers read its diff.
 */
import {createHash} from 'node:crypto';
import {copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type CodeSplittingGroup, type OutputChunk, type OutputOptions, type RolldownOutput, rolldown} from 'rolldown';

const root = join(import.meta.dirname, '..');
const out = join(root, process.argv[2] ?? 'dist');

/**
 * The modules that the most frequent programs load every time, with all their imports. They are grouped into a few files by the
 * programs that need them, because loading eighty small files takes a tenth of a short step's time.
 */
const PROGRAMS = {
  action: ['src/action/step.ts', 'src/stores/file/file-store.ts'],
  post: ['src/action/run-note.ts'],
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
  // The HTTP client of Sigstore's libraries can cache responses on disk and decode legacy charsets. We use neither, and
  // leaving them out saves half a megabyte.
  external: ['iconv-lite'],
  resolve: {alias: {cacache: join(root, 'scripts/nothing.cjs')}},
  // Fail on warnings, such as a module that is imported both lazily and eagerly, which would slow down every start.
  onLog: (_, {message}) => {
    throw new Error(message);
  },
  // The modules of @actions/core have no side effects, so unused ones can be dropped: its OIDC client would otherwise load a
  // whole HTTP library (undici, 0.7 MB) at the start of every action.
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
for (const {fileName, code} of chunks.toSorted((a, b) => (a.fileName < b.fileName ? -1 : 1))) {
  // V8 reads a file of ASCII in half the time and memory.
  const ascii = loadLate(code).replace(/[^\0-\x7f]/g, escapeUnit);
  const chunk = `(function (exports, require, module, __filename, __dirname) {\n${ascii}});\n`;
  writeFileSync(join(out, 'chunks', fileName), chunk);
  digest.update(`${fileName}\0${chunk}\0`);
}
writeFileSync(join(out, 'chunks', 'id.txt'), digest.digest('hex'));
writeFileSync(join(out, 'licenses.txt'), licensesOf(chunks.flatMap(({moduleIds}) => moduleIds)));
for (const file of readdirSync(join(root, 'src/entry'))) copyFileSync(join(root, 'src/entry', file), join(out, file));

/**
 * Loads the builtin modules that take Node milliseconds when the first of their exports is used: most runs of a program use few
 * of those that its chunks import.
 */
function loadLate(code: string): string {
  const importsSlow =
    /^(\t?(?:let|const)) (\w+) = (require\("node:(?:child_process|crypto|fs\/promises|readline\/promises|timers\/promises|v8|zlib)"\));$/gm;
  // Whoever imports a module as a namespace copies its names at once.
  const late = code.replace(importsSlow, (eager, declared, name, load) =>
    code.includes(`__toESM(${name},`) ? eager : `${declared} ${name} = __late(() => ${load});`,
  );
  if (late === code) return code;
  return `const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});\n${late}`;
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function chunksOf(files: RolldownOutput['output']): readonly OutputChunk[] {
  return files.flatMap((file) => (file.type === 'chunk' ? [file] : []));
}

/** Groups the modules of PROGRAMS, given ungrouped chunks, which know each module's imports. */
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
  // Groups shared by more programs get a higher priority, since a group also takes its modules' imports.
  return [...names].map((name) => ({
    name,
    test: (id) => programsOf.get(id)?.join('-') === name,
    priority: name.split('-').length,
  }));
}

/** Lists name, licence and licence text of every package that these modules come from. */
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
