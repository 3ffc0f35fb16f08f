import type {PullRequestInfo, RunInfo} from './documents.ts';
import {isSha, isUid, quote, shortSha} from './identity.ts';
import type {RollbackDraft} from './rollback.ts';
import {type Step, stepName} from './step.ts';

/** Stands alone on the line before the record. */
const MARKER = 'Laforge-Rollback-Record-1:';
/** Some two hundred thousand steps' uids; a longer message is not read. */
const MAX_MESSAGE_LENGTH = 8_000_000;
const STEPS_NAMED = 10;

type Json = {readonly [key: string]: unknown};

/**
 * The message of the commit a pin points at: a subject and a few lines for people who meet it in `git log`, then the
 * record as one line of JSON, by which a rollback whose record was never published is found again.
 */
export function formatPinMessage(draft: RollbackDraft, steps: readonly Pick<Step, 'id' | 'uid'>[]): string {
  const from = shortSha(draft.fromSha);
  const to = shortSha(draft.toSha);
  const names = steps.length === 0 ? '' : ` (${nameSteps(steps)})`;
  const lines = [`laforge: ${draft.kind} of ${draft.branch ?? ''} from ${from} to ${to}${names}`, ''];
  if (draft.kind === 'rollback') lines.push(`Keeps the commits that left the branch: git log ${to}..${from}`);
  else lines.push(`Takes back the rollback ${draft.undoes ?? ''}.`);
  // Quoted, it is one line: nothing a person wrote as a reason can pass for the marker below.
  if (draft.reason !== null) lines.push(`Reason: ${quote(draft.reason)}`);
  return [...lines, '', ...draftLines(draft), ''].join('\n');
}

/** The last two lines of a message that carries a record. */
export function draftLines(draft: RollbackDraft): readonly string[] {
  return [MARKER, JSON.stringify(draftToJson(draft))];
}

