import {execFile} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {describe, expect, test} from '@jest/globals';
import type {PutBack, PutBackRequest} from '../../../src/domain/ports/work-tree.ts';
import {openGit} from '../../../src/git/open.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';

const sandbox = gitSandbox();
const KEEP = 'refs/laforge/pins/default/check-1';
const run = promisify(execFile);

/** A repository whose HEAD is two commits in, with one change staged, one not, and one file that is not tracked. */
async function createWork(): Promise<string> {
  const work = await sandbox.createRepository({files: {'a.txt': 'a\n', 'b.txt': 'b\n', 'd/c.txt': 'c\n'}});
  await sandbox.commitFile(work, 'a.txt', 'of the agent\n');
  sandbox.write(work, {'b.txt': 'staged\n', 'd/c.txt': 'not staged\n', 'loose.txt': 'loose\n'});
  await sandbox.git(work, 'add', 'b.txt');
  return work;
}

/** What is checked out, staged and not staged. */
async function stateOf(work: string): Promise<readonly string[]> {
  const head = (await sandbox.tryGit(work, 'symbolic-ref', '-q', 'HEAD')).stdout;
  return [
    head,
    (await sandbox.tryGit(work, 'rev-parse', '--verify', '-q', 'HEAD')).stdout,
    await sandbox.git(work, 'for-each-ref', 'refs/heads/main'),
    await sandbox.git(work, 'ls-files', '--stage'),
    await sandbox.git(work, 'status', '--porcelain'),
  ];
}

async function afterScript(work: string, script: string, request: Partial<PutBackRequest> = {}): Promise<PutBack> {
  const repository = await openGit({environment: sandbox.env(), temporaryDirectory: sandbox.folder()}).open(work);
  try {
    const held = await repository.holdCheckout();
    await run('bash', ['-e', '-c', script], {cwd: work, env: sandbox.env()});
    const keep = {ref: KEEP, message: 'what the check left'};
    return await held.putBack({keep, files: false, makeRoomFor: null, ...request});
  } finally {
    await repository.close();
  }
}

const read = (work: string, path: string) => readFileSync(join(work, path), 'utf8');

describe('what is checked out is put back', () => {
  test.each([
    ['a commit', 'echo more >> a.txt; git commit -qam more'],
    ['a commit of everything', 'echo x > x.txt; git add -A; git commit -qm all'],
    ['a commit that rewrites the one before', 'echo more >> a.txt; git commit -qa --amend -m other'],
    ['a hard reset', 'git reset -q --hard HEAD~1'],
    ['a soft reset', 'git reset -q --soft HEAD~1'],
    ['another branch', 'git stash -q; git checkout -q -b side; echo x > x.txt; git add .; git commit -qm side'],
    ['a detached HEAD', 'git checkout -q --detach; echo more >> a.txt; git commit -qam more'],
    ['the branch itself deleted', 'git checkout -q --detach; git branch -q -D main'],
    ['everything staged, and unstaged', 'git add -A; git rm -q --cached a.txt'],
    [
      'a merge that was not finished',
      'git stash -q; git checkout -q -b side HEAD~1; echo s > a.txt; git commit -qam s; git merge main || true',
    ],
    ['a bisect that was not ended', 'git bisect start HEAD HEAD~1'],
    ['nothing at all', 'true'],
  ])('after %s', async (_, script) => {
    const work = await createWork();
    const before = await stateOf(work);
    const result = await afterScript(work, script);
    expect((await stateOf(work)).map((text) => text.replace('?? x.txt', '').trim())).toEqual(
      before.map((text) => text.trim()),
    );
    const names = readdirSync(join(work, '.git'));
    expect(names.filter((name) => /^(MERGE|BISECT)_/.test(name))).toEqual([]);
    expect(result.stays).toEqual([]);
    await sandbox.git(work, 'fsck', '--strict');
  });

  test('in a repository without commits, and on a detached HEAD', async () => {
    const unborn = await sandbox.createRepository({commits: 0, files: {'a.txt': 'a'}});
    const nothing = await stateOf(unborn);
    expect(await afterScript(unborn, 'git add .; git commit -qm first')).toMatchObject({moved: true, kept: KEEP});
    expect(await stateOf(unborn)).toEqual(nothing);

    const detached = await createWork();
    await sandbox.git(detached, 'checkout', '-q', '--detach');
    const before = await stateOf(detached);
    await afterScript(detached, 'git checkout -q main; git commit -qm staged');
    // A branch that was not checked out is not what HEAD stood for, and keeps what it was given.
    const after = await stateOf(detached);
    expect([after[0], after[1], after[3], after[4]]).toEqual([before[0], before[1], before[3], before[4]]);
  });

  test('and what it committed is kept, with the files as they were found', async () => {
    const work = await createWork();
    const result = await afterScript(work, 'echo more >> a.txt; git commit -qam more; echo last > a.txt');
    expect(result).toEqual({moved: true, kept: KEEP, stays: []});
    expect(await sandbox.git(work, 'show', `${KEEP}:a.txt`)).toBe('last');
    expect(await sandbox.git(work, 'show', `${KEEP}^2:a.txt`)).toBe('of the agent\nmore');
    expect(read(work, 'a.txt')).toBe('of the agent\n');
  });
});

