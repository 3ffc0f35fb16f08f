import {rm} from 'node:fs/promises';
import {StoreError} from '../../domain/errors.ts';
import type {StepRef, Timestamp, Uid} from '../../domain/identity.ts';
import {outcomeRank} from '../../domain/merge.ts';
import type {Lookup} from '../../domain/ports/ledger.ts';
import type {HistoryWriter} from '../../domain/ports/store.ts';
import {type LedgerRecords, NO_RECORDS, type StepRecord} from '../../domain/records.ts';
import {projectRollback, type Rollback, type RollbackDraft} from '../../domain/rollback.ts';
import type {Step, StepDraft, StepFilter, StepOutcome} from '../../domain/step.ts';
import {writeFragment} from '../fragment.ts';
import {findByPrefix, recordsToSteps} from '../reads.ts';

export interface NumberedStep {
  readonly uid: Uid;
  readonly id: number;
}

/** Something to add to a history. `isNew` is false if it may already be on record, which must then be checked. */
export type Addition = {readonly isNew: boolean} & (
  | {
      readonly kind: 'step';
      readonly record: StepRecord;
      /** Null if it has no number on record and takes the next one. */
      readonly id: number | null;
    }
  | {readonly kind: 'rollback'; readonly draft: RollbackDraft}
);

export type Added =
  | {
      readonly kind: 'step';
      readonly uid: Uid;
      readonly record: StepRecord;
      readonly id: number;
      /** Undefined if the step had its number already. */
      readonly parent?: NumberedStep | null;
    }
  | {readonly kind: 'rollback'; readonly uid: Uid; readonly number: number};

interface OwnStep {
  readonly record: StepRecord;
  readonly id: number | null;
  readonly parent: NumberedStep | null;
  /** The part of it that the history has. */
  readonly onRecord: 'nothing' | 'running' | 'finished';
  readonly isNew: boolean;
}

/** This run's additions to its history, and how much of them is there. The rest is also in a file. */
export class OwnRecords {
  readonly #steps = new Map<Uid, OwnStep>();
  /** A number is null until the history has the rollback. */
  readonly #rollbacks = new Map<Uid, {readonly draft: RollbackDraft; readonly number: number | null}>();
  readonly #file: string;
  /** The number of changes so far. */
  changes = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** Takes over what an earlier process of this run left in the file. Some of it may be on record. */
  takeOver({steps, rollbacks}: LedgerRecords): void {
    for (const record of steps) this.start(record, false);
    for (const draft of rollbacks) this.addRollback(draft);
  }

  start(record: StepRecord, isNew = true): void {
    this.#steps.set(record.draft.uid, {record, id: null, parent: null, onRecord: 'nothing', isNew});
    this.changes++;
  }

  /** Takes over a step of this run that an earlier process recorded. */
  adopt(record: StepRecord, step: Step): void {
    const {parentUid, parentStepId} = step;
    const parent = parentUid === null || parentStepId === null ? null : {uid: parentUid, id: parentStepId};
    const onRecord = stateOf(record);
    // An end that a later run noted is not this run's own, so there is no end to add.
    const outcome = onRecord === 'finished' ? record.outcome : null;
    this.#steps.set(step.uid, {record: {...record, outcome}, id: step.id, parent, onRecord, isNew: false});
  }

  /** The end from the step's own run wins over what others noted meanwhile; a second end changes nothing. */
  finish(uid: Uid, outcome: StepOutcome): void {
    const own = this.#steps.get(uid);
    if (own === undefined || own.onRecord === 'finished' || own.record.outcome !== null) return;
    this.#steps.set(uid, {...own, record: {...own.record, outcome}});
    this.changes++;
  }

