import {accessSync, constants, mkdirSync, mkdtempSync, rmdirSync, statSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';

/**
 * Makes a folder and its missing parents. Node's recursive mkdir loops forever when a folder exists but the system answers
 * ENOENT for a new folder in it, as in /proc.
 */
export function makeFolder(path: string, mode?: number): void {
  if (isFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent, mode);
  try {
    mkdirSync(path, {mode});
  } catch (error) {
    // Another process may have made it in the meantime.
    if (!isFolder(path)) throw error;
  }
}

/**
 * Checks that a folder can be written to, or created if it is missing, by making and removing a temporary folder: permission
 * bits do not tell for sure. Throws the system's error.
 */
export function checkWritable(path: string): void {
  if (isFolder(path)) rmdirSync(mkdtempSync(join(path, '.laforge-')));
  else checkWritable(dirname(path));
}

export function isFolder(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isDirectory() === true;
}

/**
 * Makes TMPDIR usable for programs that run in other folders: makes a relative path absolute, and unsets a path that is not
 * a writable folder, so that programs fall back to the system's own.
 */
export function makeTemporaryFolderUsable(env: NodeJS.ProcessEnv, cwd: string): void {
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
