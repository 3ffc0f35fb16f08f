import type {Chain} from '../domain/documents.ts';
import type {HistoryReader} from '../domain/ports/store.ts';

/** The link from a new record to those that its writer sees. Null where they cannot be told: a record matters more. */
export async function chainOf(history: HistoryReader): Promise<Chain | null> {
  try {
    return {seen: await history.tips()};
  } catch {
    return null;
  }
}
