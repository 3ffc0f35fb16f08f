import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Sha} from '../domain/identity.ts';
import type {CarriedWork, FileState, Work} from '../domain/ports/diffs.ts';
import {parseBatch} from './objects.ts';
import type {PrivateCommand, PrivateRepository} from './private-repository.ts';
import {shownPath} from './raw-diff.ts';
import type {GitOutput} from './run-git.ts';

interface CarryDeps {
  readonly repository: PrivateRepository;
  /** The commit or tree by which git knows a state. */
  readonly nameOf: (state: FileState) => Sha;
}

/** git ends so when it does not know an option. */
const USAGE = 129;
/** More bytes of a file than this are not merged line by line. */
const MOST_MERGED = 50_000_000;

/**
 * Does a work again on another state: a three-way merge in an index of our own, without a work tree. git 2.40 merges by
 * itself, and follows renames; before that it is done file by file. Throws GitError.
 */
export async function carryWork({repository, nameOf}: CarryDeps, work: Work, onto: FileState): Promise<CarriedWork> {
  const folder = mkdtempSync(join(repository.objectDirectory(), '..', 'carry-'));
  const index = {GIT_INDEX_FILE: join(folder, 'index')};
  const git = async (command: PrivateCommand) => await repository.git({...command, env: {...index, ...command.env}});
  const sides: Sides = {base: nameOf(work.before), ours: nameOf(onto), theirs: nameOf(work.after)};
  try {
    const isWhole = work.before !== null && work.after !== null && onto !== null;
    const merged = isWhole ? await mergeByGit(git, sides) : null;
    const conflicts = merged ?? (await mergeByFile(git, sides, folder));
    await takeTheirs(git, sides, conflicts);
    const tree = (await git({args: ['write-tree']})).stdout.trim();
    return {tree, conflicts: conflicts.map(shownPath)};
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

interface Sides {
  readonly base: Sha;
  readonly ours: Sha;
  readonly theirs: Sha;
}

type RunGit = (command: PrivateCommand) => Promise<GitOutput>;

/** Leaves the merge in the index; the paths with conflicts in latin1. Null where git is older than 2.40. */
async function mergeByGit(git: RunGit, {base, ours, theirs}: Sides): Promise<readonly string[] | null> {
  const options = ['--write-tree', '-z', '--name-only', '--no-messages', '--allow-unrelated-histories'];
  const args = ['merge-tree', ...options, `--merge-base=${base}`, ours, theirs];
  const output = await git({args, encoding: 'latin1', allowExit: [1, USAGE]});
  if (output.exitCode === USAGE) return null;
  const [tree = '', ...conflicts] = output.stdout.split('\0').filter((part) => part !== '');
  await git({args: ['read-tree', tree]});
  return conflicts;
}

/** The same without `merge-tree`: git settles what one side alone changed, and each other file is merged by itself. */
async function mergeByFile(git: RunGit, {base, ours, theirs}: Sides, folder: string): Promise<readonly string[]> {
  await git({args: ['read-tree', '-i', '-m', '--aggressive', base, ours, theirs]});
  const unmerged = parseUnmerged((await git({args: ['ls-files', '-u', '-z'], encoding: 'latin1'})).stdout);
  const conflicts: string[] = [];
  for (const [path, stages] of unmerged) {
    const merged = await mergeFile(git, stages, folder);
    if (merged === null) conflicts.push(path);
    else await addToIndex(git, [entry(merged.mode, merged.sha, path)]);
  }
  return conflicts;
}

interface Stage {
  readonly mode: string;
  readonly sha: Sha;
}

function parseUnmerged(text: string): ReadonlyMap<string, ReadonlyMap<string, Stage>> {
  const files = new Map<string, Map<string, Stage>>();
  for (const record of text.split('\0').filter((part) => part !== '')) {
    const tab = record.indexOf('\t');
    const [mode = '', sha = '', stage = ''] = record.slice(0, tab).split(' ');
    const path = record.slice(tab + 1);
    files.set(path, (files.get(path) ?? new Map()).set(stage, {mode, sha}));
  }
  return files;
}

/** One file that both changed; null where they changed the same lines, or where it is not text in all three. */
async function mergeFile(git: RunGit, stages: ReadonlyMap<string, Stage>, folder: string): Promise<Stage | null> {
  const [base, ours, theirs] = ['1', '2', '3'].map((stage) => stages.get(stage));
  if (base === undefined || ours === undefined || theirs === undefined) return null;
  const all = [ours, base, theirs];
  if (!all.every(({mode}) => mode.startsWith('100'))) return null;
  const input = `${all.map(({sha}) => sha).join('\n')}\n`;
  const batch = await git({args: ['cat-file', '--batch'], input, encoding: 'latin1', maxBytes: MOST_MERGED});
  const contents = parseBatch(batch.stdout);
  const files = all.map((_, number) => join(folder, String(number)));
  for (const [number, {sha}] of all.entries()) {
    const content = contents.get(sha)?.content;
    // A partial clone may not have it.
    if (content === undefined) return null;
    writeFileSync(files[number] ?? '', content);
  }
  // It tells by its exit code how many conflicts there are, and by a high one that a file is not text.
  const merged = await git({args: ['merge-file', '-p', ...files], encoding: 'latin1', allowExit: 'any'});
  if (merged.exitCode !== 0) return null;
  const args = ['hash-object', '-w', '--stdin', '--no-filters'];
  const written = await git({args, input: Buffer.from(merged.stdout, 'latin1')});
  return {mode: theirs.mode === base.mode ? ours.mode : theirs.mode, sha: written.stdout.trim()};
}

/** When both changed the same lines, the file is as the work left it, since the work is what was asked for. */
async function takeTheirs(git: RunGit, {theirs}: Sides, conflicts: readonly string[]): Promise<void> {
  if (conflicts.length === 0) return;
  const args = ['ls-tree', '-z', '--full-tree', '-r', '--end-of-options', theirs];
  const wanted = new Set(conflicts);
  const tree = await git({args, encoding: 'latin1'});
  const entries = tree.stdout.split('\0').flatMap((record) => {
    const tab = record.indexOf('\t');
    const path = record.slice(tab + 1);
    const [mode = '', , sha = ''] = record.slice(0, tab).split(' ');
    return wanted.has(path) ? [entry(mode, sha, path)] : [];
  });
  const gone = conflicts.map((path) => entry('0', '0'.repeat(theirs.length), path));
  await addToIndex(git, [...gone, ...entries]);
}

async function addToIndex(git: RunGit, entries: readonly string[]): Promise<void> {
  await git({args: ['update-index', '-z', '--index-info'], input: Buffer.from(entries.join(''), 'latin1')});
}

function entry(mode: string, sha: Sha, path: string): string {
  return `${mode} ${sha}\t${path}\0`;
}
