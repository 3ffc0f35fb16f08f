import {createHash} from 'node:crypto';
import {constants} from 'node:fs';
import type {Sha} from '../domain/identity.ts';
import type {OlderPath, WorkTreeSnapshot} from '../domain/ports/work-tree.ts';
import {readRegularFile} from '../files/regular-file.ts';
import type {Location} from './locate.ts';
import {listTree, type RunGit} from './plumbing.ts';
import {digestOf, lookOnDisk, onDisk, stampOf} from './raw-diff.ts';

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
  const isTheirs = ({bytes}: Copy) => {
    const hash = createHash(location.baseline.objectFormat).update(`blob ${bytes.length}\0`).update(bytes);
    return !blobs.has(hash.digest('hex'));
  };
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

/** Lists the files of a commit by their hashes. */
export async function blobsOf(git: RunGit, commit: Sha | null): Promise<ReadonlySet<Sha>> {
  if (commit === null) return new Set();
  return new Set((await listTree(git, commit)).map(({sha}) => sha));
}
