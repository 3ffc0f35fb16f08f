import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {describeError} from '../../domain/errors.ts';
import type {Publication} from '../../domain/ports/store.ts';
import {NO_RECORDS} from '../../domain/records.ts';
import {runWithin} from '../../domain/within.ts';
import {FRAGMENT_FILE} from '../snapshot-service.ts';
import type {StoreDeps} from '../store-deps.ts';
import {type Beside, dropFragments, type Fragment, pushFragment} from './fragments.ts';
import {type Added, OwnRecords} from './own-records.ts';
import type {RunRecords} from './waiting-records.ts';

interface PendingOptions extends RunRecords {
  readonly slug: string;
  /** The store's name in a sentence about its answer. */
  readonly what: string;
  /** The remote that takes records which the store does not; null if there is none. */
  readonly beside: Beside | null;
  /** The records that earlier runs put there. */
  readonly fragments: readonly Fragment[];
}

/** Adds a run's own records to a store, one call at a time. Keeps elsewhere what the store does not take. */
export class PendingWriter {
  readonly own: OwnRecords;
  /** The reason why the last attempt failed; null if it did not. */
  failure: string | null = null;
  fragments: readonly Fragment[];
  /** True if the run's folder holds a record that exists nowhere else. */
  #hasOnlyCopy = false;
  #busy: Promise<unknown> = Promise.resolve();
  readonly #file: string;
  readonly #deps: StoreDeps;
  readonly #options: PendingOptions;

  constructor(deps: StoreDeps, options: PendingOptions) {
    this.#deps = deps;
    this.#options = options;
    this.#file = join(options.folder, FRAGMENT_FILE);
    this.fragments = options.fragments;
    this.own = new OwnRecords(this.#file);
    this.own.takeOver(options.left);
  }

  inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#busy.then(work);
    this.#busy = turn.catch(() => {});
    return turn;
  }

  /** Adds what waits, within a time. A failure is noted, not thrown. */
  async addWithin(withinMs: number, add: (deadline: number) => Promise<void>): Promise<void> {
    const deadline = Date.now() + withinMs;
    const work = this.inTurn(async () => {
      // The time may have run out before its turn came.
      if (Date.now() <= deadline) await add(deadline);
    });
    try {
      await runWithin(withinMs, `An answer of ${this.#options.what}`, () => work);
    } catch (error) {
      this.failure = describeError(error);
    }
  }

  /** Removes what the history now has from the places where it waited. */
  async settle(added: readonly Added[]): Promise<void> {
    this.own.settle(added);
    this.failure = null;
    await this.own.save();
    await this.#options.waiting?.drop(this.own.waiting());
    await this.dropFragments();
  }

  async dropFragments(): Promise<void> {
    const {beside} = this.#options;
    if (this.fragments.length > 0 && beside !== null) await dropFragments(beside.remote, this.fragments);
    this.fragments = [];
  }

  /**
   * Makes what still waits durable: beside the history, else where the next process finds it, else in the run's own
   * file.
   */
  async keep(reason: string): Promise<Publication> {
    const {beside, slug, waiting} = this.#options;
    const {uids, clock} = this.#deps;
    const put =
      beside === null
        ? null
        : await this.inTurn(() => pushFragment(beside, slug, uids.next(), this.own.waiting(), clock.now()));
    if (put !== null && 'where' in put) {
      await waiting?.drop(NO_RECORDS);
      return {kind: 'fragment', where: put.where, reason};
    }
    try {
      if (waiting !== null) return {kind: 'waiting', where: await waiting.keep(this.own.waiting()), reason};
    } catch (error) {
      reason = `${reason} ${describeError(error)}`;
    }
    this.#hasOnlyCopy = true;
    return {kind: 'kept', where: this.#file, reason};
  }

  /** Waits for work in progress, and removes the run's folder unless it holds the only copy of a record. */
  async close(): Promise<void> {
    await this.#busy;
    const {isTemporary, folder} = this.#options;
    if (isTemporary && !this.#hasOnlyCopy) await rm(folder, {recursive: true, force: true});
  }
}
