import {execFileSync} from 'node:child_process';
import {chmodSync, existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {afterEach, describe, expect, test} from '@jest/globals';
import {findProgram} from '../../../src/files/find-program.ts';
import {openGit} from '../../../src/git/open.ts';
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

describe('a filter whose program an agent has changed is not run', () => {
  /** The filter command of a repository, and the file of it that the agent writes to; the program leaves a trace. */
  const trap = (trace: string) => `#!/bin/sh\necho trapped >> '${trace}'\ncat\n`;
  test.each<[string, (script: string, directory: string) => [string, string]]>([
    ['a script by its path', (script) => [`'${script}' %f`, script]],
    ['a script that a shell reads', (script) => [`sh "${script}" %f`, script]],
    ['a script in a longer line', (script) => [`sh -c 'test -n "$1" && exec ${script}' - %f`, script]],
    ['one in the work tree', (_script, at) => ['./tools/clean.sh', join(at, 'tools/clean.sh')]],
    [
      'one that its command finds in the git folder, as transcrypt does',
      (_script, at) => [
        '"$(git rev-parse --git-common-dir)"/crypt/transcrypt clean %f',
        join(at, '.git/crypt/transcrypt'),
      ],
    ],
  ])('%s', async (_what, choose) => {
    const [script, trace] = ['script', 'trace'].map((name) => join(sandbox.folder(), name));
    const directory = await sandbox.createRepository();
    const [command, file] = choose(script ?? '', directory);
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, '#!/bin/sh\ntr a-z n-za-m\n', {mode: 0o755});
    await sandbox.git(directory, 'config', 'filter.enc.clean', command);
    await sandbox.git(directory, 'config', 'filter.enc.smudge', command);
    await sandbox.git(directory, 'config', 'filter.enc.required', 'true');
    sandbox.write(directory, {'.gitattributes': '*.sec filter=enc\n', 'a.sec': 'hello\n'});
    await sandbox.git(directory, 'add', '.');
    await sandbox.git(directory, 'commit', '--quiet', '-m', 'filtered');
    const repository = await open(directory);
    const since = await repository.snapshot();
    const mark = repository.mark;

    // The agent: a file for the filter, one that needs none, and a program that lies in wait.
    sandbox.write(directory, {'b.sec': 'world\n', 'plain.txt': 'plain\n'});
    writeFileSync(file, trap(trace ?? ''));
    const later = await openGit({temporaryDirectory: sandbox.folder()}).open(directory, mark);
    for (const one of [later, repository]) {
      const left = await one.commitLeftovers({since, message: 'm', author: null, exclude: [], onto: 'apart'});
      expect(left).toMatchObject({
        kind: 'committed',
        leftOut: expect.arrayContaining([{path: 'b.sec', reason: 'filter-changed', detail: file}]),
      });
      await one.dirtyPaths().catch(() => {});
    }
    const [base] = (await repository.commits(null, await sandbox.sha(directory))).commits.slice(-1);
    await repository.resetBranch('main', await sandbox.sha(directory), base?.sha ?? '', null).catch(() => {});
    expect(existsSync(trace ?? '')).toBe(false);
    await later.close();
  });

  test('and words of a command that can be no file keep no step from its start', async () => {
    const directory = await filtered('tr a-z n-za-m');
    const command = `'${join(sandbox.folder(), 'clean')}' ${'x'.repeat(300)} a/${'y'.repeat(300)}`;
    await sandbox.git(directory, 'config', 'filter.enc.clean', command);
    expect(await afterStep(directory)).toBe('jbeyq');
  });

  test('but one that was written anew as it was is', async () => {
    const directory = await filtered('tr a-z n-za-m');
    const script = join(sandbox.folder(), 'clean');
    expect(await afterStep(directory, () => writeFileSync(script, readFileSync(script)))).toBe('jbeyq');
  });
});
