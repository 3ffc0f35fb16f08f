import {type Dirent, readdirSync, rmSync} from 'node:fs';
import {lookOnDisk, onDisk} from './raw-diff.ts';

/** Files that git opens in every folder that it lists or reads. */
const READ_BY_GIT = new Set(['.gitignore', '.gitattributes']);
/** The tick of the clock that file systems take their times from. */
const TICK_MS = 10;

/**
 * Removes named pipes in the place of files that git reads, where it would wait forever. A pipe holds no data to lose.
 * Returns their paths (latin1).
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

/** Lists pipes, sockets and devices (latin1) that are new since then: git ignores them. */
export function newOddFiles(root: string, sinceMs: number, isClosed: (folder: string) => boolean): readonly string[] {
  // Windows has no pipes in folders.
  if (process.platform === 'win32') return [];
  return [...walkFiles(root, (folder) => isClosed(folder) || isUntouchedLeaf(root, folder, sinceMs))]
    .filter(({entry}) => !entry.isFile() && !entry.isSymbolicLink())
    .map(({path}) => path)
    .filter((path) => {
      const stat = lookOnDisk(root, path);
      // A write into a pipe changes its other times.
      return stat != null && (stat.birthtimeMs || stat.ctimeMs) >= sinceMs - TICK_MS;
    });
}

/**
 * True when a folder's times and link count show that nothing was added and that it has no subfolders: then it need not
 * be read, which is so for most folders of a large work tree. On a file system that counts links differently it is
 * read.
 */
function isUntouchedLeaf(root: string, folder: string, sinceMs: number): boolean {
  const stat = lookOnDisk(root, folder);
  return stat?.nlink === 2 && stat.ctimeMs < sinceMs - TICK_MS;
}

/** A folder entry and its path from the top, in latin1. */
interface Found {
  readonly path: string;
  readonly name: string;
  readonly entry: Dirent<Buffer>;
}

/**
 * Walks everything in a work tree that is no folder, without git, which skips pipes and the like. Leaves out git
 * folders and those that `isClosed` names, whose paths end in a slash.
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

/** Looking at more entries would delay the end of every step. */
const MOST_ENTRIES = 50_000;

/**
 * True when something was written since then in a repository inside the work tree, including its git folder but not its
 * objects. What cannot be read, or exceeds the limit, counts as written.
 */
export function isWritten(root: string, repository: string, sinceMs: number, mostEntries = MOST_ENTRIES): boolean {
  const isNew = (path: string) => (lookOnDisk(root, path)?.ctimeMs ?? sinceMs) >= sinceMs - TICK_MS;
  const folders = [repository];
  let entries = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    if (isNew(folder)) return true;
    for (const entry of entriesOf(root, folder)) {
      const path = `${folder}${entry.name.toString('latin1')}`;
      if (++entries > mostEntries) return true;
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
