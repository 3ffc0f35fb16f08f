import {type Dirent, readdirSync} from 'node:fs';
import {onDisk} from './raw-diff.ts';

/** An entry of a folder by its path from the top, latin1. */
interface Found {
  readonly path: string;
  readonly name: string;
  readonly entry: Dirent<Buffer>;
}

/**
 * Everything in a work tree that is no folder, without git: it passes over what git takes for no file, such as a pipe.
 * Folders of git are left out, and those that `isClosed` says, whose paths end in a slash.
 */
export function* walkFiles(root: string, isClosed: (folder: string) => boolean = () => false): Generator<Found> {
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of entriesOf(root, folder)) {
      const name = entry.name.toString('latin1');
      const path = `${folder}${name}`;
      if (!entry.isDirectory()) yield {path, name, entry};
      else if (name !== '.git' && !isClosed(`${path}/`)) folders.push(`${path}/`);
    }
  }
}

function entriesOf(root: string, folder: string): readonly Dirent<Buffer>[] {
  try {
    return readdirSync(onDisk(root, folder), {withFileTypes: true, encoding: 'buffer'});
  } catch {
    return [];
  }
}
