import {quote} from '../domain/identity.ts';
import type {Baseline} from './baseline.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {type Change, shownPath} from './raw-diff.ts';

/** Values of an attribute that name nothing: not set, set or unset without a name. */
const UNNAMED = new Set(['unspecified', 'set', 'unset']);

/**
 * Why these changes cannot be committed: an attribute gives a file to a filter that was not configured when the
 * repository was opened. git would commit such a file as it lies there, for git-lfs the whole file in place of its
 * pointer. Null when there is no such file.
 */
export async function missingFilter(
  baseline: Baseline,
  files: PrivateWorkTree,
  index: string,
  changes: readonly Change[],
): Promise<string | null> {
  const paths = changes.filter(({after}) => after?.mode.startsWith('100') === true).map(({path}) => path);
  const output = await files.feed({index, args: ['check-attr', '-z', '--stdin', 'filter']}, paths);
  const parts = output.split('\0');
  for (let at = 0; at + 2 < parts.length; at += 3) {
    const [path = '', value = ''] = [parts[at], parts[at + 2]];
    if (UNNAMED.has(value) || isConfigured(baseline, shownPath(value))) continue;
    const name = quote(shownPath(value));
    return `${quote(shownPath(path))} belongs to the filter ${name}, which was not configured when the step began. Set it up before the step, for example with git lfs install.`;
  }
  return null;
}

function isConfigured({config}: Baseline, filter: string): boolean {
  return config.some(
    ({key, value}) => value !== '' && ['clean', 'process'].some((way) => key === `filter.${filter}.${way}`),
  );
}
