import type {OlderPath, WorkTreeSnapshot} from '../domain/ports/git.ts';

/** Tells of any path (latin1) if it lay in the work tree before a step. */
interface OlderPaths {
  /** The name under which the path lay there: its own, or that of the folder it was in. Null when it did not. */
  find(path: string): string | null;
  /** The note on the path itself; undefined for a path in a folder that was not looked into. */
  fileAt(path: string): OlderPath | undefined;
}

/** `ignoreCase`: the disk takes names that differ in nothing but case for one. */
export function olderPaths({older}: Pick<WorkTreeSnapshot, 'older'>, ignoreCase: boolean): OlderPaths {
  const fold = (path: string): string => (ignoreCase ? path.toLowerCase() : path);
  const known = new Map(older.map((entry) => [fold(entry.path), entry]));
  return {
    find: (path) => {
      const folded = fold(path);
      if (known.has(folded)) return path;
      for (let end = folded.indexOf('/'); end >= 0; end = folded.indexOf('/', end + 1)) {
        const folder = folded.slice(0, end + 1);
        if (known.has(folder)) return path.slice(0, end + 1);
      }
      return null;
    },
    fileAt: (path) => known.get(fold(path)),
  };
}
