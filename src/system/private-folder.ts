import {lstatSync} from 'node:fs';
import {join} from 'node:path';
import type {Environment} from '../domain/ports/system.ts';
import {makeFolder} from './folders.ts';
import {laforgeHome} from './projects.ts';

/**
 * Finds or makes a folder that only this user can access, under XDG_RUNTIME_DIR or else LaForge's home. Returns null if that
 * is not possible; the caller then works without it.
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
