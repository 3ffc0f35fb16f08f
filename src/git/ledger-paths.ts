import {realpathSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, dirname, join, relative, resolve, sep} from 'node:path';

/** Files that SQLite keeps beside a database. */
const COMPANIONS = ['-journal', '-wal', '-shm'];

/** Converts absolute paths to git's names in this work tree. Paths outside it are dropped. */
export function ledgerPaths(root: string, paths: readonly string[]): readonly string[] {
  return paths
    .map((path) => relative(root, withoutLinks(path)).split(sep).join('/'))
    .filter((path) => path !== '' && path !== '..' && !path.startsWith('../'));
}

/** True when git's path (latin1) is a ledger, is in its folder, or is a file that SQLite keeps beside it. */
export function isLedger(ledgers: readonly string[], path: string): boolean {
  const name = Buffer.from(path, 'latin1').toString('utf8');
  return ledgers.some(
    (ledger) => name === ledger || name.startsWith(`${ledger}/`) || COMPANIONS.some((end) => name === ledger + end),
  );
}

/** The temporary folders of this process that are inside the work tree, as git names them; `.` for its top. */
export function temporaryFolders(root: string): readonly string[] {
  const folders = new Set([process.env.RUNNER_TEMP || tmpdir(), tmpdir()]);
  return ledgerPaths(
    root,
    [...folders].map((folder) => resolve(folder, 'any')),
  ).map((path) => dirname(path));
}

/** Names that our programs create in a temporary folder. The six characters come from mkdtemp. */
const OWN_TEMPORARY = /^laforge-(?:[a-z]+-[A-Za-z0-9]{6}\/|[\w-]+\.(?:json|lock)$)/;

/** True when git's path is a temporary file of ours, from this process or one that could not clean up. */
export function isOwnTemporary(folders: readonly string[], path: string): boolean {
  return folders.some((folder) => {
    const prefix = folder === '.' ? '' : `${folder}/`;
    return path.startsWith(prefix) && OWN_TEMPORARY.test(path.slice(prefix.length));
  });
}

/** Resolves symlinks in the folder, as git does for the root; the file need not exist yet. */
function withoutLinks(path: string): string {
  const folder = dirname(path);
  try {
    return join(realpathSync(folder), basename(path));
  } catch {
    return path;
  }
}
