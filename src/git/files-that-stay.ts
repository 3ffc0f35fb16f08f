import {mkdirSync, statSync} from 'node:fs';
import {dirname, join} from 'node:path';
import type {WorkTreeSnapshot} from '../domain/ports/work-tree.ts';
import {keepFile, readRegularFile} from '../files/regular-file.ts';
import {blobsOf, findCarried} from './carried-files.ts';
import {readHead} from './head.ts';
import type {Location} from './locate.ts';
import {diffTrees, isAncestor} from './plumbing.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {type Change, emptyTree, GITLINK, lookOnDisk, shownPath} from './raw-diff.ts';
import {changesSince, isNewOnDisk, olderPaths} from './snapshot.ts';
import {findUnstashed} from './stashes.ts';

const MOST_BYTES = 4 * 1024 * 1024;

/**
 * Finds files from before the step that the agent has committed itself, such as ones that somebody had staged or stashed.
 * Those that are new to git, such as a `.env`, are noted: a reset past the commit would delete the file, which is its
 * owner's alone.
 */
export async function noteFilesThatStay(files: PrivateWorkTree, since: WorkTreeSnapshot): Promise<readonly string[]> {
  const {location, git} = files;
  const {sha} = await readHead(location);
  if (sha === null || sha === since.head || (since.older.length === 0 && since.stash === null)) return [];
  // Without the commit where the step began, all of HEAD may be new.
  const changes = (await changesSince(files, since, sha)) ?? (await diffTrees(git, emptyTree(location), sha));
  const older = olderPaths(since, location.baseline);
  const isOlder = (path: string) =>
    older.find(path) !== null && !(older.isOfSubmodule(path) && isNewOnDisk(location.root, path, since.takenAt));
  const added = changes.filter(({path, after}) => after !== null && after.mode !== GITLINK && !isOlder(path));
  const newPaths = added.map(({path}) => path);
  const carried = await findCarried(location, since, newPaths, () => blobsOf(git, since.head));
  const theirs = changes.filter(({path, after}) => after?.mode !== GITLINK && (isOlder(path) || carried.has(path)));
  noteToStay(
    location,
    theirs.filter(({before}) => before === null).map(({path}) => path),
  );
  // On another branch, a difference may be anybody's.
  const isOnTop = since.head === null || (await isAncestor(git, since.head, sha));
  if (!isOnTop) return [];
  const isUnstashed = await findUnstashed(files, since);
  // A file that was made since is the agent's own, also in a folder of which nobody noted the files.
  const isMadeSince = (path: string) =>
    older.find(path) !== path &&
    !carried.has(path) &&
    (lookOnDisk(location.root, path)?.birthtimeMs ?? 0) >= since.takenAt;
  const isTheirs = (change: Change) => theirs.includes(change) && !isMadeSince(change.path);
  const taken = changes.filter((change) => isTheirs(change) || isUnstashed(change));
  return taken.filter(({after}) => after !== null).map(({path}) => shownPath(path));
}

/** Notes files (latin1) that no reset deletes. */
export function noteToStay(location: Location, added: readonly string[]): void {
  if (added.length === 0) return;
  const text = [...new Set([...filesThatStay(location), ...added])].join('\0');
  mkdirSync(dirname(noteOf(location)), {recursive: true});
  // As readable as the git folder, for everybody who may reset the branch.
  const mode = statSync(location.gitDir).mode & 0o666;
  keepFile(noteOf(location), Buffer.from(text, 'latin1'), mode);
}

/** The noted files (latin1) that are on disk. An agent's edits to the note can only make a reset delete fewer files. */
export function filesThatStay(location: Location): ReadonlySet<string> {
  const text = readRegularFile(noteOf(location), MOST_BYTES)?.toString('latin1') ?? '';
  const isThere = (path: string) => path !== '' && lookOnDisk(location.root, path) !== undefined;
  return new Set(text.split('\0').filter(isThere));
}

function noteOf({gitDir}: Location): string {
  return join(gitDir, 'laforge', 'files-that-stay');
}
