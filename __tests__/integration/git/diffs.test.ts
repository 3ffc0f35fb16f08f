import {chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import type {DiffLook} from '../../../src/domain/ports/diffs.ts';
import {configuredPager} from '../../../src/git/diffs.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {repositoryOpener} from '../../helpers/open-repository.ts';
import {tries} from '../../helpers/soak.ts';

const sandbox = gitSandbox();
const open = repositoryOpener();

const PATCH: DiffLook = {form: 'patch', colour: false, columns: null};

/** What people have in their repositories: each change is one commit. */
const CHANGES: readonly ((work: string) => void)[] = [
  (work) => sandbox.write(work, {'src/a.txt': `${lines(60)}`, 'b.txt': 'b\n'}),
  (work) => renameSync(join(work, 'src/a.txt'), join(work, 'src/moved é.txt')),
  (work) => sandbox.write(work, {'src/moved é.txt': lines(60).replace('line 30', 'line thirty')}),
  (work) => chmodSync(join(work, 'b.txt'), 0o755),
  (work) => sandbox.write(work, {'image.png': Buffer.from([0, 1, 2, 255])}),
  (work) => sandbox.write(work, {'image.png': Buffer.from([0, 9, 9, 9])}),
  (work) => sandbox.write(work, {'windows.txt': 'one\r\ntwo\r\n'}),
  (work) => sandbox.write(work, {'windows.txt': 'one\ntwo\n'}),
  (work) => {
    rmSync(join(work, 'b.txt'));
    symlinkSync('image.png', join(work, 'b.txt'));
  },
  (work) =>
    sandbox.write(work, {
      'large.bin': `version https://git-lfs.github.com/spec/v1\noid sha256:${'1'.repeat(64)}\nsize 12\n`,
      '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n',
    }),
  (work) => sandbox.write(work, {'no newline': 'end', 'tab\there': 'x\n'}),
];

function lines(count: number): string {
  return Array.from({length: count}, (_, number) => `line ${number}\n`).join('');
}

async function makeHistory() {
  const work = await sandbox.createRepository({name: 'work'});
  const commits = [await sandbox.sha(work)];
  const commit = async () => {
    await sandbox.git(work, 'add', '--all');
    await sandbox.git(work, 'commit', '--quiet', '-m', 'change');
    commits.push(await sandbox.sha(work));
  };
  for (const change of CHANGES) {
    change(work);
    await commit();
  }
  const nested = await sandbox.createRepository({name: 'nested', commits: 2});
  for (const revision of ['HEAD~1', 'HEAD']) {
    const entry = `160000,${await sandbox.sha(nested, revision)},module`;
    await sandbox.git(work, 'update-index', '--add', '--cacheinfo', entry);
    await sandbox.git(work, 'commit', '--quiet', '-m', 'module');
    commits.push(await sandbox.sha(work));
  }
  return {work, commits};
}

describe('a diff', () => {
  test('is what git prints, for any two states', async () => {
    const {work, commits} = await makeHistory();
    const {diffs} = await open(work);
    const state = fc.constantFrom(...commits);
    const paths = fc.constantFrom<readonly string[]>([], [], ['src'], ['*.txt', 'image.png']);
    await fc.assert(
      fc.asyncProperty(
        state,
        state,
        paths,
        fc.constantFrom('patch', 'stat', 'name-only'),
        async (from, to, only, form) => {
          const plain = ['--no-ext-diff', '--no-textconv', ...(form === 'patch' ? [] : [`--${form}`])];
          const summary = form === 'stat' ? ['--summary'] : [];
          const gits = await sandbox.tryGit(work, 'diff', ...plain, ...summary, from, to, '--', ...only);
          const ours = await diffs.print({from, to, paths: only}, {form, colour: false, columns: null} as DiffLook);
          expect(ours.toString()).toBe(gits.stdout);
        },
      ),
      tries(60),
    );
  });

  test('tells each file with its kind, its old name and its lines', async () => {
    const {work, commits} = await makeHistory();
    const {diffs} = await open(work);
    const [, , moved, changed] = commits;
    const files = await diffs.files({from: commits[1] ?? '', to: commits.at(-1) ?? '', paths: []});
    expect(files).toEqual(
      expect.arrayContaining([
        {path: 'src/moved é.txt', oldPath: 'src/a.txt', status: 'renamed', insertions: 1, deletions: 1},
        {path: 'image.png', oldPath: null, status: 'added', insertions: null, deletions: null},
        {path: 'b.txt', oldPath: null, status: 'type-changed', insertions: 1, deletions: 1},
        {path: 'tab\there', oldPath: null, status: 'added', insertions: 1, deletions: 0},
        {path: 'module', oldPath: null, status: 'added', insertions: 1, deletions: 0},
      ]),
    );
    expect(await diffs.files({from: moved ?? '', to: changed ?? '', paths: ['b.txt']})).toEqual([]);
    expect((await diffs.files({from: null, to: commits[0] ?? '', paths: []}))[0]).toMatchObject({status: 'added'});
    expect((await diffs.files({from: commits[0] ?? '', to: null, paths: []}))[0]).toMatchObject({status: 'deleted'});
  });

  test('looks as the user has set, and runs and hides nothing that settings or attributes of the repository say', async () => {
    const work = await sandbox.createRepository({name: 'work', files: {'a.txt': 'one\n'}});
    const before = await sandbox.sha(work);
    sandbox.write(work, {'a.txt': 'two\n', '.gitattributes': '*.txt diff=evil -diff\n'});
    await sandbox.git(work, 'add', '--all');
    await sandbox.git(work, 'commit', '--quiet', '-m', 'hide');
    const ran = join(sandbox.folder(), 'ran');
    for (const [key, value] of [
      ['diff.external', `touch '${ran}'`],
      ['diff.evil.command', `touch '${ran}'`],
      ['diff.evil.textconv', `touch '${ran}'; cat`],
      ['core.pager', `touch '${ran}'`],
      ['diff.orderFile', join(sandbox.folder(), 'nothing')],
      ['diff.noprefix', 'true'],
    ] as const) {
      await sandbox.git(work, 'config', key, value);
    }
    const repository = await open(work);
    const request = {from: before, to: await sandbox.sha(work), paths: ['a.txt']};
    const text = (await repository.diffs.print(request, PATCH)).toString();
    expect(text).toMatch(/^diff --git a\.txt a\.txt\n/);
    expect(text).toContain('-one\n+two\n');
    expect(repository.pager).toBeNull();
    expect(existsSync(ran)).toBe(false);
  });

  test('fetches what a partial clone lacks', async () => {
    const work = await sandbox.createRepository({name: 'work', files: {'a.txt': 'one\n'}});
    const before = await sandbox.sha(work);
    await sandbox.commitFile(work, 'a.txt', 'two\n');
    const after = await sandbox.commitFile(work, 'a.txt', 'three\n');
    const bare = await sandbox.createBareRemote({from: work});
    const clone = await sandbox.clone(`file://${bare}`, {args: ['--filter=blob:none', '--no-checkout']});
    const {diffs} = await open(clone);
    const request = {from: before, to: after, paths: []};
    expect((await diffs.print(request, PATCH)).toString()).toContain('-one\n+three\n');
    expect(await diffs.files(request)).toMatchObject([{path: 'a.txt', insertions: 1, deletions: 1}]);
  });

  test('says what fetches it when the remote cannot be reached, and for a count, which fetches nothing', async () => {
    const work = await sandbox.createRepository({name: 'work', files: {'a.txt': 'one\n', 'deep/b.txt': 'b\n'}});
    const before = await sandbox.sha(work);
    const after = await sandbox.commitFile(work, 'deep/b.txt', 'c\n');
    const bare = await sandbox.createBareRemote({from: work});
    const clone = await sandbox.clone(`file://${bare}`, {args: ['--filter=tree:0', '--no-checkout']});
    const repository = await open(clone);
    const advice = 'This clone lacks objects .* git fetch --refetch --no-filter gets them all\\.$';
    await expect(repository.diffStat(before, after)).rejects.toThrow(
      new RegExp(`^git diff-tree failed: .*\\. ${advice}`, 's'),
    );
    await sandbox.git(clone, 'fetch', '--refetch', '--no-filter', '--quiet');
    expect(await repository.diffStat(before, after)).toEqual({filesChanged: 1, insertions: 1, deletions: 1});
    const another = await sandbox.clone(`file://${bare}`, {args: ['--filter=tree:0', '--no-checkout']});
    rmSync(bare, {recursive: true});
    const request = {from: before, to: after, paths: []};
    await expect((await open(another)).diffs.files(request)).rejects.toThrow(
      new RegExp(`^The remote could not be reached: .*\\. ${advice}`, 's'),
    );
  });
});

describe.each(['this git', 'a git before 2.38'])('work carried onto another state by %s', (which) => {
  const {PATH = ''} = process.env;
  beforeEach(() => {
    if (which === 'this git') return;
    const folder = join(sandbox.folder(), 'older-git');
    mkdirSync(folder);
    // It has no `merge-tree --write-tree`, and says so with its exit code for a wrong usage.
    const script = `#!/bin/sh\n[ "$1" = merge-tree ] && exit 129\nPATH='${PATH}' exec git "$@"\n`;
    writeFileSync(join(folder, 'git'), script, {mode: 0o755});
    process.env.PATH = `${folder}:${PATH}`;
  });
  afterEach(() => {
    process.env.PATH = PATH;
  });

  async function fork() {
    const work = await sandbox.createRepository({name: 'work', files: {'a.txt': lines(40), 'b.txt': 'b\n'}});
    const base = await sandbox.sha(work);
    const on = async (name: string, files: Readonly<Record<string, string>>) => {
      await sandbox.git(work, 'checkout', '--quiet', '-B', name, base);
      sandbox.write(work, files);
      await sandbox.git(work, 'add', '--all');
      await sandbox.git(work, 'commit', '--quiet', '-m', name);
      return await sandbox.sha(work);
    };
    return {work, base, on};
  }

  test('is what git makes of a cherry-pick', async () => {
    const {work, base, on} = await fork();
    const onto = await on('onto', {'a.txt': lines(40).replace('line 35', 'ours'), 'c.txt': 'c\n'});
    const after = await on('work', {'a.txt': lines(40).replace('line 5', 'theirs'), 'b.txt': 'bb\n'});
    const {diffs} = await open(work);
    const carried = await diffs.carry({before: base, after}, onto);
    await sandbox.git(work, 'checkout', '--quiet', 'onto');
    await sandbox.git(work, 'cherry-pick', '--quiet', after).catch(() => sandbox.git(work, 'cherry-pick', after));
    expect(carried).toEqual({tree: await sandbox.sha(work, 'HEAD^{tree}'), conflicts: []});
  });

  test('has conflicts just where a cherry-pick of any work has them, and else what that makes', async () => {
    const line = fc.integer({min: 0, max: 39});
    const edit = fc.record({
      kind: fc.constantFrom('edit', 'edit', 'edit', 'add', 'remove', 'rename'),
      line,
      other: line,
    });
    const edits = fc.array(edit, {minLength: 1, maxLength: 3});
    const {work, base} = await fork();
    const {diffs} = await open(work);
    const make = async (name: string, changes: readonly {kind: string; line: number; other: number}[]) => {
      await sandbox.git(work, 'checkout', '--quiet', '--force', '-B', name, base);
      for (const {kind, line: at, other} of changes) {
        const path = join(work, 'a.txt');
        if (kind === 'add') sandbox.write(work, {[`new-${other % 3}.txt`]: `${name} ${at}\n`});
        else if (kind === 'remove') rmSync(join(work, 'b.txt'), {force: true});
        else if (!existsSync(path)) continue;
        else if (kind === 'rename') renameSync(path, join(work, `moved-${other % 2}.txt`));
        else writeFileSync(path, readFileSync(path, 'utf8').replace(`line ${at}\n`, `${name} ${other}\n`));
      }
      await sandbox.git(work, 'add', '--all');
      await sandbox.git(work, 'commit', '--quiet', '--allow-empty', '-m', name);
      return await sandbox.sha(work);
    };
    await fc.assert(
      fc.asyncProperty(edits, edits, async (here, there) => {
        const [onto, after] = [await make('ours', here), await make('theirs', there)];
        const {tree, conflicts} = await diffs.carry({before: base, after}, onto);
        await sandbox.git(work, 'checkout', '--quiet', '--force', '--detach', onto);
        const pick = await sandbox.tryGit(work, 'cherry-pick', '--allow-empty', '--keep-redundant-commits', after);
        expect(conflicts.length > 0).toBe(pick.exitCode !== 0);
        if (pick.exitCode === 0) expect(tree).toBe(await sandbox.sha(work, 'HEAD^{tree}'));
        else await sandbox.git(work, 'cherry-pick', '--abort');
      }),
      {
        ...tries(150),
        // Both renamed it to the same name, and one of them had changed it.
        examples: [
          [
            [
              {kind: 'edit', line: 0, other: 0},
              {kind: 'rename', line: 0, other: 9},
            ],
            [{kind: 'rename', line: 0, other: 3}],
          ],
        ],
      },
    );
  });

  test('has the files with conflicts as the work left them, and names them', async () => {
    const {work, base, on} = await fork();
    const onto = await on('onto', {'a.txt': lines(40).replace('line 5', 'ours'), 'b.txt': 'ours\n', é: 'x'});
    const after = await on('work', {'a.txt': lines(40).replace('line 5', 'theirs'), é: 'y'});
    await sandbox.git(work, 'rm', '--quiet', 'b.txt');
    await sandbox.git(work, 'commit', '--quiet', '--amend', '--no-edit');
    const amended = await sandbox.sha(work);
    const {diffs} = await open(work);
    const {tree, conflicts} = await diffs.carry({before: base, after: amended}, onto);
    expect([...conflicts].sort()).toEqual(['a.txt', 'b.txt', 'é']);
    const show = (path: string) => sandbox.git(work, 'show', `${after}:${path}`);
    const left = await diffs.files({from: amended, to: tree, paths: []});
    expect(left).toEqual([]);
    expect(await show('a.txt')).toContain('theirs');
  });

  test('pairs the commits of two works as range-diff does', async () => {
    const {work, base, on} = await fork();
    const one = await on('one', {'a.txt': lines(40).replace('line 5', 'five')});
    const two = await on('two', {'a.txt': lines(40).replace('line 5', 'five'), 'c.txt': 'c\n'});
    const {diffs} = await open(work);
    const ours = await diffs.printCommits({before: base, after: one}, {before: base, after: two}, {colour: false});
    expect(ours.toString()).toBe(`${await sandbox.git(work, 'range-diff', `${base}..${one}`, `${base}..${two}`)}\n`);
    await expect(
      diffs.printCommits({before: null, after: one}, {before: base, after: two}, {colour: false}),
    ).rejects.toThrow('Commits can be paired only where both began from a commit.');
  });
});

test('the pager is one that the user has set, and none that the repository says', () => {
  const set = (scope: string, key: string, value: string) => ({scope, key, value});
  const pagers = [
    [set('global', 'core.pager', 'delta')],
    [set('global', 'core.pager', 'delta'), set('local', 'core.pager', 'evil')],
    [set('global', 'core.pager', 'delta'), set('global', 'pager.diff', 'less -S')],
    [set('system', 'pager.diff', 'false')],
    [set('global', 'pager.diff', 'true'), set('local', 'pager.diff', 'evil')],
  ].map(configuredPager);
  expect(pagers).toEqual(['delta', 'delta', 'less -S', '', null]);
});
