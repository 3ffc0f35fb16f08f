import {createHash} from 'node:crypto';
import {type BigIntStats, lstatSync, type Stats, statSync} from 'node:fs';
import type {Sha} from '../domain/identity.ts';
import {readRegularFile} from '../files/regular-file.ts';

/** An entry of a tree or an index: a file (100644, 100755), a symlink (120000) or a submodule (160000). */
export interface TreeEntry {
  readonly mode: string;
  readonly sha: Sha;
}

/** One path that differs. Null means that it does not exist. Paths are latin1: one character for each byte from git. */
export interface Change {
  readonly path: string;
  /** git's letter: M, A, D, T (kind changed), U (unmerged). */
  readonly status: string;
  readonly before: TreeEntry | null;
  readonly after: TreeEntry | null;
}

/** A repository, as far as the length of its hashes goes. */
export interface OfFormat {
  readonly baseline: {readonly objectFormat: 'sha1' | 'sha256'};
}

export const GITLINK = '160000';

/** Parses `--raw -z --no-renames` of diff-tree, diff-index and diff-files, in latin1. */
export function parseRawDiff(text: string): readonly Change[] {
  const parts = text.split('\0');
  const changes: Change[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [modeBefore = '', modeAfter = '', before = '', after = '', status = ''] = (parts[index] ?? '')
      .slice(1)
      .split(' ');
    changes.push({
      path: parts[index + 1] ?? '',
      status,
      before: entry(modeBefore, before),
      after: entry(modeAfter, after),
    });
  }
  return changes;
}

function entry(mode: string, sha: Sha): TreeEntry | null {
  return mode === '000000' ? null : {mode, sha};
}

/** The empty tree, which git knows without having the object. */
export function emptyTree({baseline: {objectFormat}}: OfFormat): Sha {
  return objectFormat === 'sha1'
    ? '4b825dc642cb6eb9a060e54bf8d69288fbee4904'
    : '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321';
}

/** Lists `a`, then `a/b`, for `a/b/c`. */
export function foldersAbove(path: string): readonly string[] {
  const names = path.split('/');
  return names.slice(1).map((_, number) => names.slice(0, number + 1).join('/'));
}

/** Converts a path for display: the same bytes read as UTF-8. */
export function shownPath(path: string): string {
  return Buffer.from(path, 'latin1').toString('utf8');
}

/** Converts git's path to the path on disk, as bytes. */
export function onDisk(root: string, path: string): Buffer {
  return Buffer.concat([Buffer.from(`${root}/`), Buffer.from(path, 'latin1')]);
}

/**
 * Looks at what is on disk at git's path, without following a link; undefined when nothing is. Null when the system
 * cannot say: the path is too long, or leads through a folder that may not be entered.
 */
export function lookOnDisk(root: string, path: string): Stats | null | undefined {
  try {
    return lstatSync(onDisk(root, path), {throwIfNoEntry: false});
  } catch {
    return null;
  }
}

const LARGEST_HASHED = 1024 * 1024;

/**
 * A stamp that changes with every write to a file: the facts that git compares, the inode number, and when that was born,
 * which no write changes.
 */
export function stampOf(path: string | Buffer, links: 'kept' | 'followed'): string {
  let stat: BigIntStats | undefined;
  try {
    stat = (links === 'kept' ? lstatSync : statSync)(path, {throwIfNoEntry: false, bigint: true});
  } catch {
    // The system cannot say, as in `lookOnDisk`.
    return 'unreachable';
  }
  if (stat === undefined) return 'absent';
  const {mode, size, mtimeNs, ctimeNs, ino, birthtimeNs} = stat;
  return [mode, size, mtimeNs, ctimeNs, ino, birthtimeNs].map((value) => value.toString(36)).join('.');
}

/** Hashes a file; null for a large one and for anything that is no file. */
export function contentOf(path: string | Buffer): string | null {
  return digestOf(readRegularFile(path, LARGEST_HASHED));
}

export function digestOf(bytes: Buffer | null): string | null {
  return bytes === null ? null : createHash('sha256').update(bytes).digest('base64');
}
