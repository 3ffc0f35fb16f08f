import {createHash} from 'node:crypto';
import {type BigIntStats, readdirSync, statSync} from 'node:fs';
import {homedir} from 'node:os';
import {basename, join, resolve} from 'node:path';
import {readRegularFile} from '../files/regular-file.ts';
import type {ConfigEntry, ScopedEntry} from './git-environment.ts';
import {findProgram} from './programs.ts';

/** The files that each filter's commands are made of, by its name, and a stamp by which each is known again. */
export type FilterFiles = Readonly<Record<string, Readonly<Record<string, string>>>>;

const COMMAND = /^filter\.(.*)\.(?:clean|smudge|process)$/;
/** Separators between words of a shell command that could be programs and files. */
const BETWEEN_WORDS = /["'`\s;|&()<>]+/;
const LARGEST_HASHED = 1024 * 1024;

/**
 * Notes the programs and scripts that the commands of filters name, to be asked before an agent runs: it could write
 * something else into them, and the filter would run that with everything we may do.
 */
export function noteFilterFiles(
  entries: readonly ConfigEntry[],
  {root, commonDir}: {readonly root: string; readonly commonDir: string},
): FilterFiles {
  const path = process.env.PATH ?? '';
  const noted: Record<string, Record<string, string>> = {};
  for (const {key, value} of entries) {
    const name = COMMAND.exec(key)?.[1];
    if (name === undefined || value === '') continue;
    const files = value.split(BETWEEN_WORDS).flatMap((word) => filesOf(word, root, commonDir, path));
    noted[name] = {...noted[name], ...Object.fromEntries(files.map((file) => [file, describeFile(file)]))};
  }
  return noted;
}

/** Tells whether a filter is what it was before an agent ran. */
export interface FilterWatch {
  /** The notes, taken at the first call: once the branch is chosen that the agent works on. */
  note(): FilterFiles;
  /** Filters of which a file is another than was noted, and that file; empty as long as nothing is noted. */
  changed(): ReadonlyMap<string, string>;
}

export function watchFilters(look: () => FilterFiles, noted: FilterFiles | null): FilterWatch {
  let known = noted;
  return {
    note: () => {
      known ??= look();
      return known;
    },
    changed: () => {
      const changed = new Map<string, string>();
      for (const [name, files] of Object.entries(known ?? {})) {
        const file = Object.keys(files).find((one) => !isSame(one, files[one] ?? ''));
        if (file !== undefined) changed.set(name, file);
      }
      return changed;
    },
  };
}

const FILTER = /^filter\.(.*)\.(clean|smudge|process|required)$/;

/** The settings with filters that let nothing pass in the place of these. */
export function blockFilters(
  entries: readonly ScopedEntry[],
  names: ReadonlyMap<string, string>,
): readonly ScopedEntry[] {
  if (names.size === 0) return entries;
  const others = entries.filter(({key}) => !names.has(FILTER.exec(key)?.[1] ?? ''));
  const blocked = [...names.keys()].flatMap((name) =>
    Object.entries({clean: 'false', smudge: 'false', required: 'true'}).map(([variable, value]) => ({
      scope: 'local',
      key: `filter.${name}.${variable}`,
      value,
    })),
  );
  return [...others, ...blocked];
}

/** The program or the file that a word stands for; filters run at the top of the work tree. */
function filesOf(word: string, root: string, commonDir: string, path: string): readonly string[] {
  if (word === '' || word.startsWith('-') || word.includes('%')) return [];
  if (!word.includes('/')) {
    const program = findProgram(word, path);
    return [...(program === null ? [] : [program]), ...existing([join(root, word)])];
  }
  const home = word.replace(/^(~|\$HOME|\$\{HOME\})(?=\/)/, process.env.HOME ?? homedir());
  const found = existing([resolve(root, home)]);
  // What a command finds out by itself, as transcrypt does, mostly lies in the git folder: `"$(git …)"/transcrypt`.
  return found.length > 0 ? found : existing(foldersIn(commonDir).map((folder) => join(folder, basename(word))));
}

function existing(files: readonly string[]): readonly string[] {
  return files.filter((file) => statOf(file)?.isFile() === true);
}

function foldersIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, {withFileTypes: true});
  return [folder, ...entries.filter((entry) => entry.isDirectory()).map(({name}) => join(folder, name))];
}

function describeFile(file: string): string {
  return `${stampOf(file)} ${digestOf(file) ?? ''}`;
}

/** A file that was written anew with the same content, as by a checkout, is the same. */
function isSame(file: string, noted: string): boolean {
  const [stamp, digest] = noted.split(' ', 2);
  return stamp === stampOf(file) || (digest !== '' && digest === digestOf(file));
}

/** Words of a command may be anything: too long for a name, or in a folder that nobody here may look into. */
function statOf(file: string): BigIntStats | undefined {
  try {
    return statSync(file, {throwIfNoEntry: false, bigint: true});
  } catch {
    return undefined;
  }
}

function stampOf(file: string): string {
  const stat = statOf(file);
  if (stat === undefined) return 'absent';
  return [stat.size, stat.mtimeNs, stat.ctimeNs, stat.ino].map((value) => value.toString(36)).join('.');
}

function digestOf(file: string): string | null {
  const bytes = readRegularFile(file, LARGEST_HASHED);
  return bytes === null ? null : createHash('sha256').update(bytes).digest('base64');
}
