import {createReadStream} from 'node:fs';
import {open} from 'node:fs/promises';
import {pipeline, type Readable} from 'node:stream';
import {constants, createGunzip, createZstdDecompress} from 'node:zlib';
import {isSavedFile, limitBytes, quoteName, RefusedArchive, toUnpackingError, writeSavedFile} from './unpacking.ts';

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
  const bytes = createByteReader(await decompress(archive), limitBytes(limit));
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

async function decompress(archive: string): Promise<Readable> {
  const file = await open(archive);
  const {buffer} = await file.read(Buffer.alloc(2), 0, 2, 0);
  await file.close();
  const isGzip = buffer[0] === 0x1f && buffer[1] === 0x8b;
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
