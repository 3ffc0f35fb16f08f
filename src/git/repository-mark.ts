import {createHmac} from 'node:crypto';
import {statSync} from 'node:fs';
import {InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {RepositoryMark} from '../domain/ports/git.ts';
import type {Baseline, ScopedEntry} from './baseline.ts';
import type {GitFolders} from './locate.ts';

/** Long enough that nobody can make a setting with a given fingerprint. */
const FINGERPRINT_LENGTH = 32;

/**
 * Marks where a repository is and how it is configured. Settings, some of which are credentials, are stored as
 * fingerprints under a key that the agent does not have: it can remove settings later, but add none that count.
 */
export function markRepository(
  place: GitFolders,
  entries: readonly ScopedEntry[],
  {programs, filters}: Pick<Baseline, 'programs' | 'filters'>,
  key: string,
): RepositoryMark {
  const settings = [...new Set(entries.map((entry) => fingerprint(entry, key)))];
  return {...place, settings, programs, filterFiles: filters.note()};
}

/** Returns the current settings that are in the mark. */
export function settingsOfMark(
  entries: readonly ScopedEntry[],
  mark: RepositoryMark,
  key: string,
): readonly ScopedEntry[] {
  const known = new Set(mark.settings);
  return entries.filter((entry) => known.has(fingerprint(entry, key)));
}

/** Finds the marked repository without asking git, which a changed `.git` file could lead elsewhere. */
export function locateMark(mark: RepositoryMark): GitFolders {
  const {root, gitDir, commonDir, mainWorkTree} = mark;
  for (const folder of [root, gitDir, commonDir]) {
    if (statSync(folder, {throwIfNoEntry: false})?.isDirectory() === true) continue;
    throw new InputError('not-a-work-tree', `${quote(folder)} was a folder when the step began, but is none now.`);
  }
  return {root, gitDir, commonDir, mainWorkTree};
}

function fingerprint({scope, key, value}: ScopedEntry, secret: string): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify([scope, key, value]))
    .digest('base64url')
    .slice(0, FINGERPRINT_LENGTH);
}
