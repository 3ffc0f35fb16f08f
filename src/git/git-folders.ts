import {readRegularFile} from '../files/regular-file.ts';
import type {GitFolders} from './locate.ts';
import {lookOnDisk, onDisk} from './raw-diff.ts';

const LARGEST_CONFIG = 1024 * 1024;
/** A clone, and not the small repository of a test; or a place of credentials. */
const OF_A_CLONE = /^\s*\[remote |extraheader/im;

/**
 * Those folders among these paths (latin1, with a slash at the end) in which an agent has put a clone's git folder under
 * another name, such as a copy of this one's: git takes them for ordinary folders, and all of a history and its settings,
 * credentials among them, would be published.
 */
export function gitFoldersIn({root, commonDir}: GitFolders, paths: readonly string[]): readonly string[] {
  const heads = paths.filter((path) => path.endsWith('/HEAD')).map((path) => path.slice(0, -'HEAD'.length));
  if (heads.length === 0) return [];
  const own = readRegularFile(`${commonDir}/config`, LARGEST_CONFIG);
  return heads.filter((folder) => {
    if (lookOnDisk(root, `${folder}objects`)?.isDirectory() !== true) return false;
    const config = readRegularFile(onDisk(root, `${folder}config`), LARGEST_CONFIG);
    // Where the own one is gone, it may be this one.
    return config !== null && (own === null || own.equals(config) || OF_A_CLONE.test(config.toString('latin1')));
  });
}
