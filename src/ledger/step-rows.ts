import {parseJson} from '../domain/json.ts';
import {type Kind, object, Reading, toStored, WRONG} from '../domain/kinds.ts';
import {fieldsToRecord, recordToFields, type StepRecord} from '../domain/records.ts';
import {anyStatus, FIELDS_TO_SPARE, STEP_FIELD_LIST, type Step, type StepFields} from '../domain/step.ts';
import {digestOfValues} from './row-digest.ts';

/** A row of `steps` as `STEP_COLUMNS` selects it, with a column for each field. */
export interface StepRow {
  readonly id: number;
  readonly active: number;
  readonly parent_step_id: number | null;
  readonly parent_uid: string | null;
  readonly digest: unknown;
  readonly [column: string]: unknown;
}

/** The columns to select from `STEP_TABLES` for a `StepRow`. */
export const STEP_COLUMNS = `s.id, s.claimed_at, coalesce(p.uid, s.missing_parent_uid) AS parent_uid,
  ${STEP_FIELD_LIST.map(({column}) => `s.${column}`).join(', ')}, s.active, s.parent_step_id, s.digest`;
/** The fields that the digest is of, in the order of `stepDigest`. */
const DIGESTED = ['id', 'claimed_at', 'parent_uid', ...STEP_FIELD_LIST.map(({column}) => column)];

/** The steps `s`, each with its parent `p`. */
export const STEP_TABLES = 'steps s LEFT JOIN steps p ON p.id = s.parent_step_id';

const COLUMNS = STEP_FIELD_LIST.map(({key, column, kind}) => ({key, column, kind, isJson: column.endsWith('_json')}));

const LEAN_COLUMNS = COLUMNS.filter(({key}) => !FIELDS_TO_SPARE.some((spared) => spared === key));

/** The fields of a step as their columns hold them. */
const storedFields = object({
  ...Object.fromEntries(COLUMNS.map(({key, kind, isJson}) => [key, isJson ? storedDocument(kind) : kind])),
  status: anyStatus,
});

/**
 * A document as its column holds it. A text that comes again is read once: the steps of one agent have most of their
 * documents in common, and a text that was cut or wrong is read anew, so that each reading is told of it.
 */
function storedDocument(kind: Kind<unknown>): Kind<unknown> {
  let lastText: string | undefined;
  let last: unknown;
  const read = (stored: unknown, reading: Reading): unknown => {
    if (stored === lastText && stored !== undefined) return last;
    // A text that is no JSON is of no kind that a document can have.
    const found = kind.read(typeof stored === 'string' ? (parseJson(stored) ?? stored) : stored, reading);
    if (typeof stored === 'string' && found !== WRONG && reading.isClean) {
      lastText = stored;
      last = found;
    }
    return found;
  };
  return {...kind, read};
}

/** True when the row is as it was written. Not worked out by SQL, which would hand all values over twice. */
export function isIntact(row: StepRow): boolean {
  const {digest} = row;
  return digest instanceof Uint8Array && digestOfValues(DIGESTED.map((name) => row[name])).equals(digest);
}

/** Undefined where the row is not as it was written, or tells of no step. */
export function rowToStep(row: StepRow, isLean = false): Step | undefined {
  const fields = isIntact(row) ? readFields(row, new Reading(false), isLean) : undefined;
  return (
    fields && {
      ...fields,
      id: row.id,
      active: row.active === 1,
      parentStepId: row.parent_step_id,
      parentUid: row.parent_uid,
    }
  );
}

export function rowToRecord(row: StepRow): StepRecord | undefined {
  const fields = isIntact(row) ? readFields(row, new Reading(false)) : undefined;
  return fields && fieldsToRecord(fields, row.parent_uid);
}

/** The fields of a row. Undefined where they cannot be right: `reading` says why, and how strictly they are read. */
export function readFields(
  row: Readonly<Record<string, unknown>>,
  reading: Reading,
  isLean = false,
): StepFields | undefined {
  const found: Record<string, unknown> = {};
  // NULL is what is missing.
  for (const {key, column} of isLean ? LEAN_COLUMNS : COLUMNS) found[key] = row[column] ?? undefined;
  const fields = storedFields.read(found, reading);
  // The kinds are those of the step's own fields.
  return fields === WRONG ? undefined : (fields as unknown as StepFields);
}

/** The columns of `steps` that a record fills, by their names. What is longer than its bound is cut. */
export function recordToColumns(record: StepRecord): Readonly<Record<string, unknown>> {
  const fields: Readonly<Record<string, unknown>> = {...recordToFields(record)};
  const columns: Record<string, unknown> = {};
  for (const {key, column, kind, isJson} of COLUMNS) {
    const value = fields[key];
    const found = isJson ? toStored(kind, value) : kind.read(value, new Reading(false));
    // A status that is none of an end's, and what else is no value of its kind, is refused by whoever reads it.
    columns[column] = found === WRONG ? value : found;
  }
  return columns;
}
