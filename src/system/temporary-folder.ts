import {accessSync, constants, statSync} from 'node:fs';
import {resolve} from 'node:path';

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
