import {existsSync, readdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import type {Sha} from '../domain/identity.ts';
import type {Submodule} from '../domain/ports/commits.ts';
import type {LeftOut} from '../domain/ports/work-tree.ts';
import {isFolder, readRegularFile} from '../files/regular-file.ts';
import type {Baseline} from './baseline.ts';
import type {Location} from './locate.ts';
import {isWritten, walkFiles} from './odd-files.ts';
import {listTree} from './plumbing.ts';
import {configText, lendFolder, NO_COMMIT} from './private-repository.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {type Change, GITLINK, lookOnDisk, shownPath} from './raw-diff.ts';
import {runGit} from './run-git.ts';
import {parseMarked, readMarked} from './uncommitted.ts';

/**
 * Finds changes that would commit a repository inside the work tree in a form that nobody else can fetch: at a commit
 * that no branch of its remote had at the last fetch (`unpublished`), or without an entry in `.gitmodules`
 * (`submodule`).
 */
export async function unpublishedRepositories(
  files: PrivateWorkTree,
  tree: Sha,
  changes: readonly Change[],
): Promise<ReadonlyMap<Change, 'submodule' | 'unpublished'>> {
  const {location} = files;
  const links = changes.filter(({after}) => after?.mode === GITLINK);
  const held = new Map<Change, 'submodule' | 'unpublished'>();
  if (links.length === 0) return held;
  const known = await submodulePaths(files, tree);
  for (const link of links) {
    const folder = join(location.root, shownPath(link.path));
    if (findGitFolder(folder) === location.commonDir) {
      // A work tree of this repository, such as an agent makes: its commits are here, but not its uncommitted changes.
      const isClean = (await changedSubmodules(location, [link.path], 0)).length === 0;
      held.set(link, isClean ? 'submodule' : 'unpublished');
    } else if (!(await isPublished(location, folder, link.after?.sha))) held.set(link, 'unpublished');
    else if (!known.has(link.path)) held.set(link, 'submodule');
  }
  return held;
}

/** Lists the submodules that a commit's `.gitmodules` names; none without that file in the work tree. */
export async function submodulesOf(files: PrivateWorkTree, commit: Sha): Promise<readonly Submodule[]> {
  if (!existsSync(join(files.location.root, '.gitmodules'))) return [];
  const paths = await submodulePaths(files, commit);
  if (paths.size === 0) return [];
  const found = await listTree(files.git, commit, [...paths]);
  return found
    .filter(({mode, path}) => mode === GITLINK && paths.has(path))
    .map(({path, sha}) => ({path: shownPath(path), sha}));
}

async function submodulePaths(files: PrivateWorkTree, tree: Sha): Promise<ReadonlySet<string>> {
  const {stdout} = await files.git({
    args: ['config', '--blob', `${tree}:.gitmodules`, '-z', '--get-regexp', '^submodule\\..*\\.path$'],
    allowExit: [1, 128],
  });
  const entries = stdout.split('\0').filter((entry) => entry.includes('\n'));
  return new Set(entries.map((entry) => entry.slice(entry.indexOf('\n') + 1)));
}

/**
 * True when a remote branch of the submodule contains the commit. Only its refs and objects are read: an agent may have
 * made it, with a remote that git would fetch a missing commit from, and start programs for.
 */
async function isPublished(location: Location, folder: string, sha: Sha | undefined): Promise<boolean> {
  if (sha === undefined) return false;
  const args = ['for-each-ref', '--count=1', `--contains=${sha}`, 'refs/remotes/'];
  return ((await askSubmodule(location, folder, {args})) ?? '') !== '';
}

/** For more entries than this, git is faster at comparing them with its index. */
const FEW_ENTRIES = 1_000;

/** Finds submodules with uncommitted files that were changed since then, by `git status` inside each that was written to. */
export async function changedSubmodules(
  location: Location,
  paths: readonly string[],
  sinceMs: number,
): Promise<readonly LeftOut[]> {
  const changed: LeftOut[] = [];
  for (const path of paths) {
    if (!isWritten(location.root, `${path}/`, sinceMs, FEW_ENTRIES)) continue;
    const folder = join(location.root, shownPath(path));
    const own = workTreeOf(folder);
    if (own === null) {
      // An agent may have taken its git folder away: then nobody can tell which of its files are new.
      if (hasFiles(folder) && isWritten(location.root, `${path}/`, sinceMs))
        changed.push({path: `${shownPath(path)}/`, reason: 'submodule'});
      continue;
    }
    const files = ((await uncommittedIn(location, folder, own)) ?? []).filter((file) => {
      const stat = lookOnDisk(folder, file);
      return stat == null || stat.ctimeMs >= sinceMs;
    });
    if (files.length > 0) changed.push({path: `${shownPath(path)}/`, reason: 'submodule', files: files.length});
  }
  return changed;
}

/**
 * Lists what lies in a submodule (path in latin1) and is in no commit of it, so that it is known if the submodule becomes an
 * ordinary folder: an ignored folder, or a submodule of its own, without what is in it. Without a git folder, every file.
 */
export async function olderInSubmodule(location: Location, path: string): Promise<readonly string[]> {
  const folder = join(location.root, shownPath(path));
  const own = workTreeOf(folder);
  const inside = own === null ? null : await olderInside(location, folder, own);
  return (inside ?? [...walkFiles(folder)].map((file) => file.path)).map((file) => `${path}/${file}`);
}

async function olderInside(location: Location, folder: string, at: WorkTreeOf): Promise<readonly string[] | null> {
  const uncommitted = await uncommittedIn(location, folder, at, '--ignored=matching');
  const hashLength = location.baseline.objectFormat === 'sha256' ? 32 : 20;
  if (uncommitted === null) return null;
  const ask = async () => {
    const listed = await askSubmodule(location, folder, {args: ['ls-files', '-v', '-s', '-z'], workTree: at});
    return listed === null ? null : parseMarked(listed);
  };
  const marked = readMarked(at.index, hashLength) ?? (await ask());
  return marked && [...uncommitted, ...marked.map(({path, isSubmodule}) => (isSubmodule ? `${path}/` : path))];
}

/** Lists the paths in a submodule that differ from its commit, in latin1; null when git cannot tell. */
async function uncommittedIn(
  location: Location,
  folder: string,
  workTree: WorkTreeOf,
  ...more: readonly string[]
): Promise<readonly string[] | null> {
  const options = ['--porcelain', '-z', '--no-renames', '--untracked-files=all', '--ignore-submodules=all', ...more];
  const answer = await askSubmodule(location, folder, {args: ['status', ...options], workTree});
  return answer?.split('\0').flatMap((line) => (line === '' ? [] : [line.slice(3)])) ?? null;
}

/** False also for a file or a link to one in the place of a folder. */
function hasFiles(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0;
  } catch {
    return false;
  }
}

