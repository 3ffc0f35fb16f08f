import type {LeftOut} from '../domain/ports/work-tree.ts';
import type {Baseline} from './baseline.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {shownPath} from './raw-diff.ts';

/** Attribute values that name no filter: unspecified, or set or unset without a value. */
const UNNAMED = new Set(['unspecified', 'set', 'unset']);

/** Why a file cannot be converted, and the filter or program at fault. */
type Unfilterable = Pick<LeftOut, 'reason' | 'detail'>;

/**
 * Finds the files whose filter was not configured when the repository was opened, or whose filter's program has changed
 * since. git would commit such a file unconverted: for git-lfs, the whole file in place of its pointer.
 */
export async function unfilterable(
  files: PrivateWorkTree,
  index: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, Unfilterable>> {
  const {baseline} = files.location;
  const changed = baseline.filters.changed();
  const found = new Map<string, Unfilterable>();
  for (const [path, filter] of await filtersOf(files, index, paths)) {
    const program = changed.get(filter);
    if (program !== undefined) found.set(path, {reason: 'filter-changed', detail: program});
    else if (!isConfigured(baseline, filter)) found.set(path, {reason: 'filter', detail: filter});
  }
  return found;
}

/** Returns the filter of each file that has one. */
async function filtersOf(
  files: PrivateWorkTree,
  index: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const output = await files.feed({index, args: ['check-attr', '-z', '--stdin', 'filter']}, paths);
  const parts = output.split('\0');
  const found = new Map<string, string>();
  for (let at = 0; at + 2 < parts.length; at += 3) {
    const [path = '', value = ''] = [parts[at], parts[at + 2]];
    if (!UNNAMED.has(value)) found.set(path, shownPath(value));
  }
  return found;
}

function isConfigured({config}: Baseline, filter: string): boolean {
  return config.some(
    ({key, value}) => value !== '' && ['clean', 'process'].some((way) => key === `filter.${filter}.${way}`),
  );
}
