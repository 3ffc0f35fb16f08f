import {createHash} from 'node:crypto';
import {constants} from 'node:fs';
import type {Sha} from '../domain/identity.ts';
import type {OlderPath, WorkTreeSnapshot} from '../domain/ports/work-tree.ts';
import {readRegularFile} from '../files/regular-file.ts';
import {isMadeByTools, isSecretName} from './known-paths.ts';
import type {Location} from './locate.ts';
import {describeObjects, listTree, type RunGit} from './plumbing.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {type Change, lookOnDisk, onDisk, stampOf} from './raw-diff.ts';

/** A larger file is no secret. */
const LARGEST_SECRET = 1024 * 1024;
/** Comparing more bytes would delay the end of a step. */
const MOST_COMPARED = 256 * 1024 * 1024;

const {S_IFMT: TYPE, S_IFREG: REGULAR} = constants;

interface DiskFacts {
  /** False for a link. */
  readonly isFile: boolean;
  readonly size: string;
  /** Stays the same when the file is renamed, and changes when it is written. */
  readonly identity: string;
  /**
   * Stays the same when the file or folder is renamed and written; null where the system does not know when it was born. An
   * inode number alone goes to a new file when its own is deleted.
   */
  readonly origin: string | null;
}

/** Reads a stamp; null when nothing was there. */
function factsOf(stamp: string | null): DiskFacts | null {
  const [mode = '', size, mtime, , inode, born] = stamp?.split('.') ?? [];
  if (size === undefined || born === undefined) return null;
  return {
    isFile: (Number.parseInt(mode, 36) & TYPE) === REGULAR,
    size,
    identity: `${size}.${mtime}.${inode}`,
    origin: born === '0' ? null : `${inode}.${born}`,
  };
}

/** What the commit at the snapshot has. */
interface HeadFacts {
  isTracked(path: string): boolean;
  /** The hashes of its files. */
  published(): Promise<ReadonlySet<Sha>>;
}

/** Identifies a folder under whatever name; null where the system cannot. */
export function folderOrigin(folder: string | Buffer): string | null {
  return factsOf(stampOf(folder, 'kept'))?.origin ?? null;
}

/**
 * Finds, among paths that were not uncommitted at the snapshot (latin1), files from before it under another name, with
 * their earlier names: a file that was renamed, and whatever lies in a renamed folder whose files nobody noted. One that
 * was also written counts where git had no file, since a program may write a file from before anew and put it in the
 * place of a tracked one. What has the name of a secret, such as `.env`, counts there too, and as a copy, unless it is one
 * of the `published` files.
 */
export async function findCarried(
  location: Pick<Location, 'root' | 'baseline'>,
  {older}: Pick<WorkTreeSnapshot, 'older'>,
  paths: readonly string[],
  {isTracked, published}: HeadFacts,
): Promise<ReadonlyMap<string, string>> {
  const {root} = location;
  const carried = new Map<string, string>();
  const folderNow = folderFinder(root, older);
  const known = older.flatMap(({path, stamp}) => {
    const facts = factsOf(stamp);
    return facts === null ? [] : [{path, ...facts}];
  });
  const byIdentity = new Map(known.map(({identity, path}) => [identity, path]));
  const secrets = known.filter(({path}) => isSecretName(path.slice(path.lastIndexOf('/') + 1)));
  const byOrigin = mapByOrigin(known);
  const secretByOrigin = mapByOrigin(secrets);
  const secretSizes = new Set(secrets.map(({size}) => size));
  const alike: string[] = [];
  for (const path of paths) {
    const facts = path.endsWith('/') || known.length === 0 ? null : factsOf(stampOf(onDisk(root, path), 'kept'));
    const written = isTracked(path) ? secretByOrigin : byOrigin;
    const from = byIdentity.get(facts?.identity ?? '') ?? written.get(facts?.origin ?? '') ?? folderNow(path);
    if (from !== undefined) carried.set(path, from);
    else if (facts !== null && facts.size !== '0' && secretSizes.has(facts.size)) alike.push(path);
  }
  if (alike.length === 0) return carried;

  const hash = (path: string): Sha => {
    const bytes = readRegularFile(onDisk(root, path), LARGEST_SECRET);
    return bytes === null ? '' : blobHash(location, bytes);
  };
  const placeNow = new Map([...carried].map(([to, from]) => [from, to]));
  const secretByHash = new Map(secrets.map(({path}) => [hash(placeNow.get(path) ?? path), path]));
  const copies = alike.map((path) => [path, hash(path)] as const).filter(([, sha]) => sha && secretByHash.has(sha));
  if (copies.length === 0) return carried;
  const blobs = await published();
  for (const [path, sha] of copies) if (!blobs.has(sha)) carried.set(path, secretByHash.get(sha) ?? '');
  return carried;
}

