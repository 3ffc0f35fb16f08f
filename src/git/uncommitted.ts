import type {Sha} from '../domain/identity.ts';
import {readRegularFile} from '../files/regular-file.ts';
import {hasPlainEntriesOnly} from './index-marks.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {GITLINK, lookOnDisk} from './raw-diff.ts';

/** The differences between HEAD and the index or work tree. Paths are latin1; a folder's path ends in a slash. */
export interface Uncommitted {
  readonly changes: readonly TrackedChange[];
  /** Files that are not ignored, and repositories inside the work tree. */
  readonly untracked: readonly string[];
  /** Ignored files, and ignored folders without their contents. Empty unless asked for. */
  readonly ignored: readonly string[];
  /** Submodules, whether they have changed or not. */
  readonly submodules: readonly string[];
}

export interface TrackedChange {
  readonly path: string;
  /** HEAD has the path and the index does not. */
  readonly isUnstaged: boolean;
  /** The file is gone from the work tree. */
  readonly isDeleted: boolean;
  readonly isUnmerged: boolean;
  /** Only the file itself differs from the index, in content or times. */
  readonly isModified: boolean;
  /** A submodule of which only the work tree differs. */
  readonly isOnlyCheckedOut: boolean;
}

/**
 * Lists uncommitted content with one `git status`. No index bit hides a change: the bits of files that are on disk are
 * cleared in the given index, which must be one of ours.
 */
export async function listUncommitted(
  files: PrivateWorkTree,
  request: {readonly index: string; readonly head: Sha | null; readonly ignored: boolean},
): Promise<Uncommitted> {
  const {index} = request;
  const [first, marks] = await Promise.all([status(files, request), readMarks(files, request)]);
  await clearBits(files, index, '--no-assume-unchanged', marks.assumedUnchanged);
  await clearBits(files, index, '--no-skip-worktree', marks.skipped);
  const isHidden = marks.assumedUnchanged.length > 0 || marks.skipped.length > 0;
  return {...parseStatus(isHidden ? await status(files, request) : first), submodules: marks.submodules};
}

function clearBits(files: PrivateWorkTree, index: string, option: string, paths: readonly string[]): Promise<string> {
  return files.feed({index, args: ['update-index', option, '-z', '--stdin']}, paths);
}

async function status(
  files: PrivateWorkTree,
  {index, head, ignored}: Parameters<typeof listUncommitted>[1],
): Promise<string> {
  const {stdout} = await files.git({
    index,
    head,
    args: [
      ...['status', '--porcelain=v2', '-z', '--no-renames', '--no-ahead-behind', '--untracked-files=all'],
      // `matching` names an ignored folder alone, and each ignored file of a folder that is not ignored.
      `--ignored=${ignored ? 'matching' : 'no'}`,
      // Nothing is started inside a submodule.
      '--ignore-submodules=dirty',
    ],
  });
  return stdout;
}

/** Reads `status --porcelain=v2 -z --no-renames`. */
export function parseStatus(text: string): Omit<Uncommitted, 'submodules'> {
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
        isUnstaged: record.charAt(2) === 'D',
        isDeleted: record.charAt(3) === 'D' && kind === '1',
        isUnmerged: kind === 'u',
        isModified: record.slice(2, 4) === '.M',
        isOnlyCheckedOut: kind === '1' && record.charAt(2) === '.' && record.charAt(5) === 'S',
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

const NO_MARKS: Marks = {assumedUnchanged: [], skipped: [], submodules: []};

/** Matches an entry of `ls-files -v -s -z` that is a submodule or has a bit: a small letter, or S for skip-worktree. */
const MARKED = new RegExp(`(?<=^|\\0)(?:[a-zS] \\d+|[A-Z] ${GITLINK}) [^\\0]*`, 'g');

/** Parses `ls-files -v -s -z`, and leaves out the entries without a mark. */
export function parseMarked(
  text: string,
): readonly {readonly tag: string; readonly mode: string; readonly path: string}[] {
  return [...text.matchAll(MARKED)].map(([entry]) => {
    const [tag = '', mode = ''] = entry.split(' ', 2);
    return {tag, mode, path: entry.slice(entry.indexOf('\t') + 1)};
  });
}

async function readMarks(files: PrivateWorkTree, {index, head}: Parameters<typeof listUncommitted>[1]): Promise<Marks> {
  const bytes = head === null ? null : readRegularFile(index);
  if (head !== null && bytes !== null && hasPlainEntriesOnly(bytes, head.length / 2)) return NO_MARKS;
  const {stdout} = await files.git({index, args: ['ls-files', '-v', '-s', '-z']});
  const assumedUnchanged: string[] = [];
  const skipped: string[] = [];
  const submodules: string[] = [];
  const absent = new Set<string>();
  for (const {tag, mode, path} of parseMarked(stdout)) {
    if (mode === GITLINK) submodules.push(path);
    if (tag !== tag.toUpperCase()) assumedUnchanged.push(path);
    if (tag.toUpperCase() === 'S' && isOnDisk(files.location.root, path, absent)) skipped.push(path);
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
