import {GitError} from '../domain/errors.ts';
import type {Sha} from '../domain/identity.ts';
import type {GoneWork, OlderPath, WorkTree, WorkTreeSnapshot} from '../domain/ports/work-tree.ts';
import {type Baseline, lastValue} from './baseline.ts';
import {blobsOf, findCarried, folderOrigin} from './carried-files.ts';
import {subjectInReflog} from './clone-traces.ts';
import {readHead} from './head.ts';
import {isLedger, isMadeByTools, isOwnTemporary, ledgerPaths, temporaryFolders} from './known-paths.ts';
import {diffTrees, hasCommit, listKinds} from './plumbing.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {type Change, contentOf, emptyTree, lookOnDisk, onDisk, shownPath, stampOf} from './raw-diff.ts';
import {readStashes} from './stash-list.ts';
import {olderInSubmodule} from './submodules.ts';
import {listUncommittedOfUser} from './uncommitted.ts';

/** Lists what the work tree has beside its commit, without writing an object. */
export async function takeSnapshot(files: PrivateWorkTree): Promise<WorkTreeSnapshot> {
  const {location} = files;
  const takenAt = Date.now();
  const [head, stashes] = await Promise.all([readHead(location), readStashes(location)]);
  const subject = head.sha === null ? null : subjectInReflog(location, head.sha);
  const older = await listOlder(files, head.sha);
  return {head: head.sha, branch: head.branch, ...(subject !== null && {subject}), stashes, older, takenAt};
}

/** The stamp of a submodule's folder. */
const SUBMODULE = 'submodule';

export async function listOlder(files: PrivateWorkTree, head: Sha | null): Promise<readonly OlderPath[]> {
  const {location} = files;
  const found = await listUncommittedOfUser(files, {head, ignored: true});
  const inside: string[] = [];
  for (const path of found.submodules) inside.push(...(await olderInSubmodule(location, path)));
  const at = (path: string) => onDisk(location.root, path);
  const noted = (path: string) => {
    if (!path.endsWith('/')) return {path, stamp: stampOf(at(path), 'kept'), content: null};
    const origin = folderOrigin(at(path.slice(0, -1)));
    return {path, stamp: null, content: null, ...(origin !== null && {origin})};
  };
  return [
    ...found.changes.map(({path, staged}) => ({
      ...{path, stamp: stampOf(at(path), 'kept'), content: contentOf(at(path))},
      ...(staged !== null && {staged}),
    })),
    ...[...found.untracked, ...found.closed, ...inside].map(noted),
    ...found.ignored.map((path) => ({...noted(path), isIgnored: true as const})),
    // An agent may move the submodule to another commit, but the files in it are not this repository's.
    ...found.submodules.map((path) => ({path: `${path}/`, stamp: SUBMODULE, content: null})),
  ];
}

/** Lists what differs from the commit of the snapshot; null when the agent has removed that from the repository. */
export async function changesSince(
  {location, git}: PrivateWorkTree,
  {head}: Pick<WorkTreeSnapshot, 'head'>,
  to: Sha,
): Promise<readonly Change[] | null> {
  try {
    return await diffTrees(git, head ?? emptyTree(location), to);
  } catch (error) {
    if (error instanceof GitError && head !== null && !(await hasCommit(git, head))) return null;
    throw error;
  }
}

/**
 * Finds what was uncommitted and is gone: deleted, or a tracked file that is as in the commit again. A file that was
 * committed since, changed further or renamed is not, nor is what tools make again. Asks git only if an earlier file
 * has been written or deleted.
 */
