import {
  chmodSync,
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  opendirSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import {type FileHandle, open} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';

/** The limit on a file's size. An agent may replace a file of git's or ours by one of any size. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Opening a named pipe would block otherwise. Windows has no such flags. */
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const NO_LINK = constants.O_NOFOLLOW ?? 0;

/**
 * Reads a file that an agent may have replaced. Returns null if it is missing, longer than `mostBytes`, or not a regular
 * file; a pipe does not block.
 */
export function readRegularFile(path: string | Buffer, mostBytes = MOST_BYTES): Buffer | null {
  return openRegular(path, 0, (file, size) => (size <= mostBytes ? readFileSync(file) : null));
}

/** Reads the first bytes of a regular file. Returns null if it is none; a pipe does not block. */
export function readStart(path: string, length: number): Buffer | null {
  const start = Buffer.alloc(length);
  return openRegular(path, 0, (file) => start.subarray(0, readSync(file, start)));
}

/** Calls `read` with an open regular file. Returns null if it is none, or a link, or if `read` throws. */
export function withPlainFile<Found>(path: string, read: (file: number, size: number) => Found): Found | null {
  return openRegular(path, NO_LINK, read);
}

/** Calls `read` with an open regular file, without blocking this process. Resolves to null if it is none, or a link. */
export async function withPlainHandle<Found>(
  path: string,
  read: (file: FileHandle, size: number) => Promise<Found>,
): Promise<Found | null> {
  const file = await open(path, READ | NO_LINK).catch(() => null);
  if (file === null) return null;
  try {
    const stat = await file.stat();
    return stat.isFile() ? await read(file, stat.size) : null;
  } finally {
    await file.close();
  }
}

/** Returns true for one line that starts neither a JSON value nor a YAML `key:`, where a user may give text or a path. */
export function looksLikePath(text: string): boolean {
  const line = text.trim();
  return line !== '' && !line.includes('\n') && !/^[{[]/.test(line) && !/^[^\s:]+:(\s|$)/.test(line);
}

function openRegular<Found>(
  path: string | Buffer,
  flags: number,
  read: (file: number, size: number) => Found,
): Found | null {
  try {
    const file = openSync(path, READ | flags);
    try {
      const stat = fstatSync(file);
      return stat.isFile() ? read(file, stat.size) : null;
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}

/**
 * Walks everything below a folder. Node's own recursive list follows links: two that lead back, which an agent can
 * make, keep it at work for ever. Throws the system's error.
 */
export function* walkBelow(top: string): Generator<Dirent, void> {
  const folders = [top];
  for (let path = folders.pop(); path !== undefined; path = folders.pop()) {
    const folder = opendirSync(path);
    try {
      for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
        if (entry.isDirectory()) folders.push(join(path, entry.name));
        yield entry;
      }
    } finally {
      folder.closeSync();
    }
  }
}

/** Finds the links to folders below a folder. A program that follows such links may never end. */
export function findLinkedFolders(top: string): readonly string[] {
  const found: string[] = [];
  try {
    for (const entry of walkBelow(top)) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isSymbolicLink() && isFolder(path)) found.push(path);
    }
  } catch {
    // Nobody else can read it either.
  }
  return found;
}

/** Returns true for a folder, or a link to one; false also where that cannot be told. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Returns true if nothing is at a path; false where that cannot be told, as in a folder that nobody may enter. */
export function isAbsent(path: string): boolean {
  return whyUnseen(path) === 'ENOENT';
}

/** The same for what a user named: true also for a name that is too long for any file. */
export function hasNoFile(path: string): boolean {
  return ['ENOENT', 'ENAMETOOLONG'].some((code) => whyUnseen(path) === code);
}

/** The system's code for why nothing is seen at a path; undefined if something is. */
function whyUnseen(path: string): unknown {
  try {
    return statSync(path, {throwIfNoEntry: false}) === undefined ? 'ENOENT' : undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : null;
  }
}

/** The path without links, also of a file that is not there yet. */
export function realPath(path: string): string {
  for (const [above, rest] of [
    [path, ''],
    [dirname(path), basename(path)],
  ] as const)
    try {
      return join(realpathSync(above), rest);
    } catch {
      // Whoever opens it says what is wrong.
    }
  return path;
}

/**
 * Finds a file that is in the way of a folder of this path, so that no history can be or begin there; null if there is
 * none.
 */
export function findBlock(path: string): string | null {
  const folder = dirname(path);
  if (folder === path) return null;
  try {
    const stat = statSync(folder, {throwIfNoEntry: false});
    if (stat !== undefined) return stat.isDirectory() ? null : folder;
  } catch {
    // The file in the way is further up.
  }
  return findBlock(folder);
}

/** Says what to do about a file that is in the way of a history. */
export function sayNoFolder(block: string): string {
  return `${JSON.stringify(block)} is no folder. Move it away, or name another place for the history with LAFORGE_HOME or --db, or the input store-path.`;
}

/**
 * Replaces a file's content atomically: a reader finds the old or the new content. An agent may have put a pipe or a link at
 * the draft's name, so that is removed first and the draft created exclusively. Without a mode the umask applies.
 */
export function replaceFile(path: string, content: string | Uint8Array, mode?: number): void {
  const draft = `${path}.new`;
  rmSync(draft, {force: true, recursive: true});
  writeFileSync(draft, content, {flag: 'wx', mode: mode === undefined ? 0o666 : 0o600});
  if (mode !== undefined && mode !== 0o600) chmodSync(draft, mode);
  renameSync(draft, path);
}

/**
 * Makes sure that a file of ours has this content. It is compared at each use, because a process that the agent left
 * running could change it, and replaced in one move, because another git of ours may be reading it. By default nobody
 * else may read it.
 */
export function keepFile(path: string, content: string | Buffer, mode = 0o600): void {
  const wanted = Buffer.from(content);
  if (readRegularFile(path)?.equals(wanted) === true) return;
  replaceFile(path, wanted, mode);
}
