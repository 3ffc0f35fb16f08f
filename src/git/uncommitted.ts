import type {Sha} from '../domain/identity.ts';
import {readRegularFile} from '../files/regular-file.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {GITLINK, lookOnDisk} from './raw-diff.ts';

/** The differences between HEAD and the index or work tree. Paths are latin1; a folder's path ends in a slash. */
export interface Uncommitted {
  readonly changes: readonly TrackedChange[];
  /** Files that are not ignored, and repositories inside the work tree. */
  readonly untracked: readonly string[];
  /** Ignored files, and ignored folders without their contents. Empty unless asked for. */
  readonly ignored: readonly string[];
  /** Folders that git could not list: they may not be entered, or their paths are too long. */
  readonly closed: readonly string[];
  /** Submodules, whether they have changed or not. */
  readonly submodules: readonly string[];
  /** The user's index has what HEAD has, as far as git says, and no bit that hides a change. */
  readonly isStagedAsHead: boolean;
}

export interface TrackedChange {
  readonly path: string;
  /** The index has the path and HEAD does not. */
  readonly isAdded: boolean;
  /** HEAD has the path and the index does not. */
  readonly isUnstaged: boolean;
  /** The file is gone from the work tree. */
  readonly isDeleted: boolean;
  readonly isUnmerged: boolean;
  /** Only the file itself differs from the index, in content or times. */
  readonly isModified: boolean;
  /** A submodule of which only the work tree differs. */
  readonly isOnlyCheckedOut: boolean;
  /** The object in the index, if it is not HEAD's. */
  readonly staged: Sha | null;
}

interface UncommittedRequest {
  readonly head: Sha | null;
  readonly ignored: boolean;
}

/**
 * Lists uncommitted content with one `git status`. No index bit hides a change: the bits of files that are on disk are
 * cleared in the index, which must be one of ours.
 */
export async function listUncommitted(files: PrivateWorkTree, request: UncommittedRequest): Promise<Uncommitted> {
  const [first, marks] = await Promise.all([status(files, request), readMarks(files, request.head)]);
  await files.feed({args: ['update-index', '--no-assume-unchanged', '-z', '--stdin']}, marks.assumedUnchanged);
  await files.feed({args: ['update-index', '--no-skip-worktree', '-z', '--stdin']}, marks.skipped);
  const isHidden = marks.assumedUnchanged.length > 0 || marks.skipped.length > 0;
  const found = isHidden ? await status(files, request) : first;
  return {...found, submodules: marks.submodules, isStagedAsHead: false};
}

/** Does the same for the user's own index. It is copied only if bits must be cleared, since git writes to no index here. */
export async function listUncommittedOfUser(files: PrivateWorkTree, request: UncommittedRequest): Promise<Uncommitted> {
  const marked = readMarkedIn(files, request.head);
  if (marked?.every(({isAssumed, isSkipped}) => !isAssumed && !isSkipped) === true) {
    const found = await status(files, request);
    const isStaged = ({staged, isUnstaged, isUnmerged}: TrackedChange) => staged !== null || isUnstaged || isUnmerged;
    return {...found, submodules: marked.map(({path}) => path), isStagedAsHead: !found.changes.some(isStaged)};
  }
  return await files.withIndex('copy', (copy) => listUncommitted(copy, request));
}

function readMarkedIn({index}: PrivateWorkTree, head: Sha | null): readonly Marked[] | null {
  const bytes = head === null ? null : readRegularFile(index);
  return head === null || bytes === null ? null : readMarked(bytes, head.length / 2);
}

async function status(
  files: PrivateWorkTree,
  {head, ignored}: UncommittedRequest,
): Promise<Omit<Uncommitted, 'submodules' | 'isStagedAsHead'>> {
  const {stdout, stderr} = await files.git({
    head,
    args: [
      ...['status', '--porcelain=v2', '-z', '--no-renames', '--no-ahead-behind', '--untracked-files=all'],
      // `matching` names an ignored folder alone, and each ignored file of a folder that is not ignored.
      `--ignored=${ignored ? 'matching' : 'no'}`,
      // Nothing is started inside a submodule.
      '--ignore-submodules=dirty',
    ],
  });
  const closed = [...stderr.matchAll(CLOSED)].map(([, path = '']) => `${Buffer.from(path).toString('latin1')}/`);
  return {...parseStatus(stdout), closed};
}

const CLOSED = /^warning: could not open directory '(.*?)\/?': /gm;

