import {closeSync, constants, createWriteStream, fstatSync, openSync, readlinkSync, readSync, rmSync} from 'node:fs';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {createGzip} from 'node:zlib';
import type {Archived, WorkTree, WorkTreeSnapshot} from '../domain/ports/work-tree.ts';
import {findCarried} from './carried-files.ts';
import {gitFoldersIn} from './git-folders.ts';
import {isLedger, isSecretName, ledgerPaths} from './known-paths.ts';
import {type Location, whereIs} from './locate.ts';
import {walkFiles} from './odd-files.ts';
import {lookOnDisk, onDisk, shownPath} from './raw-diff.ts';
import {olderPaths} from './snapshot.ts';

const BLOCK = 512;
const CHUNK = 1024 * 1024;
const NAME_BYTES = 100;
/** GNU's record types for a name or link target that is longer. */
const LONG = {name: 'L', link: 'K'} as const;
/** The size limit; further files are left out. */
const MOST_BYTES = 500_000_000;

/**
 * Writes a gzipped tar archive of the files that were made or changed since the snapshot, judged by their times alone,
 * for work that git cannot commit. Returns null and writes nothing when there are none, or when a filter of the user's
 * might keep secrets out of commits.
 */
export async function archiveChanged(
  location: Location,
  since: WorkTreeSnapshot,
  {file, exclude, only}: Parameters<WorkTree['archiveChanged']>[1],
): Promise<Archived | null> {
  const {root, gitDir, commonDir, baseline} = location;
  // Another folder has taken the place of the work tree: nothing in it is the agent's work.
  if (whereIs(root) !== root) return null;
  if (baseline.config.some(({key}) => /^filter\.(?!lfs\.)/.test(key))) return null;
  const older = olderPaths(since, baseline);
  const ledgers = ledgerPaths(root, [...exclude, gitDir, commonDir]);
  const isClosed = (folder: string) => folder.endsWith('/node_modules/') || folder === 'node_modules/';
  const isAsked = (path: string) =>
    only === 'all' || only.some((one) => path === one || path.startsWith(`${one.replace(/\/$/, '')}/`));
  const found = [...walkFiles(root, (folder) => isClosed(folder) || older.find(folder) !== null)].filter(
    ({path, entry}) =>
      (entry.isFile() || entry.isSymbolicLink()) &&
      isAsked(shownPath(path)) &&
      older.find(path) === null &&
      !isLedger(ledgers, path) &&
      (lookOnDisk(root, path)?.ctimeMs ?? 0) >= since.takenAt,
  );
  const paths = found.map(({path}) => path);
  const [gitFolders, carried] = await Promise.all([
    gitFoldersIn(location, paths),
    // Without git there is no telling which content it had.
    findCarried(location, since, paths, {isTracked: () => false, published: () => Promise.resolve(new Set())}),
  ]);
  const isOfGit = (path: string) => gitFolders.some((folder) => path.startsWith(folder));
  // Without git there is no telling which new files are ignored.
  const agents = found.filter(({path}) => !carried.has(path));
  const wanted = agents.filter(({name, path}) => !isSecretName(name) && !isOfGit(path));
  if (wanted.length === 0) return null;
  const written = {files: 0, bytes: 0};
  const blocks = function* (): Generator<Buffer> {
    for (const {path} of wanted) yield* member(root, path, written);
    yield Buffer.alloc(2 * BLOCK);
  };
  await pipeline(Readable.from(blocks()), createGzip(), createWriteStream(file, {flags: 'wx', mode: 0o600}));
  if (written.files === 0) {
    rmSync(file);
    return null;
  }
  return {files: written.files, leftOut: agents.length - written.files};
}

function* member(root: string, path: string, written: {files: number; bytes: number}): Generator<Buffer> {
  const place = onDisk(root, path);
  const name = Buffer.from(path, 'latin1');
  const stat = lookOnDisk(root, path);
  if (stat?.isSymbolicLink() === true) {
    const target = readlinkSync(place, {encoding: 'buffer'});
    yield* header({name, link: target, type: '2', mode: 0o777, size: 0});
    written.files++;
    return;
  }
  let handle: number;
  try {
    handle = openSync(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return;
  }
  try {
    const {size, mode} = fstatSync(handle);
    if (!fstatSync(handle).isFile() || written.bytes + size > MOST_BYTES) return;
    yield* header({name, link: Buffer.alloc(0), type: '0', mode: mode & 0o777, size});
    // A file that has shrunk since is padded with zeros, and one that has grown is cut off.
    for (let at = 0; at < size; at += CHUNK) {
      const chunk = Buffer.alloc(Math.min(CHUNK, size - at));
      readSync(handle, chunk, 0, chunk.length, at);
      yield chunk;
    }
    yield padding(size);
    written.files++;
    written.bytes += size;
  } finally {
    closeSync(handle);
  }
}

interface Header {
  readonly name: Buffer;
  readonly link: Buffer;
  readonly type: string;
  readonly mode: number;
  readonly size: number;
}

function* header({name, link, type, mode, size}: Header): Generator<Buffer> {
  for (const [kind, text] of [
    [LONG.name, name],
    [LONG.link, link],
  ] as const) {
    if (text.length <= NAME_BYTES) continue;
    yield block({
      name: Buffer.from('././@LongLink'),
      link: Buffer.alloc(0),
      type: kind,
      mode: 0,
      size: text.length + 1,
    });
    yield Buffer.concat([text, Buffer.alloc(1), padding(text.length + 1)]);
  }
  yield block({name: name.subarray(0, NAME_BYTES), link: link.subarray(0, NAME_BYTES), type, mode, size});
}

function block({name, link, type, mode, size}: Header): Buffer {
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  const numbers = [octal(mode, 7), octal(0, 7), octal(0, 7), octal(size, 11), octal(0, 11)].join('');
  const fixed = (text: Buffer) => Buffer.concat([text, Buffer.alloc(NAME_BYTES - text.length)]);
  const bytesWith = (sum: string) =>
    Buffer.concat([fixed(name), Buffer.from(numbers + sum + type), fixed(link), Buffer.from('ustar\u000000')]);
  const sum = bytesWith(' '.repeat(8)).reduce((total, byte) => total + byte, 0);
  const bytes = bytesWith(`${octal(sum, 6)} `);
  return Buffer.concat([bytes, Buffer.alloc(BLOCK - bytes.length)]);
}

function padding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}
