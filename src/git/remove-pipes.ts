import {type Dirent, readdirSync, rmSync} from 'node:fs';
import {onDisk} from './raw-diff.ts';

/** Files that git opens in any folder when it lists or reads what is there. */
const READ_BY_GIT = new Set(['.gitignore', '.gitattributes']);

/**
 * Removes named pipes that stand where git would read a file and wait for ever. A pipe holds nothing that could be lost.
 * Resolves to their paths (latin1).
 */
export function removePipes(root: string): readonly string[] {
  const removed: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of entriesOf(root, folder)) {
      const name = entry.name.toString('latin1');
      const path = `${folder}${name}`;
      if (entry.isDirectory() && name !== '.git') folders.push(`${path}/`);
      if (!entry.isFIFO() || !READ_BY_GIT.has(name)) continue;
      rmSync(onDisk(root, path), {force: true});
      removed.push(path);
    }
  }
  return removed;
}

function entriesOf(root: string, folder: string): readonly Dirent<Buffer>[] {
  try {
    return readdirSync(onDisk(root, folder), {withFileTypes: true, encoding: 'buffer'});
  } catch {
    return [];
  }
}
