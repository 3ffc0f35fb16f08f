import {lstatSync, readdirSync} from 'node:fs';
import {type Change, GITLINK, onDisk, shownPath} from './raw-diff.ts';

/**
 * The untracked files on disk where these changes put a file. git protects untracked files by itself and
 * replaces ignored ones without a word, so this looks at the disk: at the place of each new file, inside a folder that
 * has to give way to it, and for anything but a folder on the way there.
 */
export function findUntrackedInTheWay(root: string, changes: readonly Change[]): readonly string[] {
  const removed = new Set(changes.filter(({after}) => after === null).map(({path}) => path));
  const added = changes.filter(({before, after}) => {
    return after !== null && (before === null || (before.mode === GITLINK && after.mode !== GITLINK));
  });
  const kinds = new Map<string, Kind>();
  const kindOf = (place: string): Kind => {
    const kind = kinds.get(place) ?? (removed.has(place) ? 'nothing' : lookAt(root, place));
    kinds.set(place, kind);
    return kind;
  };
  const found = added.flatMap(({path}) => {
    const obstacle = [...foldersAbove(path)].find((folder) => kindOf(folder) !== 'folder');
    if (obstacle === undefined) return contentOf(root, path).filter((other) => !removed.has(other));
    return kindOf(obstacle) === 'other' ? [obstacle] : [];
  });
  return [...new Set(found.map(shownPath))];
}

type Kind = 'folder' | 'other' | 'nothing';

function lookAt(root: string, path: string): Kind {
  const stat = lstatSync(onDisk(root, path), {throwIfNoEntry: false});
  return stat === undefined ? 'nothing' : stat.isDirectory() ? 'folder' : 'other';
}

/** `a`, then `a/b`, for `a/b/c`. */
function* foldersAbove(path: string): Generator<string> {
  for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) yield path.slice(0, end);
}

/** The file at a path, or all files below the folder that is there. */
function contentOf(root: string, path: string): readonly string[] {
  const place = onDisk(root, path);
  const stat = lstatSync(place, {throwIfNoEntry: false});
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [path];
  const names = readdirSync(place, {encoding: 'buffer'});
  return names.flatMap((name) => contentOf(root, `${path}/${name.toString('latin1')}`));
}
