import {
  agentConfig,
  type Changes,
  chain,
  changes,
  check,
  type Labels,
  labels,
  limits,
  name,
  notes,
  prompt,
  runInfo,
  setup,
  template,
  tokenUsage,
} from './documents.ts';
import type {Timestamp, Uid} from './identity.ts';
import type {Json} from './json.ts';
import {
  integer,
  type Kind,
  nullable,
  number,
  object,
  oneOf,
  type Plain,
  sha,
  textLike,
  timestamp,
  uid,
  type ValueOf,
} from './kinds.ts';
import type {DiffStat} from './ports/commits.ts';
import type {RepositoryKey} from './repository-key.ts';

/** The statuses that this version records. */
export const STEP_STATUSES = [
  'running',
  'succeeded',
  'failed',
  'check_failed',
  'timed_out',
  'over_budget',
  'refused',
  'cancelled',
  'interrupted',
] as const;

/** The set is open: treat an unknown status as not successful. Only `succeeded` is success. */
export type StepStatus = (typeof STEP_STATUSES)[number] | (string & Record<never, never>);

const isStatus = (text: string) => /^[a-z][a-z_]{0,39}$/.test(text);
export const anyStatus: Kind<StepStatus> = textLike('is no status', isStatus);
/** The status of a step that has ended. */
const endStatus: Kind<StepStatus> = textLike('is no way to end', (text) => isStatus(text) && text !== 'running');

/** The place of a step's work: see docs/pushing.md. */
const pushed = oneOf('pushed', 'unchanged', 'pinned', 'bundled', 'none');
export type Pushed = ValueOf<typeof pushed>;

/**
 * All recorded fields of a step. This table gives the types of a step, the columns of steps.db, the JSON of `--json`
 * and of exports, both readers and the bounds. The order is that of a row's digest: add a new field at the end,
 * nullable, with the schema version that adds its column.
 *
 * `said` tells when a field is known: at the start of the step, at its end, or at both, where the end overrides the
 * start.
 */
const STEP_FIELDS = {
  uid: {column: 'uid', kind: uid, said: 'start'},
  projectId: {column: 'project_id', kind: name, said: 'start'},
  /** `host/owner/name`, lower case; null if no remote tells it. */
  repository: {column: 'repository', kind: nullable(name), said: 'start'},
  /** The agent may end on another branch than it started on. */
  branch: {column: 'branch', kind: nullable(name), said: 'both'},
  status: {column: 'status', kind: endStatus, said: 'end'},
  commitShaBefore: {column: 'commit_sha_before', kind: nullable(sha), said: 'start'},
  commitShaAfter: {column: 'commit_sha_after', kind: nullable(sha), said: 'end'},
  agentConfig: {column: 'agent_config_json', kind: nullable(agentConfig), said: 'both'},
  run: {column: 'run_json', kind: nullable(runInfo), said: 'start'},
  startTime: {column: 'start_time', kind: timestamp, said: 'start'},
  /** Null, like the duration, if nobody saw the end. */
  endTime: {column: 'end_time', kind: nullable(timestamp), said: 'end'},
  durationMs: {column: 'duration_ms', kind: nullable(number(0)), said: 'end'},
  tokenUsage: {column: 'token_usage_json', kind: nullable(tokenUsage), said: 'end'},
  exitCode: {column: 'exit_code', kind: nullable(integer()), said: 'end'},
  pushed: {column: 'pushed', kind: nullable(pushed), said: 'end'},
  /** The ref that keeps work that did not reach the branch. */
  pinRef: {column: 'pin_ref', kind: nullable(name), said: 'end'},
  changes: {column: 'changes_json', kind: nullable(changes), said: 'end'},
  /** Remarks for readers of the history, one sentence each: work left uncommitted, a refused push. */
  notes: {column: 'notes_json', kind: notes, said: 'end'},
  createdAt: {column: 'created_at', kind: timestamp, said: 'record'},
  /** Null if none are set. */
  limits: {column: 'limits_json', kind: nullable(limits), said: 'start', since: 3},
  /** Null if no check ran. */
  check: {column: 'check_json', kind: nullable(check), said: 'end', since: 3},
  /** Null if the prompt is unknown. */
  prompt: {column: 'prompt_json', kind: nullable(prompt), said: 'start', since: 5},
  /** Null in steps from before setups were recorded. */
  setup: {column: 'setup_json', kind: nullable(setup), said: 'start', since: 7},
  /** Null if none was used. */
  template: {column: 'template_json', kind: nullable(template), said: 'start', since: 7},
  /** The step that this one runs again; such a step is never active. Null for all others. */
  replays: {column: 'replays', kind: nullable(uid), said: 'start', since: 7},
  /** Null if none were given. */
  labels: {column: 'labels_json', kind: nullable(labels), said: 'start', since: 9},
  /** Null in steps from before chains. */
  chain: {column: 'chain_json', kind: nullable(chain), said: 'start', since: 10},
  /** The check before the agent ran; null unless it was requested. */
  checkBefore: {column: 'check_before_json', kind: nullable(check), said: 'end', since: 11},
} as const satisfies {readonly [key: string]: StepField};

interface StepField {
  readonly column: string;
  readonly kind: Kind<unknown>;
  readonly said: Said;
  /** The schema version that added the column. Default: the first. */
  readonly since?: number;
}

type Said = 'start' | 'end' | 'both' | 'record';
type FieldsSaid<When extends Said> = {
  readonly [Key in keyof typeof STEP_FIELDS as (typeof STEP_FIELDS)[Key]['said'] extends When ? Key : never]: ValueOf<
    (typeof STEP_FIELDS)[Key]['kind']
  >;
};

