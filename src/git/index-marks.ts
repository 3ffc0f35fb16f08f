const HEADER = 12;
/** The place of the mode in an entry, and the size of what stands before its object id. */
const MODE = 24;
const STAT = 40;
const ASSUME_UNCHANGED = 0x8000;
const EXTENDED = 0x4000;
const SKIP_WORKTREE = 0x4000;
const NAME_LENGTH = 0xfff;
/** The bits of a mode that tell a file, a link and a submodule apart. */
const TYPE = 0xf000;
const FILE = 0x8000;
const LINK = 0xa000;

/**
 * True where every entry of an index is a file or a link, and none has a bit that hides its changes. False also in doubt:
 * of an index that is split or sparse, or is not as git writes it. Saves a process of git, and its list of all files,
 * where there is nothing to find, which is nearly everywhere. `hashLength` is the length of an object id in bytes.
 */
export function hasPlainEntriesOnly(index: Buffer, hashLength: number): boolean {
  try {
    const version = index.readUInt32BE(4);
    if (index.toString('latin1', 0, 4) !== 'DIRC' || version < 2 || version > 4) return false;
    let at = HEADER;
    for (let count = index.readUInt32BE(8); count > 0; count--) {
      const type = index.readUInt32BE(at + MODE) & TYPE;
      const flags = index.readUInt16BE(at + STAT + hashLength);
      const isExtended = (flags & EXTENDED) !== 0;
      const name = at + STAT + hashLength + (isExtended ? 4 : 2);
      if ((type !== FILE && type !== LINK) || (flags & ASSUME_UNCHANGED) !== 0) return false;
      if (isExtended && (index.readUInt16BE(name - 2) & SKIP_WORKTREE) !== 0) return false;
      at = version === 4 ? endOfName(index, name) + 1 : endOfPadding(index, at, name, flags & NAME_LENGTH);
    }
    return hasOptionalExtensionsOnly(index, at, index.length - hashLength);
  } catch {
    // It ends before all is said.
    return false;
  }
}

/** Before its rest, a name of version 4 has the number of bytes to cut from the name before: the last one is below 0x80. */
function endOfName(index: Buffer, from: number): number {
  let at = from;
  while (index.readUInt8(at) >= 0x80) at++;
  const end = index.indexOf(0, at + 1);
  if (end < 0) throw new RangeError('a name has no end');
  return end;
}

/** An entry of version 2 or 3 is filled up with NULs, one to eight, to a multiple of eight bytes. */
function endOfPadding(index: Buffer, start: number, name: number, length: number): number {
  const end = length < NAME_LENGTH ? name + length : index.indexOf(0, name + NAME_LENGTH);
  if (end < name) throw new RangeError('a name has no end');
  return start + ((end - start + 8) & ~7);
}

/** Those whose names begin with a small letter change what the entries mean: `link` and `sdir` are the known ones. */
function hasOptionalExtensionsOnly(index: Buffer, from: number, end: number): boolean {
  let at = from;
  while (at < end) {
    const first = index.readUInt8(at);
    if (first < 0x41 || first > 0x5a) return false;
    at += 8 + index.readUInt32BE(at + 4);
  }
  return at === end;
}
