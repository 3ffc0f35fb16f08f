import {types} from 'node:util';
import {deserialize, serialize} from 'node:v8';

/**
 * Keeps what was on disk before a run. Readers look when the run begins. Another process may have to read the usage later,
 * so all they look at goes through here.
 */
export interface BeforeRun {
  /** Returns the result of `look`: plain data, maps and sets. `key` names it, the same in every process. */
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
 * Gives back what an earlier process noted, which nobody else has written. Nothing is looked at any more: `recall` throws for
 * what was not noted.
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
