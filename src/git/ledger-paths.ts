import {realpathSync} from 'node:fs';
import {basename, dirname, join, relative, sep} from 'node:path';

/** Files that SQLite keeps beside a database. */
const COMPANIONS = ['-journal', '-wal', '-shm'];

/** The given absolute paths as git names them in this work tree. Those outside of it are dropped. */
export function ledgerPaths(root: string, paths: readonly string[]): readonly string[] {
  return paths
    .map((path) => relative(root, withoutLinks(path)).split(sep).join('/'))
    .filter((path) => path !== '' && path !== '..' && !path.startsWith('../'));
}

/** Whether a path of git's (latin1) is one of these ledgers, lies in one's folder or beside it as SQLite's own file. */
export function isLedger(ledgers: readonly string[], path: string): boolean {
  const name = Buffer.from(path, 'latin1').toString('utf8');
  return ledgers.some(
    (ledger) => name === ledger || name.startsWith(`${ledger}/`) || COMPANIONS.some((end) => name === ledger + end),
  );
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
