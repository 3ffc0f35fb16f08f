import {type History, type HistoryCondition, isStored, type Publication} from '../domain/ports/store.ts';
import {type LedgerRecords, NO_RECORDS} from '../domain/records.ts';
import {createWrites, OwnRecords} from './pending/own-records.ts';
import {createReader, readRecords} from './reads.ts';

interface FragmentHistoryOptions {
  readonly condition: HistoryCondition;
  /** The file that records are written to at once, so that a killed process leaves them behind. */
  readonly file: string;
  /** The records that an earlier process of this run left in that file. */
  readonly records?: LedgerRecords;
  /** Puts the file into the store. Called only if it holds something. */
  readonly publish: () => Promise<Publication>;
}

/** The history of a run that could not read the real one. It knows only what this run adds, and settles no numbers. */
export function createFragmentHistory({condition, file, publish, records}: FragmentHistoryOptions): History {
  const own = new OwnRecords(file);
  own.takeOver(records ?? NO_RECORDS);
  let stored = 0;
  return {
    condition,
    dbPath: null,
    warnings: [],
    ...createReader(async (ask) => ask(readRecords(own.all()))),
    ...createWrites(own, {
      createdAt: (draft) => draft.startTime,
      // The records wait here for good.
      ...{adopt: async () => {}, add: async () => {}},
      ...{isStarted: true, startMs: () => 0, endMs: 0},
    }),
    pushWith: (_changes, push) => push([]),
    findUnrecorded: async (uids) => uids.filter((uid) => own.rollback(uid) === undefined),
    listRunning: async () => [],
    interruptSteps: async () => [],
    async publish() {
      const {changes} = own;
      if (changes === stored) return {kind: 'published'};
      const publication = await publish();
      if (isStored(publication)) stored = changes;
      return publication;
    },
    // Nothing to guard: the file is rewritten from memory.
    guard: async () => async () => [],
    close: async () => {},
  };
}
