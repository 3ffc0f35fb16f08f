import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Sha} from '../domain/identity.ts';
import type {CarriedWork, FileState, Work} from '../domain/ports/diffs.ts';
import {parseBatch} from './objects.ts';
import {recordsOf} from './plumbing.ts';
import type {PrivateCommand, PrivateRepository} from './private-repository.ts';
import {foldersAbove, shownPath} from './raw-diff.ts';
import type {GitOutput} from './run-git.ts';

interface CarryDeps {
  readonly repository: PrivateRepository;
  /** The commit or tree that stands for a state. */
  readonly nameOf: (state: FileState) => Sha;
}

/** git's exit code for an unknown option. */
const USAGE = 129;
/** Larger files are not merged line by line. */
const MOST_MERGED = 50_000_000;

/**
 * Applies a piece of work to another state: a three-way merge in an index of our own, without a work tree. git 2.40
 * merges by itself; before that it is done file by file. Both follow renames. Throws GitError.
 */
export async function carryWork({repository, nameOf}: CarryDeps, work: Work, onto: FileState): Promise<CarriedWork> {
  const folder = mkdtempSync(join(repository.objectDirectory(), '..', 'carry-'));
  const index = {GIT_INDEX_FILE: join(folder, 'index')};
  const git = async (command: PrivateCommand) => await repository.git({...command, env: {...index, ...command.env}});
  const sides: Sides = {base: nameOf(work.before), ours: nameOf(onto), theirs: nameOf(work.after)};
  try {
    const alone = await oneSideAlone(git, sides);
    if (alone !== null) return {tree: alone, conflicts: []};
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

/** Returns the tree when one side changed nothing or both made the same changes; null when a merge is needed. */
async function oneSideAlone(git: RunGit, {base, ours, theirs}: Sides): Promise<Sha | null> {
  const trees = await git({args: ['rev-parse', ...[base, ours, theirs].map((side) => `${side}^{tree}`)]});
  const [before, here = '', there = ''] = trees.stdout.split('\n');
  if (before === here || here === there) return there;
  return before === there ? here : null;
}

/** Leaves the merge in the index and returns the paths with conflicts, in latin1. Null when git is older than 2.40. */
async function mergeByGit(git: RunGit, {base, ours, theirs}: Sides): Promise<readonly string[] | null> {
  const options = ['--write-tree', '-z', '--name-only', '--no-messages', '--allow-unrelated-histories'];
  const args = ['merge-tree', ...options, `--merge-base=${base}`, ours, theirs];
  const output = await git({args, encoding: 'latin1', allowExit: [1, USAGE]});
  if (output.exitCode === USAGE) return null;
  const [tree = '', ...conflicts] = recordsOf(output.stdout);
  await git({args: ['read-tree', tree]});
  return conflicts;
}

/** The same without `merge-tree`: git settles what only one side changed, and each other file is merged by itself. */
async function mergeByFile(git: RunGit, {base, ours, theirs}: Sides, folder: string): Promise<readonly string[]> {
  await git({args: ['read-tree', '-i', '-m', '--aggressive', base, ours, theirs]});
  const unmerged = parseUnmerged((await git({args: ['ls-files', '-u', '-z'], encoding: 'latin1'})).stdout);
  const gone = {ours: await goneFiles(git, base, ours), theirs: await goneFiles(git, base, theirs)};
  const conflicts = split(gone.ours, gone.theirs);
  const renamedByBoth = originsOf(gone.ours, gone.theirs);
  const settled = new Map<string, Stage | null>();
  for (const [path, stages] of unmerged) {
    const alone = changedByOne(stages);
    if (alone !== undefined) {
      settled.set(path, alone);
      continue;
    }
    const moved = (stages.has('2') ? gone.theirs : gone.ours).get(path) ?? null;
    const isFollowed = moved !== null && !unmerged.has(moved.path);
    const origin = stages.has('1') ? undefined : renamedByBoth.get(path);
    const known = origin === undefined ? stages : new Map([...stages, ['1', origin]]);
    const three = isFollowed ? new Map([...known, [stages.has('2') ? '3' : '2', moved.stage]]) : known;
    const at = isFollowed ? moved.path : path;
    const merged = await mergeFile(git, three, folder);
    if (merged === null) conflicts.push(at);
    else await addToIndex(git, [entry(merged.mode, merged.sha, at)]);
    if (isFollowed) await addToIndex(git, [noEntry(path, base)]);
  }
  return [...conflicts, ...(await settle(git, settled, base))];
}

interface Moved {
  readonly path: string;
  readonly stage: Stage;
  /** The file before the move. */
  readonly before: Stage;
}

/** Lists the files that a side has moved, with where to, or removed (null), by their old names. */
async function goneFiles(git: RunGit, base: Sha, side: Sha): Promise<ReadonlyMap<string, Moved | null>> {
  const options = ['-r', '-z', '--raw', '--no-abbrev', '-M', '--no-rename-empty', '--diff-filter=DR'];
  // A partial clone may lack the contents that identify a renamed file: then no rename is followed.
  const output = await git({args: ['diff-tree', ...options, base, side], encoding: 'latin1', allowExit: 'any'});
  const gone = new Map<string, Moved | null>();
  const parts = output.exitCode === 0 ? output.stdout.split('\0') : [];
  for (let at = 0; at + 1 < parts.length; ) {
    const [oldMode = '', mode = '', oldSha = '', sha = '', status = ''] = (parts[at] ?? '').split(' ');
    const before = {mode: oldMode.slice(1), sha: oldSha};
    const isMoved = status.startsWith('R');
    gone.set(parts[at + 1] ?? '', isMoved ? {path: parts[at + 2] ?? '', stage: {mode, sha}, before} : null);
    at += isMoved ? 3 : 2;
  }
  return gone;
}

/** Files that both sides renamed to the same name: that name, and the file before. */
function originsOf(ours: ReadonlyMap<string, Moved | null>, theirs: ReadonlyMap<string, Moved | null>) {
  return new Map(
    [...ours].flatMap(([path, here]) =>
      here !== null && here.path === theirs.get(path)?.path ? [[here.path, here.before] as const] : [],
    ),
  );
}

/** Files that one side renamed and the other removed or renamed differently: git would take both silently. */
function split(ours: ReadonlyMap<string, Moved | null>, theirs: ReadonlyMap<string, Moved | null>): string[] {
  return [...ours].flatMap(([path, here]) => {
    const there = theirs.get(path);
    return there === undefined || here?.path === there?.path ? [] : [here?.path ?? path];
  });
}

/** Resolves a file that only one side changed, which git leaves unmerged where a file and a folder swap places. */
function changedByOne(stages: ReadonlyMap<string, Stage>): Stage | null | undefined {
  const [base, ours, theirs] = ['1', '2', '3'].map((stage) => stages.get(stage));
  const isSame = (a: Stage | undefined, b: Stage | undefined) => a?.sha === b?.sha && a?.mode === b?.mode;
  if (isSame(base, ours) || isSame(ours, theirs)) return theirs ?? null;
  return isSame(base, theirs) ? (ours ?? null) : undefined;
}

/** Puts these files into the index. A file in the place of a folder, or a folder in a file's, is a conflict. */
async function settle(git: RunGit, files: ReadonlyMap<string, Stage | null>, like: Sha): Promise<readonly string[]> {
  if (files.size === 0) return [];
  await addToIndex(
    git,
    [...files].flatMap(([path, stage]) => (stage === null ? [noEntry(path, like)] : [])),
  );
  const paths = new Set((await git({args: ['ls-files', '-z'], encoding: 'latin1'})).stdout.split('\0'));
  const folders = new Set([...paths].flatMap(foldersAbove));
  const conflicts: string[] = [];
  for (const [path, stage] of files) {
    if (stage === null) continue;
    if (folders.has(path) || foldersAbove(path).some((folder) => paths.has(folder))) conflicts.push(path);
    else await addToIndex(git, [entry(stage.mode, stage.sha, path)]);
  }
  return conflicts;
}

interface Stage {
  readonly mode: string;
  readonly sha: Sha;
}

function parseUnmerged(text: string): ReadonlyMap<string, ReadonlyMap<string, Stage>> {
  const files = new Map<string, Map<string, Stage>>();
  for (const record of recordsOf(text)) {
    const tab = record.indexOf('\t');
    const [mode = '', sha = '', stage = ''] = record.slice(0, tab).split(' ');
    const path = record.slice(tab + 1);
    files.set(path, (files.get(path) ?? new Map()).set(stage, {mode, sha}));
  }
  return files;
}

/** Merges one file that both changed. Null when they changed the same lines or one of the three is not text. */
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
    // A partial clone may lack it.
    if (content === undefined) return null;
    writeFileSync(files[number] ?? '', content);
  }
  // The exit code is the number of conflicts, or a high one when a file is not text.
  const merged = await git({args: ['merge-file', '-p', ...files], encoding: 'latin1', allowExit: 'any'});
  if (merged.exitCode !== 0) return null;
  const args = ['hash-object', '-w', '--stdin', '--no-filters'];
  const written = await git({args, input: Buffer.from(merged.stdout, 'latin1')});
  return {mode: theirs.mode === base.mode ? ours.mode : theirs.mode, sha: written.stdout.trim()};
}

/** Resolves conflicts in favour of the work, since the work is what was asked for. */
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
  const gone = conflicts.map((path) => noEntry(path, theirs));
  await addToIndex(git, [...gone, ...entries]);
}

async function addToIndex(git: RunGit, entries: readonly string[]): Promise<void> {
  await git({args: ['update-index', '-z', '--index-info'], input: Buffer.from(entries.join(''), 'latin1')});
}

function entry(mode: string, sha: Sha, path: string): string {
  return `${mode} ${sha}\t${path}\0`;
}

/** The record that removes a path from the index. `like` gives the length of the hash. */
function noEntry(path: string, like: Sha): string {
  return entry('0', '0'.repeat(like.length), path);
}
