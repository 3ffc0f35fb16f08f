import {accessSync, constants, mkdirSync, mkdtempSync, rmdirSync, statSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';

/**
 * Makes a folder and those above it that are missing. Node's own way to do so never ends where a folder is there and
 * the system says of a new one in it that it has no parent, as in /proc.
 */
export function makeFolder(path: string, mode?: number): void {
  if (isFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent, mode);
  try {
    mkdirSync(path, {mode});
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!isFolder(path)) throw error;
  }
}

/**
 * Tries whether a folder can be written to or, where it is not there yet, be made: one of another name is, and goes
 * again. What rights and disks say beforehand is not what happens. Throws the system's error.
 */
export function tryFolder(path: string): void {
  if (isFolder(path)) rmdirSync(mkdtempSync(join(path, '.laforge-')));
  else tryFolder(dirname(path));
}

function isFolder(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isDirectory() === true;
}

/**
 * Makes TMPDIR a folder that programs in other folders can use too: absolute where it is relative, and gone where it
 * names nothing that can be written to, so that the system's own folder is taken as most programs do.
 */
export function settleTemporaryFolder(env: NodeJS.ProcessEnv, cwd: string): void {
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) {
    const value = env[name];
    if (!value) continue;
    const folder = resolve(cwd, value);
    if (isUsable(folder)) env[name] = folder;
    else delete env[name];
  }
}

function isUsable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
