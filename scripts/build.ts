/**
 * Builds dist/: the sources compiled by tsc, bundled by ncc into one ESM bundle with its lazy chunks, the SQLite
 * binaries and the licences, and beside it the entry files as they are. Not minified: reviews read its diff.
 */
import {execFileSync} from 'node:child_process';
import {copyFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const root = join(import.meta.dirname, '..');
const out = process.argv[2] ?? 'dist';
const run = (script: string, ...args: string[]) =>
  execFileSync(process.execPath, [join(root, 'node_modules', script), ...args], {cwd: root, stdio: 'inherit'});

rmSync(join(root, 'build'), {recursive: true, force: true});
rmSync(join(root, out), {recursive: true, force: true});
run('typescript/bin/tsc', '-p', 'tsconfig.build.json');
dropUnusedParts('@actions/core');
run('@vercel/ncc/dist/ncc/cli.js', 'build', 'build/index.js', '-o', out, '--license', 'licenses.txt', '--quiet');
for (const file of readdirSync(join(root, 'src/entry')))
  copyFileSync(join(root, 'src/entry', file), join(root, out, file));

/**
 * Has the bundler take a copy of this package that says of itself what is so: its modules do nothing when they are
 * loaded, and one that nothing is used of can go. With @actions/core that is its OIDC client, which would bring a whole
 * HTTP library (undici, 1 MB) into the start of every action.
 */
function dropUnusedParts(name: string): void {
  const copy = join(root, 'build/node_modules', name);
  cpSync(join(root, 'node_modules', name), copy, {recursive: true});
  const manifest = join(copy, 'package.json');
  writeFileSync(manifest, JSON.stringify({...JSON.parse(readFileSync(manifest, 'utf8')), sideEffects: false}));
}
