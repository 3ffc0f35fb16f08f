/**
 * The folder that is packed. Its name as it is written here is a part of every entry's identity: another spelling would
 * never find what was saved.
 */
export const HISTORY_FOLDER = 'laforge-history';

export interface CacheKeys {
  readonly common: string;
  readonly snapshot: string;
  readonly fragment: string;
  /** Names of the records of running steps. */
  readonly running: string;
}

/** The beginning of a history's keys. A slug has neither `/` nor `~`, so no other history's keys do. */
export function cacheKeys(slug: string): CacheKeys {
  const common = `laforge/${slug}`;
  return {common, snapshot: `${common}/`, fragment: `${common}~fragment/`, running: `${common}~running/`};
}
