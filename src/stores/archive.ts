import {createReadStream} from 'node:fs';
import {type FileHandle, open, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {pipeline, type Readable} from 'node:stream';
import {constants, crc32, createGunzip, createInflateRaw, createZstdDecompress} from 'node:zlib';
import {errnoCode} from '../domain/errors.ts';
import {LEDGER_FILE} from '../domain/ports/ledger.ts';
import {FRAGMENT_FILE} from '../domain/ports/store.ts';
import {readStart} from '../files/regular-file.ts';
import {CONTAINS_FILE} from './snapshot-service.ts';

/** Enough for about 900,000 steps. An archive that unpacks to more was made to fill a disk. */
const MAX_UNPACKED_BYTES = 1024 ** 3;

/** An archive that no run of ours can have saved. The message ends a sentence: `it holds …`. */
export class RefusedArchive extends Error {}

/**
 * Classifies an error during unpacking: a fault of the archive becomes RefusedArchive; one of this machine, such as a
 * full disk, is returned unchanged.
 */
function toUnpackingError(error: unknown): unknown {
  if (error instanceof RefusedArchive || /^E[A-Z0-9]+$/.test(errnoCode(error) ?? '')) return error;
  return new RefusedArchive(`it cannot be unpacked (${error instanceof Error ? error.message : String(error)}).`);
}

const SAVED_FILES = [LEDGER_FILE, CONTAINS_FILE, FRAGMENT_FILE];

/** True for a file that belongs to a save. Later versions may save other files too. */
function isSavedFile(name: string): boolean {
  return SAVED_FILES.includes(name);
}

function quoteName(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 79)}…` : name);
}

/** Counts unpacked bytes and throws RefusedArchive above the limit. */
function limitBytes(limit = MAX_UNPACKED_BYTES): (bytes: number) => void {
  let total = 0;
  return (bytes) => {
    total += bytes;
    if (total > limit) throw new RefusedArchive(`it unpacks to more than ${limit} bytes.`);
  };
}

/** Writes one file of a save as a new file. Never writes to an existing file or through a link. */
async function writeSavedFile(folder: string, name: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  await writeFile(join(folder, name), chunks, {flag: 'wx', mode: 0o600});
}

const DIRECTORY_END = {signature: 0x06054b50, size: 22, maxComment: 0xffff};
const DIRECTORY_ENTRY = {signature: 0x02014b50, size: 46};
const LOCAL_HEADER = {signature: 0x04034b50, size: 30};
const STORED = 0;
const DEFLATED = 8;
/** A save has two files, so its directory is small. */
const MAX_DIRECTORY_BYTES = 64 * 1024;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/**
 * Unpacks the files of a save, or those that `isWanted` accepts, from a zip archive into `folder`, and skips all
 * others. Throws RefusedArchive if it is no zip archive, is damaged or holds too much.
 */
export async function unpackZip(
  archive: string,
  folder: string,
  limit?: number,
  isWanted: (name: string) => boolean = isSavedFile,
): Promise<void> {
  const file = await open(archive);
  try {
    const entries = (await readDirectory(file)).filter((it) => isWanted(it.name));
    const count = limitBytes(limit);
    const names = new Set<string>();
    for (const entry of entries) {
      if (names.has(entry.name)) throw new RefusedArchive(`it holds ${quoteName(entry.name)} twice.`);
      names.add(entry.name);
      await writeSavedFile(folder, entry.name, readEntry(file, entry, count));
    }
  } catch (error) {
    throw toUnpackingError(error);
  } finally {
    await file.close();
  }
}

async function readDirectory(file: FileHandle): Promise<readonly Entry[]> {
  const {size} = await file.stat();
  const tail = await readAt(file, Math.max(0, size - DIRECTORY_END.size - DIRECTORY_END.maxComment), size);
  const at = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (at === -1 || tail.length - at < DIRECTORY_END.size) throw new RefusedArchive('it is no zip archive.');
  const start = tail.readUInt32LE(at + 16);
  const directory = await readAt(
    file,
    start,
    Math.min(start + tail.readUInt32LE(at + 12), start + MAX_DIRECTORY_BYTES),
  );
  const entries: Entry[] = [];
  for (let offset = 0; offset + DIRECTORY_ENTRY.size <= directory.length; ) {
    if (directory.readUInt32LE(offset) !== DIRECTORY_ENTRY.signature) break;
    const nameEnd = offset + DIRECTORY_ENTRY.size + directory.readUInt16LE(offset + 28);
    entries.push({
      name: directory.toString('utf8', offset + DIRECTORY_ENTRY.size, nameEnd),
      method: directory.readUInt16LE(offset + 10),
      crc: directory.readUInt32LE(offset + 16),
      packed: directory.readUInt32LE(offset + 20),
      size: directory.readUInt32LE(offset + 24),
      offset: directory.readUInt32LE(offset + 42),
    });
    offset = nameEnd + directory.readUInt16LE(offset + 30) + directory.readUInt16LE(offset + 32);
  }
  if (entries.length !== tail.readUInt16LE(at + 10)) throw new RefusedArchive('its directory is not whole.');
  return entries;
}

async function* readEntry(file: FileHandle, entry: Entry, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  const header = await readAt(file, entry.offset, entry.offset + LOCAL_HEADER.size);
  if (header.length < LOCAL_HEADER.size || header.readUInt32LE(0) !== LOCAL_HEADER.signature) {
    throw new RefusedArchive(`${quoteName(entry.name)} is not where its directory says.`);
  }
  const start = entry.offset + LOCAL_HEADER.size + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = readRange(file, start, start + entry.packed);
  if (entry.method !== STORED && entry.method !== DEFLATED)
    throw new RefusedArchive(`its packing ${entry.method} is not known.`);
  let crc = 0;
  let size = 0;
  for await (const chunk of entry.method === STORED ? packed : pipeline(packed, createInflateRaw(), () => {})) {
    count(chunk.length);
    crc = crc32(chunk, crc);
    size += chunk.length;
    yield chunk;
  }
  if (crc !== entry.crc || size !== entry.size) throw new RefusedArchive(`${quoteName(entry.name)} is not whole.`);
}

async function* readRange(file: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  const step = 1024 * 1024;
  for (let at = start; at < end; at += step) yield readAt(file, at, Math.min(end, at + step));
}

/** Reads the bytes from `start` to `end` or to the end of the file. */
async function readAt(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const wanted = Math.max(0, end - start);
  const {buffer, bytesRead} = await file.read(Buffer.alloc(wanted), 0, wanted, start);
  return buffer.subarray(0, bytesRead);
}

const BLOCK = 512;
/**
 * Types of entries with attributes of the next file, or of all files, as GNU tar and bsdtar write them. We need none.
 */
const EXTENDED_HEADERS = 'xg';
/** The largest window that GNU tar and the toolkit compress with. */
const ZSTD_WINDOW_LOG = 30;

/**
 * Unpacks the files of a save into `folder` from a tar archive, compressed with zstd or gzip. Writes nothing else.
 * Throws RefusedArchive for any member that is not a plain file in the archive's folder `root` (a link, a path that
 * leads out of it), for damage and for too much content.
 */
export async function unpackTar(archive: string, root: string, folder: string, limit?: number): Promise<void> {
  try {
    await unpackMembers(archive, root, folder, limit);
  } catch (error) {
    throw toUnpackingError(error);
  }
}

async function unpackMembers(archive: string, root: string, folder: string, limit?: number): Promise<void> {
  const bytes = createByteReader(decompress(archive), limitBytes(limit));
  for (;;) {
    const header = await bytes.read(BLOCK);
    if (header.every((byte) => byte === 0)) return;
    const member = parseHeader(header);
    const name = savedFileOf(member, root);
    const content = bytes.readChunks(member.size);
    if (name === null) for await (const _ of content);
    else await writeSavedFile(folder, name, content);
    await bytes.read((BLOCK - (member.size % BLOCK)) % BLOCK);
  }
}

interface Member {
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

/** The saved file that a member is; null for a harmless member that is skipped. */
function savedFileOf({name, type, size}: Member, root: string): string | null {
  if (EXTENDED_HEADERS.includes(type)) return null;
  if (type === '5' && size === 0 && (name === root || name === `${root}/`)) return null;
  const [folder, file = '', ...deeper] = name.split('/');
  const isPlain = folder === root && file !== '' && file !== '.' && file !== '..' && deeper.length === 0;
  if (type === '0' && isPlain) return isSavedFile(file) ? file : null;
  throw new RefusedArchive(`it holds ${quoteName(name)}, which is no plain file in ${root}.`);
}

function parseHeader(header: Buffer): Member {
  const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 0x20 : byte), 0);
  if (Number.parseInt(textAt(header, 148, 8), 8) !== sum) throw new Error('a header is not whole');
  const prefix = header.toString('latin1', 257, 262) === 'ustar' ? textAt(header, 345, 155) : '';
  const name = textAt(header, 0, 100);
  const size = textAt(header, 124, 12).trim();
  // Sizes in other notations than octal are beyond the limit anyway.
  if (!/^[0-7]+$/.test(size)) throw new RefusedArchive('it holds a file whose size no save has.');
  const type = header.toString('latin1', 156, 157);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    type: type === '\0' ? '0' : type,
    size: Number.parseInt(size, 8),
  };
}

function textAt(header: Buffer, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? length : end);
}

function decompress(archive: string): Readable {
  const isGzip = readStart(archive, 2)?.equals(Buffer.from([0x1f, 0x8b])) === true;
  const options = {params: {[constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG}};
  // A failure destroys the last stream, so it surfaces where that stream is read.
  return pipeline(createReadStream(archive), isGzip ? createGunzip() : createZstdDecompress(options), () => {});
}

/** Reads a stream in pieces of requested sizes. Throws if it ends too early. */
function createByteReader(stream: Readable, count: (bytes: number) => void) {
  const chunks = stream[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  const fill = async () => {
    const next = await chunks.next();
    if (next.done === true || !Buffer.isBuffer(next.value)) throw new Error('it ends too early');
    count(next.value.length);
    rest = next.value;
  };
  async function* readChunks(size: number): AsyncGenerator<Buffer> {
    for (let left = size; left > 0; ) {
      if (rest.length === 0) await fill();
      const chunk = rest.subarray(0, left);
      rest = rest.subarray(chunk.length);
      left -= chunk.length;
      yield chunk;
    }
  }
  const read = async (size: number) => {
    const parts: Buffer[] = [];
    for await (const chunk of readChunks(size)) parts.push(chunk);
    return Buffer.concat(parts);
  };
  return {readChunks, read};
}
