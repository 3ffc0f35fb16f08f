import {chmodSync, renameSync, rmSync, writeFileSync} from 'node:fs';

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
