import {chmodSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {readRegularFile} from './regular-file.ts';

/**
 * Replaces a file's content atomically: a reader finds the old or the new content. An agent may have put a pipe or a link at
 * the draft's name, so that is removed first and the draft created exclusively. Without a mode the umask applies.
 */
export function replaceFile(path: string, content: string | Uint8Array, mode?: number): void {
  const draft = `${path}.new`;
  rmSync(draft, {force: true, recursive: true});
  writeFileSync(draft, content, {flag: 'wx', mode: mode === undefined ? 0o666 : 0o600});
  if (mode !== undefined && mode !== 0o600) chmodSync(draft, mode);
  renameSync(draft, path);
}

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
