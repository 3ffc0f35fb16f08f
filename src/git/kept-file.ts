import {readRegularFile} from '../files/regular-file.ts';
import {replaceFile} from '../files/replace-file.ts';

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
