import {existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {GitError} from '../domain/errors.ts';
import {isSha, quote, type Sha} from '../domain/identity.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import {findLinkedFolders, keepFile, readRegularFile, replaceFile, walkBelow} from '../files/regular-file.ts';
import {type Baseline, REMOTE_NAME} from './baseline.ts';
import {type CapturedPlace, keepCapturedFolder, configText as settingsText} from './captured-folder.ts';
import type {ScopedEntry} from './git-environment.ts';
import {type CapturedCommand, linesOf} from './plumbing.ts';
import {pathWith} from './programs.ts';
import {type ConfigEntry, type GitCommand, type GitOutput, runGit} from './run-git.ts';

export {REMOTE_NAME} from './baseline.ts';

export interface PrivateCommand extends CapturedCommand {
  /** Settings in place of the captured ones. */
  readonly settings?: readonly ConfigEntry[];
  /** The commit that HEAD names, such as for `status` to compare with. Default: none. */
  readonly head?: Sha | null;
}

/**
 * A bare repository of ours that sees the user's objects through alternates and has its own refs, configuration and
 * shallow boundaries. It is created at first use. All network work is done here, so it never touches the user's
 * repository.
 */
export interface PrivateRepository {
  /** Runs git here, with the captured settings and no others. */
  git(command: PrivateCommand): Promise<GitOutput>;
  /** Commits whose parents are cut off, as far as this repository and the user's know. */
  shallowBoundaries(): ReadonlySet<Sha>;
  /** Variables that point git to the captured settings when it works in the user's repository. Creates their files. */
  capturedPlace(): CapturedPlace;
  /** A PATH that begins with the captured programs. */
  path(): string;
  /** The folder for new objects, which this creates. */
  objectDirectory(): string;
  /** Another private repository on top of this one, for history alone: it fetches commits without files. */
  forHistory(): PrivateRepository;
  /** Another one on top of this one, for the objects of histories that live at the remote: it has few of them. */
  forObjects(): PrivateRepository;
  remove(): void;
}

interface PrivatePlace {
  readonly baseline: Baseline;
  /** The git folder common to all worktrees of the user's repository. */
  readonly commonDir: string;
  readonly temporaryDirectory?: string;
  /** Called with each folder that is made. */
  readonly onFolder?: (folder: string) => void;
}

/** Opens the private repository of a user's repository. Nothing is written before its first use. */
export function openPrivateRepository(place: PrivatePlace): PrivateRepository {
  const parent = place.temporaryDirectory ?? process.env.RUNNER_TEMP ?? tmpdir();
  const {baseline, commonDir, onFolder} = place;
  const makeFolder = () => {
    const folder = makeTemporary(parent);
    onFolder?.(folder);
    return folder;
  };
  const sources = {
    objects: () => [join(commonDir, 'objects')],
    shallow: () => readShallow(commonDir, baseline),
    repositories: () => [],
  };
  return privateRepository(baseline, commonDir, makeFolder, sources, false);
}

interface Sources {
  readonly objects: () => readonly string[];
  readonly shallow: () => ReadonlySet<Sha>;
  /** The private repositories that these objects come from. */
  readonly repositories: () => readonly string[];
}

function privateRepository(
  baseline: Baseline,
  commonDir: string,
  makeFolder: () => string,
  sources: Sources,
  partial: boolean,
): PrivateRepository {
  let directory: string | undefined;
  let history: PrivateRepository | undefined;
  let objects: PrivateRepository | undefined;
  const known = new Set<Sha>();
  let commandsAtHead = 0;
  const trust = trustText(baseline.entries);
  const extensions = partial ? [`partialClone = ${REMOTE_NAME}`] : [];

  const open = (): string => {
    if (directory === undefined || !existsSync(join(directory, 'objects'))) {
      // Happens again when an agent has emptied the temporary folder: what was fetched is fetched again.
      known.clear();
      directory = makeFolder();
      makeGitFolder(directory, {...baseline, objects: sources.objects(), bare: true});
    }
    keepFile(join(directory, 'config'), configText(baseline, true, extensions));
    if (trust !== '') keepFile(join(directory, TRUST_FILE), trust);
    takeShallow(directory, sources.shallow(), known, baseline);
    return directory;
  };
  const capturedPlace = () => keepCapturedFolder(join(open(), 'theirs'), commonDir, baseline);
  const alternateRefs = (own: string) => {
    const folders = [...sources.repositories(), own].map((folder) => [folder, folder] as const);
    // git would follow a link to a folder among the refs, perhaps for ever. Without them it only fetches more.
    const theirs = findLinkedFolders(join(commonDir, 'refs')).length === 0 ? [commonDir] : [];
    return alternateRefsCommand([...theirs.map((it) => [it, capturedPlace().GIT_COMMON_DIR] as const), ...folders]);
  };
  const {programs, environment} = baseline.git;
  const pathIn = (own: string) => pathWith(programs, join(own, 'bin'), environment.PATH ?? '');
  const objectDirectory = () => join(open(), 'objects');
  const shallowBoundaries = () => readShallow(open(), baseline);
  const openOver = () => {
    const visible = () => [objectDirectory(), ...sources.objects()];
    const repositories = () => [...sources.repositories(), open()];
    const over = {objects: visible, shallow: shallowBoundaries, repositories};
    return privateRepository(baseline, commonDir, makeFolder, over, true);
  };

  return {
    git: async ({config = [], settings = baseline.config, env, head = null, ...asked}) => {
      const cwd = open();
      // HEAD must name no commit otherwise: git-lfs would read its settings from there. The next command restores it,
      // not this one, because replacing a file waits for the disk.
      if (head !== null || commandsAtHead === 0) keepFile(join(cwd, 'HEAD'), head === null ? NO_COMMIT : `${head}\n`);
      // GIT_DIR, because `safe.bareRepository` may forbid finding a bare repository. GIT_COMMON_DIR, because somebody
      // could put a file `commondir` there that points git to another configuration.
      const command: GitCommand = {
        ...asked,
        // When this folder is inside the work tree, git would otherwise look only at what is below it.
        cwd: env?.GIT_WORK_TREE ?? cwd,
        as: {
          ...baseline.git,
          config: [...settings, ...config],
          // Only a git that talks to a remote tells it which refs our objects come from.
          own: asked.limitMs === undefined ? [] : [{key: 'core.alternateRefsCommand', value: alternateRefs(cwd)}],
        },
        // The program that serves a remote on this disk drops our settings; only a file can tell it whom to trust.
        env: {
          GIT_CONFIG_GLOBAL: trust === '' ? '/dev/null' : join(cwd, TRUST_FILE),
          ...env,
          GIT_DIR: cwd,
          GIT_COMMON_DIR: cwd,
          PATH: pathIn(cwd),
        },
      };
      if (head !== null) commandsAtHead++;
      try {
        return await runGit(command);
      } catch (error) {
        if (!(error instanceof GitError) || error.code !== 'git-stopped' || !removeObjectPipes(commonDir)) throw error;
        return await runGit(command);
      } finally {
        if (head !== null) commandsAtHead--;
      }
    },
    capturedPlace,
    path: () => pathIn(open()),
    shallowBoundaries,
    objectDirectory,
    forHistory: () => {
      history ??= openOver();
      return history;
    },
    forObjects: () => {
      objects ??= openOver();
      return objects;
    },
    remove: () => {
      history?.remove();
      objects?.remove();
      if (directory !== undefined) rmSync(directory, {recursive: true, force: true, maxRetries: 3});
      directory = undefined;
      history = undefined;
      objects = undefined;
      known.clear();
    },
  };
}

/** Lends a new folder beside the objects of a private repository. */
export async function lendFolder<Result>(
  repository: PrivateRepository,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(repository.objectDirectory(), '..', 'lent-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/** Removes named pipes among a repository's objects, which make any git hang. False when there was none. */
export function removeObjectPipes(commonDir: string): boolean {
  try {
    const pipes = [...walkBelow(join(commonDir, 'objects'))].filter((it) => it.isFIFO());
    for (const {parentPath, name} of pipes) rmSync(join(parentPath, name), {force: true});
    return pipes.length > 0;
  } catch {
    return false;
  }
}

/** HEAD of a git folder of ours, which names no commit. */
export const NO_COMMIT = 'ref: refs/heads/none\n';

/** A git folder that borrows these objects. */
interface GitFolder extends Pick<Baseline, 'objectFormat'> {
  readonly objects: readonly string[];
  readonly bare: boolean;
}

/** Makes a git folder, not with `git init`, which would cost a process and copy the machine's templates and hooks. */
export function makeGitFolder(folder: string, {objects, objectFormat, bare}: GitFolder): void {
  mkdirSync(join(folder, 'objects', 'info'), {recursive: true});
  mkdirSync(join(folder, 'refs', 'heads'), {recursive: true});
  writeFileSync(join(folder, 'HEAD'), NO_COMMIT, {mode: 0o600});
  // git reads a line that begins with a quote as a C string: needed for a path with a newline.
  const lines = objects.map((path) => (path.includes('\n') ? JSON.stringify(path) : path));
  writeFileSync(join(folder, 'objects', 'info', 'alternates'), `${lines.join('\n')}\n`);
  writeFileSync(join(folder, 'config'), configText({objectFormat}, bare), {mode: 0o600});
}

function makeTemporary(parent: string): string {
  try {
    // The agent or its check may have deleted it, with rm -rf "$TMPDIR".
    if (!existsSync(parent)) mkdirSync(parent, {mode: 0o700});
    return realpathSync(mkdtempSync(join(parent, 'laforge-git-')));
  } catch (cause) {
    const message = `No folder can be made in ${quote(parent)}. Free space there, or set RUNNER_TEMP or TMPDIR to another.`;
    throw new GitError('git-failed', message, {cause});
  }
}

/**
 * The command that lists the refs of the repositories behind ours for a remote. Otherwise git would ask each with its
 * own configuration, and without our settings.
 */
function alternateRefsCommand(folders: readonly (readonly [string, string])[]): string {
  const known = folders
    .map(([folder, readBy]) => `${quoteForShell([folder])}) d=${quoteForShell([readBy])};;`)
    .join(' ');
  const list = `GIT_COMMON_DIR="$d" git --git-dir="$d" for-each-ref --format='%(objectname)'`;
  return `f() { case "$1" in ${known} *) return 0;; esac; ${list}; }; f`;
}

/** The file with the user's `safe.directory` settings. */
const TRUST_FILE = 'trust';

function trustText(entries: readonly ScopedEntry[]): string {
  const isTrust = ({key, scope}: ScopedEntry) => key === 'safe.directory' && scope !== 'local' && scope !== 'worktree';
  return settingsText(entries.filter(isTrust));
}

/** The configuration of a git folder of ours; `more` are extensions besides the object format. */
export function configText(
  {objectFormat}: Pick<Baseline, 'objectFormat'>,
  bare: boolean,
  more: readonly string[] = [],
): string {
  const extensions = [...(objectFormat === 'sha256' ? ['objectFormat = sha256'] : []), ...more];
  return `${['[core]', 'repositoryFormatVersion = 1', `bare = ${bare}`, '[extensions]', ...extensions].join('\n')}\n`;
}

/** Adds shallow boundaries that are new since the last look; what was completed here stays complete. */
function takeShallow(
  directory: string,
  theirs: ReadonlySet<Sha>,
  known: Set<Sha>,
  format: Pick<Baseline, 'objectFormat'>,
): void {
  const added = [...theirs].filter((sha) => !known.has(sha));
  if (added.length === 0) return;
  const file = join(directory, 'shallow');
  const text = [...new Set([...readShallow(directory, format), ...added])].join('\n');
  replaceFile(file, `${text}\n`);
  for (const sha of added) known.add(sha);
}

/** Leaves out lines that are no SHA, at which every git would end. */
function readShallow(gitDirectory: string, {objectFormat}: Pick<Baseline, 'objectFormat'>): ReadonlySet<Sha> {
  const text = readRegularFile(join(gitDirectory, 'shallow'))?.toString('latin1') ?? '';
  const length = objectFormat === 'sha256' ? 64 : 40;
  return new Set(linesOf(text).filter((line) => isSha(line) && line.length === length));
}
