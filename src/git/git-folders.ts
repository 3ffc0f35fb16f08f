import {readRegularFile} from '../files/regular-file.ts';
import type {Location} from './locate.ts';
import {walkFiles} from './odd-files.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {type Change, lookOnDisk, onDisk} from './raw-diff.ts';

const LARGEST = 1024 * 1024;
/** Settings that hold a credential, name the program or file that does, or read further settings from another file. */
const SECRETS =
  /extraheader|\[\s*(?:credential|include)|https?:\/\/[^\s/"]*@|:\/\/[^\s/":]*:[^\s/"]*@|password|passwd|smtppass|token|secret/i;
const URL_SETTING = /^\s*(?:push)?url\s*=/i;
const LONGEST_URL = 4096;
const OBJECT_NAME = /\b[0-9a-f]{40,64}\b/g;

/** Reads a file by its path, both in latin1; null when there is none. */
type ReadFile = (path: string) => Promise<string | null>;

/**
 * Finds, among new paths (latin1), folders (with a slash at the end) that are git folders under another name and must
 * not be published: those of this repository, such as a moved or copied `.git`, and those whose settings may hold
 * credentials. git treats them as ordinary folders, which all others are, such as the bare repository of a test.
 */
export async function gitFoldersIn(location: Location, paths: readonly string[]): Promise<readonly string[]> {
  const {root} = location;
  const folders = withHead(paths).filter((folder) => lookOnDisk(root, `${folder}objects`)?.isDirectory() === true);
  return await privateAmong(location, folders, paths, async (path) => textOf(onDisk(root, path)));
}

/** The same among the files of a commit, such as a stash. */
export async function gitFoldersOf(
  {location, git}: PrivateWorkTree,
  changes: readonly Change[],
): Promise<readonly string[]> {
  const shas = new Map(changes.map(({path, after}) => [path, after?.sha]));
  const paths = [...shas.keys()];
  const folders = withHead(paths).filter((folder) => paths.some((path) => path.startsWith(`${folder}objects/`)));
  return await privateAmong(location, folders, paths, async (path) => {
    const sha = shas.get(path);
    if (sha === undefined) return null;
    return (await git({args: ['cat-file', 'blob', sha]})).stdout;
  });
}

const withHead = (paths: readonly string[]) =>
  paths.filter((path) => path.endsWith('/HEAD')).map((path) => path.slice(0, -'HEAD'.length));

async function privateAmong(
  location: Location,
  folders: readonly string[],
  paths: readonly string[],
  read: ReadFile,
): Promise<readonly string[]> {
  if (folders.length === 0) return [];
  const own = ownTraits(location);
  const found: string[] = [];
  for (const folder of folders) {
    const names = paths.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length));
    if (await isPrivate(own, names, async (name) => await read(`${folder}${name}`))) found.push(folder);
  }
  return found;
}

/** The marks of a copy of this repository. */
interface OwnTraits {
  /** Null when the agent has moved the git folder away. */
  readonly config: string | null;
  readonly urls: ReadonlySet<string>;
  /** The commits that refs and the history of HEAD name. */
  readonly commits: ReadonlySet<string>;
}

function ownTraits({root, gitDir, commonDir, mainWorkTree, baseline}: Location): OwnTraits {
  const remotes = baseline.entries.filter(({key}) => /^remote\..*\.(push)?url$/.test(key)).map(({value}) => value);
  const refs = [...walkFiles(`${commonDir}/refs`)].map(({path}) => onDisk(`${commonDir}/refs`, path));
  const texts = [...refs, `${commonDir}/packed-refs`, `${gitDir}/HEAD`, `${gitDir}/logs/HEAD`].map(textOf);
  return {
    config: textOf(`${commonDir}/config`),
    urls: new Set([...remotes, root, commonDir, mainWorkTree].map(plainUrl)),
    commits: new Set(texts.flatMap((text) => text?.match(OBJECT_NAME) ?? []).filter((name) => !/^0+$/.test(name))),
  };
}

async function isPrivate(own: OwnTraits, names: readonly string[], read: ReadFile): Promise<boolean> {
  const config = await read('config');
  // Without the own settings, any may be these.
  if (own.config === null || own.config === config) return true;
  const settings = `${config ?? ''}\n${(await read('config.worktree')) ?? ''}`;
  if (SECRETS.test(settings) || names.some((name) => /^[^/]*credential/i.test(name))) return true;
  const urls = settings.split('\n').filter((line) => URL_SETTING.test(line));
  if (urls.some((line) => own.urls.has(plainUrl(line.replace(URL_SETTING, ''))))) return true;
  for (const name of names.filter((it) => /^(?:[A-Z_]*HEAD|packed-refs|refs\/.*)$/.test(it))) {
    if ((await read(name))?.match(OBJECT_NAME)?.some((commit) => own.commits.has(commit)) === true) return true;
  }
  return false;
}

function textOf(file: string | Buffer): string | null {
  return readRegularFile(file, LARGEST)?.toString('latin1') ?? null;
}

/** A URL or path of a repository without what may differ between two of the same: scheme, user and ending. */
function plainUrl(url: string): string {
  return url
    .slice(0, LONGEST_URL)
    .trim()
    .replaceAll('"', '')
    .replace(/^[a-z+]+:\/\//i, '')
    .replace(/^[^@/]*@/, '')
    .replace(/^([^/:]+):(?!\d)/, '$1/')
    .replace(/(?:\/?\.git)?\/*$/i, '')
    .toLowerCase();
}
