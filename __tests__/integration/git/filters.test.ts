import {execFileSync} from 'node:child_process';
import {chmodSync, readFileSync, utimesSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, describe, expect, test} from '@jest/globals';
import {findProgram} from '../../../src/git/programs.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {repositoryOpener} from '../../helpers/open-repository.ts';

const sandbox = gitSandbox();
const open = repositoryOpener();
const {LC_ALL: locale, HOME: home} = process.env;
const GLOBAL = process.env.GIT_CONFIG_GLOBAL;
afterEach(() => {
  for (const [name, value] of Object.entries({LC_ALL: locale, HOME: home, GIT_CONFIG_GLOBAL: GLOBAL})) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

/** A repository whose `*.sec` go through a filter script, with one such file committed by git itself. */
async function filtered(clean: string, prepare: (directory: string) => unknown = () => {}): Promise<string> {
  const directory = await sandbox.createRepository();
  const script = join(sandbox.folder(), 'clean');
  writeFileSync(script, `#!/bin/sh\n${clean}\n`);
  chmodSync(script, 0o755);
  await prepare(directory);
  await sandbox.git(directory, 'config', 'filter.enc.clean', `'${script}' %f`);
  await sandbox.git(directory, 'config', 'filter.enc.smudge', `'${script}'`);
  await sandbox.git(directory, 'config', 'filter.enc.required', 'true');
  sandbox.write(directory, {'.gitattributes': '*.sec filter=enc\n', 'a.sec': 'hello\n'});
  const old = Date.now() / 1000 - 3600;
  utimesSync(join(directory, 'a.sec'), old, old);
  await sandbox.git(directory, 'add', '.');
  await sandbox.git(directory, 'commit', '--quiet', '-m', 'filtered');
  return directory;
}

/** What a step commits of a new `b.sec`, after the agent did some more; `a.sec` is touched before it. */
async function afterStep(directory: string, agent: () => unknown = () => {}): Promise<string> {
  const repository = await open(directory);
  utimesSync(join(directory, 'a.sec'), new Date(), new Date());
  const since = await repository.snapshot();
  sandbox.write(directory, {'b.sec': 'world\n'});
  await agent();
  const left = await repository.commitLeftovers({since, message: 'm', author: null, exclude: [], onto: 'head'});
  expect(left).toMatchObject({kind: 'committed', leftOut: []});
  return await sandbox.git(directory, 'show', 'HEAD:b.sec');
}

describe("a clean filter finds what it finds when the user's git starts it", () => {
  const KEYED = 'k=$(git rev-parse --git-dir)/keys/default; test -f "$k" || exit 1; tr a-z n-za-m';

  test('a key in the git folder', async () => {
    const directory = await filtered(KEYED, (at) => sandbox.write(at, {'.git/keys/default': 'k\n'}));
    expect(await afterStep(directory)).toBe('jbeyq');
  });

  test('a key in the git folder that all work trees share', async () => {
    const common = KEYED.replace('--git-dir', '--git-common-dir');
    const main = await filtered(common, (at) => sandbox.write(at, {'.git/keys/default': 'k\n'}));
    const linked = join(sandbox.folder(), 'linked');
    await sandbox.git(main, 'worktree', 'add', '--quiet', '-b', 'other', linked);
    expect(await afterStep(linked)).toBe('jbeyq');
  });

  test('settings of its own, of each scope, as they were before the agent ran', async () => {
    process.env.GIT_CONFIG_GLOBAL = join(sandbox.folder(), 'global.config');
    sandbox.write(sandbox.folder(), {'global.config': '[demo]\n\tgreeting = "a \\"b\\" \\\\ #c"\n'});
    const print = 'printf "%s|%s|%s:" "$(git config --local demo.x.Y.password)" "$(git config --global demo.greeting)"';
    const clean = `${print} "$(git config demo.twice)"; cat`;
    const directory = await filtered(clean, async (at) => {
      await sandbox.git(at, 'config', 'demo.x.Y.password', 'pw; $(x) %f');
      await sandbox.git(at, 'config', 'demo.twice', 'one');
      await sandbox.git(at, 'config', '--add', 'demo.twice', 'two');
    });
    const content = await afterStep(directory, async () => {
      await sandbox.git(directory, 'config', 'demo.x.Y.password', 'evil');
      sandbox.write(sandbox.folder(), {'global.config': '[demo]\n\tgreeting = evil\n'});
    });
    expect(content).toBe('pw; $(x) %f|a "b" \\ #c|two:world');
  });

  test("the user's locale", async () => {
    process.env.LC_ALL = 'C.UTF-8';
    const directory = await filtered("printf 'ü' | sed s/./x/g; cat");
    expect(await afterStep(directory)).toBe('xworld');
  });

  test('the work tree as its current folder, and the name of the file', async () => {
    const directory = await filtered('printf "%s %s " "$PWD" "$1"; git rev-parse --show-toplevel; cat');
    expect(await afterStep(directory)).toBe(`${directory} b.sec ${directory}\nworld`);
  });
});

test('a smudge filter finds its key when a branch is reset', async () => {
  const directory = await filtered('test -f "$(git rev-parse --git-dir)/k" || exit 1; tr a-z n-za-m', (at) =>
    sandbox.write(at, {'.git/k': 'k\n'}),
  );
  const to = await sandbox.sha(directory);
  const from = await sandbox.commitFile(directory, 'a.sec', 'world\n');
  await (await open(directory)).resetBranch('main', from, to, null);
  expect(readFileSync(join(directory, 'a.sec'), 'utf8')).toBe('hello\n');
});

const GIT_CRYPT = findProgram('git-crypt', process.env.PATH ?? '');

// git-crypt is a package of Debian and Homebrew; where there is none, its stand-ins above have to do.
(GIT_CRYPT === null ? describe.skip : describe)('git-crypt', () => {
  test('encrypts what a step commits, and decrypts what a reset brings back', async () => {
    const directory = await sandbox.createRepository();
    const crypt = (...args: string[]) => execFileSync('git-crypt', args, {cwd: directory, stdio: 'pipe'});
    crypt('init');
    sandbox.write(directory, {'.gitattributes': '*.sec filter=git-crypt diff=git-crypt\n', 'a.sec': 'hello\n'});
    await sandbox.git(directory, 'add', '.');
    await sandbox.git(directory, 'commit', '--quiet', '-m', 'encrypted');
    const to = await sandbox.sha(directory);
    await afterStep(directory);
    expect(crypt('status', '-e').toString()).toMatch(/^ +encrypted: b\.sec$/m);
    expect(await sandbox.git(directory, 'cat-file', '-p', 'HEAD:b.sec')).toMatch(/^\0GITCRYPT\0/);
    await (await open(directory)).resetBranch('main', await sandbox.sha(directory), to, null);
    expect(readFileSync(join(directory, 'a.sec'), 'utf8')).toBe('hello\n');
    expect(await sandbox.git(directory, 'status', '--porcelain')).toBe('');
  });

  test('that is locked lets the agent run, and commits nothing in plain text', async () => {
    const directory = await sandbox.createRepository();
    execFileSync('git-crypt', ['init'], {cwd: directory, stdio: 'pipe'});
    sandbox.write(directory, {'.gitattributes': '*.sec filter=git-crypt\n', 'a.sec': 'hello\n'});
    await sandbox.git(directory, 'add', '.');
    await sandbox.git(directory, 'commit', '--quiet', '-m', 'encrypted');
    execFileSync('git-crypt', ['lock'], {cwd: directory, stdio: 'pipe'});
    const repository = await open(directory);
    const since = await repository.snapshot();
    sandbox.write(directory, {'b.sec': 'secret\n'});
    const left = await repository.commitLeftovers({since, message: 'm', author: null, exclude: [], onto: 'head'});
    expect(left).toMatchObject({kind: 'nothing', leftOut: [{path: 'b.sec', reason: 'filter'}]});
  });
});
