/**
 * Installs the Node that the oldest supported runner brings (2.327.1: Node 24.4.0) where the end-to-end tests find it.
 * Does nothing when it is there.
 */
import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';

export const OLDEST_RUNNER_NODE = '24.4.0';

/** Path of that Node's executable. */
export function oldestRunnerNode(): string {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  const executable = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  return join(runtimesFolder(), 'node_modules', `${prefix}-${platform}-${process.arch}`, executable);
}

function runtimesFolder(): string {
  return join(import.meta.dirname, '..', 'node_modules', '.cache', 'laforge-runtimes', OLDEST_RUNNER_NODE);
}

if (import.meta.main && !existsSync(oldestRunnerNode())) {
  const folder = runtimesFolder();
  mkdirSync(folder, {recursive: true});
  const name = oldestRunnerNode().split(/[\\/]/).at(-3);
  execFileSync(
    'npm',
    ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder, `${name}@${OLDEST_RUNNER_NODE}`],
    {
      stdio: 'inherit',
      shell: process.platform === 'win32',
    },
  );
}
