import {types} from 'node:util';
import {deserialize, serialize} from 'node:v8';

/**
 * What was on disk before a run. Readers look at it when the run begins and, because another process may have to read
 * what the run used, all they look at goes through here.
 */
export interface BeforeRun {
  /** What `look` finds: plain data, maps and sets. `key` names it, the same in every process. */
  recall<Found>(key: string, look: () => Promise<Found>): Promise<Found>;
}

/** Looks at what is there now and keeps it. */
export function noteBefore(): BeforeRun & {noted(): Buffer} {
  const found = new Map<string, unknown>();
  return {
    recall: async (key, look) => {
      const answer = await look();
      found.set(key, answer);
      return answer;
    },
    noted: () => serialize(found),
  };
}

/**
 * What an earlier process found, from what it noted and nobody else has written. Nothing is looked at any more: what was
 * not noted is not known, and `recall` throws.
 */
export function recallBefore(noted: Buffer): BeforeRun {
  const found: unknown = deserialize(noted);
  return {
    recall: async <Found>(key: string) => {
      if (!types.isMap(found) || !found.has(key)) throw new Error(`Nobody looked at ${key} before the run.`);
      // As that process's `look` gave it, by the same code.
      return found.get(key) as Found;
    },
  };
}
