import {isAbsolute, resolve} from 'node:path';
import type {ChangedRemote} from '../domain/ports/work-tree.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import type {ConfigEntry} from './git-environment.ts';

/** Where a remote is, after the user's `insteadOf`. */
export interface RemoteUrls {
  readonly fetchUrl: string;
  readonly pushUrl: string;
}

/** Chooses the remote to work with: `origin`, else the only one; null when there is none. */
export function chooseRemote(
  entries: readonly ConfigEntry[],
  root: string,
): (RemoteUrls & {readonly name: string}) | null {
  const {urls, urlsOf} = remotesOf(entries, root);
  const name = urls.has('origin') ? 'origin' : urls.size === 1 ? [...urls.keys()][0] : undefined;
  const found = name === undefined ? undefined : urlsOf(name);
  return name === undefined || found === undefined ? null : {name, ...found};
}

/** The remotes with the URLs as they are written, and a function to ask for one of them: an agent may have made thousands. */
function remotesOf(entries: readonly ConfigEntry[], root: string) {
  const [urls, pushUrls] = [valuesByRemote(entries, 'url'), valuesByRemote(entries, 'pushurl')];
  const urlsOf = (name: string): RemoteUrls | undefined => {
    const [url, pushUrl] = [urls.get(name), pushUrls.get(name)];
    if (url === undefined) return undefined;
    const fetchUrl = rewrite(entries, url, 'insteadof') ?? url;
    const pushTarget =
      pushUrl === undefined
        ? (rewrite(entries, url, 'pushinsteadof') ?? fetchUrl)
        : (rewrite(entries, pushUrl, 'insteadof') ?? pushUrl);
    return {fetchUrl: absoluteUrl(fetchUrl, root), pushUrl: absoluteUrl(pushTarget, root)};
  };
  return {urls, urlsOf};
}

/**
 * Finds the remotes that are gone or lead to another repository, and another remote for the pushes of a branch. A URL that
 * differs in its credentials alone is no change.
 */
export function changedRemotes(
  before: readonly ConfigEntry[],
  now: readonly ConfigEntry[],
  {root, branch}: {readonly root: string; readonly branch: string | null},
): readonly ChangedRemote[] {
  const [known, found] = [remotesOf(before, root), remotesOf(now, root)];
  const changed = [...known.urls].flatMap(([name, url]): readonly ChangedRemote[] => {
    const [was, is] = [known.urlsOf(name), found.urlsOf(name)];
    if (was === undefined) return [];
    if (is === undefined) {
      const to = [...found.urls].find(([other, its]) => !known.urls.has(other) && its === url)?.[0];
      const shown = redactUrls(was.fetchUrl);
      return to === undefined
        ? [{kind: 'removed', name, was: shown, back: command('remote', 'add', name, shown)}]
        : [{kind: 'renamed', name, to, back: command('remote', 'rename', to, name)}];
    }
    const way = (['fetchUrl', 'pushUrl'] as const).find((it) => !isSamePlace(was[it], is[it]));
    if (way === undefined) return [];
    const keys = [`remote.${name}.url`, `remote.${name}.pushurl`, /^url\..*\.(?:push)?insteadof$/];
    const back = restore(before, now, keys);
    return [{kind: 'moved', name, was: redactUrls(was[way]), to: redactUrls(is[way]), back}];
  });
  const [from, to] = [before, now].map((entries) => pushRemote(entries, branch));
  if (branch === null || from === undefined || to === undefined || from === to || !found.urls.has(from)) return changed;
  const back = restore(before, now, pushKeys(branch));
  return [...changed, {kind: 'other-push', branch, name: from, to, back}];
}

const command = (...args: readonly string[]) => quoteForShell(['git', ...args]);

/** More settings than this are better looked at in the file. */
const MOST_RESTORED = 20;

/** The commands that set changed settings back, joined for a shell. */
function restore(
  before: readonly ConfigEntry[],
  now: readonly ConfigEntry[],
  keys: readonly (string | RegExp)[],
): string {
  const isWanted = (key: string) => keys.some((it) => (typeof it === 'string' ? it === key : it.test(key)));
  const [old, is] = [before, now].map((entries) =>
    Map.groupBy(
      entries.filter(({key}) => isWanted(key)),
      ({key}) => key,
    ),
  );
  const commands = [...new Set([...(old?.keys() ?? []), ...(is?.keys() ?? [])])].flatMap((key) => {
    const [values = [], others = []] = [old, is].map((entries) => entries?.get(key)?.map(({value}) => value));
    if (String(values) === String(others)) return [];
    // No command can name a setting whose own name has a credential in it.
    if (redactUrls(key) !== key) return [command('config', '--edit')];
    if (values.length === 0) return [command('config', '--unset-all', key)];
    const ways = values.map((value, index) => [index === 0 ? '--replace-all' : '--add', redactUrls(value)] as const);
    return ways.map(([way, value]) => command('config', way, key, value));
  });
  return commands.length > MOST_RESTORED ? command('config', '--edit') : [...new Set(commands)].join(' && ');
}

