import {createHash} from 'node:crypto';
import {constants} from 'node:fs';
import type {Sha} from '../domain/identity.ts';
import type {OlderPath, WorkTreeSnapshot} from '../domain/ports/work-tree.ts';
import {readRegularFile} from '../files/regular-file.ts';
import {isMadeByTools} from './known-paths.ts';
import type {Location} from './locate.ts';
import {describeObjects, listTree, type RunGit} from './plumbing.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {type Change, digestOf, lookOnDisk, onDisk, stampOf} from './raw-diff.ts';

/** Comparing more bytes would delay the end of a step. */
const MOST_COMPARED = 256 * 1024 * 1024;
/** The clock of a disk in the network may differ from ours. */
const CLOCK_SLACK_MS = 2_000;

const {S_IFMT: TYPE, S_IFREG: REGULAR} = constants;

interface FileFacts {
  /** False for a link. */
  readonly isFile: boolean;
  readonly size: string;
  /** Stays the same when the file is renamed, and changes when it is written. */
  readonly identity: string;
  /** Stays the same when the file is renamed and written. An inode number alone goes to a new file when its own is deleted. */
  readonly origin: string;
  /** False where the system does not know when a file was born, and says 0 or when it was last changed. */
  readonly hasOrigin: boolean;
}

/** Reads a stamp; null when it is not that of a file. */
function factsOf(stamp: string | null): FileFacts | null {
  const [mode = '', size, mtime, changed, inode, born] = stamp?.split('.') ?? [];
  if (size === undefined || inode === undefined) return null;
  return {
    isFile: (Number.parseInt(mode, 36) & TYPE) === REGULAR,
    size,
    identity: `${size}.${mtime}.${inode}`,
    origin: `${inode}.${born}`,
    hasOrigin: born !== undefined && born !== '0' && born !== changed,
  };
}

/**
 * Finds, among paths that are new since the snapshot (latin1), files from before it under another name, with their
 * earlier names. A renamed one is the same file on disk (unwritten, if the system does not know when a file was born), or
 * has lain on disk since before the step while a folder is gone whose files nobody noted. A copy has the bytes of one that is ignored, or is not there any more as it
 * was; one of the `published` files is nobody's alone.
 */
export async function findCarried(
  location: Pick<Location, 'root' | 'baseline'>,
  {older, takenAt}: Pick<WorkTreeSnapshot, 'older' | 'takenAt'>,
  paths: readonly string[],
  published: () => Promise<ReadonlySet<Sha>>,
): Promise<ReadonlyMap<string, string>> {
  const {root} = location;
  const known = older.flatMap((one) => {
    const facts = factsOf(one.stamp);
    return facts === null ? [] : [{...one, ...facts}];
  });
  const gone = older.filter(({path, stamp}) => stamp === null && lookOnDisk(root, path.slice(0, -1)) === undefined);
  const folders = gone.map(({path}) => path).join(' or ');
  if (known.length === 0 && folders === '') return new Map();
  // A rename of a folder leaves the times of its files as they are.
  const isOfGone = (path: string) =>
    folders !== '' && (lookOnDisk(root, path)?.ctimeMs ?? takenAt) < takenAt - CLOCK_SLACK_MS;
  const renamed = new Map<string, string>();
  const others: (FileFacts & {readonly path: string})[] = [];
  const byIdentity = new Map(known.map(({identity, path}) => [identity, path]));
  const byOrigin = new Map(known.map(({origin, path}) => [origin, path]));
  for (const path of paths) {
    // A nested repository: the rename changes no time of what is in it.
    if (path.endsWith('/') && isOfGone(`${path}.git`)) renamed.set(path, folders);
    const facts = path.endsWith('/') ? null : factsOf(stampOf(onDisk(root, path), 'kept'));
    if (facts === null) continue;
    const from =
      byIdentity.get(facts.identity) ??
      (facts.hasOrigin ? byOrigin.get(facts.origin) : undefined) ??
      (isOfGone(path) ? folders : undefined);
    if (from === undefined) others.push({path, ...facts});
    else renamed.set(path, from);
  }
  const copies = findCopies(root, known, others, renamed);
  if (copies.length === 0) return renamed;
  const blobs = await published();
  const isTheirs = ({bytes}: Copy) => !blobs.has(blobHash(location, bytes));
  return new Map([...renamed, ...copies.filter(isTheirs).map(({path, from}) => [path, from] as const)]);
}

interface Copy {
  readonly path: string;
  readonly from: string;
  readonly bytes: Buffer;
}

function findCopies(
  root: string,
  known: readonly (OlderPath & FileFacts)[],
  paths: readonly (FileFacts & {readonly path: string})[],
  renamed: ReadonlyMap<string, string>,
): readonly Copy[] {
  const ofFiles = known.filter(({isFile, size}) => isFile && size !== '0');
  const bySize = Map.groupBy(ofFiles, ({size}) => size);
  const alike = Map.groupBy(
    paths.filter(({isFile, size}) => isFile && bySize.has(size)),
    ({size}) => size,
  );
  const placeNow = new Map([...renamed].map(([to, from]) => [from, to]));
  let left = MOST_COMPARED;
  const read = (path: string): Buffer | null => {
    const bytes = readRegularFile(onDisk(root, path), left);
    left -= bytes?.length ?? 0;
    return bytes;
  };
  return [...alike].flatMap(([size, found]) => {
    const digests = new Map<string, string>();
    for (const {path, stamp, content, isIgnored} of bySize.get(size) ?? []) {
      const place = placeNow.get(path) ?? (stamp === stampOf(onDisk(root, path), 'kept') ? path : null);
      // An agent may copy a file that is in everybody's sight; and two files may be alike by chance.
      if (place === path && isIgnored !== true) continue;
      const digest = content ?? (place === null ? null : digestOf(read(place)));
      if (digest !== null) digests.set(digest, path);
    }
    return found.flatMap(({path}) => {
      const bytes = read(path);
      const from = digests.get(digestOf(bytes) ?? '');
      return bytes === null || from === undefined ? [] : [{path, from, bytes}];
    });
  });
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
