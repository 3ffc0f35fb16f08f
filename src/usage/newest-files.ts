import type {ChangedFile} from './session-files.ts';

const MOST_FILES = 500;
/** More than any run writes; files made to hold us up end here. */
const MOST_BYTES = 512 * 1024 * 1024;
/** No more of one file is read. */
const MOST_OF_ONE = 256 * 1024 * 1024;

/** Picks the newest files that can be read in bounded time. Given and returned oldest first. */
export function newestFiles(
  changed: readonly ChangedFile[],
  mostFiles = MOST_FILES,
): {readonly files: readonly ChangedFile[]; readonly isAll: boolean} {
  let bytes = 0;
  const files = changed.slice(-mostFiles).reverse();
  const limit = files.findIndex(({size}) => {
    bytes += Math.min(size, MOST_OF_ONE);
    return bytes > MOST_BYTES;
  });
  const taken = (limit === -1 ? files : files.slice(0, limit)).reverse();
  return {files: taken, isAll: taken.length === changed.length};
}