/** True when a repository inside the work tree (path in latin1) was written to since then: its files, index or HEAD. */
export function isRepositoryWritten({root}: Pick<Location, 'root'>, path: string, sinceMs: number): boolean {
  const folder = join(root, shownPath(path));
  const gitDir = ownGitFolder(folder);
  if (gitDir === null || isWritten(root, path, sinceMs)) return true;
  return gitDir !== join(folder, '.git') && isWritten(gitDir, '', sinceMs);
}

/** A submodule's own git folder, and its index. */
interface WorkTreeOf {
  readonly gitDir: string;
  readonly index: Buffer;
}

/** Null when it has no git folder, or no index. */
function workTreeOf(folder: string): WorkTreeOf | null {
  const gitDir = ownGitFolder(folder);
  const index = gitDir === null ? null : readRegularFile(join(gitDir, 'index'));
  return gitDir === null || index === null ? null : {gitDir, index};
}

/** Runs git on a submodule's objects and refs, without its configuration; null when it has no git folder or git fails. */
async function askSubmodule(
  {baseline, repository}: Location,
  folder: string,
  {args, workTree}: {readonly args: readonly string[]; readonly workTree?: WorkTreeOf},
): Promise<string | null> {
  const gitDir = findGitFolder(folder);
  if (gitDir === null) return null;
  return await lendFolder(repository, async (front) => {
    standInFront(front, gitDir, baseline.objectFormat);
    if (workTree !== undefined) {
      writeFileSync(join(front, 'index'), workTree.index);
      writeFileSync(join(front, 'HEAD'), readRegularFile(join(workTree.gitDir, 'HEAD')) ?? '');
    }
    const {exitCode, stdout} = await runGit({
      as: {...baseline.git, config: []},
      args,
      cwd: workTree === undefined ? front : folder,
      env: {GIT_DIR: front, GIT_COMMON_DIR: front, ...(workTree !== undefined && {GIT_WORK_TREE: folder})},
      encoding: 'latin1',
      allowExit: [128, 129],
    });
    return exitCode === 0 ? stdout : null;
  });
}

/** Finds the git folder of a submodule's work tree; null when there is none. */
function ownGitFolder(folder: string): string | null {
  const link = join(folder, '.git');
  const target = /^gitdir: (.+)$/m.exec(readRegularFile(link)?.toString('utf8') ?? '')?.[1];
  const gitDir = target === undefined ? link : resolve(folder, target);
  return isFolder(gitDir) ? gitDir : null;
}

/** Finds the git folder that all work trees of a submodule share; null when there is none. */
function findGitFolder(folder: string): string | null {
  const gitDir = ownGitFolder(folder);
  if (gitDir === null) return null;
  const common = readRegularFile(join(gitDir, 'commondir'))?.toString('utf8').trim();
  const found = common === undefined ? gitDir : resolve(gitDir, common);
  return isFolder(join(found, 'objects')) ? found : null;
}

function standInFront(front: string, gitDir: string, objectFormat: Baseline['objectFormat']): void {
  const extensions = existsSync(join(gitDir, 'reftable')) ? ['refStorage = reftable'] : [];
  writeFileSync(join(front, 'config'), configText({objectFormat}, true, extensions));
  writeFileSync(join(front, 'HEAD'), NO_COMMIT);
  for (const name of ['objects', 'refs', 'reftable']) symlinkSync(join(gitDir, name), join(front, name), 'junction');
  const packed = readRegularFile(join(gitDir, 'packed-refs'));
  if (packed !== null) writeFileSync(join(front, 'packed-refs'), packed);
}
