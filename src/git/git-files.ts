import {existsSync, lstatSync, readSync, realpathSync} from 'node:fs';
import {dirname, join, relative, sep} from 'node:path';
import type {Sha} from '../domain/identity.ts';
import type {Head} from '../domain/ports/work-tree.ts';
import {readRegularFile, walkBelow, withPlainFile} from '../files/regular-file.ts';
import type {GitFolders} from './locate.ts';

/*
 * What git's own files tell. A step looks at them several times, and a git process takes longer than everything else. Each
 * function answers only in the plainest case, and leaves all others to git.
 */

/** Variables that have git look elsewhere: `GIT_DIR`, `GIT_INDEX_FILE`, `GIT_CEILING_DIRECTORIES` and the like. */
const PLACING = /^GIT_(DIR|WORK_TREE|COMMON_DIR|INDEX_FILE|NAMESPACE|CEILING_.*|DISCOVERY_.*|.*OBJECT_DIRECTOR.*)$/;

/**
 * Finds the work tree that a folder is in by looking for its `.git`, as git does, which saves a process. Null for all but
 * the plainest place. git's own list of settings must still confirm it: see `confirmsPlace`.
 */
export function findPlainWorkTree(directory: string): GitFolders | null {
  if (
    process.platform !== 'linux' ||
    Object.keys(process.env).some((name) => name.startsWith('GIT_') && PLACING.test(name))
  )
    return null;
  try {
    for (let folder = realpathSync(directory); ; folder = dirname(folder)) {
      const gitDir = join(folder, '.git');
      const place = {root: folder, gitDir, commonDir: gitDir, mainWorkTree: folder};
      if (lstatSync(gitDir, {throwIfNoEntry: false}) !== undefined) return isPlainGitFolder(place) ? place : null;
      // Inside a git folder there is no work tree.
      if (existsSync(join(folder, 'HEAD')) || dirname(folder) === folder) return null;
    }
  } catch {
    return null;
  }
}

function isPlainGitFolder(place: GitFolders): boolean {
  const isFolder = (path: string) => lstatSync(path, {throwIfNoEntry: false})?.isDirectory() === true;
  const {gitDir} = place;
  const isWhole = [gitDir, join(gitDir, 'objects'), join(gitDir, 'refs')].every(isFolder);
  return isWhole && !existsSync(join(gitDir, 'commondir')) && readHeadFiles(place) !== null;
}

const LONGEST_LINE = 300;
const SHA_LINE = /^([0-9a-f]{40}(?:[0-9a-f]{24})?)\n$/;
/** Names that cannot be another path or a lock file. git allows more, and is asked about those. */
const BRANCH_LINE = /^ref: refs\/heads\/([\w-]+(?:[./+][\w-]+)*)\n$/;

/**
 * Reads HEAD from git's files: a step needs it several times, and a process would take longer than everything else. A
 * ref that has a file has no other value. Null for anything but the plainest case: packed refs, an unborn branch,
 * another ref format, links, odd names.
 */
export function readHeadFiles({gitDir, commonDir}: GitFolders): Head | null {
  const head = readLine(join(gitDir, 'HEAD'));
  const detached = SHA_LINE.exec(head)?.[1];
  if (detached !== undefined) return {sha: detached, branch: null};
  const branch = BRANCH_LINE.exec(head)?.[1];
  if (branch === undefined || /\.lock(\/|$)/.test(branch)) return null;
  const sha = SHA_LINE.exec(readLine(join(commonDir, 'refs/heads', branch)))?.[1];
  return sha === undefined ? null : {sha, branch};
}

/** Reads the start of a file. Empty for a link or anything that is no file; a pipe does not block. */
function readLine(path: string): string {
  const buffer = Buffer.alloc(LONGEST_LINE);
  return withPlainFile(path, (file) => buffer.toString('latin1', 0, readSync(file, buffer))) ?? '';
}

/** Reading a longer packed-refs file takes as long as asking git. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * True when git's files show that there is no ref under this name or folder. That is the usual case, and a git process
 * is a good part of what a short step takes. False means unknown: ask git.
 */
export function hasNoRefs({commonDir}: Pick<GitFolders, 'commonDir'>, name: string): boolean {
  const packed = join(commonDir, 'packed-refs');
  if (existsSync(join(commonDir, 'reftable')) || existsSync(join(commonDir, name))) return false;
  if (!existsSync(packed)) return true;
  return readRegularFile(packed, MOST_BYTES)?.includes(` ${name}`) === false;
}

/** In more files than this, or a longer packed-refs file, asking git takes no longer. */
const MOST_FILES = 200;
const PACKED_BYTES = 256 * 1024;
/** A part of a name that cannot be another path or a lock file. */
const PLAIN_NAME = /^[\w-]+(?:[.+][\w-]+)*(?<!\.lock)$/;
const PACKED_LINE = /^([0-9a-f]{40}(?:[0-9a-f]{24})?) (refs\/\S+)$/;
/** Folders of refs that all work trees share. */
const SHARED = /^refs\/(?:heads|remotes|tags|laforge)\//;

/** Lists the refs in a folder, such as `refs/heads/`. Null where the files do not tell plainly. */
export function readRefFiles({gitDir, commonDir}: GitFolders, folder: string): ReadonlyMap<string, Sha> | null {
  if (existsSync(join(commonDir, 'reftable')) || (gitDir !== commonDir && !SHARED.test(folder))) return null;
  try {
    // The loose refs first, as git does: a ref that is packed meanwhile is found in either place.
    const loose = readLooseRefs(commonDir, folder);
    return loose && readPackedRefs(commonDir, folder, loose);
  } catch {
    return null;
  }
}

function readLooseRefs(commonDir: string, folder: string): ReadonlyMap<string, Sha> | null {
  const refs = new Map<string, Sha>();
  const top = join(commonDir, folder);
  let entries = 0;
  for (const entry of existsSync(top) ? walkBelow(top) : []) {
    if (++entries > MOST_FILES || !PLAIN_NAME.test(entry.name)) return null;
    if (entry.isDirectory()) continue;
    const file = join(entry.parentPath, entry.name);
    const sha = SHA_LINE.exec(readLine(file))?.[1];
    if (sha === undefined) return null;
    refs.set(folder + relative(top, file).replaceAll(sep, '/'), sha);
  }
  return refs;
}

/** A loose ref has the newer value. */
function readPackedRefs(
  commonDir: string,
  folder: string,
  loose: ReadonlyMap<string, Sha>,
): ReadonlyMap<string, Sha> | null {
  const packed = join(commonDir, 'packed-refs');
  if (!existsSync(packed)) return loose;
  const text = readRegularFile(packed, PACKED_BYTES)?.toString('utf8');
  if (text === undefined) return null;
  const refs = new Map<string, Sha>();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#') || line.startsWith('^')) continue;
    const [, sha, ref] = PACKED_LINE.exec(line) ?? [];
    if (sha === undefined || ref === undefined) return null;
    if (ref.startsWith(folder)) refs.set(ref, sha);
  }
  return new Map([...refs, ...loose]);
}
