const HEADER = 12;
/** The offset of the mode in an entry, and of the object id. */
const MODE = 24;
const STAT = 40;
const ASSUME_UNCHANGED = 0x8000;
const EXTENDED = 0x4000;
const SKIP_WORKTREE = 0x4000;
const NAME_LENGTH = 0xfff;
/** The bits of a mode that distinguish a file, a link and a submodule. */
const TYPE = 0xf000;
const FILE = 0x8000;
const LINK = 0xa000;

/**
 * True when every index entry is a file or a link and has no bit that hides changes. False also in doubt: for an index
 * that is split, sparse or not as git writes it. It saves a git process and its list of all files in the usual case of
 * nothing to find. `hashLength` is the length of an object id in bytes.
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
    // The index is cut off.
    return false;
  }
}

/**
 * Finds the end of a version 4 name, which begins with the number of bytes to cut from the previous name. The last byte
 * of that number is below 0x80.
 */
function endOfName(index: Buffer, from: number): number {
  let at = from;
  while (index.readUInt8(at) >= 0x80) at++;
  const end = index.indexOf(0, at + 1);
  if (end < 0) throw new RangeError('a name has no end');
  return end;
}

/** A version 2 or 3 entry is padded with one to eight NULs to a multiple of eight bytes. */
function endOfPadding(index: Buffer, start: number, name: number, length: number): number {
  const end = length < NAME_LENGTH ? name + length : index.indexOf(0, name + NAME_LENGTH);
  if (end < name) throw new RangeError('a name has no end');
  return start + ((end - start + 8) & ~7);
}

/** False for an extension named with a small first letter: those change the entries' meaning (`link`, `sdir`). */
function hasOptionalExtensionsOnly(index: Buffer, from: number, end: number): boolean {
  let at = from;
  while (at < end) {
    const first = index.readUInt8(at);
    if (first < 0x41 || first > 0x5a) return false;
    at += 8 + index.readUInt32BE(at + 4);
  }
  return at === end;
}
