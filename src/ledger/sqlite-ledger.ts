import type {Seen} from '../domain/documents.ts';
import {StoreError} from '../domain/errors.ts';
import type {RollbackRef, StepRef, Uid} from '../domain/identity.ts';
import type {
  Ledger,
  LedgerContents,
  LedgerGuard,
  Lookup,
  MergeReport,
  Reads,
  RollbackFilter,
} from '../domain/ports/ledger.ts';
import type {Clock} from '../domain/ports/system.ts';
import type {LedgerRecords, UnreadRecord} from '../domain/records.ts';
import type {RepositoryKey} from '../domain/repository-key.ts';
import type {Rollback, RollbackDraft} from '../domain/rollback.ts';
import type {Step, StepDraft, StepFilter, StepOutcome} from '../domain/step.ts';
import type {UsageReport} from '../domain/usage-report.ts';
import type {UsageTotals} from '../domain/usage-totals.ts';
import {readTips} from './chain.ts';
import {clearSidecars} from './check-path.ts';
import {claimantsOf, findContested, type NumberSeries, ROLLBACK_NUMBERS, STEP_NUMBERS} from './claims.ts';
import {compareLedgers} from './compare-ledgers.ts';
import {type Database, openDatabase} from './database.ts';
import {type FileCopy, keepCopy} from './file-copy.ts';
import {readNumber} from './identify-file.ts';
import {mergeIntoLedger} from './merge.ts';
import {listSetAside, readContents, readRecords, readRecordsOf} from './records.ts';
import {addRollback, findRollback, listRollbacks} from './rollbacks.ts';
import {withStoreErrors} from './sqlite-errors.ts';
import {
  countSteps,
  createStep,
  findStep,
  finishStep,
  latestActiveStep,
  listSteps,
  reportUsage,
  sumUsage,
} from './steps.ts';

