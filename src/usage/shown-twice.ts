import {createHash} from 'node:crypto';
import type {StreamName} from './agent-reader.ts';

/** Records of one run that are kept in mind: more than any prints that are told apart. */
const MOST_KEPT = 10_000;

/**
 * Tells what comes on the second stream of what came on the first, as `tee /dev/stderr` has it. What one stream shows
 * twice is two: `true` only for as many copies as the other stream has shown.
 */
export function tellShownTwice(): (shown: unknown, stream: StreamName) => boolean {
  const counts = new Map<string, {stdout: number; stderr: number}>();
  return (shown, stream) => {
    const key = keyOf(shown);
    if (key === undefined) return false;
    const known = counts.get(key);
    if (known === undefined && counts.size >= MOST_KEPT) return false;
    const count = known ?? {stdout: 0, stderr: 0};
    counts.set(key, count);
    count[stream] += 1;
    return count[stream] <= count[stream === 'stdout' ? 'stderr' : 'stdout'];
  };
}

function keyOf(shown: unknown): string | undefined {
  try {
    return createHash('sha1').update(JSON.stringify(shown)).digest('base64');
  } catch {
    // Nested too deep to be written again.
    return undefined;
  }
}
