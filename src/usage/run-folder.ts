import {realpath} from 'node:fs/promises';
import {basename, dirname, isAbsolute, join, sep} from 'node:path';

const LONGEST_PATH = 4096;

/** Tells if a folder that a record names is the run's own, or below it. */
export async function isInFolder(recorded: string | undefined, cwd: string): Promise<boolean> {
  if (recorded === undefined || !isAbsolute(recorded) || recorded.length > LONGEST_PATH) return false;
  const [folder, bound] = [await resolve(recorded), await resolve(cwd)];
  return folder === bound || folder.startsWith(bound.endsWith(sep) ? bound : bound + sep);
}

/** A name for the folder without links in it; of one that is gone, as far as it is there. */
async function resolve(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch {
    const parent = dirname(folder);
    return parent === folder ? folder : join(await resolve(parent), basename(folder));
  }
}
