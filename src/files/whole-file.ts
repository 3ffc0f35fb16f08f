import {randomUUID} from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  copyFileSync,
  fchmodSync,
  fstatSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  type Stats,
  writeSync,
} from 'node:fs';

/**
 * Writes a file that a user named: a draft beside it takes its place when it is whole, so a failure leaves an existing file
 * as it was. What no draft can take the place of is written as it is: a pipe, a link such as /dev/stdout, a file with several
 * names or of somebody else, or one in a folder that takes no new file. Throws the system's error, or that of `pieces`.
 */
export function writeWhole(path: string, pieces: Iterable<Uint8Array>): void {
  const old = lstatSync(path, {throwIfNoEntry: false});
  if (old?.isFile() === true) accessSync(path, constants.W_OK);
  const draft = old === undefined || (old.isFile() && old.nlink === 1) ? openDraft(path, old) : null;
  if (draft === null) {
    writeAll(openSync(path, 'w'), pieces);
    return;
  }
  try {
    writeAll(draft.file, pieces);
    putInPlace(draft.path, path);
  } finally {
    rmSync(draft.path, {force: true});
  }
}

function writeAll(file: number, pieces: Iterable<Uint8Array>): void {
  try {
    for (const piece of pieces) for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at);
  } finally {
    closeSync(file);
  }
}

/** A file that is mounted by itself, as into a container, cannot be replaced. */
function putInPlace(draft: string, path: string): void {
  try {
    renameSync(draft, path);
  } catch {
    copyFileSync(draft, path);
  }
}

/** Null where the folder takes no new file, or the new one would be somebody else's than the old one. */
function openDraft(path: string, old: Stats | undefined): {readonly path: string; readonly file: number} | null {
  const draft = `${path}.${randomUUID().slice(0, 8)}.new`;
  let file: number;
  try {
    file = openSync(draft, 'wx');
  } catch (error) {
    // Opening the file itself would empty it, and then the full disk would not take the new content.
    if (old !== undefined && error instanceof Error && 'code' in error && FULL.has(String(error.code))) throw error;
    return null;
  }
  const {uid, gid} = fstatSync(file);
  if (old === undefined) return {path: draft, file};
  if (uid === old.uid && gid === old.gid) {
    fchmodSync(file, old.mode & 0o7777);
    return {path: draft, file};
  }
  closeSync(file);
  rmSync(draft, {force: true});
  return null;
}

const FULL = new Set(['ENOSPC', 'EDQUOT']);
