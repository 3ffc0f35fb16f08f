import {realpath} from 'node:fs/promises';
import {isAbsolute, sep} from 'node:path';

/** Whether a folder that a record names is the one the run is in, or below it. */
export async function isInFolder(recorded: string | undefined, cwd: string): Promise<boolean> {
  if (recorded === undefined || !isAbsolute(recorded)) return false;
  const [folder, bound] = [await resolve(recorded), await resolve(cwd)];
  return folder === bound || folder.startsWith(bound.endsWith(sep) ? bound : bound + sep);
}

/** A name for the folder without links in it; as it is where it is not there. */
function resolve(folder: string): Promise<string> {
  return realpath(folder).catch(() => folder);
}
