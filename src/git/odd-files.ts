import {lstatSync, rmSync} from 'node:fs';
import {onDisk} from './raw-diff.ts';
import {walkFiles} from './walk-files.ts';

/** Files that git opens in any folder when it lists or reads what is there. */
const READ_BY_GIT = new Set(['.gitignore', '.gitattributes']);
/** File systems take their times from a clock that ticks a hundred times a second. */
const TICK_MS = 10;

/**
 * Removes named pipes that stand where git would read a file and wait for ever. A pipe holds nothing that could be lost.
 * Resolves to their paths (latin1).
 */
export function removePipes(root: string): readonly string[] {
  const removed: string[] = [];
  for (const {path, name, entry} of walkFiles(root)) {
    if (!entry.isFIFO() || !READ_BY_GIT.has(name)) continue;
    rmSync(onDisk(root, path), {force: true});
    removed.push(path);
  }
  return removed;
}

/** Pipes, sockets and devices (latin1) that are new since then: git does not see them. */
export function newOddFiles(root: string, sinceMs: number, isClosed: (folder: string) => boolean): readonly string[] {
  // Windows keeps its pipes elsewhere.
  if (process.platform === 'win32') return [];
  return [...walkFiles(root, isClosed)]
    .filter(({entry}) => !entry.isFile() && !entry.isSymbolicLink())
    .map(({path}) => path)
    .filter((path) => {
      const stat = lstatSync(onDisk(root, path), {throwIfNoEntry: false});
      // Whoever writes into a pipe changes its other times.
      return stat !== undefined && (stat.birthtimeMs || stat.ctimeMs) >= sinceMs - TICK_MS;
    });
}
