import {chmodSync, renameSync, rmSync, writeFileSync} from 'node:fs';

/**
 * Has a file hold this content, in one move: whoever reads it finds the old one or the new one. An agent that knows the
 * name of the draft may have put a pipe there, which would keep the writer waiting, or a link: it is removed, and the
 * draft is a file of our own. Without a mode who may read it is the user's umask.
 */
export function replaceFile(path: string, content: string | Uint8Array, mode?: number): void {
  const draft = `${path}.new`;
  rmSync(draft, {force: true, recursive: true});
  writeFileSync(draft, content, {flag: 'wx', mode: mode === undefined ? 0o666 : 0o600});
  if (mode !== undefined && mode !== 0o600) chmodSync(draft, mode);
  renameSync(draft, path);
}
