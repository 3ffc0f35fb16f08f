import {chain, name, runInfo, sentence} from './documents.ts';
import type {Sha, Uid} from './identity.ts';
import {isObject, type Json} from './json.ts';
import {type Kind, list, nullable, object, oneOf, sha, timestamp, uid, type ValueOf} from './kinds.ts';

/** More steps than any history has. */
const MOST_STEPS = 1_000_000;

/**
 * `rollback` moved the branch back. `revert` adds commits that take steps back; one without a `toSha` is proposed, and
 * counts once an `applied` tells that its commits are on the branch. `undo` takes a rollback or a revert back.
 */
const rollbackKind = oneOf('rollback', 'undo', 'revert', 'applied');
export type RollbackKind = ValueOf<typeof rollbackKind>;

const target = object({mode: oneOf('to', 'before'), stepUid: uid});

/**
 * Everything that is recorded of a rollback or an undo, each field once, in the order of a row's digest. `columns` are
 * those of steps.db; the steps stand in a table of their own.
 */
const ROLLBACK_FIELDS = {
  uid: {columns: ['uid'], kind: uid},
  kind: {columns: ['kind'], kind: rollbackKind},
  /** For an undo, the uid of the rollback or revert it takes back; for an `applied`, of what is on the branch now. */
  undoes: {columns: ['undoes'], kind: nullable(uid)},
  projectId: {columns: ['project_id'], kind: name},
  repository: {columns: ['repository'], kind: nullable(name)},
  /** Null, like the SHAs, for a bare deactivation and for the inactive steps of an imported LaForge file. */
  branch: {columns: ['branch'], kind: nullable(name)},
  /** The step that was named: where it ended for `to`, where it began for `before`. */
  target: {columns: ['target_mode', 'target_step_uid'], kind: nullable(target)},
  fromSha: {columns: ['from_sha'], kind: nullable(sha)},
  toSha: {columns: ['to_sha'], kind: nullable(sha)},
  pinRef: {columns: ['pin_ref'], kind: nullable(name)},
  /** The steps it deactivates or, as an undo, makes active again. */
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
  /** The version of the schema that brought its column, which is nullable. Default: the first. */
  readonly since?: number;
}

/** A move of a branch as every plan of one tells it, before it is carried out. */
export interface PlannedMove {
  readonly branch: string;
  readonly from: Sha;
  readonly to: Sha;
  /** Warnings to read before agreeing, one sentence each. */
  readonly warnings: readonly string[];
}

/** A rollback or an undo as settled before the branch moves. The pin's commit message carries it too. */
export type RollbackDraft = {
  readonly [Key in keyof typeof ROLLBACK_FIELDS]: ValueOf<(typeof ROLLBACK_FIELDS)[Key]['kind']>;
};

/** The fields as a list, in the order of the table. */
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

/** A rollback or an undo as a ledger tells it. Its record never changes. */
export interface Rollback extends RollbackDraft {
  /** `R1`, `R2` …; null while no ledger has settled it. */
  readonly number: number | null;
  /** The uid of the undo that took it back. */
  readonly undoneBy: Uid | null;
  /** True for a revert, or an undo of one, whose commits are not on the branch yet. */
  readonly isProposed: boolean;
}

/** A record as the others make it: without a number, which a ledger settles. */
export function projectRollback(draft: RollbackDraft, records: readonly RollbackDraft[]): Rollback {
  const isProposed = (it: RollbackDraft) =>
    isProposal(it) && !records.some(({kind, undoes}) => kind === 'applied' && undoes === it.uid);
  const undo = records.find((it) => it.kind === 'undo' && it.undoes === draft.uid && !isProposed(it));
  return {...draft, number: null, undoneBy: undo?.uid ?? null, isProposed: isProposed(draft)};
}

/** The record of a rollback, without the facts that a ledger adds. */
export function rollbackToDraft({
  number: _number,
  undoneBy: _undoneBy,
  isProposed: _isProposed,
  ...draft
}: Rollback): RollbackDraft {
  return draft;
}

/** True when it was proposed at first: its record names no commit that the branch moved to. */
export function isProposal({kind, branch, toSha}: Pick<RollbackDraft, 'kind' | 'branch' | 'toSha'>): boolean {
  return (kind === 'revert' || kind === 'undo') && branch !== null && toSha === null;
}

/** True while it makes the steps it names inactive. */
export function isInForce({kind, undoneBy, isProposed}: Pick<Rollback, 'kind' | 'undoneBy' | 'isProposed'>): boolean {
  return (kind === 'rollback' || (kind === 'revert' && !isProposed)) && undoneBy === null;
}

/** The way to take steps back: `auto` resets, and reverts where a rule of the branch forbids that. */
export const MOVE_MODES = ['reset', 'revert', 'auto'] as const;
export type MoveMode = (typeof MOVE_MODES)[number];

/** The kind as a noun with its article, for a sentence. */
export const KINDS_IN_WORDS: Readonly<Record<RollbackKind, string>> = {
  rollback: 'a rollback',
  undo: 'an undo',
  revert: 'a revert',
  applied: 'a merged revert',
};

/** The name of a rollback in a sentence: `R2`, or by its uid while it has no settled number. */
export function rollbackName(rollback: Pick<Rollback, 'number' | 'uid'>): string {
  return rollback.number === null ? rollback.uid : `R${rollback.number}`;
}

/** The documented JSON shape of a rollback or an undo. */
export function rollbackToJson(rollback: Rollback): Json {
  const {number, undoneBy, isProposed} = rollback;
  return {number, undone_by: undoneBy, ...(isProposal(rollback) && {proposed: isProposed}), ...draftToJson(rollback)};
}

/** The record itself in that shape. */
export function draftToJson(draft: RollbackDraft): Json {
  const fields: Json = {
    ...draft,
    target: draft.target === null ? null : {mode: draft.target.mode, step_uid: draft.target.stepUid},
  };
  return Object.fromEntries(ROLLBACK_FIELD_LIST.map(({key, jsonKey}) => [jsonKey, fields[key]]));
}

/** The record that stands in that shape, every field still to be checked. */
export function jsonToDraft(json: Json): Json {
  const fields = Object.fromEntries(ROLLBACK_FIELD_LIST.map(({key, jsonKey}) => [key, json[jsonKey]]));
  const {target: named} = fields;
  return isObject(named) ? {...fields, target: {mode: named.mode, stepUid: named.step_uid}} : fields;
}
