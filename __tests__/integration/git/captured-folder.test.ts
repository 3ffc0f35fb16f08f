import {mkdirSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {captureBaseline} from '../../../src/git/baseline.ts';
import {keepCapturedFolder} from '../../../src/git/captured-folder.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';

const sandbox = gitSandbox();

/** The settings that our git is given, after refs have moved as `git refs migrate` (git 2.46) does it. */
async function settingsAfter(before: 'files' | 'reftable', move: (commonDir: string) => void): Promise<string> {
  const root = await sandbox.createRepository({});
  const commonDir = join(root, '.git');
  const kind = {key: 'extensions.refstorage', value: before, scope: 'local'};
  const entries = [{key: 'core.repositoryformatversion', value: '0', scope: 'local'}, kind];
  const baseline = captureBaseline({entries, lfsEntries: []}, {root, commonDir});
  const folder = join(sandbox.folder(), 'captured');
  if (before === 'reftable') makeTables(commonDir);
  keepCapturedFolder(folder, commonDir, baseline);
  move(commonDir);
  keepCapturedFolder(folder, commonDir, baseline);
  return await sandbox.git(root, 'config', '--file', join(folder, 'config'), '--list');
}

function makeTables(commonDir: string, head = 'ref: refs/heads/.invalid\n'): void {
  mkdirSync(join(commonDir, 'reftable'));
  sandbox.write(commonDir, {HEAD: head, 'reftable/tables.list': '0x1-0x1-a.ref\n'});
}

test('refs that an agent has migrated are read where they are, whatever was captured', async () => {
  const inTables =
    /^core\.repositoryformatversion=0\ncore\.bare=false\ncore\.repositoryformatversion=1\nextensions\.refstorage=reftable$/;
  expect((await settingsAfter('files', makeTables)).trim()).toMatch(inTables);
  expect((await settingsAfter('reftable', () => {})).trim()).toMatch(inTables);
  const toFiles = (commonDir: string) => {
    rmSync(join(commonDir, 'reftable'), {recursive: true});
    sandbox.write(commonDir, {HEAD: 'ref: refs/heads/main\n'});
  };
  expect(await settingsAfter('reftable', toFiles)).not.toContain('refstorage');
});

test('a folder of tables beside refs in files means nothing', async () => {
  const beside = (commonDir: string) => makeTables(commonDir, readFileSync(join(commonDir, 'HEAD'), 'utf8'));
  expect(await settingsAfter('files', beside)).not.toContain('refstorage');
});
