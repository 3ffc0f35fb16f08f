/**
 * Installs what the tests need in addition to the packages: the Node of the oldest supported runner (2.327.1: Node 24.4.0), and
 * git-lfs from the system's packages, if possible. Without git-lfs its tests say that they are skipped; the gate always has
 * it.
 */
import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';

export const OLDEST_RUNNER_NODE = '24.4.0';

/** The path of that Node's executable. */
export function oldestRunnerNode(): string {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  const executable = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  return join(runtimesFolder(), 'node_modules', `${prefix}-${platform}-${process.arch}`, executable);
}

function runtimesFolder(): string {
  return join(import.meta.dirname, '..', 'node_modules', '.cache', 'laforge-runtimes', OLDEST_RUNNER_NODE);
}

/** Returns true if `git lfs` works here. */
export function hasGitLfs(): boolean {
  return spawnSync('git', ['lfs', 'version']).status === 0;
}

function installOldestNode(): void {
  const folder = runtimesFolder();
  mkdirSync(folder, {recursive: true});
  const name = oldestRunnerNode().split(/[\\/]/).at(-3);
  const options = ['--no-save', '--no-audit', '--no-fund', '--prefix', folder];
  execFileSync('npm', ['install', ...options, `${name}@${OLDEST_RUNNER_NODE}`], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}

function installGitLfs(): void {
  const isRoot = process.getuid?.() === 0;
  const install = isRoot
    ? [
        ['apt-get', 'update'],
        ['apt-get', 'install', '--yes', '--no-install-recommends', 'git-lfs'],
      ]
    : [];
  for (const [program = '', ...args] of install) spawnSync(program, args, {stdio: 'ignore'});
  if (!hasGitLfs()) console.warn('git-lfs is not here and could not be installed: its tests are left out.');
}

if (import.meta.main) {
  if (!existsSync(oldestRunnerNode())) installOldestNode();
  if (!hasGitLfs()) installGitLfs();
}
