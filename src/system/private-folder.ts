import {lstatSync} from 'node:fs';
import {join} from 'node:path';
import type {Environment} from '../domain/ports/system.ts';
import {makeFolder} from './folders.ts';
import {laforgeHome} from './projects.ts';

/**
 * A folder of that name which nobody but this user can write to, made where it is missing: under XDG_RUNTIME_DIR, else
 * in LaForge's own home. Null where there is none: what lies there is then done without.
 */
export function privateFolder(name: string, env: Environment): string | null {
  const runtime = env.XDG_RUNTIME_DIR ?? '';
  const places = [...(runtime === '' ? [] : [join(runtime, 'laforge')]), laforgeHome(env)];
  return places.map((place) => join(place, name)).find(makePrivate) ?? null;
}

function makePrivate(folder: string): boolean {
  try {
    makeFolder(folder, 0o700);
    const found = lstatSync(folder);
    const isOurs = process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o077) === 0);
    return found.isDirectory() && isOurs;
  } catch {
    return false;
  }
}
