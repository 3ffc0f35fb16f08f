import {StoreError} from '../domain/errors.ts';
import {isObject, type Json, parseObject} from '../domain/json.ts';
import type {LedgerContents} from '../domain/ports/ledger.ts';
import {
  jsonToStepRecord,
  type LedgerRecords,
  NO_RECORDS,
  parseLedgerRecords,
  type SetAside,
} from '../domain/records.ts';
import {jsonToDraft, rollbackToJson} from '../domain/rollback.ts';
import {STEP_JSON_KEYS, stepToJson} from '../domain/step.ts';
import {createSealedWriter, seal, unsealAll} from '../stores/sealed-json.ts';
import {JsonList} from './write-output.ts';

/** The first columns of a csv export. */
const CSV_BEGINS = 'id,uid,active,status,';
/** The types of lines in ndjson. */
const TYPES = ['step', 'rollback', 'step_claim', 'rollback_claim', 'set_aside'] as const;
type RowType = (typeof TYPES)[number];
/** The name of a type's list in json. */
const listOf = (type: RowType) => (type === 'set_aside' ? type : `${type}s`);
/** A row, with its text if it comes from a line of ndjson. */
interface Row {
  readonly type: RowType;
  readonly value: unknown;
  readonly text?: string;
}

/** Formats a history as one object with a list for each type of row. Steps and rollbacks are as in `--json`. */
export function* formatJson(history: LedgerContents): Generator<string> {
  let separator = '{';
  for (const type of TYPES) {
    yield `${separator}\n  "${listOf(type)}": `;
    const list = new JsonList(1);
    yield* list.add(rowsOf(history, type));
    yield list.end();
    separator = ',';
  }
  yield '\n}\n';
}

/** Formats a history as one object a line, each with its `type`. */
export function* formatNdjson(history: LedgerContents): Generator<string> {
  const write = createSealedWriter(STEP_JSON_KEYS);
  for (const step of history.steps) yield `{"type":"step",${write(step)}\n`;
  for (const type of TYPES.slice(1))
    for (const row of rowsOf(history, type)) yield `{"type":"${type}",${JSON.stringify(row).slice(1)}\n`;
}

/**
 * Parses an export in either form and checks every field. Malformed records are set aside unchanged. Throws StoreError for a
 * text in neither form.
 */
export function parseExport(text: string, source: string): LedgerRecords {
  const setAside: SetAside[] = [];
  const rows = parseJsonRows(text) ?? parseNdjsonRows(text, setAside);
  if (rows === undefined && text.startsWith(CSV_BEGINS)) {
    throw new StoreError(
      'not-a-ledger',
      `${source} is an export as csv, which has the figures of the steps alone. Export as json or ndjson to import it.`,
    );
  }
  if (rows === undefined) {
    throw new StoreError(
      'not-a-ledger',
      `${source} is neither a steps.db nor an export of one (json, ndjson). Name another file.`,
    );
  }
  const read = (type: RowType) => {
    const found = rows.filter((row) => row.type === type);
    return unsealAll(
      found.map(({value}) => withoutType(value)),
      setAside,
      found.map(({value, text: own}) => own ?? JSON.stringify(value)),
    );
  };
  const {setAside: odd = [], ...records} = parseLedgerRecords(
    {
      ...NO_RECORDS,
      steps: read('step').map(jsonToStepRecord),
      rollbacks: read('rollback').map(jsonToDraft),
      stepClaims: read('step_claim').map(jsonToClaim),
      rollbackClaims: read('rollback_claim').map(jsonToClaim),
    },
    source,
  );
  const kept = read('set_aside').flatMap(({record, reason}) =>
    typeof record === 'string' ? [{text: record, reason: String(reason)}] : [],
  );
  return {...records, setAside: [...setAside, ...odd, ...kept]};
}

function* rowsOf(history: LedgerContents, type: RowType): Generator<Json> {
  switch (type) {
    case 'step':
      for (const step of history.steps) yield seal(stepToJson(step));
      return;
    case 'rollback':
      for (const rollback of history.rollbacks) yield seal(rollbackToJson(rollback));
      return;
    case 'set_aside':
      for (const {text, reason} of history.setAside) yield {record: text, reason};
      return;
    default: {
      const claims = type === 'step_claim' ? history.stepClaims : history.rollbackClaims;
      for (const {uid, number, claimedAt} of claims) yield {uid, number, claimed_at: claimedAt};
    }
  }
}

function parseJsonRows(text: string): readonly Row[] | undefined {
  const value = parseObject(text);
  if (value === undefined || !Array.isArray(value.steps)) return undefined;
  return TYPES.flatMap((type) => {
    const list: unknown = value[listOf(type)];
    return Array.isArray(list) ? list.map((item: unknown): Row => ({type, value: item})) : [];
  });
}

/** Parses ndjson; undefined if no line is a row of ours. */
function parseNdjsonRows(text: string, setAside: SetAside[]): readonly Row[] | undefined {
  const rows: Row[] = [];
  const odd: SetAside[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const value = parseObject(line);
    const type = TYPES.find((known) => known === value?.type);
    if (type === undefined)
      odd.push({
        text: line,
        reason: `line ${index + 1}: ${value === undefined ? 'is not a JSON object' : 'has an unknown type'}`,
      });
    else rows.push({type, value, text: line});
  }
  if (rows.length === 0) return undefined;
  for (const one of odd) setAside.push(one);
  return rows;
}

function withoutType(value: unknown): unknown {
  if (!isObject(value)) return value;
  const {type: _, ...rest} = value;
  return rest;
}

function jsonToClaim({uid, number, claimed_at}: Json): Json {
  return {uid, number, claimedAt: claimed_at};
}
