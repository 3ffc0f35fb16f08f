import {existsSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {fileURLToPath} from 'node:url';
import BetterSqlite3 from 'better-sqlite3';
import {defineRowDigest} from './row-digest.ts';

export type Database = BetterSqlite3.Database;

/**
 * Opens a SQLite file, or the bytes of one in memory. In the published bundle the native addon lies in `prebuilds/` beside the bundle, where
 * better-sqlite3 cannot find it by itself, so it is loaded here and handed over.
 */
export function openDatabase(path: string | Buffer, options: BetterSqlite3.Options): Database {
  const db = loadDatabase(path, options);
  defineRowDigest(db);
  return db;
}

function loadDatabase(path: string | Buffer, options: BetterSqlite3.Options): Database {
  const addonPath = findBundledAddon();
  if (addonPath === undefined) return new BetterSqlite3(path, options);
  // better-sqlite3 takes a loaded addon too, but its published types know a path alone.
  const nativeBinding: string = createRequire(import.meta.url)(addonPath);
  return new BetterSqlite3(path, {...options, nativeBinding});
}

/** The addon for this platform beside the file this code runs from; undefined where there is none. */
export function findBundledAddon(moduleUrl: string = import.meta.url): string | undefined {
  const system = isMusl() ? 'linuxmusl' : process.platform;
  const path = fileURLToPath(new URL(`prebuilds/${system}-${process.arch}.node`, moduleUrl));
  return existsSync(path) ? path : undefined;
}

/** Looks which C library is mapped into this process, as better-sqlite3's own lib/binding.js does. */
function isMusl(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const maps = readFileSync('/proc/self/maps', 'latin1');
    if (/\/ld-musl-[^/\s]*\.so/.test(maps)) return true;
    if (/\/(?:ld-linux[^/\s]*|libc)\.so\.\d/.test(maps)) return false;
  } catch {
    // No /proc: musl is told by its loader's own file.
  }
  return existsSync(`/lib/ld-musl-${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}.so.1`);
}
