import {StoreError} from '../domain/errors.ts';
import {type History, type HistoryCondition, isStored, type Publication} from '../domain/ports/store.ts';
import {type LedgerRecords, NO_RECORDS, type StepRecord} from '../domain/records.ts';
import {isParent, repositoryKey} from '../domain/repository-key.ts';
import {projectRollback, type RollbackDraft} from '../domain/rollback.ts';
import {writeFragment} from './fragment.ts';
import {createReader, findByPrefix, readRecords, recordsToRollbacks, recordsToSteps} from './reads.ts';

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
export function createFragmentHistory({condition, file, publish, ...options}: FragmentHistoryOptions): History {
  const steps: StepRecord[] = [...(options.records?.steps ?? [])];
  const rollbacks: RollbackDraft[] = [...(options.records?.rollbacks ?? [])];
  const records: LedgerRecords = {...(options.records ?? NO_RECORDS), steps, rollbacks};
  let unpublished = steps.length + rollbacks.length > 0;

  const save = async () => {
    unpublished = true;
    try {
      await writeFragment(file, records);
    } catch (error) {
      throw new StoreError('unwritable', `The record could not be written to ${file}.`, {cause: error});
    }
  };
  const stepOf = (uid: string) => {
    const found = findByPrefix(recordsToSteps(records), uid);
    if (found.kind === 'found') return found.value;
    throw new StoreError('unreadable', `Step ${uid} was not begun in this history.`);
  };

  return {
    condition,
    dbPath: null,
    warnings: [],
    ...createReader(async (ask) => ask(readRecords(records))),
    async startStep(draft) {
      if (!steps.some((it) => it.draft.uid === draft.uid)) {
        const parent =
          draft.replays === null
            ? readRecords(records).getLatestActiveStep(repositoryKey(draft), draft.branch)
            : undefined;
        const parentUid = parent !== undefined && isParent(parent, draft) ? parent.uid : null;
        steps.push({draft, parentUid, createdAt: draft.startTime, outcome: null});
        await save();
      }
      return stepOf(draft.uid);
    },
    async finishStep(uid, outcome) {
      const index = steps.findIndex((it) => it.draft.uid === uid);
      const record = steps[index];
      if (record?.outcome === null) {
        steps[index] = {...record, outcome};
        await save();
      }
      return stepOf(uid);
    },
    async addRollback(draft) {
      if (!rollbacks.some((it) => it.uid === draft.uid)) {
        rollbacks.push(draft);
        await save();
      }
      const found = findByPrefix(recordsToRollbacks(records), draft.uid);
      return found.kind === 'found' ? found.value : projectRollback(draft, []);
    },
    pushWith: (_changes, push) => push([]),
    findUnrecorded: async (uids) => uids.filter((uid) => !rollbacks.some((it) => it.uid === uid)),
    listRunning: async () => [],
    interruptSteps: async () => [],
    async publish() {
      if (!unpublished) return {kind: 'published'};
      const publication = await publish();
      if (isStored(publication)) unpublished = false;
      return publication;
    },
    // Nothing to guard: the file is rewritten from memory.
    guard: async () => async () => [],
    close: async () => {},
  };
}
