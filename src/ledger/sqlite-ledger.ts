import {StoreError} from '../domain/errors.ts';
import type {RollbackRef, StepRef, Uid} from '../domain/identity.ts';
import type {Ledger, LedgerGuard, Lookup, MergeReport, RollbackFilter} from '../domain/ports/ledger.ts';
import type {Clock} from '../domain/ports/system.ts';
import type {LedgerRecords} from '../domain/records.ts';
import type {Rollback, RollbackDraft} from '../domain/rollback.ts';
import type {Step, StepDraft, StepFilter, StepOutcome} from '../domain/step.ts';
import type {UsageTotals} from '../domain/usage-totals.ts';
import {ROLLBACK_NUMBERS, STEP_NUMBERS} from './claims.ts';
import {type FileCopy, keepCopy} from './file-copy.ts';
import {readNumber} from './identify-file.ts';
import {lookUpNumber, lookUpPrefix} from './lookups.ts';
import {compareLedgers} from './lost-records.ts';
import {mergeIntoLedger} from './merge.ts';
import type {Database} from './native-binding.ts';
import {readRecords, readRecordsOf} from './records.ts';
import {addRollback, findRollback, listRollbacks} from './rollbacks.ts';
import {withStoreErrors} from './sqlite-errors.ts';
import {countSteps, createStep, findStep, finishStep, latestActiveStep, listSteps, sumUsage} from './steps.ts';

/** The port over an open database whose schema is the newest. */
export class SqliteLedger implements Ledger {
  readonly path: string;
  #db: Database;
  readonly #clock: Clock;
  readonly #reopen: () => Database;

  /** `reopen` opens the file at the path once more. */
  constructor(path: string, db: Database, clock: Clock, reopen: () => Database) {
    this.path = path;
    this.#db = db;
    this.#clock = clock;
    this.#reopen = reopen;
  }

  createStep(draft: StepDraft): Step {
    return this.#write((db) => createStep(db, draft, this.#now()));
  }

  updateStep(uid: Uid, outcome: StepOutcome): Step {
    const step = this.#write((db) => finishStep(db, uid, outcome));
    if (step !== undefined) return step;
    throw new StoreError('unwritable', `${this.path} has no step ${uid}, so how it ended was not recorded.`);
  }

  getStep(ref: StepRef): Lookup<Step> {
    return this.#read((db) => {
      const find = (uid: Uid) => findStep(db, uid);
      return ref.kind === 'id'
        ? lookUpNumber(db, STEP_NUMBERS, ref.id, find)
        : lookUpPrefix(db, STEP_NUMBERS, ref.prefix, find);
    });
  }

  getLatestActiveStep(repository: string | null, branch: string | null): Step | undefined {
    return this.#read((db) => latestActiveStep(db, repository, branch));
  }

  listSteps(filter: StepFilter = {}): readonly Step[] {
    return this.#read((db) => listSteps(db, filter));
  }

  countSteps(filter: StepFilter = {}): number {
    return this.#read((db) => countSteps(db, filter));
  }

  sumUsage(filter: StepFilter = {}): UsageTotals {
    return this.#read((db) => sumUsage(db, filter));
  }

  deactivateSteps(
    uids: readonly Uid[],
    draft: Pick<RollbackDraft, 'uid' | 'projectId' | 'reason' | 'actor' | 'createdAt'>,
  ): Rollback {
    return this.addRollback({
      ...draft,
      kind: 'rollback',
      undoes: null,
      repository: null,
      branch: null,
      target: null,
      fromSha: null,
      toSha: null,
      pinRef: null,
      stepUids: uids,
      run: null,
    });
  }

  addRollback(draft: RollbackDraft): Rollback {
    return this.#write((db) => addRollback(db, draft, this.#now()));
  }

  getRollback(ref: RollbackRef): Lookup<Rollback> {
    return this.#read((db) => {
      const find = (uid: Uid) => findRollback(db, uid);
      return ref.kind === 'number'
        ? lookUpNumber(db, ROLLBACK_NUMBERS, ref.number, find)
        : lookUpPrefix(db, ROLLBACK_NUMBERS, ref.prefix, find);
    });
  }

  listRollbacks(filter: RollbackFilter = {}): readonly Rollback[] {
    return this.#read((db) => listRollbacks(db, filter));
  }

  records(uids?: readonly Uid[]): LedgerRecords {
    return this.#read((db) => (uids === undefined ? readRecords(db) : readRecordsOf(db, uids)));
  }

  merge(records: LedgerRecords): MergeReport {
    return this.#write((db) => mergeIntoLedger(db, records, this.#now()));
  }

  guard(): LedgerGuard {
    // Inside a read, in which no process changes the file.
    const copy = this.#read((db) => {
      readNumber(db, 'user_version');
      return keepCopy(this.path);
    });
    return {
      restore: (isShared) =>
        withStoreErrors(this.path, () => {
          try {
            return this.#restore(copy, isShared);
          } finally {
            copy.close();
          }
        }),
    };
  }

  #restore(copy: FileCopy, isShared: boolean): string | null {
    const change = copy.change();
    if (change === null) return null;
    const others = isShared ? this.#lookAtOthers(copy) : null;
    if (others === 'nothing-lost') return null;
    this.#db.close();
    try {
      copy.putBack();
    } finally {
      this.#db = this.#reopen();
    }
    if (others !== null) this.merge(others);
    return `${this.path} was ${change} while the agent ran, and was put back as it was.`;
  }

  /**
   * What others added to a file that was changed, for after it is put back. `nothing-lost` when that is all that happened
   * to it; null where it tells nothing any more.
   */
  #lookAtOthers(copy: FileCopy): LedgerRecords | 'nothing-lost' | null {
    this.#db.close();
    try {
      // Opened first, which looks at the schema before any statement of ours does.
      this.#db = this.#reopen();
      const growth = compareLedgers(copy.read(), copy.target);
      return growth.lost === 0 ? 'nothing-lost' : readRecordsOf(this.#db, growth.added);
    } catch (error) {
      // A newer version that works beside this one has brought the file to its own format.
      if (error instanceof StoreError && error.code === 'newer-ledger') throw error;
      return null;
    }
  }

  close(): void {
    withStoreErrors(this.path, () => this.#db.close());
  }

  #now(): string {
    return this.#clock.now().toISOString();
  }

  // Deferred, so that several statements of one read see one state of the file.
  #read<Result>(run: (db: Database) => Result): Result {
    return withStoreErrors(this.path, () => this.#db.transaction(() => run(this.#db)).deferred());
  }

  #write<Result>(run: (db: Database) => Result): Result {
    return withStoreErrors(this.path, () => this.#db.transaction(() => run(this.#db)).immediate());
  }
}
