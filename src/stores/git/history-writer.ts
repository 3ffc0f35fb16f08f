import {setTimeout as wait} from 'node:timers/promises';
import {badInput, describeError, StoreError} from '../../domain/errors.ts';
import type {Uid} from '../../domain/identity.ts';
import type {ObjectStore, PushResult, Remote} from '../../domain/ports/remote.ts';
import type {Change, Publication, PushAlong} from '../../domain/ports/store.ts';
import {parseLedgerRecords} from '../../domain/records.ts';
import {ledgerRef} from '../../domain/refs.ts';
import {interruptedOutcome} from '../../domain/step-status.ts';
import {runWithin} from '../../domain/within.ts';
import type {Addition} from '../pending/own-records.ts';
import {fragmentAdditions, type PendingWriter} from '../pending/pending-writer.ts';
import type {StoreDeps} from '../store-deps.ts';
import {type Append, type AppendDeps, append, type Doubt, hasArrived} from './append.ts';
import {countSegments, GIT_LIMITS} from './meta.ts';
import {type RecordLine, readLast, readSegments, type Tip} from './tip.ts';

export type GitHistoryDeps = StoreDeps & {
  readonly objects: ObjectStore;
  readonly remote: Remote;
};

/** The number of looks for a history that the remote has just accepted, one second apart. */
const LOOKS_FOR_NEW = 3;

interface WriterOptions {
  readonly slug: string;
  /** The tip when the history was opened; null if there is none. */
  readonly tip: Tip | null;
  /** False if the history could not be looked at. */
  readonly isReadable: boolean;
  readonly pending: PendingWriter;
  readonly ledgerAt: AppendDeps['ledgerAt'];
}

/** Writes a run's waiting records to a history at the remote. */
export class HistoryWriter {
  readonly #deps: GitHistoryDeps;
  readonly #options: WriterOptions;
  readonly #pending: PendingWriter;
  readonly #appendDeps: AppendDeps;
  #tip: Tip | null;
  /** A push that got no answer. */
  #doubt: Doubt | null = null;
  /** True if no history was seen but the remote has one: it was just made, or had been there all along. */
  #isUnseen = false;

  constructor(deps: GitHistoryDeps, options: WriterOptions) {
    this.#deps = deps;
    this.#options = options;
    this.#pending = options.pending;
    this.#tip = options.tip;
    let seenAt = options.isReadable ? Date.now() : 0;
    this.#appendDeps = {
      objects: deps.objects,
      slug: options.slug,
      remoteUrl: deps.remote.url,
      turnFolder: deps.turnFolder ?? null,
      ledgerAt: options.ledgerAt,
      now: () => deps.clock.now(),
      onTip: (seen) => {
        this.#tip = seen;
        seenAt = Date.now();
      },
      takeOff: async (added, before) => {
        const put = {ref: ledgerRef(options.slug), to: before?.sha ?? null, expected: added.sha};
        const result = await deps.remote.push([put], {atomic: false});
        if (result.kind === 'pushed') this.#tip = before;
      },
      lastLook: () => (this.#doubt === null && seenAt > 0 ? {tip: this.#tip, at: seenAt} : null),
    };
  }

  /** The tip that was seen last; null if there is no history. */
  get tip(): Tip | null {
    return this.#tip;
  }

  /** Adds what waits, within a time. A failure is noted, not thrown. */
  async addWaiting(withinMs: number): Promise<void> {
    const pending = this.#pending;
    await pending.addWithin(withinMs, async (deadline) => {
      if (!pending.own.isWaiting()) return;
      const result = await this.#add(() => [], this.#pushAlone, deadline);
      if (result.kind === 'late')
        pending.failure = `others wrote to it for ${Math.ceil(withinMs / 1000)} seconds without a break.`;
      else if (result.kind === 'interrupted') pending.failure = describeError(result.error);
      else if (result.kind !== 'appended')
        pending.failure = result.push.kind === 'pushed' ? '' : result.push.explanation;
    });
  }

