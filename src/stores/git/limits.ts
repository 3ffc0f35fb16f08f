/** The longest waits for the history: before its agent starts, all in all, and for each record after it. */
export const GIT_LIMITS = {startMs: 10_000, endMs: 300_000} as const;

/** The most bytes that are read of a history at once, packed and unpacked: a segment of the longest records. */
export const MAX_HISTORY_BYTES = 400 * 1024 * 1024;