  addRollback(draft: RollbackDraft): void {
    if (this.#rollbacks.has(draft.uid)) return;
    this.#rollbacks.set(draft.uid, {draft, number: null});
    this.changes++;
  }

  hasStep(uid: Uid): boolean {
    return this.#steps.has(uid);
  }

  step(uid: Uid): Step | undefined {
    const own = this.#steps.get(uid);
    const [step] = recordsToSteps({steps: own === undefined ? [] : [own.record], rollbacks: []});
    return own && step && {...step, id: own.id, parentStepId: own.parent?.id ?? null};
  }

  /** True once the step's end is on record, which the history then answers for. */
  isFinished(uid: Uid): boolean {
    return this.#steps.get(uid)?.onRecord === 'finished';
  }

  rollback(uid: Uid): Rollback | undefined {
    const own = this.#rollbacks.get(uid);
    return own && {...projectRollback(own.draft, []), number: own.number};
  }

  /** The steps of which the history has nothing. */
  missingSteps(filter?: StepFilter): readonly Step[] {
    const missing = [...this.#steps.values()].filter(({onRecord}) => onRecord === 'nothing');
    return recordsToSteps({steps: missing.map(({record}) => record), rollbacks: []}, filter);
  }

  /** Finds one of them by name; undefined if none matches. */
  findMissing(ref: StepRef): Lookup<Step> | undefined {
    const found = ref.kind === 'uid' ? findByPrefix(this.missingSteps(), ref.prefix) : undefined;
    return found?.kind === 'found' ? found : undefined;
  }

  additions(): readonly Addition[] {
    const steps = this.#waitingSteps().map(toAddition);
    return [...steps, ...this.waiting().rollbacks.map((draft) => ({kind: 'rollback', draft, isNew: true}) as const)];
  }

  /** The end of a step as an addition; undefined for a step of another run, or one whose end is on record. */
  endingOf(uid: Uid, outcome: StepOutcome): Addition | undefined {
    const own = this.#steps.get(uid);
    if (own === undefined || own.onRecord === 'finished') return undefined;
    return toAddition({...own, record: {...own.record, outcome}});
  }

  /** Notes what the history has now. */
  settle(added: readonly Added[]): void {
    for (const it of added) {
      if (it.kind === 'rollback') {
        const own = this.#rollbacks.get(it.uid);
        if (own !== undefined) this.#rollbacks.set(it.uid, {...own, number: it.number});
        continue;
      }
      const own = this.#steps.get(it.uid);
      if (own === undefined) continue;
      const onRecord = stateOf(it.record);
      // A step that ended while its start was being added still has an end to add.
      const record = onRecord === 'finished' ? it.record : {...it.record, outcome: own.record.outcome};
      this.#steps.set(it.uid, {record, id: it.id, parent: it.parent ?? own.parent, onRecord, isNew: true});
    }
  }

  /** The records that the history lacks. */
  waiting(): LedgerRecords {
    const steps = this.#waitingSteps().map(({record}) => record);
    const rollbacks = [...this.#rollbacks.values()].filter(({number}) => number === null).map(({draft}) => draft);
    return {...NO_RECORDS, steps, rollbacks};
  }

  #waitingSteps(): readonly OwnStep[] {
    return [...this.#steps.values()].filter(isWaiting);
  }

  isWaiting(): boolean {
    const {steps, rollbacks} = this.waiting();
    return steps.length + rollbacks.length > 0;
  }

  /** Everything this run added, whether on record or not. */
  all(): LedgerRecords {
    const steps = [...this.#steps.values()].map(({record}) => record);
    const rollbacks = [...this.#rollbacks.values()].map(({draft}) => draft);
    return {...NO_RECORDS, steps, rollbacks};
  }

  /** Writes what is waiting to the file, so that a killed process leaves it behind; removes the file if nothing is. */
  async save(): Promise<void> {
    if (!this.isWaiting()) return await rm(this.#file, {force: true});
    try {
      await writeFragment(this.#file, this.waiting());
    } catch (error) {
      throw new StoreError('unwritable', `The record could not be written to ${this.#file}.`, {cause: error});
    }
  }
}

/** The occasions on which waiting records are added to the store. */
type Occasion = 'start' | 'end' | 'move';

interface Writes {
  readonly createdAt: (draft: StepDraft) => Timestamp;
  /** Takes over a step that an earlier process of this run began, if the history has it. */
  readonly adopt: (uid: Uid) => Promise<void>;
  /** Adds what waits to the store, within a time. What fails keeps waiting. Throws if a step must not start. */
  readonly add: (occasion: Occasion, withinMs: number) => Promise<void>;
  /** The rest of the time that the agent may wait before its start, in milliseconds. */
  readonly startMs: () => number;
  /** False if an agent has yet to start and is waiting. */
  readonly isStarted: boolean;
  readonly endMs: number;
}

/** The writing side of a history whose records wait here until its store has them. */
export function createWrites(
  own: OwnRecords,
  {createdAt, adopt, add, startMs, endMs, ...options}: Writes,
): Pick<HistoryWriter, 'startStep' | 'finishStep' | 'addRollback'> {
  let {isStarted} = options;
  const stepOf = (uid: Uid): Step => {
    const step = own.step(uid);
    if (step !== undefined) return step;
    throw new StoreError('unwritable', `The history has no step ${uid}, so how it ended was not recorded.`);
  };
  return {
    startStep: async (draft) => {
      if (!own.hasStep(draft.uid)) {
        own.start({draft, parentUid: null, createdAt: createdAt(draft), outcome: null});
        await own.save();
        await add('start', startMs());
        isStarted = true;
      }
      return stepOf(draft.uid);
    },
    finishStep: async (uid, outcome) => {
      if (!own.hasStep(uid)) await adopt(uid);
      if (!own.isFinished(uid)) {
        own.finish(uid, outcome);
        await own.save();
        await add('end', endMs);
      }
      return stepOf(uid);
    },
    addRollback: async (draft) => {
      own.addRollback(draft);
      if (own.rollback(draft.uid)?.number == null) {
        await own.save();
        await add('move', isStarted ? endMs : startMs());
      }
      return own.rollback(draft.uid) ?? projectRollback(draft, []);
    },
  };
}

/** The state of a record in the history, from its own run's view. */
function stateOf(record: StepRecord): 'running' | 'finished' {
  return outcomeRank(record) > 1 ? 'finished' : 'running';
}

function isWaiting({record, onRecord}: OwnStep): boolean {
  return onRecord === 'nothing' || (onRecord === 'running' && record.outcome !== null);
}

function toAddition({record, id, isNew}: OwnStep): Addition {
  return {kind: 'step', record, id, isNew};
}
