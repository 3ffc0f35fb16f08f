import {createHash} from 'node:crypto';
import {type BigIntStats, lstatSync, statSync} from 'node:fs';
import {readRegularFile} from '../files/regular-file.ts';

const LARGEST_HASHED = 1024 * 1024;

/** A stamp that changes with every write to a file: the facts that git compares, and the inode number. */
export function stampOf(path: string | Buffer, links: 'kept' | 'followed'): string {
  let stat: BigIntStats | undefined;
  try {
    stat = (links === 'kept' ? lstatSync : statSync)(path, {throwIfNoEntry: false, bigint: true});
  } catch {
    // The system cannot say, as in `lookOnDisk`.
    return 'unreachable';
  }
  if (stat === undefined) return 'absent';
  return [stat.mode, stat.size, stat.mtimeNs, stat.ctimeNs, stat.ino].map((value) => value.toString(36)).join('.');
}

/** Hashes a file; null for a large one and for anything that is no file. */
export function contentOf(path: string | Buffer): string | null {
  const bytes = readRegularFile(path, LARGEST_HASHED);
  return bytes === null ? null : createHash('sha256').update(bytes).digest('base64');
}
