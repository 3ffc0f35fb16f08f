import type {Sha, Uid} from './identity.ts';
import type {DiffStat, KeptCommit} from './ports/commits.ts';
import {type Rollback, rollbackName} from './rollback.ts';
import {type Step, stepName} from './step.ts';

/** The subject of a pin: a rollback or an undo, a step's work, or nothing that its name or its commit reveals. */
export type PinSubject =
  | {
      readonly kind: 'rollback';
      readonly rollback: Rollback;
      /** False if the history does not have it, and only the pin's own commit describes it. */
      readonly onRecord: boolean;
      /** The steps it covers, newest first, as far as the history has them. */
      readonly steps: readonly Step[];
    }
  /** The work of a step, changes by its check, or commits beside its branch: see pin-refs.ts. */
  | {readonly kind: 'step' | 'check' | 'beside'; readonly uid: Uid; readonly step: Step | null}
  | {readonly kind: 'odd'};

/** A ref that keeps commits, at the remote, in this repository, or both. */
export interface Pin {
  readonly ref: string;
  readonly remote: Sha | null;
  readonly local: Sha | null;
  readonly subject: PinSubject;
  /** The commits that no other ref there reaches, newest first; null if unknown. */
  readonly alone: readonly KeptCommit[] | null;
  /** The size of the kept work; null if unknown. */
  readonly size: DiffStat | null;
}

/** The name of a pin in tables and for `laforge pins drop`: `R2`, `S7`, the beginning of a uid, or its ref. */
export function pinName({subject, ref}: Pick<Pin, 'subject' | 'ref'>): string {
  switch (subject.kind) {
    case 'rollback':
      return subject.rollback.number === null ? subject.rollback.uid.slice(0, 13) : rollbackName(subject.rollback);
    case 'step':
      return subject.step?.id == null ? subject.uid.slice(0, 13) : `S${subject.step.id}`;
    case 'check':
    case 'beside':
    case 'odd':
      return ref;
  }
}

/** Describes the subject of a pin, as the middle of a sentence: `rollback R2 of main`, `step 7`. */
export function subjectInWords({subject}: Pick<Pin, 'subject'>): string {
  switch (subject.kind) {
    case 'rollback': {
      const {kind, branch} = subject.rollback;
      return `${kind} ${rollbackName(subject.rollback)}${branch === null ? '' : ` of ${branch}`}`;
    }
    case 'step':
      return nameOf(subject);
    case 'check':
      return `what the check of ${nameOf(subject)} changed`;
    case 'beside':
      return `what ${nameOf(subject)} left beside its branch`;
    case 'odd':
      return 'nothing that is known here';
  }
}

function nameOf({step, uid}: Extract<PinSubject, {readonly uid: Uid}>): string {
  return stepName(step ?? {id: null, uid});
}

/** The state of a pin's subject: how a step ended, or a rollback that is undone or not on record here. */
export function stateOfPin({subject}: Pick<Pin, 'subject'>): string {
  switch (subject.kind) {
    case 'rollback':
      if (!subject.onRecord) return 'not on record here';
      if (subject.rollback.isProposed) return 'proposed';
      if (subject.rollback.kind === 'undo' || subject.rollback.kind === 'applied') return 'done';
      return subject.rollback.undoneBy === null ? 'in force' : 'undone';
    case 'step':
    case 'check':
    case 'beside':
      return subject.step === null ? 'not on record here' : subject.step.status;
    case 'odd':
      return 'unknown';
  }
}

/** The documented JSON shape of a pin. */
export function pinToJson(pin: Pin): Record<string, unknown> {
  const {subject, alone, size} = pin;
  const rollback = subject.kind === 'rollback' ? subject.rollback : null;
  const ofStep = subject.kind === 'rollback' || subject.kind === 'odd' ? null : subject;
  const step = ofStep?.step ?? null;
  return {
    name: pinName(pin),
    ref: pin.ref,
    remote_sha: pin.remote,
    local_sha: pin.local,
    of: rollback === null ? subject.kind : rollback.kind,
    uid: rollback?.uid ?? ofStep?.uid ?? null,
    state: stateOfPin(pin),
    branch: rollback?.branch ?? step?.branch ?? null,
    steps: (subject.kind === 'rollback' ? subject.steps : step === null ? [] : [step]).map(({id, uid}) => ({id, uid})),
    actor: rollback?.actor ?? step?.run?.actor ?? null,
    reason: rollback?.reason ?? null,
    created_at: rollback?.createdAt ?? step?.createdAt ?? null,
    only_kept_here: alone,
    files_changed: size?.filesChanged ?? null,
    insertions: size?.insertions ?? null,
    deletions: size?.deletions ?? null,
  };
}
