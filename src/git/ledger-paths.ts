import {realpathSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, dirname, join, relative, resolve, sep} from 'node:path';

/** Files that SQLite keeps beside a database. */
const COMPANIONS = ['-journal', '-wal', '-shm'];

/** The given absolute paths as git names them in this work tree. Those outside of it are dropped. */
export function ledgerPaths(root: string, paths: readonly string[]): readonly string[] {
  return paths
    .map((path) => relative(root, withoutLinks(path)).split(sep).join('/'))
    .filter((path) => path !== '' && path !== '..' && !path.startsWith('../'));
}

/** True when a path of git's (latin1) is one of these ledgers, lies in one's folder or beside it as SQLite's own file. */
export function isLedger(ledgers: readonly string[], path: string): boolean {
  const name = Buffer.from(path, 'latin1').toString('utf8');
  return ledgers.some(
    (ledger) => name === ledger || name.startsWith(`${ledger}/`) || COMPANIONS.some((end) => name === ledger + end),
  );
}

/** Temporary folders of this process that lie in the work tree, as git names them, or `.` for its top. */
export function temporaryFolders(root: string): readonly string[] {
  const folders = new Set([process.env.RUNNER_TEMP || tmpdir(), tmpdir()]);
  return ledgerPaths(
    root,
    [...folders].map((folder) => resolve(folder, 'any')),
  ).map((path) => dirname(path));
}

/** Names that our programs make in a temporary folder. The six characters are those of mkdtemp. */
const OWN_TEMPORARY = /^laforge-(?:[a-z]+-[A-Za-z0-9]{6}\/|[\w-]+\.(?:json|lock)$)/;

/** True when a path of git's is a temporary file of ours, of this process or of one that could not clean up. */
export function isOwnTemporary(folders: readonly string[], path: string): boolean {
  return folders.some((folder) => {
    const prefix = folder === '.' ? '' : `${folder}/`;
    return path.startsWith(prefix) && OWN_TEMPORARY.test(path.slice(prefix.length));
  });
}

/** git's root has no symlinks in it; the file itself need not exist yet. */
function withoutLinks(path: string): string {
  const folder = dirname(path);
  try {
    return join(realpathSync(folder), basename(path));
  } catch {
    return path;
  }
}
