import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import type {SigningKey} from '../../../src/domain/ports/commits.ts';
import {signWork} from '../../../src/usecases/step/sign-work.ts';
import type {WorkDone} from '../../../src/usecases/step/step-progress.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {aUid, someChanges} from '../../helpers/history-builders.ts';
import {type RecordedBranch, recordedBranches} from '../../helpers/recorded-branch.ts';

const sandbox = gitSandbox();
const recordedBranch = recordedBranches(sandbox);

/** A new key, and a file of those that git takes for known. */
function makeKey(): {readonly file: string; readonly allowed: string} {
  const file = join(sandbox.folder(), 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
  const allowed = join(sandbox.folder(), 'allowed');
  writeFileSync(allowed, `* ${readFileSync(`${file}.pub`, 'utf8')}`);
  return {file, allowed};
}

const workOf = (after: string, own: readonly string[], made = own): WorkDone => ({
  ...{after, kept: null, branch: 'main', offBranch: null, missed: null, mustStay: null, notes: []},
  made: new Set(made),
  changes: someChanges(...own),
});
const commit = async (branch: RecordedBranch, file: string) =>
  await sandbox.commitFile(branch.work, file, `${file}\n`, `agent: ${file}`);
const sign = async (branch: RecordedBranch, signer: SigningKey, before: string, work: WorkDone) =>
  await signWork(await branch.open(), {signer, uid: aUid(1), before}, work);
const about = async (branch: RecordedBranch, sha: string) =>
  await sandbox.git(branch.work, 'log', '-1', '--format=%T %an %ae %ad %cn %ce %cd %B', sha);

test('own commits are made again with a signature that git verifies, all else of them the same', async () => {
  const branch = await recordedBranch();
  const {file, allowed} = makeKey();
  const before = await sandbox.sha(branch.work);
  const one = await commit(branch, 'one.txt');
  const two = await commit(branch, 'two é.txt');
  const text = readFileSync(file, 'utf8').replaceAll('\n', '\r\n');
  const signed = await sign(branch, {kind: 'text', text}, before, workOf(two, [two, one]));

  const after = signed.after ?? '';
  expect(signed.offBranch).toBeNull();
  expect(await sandbox.sha(branch.work)).toBe(after);
  expect(await sandbox.git(branch.work, 'status', '--porcelain')).toBe('');
  for (const sha of [after, `${after}^`]) {
    await sandbox.git(branch.work, '-c', `gpg.ssh.allowedSignersFile=${allowed}`, 'verify-commit', sha);
  }
  expect(await sandbox.sha(branch.work, `${after}~2`)).toBe(before);
  expect(await about(branch, after)).toBe(await about(branch, two));
  expect(await about(branch, `${after}^`)).toBe(await about(branch, one));
  expect(signed.changes?.own_commits).toMatchObject([{sha: after, replaces: two}, {replaces: one}]);
  expect([...signed.made]).toContain(after);
});

test('commits of others and those that are pushed stay as they are, and the rest is signed on top', async () => {
  const branch = await recordedBranch();
  const {file} = makeKey();
  const before = await sandbox.sha(branch.work);
  const pushed = await commit(branch, 'pushed.txt');
  await sandbox.push(branch.work);
  const foreign = await commit(branch, 'foreign.txt');
  const last = await commit(branch, 'last.txt');
  const work = workOf(last, [last, pushed], [last, foreign, pushed]);
  const signed = await sign(branch, {kind: 'file', path: file}, before, work);
  expect(await sandbox.sha(branch.work, `${signed.after}^`)).toBe(foreign);
  expect(signed.changes?.own_commits.map(({replaces}) => replaces)).toEqual([last, undefined]);
});

test('work that cannot be signed goes to no branch, with the reason and without the key', async () => {
  const branch = await recordedBranch();
  const before = await sandbox.sha(branch.work);
  const first = await commit(branch, 'first.txt');
  const foreign = await commit(branch, 'foreign.txt');
  const {file} = makeKey();
  const built = await sign(branch, {kind: 'file', path: file}, before, workOf(foreign, [first], [first, foreign]));
  expect(built).toMatchObject({
    after: foreign,
    offBranch: expect.stringMatching(/^its commits could not be signed: \w{8}, which the step did not make, builds on/),
  });
  const bad = await sign(branch, {kind: 'text', text: 'no key'}, before, workOf(first, [first]));
  expect(bad.offBranch).toMatch(/could not be signed: git and ssh-keygen could not sign with it/);
  expect(await sandbox.sha(branch.work)).toBe(foreign);
});
