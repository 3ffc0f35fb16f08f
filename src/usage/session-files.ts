import type {Dirent} from 'node:fs';
import {lstat, opendir, realpath} from 'node:fs/promises';
import {join, sep} from 'node:path';
import type {Place} from './agent-reader.ts';
import {DOUBT_MS, type RunTime, TICK_MS} from './run-time.ts';

/** Files that an agent keeps below one of its folders. */
export interface FilePlace {
  /** Not there, or no folder: no files. */
  readonly root: string;
  /** A link that leads out of this folder is not followed. Where a variable named the root, the root itself. */
  readonly within: string;
  /** The depth of folders that is looked into: 0 for the root itself. */
  readonly depth: number;
  /** Tells if a path below the root, with / between its parts, is one of them. */
  readonly matches: (path: string) => boolean;
}

/** The folder of an agent: the one that a variable names, or one below the home. */
export function ownFolder(
  {env, home}: Pick<Place, 'env' | 'home'>,
  variable: string,
  ...names: readonly string[]
): Pick<FilePlace, 'root' | 'within'> {
  const named = env[variable];
  return named ? {root: named, within: named} : {root: join(home, ...names), within: home};
}

/** A file that is new, or other than it was before the run. */
export interface ChangedFile {
  readonly path: string;
  /** The path below the root, with / between its parts. */
  readonly name: string;
  /** Its size before the run, 0 when it was not there or was written anew: what follows is of this run. */
  readonly from: number;
  readonly size: number;
  readonly isNew: boolean;
}

export interface SessionFiles {
  /** Lists the files that are new or changed, oldest change first. Never throws. */
  changed(run: RunTime): Promise<readonly ChangedFile[]>;
  /** The files before the run, by the path below the root. Where nobody looked, those that `changed` found to be older. */
  readonly before: ReadonlyMap<string, FoundFile>;
  /** Notes other facts about these files before the run; undefined where nobody looks. */
  recall<Found>(key: string, look: () => Promise<Found>): Promise<Found | undefined>;
}

/** Tells if a file of lines has new lines; one may only have been touched. */
export function hasGrown({from, size}: ChangedFile): boolean {
  return size > from;
}

interface FoundFile {
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
  readonly ino: number;
  /** 0 where the file system does not tell. */
  readonly birthtimeMs: number;
}

/**
 * More than anybody's years of sessions. A tree with more of them, made to hold us up, is not looked into: half of what
 * was there before would make the other half look new.
 */
const MOST_ENTRIES = 200_000;
/** The number of files that are looked at at once. */
const BATCH = 256;

/** Notes which files are there, so that what a run adds can be told from them. Never throws. */
export async function watchFiles(
  {before: notes, isLate}: Pick<Place, 'before' | 'isLate'>,
  place: FilePlace,
): Promise<SessionFiles> {
  const recall: SessionFiles['recall'] = async (key, look) => {
    if (isLate) return undefined;
    return notes === undefined
      ? await look()
      : await notes.recall(`${key} of ${place.root}, ${place.depth} deep`, look);
  };
  const noted = await recall('files', () => listFiles(place));
  let before: ReadonlyMap<string, FoundFile> = noted ?? new Map();
  return {
    get before() {
      return before;
    },
    recall,
    changed: async (run) => {
      const now = noted !== undefined || isLate ? await listFiles(place) : undefined;
      if (now === undefined) return [];
      if (isLate) before = new Map([...now].filter(([, file]) => isOlder(file, run)));
      const changed: (ChangedFile & {readonly mtimeMs: number})[] = [];
      for (const [name, file] of now) {
        const old = before.get(name);
        const isSame = old !== undefined && old.ino === file.ino;
        if (isSame && old.size === file.size && old.mtimeMs === file.mtimeMs) continue;
        const from = isSame && old.size <= file.size ? old.size : 0;
        const isNew = old === undefined && !(isLate && wasThere(file, run));
        changed.push({path: file.path, name, from, size: file.size, isNew, mtimeMs: file.mtimeMs});
      }
      return changed.sort((a, b) => a.mtimeMs - b.mtimeMs);
    },
  };
}

/** Some file systems keep whole seconds alone. */
function isOlder({mtimeMs}: FoundFile, {startTime}: RunTime): boolean {
  return mtimeMs < startTime - (Number.isInteger(mtimeMs / 1000) ? DOUBT_MS : TICK_MS);
}

function wasThere({birthtimeMs}: FoundFile, {startTime}: RunTime): boolean {
  return birthtimeMs > 0 && birthtimeMs < startTime - DOUBT_MS;
}

/** Resolves to undefined when there are too many. */
async function listFiles({root, within, depth, matches}: FilePlace): Promise<Map<string, FoundFile> | undefined> {
  const files = new Map<string, FoundFile>();
  const start = await resolveWithin(root, within);
  if (start === undefined) return files;
  let left = MOST_ENTRIES;
  const visit = async (folder: string, name: string, deeper: number): Promise<void> => {
    const names: string[] = [];
    const folders: string[] = [];
    const entries = await listFolder(folder, left);
    left -= entries.length;
    for (const entry of entries) {
      const below = pathBelow(name, entry.name);
      // Neither follows a link: where it leads is none of ours.
      if (entry.isDirectory() && deeper > 0) folders.push(entry.name);
      if (entry.isFile() && matches(below)) names.push(entry.name);
    }
    for (let at = 0; at < names.length; at += BATCH) {
      await Promise.all(names.slice(at, at + BATCH).map((one) => look(join(folder, one), pathBelow(name, one))));
    }
    for (const one of folders) if (left > 0) await visit(join(folder, one), pathBelow(name, one), deeper - 1);
  };
  const look = async (path: string, below: string): Promise<void> => {
    const stat = await lstat(path).catch(() => undefined);
    if (stat?.isFile()) {
      const {size, mtimeMs, ino, birthtimeMs} = stat;
      files.set(below, {path, size, mtimeMs, ino, birthtimeMs});
    }
  };
  await visit(start, '', depth);
  return left > 0 ? files : undefined;
}

function pathBelow(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

async function resolveWithin(root: string, within: string): Promise<string | undefined> {
  try {
    const [folder, bound] = [await realpath(root), await realpath(within)];
    return folder === bound || folder.startsWith(bound.endsWith(sep) ? bound : bound + sep) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** As many entries of a folder as are wanted; what cannot be read has none. */
async function listFolder(folder: string, most: number): Promise<readonly Dirent[]> {
  const entries: Dirent[] = [];
  try {
    for await (const entry of await opendir(folder, {bufferSize: 1024})) {
      entries.push(entry);
      if (entries.length >= most) break;
    }
  } catch {
    // The entries that were read so far count.
  }
  return entries;
}

const MOST_FILES = 2000;
/** More than any run writes; files made to hold us up end here. */
const MOST_BYTES = 512 * 1024 * 1024;
/** No more of one file is read. */
const MOST_OF_ONE = 256 * 1024 * 1024;

/** Picks the newest files that can be read in bounded time. Given and returned oldest first. */
export function newestFiles(
  changed: readonly ChangedFile[],
  mostFiles = MOST_FILES,
): {readonly files: readonly ChangedFile[]; readonly isAll: boolean} {
  let bytes = 0;
  const files = changed.slice(-mostFiles).reverse();
  const limit = files.findIndex(({size}) => {
    bytes += Math.min(size, MOST_OF_ONE);
    return bytes > MOST_BYTES;
  });
  const taken = (limit === -1 ? files : files.slice(0, limit)).reverse();
  return {files: taken, isAll: taken.length === changed.length};
}
