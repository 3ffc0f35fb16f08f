/**
 * Audits our workflows and the example workflows in our pages with zizmor (`pip install zizmor`), and exits with its status.
 */
import {spawnSync} from 'node:child_process';
import {cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {ACTION_FOLDERS} from './action-folders.ts';
import {listExamples} from './example-workflows.ts';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'laforge-workflows-'));
try {
  const workflows = join(folder, '.github/workflows');
  mkdirSync(workflows, {recursive: true});
  cpSync(join(root, '.github'), join(folder, '.github'), {recursive: true});
  for (const {name, workflow} of listExamples(root)) writeFileSync(join(workflows, `${name}.yml`), workflow);
  for (const action of ['.', ...ACTION_FOLDERS])
    cpSync(join(root, action, 'action.yml'), join(folder, action, 'action.yml'));
  const options = ['--offline', '--no-progress', '--quiet', '--config', join(folder, '.github/zizmor.yml')];
  const {status, error} = spawnSync('zizmor', [...options, folder], {stdio: 'inherit'});
  if (error !== undefined) console.error('There is no zizmor on the PATH. Install it: pip install zizmor');
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, {recursive: true, force: true});
}