/** The settings by which git chooses the remote that it pushes a branch to, most important first. */
const pushKeys = (branch: string) => [`branch.${branch}.pushremote`, 'remote.pushdefault', `branch.${branch}.remote`];

function pushRemote(entries: readonly ConfigEntry[], branch: string | null): string {
  const keys = branch === null ? [] : pushKeys(branch);
  return keys.map((key) => entries.findLast((entry) => entry.key === key)?.value).find((it) => it) ?? 'origin';
}

function isSamePlace(one: string, other: string): boolean {
  const name = repositoryFromUrl(one);
  return name === null ? redactUrls(one) === redactUrls(other) : name === repositoryFromUrl(other);
}

/** The first value for each remote: git fetches from the first URL, and one lease can hold for one remote only. */
function valuesByRemote(entries: readonly ConfigEntry[], variable: 'url' | 'pushurl'): Map<string, string> {
  const values = new Map<string, string>();
  for (const {key, value} of entries) {
    const name = key.startsWith('remote.') && key.endsWith(`.${variable}`) ? key.slice(7, -variable.length - 1) : '';
    if (name === '') continue;
    // An empty value clears the list (git 2.46).
    if (value === '') values.delete(name);
    else if (!values.has(name)) values.set(name, value);
  }
  return values;
}

/** Rewrites a URL as git does: the longest matching `url.<base>.insteadOf` is replaced by its base. */
export function rewrite(
  entries: readonly ConfigEntry[],
  url: string,
  variable: 'insteadof' | 'pushinsteadof',
): string | undefined {
  let best: {readonly prefix: string; readonly base: string} | undefined;
  for (const {key, value} of entries) {
    if (!key.startsWith('url.') || !key.endsWith(`.${variable}`) || !url.startsWith(value)) continue;
    if (best === undefined || value.length > best.prefix.length) {
      best = {prefix: value, base: key.slice(4, -variable.length - 1)};
    }
  }
  return best === undefined ? undefined : best.base + url.slice(best.prefix.length);
}

/** Resolves a relative path from the top of the work tree, since our commands run elsewhere. git itself expands `~`. */
function absoluteUrl(url: string, root: string): string {
  const isPath = !url.includes('://') && !url.includes('::') && splitUrl(url) === null;
  return isPath && !isAbsolute(url) && !url.startsWith('~') ? resolve(root, url) : url;
}

/** Default ports, which are left out of a repository's name. */
const DEFAULT_PORTS = new Map([
  ['https:', '443'],
  ['http:', '80'],
  ['ssh:', '22'],
  ['git:', '9418'],
]);

/** Matches git's `[user@]host:path`: a colon before the first slash, and no Windows drive letter. */
const SCP_LIKE = /^(?:[^/:@]+@)?(\[[^\]/]+\]|[^/:@[\]]{2,}):(?!:|\/\/)(.+)$/;

/**
 * Returns `host/owner/name` in lower case for an https, ssh or scp-like URL. Keeps nested groups and unusual ports,
 * drops credentials and `.git`. Null for a local path or `file://`, which mean nothing elsewhere.
 */
export function repositoryFromUrl(url: string): string | null {
  const remote = splitUrl(url);
  if (remote === null) return null;
  const path = remote.path
    .replace(/[?#].*$/s, '')
    .replace(/^\/+|(?<!\/)\/+$/g, '')
    .replace(/\.git$/i, '');
  if (path === '' || path.split('/').some((part) => part === '' || part === '.' || part === '..')) return null;
  return `${remote.host}/${path}`.toLowerCase();
}

/** Splits a URL of another machine into host (with any unusual port) and path; null for any other URL. */
export function splitUrl(url: string): {readonly host: string; readonly path: string} | null {
  if (!url.includes('://')) {
    const scp = SCP_LIKE.exec(url);
    return scp?.[1] === undefined || scp[2] === undefined ? null : {host: scp[1].toLowerCase(), path: scp[2]};
  }
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  const protocol = parsed.protocol.replace(/^git\+/, '');
  const usual = DEFAULT_PORTS.get(protocol);
  if (usual === undefined || parsed.hostname === '') return null;
  const port = parsed.port === '' || parsed.port === usual ? '' : `:${parsed.port}`;
  return {host: `${parsed.hostname.toLowerCase()}${port}`, path: parsed.pathname};
}

/** Removes user names, passwords and tokens from the URLs in a text. */
export function redactUrls(text: string): string {
  return text.replace(/(:\/\/)[^/\s'"@]*(?:@[^/\s'"@]*)*@/g, '$1');
}

export function isHttp(url: string): boolean {
  return /^https?:\/\//i.test(url);
}
