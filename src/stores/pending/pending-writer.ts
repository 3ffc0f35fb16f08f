import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {describeError} from '../../domain/errors.ts';
import {isUid, type Sha} from '../../domain/identity.ts';
import type {ObjectStore, Remote} from '../../domain/ports/remote.ts';
import {FRAGMENT_FILE, type Publication} from '../../domain/ports/store.ts';
import {type LedgerRecords, NO_RECORDS, parseLedgerRecords} from '../../domain/records.ts';
import {fragmentRef} from '../../domain/refs.ts';
import {runWithin} from '../../domain/within.ts';
import {formatLine, formatMessage, MAX_RECORD_BYTES, parseCommit} from '../git/tip.ts';
import type {StoreDeps} from '../store-deps.ts';
import {type Added, type Addition, OwnRecords} from './own-records.ts';
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

  /** Deletes fragments that are in the history now. If that fails they are merged again, which changes nothing. */
  async dropFragments(): Promise<void> {
    const updates = this.fragments.map(({ref, sha}) => ({ref, to: null, expected: sha}));
    if (updates.length > 0) await this.#options.beside?.remote.push(updates, {atomic: false});
    this.fragments = [];
  }

  /** Pushes what waits to a ref beside the history. Resolves to the ref; null if that is not possible. */
  async #pushBeside({remote, objects}: Beside): Promise<string | null> {
    const {slug} = this.#options;
    const {steps, rollbacks} = this.own.waiting();
    const ref = fragmentRef(slug, this.#deps.uids.next());
    try {
      const message = formatMessage(`A record of ${slug} that waits`, formatLine(0, {steps, rollbacks}));
      const [sha] = await objects.write(null, [{message, at: this.#deps.clock.now(), files: new Map()}]);
      const result = await remote.push([{ref, to: sha ?? null, expected: null}], {atomic: false});
      return result.kind === 'pushed' ? ref : null;
    } catch {
      return null;
    }
  }

  /**
   * Makes what still waits durable: beside the history, else where the next process finds it, else in the run's own
   * file.
   */
  async keep(reason: string): Promise<Publication> {
    const {beside, waiting} = this.#options;
    const where = beside === null ? null : await this.inTurn(() => this.#pushBeside(beside));
    if (where !== null) {
      await waiting?.drop(NO_RECORDS);
      return {kind: 'fragment', where, reason};
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

/** A remote that keeps records beside its branches, and its objects. */
export interface Beside {
  readonly remote: Remote;
  readonly objects: ObjectStore;
}

/** Records that an earlier run could not add to the history, under a ref of their own. */
export interface Fragment {
  readonly ref: string;
  readonly sha: Sha;
  readonly records: LedgerRecords;
}

/** The most fragments that are merged at once; the rest wait for the next run. */
const TAKEN_UP = 50;
/** The most fragments that are examined, so that unreadable ones do not block the others. */
const LOOKED_AT = 500;

/**
 * Reads the fragments among fetched tips. A fragment with an unreadable record stays where it is, with a warning, since
 * a later version may read it.
 */
export async function readFragments(
  objects: ObjectStore,
  slug: string,
  tips: ReadonlyMap<string, Sha>,
  warn: (message: string) => void,
): Promise<readonly Fragment[]> {
  const prefix = fragmentRef(slug, '*').slice(0, -1);
  const found = [...tips].filter(([ref]) => ref.startsWith(prefix) && isUid(ref.slice(prefix.length)));
  const fragments: Fragment[] = [];
  for (const [ref, sha] of found.slice(0, LOOKED_AT)) {
    if (fragments.length === TAKEN_UP) break;
    try {
      const [object] = await objects.read([sha], MAX_RECORD_BYTES);
      if (object == null) continue;
      // Ignore claims: with them, anybody could take numbers from all others.
      const {records, wrong} = parseCommit(object);
      const checked = parseLedgerRecords({...records, stepClaims: [], rollbackClaims: []}, `The record at ${ref}`);
      const reason = wrong ?? checked.setAside?.[0]?.reason;
      if (reason === undefined) fragments.push({ref, sha, records: checked});
      else warn(`A record beside the history was left out: ${ref} holds one that cannot be right (${reason}).`);
    } catch (error) {
      warn(`A record beside the history was left out: ${describeError(error)}`);
    }
  }
  return fragments;
}

/** The additions in fragments, parents first. */
export function fragmentAdditions(fragments: readonly Fragment[]): readonly Addition[] {
  const steps = fragments.flatMap(({records}) => records.steps).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  const rollbacks = fragments.flatMap(({records}) => records.rollbacks);
  return [
    ...steps.map((record) => ({kind: 'step', record, id: null, isNew: false}) as const),
    ...rollbacks.map((draft) => ({kind: 'rollback', draft, isNew: false}) as const),
  ];
}