describe('files', () => {
  const CHANGES = 'echo formatted > a.txt; rm b.txt; mkdir coverage; echo 98 > coverage/report.txt';

  test('stay as the check left them where HEAD has not moved', async () => {
    const work = await createWork();
    expect(await afterScript(work, CHANGES)).toEqual({moved: false, kept: null, stays: []});
    expect([read(work, 'a.txt'), existsSync(join(work, 'b.txt'))]).toEqual(['formatted\n', false]);
    expect(await sandbox.git(work, 'for-each-ref', 'refs/laforge')).toBe('');
  });

  test('go back on request, kept, but for new ones', async () => {
    const work = await createWork();
    expect(await afterScript(work, CHANGES, {files: true})).toEqual({moved: false, kept: KEEP, stays: []});
    expect([read(work, 'a.txt'), read(work, 'b.txt')]).toEqual(['of the agent\n', 'staged\n']);
    expect(read(work, 'coverage/report.txt')).toBe('98\n');
    expect(await sandbox.git(work, 'show', `${KEEP}:a.txt`)).toBe('formatted');
  });

  test('that are new make room for a commit that has some of its own there', async () => {
    const work = await sandbox.createRepository({files: {'dist/out.js': 'old\n', 'a.txt': 'a\n'}});
    const start = await sandbox.sha(work);
    await sandbox.git(work, 'rm', '-q', '-r', 'dist');
    await sandbox.git(work, 'commit', '-q', '-m', 'dist is built elsewhere');
    const build = 'mkdir dist; echo new > dist/out.js; echo map > dist/out.map';
    expect((await afterScript(work, build, {files: true})).kept).toBeNull();
    expect(read(work, 'dist/out.js')).toBe('new\n');
    expect(await afterScript(work, 'true', {files: true, makeRoomFor: start})).toMatchObject({kept: null});

    rmSync(join(work, 'dist'), {recursive: true});
    await afterScript(work, build, {files: true, makeRoomFor: start});
    expect(existsSync(join(work, 'dist/out.js'))).toBe(false);
    expect(read(work, 'dist/out.map')).toBe('map\n');
    expect(await sandbox.git(work, 'show', `${KEEP}:dist/out.js`)).toBe('new');
  });

  test('stay where a folder has taken their place, and are named', async () => {
    const work = await createWork();
    const result = await afterScript(work, 'rm a.txt; mkdir a.txt; echo in > a.txt/in', {files: true});
    expect(result).toEqual({moved: false, kept: KEEP, stays: ['a.txt']});
    expect(read(work, 'a.txt/in')).toBe('in\n');
  });
});

test('an index that another git holds is not replaced under it', async () => {
  const work = await createWork();
  await expect(afterScript(work, 'git add -A; touch .git/index.lock')).rejects.toThrow(/another git has it/);
});
