import {GitError} from '../domain/errors.ts';
import {isSha, type Sha} from '../domain/identity.ts';
import {describeObjects, type RunGit, readObjects, toLines} from './plumbing.ts';
import {type Change, parseRawDiff} from './raw-diff.ts';

/** The commit of a stash. Its parents: what it was made on, what was staged, and the untracked files, if it has any. */
export interface StashCommit {
  readonly sha: Sha;
  readonly parents: readonly Sha[];
  readonly message: string;
}

/** Reads the commits of stashes, in this order; those that are not here are left out. */
export async function readStashCommits(git: RunGit, shas: readonly Sha[]): Promise<readonly StashCommit[]> {
  const objects = await readObjects(git, shas);
  return shas.flatMap((sha) => {
    const object = objects.get(sha);
    if (object?.type !== 'commit') return [];
    const text = Buffer.from(object.content).toString();
    const end = text.indexOf('\n\n');
    const parents = [...text.slice(0, end).matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = '']) => parent);
    return [{sha, parents, message: text.slice(end + 2)}];
  });
}

/** Reads what stashes had, staged and untracked files included: one git for all, unless one of them is damaged. */
export async function readContents(
  git: RunGit,
  stashes: readonly StashCommit[],
): Promise<ReadonlyMap<Sha, readonly Change[]>> {
  try {
    return await diffAll(git, stashes);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
  }
  const contents = new Map<Sha, readonly Change[]>();
  for (const stash of stashes) {
    const alone = await diffAll(git, [stash]).catch((error: unknown) => {
      if (error instanceof GitError) return new Map<Sha, readonly Change[]>();
      throw error;
    });
    for (const [sha, changes] of alone) contents.set(sha, changes);
  }
  return contents;
}

async function diffAll(git: RunGit, stashes: readonly StashCommit[]): Promise<ReadonlyMap<Sha, readonly Change[]>> {
  const lines = stashes.flatMap(({sha, parents: [base, staged, untracked]}) =>
    base === undefined
      ? []
      : [
          `${sha} ${base}`,
          ...(staged === undefined ? [] : [`${staged} ${base}`]),
          ...(untracked === undefined ? [] : [untracked]),
        ],
  );
  if (lines.length === 0) return new Map();
  const args = ['diff-tree', '--stdin', '--root', '-r', '--raw', '-z', '--no-renames'];
  const {stdout} = await git({args, input: toLines(lines), encoding: 'latin1'});
  const changesOf = parseDiffs(stdout);
  return new Map(
    stashes.map(({sha, parents: [, ...parts]}) => [sha, [sha, ...parts].flatMap((it) => changesOf.get(it) ?? [])]),
  );
}

/** Parses the records of several commits, each after the commit's SHA. */
function parseDiffs(text: string): ReadonlyMap<Sha, readonly Change[]> {
  const found = new Map<Sha, readonly Change[]>();
  const parts = text.split('\0');
  for (let at = 0; at + 1 < parts.length; ) {
    const sha = parts[at++] ?? '';
    if (!isSha(sha)) throw new GitError('git-failed', 'git diff-tree answered something odd.');
    const from = at;
    while (parts[at]?.startsWith(':') === true) at += 2;
    found.set(sha, parseRawDiff(`${parts.slice(from, at).join('\0')}\0`));
  }
  return found;
}

/** Larger files are no text that anybody reads. */
const MOST_BYTES = 1024 * 1024;
/** Shorter lines, such as closing brackets, are everywhere. */
const SHORT_LINE = 3;

/**
 * Finds changes with all lines that a stash had added at their path: git merges what it applies, and an agent may go on
 * from there.
 */
export async function findMerged(
  git: RunGit,
  changes: readonly Change[],
  had: ReadonlyMap<string, readonly Change[]>,
): Promise<readonly Change[]> {
  const sides = changes.flatMap((change) => [change, ...(had.get(change.path) ?? [])]);
  const shas = [...new Set(sides.flatMap(({before, after}) => [before, after].flatMap((it) => it?.sha ?? [])))];
  const facts = await describeObjects(git, shas);
  const small = facts.flatMap((it) => (it !== null && it.type === 'blob' && it.size <= MOST_BYTES ? [it.sha] : []));
  const blobs = await readObjects(git, small);
  const linesOf = (side: Change['after']) =>
    new Set(
      Buffer.from(blobs.get(side?.sha ?? '')?.content ?? [])
        .toString('latin1')
        .split('\n')
        .map((line) => line.trim()),
    );
  return changes.filter((change) => {
    const [before, after] = [linesOf(change.before), linesOf(change.after)];
    return (had.get(change.path) ?? []).some((one) => {
      const base = linesOf(one.before);
      const added = [...linesOf(one.after)].filter((line) => line.length > SHORT_LINE && !base.has(line));
      const back = added.filter((line) => !before.has(line));
      return back.length > 0 && back.every((line) => after.has(line));
    });
  });
}
