/**
 * Builds dist/: the sources compiled by tsc, bundled by ncc into one ESM bundle with its lazy chunks, the SQLite
 * binaries and the licences, and beside it the entry files as they are. Not minified: reviews read its diff.
 */
import {execFileSync} from 'node:child_process';
import {copyFileSync, readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';

const root = join(import.meta.dirname, '..');
const out = process.argv[2] ?? 'dist';
const run = (script: string, ...args: string[]) =>
  execFileSync(process.execPath, [join(root, 'node_modules', script), ...args], {cwd: root, stdio: 'inherit'});

rmSync(join(root, 'build'), {recursive: true, force: true});
rmSync(join(root, out), {recursive: true, force: true});
run('typescript/bin/tsc', '-p', 'tsconfig.build.json');
run('@vercel/ncc/dist/ncc/cli.js', 'build', 'build/index.js', '-o', out, '--license', 'licenses.txt', '--quiet');
for (const file of readdirSync(join(root, 'src/entry')))
  copyFileSync(join(root, 'src/entry', file), join(root, out, file));
