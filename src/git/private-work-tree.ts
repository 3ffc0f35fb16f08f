import {
  accessSync,
  constants,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import type {Sha} from '../domain/identity.ts';
import type {Scratch} from '../domain/ports/diffs.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import {keepFile, readRegularFile} from '../files/regular-file.ts';
import {type Baseline, lastValue} from './baseline.ts';
import {type Connection, readCompletely} from './connection.ts';
import {type Location, refuseOtherFolder} from './locate.ts';
import {toLines} from './plumbing.ts';
import {lendFolder, makeGitFolder, type PrivateCommand} from './private-repository.ts';
import {type ConfigEntry, FILTER_PREFIX, type GitOutput} from './run-git.ts';

/**
 * The user's files and objects, seen from our private repository: git reads none of the user's configuration, runs none
 * of their hooks, and only those filters that were configured when the repository was opened.
 */
export interface PrivateWorkTree {
  readonly location: Location;
  /** The index that git works with: the user's own, or a lent one. */
  readonly index: string;
  readonly userObjects: string;
  git(command: PrivateCommand): Promise<GitOutput>;
  /** Like `git`, once for every 60 KB of NUL-ended records on standard input. Returns the joined output. */
  feed(command: Omit<PrivateCommand, 'input' | 'head'>, records: readonly string[]): Promise<string>;
  writeTree(): Promise<Sha>;
  /** Lends the same with a temporary index: that of a commit or tree (null for an empty one), or a copy of this one. */
  withIndex<T>(content: Sha | null | 'copy', use: (files: PrivateWorkTree) => Promise<T>): Promise<T>;
  /** The folder of our private repository, which may be inside the work tree. */
  ownFolder(): string;
}

/**
 * Disables split indexes: git would write one part into GIT_DIR, which is ours here, where the user's own git does not
 * look. An index in one file works everywhere.
 */
const IN_ONE_FILE = {key: 'core.splitIndex', value: 'false'};
/** Ignores the index's cache of untracked files: anybody could have written it. */
const NO_UNTRACKED_CACHE = {key: 'core.untrackedCache', value: 'false'};
/** The bytes that fit into a pipe at once. git may stop reading early, and the rest would have nowhere to go. */
const FEED_SIZE = 60_000;

export function openPrivateWorkTree(location: Location, index = join(location.gitDir, 'index')): PrivateWorkTree {
  const {root, gitDir, commonDir, repository} = location;
  const userObjects = join(commonDir, 'objects');
  const ownFolder = (): string => dirname(repository.objectDirectory());

  const git = ({env, config = [], ...command}: PrivateCommand): Promise<GitOutput> => {
    refuseOtherFolder(location);
    const own = ownFolder();
    takeInfo(location, own);
    const filters = filterCommands(location);
    return repository.git({
      encoding: 'latin1',
      ...command,
      config: [...config, ...filters.config, IN_ONE_FILE, NO_UNTRACKED_CACHE],
      env: {
        ...env,
        ...filters.env,
        GIT_WORK_TREE: root,
        GIT_INDEX_FILE: index,
        // When an agent has deleted the user's objects, its work is kept in ours.
        GIT_OBJECT_DIRECTORY: isWritableFolder(userObjects) ? userObjects : join(own, 'objects'),
        GIT_ALTERNATE_OBJECT_DIRECTORIES: join(own, 'objects'),
      },
    });
  };
  const feed: PrivateWorkTree['feed'] = async (command, records) => {
    let output = '';
    for (const input of inPortions(records)) {
      output += (await git({...command, input: Buffer.from(input, 'latin1')})).stdout;
    }
    return output;
  };

  return {
    location,
    index,
    userObjects,
    ownFolder,
    git,
    feed,
    writeTree: async () => (await git({args: ['write-tree', '--missing-ok']})).stdout.trim(),
    withIndex: (content, use) =>
      lendFolder(repository, async (folder) => {
        const lent = openPrivateWorkTree(location, join(folder, 'index'));
        if (content === 'copy') copyIndex(gitDir, index, lent.index, ownFolder());
        else if (content !== null) await lent.git({args: ['read-tree', content]});
        return await use(lent);
      }),
  };
}

export function isWritableFolder(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function inPortions(records: readonly string[]): readonly string[] {
  const portions: string[] = [];
  let portion = '';
  for (const record of records) {
    if (portion !== '' && portion.length + record.length >= FEED_SIZE) {
      portions.push(portion);
      portion = '';
    }
    portion += `${record}\0`;
  }
  return portion === '' ? portions : [...portions, portion];
}

/** Copies an index, and what a split one shares to the git folder, where git looks for that. */
function copyIndex(gitDir: string, from: string, to: string, own: string): void {
  const stat = statSync(from, {throwIfNoEntry: false, bigint: true});
  if (stat?.isFile() !== true) return;
  copyFileSync(from, to);
  // git rereads a file that is not older than the index, so a copy that looked newer would hide late changes. The time
  // is set a microsecond early, because a number of seconds is not exact.
  const seconds = Number(stat.mtimeNs / 1000n - 1n) / 1e6;
  utimesSync(to, seconds, seconds);
  for (const name of readdirSync(gitDir)) {
    const shared = join(gitDir, name);
    if (name.startsWith('sharedindex.') && statSync(shared).isFile()) copyFileSync(shared, join(own, name));
  }
}

/** Copies the files outside the tree that say what is ignored, which attributes files have and what is checked out. */
function takeInfo({gitDir, commonDir}: Location, directory: string): void {
  const info = join(directory, 'info');
  mkdirSync(info, {recursive: true});
  for (const name of ['exclude', 'attributes', 'sparse-checkout']) {
    const text = readRegularFile(join(name === 'sparse-checkout' ? gitDir : commonDir, 'info', name));
    if (text === null) rmSync(join(info, name), {force: true});
    else keepFile(join(info, name), text);
  }
}

interface FilterCommands {
  readonly config: readonly ConfigEntry[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Makes the captured clean and smudge filters work in a git that runs elsewhere: each program finds the same git
 * folder, work tree and settings as when the user's own git starts it. git-crypt keeps its key there, and transcrypt
 * its password.
 */
function filterCommands({root, gitDir, commonDir, baseline, repository}: Location): FilterCommands {
  const filters = baseline.config.filter(({key, value}) => FILTER.test(key) && value !== '');
  if (filters.length === 0) return {config: [lfsStorage(baseline, commonDir)], env: {}};
  const changed = [...baseline.filters.changed().keys()];
  const place = {GIT_DIR: gitDir, GIT_WORK_TREE: root, ...repository.capturedPlace()};
  const variables = Object.entries(place).map(([name, value]) => `${name}=${quoteForShell([value])}`);
  return {
    config: [
      lfsStorage(baseline, commonDir),
      ...filters.map(({key, value}) => ({key, value: `${FILTER_PREFIX}${value}`})),
      // The caller leaves out the files of filters that have changed.
      ...changed.flatMap((name) =>
        Object.entries(NO_FILTER).map(([variable, value]) => ({key: `filter.${name}.${variable}`, value})),
      ),
    ],
    env: {LAFORGE_FILTER: `export ${variables.join(' ')}; unset GIT_INDEX_FILE GIT_OBJECT_DIRECTORY LAFORGE_FILTER`},
  };
}

const NO_FILTER = {clean: '', smudge: '', process: '', required: 'false'};
const FILTER = /^filter\..*\.(clean|smudge|process)$/;

/** The place of the user's Git LFS objects: git-lfs would store them under GIT_DIR, and ours is temporary. */
export function lfsStorage({config}: Pick<Baseline, 'config'>, commonDir: string): ConfigEntry {
  return {key: 'lfs.storage', value: resolve(commonDir, lastValue(config, 'lfs.storage') ?? 'lfs')};
}

/**
 * Makes a separate work tree. Our own git works on it from the private repository, so no program that runs in the
 * folder can misdirect it. For those programs the folder is a repository of its own, with HEAD at the commit.
 */
export function makeScratch(
  location: Location,
  connection: Connection | null,
  {
    temporaryDirectory = tmpdir(),
    onFolder,
  }: {readonly temporaryDirectory?: string; readonly onFolder?: (folder: string) => void},
): Scratch {
  const {commonDir, baseline, repository} = location;
  const top = realpathSync(mkdtempSync(join(temporaryDirectory, 'laforge-scratch-')));
  onFolder?.(top);
  const [folder, index] = [join(top, 'work'), join(top, 'index')];
  const own = join(folder, '.git');
  const objects = [repository.objectDirectory(), join(commonDir, 'objects')];
  makeGitFolder(own, {objects, objectFormat: baseline.objectFormat, bare: false});
  const boundaries = repository.shallowBoundaries();
  // A shallow clone lacks the commits behind these, and git must not look for them.
  if (boundaries.size > 0) writeFileSync(join(own, 'shallow'), `${[...boundaries].join('\n')}\n`);
  const filters = filterCommands(location);
  const git = async (args: readonly string[], input = ''): Promise<string> => {
    const {config, env} = filters;
    const command = {args, config, input, env: {...env, GIT_WORK_TREE: folder, GIT_INDEX_FILE: index}};
    return await readCompletely(repository, connection, command);
  };

  return {
    folder,
    checkOut: async (commit) => {
      await git(['read-tree', '--reset', '-u', '--end-of-options', commit]);
      await git(['clean', '-fdq']);
      writeFileSync(join(own, 'HEAD'), `${commit}\n`);
      copyFileSync(index, join(own, 'index'));
    },
    treesOf: async (commits) => {
      const args = ['rev-list', '--no-walk', '--ignore-missing', '--format=%T', '--stdin'];
      const told = await git(args, toLines(commits));
      return new Map([...told.matchAll(/^commit (\w+)\n(\w+)$/gm)].map(([, commit = '', tree = '']) => [commit, tree]));
    },
    remove: () => rmSync(top, {recursive: true, force: true, maxRetries: 3}),
  };
}
