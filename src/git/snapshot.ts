import {createHash} from 'node:crypto';
import {type BigIntStats, lstatSync} from 'node:fs';
import type {Sha} from '../domain/identity.ts';
import type {OlderPath, WorkTreeSnapshot} from '../domain/ports/work-tree.ts';
import {readRegularFile} from '../files/regular-file.ts';
import {hasNoRefs, readHead} from './head.ts';
import {gitAt, type Location} from './locate.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {onDisk} from './raw-diff.ts';
import {listUncommitted} from './uncommitted.ts';

/** Lists what the work tree has beside its commit, without writing an object. */
export async function takeSnapshot(location: Location, files: PrivateWorkTree): Promise<WorkTreeSnapshot> {
  const takenAt = Date.now();
  const [head, stash] = await Promise.all([readHead(location), readStash(location)]);
  const older = await files.withIndex('copy', (index) => listOlder(location.root, files, index, head.sha));
  return {head: head.sha, stash, older, takenAt};
}

export async function listOlder(
  root: string,
  files: PrivateWorkTree,
  index: string,
  head: Sha | null,
): Promise<readonly OlderPath[]> {
  const found = await listUncommitted(root, files, {index, head, ignored: true});
  return [
    ...found.changes.map(({path}) => ({path, stamp: stampOf(root, path), content: contentOf(root, path)})),
    ...[...found.untracked, ...found.ignored].map((path) => ({
      path,
      stamp: path.endsWith('/') ? null : stampOf(root, path),
      content: null,
    })),
    // An agent may move the submodule to another commit, but the files in it are not this repository's.
    ...found.submodules.map((path) => ({path: `${path}/`, stamp: null, content: null})),
  ];
}

/** A stamp that changes with every write to a file: the facts that git compares, and the inode number. */
export function stampOf(root: string, path: string): string {
  let stat: BigIntStats | undefined;
  try {
    stat = lstatSync(onDisk(root, path), {throwIfNoEntry: false, bigint: true});
  } catch {
    // The system cannot say, as in `lookOnDisk`.
    return 'unreachable';
  }
  if (stat === undefined) return 'absent';
  return [stat.mode, stat.size, stat.mtimeNs, stat.ctimeNs, stat.ino].map((value) => value.toString(36)).join('.');
}

const LARGEST_HASHED = 1024 * 1024;

/** Hashes a file; null for a large one and for anything that is no file. */
export function contentOf(root: string, path: string): string | null {
  const bytes = readRegularFile(onDisk(root, path), LARGEST_HASHED);
  return bytes === null ? null : createHash('sha256').update(bytes).digest('base64');
}

/** Reads the newest stash; null when there is none. */
export async function readStash(location: Location): Promise<Sha | null> {
  if (hasNoRefs(location, 'refs/stash')) return null;
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', 'refs/stash'];
  const {exitCode, stdout} = await gitAt(location, {args, allowExit: [1, 128]});
  return exitCode === 0 ? stdout.trim() : null;
}

/** Tells which paths (latin1) were in the work tree before a step. */
interface OlderPaths {
  /** The path itself, or the noted folder that it was in; null when it was not there. */
  find(path: string): string | null;
  /** The note on the path itself; undefined for a path in a folder that was noted as a whole. */
  fileAt(path: string): OlderPath | undefined;
}

/** Looks up paths in a snapshot. `ignoreCase`: the disk treats names that differ only in case as one. */
export function olderPaths({older}: Pick<WorkTreeSnapshot, 'older'>, ignoreCase: boolean): OlderPaths {
  const fold = (path: string): string => (ignoreCase ? path.toLowerCase() : path);
  const known = new Map(older.map((entry) => [fold(entry.path), entry]));
  return {
    find: (path) => {
      const folded = fold(path);
      if (known.has(folded)) return path;
      for (let end = folded.indexOf('/'); end >= 0; end = folded.indexOf('/', end + 1)) {
        const folder = folded.slice(0, end + 1);
        if (known.has(folder)) return path.slice(0, end + 1);
      }
      return null;
    },
    fileAt: (path) => known.get(fold(path)),
  };
}
