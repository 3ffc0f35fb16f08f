/** How long the history may keep a run waiting: before its agent starts, all in all, and for each record after it. */
export const GIT_LIMITS = {startMs: 10_000, endMs: 300_000} as const;
