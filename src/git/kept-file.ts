import {readRegularFile} from '../files/regular-file.ts';
import {replaceFile} from '../files/replace-file.ts';

/**
 * Has a file of ours hold this content. Compared at each use, since a process of an agent that is still about could have
 * put its own there; replaced in one move, since another git of ours may be reading it. By default nobody else may read
 * it.
 */
export function keepFile(path: string, content: string | Buffer, mode = 0o600): void {
  const wanted = Buffer.from(content);
  if (readRegularFile(path)?.equals(wanted) === true) return;
  replaceFile(path, wanted, mode);
}
