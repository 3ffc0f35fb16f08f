import {type Dirent, readdirSync, rmSync} from 'node:fs';
import {lookOnDisk, onDisk} from './raw-diff.ts';

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
  return [...walkFiles(root, (folder) => isClosed(folder) || isUntouchedLeaf(root, folder, sinceMs))]
    .filter(({entry}) => !entry.isFile() && !entry.isSymbolicLink())
    .map(({path}) => path)
    .filter((path) => {
      const stat = lookOnDisk(root, path);
      // Whoever writes into a pipe changes its other times.
      return stat != null && (stat.birthtimeMs || stat.ctimeMs) >= sinceMs - TICK_MS;
    });
}

/**
 * Tells that nothing was put into a folder, and that no folder is in it, by its times and its links: most folders of a
 * large work tree are not read then. Where a file system counts links otherwise, they are.
 */
function isUntouchedLeaf(root: string, folder: string, sinceMs: number): boolean {
  const stat = lookOnDisk(root, folder);
  return stat?.nlink === 2 && stat.ctimeMs < sinceMs - TICK_MS;
}

/** An entry of a folder by its path from the top, latin1. */
interface Found {
  readonly path: string;
  readonly name: string;
  readonly entry: Dirent<Buffer>;
}

/**
 * Everything in a work tree that is no folder, without git: it passes over what git takes for no file, such as a pipe.
 * Folders of git are left out, and those that `isClosed` says, whose paths end in a slash.
 */
export function* walkFiles(root: string, isClosed: (folder: string) => boolean = () => false): Generator<Found> {
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of entriesOf(root, folder)) {
      const name = entry.name.toString('latin1');
      const path = `${folder}${name}`;
      if (!entry.isDirectory()) yield {path, name, entry};
      else if (name !== '.git' && !isClosed(`${path}/`)) folders.push(`${path}/`);
    }
  }
}

/** A folder with more in it would keep the end of every step waiting. */
const MOST_ENTRIES = 50_000;

/**
 * Tells if anything was written since then in a repository inside the work tree, its git folder but for the objects
 * included. What cannot be looked at, or is more than can be, counts as written.
 */
export function isWritten(root: string, repository: string, sinceMs: number): boolean {
  const isNew = (path: string) => (lookOnDisk(root, path)?.ctimeMs ?? sinceMs) >= sinceMs - TICK_MS;
  const folders = [repository];
  let entries = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    if (isNew(folder)) return true;
    for (const entry of entriesOf(root, folder)) {
      const path = `${folder}${entry.name.toString('latin1')}`;
      if (++entries > MOST_ENTRIES) return true;
      if (!entry.isDirectory()) {
        if (isNew(path)) return true;
      } else if (!/(^|\/\.git\/)objects$/.test(path)) folders.push(`${path}/`);
    }
  }
  return false;
}

function entriesOf(root: string, folder: string): readonly Dirent<Buffer>[] {
  try {
    return readdirSync(onDisk(root, folder), {withFileTypes: true, encoding: 'buffer'});
  } catch {
    return [];
  }
}
