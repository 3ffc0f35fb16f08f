/** One request the service got. `began` and `ended` are ticks of one clock that every begin and end moves on. */
export interface LoggedRequest {
  readonly kind: 'rest' | 'twirp' | 'blob';
  readonly method: string;
  /** Path and query; signatures are cut out. */
  readonly path: string;
  status: number;
  readonly began: number;
  ended: number;
}

/** How many requests there were, and how many of them had to wait for another: the longest chain. */
export function countRequests(requests: readonly LoggedRequest[]): {
  readonly total: number;
  readonly inSequence: number;
} {
  const depths = new Map<LoggedRequest, number>();
  for (const request of requests.toSorted((a, b) => a.began - b.began)) {
    const before = [...depths].filter(([it]) => it.ended < request.began).map(([, depth]) => depth);
    depths.set(request, Math.max(0, ...before) + 1);
  }
  return {total: requests.length, inSequence: Math.max(0, ...depths.values())};
}
