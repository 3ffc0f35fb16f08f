import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {readRegularFile} from './kept-file.ts';
import type {Place} from './locate.ts';

/** A file of packed refs that is longer takes as long to read as git takes to answer. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * True where a repository has no ref under this name or folder, by the files that git keeps refs in: so it is in most,
 * and each process of git is a good part of what a short step takes. False says nothing: then git is asked.
 */
export function hasNoRefs({commonDir}: Pick<Place, 'commonDir'>, name: string): boolean {
  const packed = join(commonDir, 'packed-refs');
  if (existsSync(join(commonDir, 'reftable')) || existsSync(join(commonDir, name))) return false;
  if (!existsSync(packed)) return true;
  return readRegularFile(packed, MOST_BYTES)?.includes(` ${name}`) === false;
}
