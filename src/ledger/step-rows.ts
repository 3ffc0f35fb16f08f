import {type Json, parseJson} from '../domain/json.ts';
import {type Kind, Reading, readField, toStored, WRONG} from '../domain/kinds.ts';
import {fieldsToRecord, recordToFields, type StepRecord} from '../domain/records.ts';
import {anyStatus, FIELDS_TO_SPARE, STEP_FIELD_LIST, type Step, type StepFields} from '../domain/step.ts';
import {hexDigestOfValues} from './row-digest.ts';

/** A row of `steps` as `STEP_COLUMNS` selects it, with a column for each field. */
export interface StepRow {
  readonly id: number;
  readonly active: number;
  readonly parent_step_id: number | null;
  readonly parent_uid: string | null;
  readonly digest: unknown;
  readonly [column: string]: unknown;
}

/** The columns of a `StepRow`, to select from `STEP_TABLES`. */
export const STEP_COLUMNS = `s.id, s.claimed_at, coalesce(p.uid, s.missing_parent_uid) AS parent_uid,
  ${STEP_FIELD_LIST.map(({column}) => `s.${column}`).join(', ')}, s.active, s.parent_step_id, s.digest`;
/** The columns in a step's digest, in the order of `stepDigest`. */
const DIGESTED = ['id', 'claimed_at', 'parent_uid', ...STEP_FIELD_LIST.map(({column}) => column)];

/** The steps `s`, each with its parent `p`. */
export const STEP_TABLES = 'steps s LEFT JOIN steps p ON p.id = s.parent_step_id';

const COLUMNS = STEP_FIELD_LIST.map(({key, column, kind}) => ({key, column, kind, isJson: column.endsWith('_json')}));

/** The fields as columns store them. */
const STORED = COLUMNS.map(({key, column, kind, isJson}) => ({
  key,
  column,
  kind: key === 'status' ? anyStatus : isJson ? storedDocument(kind) : kind,
  isSpared: FIELDS_TO_SPARE.some((spared) => spared === key),
}));
/** A copy has room for all fields. An object that grows field by field takes ten times the memory. */
const NO_FIELDS: Json = Object.fromEntries(COLUMNS.map(({key}) => [key, undefined]));
const NO_STEP: Json = {...NO_FIELDS, id: null, active: false, parentStepId: null, parentUid: null};

/**
 * A document as stored in a column. Reads an unchanged text only once, since the steps of one agent have most documents
 * in common. A text that was cut or wrong is read each time, so that each reading notes it.
 */
function storedDocument(kind: Kind<unknown>): Kind<unknown> {
  let lastText: string | undefined;
  let last: unknown;
  const read = (stored: unknown, reading: Reading): unknown => {
    if (stored === lastText && stored !== undefined) return last;
    // A text that is not JSON matches no kind of document.
    const found = kind.read(typeof stored === 'string' ? (parseJson(stored) ?? stored) : stored, reading);
    if (typeof stored === 'string' && found !== WRONG && reading.isClean) {
      lastText = stored;
      last = found;
    }
    return found;
  };
  return {...kind, read};
}

/** True if the digest matches. Computed here, since SQL would pass all values to us a second time. */
export function isIntact(row: StepRow): boolean {
  const {digest} = row;
  if (!(digest instanceof Uint8Array)) return false;
  const bytes = Buffer.from(digest.buffer, digest.byteOffset, digest.length);
  return bytes.toString('hex') === hexDigestOfValues(DIGESTED.map((name) => row[name]));
}

/** Undefined if the digest does not match or the row is no step. */
export function rowToStep(row: StepRow, isLean = false): Step | undefined {
  const step = {...NO_STEP};
  if (!isIntact(row) || !fillFields(step, row, new Reading(false), isLean)) return undefined;
  step.id = row.id;
  step.active = row.active === 1;
  step.parentStepId = row.parent_step_id;
  step.parentUid = row.parent_uid;
  // The kinds are those of the step's own fields.
  return step as unknown as Step;
}

export function rowToRecord(row: StepRow): StepRecord | undefined {
  const fields = isIntact(row) ? readFields(row, new Reading(false)) : undefined;
  return fields && fieldsToRecord(fields, row.parent_uid);
}

/** Reads a row's fields; undefined if they are invalid. `reading` sets the strictness and notes the reason. */
export function readFields(row: Json, reading: Reading): StepFields | undefined {
  const fields = {...NO_FIELDS};
  // The kinds are those of the step's own fields.
  return fillFields(fields, row, reading, false) ? (fields as unknown as StepFields) : undefined;
}

/** Fills in a row's fields. False if they are invalid. */
function fillFields(found: Record<string, unknown>, row: Json, reading: Reading, isLean: boolean): boolean {
  for (const {key, column, kind, isSpared} of STORED) {
    // NULL means missing.
    const given = isLean && isSpared ? undefined : (row[column] ?? undefined);
    const field = readField(key, kind, given, {reading, found});
    if (field === WRONG) return false;
    found[key] = field;
  }
  return true;
}

/** Converts a record to columns of `steps`, by name. Values that are too long are cut. */
export function recordToColumns(record: StepRecord): Readonly<Record<string, unknown>> {
  const fields: Readonly<Record<string, unknown>> = {...recordToFields(record)};
  const columns: Record<string, unknown> = {};
  for (const {key, column, kind, isJson} of COLUMNS) {
    const value = fields[key];
    const found = isJson ? toStored(kind, value) : kind.read(value, new Reading(false));
    // Stores an invalid value, such as a status that ends no step, and leaves refusing it to the reader.
    columns[column] = found === WRONG ? value : found;
  }
  return columns;
}
