import {createHash} from 'node:crypto';
import {asObject, toSortedJson} from '../domain/json.ts';
import type {StreamName} from './agent-reader.ts';

/** More records than any run prints that have to be told apart. */
const MOST_KEPT = 10_000;
/** A record this long has ids or times in it, so that one just like it is the same record. */
const LONG = 300;
const IDS = ['session_id', 'sessionId', 'uuid'];

/**
 * Tells whether something was shown before. A record with an id, or a long one, counts once, whether `tee`, `cat` or `jq` shows it again. A
 * short one without an id may be printed twice on purpose, so only what came on the other stream (`tee /dev/stderr`) is a repetition.
 */
export function tellShownTwice(): (shown: unknown, stream: StreamName) => boolean {
  const counts = new Map<string, {stdout: number; stderr: number}>();
  return (shown, stream) => {
    const {key, isSame} = keyOf(shown);
    const known = counts.get(key);
    if (key === '' || (known === undefined && counts.size >= MOST_KEPT)) return false;
    if (known !== undefined && isSame) return true;
    const count = known ?? {stdout: 0, stderr: 0};
    counts.set(key, count);
    count[stream] += 1;
    return count[stream] <= count[stream === 'stdout' ? 'stderr' : 'stdout'];
  };
}

/** The key is the same in whatever order `jq -S` puts the keys; empty for what is nested too deep to be written again. */
function keyOf(shown: unknown): {readonly key: string; readonly isSame: boolean} {
  try {
    const text = toSortedJson(shown);
    return {
      key: createHash('sha1').update(text).digest('base64'),
      isSame: text.length >= LONG || IDS.some((id) => asObject(shown)?.[id] !== undefined),
    };
  } catch {
    return {key: '', isSame: false};
  }
}
