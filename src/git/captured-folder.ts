import {existsSync, mkdirSync, readdirSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {isFolder, keepFile, readRegularFile} from '../files/regular-file.ts';
import type {Baseline, ScopedEntry} from './baseline.ts';
import {blockFilters} from './filter-files.ts';
import type {ConfigEntry} from './git-environment.ts';

/**
 * Makes a common git folder that stands in for the user's. Refs, reflogs, objects and the data of filters are links to
 * the user's; configuration, attributes and ignore rules are those captured before the agent ran, and there are no
 * hooks. A git that is pointed to it (`GIT_COMMON_DIR`) works in the user's repository as usual, but later changes to
 * `.git/config` have no effect. On Windows, where only some users can make links, git gets the user's folder and the
 * hardening settings.
 */
export function keepCapturedFolder(folder: string, commonDir: string, baseline: Baseline): CapturedPlace {
  const {info} = baseline;
  const entries = blockFilters(baseline.entries, baseline.filters.changed());
  const hasLinks = process.platform !== 'win32';
  if (!existsSync(folder)) create(folder, commonDir, hasLinks, info);
  const globalConfig = join(folder, 'global');
  keepFile(join(folder, 'config'), configText([...localSettings(entries), ...refStorage(commonDir)]));
  keepFile(globalConfig, configText(entries.filter(({scope}) => !isLocal(scope) && scope !== 'command')));
  return {GIT_COMMON_DIR: hasLinks ? folder : commonDir, GIT_CONFIG_GLOBAL: globalConfig};
}

/** Variables that point git to what was captured. */
export interface CapturedPlace {
  readonly GIT_COMMON_DIR: string;
  readonly GIT_CONFIG_GLOBAL: string;
}

/** Settings to pass by environment: those of the command line, and credentials, which belong in no file of ours. */
export function toldSettings({entries, filters}: Baseline): readonly ConfigEntry[] {
  return blockFilters(entries, filters.changed())
    .filter((entry) => isSecret(entry) || entry.scope === 'command')
    .filter(({key}) => !isInclude(key));
}

/** Names that are linked even when absent: git would create them in our folder instead. */
const LINKED = ['objects', 'refs', 'logs', 'packed-refs', 'reftable', 'worktrees', 'shallow', 'lfs'];
/** Names that are our own in the folder, or belong to one work tree. */
const NOT_LINKED = new Set([
  ...['config', 'config.worktree', 'global', 'hooks', 'info', 'commondir', 'gitdir', 'HEAD', 'ORIG_HEAD', 'FETCH_HEAD'],
  ...['index', 'branches', 'description', 'gc.pid', 'gc.log'],
]);

function create(folder: string, commonDir: string, hasLinks: boolean, info: Baseline['info']): void {
  mkdirSync(join(folder, 'info'), {recursive: true});
  keepFile(join(folder, 'HEAD'), 'ref: refs/heads/none\n');
  for (const [name, content] of Object.entries(info)) {
    if (content !== null) keepFile(join(folder, 'info', name), content);
  }
  if (!hasLinks) return;
  // When an agent has deleted the folder, git writes into ours, which keeps the agent's work.
  const others = (isFolder(commonDir) ? readdirSync(commonDir) : []).filter(
    (name) => !NOT_LINKED.has(name) && !name.endsWith('.lock'),
  );
  for (const name of new Set([...LINKED, ...others])) symlinkSync(join(commonDir, name), join(folder, name));
}

function localSettings(entries: readonly ScopedEntry[]): readonly ConfigEntry[] {
  const kept = entries.filter(({scope, key}) => isLocal(scope) && !ABOUT_PLACE.test(key));
  return [...kept, {key: 'core.bare', value: 'false'}];
}

/** Settings about where the work tree and its configuration are: those are fixed, and passed by environment. */
const ABOUT_PLACE = /^(core\.(bare|worktree)|extensions\.(worktreeconfig|refstorage))$/;

/** What git writes to HEAD where its refs are in tables: a name that no other git takes for a branch. */
const HEAD_OF_TABLES = 'ref: refs/heads/.invalid\n';

/** Where the refs are now: `git refs migrate` moves them, and captured settings would lead git past them. */
function refStorage(commonDir: string): readonly ConfigEntry[] {
  if (!existsSync(join(commonDir, 'reftable', 'tables.list'))) return [];
  if (readRegularFile(join(commonDir, 'HEAD'))?.toString() !== HEAD_OF_TABLES) return [];
  return [
    {key: 'core.repositoryformatversion', value: '1'},
    {key: 'extensions.refstorage', value: 'reftable'},
  ];
}

function isLocal(scope: string): boolean {
  return scope === 'local' || scope === 'worktree';
}

/** True for settings that include files. The included settings are in the list themselves. */
function isInclude(key: string): boolean {
  return /^include(if\..*)?\.path$/.test(key);
}

function isSecret({key, value}: ConfigEntry): boolean {
  return /^http\.(.*\.)?extraheader$/.test(key) || /:\/\/[^/@\s]*@/.test(`${key} ${value}`);
}

export function configText(entries: readonly ConfigEntry[]): string {
  const lines = entries
    .filter((entry) => !isInclude(entry.key) && !isSecret(entry))
    .map(({key, value}) => {
      const [first, last] = [key.indexOf('.'), key.lastIndexOf('.')];
      const subsection = first === last ? '' : ` "${key.slice(first + 1, last).replace(/["\\]/g, '\\$&')}"`;
      return `[${key.slice(0, first)}${subsection}]\n\t${key.slice(last + 1)} = "${value.replace(/["\\\n\t\b]/g, (one) => ESCAPES[one] ?? one)}"\n`;
    });
  return lines.join('');
}

const ESCAPES: Readonly<Record<string, string>> = {'"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\b': '\\b'};
