import {chain, name, runInfo, sentence} from './documents.ts';
import type {Sha, Uid} from './identity.ts';
import {isObject, type Json} from './json.ts';
import {type Kind, list, nullable, object, oneOf, sha, timestamp, uid, type ValueOf} from './kinds.ts';
import type {Step} from './step.ts';

/** More steps than any history has. */
const MOST_STEPS = 1_000_000;

/**
 * `rollback` moved the branch back. `revert` adds commits that take steps back; without a `toSha` it is a proposal, and
 * takes effect once an `applied` records that its commits are on the branch. `undo` takes a rollback or a revert back.
 */
const rollbackKind = oneOf('rollback', 'undo', 'revert', 'applied');
export type RollbackKind = ValueOf<typeof rollbackKind>;

const target = object({mode: oneOf('to', 'before'), stepUid: uid});

/**
 * All recorded fields of a rollback or an undo, in the order of a row's digest. `columns` are those of steps.db; the
 * steps are in a table of their own.
 */
const ROLLBACK_FIELDS = {
  uid: {columns: ['uid'], kind: uid},
  kind: {columns: ['kind'], kind: rollbackKind},
  /**
   * For an undo, the uid of the rollback or revert that it takes back; for an `applied`, of the proposal that was
   * merged.
   */
  undoes: {columns: ['undoes'], kind: nullable(uid)},
  projectId: {columns: ['project_id'], kind: name},
  repository: {columns: ['repository'], kind: nullable(name)},
  /** Null, like the SHAs, for a bare deactivation and for the inactive steps of an imported LaForge file. */
  branch: {columns: ['branch'], kind: nullable(name)},
  /** The named step: where it ended for `to`, where it began for `before`. */
  target: {columns: ['target_mode', 'target_step_uid'], kind: nullable(target)},
  fromSha: {columns: ['from_sha'], kind: nullable(sha)},
  toSha: {columns: ['to_sha'], kind: nullable(sha)},
  pinRef: {columns: ['pin_ref'], kind: nullable(name)},
  /** The steps that it deactivates or, as an undo, activates again. */
  stepUids: {columns: [], kind: list(uid, MOST_STEPS)},
  actor: {columns: ['actor'], kind: nullable(name)},
  reason: {columns: ['reason'], kind: nullable(sentence)},
  run: {columns: ['run_json'], kind: nullable(runInfo)},
  createdAt: {columns: ['created_at'], kind: timestamp},
  chain: {columns: ['chain_json'], kind: nullable(chain), since: 10},
} as const satisfies {readonly [key: string]: RollbackField};

interface RollbackField {
  readonly columns: readonly string[];
  readonly kind: Kind<unknown>;
  /** The schema version that added its column, which is nullable. Default: the first. */
  readonly since?: number;
}

/** The common part of all plans to move a branch. */
export interface PlannedMove {
  readonly branch: string;
  readonly from: Sha;
  readonly to: Sha;
  /** Warnings to read before confirming, one sentence each. */
  readonly warnings: readonly string[];
}

export type RollbackMode = 'to' | 'before';

/** A step that a branch may be reset to, as far as the history alone can tell. */
export interface RollbackTarget {
  readonly mode: RollbackMode;
  readonly step: Step;
  readonly branch: string;
  /** The branch's name in the step's record, if it has another one now. */
  readonly formerName: string | null;
  readonly sha: Sha;
}

/** A rollback that can be undone, as far as the history alone can tell. */
export interface UndoTarget {
  readonly rollback: Rollback;
  readonly branch: string;
  /** The commit where the rollback left the branch. Its undo begins only there. */
  readonly from: Sha;
  /** The displaced tip or, for a revert, where the branch was before it. */
  readonly to: Sha;
}

/** A rollback or an undo as decided before the branch moves. The pin's commit message carries it too. */
export type RollbackDraft = {
  readonly [Key in keyof typeof ROLLBACK_FIELDS]: ValueOf<(typeof ROLLBACK_FIELDS)[Key]['kind']>;
};