/** Reads `status --porcelain=v2 -z --no-renames`. */
export function parseStatus(text: string): Omit<Uncommitted, 'submodules' | 'closed' | 'isStagedAsHead'> {
  const changes: TrackedChange[] = [];
  const untracked: string[] = [];
  const ignored: string[] = [];
  for (const record of text.split('\0')) {
    const kind = record.charAt(0);
    if (kind === '?') untracked.push(record.slice(2));
    else if (kind === '!') ignored.push(record.slice(2));
    else if (kind === '1' || kind === 'u') {
      changes.push({
        path: afterFields(record, kind === 'u' ? 10 : 8),
        isAdded: record.charAt(2) === 'A',
        isUnstaged: record.charAt(2) === 'D',
        isDeleted: record.charAt(3) === 'D' && kind === '1',
        isUnmerged: kind === 'u',
        isModified: record.slice(2, 4) === '.M',
        isOnlyCheckedOut: kind === '1' && record.charAt(2) === '.' && record.charAt(5) === 'S',
        staged: kind === '1' && /[^.D]/.test(record.charAt(2)) ? (record.split(' ', 8)[7] ?? null) : null,
      });
    }
  }
  return {changes, untracked, ignored};
}

function afterFields(record: string, fields: number): string {
  let at = 0;
  for (let count = 0; count < fields; count++) at = record.indexOf(' ', at) + 1;
  return record.slice(at);
}

interface Marks {
  readonly assumedUnchanged: readonly string[];
  /** Only files that are on disk: a sparse checkout leaves out the others. */
  readonly skipped: readonly string[];
  readonly submodules: readonly string[];
}

/** An index entry that is a submodule, or has a bit that hides changes: assume-unchanged or skip-worktree. */
interface Marked {
  readonly path: string;
  readonly isSubmodule: boolean;
  readonly isAssumed: boolean;
  readonly isSkipped: boolean;
}

/** Matches an entry of `ls-files -v -s -z` that is a submodule or has a bit: a small letter, or S for skip-worktree. */
const MARKED = new RegExp(`(?<=^|\\0)(?:[a-zS] \\d+|[A-Z] ${GITLINK}) [^\\0]*`, 'g');

/** Parses `ls-files -v -s -z`, and leaves out the entries without a mark. */
export function parseMarked(text: string): readonly Marked[] {
  return [...text.matchAll(MARKED)].map(([entry]) => {
    const [tag = '', mode = ''] = entry.split(' ', 2);
    return {
      path: entry.slice(entry.indexOf('\t') + 1),
      isSubmodule: mode === GITLINK,
      isAssumed: tag !== tag.toUpperCase(),
      isSkipped: tag.toUpperCase() === 'S',
    };
  });
}

async function readMarks(files: PrivateWorkTree, head: Sha | null): Promise<Marks> {
  const ask = async () => parseMarked((await files.git({args: ['ls-files', '-v', '-s', '-z']})).stdout);
  const assumedUnchanged: string[] = [];
  const skipped: string[] = [];
  const submodules: string[] = [];
  const absent = new Set<string>();
  for (const {path, isSubmodule, isAssumed, isSkipped} of readMarkedIn(files, head) ?? (await ask())) {
    if (isSubmodule) submodules.push(path);
    if (isAssumed) assumedUnchanged.push(path);
    if (isSkipped && isOnDisk(files.location.root, path, absent)) skipped.push(path);
  }
  return {assumedUnchanged, skipped, submodules};
}

/** Remembers absent folders, since a sparse checkout leaves out whole folders of files. */
function isOnDisk(root: string, path: string, absent: Set<string>): boolean {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  if (folder !== '' && (absent.has(folder) || !isOnDisk(root, folder, absent))) {
    absent.add(folder);
    return false;
  }
  return lookOnDisk(root, path) !== undefined;
}

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
const SUBMODULE = 0xe000;

/**
 * Finds the marked entries of an index. Null in doubt: for an index that is split, sparse or not as git writes it, or that
 * shortens the name of such an entry. It saves a git process and its list of all files. `hashLength` is the length of an
 * object id in bytes.
 */
export function readMarked(index: Buffer, hashLength: number): readonly Marked[] | null {
  const marked: Marked[] = [];
  try {
    const version = index.readUInt32BE(4);
    if (index.toString('latin1', 0, 4) !== 'DIRC' || version < 2 || version > 4) return null;
    let at = HEADER;
    for (let count = index.readUInt32BE(8); count > 0; count--) {
      const type = index.readUInt32BE(at + MODE) & TYPE;
      const flags = index.readUInt16BE(at + STAT + hashLength);
      const isExtended = (flags & EXTENDED) !== 0;
      const name = at + STAT + hashLength + (isExtended ? 4 : 2);
      if (type !== FILE && type !== LINK && type !== SUBMODULE) return null;
      const isAssumed = (flags & ASSUME_UNCHANGED) !== 0;
      const isSkipped = isExtended && (index.readUInt16BE(name - 2) & SKIP_WORKTREE) !== 0;
      if (type === SUBMODULE || isAssumed || isSkipped) {
        const end = index.indexOf(0, name);
        if (version === 4 || end < 0) return null;
        marked.push({path: index.toString('latin1', name, end), isSubmodule: type === SUBMODULE, isAssumed, isSkipped});
      }
      at = version === 4 ? endOfName(index, name) + 1 : endOfPadding(index, at, name, flags & NAME_LENGTH);
    }
    return hasOptionalExtensionsOnly(index, at, index.length - hashLength) ? marked : null;
  } catch {
    // The index is cut off.
    return null;
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
