import {lstatSync} from 'node:fs';
import {join} from 'node:path';
import type {Environment} from '../domain/ports/system.ts';
import {readRegularFile} from '../files/regular-file.ts';
import {type FilterFiles, type FilterWatch, noteFilterFiles, watchFilters} from './filter-files.ts';
import {
  captureEnvironment,
  type GitAtStart,
  type Programs,
  type ScopedEntry,
  USERS_GIT,
  type UsersGit,
} from './git-environment.ts';
import type {RunGit} from './plumbing.ts';
import {findPrograms} from './programs.ts';
import {chooseRemote, type RemoteUrls, rewrite} from './remote-urls.ts';
import {type ConfigEntry, runGit} from './run-git.ts';

/** The remote of the repository when it was opened. URLs are as git would use them, after the user's `insteadOf`. */
export interface CapturedRemote extends RemoteUrls {
  readonly name: string;
  /** The configured Git LFS server for uploads; null means the one that belongs to the push URL. */
  readonly lfsUrl: string | null;
}

/** The remote's name in private repositories; its URL is passed by environment, never in argv or a file. */
export const REMOTE_NAME = 'laforge';

/**
 * The configuration from before the agent ran. Every later git command of ours gets `config` by environment and reads
 * no other configuration, so an agent's changes to .git/config or ~/.gitconfig have no effect on it.
 */
export interface Baseline {
  readonly config: readonly ConfigEntry[];
  /** The whole configuration, of every scope: filters read settings of their own. */
  readonly entries: readonly ScopedEntry[];
  readonly git: GitAtStart;
  /** The ignore rules and attributes that git keeps beside the work tree. */
  readonly info: {readonly exclude: Buffer | null; readonly attributes: Buffer | null};
  readonly objectFormat: 'sha1' | 'sha256';
  readonly remote: CapturedRemote | null;
  /** Our own settings, by key. */
  readonly settings: ReadonlyMap<string, string>;
  /** A filter runs only while its files are the same as before. */
  readonly filters: FilterWatch;
}

export type {ScopedEntry} from './git-environment.ts';

/** Sections that say how to reach a host, who commits, and how content is filtered. */
const SECTIONS = /^(http|credential|filter|lfs|user|author|committer|gpg|ssh|protocol|safe)\./;
const IGNORE_CASE = 'core.ignorecase';
const SINGLE_KEYS = new Set(
  `core.askpass core.attributesfile core.bigfilethreshold core.compression core.autocrlf core.checkroundtripencoding
  core.checkstat core.eol core.excludesfile core.filemode core.fsync core.fsyncmethod core.fsyncobjectfiles core.gitproxy
  ${IGNORE_CASE} core.longpaths core.loosecompression core.precomposeunicode core.protecthfs core.protectntfs
  core.safecrlf core.sharedrepository core.sparsecheckout core.sparsecheckoutcone core.sshcommand core.symlinks
  core.trustctime commit.gpgsign i18n.commitencoding`.split(/\s+/),
);

/**
 * Lists the configuration of every scope that applies in a folder. Only inside the folder does git read the
 * `includeIf.gitdir` files in which actions/checkout 6 and later keep their credentials.
 */
export async function listConfig(directory: string, as: UsersGit = USERS_GIT): Promise<readonly ScopedEntry[]> {
  const args = ['config', '--list', '-z', '--show-scope', '--includes'];
  const {stdout} = await runGit({as, args, cwd: directory});
  return parseConfigList(stdout);
}

/** Reads one setting as it applies in a folder; undefined when it is not set or there is no git. */
export async function readSetting(key: string, directory: string): Promise<string | undefined> {
  try {
    const output = await runGit({as: USERS_GIT, args: ['config', '--get', key], cwd: directory, allowExit: 'any'});
    return output.exitCode === 0 ? output.stdout.trim() : undefined;
  } catch {
    return undefined;
  }
}

/** The configuration of a work tree: git's settings, and the project's own for Git LFS. */
export interface WorkTreeConfig {
  readonly entries: readonly ScopedEntry[];
  readonly lfsEntries: readonly ScopedEntry[];
}

/** Reads the configuration of a work tree; `listing` is passed when git's settings have been read already. */
export async function readConfig(root: string, listing = listConfig(root)): Promise<WorkTreeConfig> {
  const entries = await listing;
  return {entries, lfsEntries: usesFilter(entries, 'lfs') ? await listLfsConfig(root) : []};
}

/** Lists the settings in a text like that of `.git/config`, without those of files that it includes. */
export async function parseConfig(git: RunGit, text: Buffer): Promise<readonly ScopedEntry[]> {
  const args = ['config', '--list', '-z', '--show-scope', '--file', '-'];
  return parseConfigList((await git({args, input: text})).stdout);
}

/** The place of the repository, and the facts about the machine beside its configuration. */
interface Surroundings {
  readonly root: string;
  readonly commonDir: string;
  /** The programs that another process found. Default: look for them now. */
  readonly programs?: Programs;
  readonly filterFiles?: FilterFiles;
  /** The environment of `captureEnvironment`; by default that of our own process. */
  readonly environment?: Environment;
}

