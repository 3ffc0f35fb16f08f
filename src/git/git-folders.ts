import {readRegularFile} from '../files/regular-file.ts';
import type {GitFolders} from './locate.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {type Change, lookOnDisk, onDisk} from './raw-diff.ts';

const LARGEST_CONFIG = 1024 * 1024;
/** A clone, and not the small repository of a test; or a place of credentials. */
const OF_A_CLONE = /^\s*\[remote |extraheader/im;

/**
 * Those folders among these paths (latin1, with a slash at the end) in which an agent has put a clone's git folder under
 * another name, such as a copy of this one's: git takes them for ordinary folders, and all of a history and its settings,
 * credentials among them, would be published.
 */
export function gitFoldersIn({root, commonDir}: GitFolders, paths: readonly string[]): readonly string[] {
  const isOnDisk = (folder: string) => lookOnDisk(root, `${folder}objects`)?.isDirectory() === true;
  const folders = withHead(paths).filter(isOnDisk);
  const isClone = cloneTest(commonDir, folders);
  return folders.filter((folder) => isClone(readRegularFile(onDisk(root, `${folder}config`), LARGEST_CONFIG)));
}

/** The same among the files of a commit, such as a stash. */
export async function gitFoldersOf(
  {commonDir}: GitFolders,
  files: PrivateWorkTree,
  changes: readonly Change[],
): Promise<readonly string[]> {
  const shas = new Map(changes.map(({path, after}) => [path, after?.sha]));
  const folders = withHead([...shas.keys()]);
  const isClone = cloneTest(commonDir, folders);
  const found: string[] = [];
  for (const folder of folders) {
    const sha = shas.get(`${folder}config`);
    if (sha === undefined || ![...shas.keys()].some((path) => path.startsWith(`${folder}objects/`))) continue;
    const {stdout} = await files.git({index: files.userIndex, args: ['cat-file', 'blob', sha], encoding: 'latin1'});
    if (isClone(Buffer.from(stdout, 'latin1'))) found.push(folder);
  }
  return found;
}

const withHead = (paths: readonly string[]) =>
  paths.filter((path) => path.endsWith('/HEAD')).map((path) => path.slice(0, -'HEAD'.length));

/** Tells settings of a clone. Where the own ones are gone, any may be these. */
function cloneTest(commonDir: string, folders: readonly string[]): (config: Buffer | null) => boolean {
  const own = folders.length === 0 ? null : readRegularFile(`${commonDir}/config`, LARGEST_CONFIG);
  return (config) =>
    config !== null && (own === null || own.equals(config) || OF_A_CLONE.test(config.toString('latin1')));
}
