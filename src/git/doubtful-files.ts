import type {DoubtfulPath} from '../domain/ports/work-tree.ts';
import {shownPath} from './raw-diff.ts';

/** Names of files that usually hold secrets. */
const SECRETS = /^(\.env(\..*)?|\.netrc|\.npmrc|id_[a-z0-9]+|.*\.(pem|key|p12|pfx|jks|keystore|tfstate))$/i;
const EXAMPLES = /\.(example|sample|template|dist)$/i;
/** What npm installs into, and the file that Python puts at the top of a virtual environment. */
const PACKAGES = /^(?:.*?\/)?node_modules\//;
const ENVIRONMENT = /^(.+\/)pyvenv\.cfg$/;

/** An agent may leave any number of them. */
const MOST_ENVIRONMENTS = 20;

export function isSecretName(name: string): boolean {
  return SECRETS.test(name);
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