export function captureBaseline({entries, lfsEntries}: WorkTreeConfig, surroundings: Surroundings): Baseline {
  const {root, commonDir} = surroundings;
  const {programs = findPrograms(entries), environment = captureEnvironment(process.env, () => true)} = surroundings;
  const remote = chooseRemote(entries, root);
  const lfsUrl =
    remote === null || !usesFilter(entries, 'lfs') ? null : findLfsUrl([...lfsEntries, ...entries], remote.name);
  const readInfo = (name: string) => readRegularFile(join(commonDir, 'info', name));
  return {
    config: [
      ...entries.filter(isKept).map(({key, value}) => ({key, value})),
      ...(remote === null ? [] : settingsOfRemote(entries, remote.name)),
      ...(lastValue(entries, IGNORE_CASE) === 'true' && tellsCaseApart(root)
        ? [{key: IGNORE_CASE, value: 'false'}]
        : []),
    ],
    entries,
    git: {kind: 'captured', environment, programs},
    info: {exclude: readInfo('exclude'), attributes: readInfo('attributes')},
    objectFormat: lastValue(entries, 'extensions.objectformat')?.toLowerCase() === 'sha256' ? 'sha256' : 'sha1',
    remote: remote && {...remote, lfsUrl},
    settings: new Map(entries.filter(({key}) => key.startsWith('laforge.')).map(({key, value}) => [key, value])),
    filters: watchFilters(() => noteFilterFiles(entries, {root, commonDir}), surroundings.filterFiles ?? null),
  };
}

/** Parses `git config --list -z --show-scope`, in git's order: a later entry wins. A key without a value means true. */
export function parseConfigList(text: string): readonly ScopedEntry[] {
  const entries: ScopedEntry[] = [];
  const records = text.split('\0');
  for (let index = 0; index + 1 < records.length; index += 2) {
    const record = records[index + 1] ?? '';
    const end = record.indexOf('\n');
    const [key, value] = end < 0 ? [record, 'true'] : [record.slice(0, end), record.slice(end + 1)];
    entries.push({scope: records[index] ?? '', key, value});
  }
  return entries;
}

/** The last value of a key; undefined when it is not set. The key is written as git lists it, in lower case. */
export function lastValue(entries: readonly ConfigEntry[], key: string): string | undefined {
  return entries.findLast((entry) => entry.key === key)?.value;
}

/**
 * True if the disk tells names apart that differ only in case. With the setting for one that does not, as in a clone
 * moved from another system, git would not see a file that was renamed so.
 */
function tellsCaseApart(root: string): boolean {
  const [git, other] = ['.git', '.GIT'].map((name) =>
    lstatSync(join(root, name), {throwIfNoEntry: false, bigint: true}),
  );
  return git !== undefined && git.ino !== other?.ino;
}

/** git honours `safe.directory` only outside the repository's own configuration, and so do we. */
function isKept(entry: ScopedEntry): boolean {
  if (entry.key.startsWith('safe.')) return entry.scope !== 'local' && entry.scope !== 'worktree';
  return SECTIONS.test(entry.key) || SINGLE_KEYS.has(entry.key);
}

/** True when a filter for what is committed is configured. */
export function usesFilter(entries: readonly ConfigEntry[], name: string): boolean {
  return ['clean', 'process'].some((way) => (lastValue(entries, `filter.${name}.${way}`) ?? '') !== '');
}

/** Reads the project's .lfsconfig, once: one that an agent writes later has no effect. */
async function listLfsConfig(root: string): Promise<readonly ScopedEntry[]> {
  const file = join(root, '.lfsconfig');
  if (readRegularFile(file) === null) return [];
  const args = ['config', '--list', '-z', '--show-scope', '--file', file];
  return parseConfigList((await runGit({as: USERS_GIT, args, cwd: root, allowExit: 'any'})).stdout);
}

/**
 * Finds the upload URL in git-lfs's own order. The project's settings come first in the list, so others override them.
 */
function findLfsUrl(entries: readonly ScopedEntry[], remote: string): string | null {
  const keys = ['lfs.pushurl', 'lfs.url', `remote.${remote}.lfspushurl`, `remote.${remote}.lfsurl`];
  const url = keys.map((key) => lastValue(entries, key)).find((value) => value);
  if (url === undefined) return null;
  return rewrite(entries, url, 'pushinsteadof') ?? rewrite(entries, url, 'insteadof') ?? url;
}

/** The settings for reaching the remote, under the name that we give it. */
function settingsOfRemote(entries: readonly ConfigEntry[], name: string): readonly ConfigEntry[] {
  const variables = ['proxy', 'proxyauthmethod', 'uploadpack', 'receivepack', 'vcs'];
  return variables.flatMap((variable) => {
    const value = lastValue(entries, `remote.${name}.${variable}`);
    return value === undefined ? [] : [{key: `remote.${REMOTE_NAME}.${variable}`, value}];
  });
}