/** Implements the port on an open database with the newest schema. */
export class SqliteLedger implements Ledger {
  readonly path: string;
  #db: Database;
  readonly #clock: Clock;
  readonly #reopen: () => Database;
  /** The reason why this history must no longer be used; null while it may be. */
  #refusal: unknown = null;
  readonly #leftOut = new Map<string, UnreadRecord>();
  readonly #leaveOut = (record: UnreadRecord): void => {
    this.#leftOut.set(record.name, record);
  };
  /** Copies that may be in progress and block writers. */
  readonly #copies = new Set<FileCopy>();

  /** `reopen` opens the file at the path again. */
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
    return this.#read((db) => lookUp(db, STEP_NUMBERS, ref.kind === 'id' ? ref.id : ref.prefix, findStep));
  }

  findContested(ids: readonly number[]): readonly number[] {
    return this.#read((db) => findContested(db, STEP_NUMBERS, ids));
  }

  getLatestActiveStep(repository: RepositoryKey | undefined, branch: string | null): Step | undefined {
    return this.#read((db) => latestActiveStep(db, repository, branch));
  }

  listSteps(filter: StepFilter = {}): readonly Step[] {
    return this.#read((db) => listSteps(db, filter, this.#leaveOut));
  }

  countSteps(filter: StepFilter = {}): number {
    return this.#read((db) => countSteps(db, filter));
  }

  sumUsage(filter: StepFilter = {}): UsageTotals {
    return this.#read((db) => sumUsage(db, filter, this.#leaveOut));
  }

  reportUsage(filter: StepFilter = {}): UsageReport {
    return this.#read((db) => reportUsage(db, filter));
  }

  addRollback(draft: RollbackDraft): Rollback {
    return this.#write((db) => addRollback(db, draft, this.#now()));
  }

  getRollback(ref: RollbackRef): Lookup<Rollback> {
    const name = ref.kind === 'number' ? ref.number : ref.prefix;
    return this.#read((db) => lookUp(db, ROLLBACK_NUMBERS, name, findRollback));
  }

  listRollbacks(filter: RollbackFilter = {}): readonly Rollback[] {
    return this.#read((db) => listRollbacks(db, filter, this.#leaveOut));
  }

  listLeftOut(): readonly UnreadRecord[] {
    return [...this.#leftOut.values(), ...this.#read(listSetAside)];
  }

  tips(): readonly Seen[] {
    return this.#read(readTips);
  }

  records(uids?: readonly Uid[]): LedgerRecords {
    return this.#read((db) => (uids === undefined ? readRecords(db) : readRecordsOf(db, uids)));
  }

  contents(): LedgerContents {
    return readContents((run) => this.#read(run));
  }

  merge(records: LedgerRecords): MergeReport {
    return this.#write((db) => mergeIntoLedger(db, records, this.#now()));
  }

  withAdded<Found>(records: LedgerRecords, ask: (reads: Reads) => Found): Found {
    this.#checkUsable();
    this.#stopCopies();
    return withStoreErrors(this.path, () =>
      this.#db.attempt(() => {
        mergeIntoLedger(this.#db, records, this.#now());
        return ask(this);
      }),
    );
  }

  guard(): LedgerGuard {
    // During a read transaction, so that no process changes the file.
    const copy = this.#read((db) => {
      readNumber(db, 'user_version');
      return keepCopy(this.path);
    });
    copy.start(() => holdReading(this.path));
    this.#copies.add(copy);
    return {
      restore: (isShared) =>
        withStoreErrors(this.path, () => {
          this.#copies.delete(copy);
          copy.stop();
          try {
            return this.#restore(copy, isShared);
          } catch (error) {
            // This file is not what was guarded, so it must not be read, written or published as if it were.
            this.#refusal = error;
            throw error;
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
    // Throws unless the copy is intact; the present file stays then.
    copy.read();
    this.#db.close();
    // A file that no longer reads as ours may hold what only a person or a later version can understand.
    const aside = isShared && others?.isOurs !== true ? copy.moveAside() : null;
    try {
      copy.putBack();
    } finally {
      this.#db = this.#reopen();
    }
    if (others !== null) this.merge(others.added);
    const kept = aside === null ? '' : ` What lay there instead is kept as ${aside}.`;
    return `${this.path} was ${change} while the agent ran, and was put back as it was.${kept}`;
  }

  /**
   * Reads what others added to a changed file, so that it can be merged after restoring. `nothing-lost` if additions
   * were all that happened; null if the file no longer reads as ours, or is of a later version. `isOurs`: all its rows
   * are such as our runs write.
   */
  #lookAtOthers(copy: FileCopy): {readonly added: LedgerRecords; readonly isOurs: boolean} | 'nothing-lost' | null {
    if (!copy.mayHaveGrown()) return null;
    this.#db.close();
    try {
      clearSidecars(copy.target);
      // Reopening checks the schema before any other statement of ours.
      this.#db = this.#reopen();
      const growth = compareLedgers(copy.read(), copy.target);
      const {setAside, ...added} = readRecordsOf(this.#db, growth.added);
      const isOurs = growth.odd === 0 && setAside === undefined;
      return growth.lost === 0 && isOurs ? 'nothing-lost' : {added, isOurs};
    } catch {
      return null;
    }
  }

  close(): void {
    this.#stopCopies();
    withStoreErrors(this.path, () => this.#db.close());
  }

  #now(): string {
    return this.#clock.now().toISOString();
  }

  // In one transaction, so that all statements of a read see the same state of the file.
  #read<Result>(run: (db: Database) => Result): Result {
    this.#checkUsable();
    return withStoreErrors(this.path, () => this.#db.read(() => run(this.#db)));
  }

  #write<Result>(run: (db: Database) => Result): Result {
    this.#checkUsable();
    this.#stopCopies();
    return withStoreErrors(this.path, () => this.#db.write(() => run(this.#db)));
  }

  #stopCopies(): void {
    for (const copy of this.#copies) copy.stop();
  }

  #checkUsable(): void {
    if (this.#refusal !== null) throw this.#refusal;
  }
}

/** Blocks all writers of a file with a read transaction until the returned function is called. */
function holdReading(path: string): () => void {
  const db = openDatabase(path, {readonly: true});
  db.exec('BEGIN');
  readNumber(db, 'user_version');
  return () => db.close();
}

/** The most uids that are named for an ambiguous prefix. */
const AMBIGUOUS_NAMED = 10;

/**
 * Looks up a number: the row of its earliest claim, contested if another uid ever claimed it too. Or looks up the
 * beginning of a uid.
 */
function lookUp<Found>(
  db: Database,
  series: NumberSeries,
  name: number | string,
  find: (db: Database, uid: Uid) => Found | undefined,
): Lookup<Found> {
  const uids = typeof name === 'number' ? claimantsOf(db, series, name) : uidsFrom(db, series, name);
  const value = uids[0] === undefined ? undefined : find(db, uids[0]);
  if (value === undefined) return {kind: 'unknown'};
  if (uids.length === 1) return {kind: 'found', value};
  return typeof name === 'number' ? {kind: 'contested', value, uids} : {kind: 'ambiguous', uids};
}

function uidsFrom(db: Database, {table}: NumberSeries, prefix: string): readonly Uid[] {
  // Uids consist of hex digits and dashes, which all sort before "g".
  const sql = `SELECT uid FROM ${table} WHERE uid >= ? AND uid < ? ORDER BY uid LIMIT ?`;
  return db.values<Uid>(sql, prefix, `${prefix}g`, AMBIGUOUS_NAMED);
}
