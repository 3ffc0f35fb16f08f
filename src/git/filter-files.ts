import {readdirSync, statSync} from 'node:fs';
import {homedir} from 'node:os';
import {basename, join, resolve} from 'node:path';
import {findProgram} from '../files/find-program.ts';
import type {ConfigEntry, ScopedEntry} from './git-environment.ts';
import {contentOf, stampOf} from './raw-diff.ts';

/** The files that each filter's commands use, by the filter's name, each with a stamp that identifies its content. */
export type FilterFiles = Readonly<Record<string, Readonly<Record<string, string>>>>;

const COMMAND = /^filter\.(.*)\.(?:clean|smudge|process)$/;
/** Separates the words of a shell command that could be programs or files. */
const BETWEEN_WORDS = /["'`\s;|&()<>]+/;

/**
 * Notes the programs and scripts that filter commands name. Call it before the agent runs: the agent could rewrite
 * them, and the filter would run the result with all our permissions.
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
    noted[name] = {
      ...noted[name],
      ...Object.fromEntries(files.map((file) => [file, `${stampOf(file, 'followed')} ${contentOf(file) ?? ''}`])),
    };
  }
  return noted;
}

/** Notices filters that change after the agent has started. */
export interface FilterWatch {
  /** Takes the notes at the first call, when the branch for the agent's work has been chosen. */
  note(): FilterFiles;
  /** Filters with a file that differs from the notes, and that file; empty before the notes are taken. */
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

/** Replaces these filters in the settings with ones that always fail. */
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

/** The program or file that a word of a command names; filters run at the top of the work tree. */
function filesOf(word: string, root: string, commonDir: string, path: string): readonly string[] {
  if (word === '' || word.startsWith('-') || word.includes('%')) return [];
  if (!word.includes('/')) {
    const program = findProgram(word, path);
    return [...(program === null ? [] : [program]), ...existing([join(root, word)])];
  }
  const home = word.replace(/^(~|\$HOME|\$\{HOME\})(?=\/)/, process.env.HOME ?? homedir());
  const found = existing([resolve(root, home)]);
  // A path that the command computes, as transcrypt's `"$(git …)"/transcrypt`, is usually in the git folder.
  return found.length > 0 ? found : existing(foldersIn(commonDir).map((folder) => join(folder, basename(word))));
}

function existing(files: readonly string[]): readonly string[] {
  return files.filter(isFile);
}

function foldersIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, {withFileTypes: true});
  return [folder, ...entries.filter((entry) => entry.isDirectory()).map(({name}) => join(folder, name))];
}

/** A file rewritten with the same content, as by a checkout, counts as unchanged. */
function isSame(file: string, noted: string): boolean {
  const [stamp, digest] = noted.split(' ', 2);
  return stamp === stampOf(file, 'followed') || (digest !== '' && digest === contentOf(file));
}

/** Words of a command may be anything: too long for a name, or in a folder that we may not read. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