/** `steps 14, 15`, with a count instead of the names beyond the tenth. */
export function nameSteps(steps: readonly Pick<Step, 'id' | 'uid'>[]): string {
  if (steps.length === 0) return 'no steps';
  const [only] = steps;
  if (steps.length === 1 && only !== undefined) return stepName(only);
  const names = steps.slice(0, STEPS_NAMED).map(({id, uid}) => (id === null ? uid : String(id)));
  const rest = steps.length - names.length;
  return `steps ${names.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
}

/**
 * Reads the record out of a pin's commit message. Anybody who may push can write such a message, so anything odd - a
 * second marker, a missing or unknown key, a value of another shape - makes it undefined.
 */
export function parsePinMessage(message: string): RollbackDraft | undefined {
  if (message.length > MAX_MESSAGE_LENGTH) return undefined;
  const lines = message.trimEnd().split('\n');
  if (lines.filter((line) => line === MARKER).length !== 1 || lines.at(-2) !== MARKER) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(lines.at(-1) ?? '');
  } catch {
    return undefined;
  }
  return isObject(json) ? jsonToDraft(json) : undefined;
}

function draftToJson(draft: RollbackDraft): Json {
  return {
    uid: draft.uid,
    kind: draft.kind,
    project_id: draft.projectId,
    undoes: draft.undoes,
    repository: draft.repository,
    branch: draft.branch,
    target: draft.target === null ? null : {mode: draft.target.mode, step_uid: draft.target.stepUid},
    from_sha: draft.fromSha,
    to_sha: draft.toSha,
    pin_ref: draft.pinRef,
    step_uids: draft.stepUids,
    actor: draft.actor,
    reason: draft.reason,
    run: draft.run,
    created_at: draft.createdAt,
  };
}

const DRAFT_KEYS =
  'uid kind project_id undoes repository branch target from_sha to_sha pin_ref step_uids actor reason run created_at';
const RUN_KEYS = 'ci workflow run_id attempt job job_backend_id actor event url pull_request';
const PULL_REQUEST_KEYS = 'number head_ref head_sha head_repository base_ref merge_sha';

function jsonToDraft(json: Json): RollbackDraft | undefined {
  const {uid, kind, undoes, repository, branch, from_sha, to_sha, pin_ref, step_uids, actor, reason, created_at} = json;
  const target = readTarget(json.target);
  const run = readRun(json.run);
  const sound =
    hasKeys(json, DRAFT_KEYS) &&
    isUidText(uid) &&
    (kind === 'undo' ? isUidText(undoes) : kind === 'rollback' && undoes === null) &&
    target !== undefined &&
    (kind === 'undo') === (target === null) &&
    run !== undefined;
  if (!sound || (kind !== 'undo' && kind !== 'rollback')) return undefined;
  if (!isText(json.project_id) || !isTextOrNull(repository) || !isText(branch) || branch === '' || !isText(pin_ref))
    return undefined;
  if (!isShaText(from_sha) || !isShaText(to_sha) || !isUidList(step_uids)) return undefined;
  if (!isTextOrNull(actor) || !isTextOrNull(reason) || !isTimestamp(created_at)) return undefined;
  return {
    uid,
    kind,
    projectId: json.project_id,
    undoes: isUidText(undoes) ? undoes : null,
    repository,
    branch,
    target,
    fromSha: from_sha,
    toSha: to_sha,
    pinRef: pin_ref,
    stepUids: step_uids,
    actor,
    reason,
    run,
    createdAt: created_at,
  };
}

function readTarget(json: unknown): RollbackDraft['target'] | undefined {
  if (json === null) return null;
  if (!isObject(json) || !hasKeys(json, 'mode step_uid') || !isUidText(json.step_uid)) return undefined;
  return json.mode === 'to' || json.mode === 'before' ? {mode: json.mode, stepUid: json.step_uid} : undefined;
}

function readRun(json: unknown): RunInfo | null | undefined {
  if (json === null) return null;
  if (!isObject(json) || !hasKeys(json, RUN_KEYS)) return undefined;
  const {ci, workflow, run_id, attempt, job, job_backend_id, actor, event, url} = json;
  const pull_request = readPullRequest(json.pull_request);
  if (!isText(ci) || !isTextOrNull(workflow) || !isTextOrNull(run_id) || !isCountOrNull(attempt)) return undefined;
  if (!isTextOrNull(job) || !isTextOrNull(job_backend_id) || !isTextOrNull(actor) || !isTextOrNull(event))
    return undefined;
  if (!isTextOrNull(url) || pull_request === undefined) return undefined;
  return {ci, workflow, run_id, attempt, job, job_backend_id, actor, event, url, pull_request};
}

function readPullRequest(json: unknown): PullRequestInfo | null | undefined {
  if (json === null) return null;
  if (!isObject(json) || !hasKeys(json, PULL_REQUEST_KEYS)) return undefined;
  const {number, head_ref, head_sha, head_repository, base_ref, merge_sha} = json;
  if (!isCountOrNull(number) || number === null || !isTextOrNull(head_ref) || !isTextOrNull(head_sha)) return undefined;
  if (!isTextOrNull(head_repository) || !isTextOrNull(base_ref) || !isTextOrNull(merge_sha)) return undefined;
  return {number, head_ref, head_sha, head_repository, base_ref, merge_sha};
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasKeys(json: Json, keys: string): boolean {
  return Object.keys(json).sort().join(' ') === keys.split(' ').sort().join(' ');
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || isText(value);
}

function isCountOrNull(value: unknown): value is number | null {
  return value === null || (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0);
}

function isUidText(value: unknown): value is string {
  return typeof value === 'string' && isUid(value);
}

function isShaText(value: unknown): value is string {
  return typeof value === 'string' && isSha(value);
}

function isTimestamp(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}

function isUidList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isUidText) && new Set(value).size === value.length;
}
