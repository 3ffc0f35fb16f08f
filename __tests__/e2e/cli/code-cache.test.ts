import {execFileSync, spawnSync} from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {join, resolve} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {CAN_MOUNT, smallDisks} from '../../helpers/small-disk.ts';
import {BUNDLE, laforgeHomeOf, laforgeIn} from './laforge.ts';

// Before the sandbox, whose folder is removed after each test.
const mountSmall = smallDisks();
const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox, [process.execPath, BUNDLE]);
const inSandbox = (name: string) => join(sandbox.folder(), name);
const cacheOf = (name: string) => join(laforgeHomeOf(sandbox), 'cache', `${name}.v8`);

/** A LaForge folder whose cache of `--help` is written, and what that printed. */
async function cachedHelp(): Promise<string> {
  mkdirSync(laforgeHomeOf(sandbox), {recursive: true});
  const {stdout} = await laforge(sandbox.folder(), ['--help']);
  expect(existsSync(cacheOf('help'))).toBe(true);
  return stdout;
}

test('a chunk that cannot be read fails each time it is asked for', () => {
  const load = "exports.load = () => require('./gone.js');";
  writeFileSync(inSandbox('index.js'), `(function (exports, require) {${load}})`);
  const script = `const {load} = require(${JSON.stringify(resolve('src/entry/load-chunks.js'))}).loadChunks(process.argv[1]);
    for (const time of [1, 2]) try { load(); console.log('loaded'); } catch ({code}) { console.log(code); }`;
  const told = execFileSync(process.execPath, ['-e', script, sandbox.folder()], {encoding: 'utf8'});
  expect(told).toBe('ENOENT\nENOENT\n');
});

(existsSync(BUNDLE) ? describe : describe.skip)('the code cache of the bundle', () => {
  test('is not begun where the user has no LaForge folder', async () => {
    await laforge(sandbox.folder(), ['--help']);
    expect(existsSync(laforgeHomeOf(sandbox))).toBe(false);
  });

  test('is written by the first run of a command, for its user alone, and left as it is by the next', async () => {
    const help = await cachedHelp();
    const {mtimeMs, mode} = statSync(cacheOf('help'));
    expect(mode & 0o077).toBe(0);
    expect((await laforge(sandbox.folder(), ['--help'])).stdout).toBe(help);
    expect(statSync(cacheOf('help')).mtimeMs).toBe(mtimeMs);
  });

  (CAN_MOUNT ? test : test.skip)('is not written on a disk with little room, which a history needs', async () => {
    mountSmall(laforgeHomeOf(sandbox), 8);
    mkdirSync(join(laforgeHomeOf(sandbox), 'cache'));
    expect(await laforge(sandbox.folder(), ['--help'])).toMatchObject({code: 0, stderr: ''});
    expect(readdirSync(join(laforgeHomeOf(sandbox), 'cache'))).toEqual([]);
  });

  test('takes with it what processes left that were killed, and what of its own does not fit', async () => {
    mkdirSync(join(laforgeHomeOf(sandbox), 'cache'), {recursive: true});
    const {pid: gone} = spawnSync('true');
    for (const pid of [gone, process.pid]) writeFileSync(`${cacheOf('steps')}.${pid}`, '');
    const limited = ['bash', '-c', 'ulimit -f 8; exec "$@"', 'bash'];
    expect(await laforge(sandbox.folder(), ['--help'], {startedBy: limited})).toMatchObject({code: 0, stderr: ''});
    expect(readdirSync(join(laforgeHomeOf(sandbox), 'cache'))).toEqual([`steps.v8.${process.pid}`]);
  });

  test('has what each of several runs needs that load different modules, and stays once it has', async () => {
    mkdirSync(laforgeHomeOf(sandbox), {recursive: true});
    const repository = await sandbox.createRepository({files: {'.laforge/steps/nothing.yml': "run: 'true'\n"}});
    // Nobody listens there, which costs a warning.
    const told = {env: {OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9'}};
    const runAll = async () => {
      expect(await laforge(repository, ['step', 'run', '--template', 'nothing'])).toMatchObject({code: 0});
      expect(await laforge(repository, ['step', 'run', '--', 'true'], told)).toMatchObject({code: 0});
      return statSync(cacheOf('step-run')).mtimeMs;
    };
    expect(await runAll()).toBe(await runAll());
  });

  test('keeps nobody waiting where a pipe has taken its place', async () => {
    const help = await cachedHelp();
    rmSync(cacheOf('help'));
    execFileSync('mkfifo', [cacheOf('help')]);
    expect(await laforge(sandbox.folder(), ['--help'])).toEqual({code: 0, stdout: help, stderr: ''});
    expect(statSync(cacheOf('help')).isFile()).toBe(true);
  });

  test('is not read through a link, which another user may have put there', async () => {
    const help = await cachedHelp();
    const elsewhere = join(sandbox.folder(), 'elsewhere.v8');
    renameSync(cacheOf('help'), elsewhere);
    symlinkSync(elsewhere, cacheOf('help'));
    expect(await laforge(sandbox.folder(), ['--help'])).toEqual({code: 0, stdout: help, stderr: ''});
    expect(lstatSync(cacheOf('help')).isFile()).toBe(true);
  });

  test.each([
    ['is empty', () => Buffer.alloc(0)],
    ['was cut off', (cache: Buffer) => cache.subarray(0, cache.length / 2)],
    ['was damaged', (cache: Buffer) => Buffer.from(cache.map((byte, at) => (at % 1000 === 999 ? byte ^ 0x55 : byte)))],
    [
      'is of another build',
      (cache: Buffer) => Buffer.from(cache.toString('latin1').replace(/"key":"\w/, '"key":"x'), 'latin1'),
    ],
  ])('that %s is made anew, and the command works', async (_what, spoil) => {
    const help = await cachedHelp();
    const whole = readFileSync(cacheOf('help'));
    const spoilt = spoil(whole);
    writeFileSync(cacheOf('help'), spoilt);
    expect(await laforge(sandbox.folder(), ['--help'])).toEqual({code: 0, stdout: help, stderr: ''});
    expect(readFileSync(cacheOf('help')).equals(spoilt)).toBe(false);
  });
});