export const ROLLBACK_FIELD_LIST: readonly (RollbackField & {readonly key: string; readonly jsonKey: string})[] =
  Object.entries(ROLLBACK_FIELDS).map(([key, field]) => ({
    key,
    jsonKey: key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    ...field,
  }));

// The type is derived from the same rows of the same table.
export const rollbackDraft = object(
  Object.fromEntries(ROLLBACK_FIELD_LIST.map(({key, kind}) => [key, kind])),
) as Kind<unknown> as Kind<RollbackDraft>;

/** A rollback or an undo in a ledger. Its record never changes. */
export interface Rollback extends RollbackDraft {
  /** `R1`, `R2` and so on; null while no ledger has settled it. */
  readonly number: number | null;
  /** The uid of the undo that took it back. */
  readonly undoneBy: Uid | null;
  /** True for a revert, or its undo, whose commits are not on the branch yet. */
  readonly isProposed: boolean;
}

/** Derives the state of a rollback from all records. It has no number, which only a ledger settles. */
export function projectRollback(draft: RollbackDraft, records: readonly RollbackDraft[]): Rollback {
  const isProposed = (it: RollbackDraft) =>
    isProposal(it) && !records.some(({kind, undoes}) => kind === 'applied' && undoes === it.uid);
  const undo = records.find((it) => it.kind === 'undo' && it.undoes === draft.uid && !isProposed(it));
  return {...draft, number: null, undoneBy: undo?.uid ?? null, isProposed: isProposed(draft)};
}

/** Removes the facts that a ledger adds. */
export function rollbackToDraft({
  number: _number,
  undoneBy: _undoneBy,
  isProposed: _isProposed,
  ...draft
}: Rollback): RollbackDraft {
  return draft;
}

/** True if it began as a proposal: its record names no commit that the branch moved to. */
export function isProposal({kind, branch, toSha}: Pick<RollbackDraft, 'kind' | 'branch' | 'toSha'>): boolean {
  return (kind === 'revert' || kind === 'undo') && branch !== null && toSha === null;
}

/** True while it makes its steps inactive. */
export function isInForce({kind, undoneBy, isProposed}: Pick<Rollback, 'kind' | 'undoneBy' | 'isProposed'>): boolean {
  return (kind === 'rollback' || (kind === 'revert' && !isProposed)) && undoneBy === null;
}

/** The ways to take steps back: `auto` resets, or reverts if a rule of the branch forbids the reset. */
export const MOVE_MODES = ['reset', 'revert', 'auto'] as const;
export type MoveMode = (typeof MOVE_MODES)[number];

/** The kind as a noun with its article, for a sentence. */
export const KINDS_IN_WORDS: Readonly<Record<RollbackKind, string>> = {
  rollback: 'a rollback',
  undo: 'an undo',
  revert: 'a revert',
  applied: 'a merged revert',
};

/** Names a rollback in a sentence: `R2`, or its uid while it has no settled number. */
export function rollbackName(rollback: Pick<Rollback, 'number' | 'uid'>): string {
  return rollback.number === null ? rollback.uid : `R${rollback.number}`;
}

/** The documented JSON shape of a rollback or an undo. */
export function rollbackToJson(rollback: Rollback): Json {
  const {number, undoneBy, isProposed} = rollback;
  return {number, undone_by: undoneBy, ...(isProposal(rollback) && {proposed: isProposed}), ...draftToJson(rollback)};
}

/** The record alone in that shape. */
export function draftToJson(draft: RollbackDraft): Json {
  const fields: Json = {
    ...draft,
    target: draft.target === null ? null : {mode: draft.target.mode, step_uid: draft.target.stepUid},
  };
  return Object.fromEntries(ROLLBACK_FIELD_LIST.map(({key, jsonKey}) => [jsonKey, fields[key]]));
}

/** Converts that shape to a record whose fields are still unchecked. */
export function jsonToDraft(json: Json): Json {
  const fields = Object.fromEntries(ROLLBACK_FIELD_LIST.map(({key, jsonKey}) => [key, json[jsonKey]]));
  const {target: named} = fields;
  return isObject(named) ? {...fields, target: {mode: named.mode, stepUid: named.step_uid}} : fields;
}
