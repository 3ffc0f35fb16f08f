import {type FileHandle, open} from 'node:fs/promises';
import {pipeline} from 'node:stream';
import {crc32, createInflateRaw} from 'node:zlib';
import {isSavedFile, limitBytes, quoteName, RefusedArchive, toUnpackingError, writeSavedFile} from './unpacking.ts';

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
