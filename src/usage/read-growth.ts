import type {Json} from './json.ts';
import {readRecords} from './read-records.ts';
import type {ChangedFile} from './session-files.ts';

/** What a file of lines said before the run, and what the run added to it. */
export interface Growth<T> {
  readonly before: readonly T[];
  readonly after: readonly T[];
  readonly isWhole: boolean;
}

/** More facts than any session has; a file made to fill the memory ends here. */
const MOST_FACTS = 200_000;

/**
 * Picks facts from the lines of a file that only grows, apart for what stood there before the run. `pick` gives
 * undefined for a record that tells none, and keeps what it gives small. Never throws.
 */
export async function readGrowth<T>(
  file: ChangedFile,
  wants: (line: Buffer) => boolean,
  pick: (record: Json) => T | undefined,
): Promise<Growth<T>> {
  const read = async (from: number) => {
    const facts: T[] = [];
    const {isWhole} = await readRecords(file.path, from, wants, (record) => {
      const fact = facts.length < MOST_FACTS ? pick(record) : undefined;
      if (fact !== undefined) facts.push(fact);
    });
    return {facts, isWhole: isWhole && facts.length < MOST_FACTS};
  };
  const added = await read(file.from);
  if (file.from === 0) return {before: [], after: added.facts, isWhole: added.isWhole};
  const all = await read(0);
  const before = all.facts.slice(0, Math.max(0, all.facts.length - added.facts.length));
  return {before, after: added.facts, isWhole: added.isWhole && all.isWhole};
}
