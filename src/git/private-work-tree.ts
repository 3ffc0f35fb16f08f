import {createHash} from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import type {Sha} from '../domain/identity.ts';
import {type Baseline, lastValue} from './baseline.ts';
import {filterCommands} from './filter-commands.ts';
import type {Location} from './locate.ts';
import type {PrivateCommand, PrivateRepository} from './private-repository.ts';
import type {GitOutput} from './run-git.ts';

export interface IndexCommand extends PrivateCommand {
  /** The index file to work with: one of ours, or the user's own. */
  readonly index: string;
}

/**
 * The user's files and objects, seen from our private repository: git reads none of the user's configuration and runs
 * none of their hooks there, and only those filters that were configured when the repository was opened.
 */
export interface PrivateWorkTree {
  git(command: IndexCommand): Promise<GitOutput>;
  /** Like `git`, once for every 60 KB of these NUL-ended records on standard input. Resolves to the joined output. */
  feed(command: Omit<IndexCommand, 'input'>, records: readonly string[]): Promise<string>;
  /** The tree that an index stands for. The one asked for last is known again by its bytes, as after an idle agent. */
  writeTree(index: string): Promise<Sha>;
  /** Lends the path of an index of our own, a copy of the user's or none yet, and removes it afterwards. */
  withIndex<T>(start: 'copy' | 'empty', use: (index: string) => Promise<T>): Promise<T>;
  /** The user's own index. */
  readonly userIndex: string;
}

/**
 * A split index has a part of it in GIT_DIR, which is ours here: git would write that part where the user's own git does
 * not look. Without it each index is written as one file, which is right everywhere.
 */
const IN_ONE_FILE = {key: 'core.splitIndex', value: 'false'};
/** What fits into a pipe at once: git may stop reading early, and the rest would have nowhere to go. */
const FEED_SIZE = 60_000;

export function openPrivateWorkTree(
  location: Location,
  baseline: Baseline,
  repository: PrivateRepository,
): PrivateWorkTree {
  const {root, gitDir, commonDir} = location;
  const userIndex = join(gitDir, 'index');
  // git-lfs keeps what it cleaned under GIT_DIR, and ours does not last.
  const lfsStorage = {
    key: 'lfs.storage',
    value: resolve(commonDir, lastValue(baseline.config, 'lfs.storage') ?? 'lfs'),
  };
  let indexes = 0;

  const directory = (): string => dirname(repository.objectDirectory());

  const git = ({index, env, config = [], ...command}: IndexCommand): Promise<GitOutput> => {
    takeInfo(location, directory());
    const filters = filterCommands(location);
    return repository.git({
      encoding: 'latin1',
      ...command,
      config: [...config, ...filters.config, lfsStorage, IN_ONE_FILE],
      env: {
        ...env,
        ...filters.env,
        GIT_WORK_TREE: root,
        GIT_INDEX_FILE: index,
        GIT_OBJECT_DIRECTORY: join(commonDir, 'objects'),
      },
    });
  };

  let written: {readonly digest: string; readonly tree: Sha} | undefined;

  return {
    userIndex,
    git,
    writeTree: async (index) => {
      const digest = createHash('sha256')
        .update(readFile(index) ?? '')
        .digest('hex');
      if (written?.digest !== digest) {
        const {stdout} = await git({index, args: ['write-tree', '--missing-ok']});
        written = {digest, tree: stdout.trim()};
      }
      return written.tree;
    },
    feed: async (command, records) => {
      let output = '';
      for (const input of inPortions(records)) {
        output += (await git({...command, input: Buffer.from(input, 'latin1')})).stdout;
      }
      return output;
    },
    withIndex: async (start, use) => {
      const index = join(directory(), `index-${++indexes}`);
      try {
        if (start === 'copy') copyIndex(gitDir, userIndex, index);
        return await use(index);
      } finally {
        rmSync(index, {force: true});
      }
    },
  };
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

function copyIndex(gitDir: string, from: string, to: string): void {
  const stat = statSync(from, {throwIfNoEntry: false, bigint: true});
  if (stat?.isFile() !== true) return;
  copyFileSync(from, to);
  // git compares a file again when it is not older than the index: a copy that looked newer would hide late changes.
  // A microsecond early, since a time in seconds as a number is not exact.
  const seconds = Number(stat.mtimeNs / 1000n - 1n) / 1e6;
  utimesSync(to, seconds, seconds);
  for (const name of readdirSync(gitDir)) {
    if (name.startsWith('sharedindex.')) copyFileSync(join(gitDir, name), join(dirname(to), name));
  }
}

/** What is ignored, which attributes files have and what is checked out at all, where git keeps it outside the tree. */
function takeInfo({gitDir, commonDir}: Location, directory: string): void {
  const info = join(directory, 'info');
  mkdirSync(info, {recursive: true});
  takeFile(join(commonDir, 'info', 'exclude'), join(info, 'exclude'));
  takeFile(join(commonDir, 'info', 'attributes'), join(info, 'attributes'));
  takeFile(join(gitDir, 'info', 'sparse-checkout'), join(info, 'sparse-checkout'));
}

/** Replaced in one move and only when it differs, since another git of ours may be reading it. */
function takeFile(source: string, target: string): void {
  const text = readFile(source);
  if (text === null) rmSync(target, {force: true});
  else if (readFile(target)?.equals(text) !== true) {
    writeFileSync(`${target}.new`, text);
    renameSync(`${target}.new`, target);
  }
}

/** Null for anything but a file: a pipe would keep us waiting. */
function readFile(path: string): Buffer | null {
  return statSync(path, {throwIfNoEntry: false})?.isFile() === true ? readFileSync(path) : null;
}