export async function findGone(
  files: PrivateWorkTree,
  {since, exclude, made}: Parameters<WorkTree['findGone']>[0],
): Promise<readonly GoneWork[]> {
  const {location, git} = files;
  const {root, baseline} = location;
  const isDeleted = (path: string) => lookOnDisk(root, path.replace(/\/$/, '')) === undefined;
  const hasChanged = ({path, stamp, staged}: OlderPath) => {
    if (stamp === SUBMODULE || (stamp === 'absent' && staged === undefined)) return false;
    return stamp === null ? isDeleted(path) : stamp === 'absent' || stamp !== stampOf(onDisk(root, path), 'kept');
  };
  const ledgers = ledgerPaths(root, [...exclude, files.ownFolder(), location.gitDir, location.commonDir]);
  const temporary = temporaryFolders(root);
  const isOurs = ({path}: OlderPath) => isLedger(ledgers, path) || isOwnTemporary(temporary, path);
  const isMadeAgain = ({path, isIgnored}: OlderPath) => isIgnored === true && isMadeByTools(path);
  const changed = since.older.filter((older) => hasChanged(older) && !isOurs(older) && !isMadeAgain(older));
  if (changed.length === 0) return [];

  const {sha} = await readHead(location);
  const isMoved = sha !== null && sha !== since.head;
  const commits = (isMoved ? await changesSince(files, since, sha) : null) ?? [];
  const inCommits = new Set(commits.filter(({after}) => after !== null).map(({path}) => path));
  const found = await listOlder(files, sha);
  const now = olderPaths({older: found}, baseline);
  const earlier = olderPaths(since, baseline);
  const added = [...found.map(({path}) => path), ...inCommits].filter((path) => earlier.find(path) === null);
  const carried = await findCarried(location, since, added, {
    isTracked: () => false,
    published: () => blobsOf(git, since.head),
  });
  const renamed = new Set(carried.values());
  const isGone = ({path, stamp}: OlderPath) =>
    !inCommits.has(path) && !renamed.has(path) && ((stamp !== 'absent' && isDeleted(path)) || now.find(path) === null);
  const gone = changed.filter(isGone);
  const [kinds, commitOf] = await Promise.all([
    listKinds(
      git,
      gone.flatMap(({staged = []}) => staged),
    ),
    findCommitted(files, made, gone),
  ]);
  return gone.map(({path, staged}) => ({
    path: shownPath(path),
    staged: staged !== undefined && kinds.get(staged) === 'blob' ? staged : null,
    commit: commitOf.get(path) ?? null,
  }));
}

/** An agent may make any number of commits; each is compared by a process. */
const MOST_SEARCHED = 20;

/** Finds which of these commits last had the paths, such as one on a branch that was left again. */
async function findCommitted(
  {git, location}: PrivateWorkTree,
  made: readonly Sha[],
  gone: readonly OlderPath[],
): Promise<ReadonlyMap<string, Sha>> {
  const found = new Map<string, Sha>();
  for (const sha of made.slice(-MOST_SEARCHED).toReversed()) {
    const missing = gone.filter(({path}) => !found.has(path));
    if (missing.length === 0) break;
    // The first commit of an orphan branch has no parent. A commit that has been removed tells nothing.
    const changes = await diffTrees(git, `${sha}^`, sha)
      .catch(() => diffTrees(git, emptyTree(location), sha))
      .catch(() => []);
    const had = new Set(changes.filter(({after}) => after !== null).map(({path}) => path));
    for (const {path} of missing) if (had.has(path)) found.set(path, sha);
  }
  return found;
}

/** Tells which paths (latin1) were in the work tree before a step. */
interface OlderPaths {
  /** The path itself, or the innermost noted folder that it was in; null when it was not there. */
  find(path: string): string | null;
  /** The note on the path itself; undefined for a path in a folder that was noted as a whole. */
  fileAt(path: string): OlderPath | undefined;
  /**
   * True for a path in what was a submodule, and not for what was uncommitted there. git lists none in a submodule: it has
   * been removed.
   */
  isOfSubmodule(path: string): boolean;
}

/** Tells if the file at a path (latin1) was made or written since then; true when there is none any more. */
export function isNewOnDisk(root: string, path: string, sinceMs: number): boolean {
  const stat = lookOnDisk(root, path);
  return stat === undefined || (stat !== null && stat.ctimeMs >= sinceMs);
}

/** Looks up paths in a snapshot. By the user's setting, names that differ only in case are one. */
export function olderPaths({older}: Pick<WorkTreeSnapshot, 'older'>, {entries}: Pick<Baseline, 'entries'>): OlderPaths {
  const ignoreCase = lastValue(entries, 'core.ignorecase') === 'true';
  const fold = (path: string): string => (ignoreCase ? path.toLowerCase() : path);
  const known = new Map(older.map((entry) => [fold(entry.path), entry]));
  const find = (path: string): string | null => {
    const folded = fold(path);
    if (known.has(folded)) return path;
    for (let end = folded.lastIndexOf('/'); end > 0; end = folded.lastIndexOf('/', end - 1)) {
      const folder = folded.slice(0, end + 1);
      if (known.has(folder)) return path.slice(0, end + 1);
    }
    return null;
  };
  return {
    find,
    fileAt: (path) => known.get(fold(path)),
    isOfSubmodule: (path) => {
      const lay = find(path);
      return lay !== null && lay !== path && known.get(fold(lay))?.stamp === SUBMODULE;
    },
  };
}
