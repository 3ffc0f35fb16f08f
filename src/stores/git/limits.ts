/** How long the history may keep a run waiting: before its agent starts, all in all, and for each record after it. */
export const GIT_LIMITS = {startMs: 10_000, endMs: 300_000} as const;

/** What is read of a history at once, packed and unpacked: a segment of the longest records there are. */
export const MAX_HISTORY_BYTES = 400 * 1024 * 1024;
