import {spawn} from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, expect, test} from '@jest/globals';

/** A bundle that says what it was given and runs until it is told to stop when asked to wait. */
const BUNDLE = `
if (process.argv[2] === 'wait') {
  setInterval(() => {}, 1000);
  process.on('SIGTERM', () => process.exit(7));
}
console.log(JSON.stringify({node: process.versions.node, args: process.argv.slice(2)}));
if (process.argv[2] === 'die') process.kill(process.pid, 'SIGKILL');
if (process.argv[2] === 'fail') process.exitCode = 3;
`;

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'laforge-test-')));
  write('package.json', '{"type": "module"}');
  write('dist/laforge.js', BUNDLE);
  // Makes the Node that loads it first pass for another.
  write('old.cjs', "Object.defineProperty(process, 'versions', {value: {...process.versions, node: '18.20.1'}});");
  mkdirSync(join(folder, 'bin'));
  for (const name of ['node-version.js', 'package.json'])
    copyFileSync(join('src/entry', name), join(folder, 'dist', name));
  for (const name of ['laforge.js', 'package.json']) copyFileSync(join('bin', name), join(folder, 'bin', name));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), {recursive: true});
  writeFileSync(join(folder, path), text);
}

/** Puts a Node into the place where the package's own one is. */
function installOwnNode(): void {
  mkdirSync(join(folder, 'node_modules', 'node', 'bin'), {recursive: true});
  symlinkSync(process.execPath, join(folder, 'node_modules', 'node', 'bin', 'node'));
}

function launch(args: readonly string[], {old = false, kill = false} = {}) {
  const options = old ? ['--require', join(folder, 'old.cjs')] : [];
  const child = spawn(process.execPath, [...options, join(folder, 'bin', 'laforge.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise<{code: number | null; signal: string | null; stdout: string; stderr: string}>(
    (resolve, reject) => {
      let stdout = '';
      let stderr = '';
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        stdout += chunk;
        if (kill) child.kill('SIGTERM');
      });
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
        stderr += chunk;
      });
      child.on('error', reject);
      child.on('close', (code, signal) => resolve({code, signal, stdout, stderr}));
    },
  );
}

const started = (...args: string[]) => `${JSON.stringify({node: process.versions.node, args})}\n`;

test('runs the bundle as this process, with its arguments and exit status', async () => {
  expect(await launch(['steps', '--json', 'a b'])).toMatchObject({code: 0, stdout: started('steps', '--json', 'a b')});
  expect(await launch(['fail'])).toMatchObject({code: 3});
});

test("on an older Node it runs the bundle with the package's own, as if it were this process", async () => {
  installOwnNode();
  expect(await launch(['steps', 'a b'], {old: true})).toEqual({
    code: 0,
    signal: null,
    stdout: started('steps', 'a b'),
    stderr: '',
  });
  expect(await launch(['fail'], {old: true})).toMatchObject({code: 3});
  expect(await launch(['wait'], {old: true, kill: true})).toMatchObject({code: 7});
  expect(await launch(['die'], {old: true})).toMatchObject({code: null, signal: 'SIGKILL'});
});

test('without one it says in one sentence what works on this machine', async () => {
  const dist = join(folder, 'dist', 'laforge.js');
  const sentence = 'laforge: Node 22.13 or later is needed, and this is Node 18.20.1. Run: npx --yes node@24';
  expect(await launch(['step', 'run', '--', 'echo', "it's"], {old: true})).toEqual({
    code: 1,
    signal: null,
    stdout: '',
    stderr: `${sentence} ${dist} step run -- echo 'it'\\''s'\n`,
  });
  installOwnNode();
  const own = join(folder, 'node_modules', 'node', 'bin', 'node');
  rmSync(own);
  write('node_modules/node/bin/node', 'cannot be executed');
  chmodSync(own, 0o644);
  expect(await launch(['steps'], {old: true})).toMatchObject({code: 1, stderr: `${sentence} ${dist} steps\n`});
});

test('in a clone that was not built it says so', async () => {
  rmSync(join(folder, 'dist'), {recursive: true});
  expect(await launch(['steps'])).toMatchObject({
    code: 1,
    stderr: `laforge: ${join(folder, 'dist', 'laforge.js')} is missing: in a clone, npm ci and npm run build make it.\n`,
  });
});