/** The fields that are known at a step's start. */
export type StepDraft = Plain<FieldsSaid<'start' | 'both'>>;

/** The fields that are known at a step's end. A step goes from running to finished once. */
export type StepOutcome = Plain<FieldsSaid<'end' | 'both'>>;

export type StepFields = FieldsSaid<Said>;

export interface Step extends StepFields {
  /** Null while no ledger has settled it. */
  readonly id: number | null;
  readonly active: boolean;
  readonly parentStepId: number | null;
  readonly parentUid: Uid | null;
}

export const STEP_FIELD_LIST: readonly (StepField & {readonly key: string; readonly jsonKey: string})[] =
  Object.entries(STEP_FIELDS).map(([key, field]) => ({key, jsonKey: field.column.replace(/_json$/, ''), ...field}));

export const stepDraft: Kind<StepDraft> = objectSaid<StepDraft>('start', 'both');
export const stepOutcome: Kind<StepOutcome> = objectSaid<StepOutcome>('end', 'both');

/** The nullable fields of a draft, and of an outcome, as null. */
export const UNKNOWN_DRAFT = unknownSaid<StepDraft>('start', 'both');
export const UNKNOWN_OUTCOME = unknownSaid<StepOutcome>('end', 'both');

function objectSaid<Value>(...when: readonly Said[]): Kind<Value> {
  const fields = STEP_FIELD_LIST.filter(({said}) => when.includes(said)).map(({key, kind}) => [key, kind] as const);
  // The type is derived from the same rows of the same table.
  return object(Object.fromEntries(fields)) as Kind<unknown> as Kind<Value>;
}

type Unknown<Part> = {readonly [Key in keyof Part as null extends Part[Key] ? Key : never]: null};

function unknownSaid<Part>(...when: readonly Said[]): Unknown<Part> {
  const fields = STEP_FIELD_LIST.filter(({said, kind}) => when.includes(said) && kind.missing?.({}) === null);
  // The type is derived from the same rows of the same table.
  return Object.fromEntries(fields.map(({key}) => [key, null])) as unknown as Unknown<Part>;
}

/** Selects the steps to list, newest first. */
export interface StepFilter {
  readonly repository?: RepositoryKey;
  readonly branch?: string;
  readonly active?: boolean;
  readonly status?: string;
  readonly pullRequest?: number;
  /** Steps that ended at this time or later. */
  readonly endedSince?: Timestamp;
  /** Steps that began at this time or later. */
  readonly startedSince?: Timestamp;
  /** Steps with a lower number, for the next page. */
  readonly beforeId?: number;
  readonly limit?: number;
  /** Permits skipping `FIELDS_TO_SPARE`, which sums over many steps do not need. */
  readonly isLean?: boolean;
}

/** Fields about a step's start and its remarks, which no figure depends on. */
export const FIELDS_TO_SPARE: readonly (keyof StepFields)[] = ['prompt', 'setup', 'limits', 'labels', 'chain', 'notes'];

/** Names a step in a sentence: `step 3`, or its uid while it has no settled number. */
export function stepName(step: Pick<Step, 'id' | 'uid'>): string {
  return step.id === null ? `step ${step.uid}` : `step ${step.id}`;
}

/** Compares by number, or by uid, which begins with the time, if one has no settled number. */
export function isLaterStep(step: Pick<Step, 'id' | 'uid'>, than: Pick<Step, 'id' | 'uid'>): boolean {
  return step.id !== null && than.id !== null ? step.id > than.id : step.uid > than.uid;
}

export function latestFirst(steps: readonly Step[]): readonly Step[] {
  return steps.toSorted((a, b) => (isLaterStep(a, b) ? -1 : 1));
}

/** The labels of a step that are texts; null if there are none. */
export function labelsOf({labels}: Pick<StepFields, 'labels'>): Labels | null {
  const texts = Object.entries(labels ?? {}).filter((it): it is [string, string] => typeof it[1] === 'string');
  return texts.length === 0 ? null : Object.fromEntries(texts);
}

/** The keys of a step's JSON, in their order, each with the key of the step's field. */
export const STEP_JSON_KEYS: readonly (readonly [jsonKey: string, key: string])[] = [
  ['id', 'id'],
  ['active', 'active'],
  ['parent_step_id', 'parentStepId'],
  ['parent_uid', 'parentUid'],
  ...STEP_FIELD_LIST.map(({jsonKey, key}) => [jsonKey, key] as const),
];

/**
 * The documented JSON shape of a step: the columns of steps.db by name, with JSON documents parsed and named without
 * `_json`. Used by `--json`, the output `step` and exports.
 */
export function stepToJson(step: Step): Json {
  return Object.fromEntries(STEP_JSON_KEYS.map(([jsonKey, key]) => [jsonKey, Reflect.get(step, key)]));
}

/** The script of a step's check, even if the work never got to it; null without a check. */
export function checkCommandOf({check, setup}: Pick<StepFields, 'check' | 'setup'>): string | null {
  return check?.command ?? setup?.check ?? null;
}

/** True for a step that brought a replay's work onto its branch. No agent ran in it. */
export function keepsReplay({agentConfig}: Pick<Step, 'agentConfig'>): boolean {
  return agentConfig?.metadata.kept_replay !== undefined;
}

/** True if a step is known to have changed nothing on its branch. */
export function hasNoChanges(changes: Changes): boolean {
  return changes.own_commit_count === 0 && changes.files_changed === 0;
}

/** The counts of changed files and lines; null if they could not be counted. */
export function diffStatOf({files_changed, insertions, deletions}: Changes): DiffStat | null {
  if (files_changed === null || insertions === null || deletions === null) return null;
  return {filesChanged: files_changed, insertions, deletions};
}
