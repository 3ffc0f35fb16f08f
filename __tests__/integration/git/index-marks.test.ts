import {readFileSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {parseMarked, readMarked} from '../../../src/git/uncommitted.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {repositoryOpener} from '../../helpers/open-repository.ts';

const sandbox = gitSandbox();
const open = repositoryOpener();
/** Longer than the twelve bits that an entry has for the length of its name, and than a path on disk may be. */
const VERY_LONG = `${`${'d'.repeat(240)}/`.repeat(18)}f.txt`;

async function repositoryOf(version: number): Promise<string> {
  const files = Object.fromEntries(
    ['a', 'ab', 'abc/ü.txt', 'b.txt', `${'folder/'.repeat(30)}c.txt`].map((path) => [path, 'x']),
  );
  const directory = await sandbox.createRepository({files});
  symlinkSync('a', join(directory, 'link'));
  await sandbox.git(directory, 'add', '--all');
  const blob = await sandbox.sha(directory, 'HEAD:a');
  await sandbox.git(directory, 'update-index', '--add', '--cacheinfo', `100644,${blob},${VERY_LONG}`);
  await sandbox.git(directory, 'update-index', '--index-version', String(version));
  return directory;
}

const marked = (directory: string) => readMarked(readFileSync(join(directory, '.git/index')), 20);
const isPlain = (directory: string) => marked(directory)?.length === 0;

test.each([2, 3, 4])(
  'an index of version %i without bits is plain, and what has any of them is found as git lists it',
  async (version) => {
    const directory = await repositoryOf(version);
    expect(isPlain(directory)).toBe(true);
    const expectAsListed = async () => {
      const listed = parseMarked(`${await sandbox.git(directory, 'ls-files', '-v', '-s', '-z')}`);
      expect(listed.length).toBeGreaterThan(0);
      // Names are shortened in version 4.
      expect(marked(directory)).toEqual(version === 4 ? null : listed);
    };
    for (const bit of ['assume-unchanged', 'skip-worktree']) {
      await sandbox.git(directory, 'update-index', `--${bit}`, 'b.txt');
      await expectAsListed();
      await sandbox.git(directory, 'update-index', `--no-${bit}`, 'b.txt');
      expect(isPlain(directory)).toBe(true);
    }
    sandbox.write(directory, {'later.txt': 'x'});
    await sandbox.git(directory, 'add', '--intent-to-add', 'later.txt');
    expect(isPlain(directory)).toBe(true);
    const commit = await sandbox.sha(directory);
    await sandbox.git(directory, 'update-index', '--add', '--cacheinfo', `160000,${commit},submodule`);
    await sandbox.git(directory, 'update-index', '--assume-unchanged', '--skip-worktree', 'ab', VERY_LONG);
    await expectAsListed();
  },
);

test('a split index, a sparse one and one that is cut off anywhere is in doubt', async () => {
  const directory = await repositoryOf(2);
  const index = readFileSync(join(directory, '.git/index'));
  for (let length = 0; length < index.length; length += 7) {
    expect(readMarked(index.subarray(0, length), 20)).toBeNull();
  }
  await sandbox.git(directory, 'update-index', '--split-index');
  expect(marked(directory)).toBeNull();
  await sandbox.git(directory, 'update-index', '--no-split-index');
  await sandbox.git(directory, 'sparse-checkout', 'set', '--cone', '--sparse-index', 'abc');
  expect(marked(directory)).toBeNull();
});

test.each(['no bits', 'assume-unchanged', 'skip-worktree'])(
  'a look at the work tree finds what was changed and leaves the index of the user as it is: %s',
  async (bit) => {
    const directory = await sandbox.createRepository({files: {'a.txt': 'a\n', 'b.txt': 'b\n'}});
    if (bit !== 'no bits') await sandbox.git(directory, 'update-index', `--${bit}`, 'b.txt');
    // The same content, written later, would be noted in the index by a git that may write to it.
    sandbox.write(directory, {'a.txt': 'a\n', 'b.txt': 'changed\n'});
    const index = readFileSync(join(directory, '.git/index'));
    const {older} = await (await open(directory)).snapshot();
    expect(older.map(({path}) => path)).toEqual(['b.txt']);
    expect(readFileSync(join(directory, '.git/index')).equals(index)).toBe(true);
  },
);
