import {realpathSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, dirname, join, relative, resolve, sep} from 'node:path';
import type {DoubtfulPath} from '../domain/ports/work-tree.ts';
import {shownPath} from './raw-diff.ts';

/** Files that SQLite keeps beside a database. */
const COMPANIONS = ['-journal', '-wal', '-shm'];

/** Converts absolute paths to git's names in this work tree. Paths outside it are dropped. */
export function ledgerPaths(root: string, paths: readonly string[]): readonly string[] {
  return paths
    .map((path) => relative(root, withoutLinks(path)).split(sep).join('/'))
    .filter((path) => path !== '' && path !== '..' && !path.startsWith('../'));
}

/** True when git's path (latin1) is a ledger, is in its folder, or is a file that SQLite keeps beside it. */
export function isLedger(ledgers: readonly string[], path: string): boolean {
  const name = Buffer.from(path, 'latin1').toString('utf8');
  return ledgers.some(
    (ledger) => name === ledger || name.startsWith(`${ledger}/`) || COMPANIONS.some((end) => name === ledger + end),
  );
}

/** The temporary folders of this process that are inside the work tree, as git names them; `.` for its top. */
export function temporaryFolders(root: string): readonly string[] {
  const folders = new Set([process.env.RUNNER_TEMP || tmpdir(), tmpdir()]);
  return ledgerPaths(
    root,
    [...folders].map((folder) => resolve(folder, 'any')),
  ).map((path) => dirname(path));
}

/** Names that our programs create in a temporary folder. The six characters come from mkdtemp. */
const OWN_TEMPORARY = /^laforge-(?:[a-z]+-[A-Za-z0-9]{6}\/|[\w-]+\.(?:json|lock)$)/;

/** True when git's path is a temporary file of ours, from this process or one that could not clean up. */
export function isOwnTemporary(folders: readonly string[], path: string): boolean {
  return folders.some((folder) => {
    const prefix = folder === '.' ? '' : `${folder}/`;
    return path.startsWith(prefix) && OWN_TEMPORARY.test(path.slice(prefix.length));
  });
}

/** Resolves symlinks in the folder, as git does for the root; the file need not exist yet. */
function withoutLinks(path: string): string {
  const folder = dirname(path);
  try {
    return join(realpathSync(folder), basename(path));
  } catch {
    return path;
  }
}

/** Names of files that usually hold secrets. */
const SECRETS = /^(\.env(\..*)?|\.netrc|\.npmrc|id_[a-z0-9]+|.*\.(pem|key|p12|pfx|jks|keystore|tfstate))$/i;
const EXAMPLES = /\.(example|sample|template|dist)$/i;
/** What npm installs into, and the file that Python puts at the top of a virtual environment. */
const PACKAGES = /^(?:.*?\/)?node_modules\//;
const ENVIRONMENT = /^(.+\/)pyvenv\.cfg$/;

/** What tools write and write again, by the usual names: builds, installed packages, caches, logs, files of editors. */
const MADE_FOLDERS =
  /^(node_modules|bower_components|target|dist|build|out|bin|obj|debug|release|cmake-build-.*|coverage|htmlcov|test-results|__pycache__|\.?venv|\.tox|\.nox|.*\.egg-info|\..*[-_]?cache|\.(next|nuxt|output|svelte-kit|turbo|vite|angular|gradle|terraform|dart_tool|nyc_output)|pods|deriveddata|tmp|temp|logs?)$/i;
const MADE_FILES =
  /^(.*\.(log|tmp|temp|pid|sock|sw[a-p]|py[co]|o|obj|a|so|dll|exe|class|jar|map|tsbuildinfo|lcov)|\.coverage(\..*)?|\..*cache|\.ds_store|thumbs\.db|.*~)$/i;

/** An agent may leave any number of them. */
const MOST_ENVIRONMENTS = 20;

export function isSecretName(name: string): boolean {
  return SECRETS.test(name);
}

/** Tells of an ignored path (latin1) if a tool made it and makes it again, by the names of its folders and its own. */
export function isMadeByTools(path: string): boolean {
  const names = path.split('/');
  const file = names.pop() ?? '';
  return names.some((name) => MADE_FOLDERS.test(name)) || MADE_FILES.test(file);
}

/**
 * Finds, among files that are new to git (paths in latin1), those that people usually keep out of it: secrets, by their
 * names, and folders of installed packages. An agent that leaves all of its files may not have thought of them.
 */
export function doubtfulAmong(added: readonly string[]): readonly DoubtfulPath[] {
  const environments = added.flatMap((path) => ENVIRONMENT.exec(path)?.[1] ?? []).slice(0, MOST_ENVIRONMENTS);
  const counts = new Map<string, number>();
  const secrets: DoubtfulPath[] = [];
  for (const path of added) {
    const folder = PACKAGES.exec(path)?.[0] ?? environments.find((one) => path.startsWith(one));
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (folder !== undefined) counts.set(folder, (counts.get(folder) ?? 0) + 1);
    else if (isSecretName(name) && !EXAMPLES.test(name)) secrets.push({path: shownPath(path)});
  }
  return [...secrets, ...[...counts].map(([folder, files]) => ({path: shownPath(folder), files}))];
}
