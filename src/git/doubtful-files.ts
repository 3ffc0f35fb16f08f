import type {DoubtfulPath} from '../domain/ports/work-tree.ts';
import {shownPath} from './raw-diff.ts';

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