  /**
   * Throws InputError if the remote has a history but hides it (`uploadpack.hideRefs`), so that no run could read what
   * this one records. Costs a request when the history begins, and none later.
   */
  async refuseHidden(withinMs: number): Promise<void> {
    if (!this.#isUnseen) return;
    const ref = ledgerRef(this.#options.slug);
    const isShown = async () => {
      for (let looks = 1; ; looks++) {
        if ((await this.#deps.objects.fetchTips([ref])).has(ref)) return true;
        if (looks === LOOKS_FOR_NEW) return false;
        await wait(1_000);
      }
    };
    // A remote that does not answer reveals nothing about what it hides.
    if (await runWithin(withinMs, 'A look at the new history', isShown).catch(() => true)) return;
    throw badInput(
      `The store is "git", and the remote takes ${ref} without showing it, so that no run could read the history. Have it show refs/laforge/ (uploadpack.hideRefs hides them), or use another store.`,
    );
  }

  /** Adds changes with the push that they stand for. If the history cannot take them, pushes without them. */
  pushWith<Result extends PushResult>(changes: readonly Change[], push: PushAlong<Result>): Promise<Result> {
    return this.#pending.inTurn(async () => {
      const result = await this.#addWith(changes, push);
      switch (result?.kind) {
        case 'appended':
          return result.push ?? (await push([]));
        case 'refused':
        case 'in-doubt':
          return result.push;
        case 'interrupted':
          throw result.error;
        default:
          // The history must not hold up the push; changes added afterwards wait.
          return await push([]);
      }
    });
  }

  /** Adds the ends of steps that another run left running. Resolves to those that were added. */
  async interrupt(notes: ReadonlyMap<Uid, string>, withinMs: number): Promise<readonly Uid[]> {
    const deadline = Date.now() + withinMs;
    return await runWithin(withinMs, 'An answer of the history', () =>
      this.#pending.inTurn(async () => {
        if (this.#tip === null) return [];
        const interruptions = await readInterruptions(this.#deps.objects, this.#tip, notes);
        const more = (now: Tip | null) =>
          interruptions.filter((it) => now?.meta.running.some(({uid}) => uid === uidOf(it)) === true);
        const result = await this.#add(more, this.#pushAlone, deadline);
        const added = result.kind === 'appended' ? result.added : [];
        return added.map(({uid}) => uid).filter((uid) => notes.has(uid));
      }),
    );
  }

  /** Makes what still waits durable: in the history, else beside it, else on this machine. */
  async publish(): Promise<Publication> {
    const {own, failure} = this.#pending;
    if (own.isWaiting() && failure === null) await this.addWaiting(GIT_LIMITS.endMs);
    if (!own.isWaiting()) return {kind: 'published'};
    return await this.#pending.keep(this.#pending.failure ?? 'it could not be written.');
  }

  readonly #pushAlone: PushAlong<PushResult> = (along) => this.#deps.remote.push(along, {atomic: false});

  /** Adds what waits and `more`, with the caller's push. */
  async #add<Result extends PushResult>(
    more: (tip: Tip | null) => readonly Addition[],
    push: PushAlong<Result>,
    deadline: number,
  ): Promise<Append<Result>> {
    const {own} = this.#pending;
    const additions = async (now: Tip | null) => {
      if (this.#doubt !== null && (await hasArrived(this.#appendDeps, this.#doubt, now))) own.settle(this.#doubt.added);
      this.#doubt = null;
      const later = more(now);
      const others = own.additions().filter((it) => !later.some((that) => uidOf(that) === uidOf(it)));
      return [...fragmentAdditions(this.#pending.fragments), ...others, ...later];
    };
    const result = await append(this.#appendDeps, additions, push, deadline);
    if (result.kind === 'in-doubt' || result.kind === 'interrupted') this.#doubt = result.doubt;
    const isThere = result.kind === 'history-refused' && result.push.kind === 'refused' && result.push.code === 'moved';
    if (this.#options.tip === null && (result.kind === 'appended' || isThere)) this.#isUnseen = true;
    if (result.kind === 'appended') await this.#pending.settle(result.added);
    return result;
  }

  /** Adds changes with the push that they stand for. Undefined if the history cannot be looked at. */
  async #addWith<Result extends PushResult>(changes: readonly Change[], push: PushAlong<Result>) {
    const {own} = this.#pending;
    const more = () =>
      changes.flatMap((change): readonly Addition[] => {
        if (change.kind === 'rollback') return [{kind: 'rollback', draft: change.draft, isNew: true}];
        const ending = own.endingOf(change.uid, change.outcome);
        return ending === undefined ? [] : [ending];
      });
    try {
      const result = await this.#add(more, push, Date.now() + GIT_LIMITS.endMs);
      if (result.kind === 'appended') {
        for (const change of changes) if (change.kind === 'rollback') own.addRollback(change.draft);
        own.settle(result.added);
      }
      return result;
    } catch (error) {
      this.#pending.failure = describeError(error);
      return undefined;
    }
  }
}

function uidOf(addition: Addition): Uid {
  return addition.kind === 'step' ? addition.record.draft.uid : addition.draft.uid;
}

/**
 * Prepares the ends of steps that a later run found interrupted. Reads only the record of each step's start, so the
 * cost does not depend on the length of the history.
 */
async function readInterruptions(
  objects: ObjectStore,
  tip: Tip,
  notes: ReadonlyMap<Uid, string>,
): Promise<readonly Addition[]> {
  const additions: Addition[] = [];
  for (const {uid, id, n} of tip.meta.running.filter((entry) => notes.has(entry.uid))) {
    const {records} = await readRecord(objects, tip, n);
    const {steps} = parseLedgerRecords(records, `The history, record ${n},`);
    const record = steps.find((step) => step.draft.uid === uid && step.outcome === null);
    if (record === undefined) continue;
    const outcome = interruptedOutcome(record.draft, notes.get(uid) ?? '');
    additions.push({kind: 'step', record: {...record, outcome}, id, isNew: true});
  }
  return additions;
}

/** Reads one record by its number: from its segment, or from the messages down to it if there is no segment yet. */
async function readRecord(objects: ObjectStore, tip: Tip, n: number): Promise<RecordLine> {
  const {records, segmentSize} = tip.meta;
  const segment = Math.floor((n - 1) / segmentSize);
  const inSegment = segment < countSegments(tip.meta);
  const [found] =
    n > records
      ? []
      : inSegment
        ? (await readSegments(objects, tip, [segment])).slice((n - 1) % segmentSize)
        : await readLast(objects, tip, records - n + 1);
  if (found !== undefined) return found;
  throw new StoreError('damaged', `The history has no record ${n}, and its tip says that it has.`);
}
