import {GitError} from '../domain/errors.ts';
import type {DiffLook, DiffRequest, Diffs, FileChange, FileState} from '../domain/ports/diffs.ts';
import {type Baseline, lastValue, type ScopedEntry} from './baseline.ts';
import {carryWork} from './carry-work.ts';
import {type Connection, readCompletely} from './connection.ts';
import type {PrivateRepository} from './private-repository.ts';
import {emptyTree, shownPath} from './raw-diff.ts';
import type {ConfigEntry} from './run-git.ts';

/** The user's settings for the look of a diff, without those that run a program, read a file or leave changes out. */
const DISPLAY = /^(diff|color)\.|^core\.(quotepath|whitespace)$/;
const NOT_TAKEN =
  /^diff\.(external|ignoresubmodules|orderfile|submodule)$|^diff\..*\.(command|textconv|cachetextconv)$/;

/** Options that no setting and no attribute may change. */
const PLAIN = ['--no-ext-diff', '--no-textconv', '--ignore-submodules=none', '--submodule=short'];

/** Opens the diffs between states of the files. They are made in the private repository. */
export function openDiffs(repository: PrivateRepository, connection: Connection | null, baseline: Baseline): Diffs {
  const display = displaySettings(baseline.entries);
  const nameOf = (state: FileState) => state ?? emptyTree({baseline});

  const read = async (args: readonly string[], from: FileState): Promise<Buffer> => {
    // Attributes come from the state before the change, where git can read them from a tree (2.43): whoever made the
    // change must not decide what counts as text or binary.
    const config = [...display, {key: 'attr.tree', value: nameOf(from)}];
    const output = await readCompletely(repository, connection, {args, config, encoding: 'latin1'});
    return Buffer.from(output, 'latin1');
  };
  const diff = async ({from, to, paths}: DiffRequest, options: readonly string[]) =>
    await read(['diff', ...PLAIN, ...options, '--end-of-options', nameOf(from), nameOf(to), '--', ...paths], from);

  return {
    files: async (request) => {
      const output = await diff(request, ['--no-color', '--no-relative', '--raw', '--numstat', '-z', '--no-abbrev']);
      return parseFiles(output.toString('latin1'));
    },
    print: async (request, look) => await diff(request, lookOptions(look)),
    printCommits: async (a, b, {colour}) => {
      if (a.before === null || a.after === null || b.before === null || b.after === null) {
        throw new GitError('git-failed', 'Commits can be paired only where both began from a commit.');
      }
      const ranges = [`${a.before}..${a.after}`, `${b.before}..${b.after}`];
      return await read(['range-diff', ...PLAIN, colourOption(colour), ...ranges], a.before);
    },
    carry: async (work, onto) => await carryWork({repository, baseline}, work, onto),
  };
}

/**
 * The pager for a diff: '' for none, null when none is configured. The repository's own setting is ignored, because an
 * agent can write it and a pager is executed.
 */
export function configuredPager(entries: readonly ScopedEntry[]): string | null {
  const users = entries.filter(({scope}) => scope !== 'local' && scope !== 'worktree');
  const own = lastValue(users, 'pager.diff');
  if (own !== undefined && /^(false|no|off|0)$/i.test(own)) return '';
  if (own !== undefined && !/^(true|yes|on|1)$/i.test(own)) return own;
  return lastValue(users, 'core.pager') ?? null;
}

function displaySettings(entries: readonly ScopedEntry[]): readonly ConfigEntry[] {
  return entries.filter(({key}) => DISPLAY.test(key) && !NOT_TAKEN.test(key)).map(({key, value}) => ({key, value}));
}

function lookOptions({form, colour, columns}: DiffLook): readonly string[] {
  switch (form) {
    case 'patch':
      return ['--patch', colourOption(colour)];
    case 'whole-patch':
      return ['--patch', '--binary', '--src-prefix=a/', '--dst-prefix=b/', colourOption(colour)];
    case 'stat':
      return [columns === null ? '--stat' : `--stat=${columns}`, '--summary', colourOption(colour)];
    case 'name-only':
      return ['--name-only', '--no-color'];
  }
}

function colourOption(colour: boolean): string {
  return colour ? '--color=always' : '--no-color';
}

const STATUSES: Readonly<Record<string, FileChange['status']>> = {
  A: 'added',
  D: 'deleted',
  M: 'modified',
  R: 'renamed',
  C: 'copied',
  T: 'type-changed',
};

/** Parses `--raw --numstat -z`: first a status record for each file, then a line count for each. */
function parseFiles(text: string): readonly FileChange[] {
  const parts = text.split('\0');
  const files: FileChange[] = [];
  let at = 0;
  for (; parts[at]?.startsWith(':'); ) {
    const status = STATUSES[/ ([A-Z])\d*$/.exec(parts[at] ?? '')?.[1] ?? ''] ?? 'modified';
    const isMoved = status === 'renamed' || status === 'copied';
    const [first = '', second = ''] = [parts[at + 1], parts[at + 2]];
    const paths = isMoved ? {path: second, oldPath: first} : {path: first, oldPath: null};
    files.push({...paths, status, insertions: null, deletions: null});
    at += isMoved ? 3 : 2;
  }
  return files.map((file) => {
    const [insertions = '', deletions = ''] = (parts[at] ?? '').split('\t');
    at += file.oldPath === null ? 1 : 3;
    return {
      ...file,
      path: shownPath(file.path),
      oldPath: file.oldPath === null ? null : shownPath(file.oldPath),
      insertions: lines(insertions),
      deletions: lines(deletions),
    };
  });
}

/** Git prints a dash in place of a binary file's line count. */
function lines(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : null;
}
