import type {Dirent} from 'node:fs';
import {lstat, readdir, realpath} from 'node:fs/promises';
import {join, sep} from 'node:path';

/** Files that an agent keeps below one of its folders. */
export interface FilePlace {
  /** Not there, or no folder: no files. */
  readonly root: string;
  /** A link that leads out of this folder is not followed. Where a variable named the root, the root itself. */
  readonly within: string;
  /** How many folders deep the files lie: 0 for those in the root itself. */
  readonly depth: number;
  /** Whether a path below the root, with / between its parts, is one of them. */
  readonly matches: (path: string) => boolean;
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
  /** What is other than before, oldest change first. Never throws. */
  changed(): Promise<readonly ChangedFile[]>;
  /** What was there before: path below the root, and size. */
  readonly before: ReadonlyMap<string, {readonly path: string; readonly size: number}>;
}

/** Whether a file of lines has lines of this run; one may only have been touched. */
export function hasGrown({from, size}: ChangedFile): boolean {
  return size > from;
}

interface Found {
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
  readonly ino: number;
}

/** More than anybody's years of sessions; a tree made to hold us up ends here. */
const MOST_ENTRIES = 50_000;
const MOST_CHANGED = 2000;
const MOST_GROWTH = 1024 * 1024 * 1024;

/** Notes which files are there, so that what a run adds can be told from them. Never throws. */
export async function watchFiles(place: FilePlace): Promise<SessionFiles> {
  const before = await listFiles(place);
  return {
    before,
    changed: async () => {
      const changed: (ChangedFile & {readonly mtimeMs: number})[] = [];
      for (const [name, file] of await listFiles(place)) {
        const old = before.get(name);
        const isSame = old !== undefined && old.ino === file.ino;
        if (isSame && old.size === file.size && old.mtimeMs === file.mtimeMs) continue;
        const from = isSame && old.size <= file.size ? old.size : 0;
        changed.push({path: file.path, name, from, size: file.size, isNew: old === undefined, mtimeMs: file.mtimeMs});
      }
      return newest(changed.sort((a, b) => a.mtimeMs - b.mtimeMs));
    },
  };
}

/** As many as can be read in good time; more than that is no session of anybody's. */
function newest(changed: readonly ChangedFile[]): readonly ChangedFile[] {
  let bytes = 0;
  const isReadable = ({size, from}: ChangedFile, i: number) => {
    bytes += Math.min(size - from, MOST_GROWTH / 2);
    return i < MOST_CHANGED && bytes <= MOST_GROWTH;
  };
  return [...changed].reverse().filter(isReadable).reverse();
}

async function listFiles({root, within, depth, matches}: FilePlace): Promise<Map<string, Found>> {
  const files = new Map<string, Found>();
  const start = await resolveWithin(root, within);
  if (start === undefined) return files;
  let entries = 0;
  const visit = async (folder: string, name: string, left: number): Promise<void> => {
    const found: Promise<void>[] = [];
    for (const entry of await listFolder(folder)) {
      if (++entries > MOST_ENTRIES) break;
      const path = join(folder, entry.name);
      const below = name === '' ? entry.name : `${name}/${entry.name}`;
      // Neither follows a link: where it leads is none of ours.
      if (entry.isDirectory() && left > 0) await visit(path, below, left - 1);
      if (entry.isFile() && matches(below)) found.push(look(path, below));
    }
    await Promise.all(found);
  };
  const look = async (path: string, below: string): Promise<void> => {
    const stat = await lstat(path).catch(() => undefined);
    if (stat?.isFile()) files.set(below, {path, size: stat.size, mtimeMs: stat.mtimeMs, ino: stat.ino});
  };
  await visit(start, '', depth);
  return files;
}

async function resolveWithin(root: string, within: string): Promise<string | undefined> {
  try {
    const [folder, bound] = [await realpath(root), await realpath(within)];
    return folder === bound || folder.startsWith(bound.endsWith(sep) ? bound : bound + sep) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** The newest first where names are dates, so that a limit leaves out the oldest. */
async function listFolder(folder: string): Promise<readonly Dirent[]> {
  try {
    const entries = await readdir(folder, {withFileTypes: true});
    return entries.sort((a, b) => (a.name < b.name ? 1 : -1));
  } catch {
    return [];
  }
}
