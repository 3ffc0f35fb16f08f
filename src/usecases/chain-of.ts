import type {Chain} from '../domain/documents.ts';
import type {HistoryReader} from '../domain/ports/store.ts';

/** Links a new record to the records that its writer sees. Null when they cannot be read: the record matters more. */
export async function chainOf(history: HistoryReader): Promise<Chain | null> {
  try {
    return {seen: await history.tips()};
  } catch {
    return null;
  }
}
