import {chmodSync, lstatSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import {GitError} from '../domain/errors.ts';

/** The user's index as it was, byte for byte. */
export interface HeldIndex {
  readonly bytes: Buffer;
  readonly mode: number;
  readonly seconds: number;
}

/** Null where there is no index. */
export function holdIndex(path: string): HeldIndex | null {
  const stat = lstatSync(path, {throwIfNoEntry: false, bigint: true});
  if (stat?.isFile() !== true) return null;
  // A microsecond early, since a time in seconds as a number is not exact and a later one would hide changes.
  const seconds = Number(stat.mtimeNs / 1000n - 1n) / 1e6;
  return {bytes: readFileSync(path), mode: Number(stat.mode & 0o777n), seconds};
}

/**
 * Puts the index back as git itself replaces one: under its lock, in one move. It keeps its mode, so that a repository
 * shared with a group stays shared, and its time, by which git tells late changes.
 */
export function restoreIndex(path: string, index: HeldIndex | null): void {
  if (index === null) {
    rmSync(path, {force: true});
    return;
  }
  if (holdIndex(path)?.bytes.equals(index.bytes) === true) return;
  const lock = `${path}.lock`;
  try {
    writeFileSync(lock, index.bytes, {flag: 'wx'});
  } catch (cause) {
    const advice = `Wait for it, or delete ${lock} when there is none`;
    throw new GitError('git-failed', `The index cannot be put back: another git has it. ${advice}.`, {cause});
  }
  chmodSync(lock, index.mode);
  utimesSync(lock, index.seconds, index.seconds);
  renameSync(lock, path);
}
