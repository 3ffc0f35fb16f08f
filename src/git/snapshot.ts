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

/** Lists what lies in the work tree beside its commit, without reading a file or writing an object. */
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
    // The submodule itself may be moved on by an agent, but what is in it is no file of this repository.
    ...found.submodules.map((path) => ({path: `${path}/`, stamp: null, content: null})),
  ];
}

/** The signs by which a later write to a file is seen: those that git goes by, and the file's number on the disk. */
export function stampOf(root: string, path: string): string {
  let stat: BigIntStats | undefined;
  try {
    stat = lstatSync(onDisk(root, path), {throwIfNoEntry: false, bigint: true});
  } catch {
    // As in `lookOnDisk`.
    return 'unreachable';
  }
  if (stat === undefined) return 'absent';
  return [stat.mode, stat.size, stat.mtimeNs, stat.ctimeNs, stat.ino].map((value) => value.toString(36)).join('.');
}

const LARGEST_HASHED = 1024 * 1024;

/** The hash of a file; null for a large one, and for what is none. */
export function contentOf(root: string, path: string): string | null {
  const bytes = readRegularFile(onDisk(root, path), LARGEST_HASHED);
  return bytes === null ? null : createHash('sha256').update(bytes).digest('base64');
}

/** The newest stash; null where there is none. */
export async function readStash(location: Location): Promise<Sha | null> {
  if (hasNoRefs(location, 'refs/stash')) return null;
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', 'refs/stash'];
  const {exitCode, stdout} = await gitAt(location, {args, allowExit: [1, 128]});
  return exitCode === 0 ? stdout.trim() : null;
}

/** Tells of any path (latin1) if it lay in the work tree before a step. */
interface OlderPaths {
  /** The name under which the path lay there: its own, or that of the folder it was in. Null when it did not. */
  find(path: string): string | null;
  /** The note on the path itself; undefined for a path in a folder that was not looked into. */
  fileAt(path: string): OlderPath | undefined;
}

/** `ignoreCase`: the disk takes names that differ in nothing but case for one. */
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
