import {accessSync, constants, existsSync, statSync} from 'node:fs';
import {delimiter, isAbsolute, join} from 'node:path';

/** Finds the first program of this name on a PATH. On Windows it is of one of these kinds: an .exe needs no shell. */
export function findProgram(
  name: string,
  path: string,
  {
    kinds = ['.exe'],
    platform = process.platform,
  }: {readonly kinds?: readonly string[]; readonly platform?: string} = {},
): string | null {
  const files = platform === 'win32' ? kinds.map((kind) => `${name}${kind}`) : [name];
  for (const folder of path.split(delimiter)) {
    const file = files.find((one) => isProgram(`${folder}/${one}`));
    if (file !== undefined && isAbsolute(folder)) return join(folder, file);
  }
  return null;
}

function isProgram(file: string): boolean {
  // Asked first, in the fastest way: most folders have no such file, and a step looks into some two hundred.
  if (!existsSync(file)) return false;
  try {
    if (!statSync(file).isFile()) return false;
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