function mapByOrigin(noted: readonly {readonly path: string; readonly origin?: string | null}[]) {
  return new Map(noted.flatMap(({path, origin}) => (origin == null ? [] : [[origin, path] as const])));
}

/** Returns a function that finds the noted folder that a path (latin1) lies in under another name. */
function folderFinder(root: string, older: readonly OlderPath[]): (path: string) => string | undefined {
  const byOrigin = mapByOrigin(older);
  const found = new Map<string, string | undefined>();
  const ofFolder = (folder: string): string | undefined => {
    if (found.has(folder)) return found.get(folder);
    const from = byOrigin.get(folderOrigin(onDisk(root, folder)) ?? '') ?? of(folder);
    found.set(folder, from);
    return from;
  };
  const of = (path: string): string | undefined => {
    const end = path.lastIndexOf('/');
    return end < 1 ? undefined : ofFolder(path.slice(0, end));
  };
  return byOrigin.size === 0 ? () => undefined : of;
}

/**
 * Tells of new files that only git has, such as in a stash, which may be files from before the step under another name: they
 * have the size of one that is not on disk any more as it was, or the bytes of one that is ignored or in the stash too. Where
 * a folder is gone whose files nobody noted, any may be of it. `stashed` are all files there; those of the commit where the
 * step began are nobody's alone.
 */
export async function findAlike(
  {location, git}: Pick<PrivateWorkTree, 'location' | 'git'>,
  {older, head}: Pick<WorkTreeSnapshot, 'older' | 'head'>,
  stashed: readonly Change[],
): Promise<(change: Change) => 'alike' | 'older-folder' | null> {
  const {root} = location;
  const blobs = stashed.flatMap(({path, after}) => (after === null ? [] : [{path, sha: after.sha}]));
  const described = await describeObjects(
    git,
    blobs.map(({sha}) => sha),
  );
  const sizes = new Map(blobs.map(({sha}, at) => [sha, described[at]?.size.toString(36)]));
  const byPath = new Map(blobs.map(({path, sha}) => [path, sha]));
  const hasIn = (folder: string) => blobs.some(({path}) => path.startsWith(folder));
  const isFolderGone = older.some(
    ({path, stamp}) =>
      stamp === null && !isMadeByTools(path) && !hasIn(path) && lookOnDisk(root, path.replace(/\/$/, '')) === undefined,
  );
  const sizesThere = new Set(sizes.values());
  const goneSizes = new Set<string>();
  const theirs = new Set<Sha>();
  let left = MOST_COMPARED;
  for (const {path, stamp, isIgnored} of older) {
    const facts = factsOf(stamp);
    if (facts === null || !facts.isFile || facts.size === '0') continue;
    const stashedAs = byPath.get(path);
    if (stashedAs !== undefined && sizes.get(stashedAs) === facts.size) theirs.add(stashedAs);
    else if (stamp !== stampOf(onDisk(root, path), 'kept')) goneSizes.add(facts.size);
    else if (isIgnored === true && sizesThere.has(facts.size)) {
      const bytes = readRegularFile(onDisk(root, path), left);
      left -= bytes?.length ?? 0;
      if (bytes === null) goneSizes.add(facts.size);
      else theirs.add(blobHash(location, bytes));
    }
  }
  const published = goneSizes.size + theirs.size === 0 && !isFolderGone ? new Set<Sha>() : await blobsOf(git, head);
  return ({after}) => {
    if (after === null || published.has(after.sha)) return null;
    if (theirs.has(after.sha) || goneSizes.has(sizes.get(after.sha) ?? '')) return 'alike';
    return isFolderGone ? 'older-folder' : null;
  };
}

function blobHash({baseline}: Pick<Location, 'baseline'>, bytes: Buffer): Sha {
  return createHash(baseline.objectFormat).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** Lists the files of a commit by their hashes. */
export async function blobsOf(git: RunGit, commit: Sha | null): Promise<ReadonlySet<Sha>> {
  if (commit === null) return new Set();
  return new Set((await listTree(git, commit)).map(({sha}) => sha));
}
